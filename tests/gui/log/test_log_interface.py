"""What a screen reader gets of the log."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAccessibleTextInterface
from pytestqt.qtbot import QtBot

from stepflow_desktop.core.model import ExecutionStatus, StepStatus
from stepflow_desktop.gui.log import log_interface
from stepflow_desktop.gui.log.log_panel import LogPanel
from stepflow_desktop.gui.log.log_view import LogView
from stepflow_desktop.gui.log.selection import Place
from stepflow_desktop.gui.theme import Theme
from tests.gui.log.log_samples import SampleLog, finished_log, long_log

Key = Qt.Key


def interface_of(panel: LogPanel) -> QAccessibleInterface:
    interface = QAccessible.queryAccessibleInterface(panel.view)
    assert interface is not None
    return interface


def text_of(panel: LogPanel) -> QAccessibleTextInterface:
    """The way Qt's bridges go: over the pointer that ``interface_cast`` gives."""
    return interface_of(panel).textInterface()


def test_the_log_is_a_text_that_can_only_be_read(panel: LogPanel, show: Callable[..., None], tmp_path: Path) -> None:
    show(finished_log(tmp_path), ExecutionStatus.FAILED)
    interface = interface_of(panel)
    assert interface.role() == QAccessible.Role.EditableText
    state = interface.state()
    assert state.readOnly and state.multiLine and state.selectableText and state.focusable
    assert interface.text(QAccessible.Text.Name) == "Log"
    assert interface.text(QAccessible.Text.Value).startswith("before\nStep 1, One, completed")


def test_its_text_has_a_caret_that_follows_the_keys(
    qtbot: QtBot, panel: LogPanel, show: Callable[..., None], tmp_path: Path
) -> None:
    show(finished_log(tmp_path), ExecutionStatus.FAILED)
    text = text_of(panel)
    assert text.cursorPosition() == 0
    panel.toggle_caret()
    qtbot.keyClick(panel.view, Key.Key_Down)
    whole = text.text(0, text.characterCount())
    assert text.cursorPosition() == whole.index("between")
    qtbot.keyClick(panel.view, Key.Key_Right)
    assert text.cursorPosition() == whole.index("between") + 1


def test_a_reader_can_move_the_caret_and_choose(panel: LogPanel, show: Callable[..., None], tmp_path: Path) -> None:
    show(finished_log(tmp_path), ExecutionStatus.FAILED)
    text = text_of(panel)
    at = text.text(0, -1).index("three c")
    text.setCursorPosition(at)
    assert text.cursorPosition() == at
    text.setSelection(0, at, at + 5)
    assert panel.view.selecting.text(9) == "three"
    # PySide6 could not say where it begins and ends.
    assert text.selectionCount() == 0
    text.removeSelection(0)
    assert not panel.view.selecting.has_text
    # A header is nothing to choose from.
    text.setCursorPosition(text.text(0, -1).index("Step 3"))
    assert panel.view.selecting.selection is None


def test_characters_are_where_they_are_painted(panel: LogPanel, show: Callable[..., None], tmp_path: Path) -> None:
    show(finished_log(tmp_path), ExecutionStatus.FAILED)
    text = text_of(panel)
    at = text.text(0, -1).index("three c") + 2
    rect = text.characterRect(at)
    assert not rect.isEmpty()
    assert text.offsetAtPoint(rect.center()) == at
    assert text.offsetAtPoint(panel.mapToGlobal(panel.rect().topLeft())) == -1


def test_what_is_out_of_sight_is_scrolled_to(panel: LogPanel, show: Callable[..., None], tmp_path: Path) -> None:
    show(long_log(tmp_path))
    panel.view.fold_all(False)
    panel.view.go_to_start()
    text = text_of(panel)
    at = text.text(0, -1).index("line 250")
    assert text.characterRect(at).isEmpty()
    text.scrollToSubstring(at, at + 4)
    assert not text.characterRect(at).isEmpty()


def test_where_the_caret_is_gets_told(
    qtbot: QtBot, panel: LogPanel, show: Callable[..., None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[str, int]] = []
    monkeypatch.setattr(log_interface.QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(
        log_interface.QAccessible,
        "updateAccessibility",
        lambda event: told.append((event.type().name, event.cursorPosition())),
    )
    show(finished_log(tmp_path), ExecutionStatus.FAILED)
    panel.view.selecting.put(Place(0, 1), Place(0, 1))
    assert told[-1] == ("TextCaretMoved", 1)
    panel.view.selecting.put(Place(0, 1), Place(0, 4))
    assert told[-2:] == [("TextSelectionChanged", 4), ("TextCaretMoved", 4)]


def test_an_empty_log_has_no_text(panel: LogPanel) -> None:
    text = text_of(panel)
    assert (text.characterCount(), text.text(0, -1), text.cursorPosition()) == (0, "", 0)
    assert text.characterRect(0).isEmpty()


def test_an_interface_does_not_keep_its_log(qtbot: QtBot, theme: Theme) -> None:
    kept = []
    for _ in range(5):
        view = LogView(theme)
        assert QAccessible.queryAccessibleInterface(view).textInterface().characterCount() == 0
        kept.append(weakref.ref(view))
        with qtbot.waitSignal(view.destroyed):
            view.deleteLater()
        del view
    gc.collect()
    assert [each() for each in kept] == [None] * 5


@pytest.mark.parametrize(
    ("status", "words", "token"),
    [(ExecutionStatus.FAILED, "failed", "failed"), (ExecutionStatus.COMPLETED, "failed, allowed to", "warning")],
)
def test_a_failure_that_was_allowed_is_called_so_and_looks_it(
    panel: LogPanel,
    show: Callable[..., None],
    tmp_path: Path,
    theme: Theme,
    status: ExecutionStatus,
    words: str,
    token: str,
) -> None:
    log = SampleLog(tmp_path)
    log.start("Lint")
    log.lines("a line")
    log.end(StepStatus.FAILED)
    show(log, status)
    assert text_of(panel).text(0, -1).startswith(f"Step 1, Lint, {words}, ")
    image, color = panel.view.grab().toImage(), theme.color(token).rgb()
    assert any(image.pixel(x, y) == color for x in range(60) for y in range(image.height()))
