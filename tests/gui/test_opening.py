"""What another start asks for is shown; what makes no sense, or tries for more, does nothing."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from stepflow_desktop.gui import opening
from stepflow_desktop.gui.log.log_panel import LogPanel
from stepflow_desktop.gui.opening import LineGoal, show, show_line
from stepflow_desktop.gui.theme import Theme
from tests.gui.log.log_samples import SampleLog, execution

ID = "6f1c0c1e-0a5d-4b52-9f3e-0123456789ab"


class FakeWindow:
    def __init__(self) -> None:
        self.executions: QWidget | None = None
        self.done: list[tuple[str, object]] = []

    def new_execution(self, draft: object = None) -> None:
        self.done.append(("form", draft))

    def open_execution(self, execution_id: str) -> None:
        self.done.append(("execution", execution_id))


@pytest.fixture
def window() -> FakeWindow:
    return FakeWindow()


def test_an_execution_is_opened(window: FakeWindow) -> None:
    show(window, ["execution", ID])
    show(window, ["execution", ID, "12"])
    assert window.done == [("execution", ID), ("execution", ID)]


def test_a_script_fills_the_form_and_nothing_is_started(window: FakeWindow, tmp_path: Path) -> None:
    script = tmp_path / "fit.py"
    script.touch()
    show(window, ["path", str(script)])
    ((kind, draft),) = window.done
    assert kind == "form"
    assert draft.command[-1] == str(script) and draft.working_directory == str(tmp_path)  # type: ignore[attr-defined]
    show(window, ["new"])
    assert window.done[1:] == [("form", None)]


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["run", "reboot"],
        ["execution", "../../x"],
        ["execution", ID, "12; x"],
        ["execution", ID, "-1"],
        ["path", "relative.py"],
        ["path", "/nowhere/at/all.py"],
        ["path", "/tmp\0/x"],
        ["path"],
        ["new", "x"],
    ],
)
def test_anything_else_does_nothing(window: FakeWindow, words: list[str]) -> None:
    show(window, words)
    assert window.done == []


@pytest.fixture
def page(qtbot: QtBot, theme: Theme) -> QWidget:
    page = QWidget()
    qtbot.addWidget(page)
    log = LogPanel(theme, page)
    log.resize(700, 300)
    tabs = SimpleNamespace(index=3)
    tabs.setCurrentIndex = lambda index: setattr(tabs, "index", index)
    page.pane = SimpleNamespace(log=log, tabs=tabs)  # type: ignore[attr-defined]
    page.show()
    yield page
    log.clear()


def test_a_line_is_gone_to_once_the_log_is_read(qtbot: QtBot, page: QWidget, tmp_path: Path) -> None:
    pane = page.pane  # type: ignore[attr-defined]
    log = SampleLog(tmp_path)
    log.lines(*(f"line {number}" for number in range(1, 2001)))
    shown = execution()
    goal = LineGoal(page, shown.id, 1500)
    assert not show_line(page, shown.id, 1500)
    pane.log.set_execution(log.path, shown, (), (), ())
    with qtbot.waitSignal(goal.destroyed):
        pass
    assert pane.tabs.index == 0
    top = pane.log.view.place.top_piece()
    assert abs(pane.log.view.document.piece_of_line(1500) - top) < 40
    assert not show_line(page, ID, 3), "the log of another execution is left alone"


def test_waiting_for_a_log_that_never_comes_ends(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "LOOK_MS", 1)
    monkeypatch.setattr(opening, "LOOKS", 3)
    page = QWidget()
    qtbot.addWidget(page)
    with qtbot.waitSignal(LineGoal(page, ID, 3).destroyed):
        pass
