"""What the worker tells of a log, driven by hand and in its thread."""

from __future__ import annotations

import random
import threading
from pathlib import Path

import pytest

from stepflow_desktop.core.model import Level, Step, StepStatus
from stepflow_desktop.gui.log import worker as worker_module
from stepflow_desktop.gui.log.layout import Showing, Threshold, sections
from stepflow_desktop.gui.log.log_file import LogFile
from stepflow_desktop.gui.log.piece_sets import AllBut, Only
from stepflow_desktop.gui.log.rows import RowKind, RowMap
from stepflow_desktop.gui.log.search import Query
from stepflow_desktop.gui.log.worker import LogWorker, Snapshot, is_marker
from tests.gui.log.log_samples import START, SampleLog, finished_log


def worked(log: SampleLog, **wanted: object) -> tuple[LogWorker, list[Snapshot]]:
    snapshots: list[Snapshot] = []
    worker = LogWorker(LogFile(log.path), snapshots.append)
    worker.want(steps=tuple(log.steps), artifacts=tuple(log.artifacts), final=True, **wanted)
    drain(worker)
    return worker, snapshots


def drain(worker: LogWorker) -> None:
    while worker.work(1):
        pass


def rows_of(log: SampleLog, snapshot: Snapshot, folded: frozenset[int] = frozenset()) -> list[str]:
    """The rows in words, and that pieces, steps and artifacts lead back to their rows."""
    lines = log.path.read_bytes().decode().split("\n")
    rows = RowMap(snapshot.layout, folded)
    words = []
    for number in range(rows.total):
        row = rows.row(number)
        if row.kind is RowKind.STEP:
            assert rows.of_step(row.item) == number
            words.append(f"[{log.steps[row.item].name} {snapshot.layout.lines_of_step[row.item]}]")
        elif row.kind is RowKind.ARTIFACT:
            assert rows.of_artifact(row.item) == number
            words.append(f"<{snapshot.layout.artifacts[row.item].name}>")
        else:
            assert rows.of_piece(row.item) == number
            words.append(lines[row.item])
    return words


ONE = [f"one {number}" for number in range(5)]
THREE = ["[Three 4]", "three a", "ERROR three b", "<report.txt>", "three c", "Error: three d", "after"]


def test_rows_show_steps_and_artifacts_in_place_of_markers(tmp_path: Path) -> None:
    log = finished_log(tmp_path)
    _, snapshots = worked(log)
    two = ["[Two 3]", "two a", "WARNING: two b", "two c"]
    assert rows_of(log, snapshots[-1]) == ["before", "[One 5]", *ONE, "between", *two, *THREE]
    assert rows_of(log, snapshots[-1], snapshots[-1].layout.finished_well) == [
        *["before", "[One 5]", "between", "[Two 3]"],
        *THREE,
    ]
    assert snapshots[-1].layout.finished_well == {0, 1}


def test_hidden_and_folded_pieces_lead_to_what_is_shown(tmp_path: Path) -> None:
    log = finished_log(tmp_path)
    _, snapshots = worked(log)
    rows = RowMap(snapshots[-1].layout, frozenset({0}))
    assert rows.of_piece(3) == 1  # inside One, which is folded
    assert rows.of_piece(1) == 0  # STEP_START:One is no row; the one beside it is
    assert rows.of_piece(10_000) == rows.total - 1
    assert RowMap(snapshots[-1].layout, frozenset({0, 1, 2})).of_artifact(0) == 4


def test_levels_are_marked_and_filter_rows(tmp_path: Path) -> None:
    log = finished_log(tmp_path)
    worker, snapshots = worked(log)
    assert (len(snapshots[-1].warnings), len(snapshots[-1].errors)) == (1, 2)
    for threshold, expected in [
        (Threshold.ERROR, ["[Three 2]", "ERROR three b", "Error: three d"]),
        (Threshold.WARNING, ["[Two 1]", "WARNING: two b", "[Three 2]", "ERROR three b", "Error: three d"]),
    ]:
        worker.want(showing=Showing(threshold))
        drain(worker)
        assert rows_of(log, snapshots[-1]) == expected
    worker.want(showing=Showing(step_id="step2"))
    drain(worker)
    assert rows_of(log, snapshots[-1]) == THREE[:-1]
    worker.want(showing=Showing(markers=True))
    drain(worker)
    assert "META:PROGRESS:50" in rows_of(log, snapshots[-1])
    assert "two a" not in rows_of(log, snapshots[-1])


def test_info_and_up_leaves_out_debug_lines(tmp_path: Path) -> None:
    log = SampleLog(tmp_path)
    log.lines("a", "DEBUG b", "c")
    _, snapshots = worked(log, showing=Showing(Threshold.INFO))
    assert rows_of(log, snapshots[-1]) == ["a", "c"]


def test_a_growing_log_is_followed_in_the_same_rows(tmp_path: Path) -> None:
    log = SampleLog(tmp_path)
    log.start("One")
    snapshots: list[Snapshot] = []
    worker = LogWorker(LogFile(log.path), snapshots.append)
    for number in range(30):
        log.lines(f"line {number}", "META:X:1")
        if number == 10:
            log.end()
            log.start("Two")
        worker.want(steps=tuple(log.steps))
        drain(worker)
    drain_fresh, fresh = worked(log)
    drain_fresh.stop()
    assert rows_of(log, snapshots[-1]) == rows_of(log, fresh[-1])
    assert rows_of(log, snapshots[-1])[:3] == ["[One 11]", "line 0", "line 1"]


def test_only_what_has_changed_is_told(tmp_path: Path) -> None:
    log = finished_log(tmp_path)
    worker, snapshots = worked(log)
    told = len(snapshots)
    drain(worker)
    assert len(snapshots) == told
    worker.want(query=Query("three"))
    drain(worker)
    assert len(snapshots) > told
    assert len(snapshots[-1].matches) == 4
    worker.want(query=Query("(", regex=True))
    drain(worker)
    assert not snapshots[-1].searching and not len(snapshots[-1].matches)


def test_the_thread_works_until_it_is_stopped(tmp_path: Path) -> None:
    log = finished_log(tmp_path)
    told = threading.Event()
    worker = LogWorker(LogFile(log.path), lambda _snapshot: told.set())
    worker.start()
    assert told.wait(10)
    told.clear()
    log.lines("more")
    worker.look()
    assert told.wait(10)
    worker.stop()
    worker.join()


def test_what_is_a_marker() -> None:
    hidden = [
        b"STEP_START:x",
        b"2024-01-01 INFO root: STEP_START:x",
        b"META:A:b",
        b"::add-mask::s",
        b"::endgroup::",
    ]
    shown = [b"echo STEP_START:x", b"STEP_START", b"::error::x", b"::group::x", b"50%", b"x" * 70_000 + b"STEP_START:x"]
    assert [line for line in hidden if not is_marker(line)] == []
    assert [line for line in shown if is_marker(line)] == []


def test_piece_sets_against_lists() -> None:
    rnd = random.Random(3)
    for _ in range(200):
        chosen = sorted(rnd.sample(range(60), rnd.randrange(60)))
        for shown, pieces in ((AllBut(chosen), sorted(set(range(60)) - set(chosen))), (Only(chosen), chosen)):
            first, end = sorted(rnd.choices(range(61), k=2))
            inside = [piece for piece in pieces if first <= piece < end]
            assert shown.count(first, end) == len(inside)
            assert [shown.nth(first, number) for number in range(len(inside))] == inside


def test_a_byte_belongs_to_the_open_step_with_the_largest_start() -> None:
    rnd = random.Random(4)
    for _ in range(200):
        steps = []
        for index in range(rnd.randrange(6)):
            start = rnd.randrange(40)
            end = rnd.choice([None, start + rnd.randrange(40)])
            steps.append(
                Step(
                    id=str(index),
                    execution_id="e",
                    name="x",
                    index=index,
                    created_at=START,
                    status=StepStatus.RUNNING,
                    start_offset=start * 10 + index,
                    end_offset=None if end is None else end * 10 + index,
                )
            )
        owners, headers, offsets = sections(steps)
        assert sum(headers) == len(steps)
        for offset in range(0, 900, 7):
            held = [
                step
                for step in steps
                if (step.start_offset or 0) <= offset and (step.end_offset is None or step.end_offset > offset)
            ]
            expected = max(held, key=lambda step: step.start_offset or 0).index if held else -1
            owner = [owner for owner, at in zip(owners, offsets, strict=True) if at <= offset][-1]
            assert owner == expected


def test_levels_have_their_own_arrays(tmp_path: Path) -> None:
    log = SampleLog(tmp_path)
    log.lines("DEBUG a", "ERROR b", "WARNING c", "d")
    worker, _ = worked(log)
    assert {level: list(pieces) for level, pieces in worker._scanner.marks.by_level.items()} == {
        Level.DEBUG: [0],
        Level.ERROR: [1],
        Level.WARNING: [2],
    }


def test_what_is_kept_between_layouts_is_what_a_fresh_one_finds(tmp_path: Path) -> None:
    rnd = random.Random(6)
    log = SampleLog(tmp_path)
    for number in range(400):
        if rnd.random() < 0.1:
            log.start(f"step {number}")
        log.lines(rnd.choice(["plain", "META:X:1", "ERROR x", "DEBUG y", "z" * 3000]))
        if rnd.random() < 0.1 and log.steps and log.steps[-1].end_offset is None:
            log.end()
    data = log.path.read_bytes()
    for showing in (Showing(), Showing(Threshold.ERROR), Showing(Threshold.INFO), Showing(step_id="step3")):
        path = tmp_path / "growing.log"
        path.write_bytes(b"")
        snapshots: list[Snapshot] = []
        worker = LogWorker(LogFile(path), snapshots.append)
        worker.want(steps=tuple(log.steps), showing=showing)
        at = 0
        while at < len(data):
            size = rnd.randrange(40_000)
            with path.open("ab") as out:
                out.write(data[at : at + size])
            at += size
            worker.work(0.0 if rnd.random() < 0.5 else 1)
        worker.want(final=True)
        drain(worker)
        _, fresh = worked(log, showing=showing)
        kept, new = snapshots[-1].layout, fresh[-1].layout
        assert (kept.first, kept.bodies, kept.header) == (new.first, new.bodies, new.header)
        assert kept.lines_of_step == new.lines_of_step and sum(kept.bodies) > 0
        worker.stop()


def test_of_a_very_fast_log_news_come_less_often_and_say_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(worker_module.time, "monotonic", lambda: now[0])
    log, snapshots = SampleLog(tmp_path), []
    worker = LogWorker(LogFile(log.path), snapshots.append)
    for tenth in range(21):
        now[0] = 100 + tenth / 10
        log.lines(*["x"] * 4_000)
        drain(worker)
    assert 4 <= len(snapshots) <= 7 and snapshots[-1].fast
    worker.want(query=Query("x"))
    drain(worker)
    assert snapshots[-1].match_count == log.count  # what a user waits for is told at once
    for tenth in range(21, 40):
        now[0] = 100 + tenth / 10
        log.lines("y")
        drain(worker)
    assert not snapshots[-1].fast and snapshots[-1].lines >= log.count - 1
    worker.want(final=True)
    drain(worker)
    assert snapshots[-1].lines == log.count


@pytest.mark.parametrize(
    "showing",
    [
        Showing(),
        Showing(only=r"^a \d+$"),
        Showing(without=r"^a \d+$|^ERROR"),
        Showing(Threshold.ERROR, without="never"),
        Showing(Threshold.INFO),
    ],
)
def test_read_bit_by_bit_it_shows_the_same_rows_as_read_at_once(tmp_path: Path, showing: Showing) -> None:
    for seed in range(8):
        chance = random.Random(seed)
        folder = tmp_path / str(seed)
        folder.mkdir()
        log, snapshots = SampleLog(folder), []
        worker = LogWorker(LogFile(log.path), snapshots.append)
        worker.want(showing=showing)
        for _ in range(20):
            grow(log, chance)
            worker.want(steps=tuple(log.steps), artifacts=tuple(log.artifacts))
            drain(worker)
        worker.want(final=True)
        drain(worker)
        _, fresh = worked(log, showing=showing)
        assert plain_rows(snapshots[-1]) == plain_rows(fresh[-1]), seed
        assert snapshots[-1].layout.lines_of_step == fresh[-1].layout.lines_of_step, seed


def grow(log: SampleLog, chance: random.Random) -> None:
    """Some lines of every kind: steps, groups, errors, artifacts, bars longer than a block."""
    for _ in range(chance.randrange(8)):
        kind = chance.randrange(10)
        if kind == 0:
            log.start("Step")
        elif kind == 1 and log.steps and log.steps[-1].status is StepStatus.RUNNING:
            log.end()
        elif kind == 2:
            log.artifact(f"file{log.count}")
        elif kind == 3:
            log.lines("%" * 70_000 + "\r" + "b" * chance.randrange(10))
        else:
            log.lines(chance.choice(("::group::g", "::endgroup::", "ERROR x", "a 1", "a 22", "b")))


def plain_rows(snapshot: Snapshot) -> list[tuple[RowKind, int]]:
    rows = RowMap(snapshot.layout, frozenset())
    return [(row.kind, row.item) for row in map(rows.row, range(rows.total))]
