"""How a row looks that is dragged out: as it stands in its list."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QDrag, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractItemView

WIDEST, TALLEST = 320, 200
OPACITY = 0.85
_LARGEST = QSize(WIDEST, TALLEST)


def drag_rows(view: QAbstractItemView, indexes: list[QModelIndex]) -> Qt.DropAction:
    """Drag what the model gives for ``indexes``; answers what became of it. Nothing is ever moved away."""
    drag = QDrag(view)
    drag.setMimeData(view.model().mimeData(indexes))
    place = view.visualRect(indexes[0]).intersected(view.viewport().rect())
    drag.setPixmap(_faded(view.viewport().grab(QRect(place.topLeft(), place.size().boundedTo(_LARGEST)))))
    drag.setHotSpot(QPoint(12, min(place.height(), TALLEST) // 2))
    return drag.exec(Qt.DropAction.CopyAction)


def _faded(pixmap: QPixmap) -> QPixmap:
    faded = QPixmap(pixmap.size())
    faded.setDevicePixelRatio(pixmap.devicePixelRatio())
    faded.fill(Qt.GlobalColor.transparent)
    painter = QPainter(faded)
    painter.setOpacity(OPACITY)
    painter.drawPixmap(0, 0, pixmap)
    painter.end()
    return faded
