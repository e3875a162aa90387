"""Comparing runs as a person does it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from stepflow_desktop.core.model import ExecutionDetails, LogEntry, LogPage
from stepflow_desktop.errors import NotFound
from stepflow_desktop.gui.models.log_diff import MOST_LINES
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.compare_dialog import CompareDialog, compare
from stepflow_desktop.gui.views.compare_view import LOG, SETTINGS, CompareView, run_titles
from tests.gui import sample_data as data

LEFT = Qt.MouseButton.LeftButton
pytestmark = pytest.mark.qt_log_ignore("does not support", extend=True)


class TwoLogs(data.FakeEngine):
    """Each run has a log of its own; ``reads`` are whose were read."""

    def __init__(self, details: list[ExecutionDetails]) -> None:
        super().__init__(details)
        self.reads: list[str] = []
        self.logs = {item.execution.id: ["hello", f"seed {n}", f"I am {'abc'[n]}"] for n, item in enumerate(details)}
        self.goes_on = False

    async def read_log(self, execution_id: str, *, limit: int = 1000, **_more: Any) -> LogPage:  # type: ignore[override]
        self.reads.append(execution_id)
        lines = [LogEntry(offset=n, end=n, content=line, at=data.NOW) for n, line in enumerate(self.logs[execution_id])]
        return LogPage(tuple(lines[:limit]), 0, not self.goes_on)


async def at_once(work: Any, *args: Any, **more: Any) -> Any:
    return work(*args, **more)


@pytest.fixture
def engine() -> TwoLogs:
    first = data.integration()
    second = replace(first, execution=replace(first.execution, id="second", environment={"STAGE": "prod"}))
    third = replace(first, execution=replace(first.execution, id="third"))
    return TwoLogs([first, second, third])


@pytest.fixture
def view(theme: Theme, clock: data.FixedClock, engine: TwoLogs, qtbot: Any) -> CompareView:
    view = CompareView(theme, data.FakeBridge(engine), clock, in_thread=at_once)  # type: ignore[arg-type]
    qtbot.addWidget(view)
    view.resize(1000, 620)
    view.show()
    qtbot.waitExposed(view)
    view.compare(list(engine.details))
    return view


def test_each_tab_counts_what_differs(view: CompareView) -> None:
    names = [view.tabs.accessibleTabName(at) for at in range(4)]
    assert names[:3] == ["Steps, 0", "Settings, 1", "Artifacts, 0"]
    assert view.models[0].columnCount() == 4
    assert view.models[0].headerData(1, Qt.Orientation.Horizontal) == "11:52 · Failed"


def test_runs_of_other_names_are_called_by_them(clock: data.FixedClock) -> None:
    runs = [data.integration().execution, data.churn().execution, data.sweep().execution]
    assert run_titles(runs, clock) == [
        "11:52 · Failed · Integration tests",
        "14:32 · Running · Train churn model",
        "14:20 · Running · Spectrometer sweep…",
    ]


def test_the_oldest_run_comes_first_however_they_were_chosen(view: CompareView, engine: TwoLogs) -> None:
    third = engine.details["third"]
    engine.details["third"] = replace(third, execution=replace(third.execution, row_id=1))
    view.compare(["second", "third"])
    assert [run.execution.id for run in view.runs] == ["third", "second"]


def test_only_differences(view: CompareView, qtbot: Any) -> None:
    view.tabs.setCurrentIndex(SETTINGS)
    assert view.models[SETTINGS].rowCount() > 4
    qtbot.mouseClick(view.only, LEFT)
    assert [view.models[SETTINGS].index(0, at).data() for at in range(4)] == ["STAGE", "–", "prod", "–"]
    assert view.models[SETTINGS].rowCount() == 1


def test_a_double_click_opens_the_run_of_the_column(view: CompareView, qtbot: Any) -> None:
    with qtbot.waitSignal(view.opened) as opened:
        view.tables[0].doubleClicked.emit(view.models[0].index(1, 2))
    assert opened.args == ["second"]
    with qtbot.assertNotEmitted(view.opened):
        view.tables[0].doubleClicked.emit(view.models[0].index(1, 0))


def test_logs_are_read_when_they_are_looked_at(view: CompareView, engine: TwoLogs, qtbot: Any) -> None:
    assert engine.reads == []
    view.tabs.setCurrentIndex(LOG)
    assert len(engine.reads) == 2
    assert not view.only.isVisible()
    assert view.logs.told.text() == "1 line only in the first, 1 line only in the second"
    assert [view.logs.model.text(row) for row in range(4)] == ["  hello", "  seed 1", "− I am a", "+ I am b"]
    qtbot.mouseClick(view.logs.numbers, LEFT)
    assert "2 lines only in the first" in view.logs.told.text()
    view.tabs.setCurrentIndex(0)
    view.tabs.setCurrentIndex(LOG)
    assert len(engine.reads) == 4, "nothing is read again that is shown"


def test_other_runs_can_be_chosen_for_the_logs(view: CompareView, engine: TwoLogs, qtbot: Any) -> None:
    view.tabs.setCurrentIndex(LOG)
    view.logs.second.setFocus()
    qtbot.keyClick(view.logs.second, Qt.Key.Key_Down)
    assert engine.reads[-1] == "third"
    assert view.logs.model.text(3) == "+ I am c"


def test_a_log_that_is_too_long_is_not_passed_over_in_silence(view: CompareView, engine: TwoLogs) -> None:
    engine.goes_on = True
    view.tabs.setCurrentIndex(LOG)
    assert view.logs.told.text().endswith(f"Only the first {MOST_LINES:,} lines of each log are compared")


def test_two_runs_without_output_are_not_called_the_same(view: CompareView, engine: TwoLogs) -> None:
    engine.logs = {key: [] for key in engine.logs}
    view.tabs.setCurrentIndex(LOG)
    assert view.logs.told.text() == "Neither has any output"


def test_lines_can_be_copied(view: CompareView, qtbot: Any) -> None:
    view.tabs.setCurrentIndex(LOG)
    view.logs.view.setFocus()
    view.logs.view.selectAll()
    qtbot.keyClick(view.logs.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().splitlines()[-1] == "+ I am b"


def test_what_is_gone_is_said(view: CompareView, engine: TwoLogs) -> None:
    del engine.details["third"]
    view.compare(["second", "third"])
    assert view.problem.isVisible()
    assert view.problem.text() == str(NotFound("There is no such execution."))


def test_the_window_of_its_own(theme: Theme, engine: TwoLogs, view: CompareView, qtbot: Any) -> None:
    bridge = data.FakeBridge(engine)
    opened: list[str] = []
    assert compare(theme, bridge, view, ["second", "second"], opened.append) is None  # type: ignore[arg-type]
    dialog = compare(theme, bridge, view, ["second", "third"], opened.append)  # type: ignore[arg-type]
    assert isinstance(dialog, CompareDialog)
    qtbot.waitExposed(dialog)
    dialog.view.opened.emit("third")
    assert opened == ["third"]
    with qtbot.waitSignal(dialog.destroyed):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
