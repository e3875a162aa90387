"""A section: a column of cards with rows that scrolls, can be searched and put back to its defaults."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from stepflow_desktop.gui.preferences import Preferences
from stepflow_desktop.gui.settings_page.rows import Row
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import Card, Label


class Section(QScrollArea):
    """``names`` are the settings that *Reset* puts back; ``title`` stands over the section."""

    title = ""
    reset_text = ""

    def __init__(self, theme: Theme, preferences: Preferences) -> None:
        super().__init__()
        self._theme, self._preferences = theme, preferences
        self.names: list[str] = []
        self.cards: list[tuple[Card, list[QWidget]]] = []
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        page = QWidget()
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(14)
        self.setWidget(page)
        page.setAutoFillBackground(False)
        self.fill()
        self._column.addStretch(1)

    def fill(self) -> None:
        """Add the cards."""
        raise NotImplementedError

    def add_card(self, title: str, *rows: QWidget) -> Card:
        """A card with a title and these rows; the settings of the rows belong to the section."""
        card = Card(self._theme)
        card.body.setContentsMargins(16, 13, 16, 12)
        card.body.setSpacing(6)
        heading = Label(self._theme, title, "body_strong")
        card.setAccessibleName(title)
        card.body.addWidget(heading)
        for row in rows:
            card.body.addWidget(row)
            if isinstance(row, Row) and row.name:
                self.names.append(row.name)
        self.cards.append((card, list(rows)))
        self._column.addWidget(card)
        return card

    @property
    def rows(self) -> list[Row]:
        return [row for _card, rows in self.cards for row in rows if isinstance(row, Row)]

    def can_reset(self) -> bool:
        return bool(self.names)

    def reset(self) -> None:
        self._preferences.reset(self.names)

    def search(self, query: str) -> int:
        """Show only what matches; how much does. Nothing shows everything."""
        found = 0
        for card, rows in self.cards:
            whole = query and all(word in card.accessibleName().casefold() for word in query.casefold().split())
            hits = [row for row in rows if not query or whole or (self._matches(row, query))]
            for row in rows:
                row.setVisible(row in hits)
            card.setVisible(bool(hits))
            found += len(hits)
        return found

    def _matches(self, row: QWidget, query: str) -> bool:
        if isinstance(row, Row):
            return row.matches(query)
        words = f"{row.accessibleName()} {row.property('words') or ''}".casefold()
        return all(word in words for word in query.casefold().split())
