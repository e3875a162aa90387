"""A banner says cause and effect and offers the way out."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import Banner, Button, IconButton


@pytest.mark.parametrize("kind", ["error", "warning", "info", "success"])
def test_it_is_painted_in_the_colours_of_its_kind(qtbot: QtBot, theme: Theme, kind: str) -> None:
    banner = Banner(theme, kind, "Port 8080 is in use", "Executions run normally.")
    qtbot.addWidget(banner)
    token = {"error": "failed", "warning": "warning", "info": "running", "success": "completed"}[kind]
    banner.resize(400, 66)
    assert banner.grab().toImage().pixelColor(200, 5) == theme.color(f"{token}_soft")
    assert banner.accessibleName() == "Port 8080 is in use. Executions run normally."


def test_its_buttons_act(qtbot: QtBot, theme: Theme) -> None:
    done: list[str] = []
    banner = Banner(
        theme, "error", "x", "y", [("Retry", lambda: done.append("retry")), ("Move…", lambda: done.append("move"))]
    )
    qtbot.addWidget(banner)
    for button in banner.findChildren(Button):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert done == ["retry", "move"]
    assert not banner.findChildren(IconButton)


def test_one_that_may_be_dismissed_has_a_cross(qtbot: QtBot, theme: Theme) -> None:
    banner = Banner(theme, "info", "x", dismissible=True)
    qtbot.addWidget(banner)
    banner.show()
    with qtbot.waitSignal(banner.dismissed):
        qtbot.mouseClick(banner.findChildren(IconButton)[0], Qt.MouseButton.LeftButton)
    assert not banner.isVisible()
