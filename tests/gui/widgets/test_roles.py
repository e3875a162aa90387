"""A painted widget is told as what it is, and its interface goes with it."""

from __future__ import annotations

import gc
import weakref

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from stepflow_desktop.gui.widgets.roles import have_roles_told


class Painted(QWidget):
    accessible_role = QAccessible.Role.Chart


def test_a_widget_has_the_role_it_names(qtbot: QtBot) -> None:
    have_roles_told()
    painted, other = Painted(), QWidget()
    qtbot.addWidget(painted)
    qtbot.addWidget(other)
    painted.setAccessibleName("Runs")
    painted.setAccessibleDescription("3 runs")
    interface = QAccessible.queryAccessibleInterface(painted)
    assert interface.role() == QAccessible.Role.Chart
    assert interface.text(QAccessible.Text.Name) == "Runs"
    assert interface.text(QAccessible.Text.Description) == "3 runs"
    assert QAccessible.queryAccessibleInterface(other).role() == QAccessible.Role.Client


def test_an_interface_does_not_keep_its_widget(qtbot: QtBot) -> None:
    have_roles_told()
    painted = Painted()
    assert QAccessible.queryAccessibleInterface(painted).role() == QAccessible.Role.Chart
    kept = weakref.ref(painted)
    with qtbot.waitSignal(painted.destroyed):
        painted.deleteLater()
    del painted
    gc.collect()
    assert kept() is None
