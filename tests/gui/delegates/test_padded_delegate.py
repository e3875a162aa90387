"""The cells of a table have air before their text, and colour up to the edge."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication

from stepflow_desktop.gui.delegates.padded_delegate import PADDING, UNDER_TITLE, PaddedDelegate
from tests.gui.delegates.pixels import painted


def test_text_is_moved_and_the_colour_behind_it_is_not(qapp: QApplication) -> None:
    model = QStandardItemModel()
    item = QStandardItem("text")
    item.setData(QColor("red"), Qt.ItemDataRole.BackgroundRole)
    model.appendRow(item)
    image = painted(PaddedDelegate(), model, 0, width=120)
    assert image.pixelColor(0, 4) == QColor("red")
    dark = [x for x in range(image.width()) for y in range(image.height()) if image.pixelColor(x, y).red() < 120]
    assert min(dark) >= PADDING


def test_the_first_column_can_stand_under_the_title_of_its_card(qapp: QApplication) -> None:
    model = QStandardItemModel()
    model.appendRow([QStandardItem("text"), QStandardItem("more")])
    delegate = PaddedDelegate(first=UNDER_TITLE)
    image = painted(delegate, model, 0, width=120)
    dark = [x for x in range(image.width()) for y in range(image.height()) if image.pixelColor(x, y).red() < 120]
    assert UNDER_TITLE <= min(dark) < UNDER_TITLE + 8
