"""The header: logo, menus, search, notices, theme and the button that starts something."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QHBoxLayout, QMenuBar, QSizePolicy, QWidget

from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.frame_search import SearchBox
from stepflow_desktop.gui.widgets import Button, IconButton, Label
from stepflow_desktop.gui.widgets.menu import Menu
from stepflow_desktop.settings import resources_dir

HEIGHT = 50


class Logo(QWidget):
    """The program's own sign at ``side`` pixels."""

    def __init__(self, side: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._renderer = QSvgRenderer(str(resources_dir() / "icons" / "stepflow.svg"))
        self.setFixedSize(QSize(side, side))
        self.setAccessibleName("StepFlow")

    def paintEvent(self, _event: QPaintEvent) -> None:
        self._renderer.render(QPainter(self), QRectF(self.rect()))


class Header(QWidget):
    """Lays the parts out; what they do is the window's business."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("header")
        self.setFixedHeight(HEIGHT)
        self.menu_bar = QMenuBar()
        self.menu_bar.setFont(theme.font("body"))
        self.menu_bar.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.menu_button = IconButton(theme, "menu", self.tr("Menu"))
        self.menu_button.setObjectName("menu_button")
        self.menu_button.hide()
        self.search = SearchBox(theme)
        self.bell = IconButton(theme, "bell", self.tr("Notices"))
        self.bell.setObjectName("notices")
        self.theme_button = IconButton(theme, "moon", self.tr("Dark theme"))
        self.theme_button.setObjectName("toggle_theme")
        self.new_button = Button(theme, self.tr("New execution"), "plus", "primary")
        self.new_button.setObjectName("new_execution_button")
        self.new_button.setToolTip(self.tr("New execution (Ctrl+N)"))
        self._lay_out()
        theme.changed.connect(self._take_theme)
        self._take_theme()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 14, 1)
        row.setSpacing(0)
        row.addWidget(Logo(26))
        row.addSpacing(9)
        name = Label(self._theme, "StepFlow", "brand")
        row.addWidget(name)
        row.addSpacing(14)
        row.addWidget(self.menu_bar)
        row.addWidget(self.menu_button)
        row.addStretch(10)
        # The stretch is large so that the field reaches its full width before the gaps grow.
        row.addWidget(self.search, 200)
        row.addStretch(9)
        row.addWidget(self.bell)
        row.addSpacing(2)
        row.addWidget(self.theme_button)
        row.addSpacing(10)
        row.addWidget(self.new_button)

    def fill_menu_button(self) -> None:
        """Have the button offer the menus of the bar."""
        menu = Menu(self._theme, self, kept=True)
        for action in self.menu_bar.actions():
            menu.addAction(action)
        self.menu_button.setMenu(menu)

    def show_menu_bar(self, shown: bool) -> None:
        """The bar, or the button in its place."""
        self.menu_bar.setVisible(shown)
        self.menu_button.setVisible(not shown)

    def _take_theme(self) -> None:
        dark = self._theme.dark
        self.theme_button.set_icon("sun" if dark else "moon")
        self.theme_button.set_tooltip(self.tr("Light theme") if dark else self.tr("Dark theme"))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("side"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.color("border"))
