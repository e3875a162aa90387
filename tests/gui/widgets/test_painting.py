"""Strokes that controls share."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from stepflow_desktop.gui.widgets.painting import cut_corners


@pytest.mark.parametrize(("platform", "is_cut"), [("xcb", True), ("wayland", False)])
def test_corners_are_left_out_where_they_would_be_black(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, platform: str, is_cut: bool
) -> None:
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: platform)
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(100, 60)
    cut_corners(window, 10)
    assert window.mask().isEmpty() is not is_cut
    if is_cut:
        assert not window.mask().contains(QPoint(0, 0)) and window.mask().contains(QPoint(50, 0))
