"""What assistive technology is told of the log: that something was done, and on wish each line that comes."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from stepflow_desktop.gui.log.document import LogDocument
from stepflow_desktop.gui.widgets.speech import announce

MOST_LINES = 3
LONGEST = 400


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
