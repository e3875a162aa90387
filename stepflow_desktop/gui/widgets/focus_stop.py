"""A widget made of parts that hands the keyboard on to one of them.

Qt's focus proxy does that too, but then Tab leaps over every part that comes before the chosen one.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


class FocusStop(QWidget):
    """``focus_stop`` is the part that gets the keyboard when this is given it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.focus_stop: QWidget | None = None

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        if self.focus_stop is not None:
            self.focus_stop.setFocus(reason)
        else:
            super().setFocus(reason)
