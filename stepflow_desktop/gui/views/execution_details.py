"""The Details tab: every fact of an execution as text that can be selected and copied."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from stepflow_desktop.gui.models.detail_rows import FactGroup
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import Button, Card, Label

LABEL_WIDTH = 150
MOST_WIDTH = 980


class DetailsTab(QScrollArea):
    """``json_wanted`` and ``curl_wanted`` are its two buttons."""

    json_wanted = Signal()
    curl_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: list[FactGroup] = []
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

    def show_groups(self, groups: list[FactGroup]) -> None:
        """Show ``groups``; nothing is rebuilt while they are the same."""
        if groups == self._shown:
            return
        self._shown = groups
        while (item := self._groups.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for group in groups:
            self._groups.addWidget(self._card(group))

    def _card(self, group: FactGroup) -> Card:
        card = Card(self._theme)
        card.header(group.title)
        card.setMaximumWidth(MOST_WIDTH)
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(7)
        grid.setColumnMinimumWidth(0, LABEL_WIDTH)
        grid.setColumnStretch(1, 1)
        for row, fact in enumerate(group.facts):
            label = Label(self._theme, fact.label, "small", "text2")
            value = Label(self._theme, fact.value, "mono" if fact.mono else "body")
            value.setWordWrap(True)
            flags = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            value.setTextInteractionFlags(flags)
            value.setAccessibleName(f"{fact.label}: {fact.value}")
            grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, row, 1)
        card.body.addLayout(grid)
        return card
