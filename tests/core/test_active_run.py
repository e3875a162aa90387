"""One run, looked at by hand: how much a look reads, and what of it is saved and told."""

from __future__ import annotations

import itertools
import os

import pytest

from stepflow_desktop.core import active_run, reducer
from stepflow_desktop.core.active_run import (
    FIRST_CHUNK_BYTES,
    LARGEST_CHUNK_BYTES,
    LONG_LOOK_S,
    PIECE_BYTES,
    SMALLEST_CHUNK_BYTES,
    ActiveRun,
    Phase,
    exit_info,
)
from stepflow_desktop.core.model import Artifact, ArtifactType, ExecutionStatus, StepStatus
from stepflow_desktop.core.storage import Storage
from tests.core.made_runs import FakeClock, MadeRun, an_execution


@pytest.fixture
def storage(tmp_path):
    storage = Storage(tmp_path / "storage")
    storage.open()
    yield storage
    storage.close()


@pytest.fixture
def clock():
    return FakeClock()


@pytest.fixture
def made(storage, tmp_path):
    return MadeRun(storage, an_execution(tmp_path))


@pytest.fixture
def run(made, clock):
    active = ActiveRun(made.run, reducer.begin(made.execution), clock, phase=Phase.STARTING)
    yield active
    active.close()


def artifact(run: ActiveRun, name: str) -> Artifact:
    return Artifact(
        id=name,
        execution_id=run.id,
        name=name,
        file_path=name,
        file_name=name,
        file_size=1,
        mime_type="text/plain",
        artifact_type=ArtifactType.OTHER,
        created_at=run.state.execution.created_at,
    )


def save(run: ActiveRun):
    change = run.change()
    run.saved(change)
    return change


class Meter:
    """Instead of a clock: reading costs so much per byte. Remembers how many bytes each look folded."""

    def __init__(self, monkeypatch, run: ActiveRun, cost_s_per_byte: float) -> None:
        self.now = 0.0
        self.cost = cost_s_per_byte
        self.chunks: list[int] = []
        monkeypatch.setattr(active_run.time, "thread_time", lambda: self.now)
        feed = run._parser.feed

        def metered(data: bytes):
            self.chunks.append(len(data))
            self.now += len(data) * self.cost
            return feed(data)

        run._parser.feed = metered


def test_a_start_is_noticed_once(made, run):
    assert not run.has_news()
    assert not run.look()
    assert run.phase is Phase.STARTING
    assert run.change() is None
    made.begin(boot_s=12.0, pid=99)
    assert run.has_news()
    run.look()
    assert not run.has_news()
    change = save(run)
    assert change.update.started
    assert (change.update.execution.pid, change.update.execution.started_boot_us) == (99, 12_000_000)
    assert run.change() is None


def test_output_without_markers_moves_only_the_offset(made, run):
    made.begin()
    run.look()
    save(run)
    made.write(b"one\ntwo\nunfini")
    run.look()
    change = save(run)
    assert (change.update.log_start, change.update.log_end) == (0, 8)
    assert change.saved.run_state.log_offset == change.update.execution.log_size == 8
    assert not change.update.steps
    made.write(b"shed\n")
    run.look()
    assert (run.change().update.log_start, run.change().update.log_end) == (8, 19)


def test_messages_of_one_change_have_numbers_of_their_own(made, run):
    made.begin()
    made.write(b"".join(b"line %d\n" % n for n in range(100)) + b"STEP_START:A\n::warning::w\n")
    run.look()
    first = save(run).update
    assert first.seq_start == 2
    # A hundred lines, a step, a remark, the start: none may share its number with what comes next.
    made.write(b"more\n")
    run.look()
    assert run.change().update.seq_start > first.seq_start + 102


def test_a_line_of_many_segments_has_a_number_for_each(made, run):
    made.begin()
    made.write(b"y" * 1_000_000 + b"\n")
    while run.look():
        pass
    change = save(run)
    assert change.update.execution.seq - change.update.seq_start >= 1_000_000 // 65_536


def test_the_end_waits_for_the_log_to_be_read(made, run):
    made.begin()
    made.write(b"x" * (FIRST_CHUNK_BYTES * 3) + b"\nSTEP_START:Last\n")
    made.end(4)
    looks = 0
    while run.phase is not Phase.ENDING:
        run.look()
        looks += 1
        assert looks < 20
    assert looks > 1
    assert [s.name for s in run.state.steps] == ["Last"]
    run.finish()
    update = save(run).update
    assert update.ended
    assert (update.execution.exit_code, update.log_end) == (4, made.run.log.stat().st_size)


def test_what_comes_after_the_end_is_no_part_of_the_run(made, run):
    """A background process goes on writing: it is in the log, its markers mean nothing."""
    made.begin()
    made.write(b"STEP_START:A\n")
    made.end(0)
    made.write(b"STEP_START:B\n")
    while run.phase is not Phase.ENDING:
        run.look()
    run.finish()
    assert [s.name for s in save(run).update.steps] == ["A"]


def test_a_log_that_is_shorter_than_promised_ends_the_run_all_the_same(made, run):
    made.begin()
    made.write(b"STEP_START:A\n")
    made.end(0, log_size=10_000)
    for _ in range(5):
        run.look()
    assert run.phase is Phase.ENDING
    run.finish()
    assert save(run).update.log_end == 13


def test_a_run_that_never_started_ends_with_its_reason(made, run):
    made.end(None, reason="start_failed", message="no such program", duration_s=None)
    run.look()
    assert run.phase is Phase.ENDING
    run.finish()
    update = save(run).update
    assert not update.started
    assert update.ended
    assert update.execution.error_message == "no such program"


def test_a_run_without_an_end_file_can_be_ended(made, run, clock):
    made.begin()
    made.write(b"STEP_START:A\n")
    run.look()
    clock.boot_s = 25.0
    run.finish_with("lost", "gone")
    update = save(run).update
    assert (update.execution.status, update.execution.duration_s) == (ExecutionStatus.FAILED, 15.0)
    assert [s.status for s in update.steps] == [StepStatus.FAILED]


def test_what_changes_while_a_change_is_saved_is_in_the_next_one(made, run):
    made.begin()
    made.write(b"STEP_START:A\n")
    run.look()
    first = run.change()
    made.write(b"STEP_START:B\n")
    run.look()
    run.edit(name="Renamed")
    run.add_artifacts((artifact(run, "late"),))
    run.saved(first)
    second = save(run)
    assert [s.name for s in first.update.steps] == ["A"]
    assert [(s.name, s.status) for s in second.update.steps] == [
        ("A", StepStatus.COMPLETED),
        ("B", StepStatus.RUNNING),
    ]
    assert second.update.edited
    assert second.update.execution.name == "Renamed"
    assert [a.id for a in second.update.artifacts] == ["late"]
    assert second.update.log_start == first.update.log_end
    assert second.update.seq_start == first.update.execution.seq + 1
    assert run.change() is None


def test_an_artifact_edited_before_it_was_told_is_a_new_one_afterwards_an_edited_one(made, run):
    run.add_artifacts((artifact(run, "a"),))
    edited = artifact(run, "a")
    run.edit_artifacts((edited,))
    first = save(run).update
    assert (first.artifacts, first.edited_artifacts) == ((edited,), frozenset())
    run.edit_artifacts((artifact(run, "a"),))
    assert save(run).update.edited_artifacts == {"a"}
    assert run.change() is None


def test_an_artifact_removed_before_it_was_told_is_not_told_as_new(made, run):
    run.add_artifacts((artifact(run, "a"), artifact(run, "b")))
    run.remove_artifacts((artifact(run, "a"),))
    update = save(run).update
    assert [a.id for a in update.artifacts] == ["b"]
    assert [a.id for a in update.removed_artifacts] == ["a"]
    assert run.change() is None


def test_a_run_goes_on_from_the_saved_offset_as_if_nothing_had_happened(made, run, clock, storage):
    made.begin()
    made.write(b"STEP_START:A\n::stop-commands::x\nSTEP_START:no\nSTEP_ST")
    run.look()
    saved = save(run).saved
    again = ActiveRun(
        made.run,
        reducer.restore(saved.execution, run.state.steps, saved.run_state.extra),
        clock,
        log_offset=saved.run_state.log_offset,
        parser_state=saved.run_state.parser_state,
    )
    again.attach()
    made.write(b"ART:no\n::x::\nSTEP_START:B\n")
    again.look()
    assert [s.name for s in again.state.steps] == ["A", "B"]
    update = again.change().update
    assert (update.log_start, update.started) == (saved.run_state.log_offset, False)
    again.close()


def test_nothing_stays_open_after_the_end(made, run):
    os.mkfifo(made.run.fifo)
    made.begin()
    made.write(b"x\n")
    before = len(os.listdir("/proc/self/fd"))
    run.look()
    assert len(os.listdir("/proc/self/fd")) > before
    made.end(0)
    while run.phase is not Phase.ENDING:
        run.look()
    run.close()
    assert len(os.listdir("/proc/self/fd")) == before


def test_plain_output_is_read_in_ever_larger_pieces(made, run, monkeypatch):
    made.begin()
    made.write(b"x" * 99 + b"\n")
    made.write((b"x" * 99 + b"\n") * 20_000)
    Meter(monkeypatch, run, 1e-10)
    looks, before = [], 0
    while run.look():
        looks.append(run.read_bytes - before)
        before = run.read_bytes
    assert looks[:4] == [FIRST_CHUNK_BYTES, 2 * FIRST_CHUNK_BYTES, 4 * FIRST_CHUNK_BYTES, LARGEST_CHUNK_BYTES]
    assert max(looks) == LARGEST_CHUNK_BYTES
    assert run.read_bytes == made.run.log.stat().st_size


def test_output_of_nothing_but_markers_is_read_in_pieces_that_keep_a_look_short(made, run, monkeypatch):
    made.begin()
    made.write(b"META:PROGRESS:1\n" * 10_000)
    cost = LONG_LOOK_S / (2 * SMALLEST_CHUNK_BYTES)  # two of the smallest chunks are a long look
    meter = Meter(monkeypatch, run, cost)
    while run.look():
        pass
    assert meter.chunks[:3] == [FIRST_CHUNK_BYTES, FIRST_CHUNK_BYTES // 2, FIRST_CHUNK_BYTES // 4]
    assert {size * cost <= LONG_LOOK_S for size in meter.chunks[2:]} == {True}
    assert sum(meter.chunks) == 160_000


def test_a_look_is_never_smaller_than_it_pays(made, run, monkeypatch):
    made.begin()
    made.write(b"x\n" * 60_000)
    meter = Meter(monkeypatch, run, 1.0)
    while run.look():
        pass
    assert min(meter.chunks[:-1]) == SMALLEST_CHUNK_BYTES


def test_a_look_that_is_interrupted_by_others_does_not_make_the_next_one_smaller(made, run, monkeypatch):
    made.begin()
    made.write(b"x\n" * 400_000)
    on_the_wall = itertools.count()
    monkeypatch.setattr(active_run.time, "perf_counter", lambda: next(on_the_wall) * 100 * LONG_LOOK_S)
    meter = Meter(monkeypatch, run, 0.0)
    while run.look():
        pass
    assert run._chunk_bytes == LARGEST_CHUNK_BYTES
    assert sum(meter.chunks) == 800_000


def test_the_exit_file_in_the_reducers_words():
    told = {"code": -9, "signal": 9, "reason": "timeout", "message": "m", "ended_at_us": 5, "ended_boot_us": 6}
    info = exit_info(told)
    assert (info.code, info.signal, info.reason, info.message) == (-9, 9, "timeout", "m")
    assert (info.stamp.wall_us, info.stamp.boot_us, info.duration_s) == (5, 6, None)


def test_a_chunk_full_of_markers_is_taken_in_only_as_far_as_there_is_time(made, run, monkeypatch):
    made.begin()
    run.look()
    run._chunk_bytes = LARGEST_CHUNK_BYTES
    made.write(b"x\n" * LARGEST_CHUNK_BYTES)
    meter = Meter(monkeypatch, run, LONG_LOOK_S)
    assert run.look()
    assert meter.chunks == [PIECE_BYTES]
    assert run.read_bytes == PIECE_BYTES
    while run.look():
        pass
    assert run.read_bytes == 2 * LARGEST_CHUNK_BYTES
