"""The white (or dark) boxes that views are laid out in."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.labels import Label
from stepflow_desktop.gui.widgets.painting import RADIUS_CARD, paint_box

PADDING = 16


class Card(QWidget):
    """A rounded box. ``body`` is the layout for its content, ``header(...)`` puts a title line on top.

    Widgets for the right end of the title line go into ``header_actions``.
    """

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, padding: int = PADDING, fill: str = "surface"
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fill = fill
        self._edge = "border"
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(1, 1, 1, 1)
        self._outer.setSpacing(0)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(padding, padding, padding, padding)
        self.body.setSpacing(8)
        self.header_actions = QHBoxLayout()
        self.header_actions.setSpacing(2)
        self._outer.addLayout(self.body)
        self._title: Label | None = None
        self._count: Label | None = None
        theme.changed.connect(self.update)

    def header(self, title: str, count: str | int | None = None) -> QHBoxLayout:
        """A title line with an optional count; called again it only changes both. Returns its layout."""
        if self._title is None:
            self._title = Label(self._theme, role="body_strong")
            self._count = CountBadge(self._theme)
            line = QHBoxLayout()
            line.setContentsMargins(PADDING, 10, 10, 6)
            line.setSpacing(8)
            line.addWidget(self._title)
            line.addWidget(self._count, 0, Qt.AlignmentFlag.AlignVCenter)
            line.addStretch(1)
            line.addLayout(self.header_actions)
            self._outer.insertLayout(0, line)
            # The title line stays as high as it is, however high the card becomes.
            self._outer.setStretchFactor(self.body, 1)
            margins = self.body.contentsMargins()
            self.body.setContentsMargins(margins.left(), 4, margins.right(), margins.bottom())
        self._title.setText(title)
        if self._count is not None:
            self._count.setText("" if count is None else str(count))
            self._count.setVisible(count is not None)
        self.setAccessibleName(title)
        return self.header_actions

    def set_colors(self, fill: str, edge: str) -> None:
        self._fill, self._edge = fill, edge
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_box(painter, self.rect(), RADIUS_CARD, self._theme.color(self._fill), self._theme.color(self._edge))


class CountBadge(Label):
    """A number in a small grey box beside a title."""

    def __init__(self, theme: Theme, text: str = "", parent: QWidget | None = None, *, fill: str = "raised") -> None:
        super().__init__(theme, text, "small_strong", "text2", parent)
        self._fill = fill
        self.setContentsMargins(8, 1, 8, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_box(painter, self.rect(), 6, self._theme.color(self._fill))
        painter.end()
        super().paintEvent(event)
