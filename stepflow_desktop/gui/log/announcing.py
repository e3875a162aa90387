"""What assistive technology is told of the log: that something was done, and on wish each line that comes."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from stepflow_desktop.gui.log.document import LogDocument, ShownLine
from stepflow_desktop.gui.log.log_view import LogView
from stepflow_desktop.gui.log.rows import RowKind

MOST_LINES = 3
LONGEST = 400
SETTLED_MS = 300


def announce(widget: QWidget, text: str) -> None:
    """Have ``text`` read, when the reader has time for it."""
    if text and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


class LineReader(QObject):
    """Reads new lines while it is on: the last few of those that came at once, and how many were passed over."""

    def __init__(self, widget: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._widget = widget
        self._on = False
        self._known = 0

    def set_on(self, on: bool) -> None:
        self._on = on

    def restart(self, pieces: int) -> None:
        """What has come so far is not read."""
        self._known = pieces

    def take(self, document: LogDocument) -> str:
        """Read what is new in the newest snapshot; what was read."""
        known, whole = self._known, document.snapshot.whole
        self._known = max(known, whole)
        if not self._on or whole <= known:
            return ""
        texts = [document.line(piece).text for piece in range(max(known, whole - MOST_LINES), whole)]
        spoken = "\n".join(text[:LONGEST] for text in texts if text.strip())
        if whole - known > MOST_LINES:
            passed = self.tr("{count} lines passed over").format(count=f"{whole - known - MOST_LINES:,}")
            spoken = f"{passed}\n{spoken}"
        announce(self._widget, spoken)
        return spoken


class VisibleLines(QObject):
    """Keeps the lines in sight as the description of the log, for whoever reads it by ear; costs nothing else."""

    def __init__(self, view: LogView) -> None:
        super().__init__(view)
        self._view = view
        self._timer = QTimer(self, interval=SETTLED_MS, singleShot=True)
        self._timer.timeout.connect(self.describe)
        view.moved.connect(self._on_moved)

    def _on_moved(self) -> None:
        if QAccessible.isActive() and not self._timer.isActive():
            self._timer.start()

    def describe(self) -> None:
        """Take the rows in sight in words."""
        document, words = self._view.document, []
        for placed in self._view.place.placed() if document is not None else ():
            assert document is not None
            row = document.row(placed.number)
            if row.kind is RowKind.LINE:
                words.append(self._line_words(document.line(row.item)))
            elif row.kind is RowKind.STEP:
                words.append(self.tr("Step {name}").format(name=document.steps[row.item].name))
            else:
                name = document.snapshot.layout.artifacts[row.item].name
                words.append(self.tr("Artifact {name}").format(name=name))
        self._view.setAccessibleDescription("\n".join(words))

    def _line_words(self, line: ShownLine) -> str:
        text = line.text[:LONGEST]
        return self.tr("line {number}: {text}").format(number=line.number, text=text) if line.number else text
