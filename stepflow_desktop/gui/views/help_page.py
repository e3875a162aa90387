"""The guide in the window: what to print, and which keys there are."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import Card, Label

MARKERS: tuple[tuple[str, str], ...] = (
    ("STEP_START:name", "A step begins; the one before it, if still open, has ended well."),
    ("STEP_START:name[duration=300]", "The same with the seconds it usually takes, for the time left."),
    ("STEP_COMPLETE:name", "The step has ended well."),
    ("STEP_ERROR:message", "The current step has failed, for this reason."),
    ("STEP_SKIP:name", "The step is passed over."),
    ("META:STEPS:prepare|train|report", "The names of all steps to come, so that the bar knows its length."),
    ("META:PROGRESS:62", "How far the current step is: 62, 0.62 or 148/300."),
    ("META:DESCRIPTION:text", "A line about the current step."),
    ("META:TOTAL_STEPS:7", "How many steps there will be."),
    ("ARTIFACT:path:description", "Keep this file and show it. Relative paths count from the working folder."),
)


class HelpPage(QScrollArea):
    """Cards of text; ``show_keys`` fills in the keys that the window has."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("help_page")
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 18, 24, 24)
        column.setSpacing(14)
        column.addWidget(Label(theme, self.tr("Help"), "page_title"))
        row = QHBoxLayout()
        row.setSpacing(14)
        self._keys = Card(theme)
        self._keys.header(self.tr("Keys"))
        row.addWidget(self._guide(), 3)
        row.addWidget(self._keys, 2)
        column.addLayout(row)
        column.addStretch(1)
        self.setWidget(page)

    def show_keys(self, actions: Iterable[QAction]) -> None:
        grid = QGridLayout()
        grid.setVerticalSpacing(8)
        for row, action in enumerate(a for a in actions if a.isVisible() and not a.shortcut().isEmpty()):
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            grid.addWidget(Label(self._theme, action.text().rstrip("…")), row, 0)
            grid.addWidget(Label(self._theme, keys, "small", "text2"), row, 1, Qt.AlignmentFlag.AlignRight)
        self._keys.body.addLayout(grid)
        self._keys.body.addStretch(1)

    def _guide(self) -> Card:
        card = Card(self._theme)
        card.header(self.tr("Markers"))
        intro = Label(self._theme, self.tr(_INTRO), "body", "text2")
        intro.setWordWrap(True)
        card.body.addWidget(intro)
        for line, meaning in MARKERS:
            card.body.addSpacing(4)
            card.body.addWidget(Label(self._theme, line, "mono"))
            words = Label(self._theme, self.tr(meaning), "small", "text2")
            words.setWordWrap(True)
            card.body.addWidget(words)
        card.body.addStretch(1)
        return card


_INTRO = (
    "Any command works as it is. A program that prints these lines, from any language, shows its steps, progress "
    "and files here. The lines themselves do not appear in the log."
)
