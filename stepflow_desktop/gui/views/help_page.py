"""The guide in the window: the first steps, what to print, and which keys there are."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import Button, Card, Label
from stepflow_desktop.gui.widgets.menu import keys_text

MARKERS: tuple[tuple[str, object], ...] = (
    ("STEP_START:name", QT_TRANSLATE_NOOP("HelpPage", "A step begins; one that is open is completed by it.")),
    (
        "STEP_START:name[duration=300]",
        QT_TRANSLATE_NOOP("HelpPage", "The same with the seconds it usually takes, for the time left."),
    ),
    (
        "STEP_START:name[timeout=60,stop_on_error=true]",
        QT_TRANSLATE_NOOP("HelpPage", "The run is stopped when this step takes longer, or when it fails."),
    ),
    ("STEP_COMPLETE:name", QT_TRANSLATE_NOOP("HelpPage", "The step has ended well.")),
    ("STEP_ERROR:message", QT_TRANSLATE_NOOP("HelpPage", "The current step has failed, for this reason.")),
    ("STEP_SKIP:name", QT_TRANSLATE_NOOP("HelpPage", "The step is passed over.")),
    (
        "META:STEPS:prepare|train|report",
        QT_TRANSLATE_NOOP("HelpPage", "The names of all steps to come, so that the bar knows its length."),
    ),
    ("META:PROGRESS:62", QT_TRANSLATE_NOOP("HelpPage", "How far the current step is: 62, 0.62 or 148/300.")),
    ("META:DESCRIPTION:text", QT_TRANSLATE_NOOP("HelpPage", "A line about the current step.")),
    ("META:TOTAL_STEPS:7", QT_TRANSLATE_NOOP("HelpPage", "How many steps there will be.")),
    (
        "ARTIFACT:path:description",
        QT_TRANSLATE_NOOP("HelpPage", "Keep this file and show it. Relative paths count from the working folder."),
    ),
    (
        "ARTIFACT:plots/*.png:Curves[tags=loss]",
        QT_TRANSLATE_NOOP("HelpPage", "Several files at once, with a tag to find them by."),
    ),
)
GUIDE: tuple[tuple[object, object], ...] = (
    (
        QT_TRANSLATE_NOOP("HelpPage", "Start something"),
        QT_TRANSLATE_NOOP(
            "HelpPage",
            "Any command works as it is: New execution takes a line as you would type it in a terminal. A script"
            " dropped on the window fills in the form.",
        ),
    ),
    (
        QT_TRANSLATE_NOOP("HelpPage", "Watch it"),
        QT_TRANSLATE_NOOP(
            "HelpPage",
            "The list tells what runs and what failed and why. From the second run on the time that is left is known,"
            " by what the completed runs before took.",
        ),
    ),
    (
        QT_TRANSLATE_NOOP("HelpPage", "Let it go on"),
        QT_TRANSLATE_NOOP(
            "HelpPage",
            "Commands survive the window: close it, open it again, and everything is there. Logs are never cut.",
        ),
    ),
    (
        QT_TRANSLATE_NOOP("HelpPage", "Find it again"),
        QT_TRANSLATE_NOOP(
            "HelpPage",
            "The search in the header finds executions, files, settings and commands: > for commands, # for tags,"
            " @ for steps and / for the text of logs.",
        ),
    ),
)
# Keys that belong to a place and not to the window.
MORE_KEYS: tuple[tuple[object, str], ...] = (
    (QT_TRANSLATE_NOOP("HelpPage", "Open a menu: File, Execution, View, Tools, Help"), "Alt+F E V O H"),
    (QT_TRANSLATE_NOOP("HelpPage", "End of the log, and follow it"), "End"),
    (QT_TRANSLATE_NOOP("HelpPage", "Start of the log"), "Home"),
    (QT_TRANSLATE_NOOP("HelpPage", "Fold or unfold a step in the log"), "[ ]"),
    (QT_TRANSLATE_NOOP("HelpPage", "One level up"), "Esc"),
)


class HelpPage(QScrollArea):
    """Cards of text; ``show_keys`` fills in the keys that the window has, again when they have changed."""

    shortcuts_wanted = Signal()
    diagnostics_wanted = Signal()

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
        column.addLayout(self._head())
        row = QHBoxLayout()
        row.setSpacing(14)
        left = QVBoxLayout()
        left.setSpacing(14)
        left.addWidget(self._guide())
        left.addWidget(self._markers())
        left.addStretch(1)
        self._keys = Card(theme)
        self._keys.header(self.tr("Keys"))
        self._grid_place = QVBoxLayout()
        self._keys.body.addLayout(self._grid_place)
        self._keys.body.addStretch(1)
        self._shown: QWidget | None = None
        row.addLayout(left, 3)
        row.addWidget(self._keys, 2)
        column.addLayout(row)
        column.addStretch(1)
        self.setWidget(page)

    def show_keys(self, actions: Iterable[QAction]) -> None:
        if self._shown is not None:
            self._shown.hide()
            self._shown.deleteLater()
        self._shown = QWidget()
        grid = QGridLayout(self._shown)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(8)
        shown = [action for action in actions if action.isVisible() and not action.shortcut().isEmpty()]
        lines = [(action.text().rstrip("…"), action.shortcut()) for action in shown]
        words = [(text, keys_text(keys)) for text, keys in lines]
        words += [(self.tr(str(text)), keys) for text, keys in MORE_KEYS]
        for row, (text, keys) in enumerate(words):
            name = Label(self._theme, text)
            name.setWordWrap(True)
            grid.addWidget(name, row, 0)
            grid.addWidget(Label(self._theme, keys, "small", "text2"), row, 1, Qt.AlignmentFlag.AlignRight)
        grid.setColumnStretch(0, 1)
        self._grid_place.addWidget(self._shown)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Label(self._theme, self.tr("Help"), "page_title"))
        head.addStretch(1)
        keys = Button(self._theme, self.tr("Change shortcuts…"), "keyboard")
        keys.setObjectName("help_shortcuts")
        keys.clicked.connect(lambda: self.shortcuts_wanted.emit())
        copy = Button(self._theme, self.tr("Copy diagnostics"), "clipboard-copy")
        copy.setObjectName("help_diagnostics")
        copy.clicked.connect(lambda: self.diagnostics_wanted.emit())
        head.addWidget(keys)
        head.addWidget(copy)
        return head

    def _guide(self) -> Card:
        card = Card(self._theme)
        card.header(self.tr("Guide"))
        for title, text in GUIDE:
            card.body.addWidget(Label(self._theme, self.tr(str(title)), "body_medium"))
            card.body.addWidget(self._words(self.tr(str(text)), "body"))
            card.body.addSpacing(4)
        return card

    def _markers(self) -> Card:
        card = Card(self._theme)
        card.header(self.tr("Markers"))
        intro = self.tr(
            "A program that prints these lines, from any language, shows its steps, progress and files here. The lines"
            " themselves do not appear in the log."
        )
        card.body.addWidget(self._words(intro, "body"))
        for line, meaning in MARKERS:
            card.body.addSpacing(4)
            code = Label(self._theme, line, "mono")
            code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            card.body.addWidget(code)
            card.body.addWidget(self._words(self.tr(str(meaning)), "small"))
        return card

    def _words(self, text: str, role: str) -> Label:
        label = Label(self._theme, text, role, "text2")
        label.setWordWrap(True)
        return label
