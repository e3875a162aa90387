"""The pulse beats only while somebody can see it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from stepflow_desktop.gui.pulse import Pulse


def test_it_beats_while_a_watched_widget_is_visible(qtbot: QtBot) -> None:
    pulse, widget = Pulse(), QWidget()
    qtbot.addWidget(widget)
    pulse.set_reduced_motion(False)
    pulse.watch(widget)
    assert not pulse.is_running
    widget.show()
    qtbot.waitUntil(lambda: pulse.is_running)
    with qtbot.waitSignal(pulse.beat):
        pass
    assert 0.0 <= pulse.phase < 1.0
    widget.hide()
    qtbot.waitUntil(lambda: not pulse.is_running)


def test_nothing_moves_with_reduced_motion(qtbot: QtBot) -> None:
    pulse, widget = Pulse(), QWidget()
    qtbot.addWidget(widget)
    pulse.set_reduced_motion(True)
    widget.show()
    pulse.watch(widget)
    assert not pulse.is_running
    assert pulse.phase == 0.0


def test_a_widget_that_is_gone_is_forgotten(qtbot: QtBot) -> None:
    pulse = Pulse()
    pulse.set_reduced_motion(False)
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    pulse.watch(widget)
    assert pulse.is_running
    pulse.unwatch(widget)
    assert not pulse.is_running


def test_a_widget_that_qt_has_deleted_is_forgotten_too(qtbot: QtBot) -> None:
    pulse, widget, other = Pulse(), QWidget(), QWidget()
    qtbot.addWidget(other)
    pulse.set_reduced_motion(False)
    pulse.watch(widget)
    delete(widget)
    other.show()
    pulse.watch(other)
    qtbot.waitUntil(lambda: pulse.is_running)
