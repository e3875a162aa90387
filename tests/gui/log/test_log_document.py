"""Lines and rows on demand, masks across cuts, times, and exports."""

from __future__ import annotations

from pathlib import Path

import pytest

from stepflow_desktop.core.model import ExecutionStatus, Level, StepStatus
from stepflow_desktop.gui.log.document import LogDocument
from stepflow_desktop.gui.log.exporting import export_log
from stepflow_desktop.gui.log.line_times import TimeMode
from stepflow_desktop.gui.log.log_file import LogFile
from stepflow_desktop.gui.log.viewport import Viewport
from stepflow_desktop.gui.log.worker import LogWorker, Snapshot
from tests.gui.log.log_samples import SampleLog, execution, finished_log


def opened(log: SampleLog, **wanted: object) -> LogDocument:
    snapshots: list[Snapshot] = []
    worker = LogWorker(LogFile(log.path), snapshots.append)
    worker.want(steps=tuple(log.steps), artifacts=tuple(log.artifacts), final=True, **wanted)
    while worker.work(1):
        pass
    document = LogDocument(log.path, worker.index)
    document.execution = execution()
    document.take(snapshots[-1])
    return document


def test_a_line_knows_its_number_level_and_time(tmp_path: Path) -> None:
    document = opened(finished_log(tmp_path))
    line = document.line(9)
    assert (line.text, line.number, line.level) == ("STEP_START:Two", 10, None)
    line = document.line(11)
    assert (line.text, line.number, line.level) == ("WARNING: two b", 12, Level.WARNING)
    assert document.time_label(line, 1).endswith(":01.200")
    document.time_mode = TimeMode.RUN
    assert document.time_label(line, 1) == "+0:00:01.200"
    document.time_mode = TimeMode.OFF
    assert document.time_label(line, 1) == ""
    assert document.piece_of_line(12) == 11
    document.close()


@pytest.mark.parametrize("at", [65_530, 65_536 - 7, 65_536 - 1, 65_537, 100])
def test_a_secret_is_masked_even_where_a_long_line_is_cut(tmp_path: Path, at: int) -> None:
    log = SampleLog(tmp_path)
    log.lines("x" * at + "hunter2" + "y" * 80_000)
    document = opened(log, masks=("hunter2",))
    shown = document.line(0).text + document.line(1).text
    assert "hunter" not in shown and "unter2" not in shown and "*" in shown
    assert (document.line(0).number, document.line(1).number) == (1, 0)
    document.close()


def test_folds_made_by_hand_outlive_a_snapshot(tmp_path: Path) -> None:
    document = opened(finished_log(tmp_path))
    assert [document.is_folded(step) for step in range(3)] == [True, True, False]
    document.fold(0, False)
    document.fold(2, True)
    document.take(document.snapshot)
    assert [document.is_folded(step) for step in range(3)] == [False, True, True]
    document.fold_all(True)
    assert document.rows.total == 6
    document.reveal(3)
    assert not document.is_folded(0)
    document.close()


def test_a_step_that_is_being_read_does_not_fold_when_it_ends(tmp_path: Path) -> None:
    log = SampleLog(tmp_path)
    for name in ("One", "Two"):
        log.start(name)
        log.lines("x")
    running = opened(log)
    log.end(step=0)
    log.end(step=1)
    ended = opened(log).snapshot
    running.take(ended, keep_open=0)
    # The last one of a run that has ended stays open as well.
    assert [running.is_folded(step) for step in range(2)] == [False, False]
    running.close()


def test_text_of_a_stretch_leaves_out_headers_and_markers(tmp_path: Path) -> None:
    document = opened(finished_log(tmp_path))
    document.fold_all(False)
    assert list(document.texts((6, 1), (10, 3))) == ["ne 4", "between", "two"]
    twin = document.twin()
    assert list(twin.texts((6, 1), (10, 3))) == ["ne 4", "between", "two"]
    twin.close()
    document.close()


def test_the_end_is_the_last_place_and_wrapped_lines_are_scrolled_through(tmp_path: Path) -> None:
    log = SampleLog(tmp_path)
    log.lines(*(f"line {number}" for number in range(100)), "w" * 1000)
    document = opened(log)
    place = Viewport()
    place.document, place.height = document, 246
    place.go_to(10_000)
    assert place.at_end() and [each.number for each in place.placed()][-1] == 100
    top = place.top
    place.scroll(-1)
    assert place.top == top - 1 and not place.at_end()
    place.wrap_columns = 100
    place.go_to(10_000)
    assert place.at_end() and [each.number for each in place.placed()] == [100]
    place.scroll(-3)
    assert list(place.placed())[-1].number == 100 and place.top > 95
    place.wrap_columns = 10
    place.go_to(10_000)
    assert (place.top, place.skipped) == (100, 90)
    place.scroll(-95)
    assert (place.top, place.skipped) == (95, 0)
    document.close()


def test_exports_hold_every_line_and_no_secret(tmp_path: Path) -> None:
    log = SampleLog(tmp_path)
    log.lines("\x1b[31mred\x1b[0m <b> hunter2", "next")
    target = tmp_path / "out"
    expected = {
        "text": "red <b> ***\nnext\n",
        "ansi": "\x1b[31mred\x1b[0m <b> ***\nnext\n",
    }
    for kind, text in expected.items():
        export_log(log.path, target, kind, ["hunter2"], lambda: False)
        assert target.read_text() == text
    export_log(log.path, target, "html", ["hunter2"], lambda: False)
    assert '<span style="color:#B3261E">red</span> &lt;b&gt; ***\nnext\n</pre>' in target.read_text()
    target.unlink()
    export_log(log.path, target, "text", [], lambda: True)
    assert not target.exists() and list(tmp_path.glob("*.part")) == []
    with pytest.raises(ValueError, match="no kind"):
        export_log(log.path, target, "pdf", [], lambda: False)


def test_time_of_a_running_step_is_told_from_the_clock(tmp_path: Path) -> None:
    log = SampleLog(tmp_path)
    log.start("One")
    document = opened(log)
    assert document.step_seconds(log.steps[0], 15.0) == 10.0
    log.end(StepStatus.FAILED)
    assert document.step_seconds(log.steps[0], 15.0) == 1.5
    assert execution(ExecutionStatus.RUNNING).completed_at is None
    document.close()
