"""Toasts go by themselves, failures stay, and they keep to their corner."""

from __future__ import annotations

import itertools

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import Button, Toast, ToastArea
from stepflow_desktop.gui.widgets.toast import MARGIN, MOST, WIDTH


def test_a_toast_goes_by_itself(qtbot: QtBot, theme: Theme) -> None:
    toast = Toast(theme, "success", "Done", shown_ms=10)
    toast.move(600, 500)  # away from where the mouse happens to be: hovering keeps a toast
    with qtbot.waitSignal(toast.closed):
        toast.show()


def test_a_failure_stays(qtbot: QtBot, theme: Theme) -> None:
    toast = Toast(theme, "error", "Integration tests failed")
    qtbot.addWidget(toast)
    assert not toast._timer.isActive()
    assert Toast(theme, "info", "x", parent=toast)._timer.isActive()


def test_a_sentence_alone_is_said_to_its_end(qtbot: QtBot, theme: Theme) -> None:
    sentence = "The disk of /srv/data/of/many/people/stepflow is full (31 MB free). Free some space and try again."
    toast = Toast(theme, "error", sentence)
    qtbot.addWidget(toast)
    toast.resize(WIDTH, toast.fitting_height())
    toast.show()
    [label] = [label for label in toast.findChildren(QLabel) if label.text() == sentence]
    assert label.wordWrap()
    assert label.height() >= label.heightForWidth(label.width()) > 2 * label.fontMetrics().height()
    assert toast.fitting_height() < Toast(theme, "error", sentence * 20, parent=toast).fitting_height() < 400


def test_they_stack_in_the_lower_right_and_the_oldest_gives_way(qtbot: QtBot, theme: Theme) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(900, 700)
    host.show()
    area = ToastArea(theme, host)
    for number in range(MOST + 2):
        area.show("info", f"Toast {number}", "A line of text.")
    assert len(area.toasts) == MOST
    assert area.toasts[-1].accessibleName().startswith(f"Toast {MOST + 1}")
    rows = [toast.geometry() for toast in area.toasts]
    assert all(upper.bottom() < lower.top() for upper, lower in itertools.pairwise(rows))
    assert rows[-1].right() == 900 - MARGIN - 1
    host.resize(1000, 700)
    qtbot.waitUntil(lambda: area.toasts[0].x() == 1000 - MARGIN - WIDTH)


def test_its_action_acts_and_closes_it(qtbot: QtBot, theme: Theme) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.show()
    area, done = ToastArea(theme, host), []
    toast = area.show("error", "Failed", actions=[("Show", lambda: done.append(1))])
    qtbot.mouseClick(toast.findChildren(Button)[0], Qt.MouseButton.LeftButton)
    assert done == [1]
    assert area.toasts == ()


def test_a_toast_stays_while_it_has_the_keyboard(qtbot: QtBot, theme: Theme) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    toast = Toast(theme, "info", "Deleted", actions=[("Undo", lambda: None)], parent=host, shown_ms=10)
    toast.move(600, 500)
    host.show()
    toast.show()
    button = toast.findChild(Button)
    assert button is not None
    button.setFocus()
    toast._on_timeout()
    assert toast.isVisible() and toast._timer.isActive()
    button.clearFocus()
    with qtbot.waitSignal(toast.closed):
        toast._on_timeout()
