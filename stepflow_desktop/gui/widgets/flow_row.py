"""A row of small widgets that goes on in further lines where it is too narrow for them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

GAP = 5


class FlowRow(QWidget):
    """Holds its widgets at the size they ask for; hidden ones take no place. Call ``arrange`` when one has changed."""

    # It is as high as its lines, which grow by themselves.
    keeps_height = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def flowing(self) -> Sequence[QWidget]:
        """The widgets in their order."""
        raise NotImplementedError

    def arrange(self) -> None:
        self._arrange(self.width())
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        places = self._places(10_000)
        return QSize(sum(place.width() + GAP for _, place in places), self._line_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self._line_height())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            # One of them wants another size, for text of another size.
            self._arrange(self.width())
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(event.size().width())

    def _line_height(self) -> int:
        return max((widget.sizeHint().height() for widget in self.flowing() if not widget.isHidden()), default=0)

    def _arrange(self, width: int) -> None:
        places = self._places(width)
        for widget, place in places:
            widget.setGeometry(place)
        self.setFixedHeight(places[-1][1].bottom() + 1 if places else 0)

    def _places(self, width: int) -> list[tuple[QWidget, QRect]]:
        places: list[tuple[QWidget, QRect]] = []
        x = y = 0
        for widget in self.flowing():
            if widget.isHidden():
                continue
            size = widget.sizeHint()
            if x and x + size.width() > width:
                x, y = 0, y + size.height() + GAP
            places.append((widget, QRect(x, y, min(size.width(), max(width, 40)), size.height())))
            x += size.width() + GAP
        return places
