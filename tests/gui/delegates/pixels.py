"""Paints one row of a model as a view would, and tells which colours came out."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem


def painted(
    delegate: QStyledItemDelegate, model: QAbstractItemModel, row: int, *, selected: bool = False, width: int = 340
) -> QImage:
    option = QStyleOptionViewItem()
    index = model.index(row, 0)
    height = delegate.sizeHint(option, index).height()
    image = QImage(QSize(width, height), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    option.rect = image.rect()  # type: ignore[attr-defined]
    state = QStyle.StateFlag.State_Enabled
    option.state = state | QStyle.StateFlag.State_Selected if selected else state  # type: ignore[attr-defined]
    painter = QPainter(image)
    delegate.paint(painter, option, index)
    painter.end()
    return image


def has_color(image: QImage, color: QColor, *, least: int = 3) -> bool:
    """Whether at least ``least`` pixels are of exactly this colour."""
    wanted = color.rgb()
    found = 0
    for y in range(image.height()):
        for x in range(image.width()):
            found += image.pixel(x, y) == wanted
            if found >= least:
                return True
    return False
