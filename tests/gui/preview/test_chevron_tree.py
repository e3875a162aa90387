"""Branches are chevrons in the colour of the theme, and a click on one folds."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage, QStandardItem, QStandardItemModel

from stepflow_desktop.gui.preview.chevron_tree import ChevronTree
from stepflow_desktop.gui.theme import Theme


@pytest.fixture
def tree(theme: Theme, qtbot: Any) -> ChevronTree:
    model = QStandardItemModel()
    parent = QStandardItem("parent")
    parent.appendRow(QStandardItem("child"))
    model.appendRow(parent)
    model.appendRow(QStandardItem("leaf"))
    tree = ChevronTree(theme)
    model.setParent(tree)
    tree.setModel(model)
    tree.setHeaderHidden(True)
    qtbot.addWidget(tree)
    tree.resize(200, 120)
    tree.show()
    return tree


def branch_colours(tree: ChevronTree, row: int) -> set[QColor]:
    image: QImage = tree.viewport().grab().toImage()
    rect = tree.visualRect(tree.model().index(row, 0))
    area = image.copy(0, rect.top(), rect.left(), rect.height())
    return {area.pixelColor(x, y).name() for x in range(area.width()) for y in range(area.height())}


def test_only_what_has_children_has_a_chevron(tree: ChevronTree, theme: Theme) -> None:
    assert theme.color("text2").name() in branch_colours(tree, 0)
    assert theme.color("text2").name() not in branch_colours(tree, 1)


def test_a_click_on_the_chevron_unfolds(tree: ChevronTree, qtbot: Any) -> None:
    index = tree.model().index(0, 0)
    rect = tree.visualRect(index)
    folded = branch_colours(tree, 0)
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(rect.left() - 8, rect.center().y()))
    assert tree.isExpanded(index)
    assert folded
