"""Where the list pane is: beside the execution, or in a narrow window over it.

It steps aside for a page that needs its width, unless it was brought back there by hand. Over the execution, the list
comes when it is asked for and goes when something was chosen, with Esc, a click beside it, or when the keyboard goes
elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

from stepflow_desktop.gui.scaling import keeping_fonts
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.executions_list import WIDTH, ExecutionsList

NARROW = 1280
# From here on there is room for a list, files, a preview and details side by side.
WIDE = 1640


class ListPlace(QObject):
    """``went`` says whether the list must be asked for now. ``page`` is what both places lie in.

    ``take_keyboard`` is called when the list goes and had the keyboard, which Qt would else give to some button.
    """

    went = Signal(bool)

    def __init__(
        self,
        theme: Theme,
        page: QWidget,
        splitter: QSplitter,
        pane: ExecutionsList,
        take_keyboard: Callable[[], None] = lambda: None,
    ) -> None:
        super().__init__(page)
        self._take_keyboard = take_keyboard
        self._page, self._splitter, self._list = page, splitter, pane
        self._shade = _Shade(theme, page)
        self._shade.hide()
        self._wanted = True
        self._width = WIDTH
        self.is_over = False
        self._room_wanted = False
        self._steps_aside = True
        self._shade.clicked.connect(self.put_away)
        pane.rows.clicked.connect(lambda _index: self.put_away())
        page.installEventFilter(self)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)

    # -- showing

    def toggle(self) -> None:
        if self._list.isHidden():
            self.bring()
            self._list.rows.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif self.is_over:
            self.put_away()
        else:
            self._wanted = False
            self._stand_beside()

    def bring(self) -> None:
        """Show the list, wherever it is."""
        if self.is_over:
            self._arrange()
            self._shade.show()
            self._shade.raise_()
            self._list.show()
            self._list.raise_()
            return
        self._wanted = True
        if self._is_aside:
            # Whoever wants it here wants it on pages like this.
            self._steps_aside = False
        self._stand_beside()

    def make_room(self, wanted: bool) -> None:
        """Whether the page could use the width of the list."""
        self._room_wanted = wanted
        if not self.is_over:
            self._stand_beside()

    @property
    def _is_aside(self) -> bool:
        return self._room_wanted and self._steps_aside and self._page.window().width() < WIDE

    def put_away(self) -> None:
        """Hide the list if it lies over the page."""
        if self.is_over:
            self._shade.hide()
            self._hide()

    def _stand_beside(self) -> None:
        shown = self._wanted and not self._is_aside
        if shown and self._list.isHidden():
            self._list.show()
        elif not shown and not self._list.isHidden():
            self._hide()
        self.went.emit(not shown)

    def _hide(self) -> None:
        focused = QApplication.focusWidget()
        had_keyboard = focused is not None and self._list.isAncestorOf(focused)
        self._list.hide()
        if had_keyboard:
            self._take_keyboard()

    # -- moving

    def review(self) -> None:
        """Move the list if the window has become narrow, or wide enough."""
        over = self._page.window().width() < NARROW
        if over is not self.is_over:
            self.is_over = over
            if over:
                self._lift()
                self.went.emit(True)
            else:
                self._set_beside()
        if over:
            self._arrange()
        elif self._room_wanted:
            self._stand_beside()

    def _lift(self) -> None:
        if self._list.isVisible():
            self._width = self._list.width()
        self._hide()
        with keeping_fonts(self._list):
            self._list.setParent(self._page)

    def _set_beside(self) -> None:
        self._shade.hide()
        with keeping_fonts(self._list):
            self._splitter.insertWidget(0, self._list)
        self._splitter.setStretchFactor(0, 0)
        self._splitter.setStretchFactor(1, 1)
        # Sizes of what is hidden are not kept.
        self._list.hide()
        self._stand_beside()
        self._splitter.setSizes([self._width, max(1, self._splitter.width() - self._width)])

    def _arrange(self) -> None:
        self._shade.setGeometry(self._page.rect())
        self._list.setGeometry(0, 0, self._width, self._page.height())

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self.is_over and new is not None and self._splitter.isAncestorOf(new):
            self.put_away()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self.review()
        return super().eventFilter(watched, event)


class _Shade(QWidget):
    """Dims what lies under the list; a click there is meant for nothing else."""

    clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        theme.changed.connect(self.update)

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self.clicked.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(0, 0, 0, 120 if self._theme.dark else 60))
