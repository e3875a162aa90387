"""The Details tab: every fact of an execution as text that can be selected and copied."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from stepflow_desktop.core.model import Annotation
from stepflow_desktop.gui.models.detail_rows import FactGroup
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.card_columns import CardColumns
from stepflow_desktop.gui.views.detail_cards import MOST_REMARKS, FactsCard, remarks_card, summary_card
from stepflow_desktop.gui.widgets import Button


class DetailsTab(QScrollArea):
    """``json_wanted`` and ``curl_wanted`` are its two buttons."""

    json_wanted = Signal()
    curl_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: tuple[list[FactGroup], tuple[Annotation, ...]] = ([], ())
        self._cards: list[FactsCard] = []
        self._summary = ""
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(14)
        column.addLayout(self._buttons())
        self._groups = QVBoxLayout()
        self._groups.setSpacing(14)
        column.addLayout(self._groups)
        column.addStretch(1)
        self.setWidget(content)
        self.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)

    def _buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        as_json = Button(self._theme, self.tr("Copy as JSON"), "file-braces")
        as_json.setObjectName("copy_as_json")
        as_json.clicked.connect(lambda: self.json_wanted.emit())
        as_curl = Button(self._theme, self.tr("Copy as curl"), "terminal")
        as_curl.setObjectName("copy_as_curl")
        as_curl.clicked.connect(lambda: self.curl_wanted.emit())
        line.addWidget(as_json)
        line.addWidget(as_curl)
        line.addStretch(1)
        return line

    def show_groups(self, groups: list[FactGroup], remarks: Sequence[Annotation] = ()) -> None:
        """Show ``groups``; nothing is rebuilt while they and the remarks are the same."""
        before, self._shown = self._shown, (groups, tuple(remarks))
        if self._shown == before:
            return
        fits = len(groups) == len(self._cards) and before[1] == self._shown[1]
        if not fits or not all(card.take(group) for card, group in zip(self._cards, groups, strict=True)):
            self._rebuild()

    def show_summary(self, text: str) -> None:
        """What the run wrote about itself, as Markdown; it comes first."""
        if text != self._summary:
            self._summary = text
            self._rebuild()

    def _rebuild(self) -> None:
        while (item := self._groups.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        groups, remarks = self._shown
        self._cards = [FactsCard(self._theme, group) for group in groups]
        if self._summary.strip():
            self._groups.addWidget(summary_card(self._theme, self.tr("Summary"), self._summary))
        for is_short, cards in groupby(self._cards, lambda card: card.is_short):
            if is_short:
                self._groups.addWidget(CardColumns(list(cards)))
            else:
                for card in cards:
                    self._groups.addWidget(card)
        if remarks:
            more = self.tr("{count} more stand in the log").format(count=f"{len(remarks) - MOST_REMARKS:,}")
            told = remarks_card(self._theme, self.tr("Remarks"), remarks, more)
            self._groups.insertWidget(min(self._groups.count(), self._remarks_place()), told)

    def _remarks_place(self) -> int:
        """Behind the summary, the command and what came of it."""
        return 3 if self._summary.strip() else 2
