"""Saved views as a person uses them: save, show, renew, rename, delete."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu, QPushButton

from stepflow_desktop.core.model import ExecutionStatus
from stepflow_desktop.gui.filtering.filter_controls import FilterControls
from stepflow_desktop.gui.models.saved_views import ListState
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.text_dialog import TextDialog
from tests.gui import sample_data as data

pytestmark = pytest.mark.qt_log_ignore("does not support", extend=True)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def controls(theme: Theme, qtbot: Any) -> FilterControls:
    controls = FilterControls(theme, data.FixedClock(), "user")
    for widget in (controls.field, controls.note, controls.chips, controls.view_chips):
        qtbot.addWidget(widget)
        widget.resize(300, widget.height())
        widget.show()
    return controls


def chip(controls: FilterControls, name: str) -> QPushButton:
    found = controls.view_chips.findChild(QPushButton, f"view_{name}")
    assert isinstance(found, QPushButton)
    return found


def dialog(controls: FilterControls) -> TextDialog:
    found = controls.view_chips.findChild(TextDialog)
    assert isinstance(found, TextDialog)
    return found


def choose(controls: FilterControls, name: str, wish: str) -> None:
    chip(controls, name).customContextMenuRequested.emit(QPoint(4, 4))
    menu = controls.view_chips.findChildren(QMenu)[-1]
    next(action for action in menu.actions() if action.objectName() == wish).trigger()
    menu.close()


def test_a_view_is_saved_under_a_name_and_shown_by_a_click(controls: FilterControls, qtbot: Any) -> None:
    controls.set_text("tag:ml")
    controls.chips.choose(frozenset({ExecutionStatus.FAILED}))
    controls.view_chips.ask_name()
    box = dialog(controls)
    assert box.field.text() == "tag:ml"
    box.field.setText("Failed ml")
    box.accept()
    assert chip(controls, "Failed ml").isChecked()
    controls.clear()
    assert not chip(controls, "Failed ml").isChecked()
    with qtbot.waitSignal(controls.changed):
        qtbot.mouseClick(chip(controls, "Failed ml"), LEFT)
    assert controls.state() == ListState("tag:ml", frozenset({ExecutionStatus.FAILED}))
    qtbot.mouseClick(chip(controls, "Failed ml"), LEFT)
    assert controls.state() == ListState()


def test_the_menu_of_a_view(controls: FilterControls) -> None:
    controls.views.save("One", ListState("a"))
    controls.set_text("b")
    choose(controls, "One", "renew_view")
    assert controls.views.all()[0].state == ListState("b")
    choose(controls, "One", "rename_view")
    box = dialog(controls)
    box.field.setText("Two")
    box.accept()
    assert [view.name for view in controls.views.all()] == ["Two"]
    choose(controls, "Two", "delete_view")
    assert controls.view_chips.isHidden()
    QApplication.processEvents()
