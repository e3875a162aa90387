"""``3 new``: how many came in above what is in sight of a list; pressed, or scrolled up to, it is gone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QAbstractItemView, QWidget

from stepflow_desktop.gui import wording
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.buttons import Button


class Arrivals(Button):
    """Lies over ``parent``, in the middle, ``top`` pixels below its upper edge.

    Scrolled by no more than ``in_sight`` the view still shows its first row.
    """

    def __init__(
        self,
        theme: Theme,
        view: QAbstractItemView,
        top: Callable[[], int],
        parent: QWidget,
        *,
        in_sight: Callable[[], int] = lambda: 0,
    ) -> None:
        super().__init__(theme, "", "chevron-up", "primary", parent)
        self._over, self._view, self._top, self._in_sight = parent, view, top, in_sight
        self._count = 0
        self.setObjectName("new_arrivals")
        self.hide()
        self.clicked.connect(view.scrollToTop)
        view.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def arrive(self, number: int) -> None:
        """So many more came in; where the top is in sight they are seen anyway."""
        if number and self._view.verticalScrollBar().value() > self._in_sight():
            self._show(self._count + number)

    def forget(self) -> None:
        self._show(0)

    def place(self) -> None:
        size = self.sizeHint()
        self.setGeometry((self._over.width() - size.width()) // 2, self._top(), size.width(), size.height())
        self.raise_()

    def _on_scrolled(self, value: int) -> None:
        if value <= self._in_sight():
            self.forget()

    def _show(self, count: int) -> None:
        self._count = count
        self.setText(wording.count(count, "new", "new"))
        self.setVisible(count > 0)
        self.place()
