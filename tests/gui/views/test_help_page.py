"""The help page lists every marker the parser knows and every key the window has."""

from __future__ import annotations

from PySide6.QtGui import QAction, QKeySequence
from pytestqt.qtbot import QtBot

from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.help_page import MARKERS, HelpPage
from stepflow_desktop.gui.widgets import Button, Label


def test_every_marker_keyword_is_told() -> None:
    told = {line.split(":")[0] for line, _meaning in MARKERS}
    assert told == {"STEP_START", "STEP_COMPLETE", "STEP_ERROR", "STEP_SKIP", "ARTIFACT", "META"}


def test_only_actions_with_a_key_are_listed(qtbot: QtBot, theme: Theme) -> None:
    page = HelpPage(theme)
    qtbot.addWidget(page)
    stop, other = QAction("Stop…"), QAction("Something")
    stop.setShortcut(QKeySequence("Ctrl+."))
    page.show_keys([stop, other])
    texts = {label.text() for label in page.findChildren(Label)}
    assert {"Stop", "Ctrl+."} <= texts
    assert "Something" not in texts


def test_keys_that_have_changed_are_told_anew(qtbot: QtBot, theme: Theme) -> None:
    page = HelpPage(theme)
    qtbot.addWidget(page)
    page.show()
    stop = QAction("Stop")
    stop.setShortcut(QKeySequence("Ctrl+."))
    page.show_keys([stop])
    stop.setShortcut(QKeySequence("Ctrl+J"))
    opened = QAction("Open in new window")
    opened.setShortcut(QKeySequence("Ctrl+Return"))
    page.show_keys([stop, opened])
    assert page._shown is not None
    texts = {label.text() for label in page._shown.findChildren(Label)}
    assert {"Stop", "Ctrl+J", "Esc", "Ctrl+Enter"} <= texts
    assert "Ctrl+." not in texts


def test_the_page_leads_to_shortcuts_and_diagnostics(qtbot: QtBot, theme: Theme) -> None:
    page = HelpPage(theme)
    qtbot.addWidget(page)
    for name, signal in (("help_shortcuts", page.shortcuts_wanted), ("help_diagnostics", page.diagnostics_wanted)):
        button = page.findChild(Button, name)
        assert button is not None
        with qtbot.waitSignal(signal):
            button.click()
