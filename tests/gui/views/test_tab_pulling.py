"""A tab that is let go outside of its window says so; anywhere else, or after Esc, nothing happens."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QTabBar, QVBoxLayout, QWidget

from stepflow_desktop.gui.views.tab_pulling import TabPulling

pytestmark = pytest.mark.qt_log_ignore("does not support", extend=True)
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton


class Pulled:
    def __init__(self, qtbot: Any) -> None:
        self.window = QWidget()
        self.tabs = QTabBar()
        for name in ("Log", "Files"):
            self.tabs.addTab(name)
        column = QVBoxLayout(self.window)
        column.addWidget(self.tabs)
        column.addStretch(1)
        qtbot.addWidget(self.window)
        self.window.setGeometry(200, 200, 300, 200)
        self.window.show()
        self.pulling = TabPulling(self.tabs)
        self.heard: list[tuple[int, QPoint]] = []
        self.pulling.pulled.connect(lambda *what: self.heard.append(what))
        self.start = self.tabs.tabRect(1).center()

    def send(self, kind: QEvent.Type, at: QPoint, button: Qt.MouseButton, buttons: Qt.MouseButton) -> None:
        where = QPointF(self.tabs.mapToGlobal(at))
        event = QMouseEvent(kind, QPointF(at), where, button, buttons, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(self.tabs, event)

    def pull(self, away: QPoint) -> QPoint:
        """Press the second tab and go there; answers where the mouse is on the screen."""
        self.send(QEvent.Type.MouseButtonPress, self.start, LEFT, LEFT)
        self.send(QEvent.Type.MouseMove, self.start + away, NONE, LEFT)
        return self.tabs.mapToGlobal(self.start + away)

    def release(self, away: QPoint) -> None:
        self.send(QEvent.Type.MouseButtonRelease, self.start + away, LEFT, NONE)


@pytest.fixture
def tab(qtbot: Any) -> Pulled:
    return Pulled(qtbot)


def test_outside_of_the_window_it_is_pulled_out(tab: Pulled) -> None:
    away = QPoint(600, 300)
    at = tab.pull(away)
    assert tab.pulling.is_pulling
    tab.release(away)
    assert tab.heard == [(1, at)]
    assert not tab.pulling.is_pulling


@pytest.mark.parametrize("away", [QPoint(0, 60), QPoint(5, 5)])
def test_inside_of_it_nothing_happens(tab: Pulled, away: QPoint) -> None:
    tab.pull(away)
    tab.release(away)
    assert tab.heard == []


def test_esc_cancels(tab: Pulled, qtbot: Any) -> None:
    away = QPoint(600, 300)
    tab.pull(away)
    qtbot.keyClick(tab.tabs, Qt.Key.Key_Escape)
    assert not tab.pulling.is_pulling
    tab.release(away)
    assert tab.heard == []


def test_a_right_button_pulls_nothing(tab: Pulled) -> None:
    right = Qt.MouseButton.RightButton
    tab.send(QEvent.Type.MouseButtonPress, tab.start, right, right)
    tab.send(QEvent.Type.MouseMove, tab.start + QPoint(600, 300), NONE, right)
    assert not tab.pulling.is_pulling
