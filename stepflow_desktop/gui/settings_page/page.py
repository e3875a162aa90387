"""The page: a list of sections at the left, the section that was chosen at the right, a field that searches all."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from stepflow_desktop.gui.settings_page.section import Section
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import Button, EmptyState, Label, SearchField
from stepflow_desktop.gui.widgets.painting import paint_box, paint_focus

NAVIGATION_WIDTH = 232
ROW_HEIGHT = 36
_ICON = 16


class SettingsPage(QWidget):
    """``add`` takes a section's key, icon, word and what makes it; it is made when it is first shown or searched."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("settings_page")
        self._makers: dict[str, Callable[[], Section]] = {}
        self._sections: dict[str, Section] = {}
        self._group = QButtonGroup(self)
        self.buttons: dict[str, SectionButton] = {}
        self._before_search = ""
        self._key = ""
        self.search = SearchField(theme, self.tr("Search settings"))
        self.search.setObjectName("search_settings")
        self.reset = Button(theme, "", "rotate-ccw", "link")
        self.reset.setObjectName("reset_settings")
        self._title = Label(theme, "", "page_title")
        self._found = Label(theme, self.tr("Changes apply at once."), "body", "text2")
        self._stack = QStackedWidget()
        self._nothing = EmptyState(theme, "search", self.tr("No setting matches"))
        self._stack.addWidget(self._nothing)
        self._lay_out()
        self.search.textChanged.connect(self._on_search)
        self.reset.clicked.connect(lambda: self.section.reset())
        theme.changed.connect(self.update)

    def _lay_out(self) -> None:
        self._navigation = QVBoxLayout()
        self._navigation.setContentsMargins(12, 16, 11, 12)
        self._navigation.setSpacing(2)
        heading = Label(self._theme, self.tr("Settings"), "page_title")
        heading.setContentsMargins(8, 0, 0, 8)
        self._navigation.addWidget(heading)
        self._navigation.addStretch(1)
        side = QWidget()
        side.setLayout(self._navigation)
        side.setFixedWidth(NAVIGATION_WIDTH)
        self._side = side
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self._title)
        words.addWidget(self._found)
        head = QHBoxLayout()
        head.addLayout(words)
        head.addStretch(1)
        self.search.setMinimumWidth(160)
        self.search.setMaximumWidth(240)
        head.addWidget(self.search, 2, Qt.AlignmentFlag.AlignVCenter)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.reset)
        right = QVBoxLayout()
        right.setContentsMargins(36, 18, 36, 14)
        right.setSpacing(14)
        right.addLayout(head)
        right.addWidget(self._stack, 1)
        right.addLayout(foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(side)
        row.addLayout(right, 1)

    def add(self, key: str, icon: str, word: str, make: Callable[[], Section]) -> None:
        button = SectionButton(self._theme, icon, word)
        button.setObjectName(f"settings_{key}")
        button.toggled.connect(lambda on: self.show_section(key) if on else None)
        self._group.addButton(button)
        self.buttons[key] = button
        self._makers[key] = make
        self._navigation.insertWidget(self._navigation.count() - 1, button)

    @property
    def key(self) -> str:
        return self._key

    @property
    def section(self) -> Section:
        """The one that is shown."""
        return self._made(self._key)

    def show_section(self, key: str) -> None:
        self._key = key
        section = self._made(key)
        self.buttons[key].setChecked(True)
        self._title.setText(section.title)
        self.reset.setText(section.reset_text)
        self.reset.setVisible(section.can_reset())
        self._stack.setCurrentWidget(section)

    def show_setting(self, name: str) -> None:
        """The section with the row of ``name``, scrolled to it."""
        # The shown one first: the others may not be made yet.
        for key in filter(None, (self._key, *self._makers)):
            row = next((row for row in self._made(key).rows if row.name == name), None)
            if row is not None:
                self.search.clear()
                self.show_section(key)
                self.section.ensureWidgetVisible(row)
                return

    def titles(self) -> list[tuple[str, str]]:
        """The name and the words of every setting that has a row, for the search of the window."""
        return [(row.name, row.title) for key in self._makers for row in self._made(key).rows if row.name]

    def _made(self, key: str) -> Section:
        if key not in self._sections:
            section = self._sections[key] = self._makers[key]()
            self._stack.addWidget(section)
        return self._sections[key]

    def _on_search(self, text: str) -> None:
        query = text.strip()
        if query and not self._before_search:
            self._before_search = self._key
        found = {key: self._made(key).search(query) for key in self._makers}
        for key, count in found.items():
            self.buttons[key].setVisible(count > 0)
        total = sum(found.values())
        words = self.tr("1 setting found.") if total == 1 else self.tr("{n} settings found.").format(n=total)
        self._found.setText(words if query else self.tr("Changes apply at once."))
        if not query:
            self.show_section(self._before_search or self._key)
            self._before_search = ""
        elif found[self._key]:
            self.show_section(self._key)
        elif total:
            self.show_section(next(key for key, count in found.items() if count))
        else:
            self._title.setText(self.tr("Settings"))
            self.reset.hide()
            self._stack.setCurrentWidget(self._nothing)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
        else:
            super().keyPressEvent(event)

    def panes(self) -> list[tuple[QWidget, QWidget]]:
        return [(self._side, self.buttons[self._key]), (self._stack, self.search)]

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(QRect(0, 0, NAVIGATION_WIDTH - 1, self.height()), self._theme.color("surface"))
        painter.fillRect(QRect(NAVIGATION_WIDTH - 1, 0, 1, self.height()), self._theme.color("border"))


class SectionButton(QAbstractButton):
    """An icon and a word; the arrow keys go from one to the next."""

    def __init__(self, theme: Theme, icon: str, word: str) -> None:
        super().__init__()
        self._theme, self._icon_name = theme, icon
        self.setText(word)
        self.setAccessibleName(word)
        self.setCheckable(True)
        self.setFont(theme.font("body_medium"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedHeight(ROW_HEIGHT)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(160, ROW_HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        token = "text2"
        if self.isChecked():
            paint_box(painter, self.rect(), 7, self._theme.color("accent_soft"))
            token = "accent"
        elif self.underMouse():
            paint_box(painter, self.rect(), 7, self._theme.color("hover"))
        top = (self.height() - _ICON) // 2
        painter.drawPixmap(11, top, self._theme.pixmap(self._icon_name, token, _ICON, self.devicePixelRatioF()))
        painter.setFont(self._theme.font("body_strong" if self.isChecked() else "body_medium"))
        painter.setPen(self._theme.color("accent" if self.isChecked() else "text"))
        text = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width() - 44)
        painter.drawText(QRect(37, 0, self.width() - 40, self.height()), Qt.AlignmentFlag.AlignVCenter, text)
        paint_focus(painter, self, self._theme)
