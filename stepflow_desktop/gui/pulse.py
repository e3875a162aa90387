"""The one clock of everything that moves: rings that turn, segments that slide.

A widget that shows something running is watched; while at least one watched widget can be seen, a 12 Hz timer
repaints those. With reduced motion nothing runs and the phase stands still.
"""

from __future__ import annotations

import time
from weakref import WeakSet

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractScrollArea, QWidget
from shiboken6 import isValid

BEATS_PER_SECOND = 12
TURN_S = 1.6


class Pulse(QObject):
    """``phase`` is 0 to 1, once round in 1.6 seconds; ``beat`` is sent after it has moved on."""

    beat = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._watched: WeakSet[QWidget] = WeakSet()
        self._still: bool | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(round(1000 / BEATS_PER_SECOND))
        self._timer.timeout.connect(self._on_timeout)

    @property
    def phase(self) -> float:
        return 0.0 if self.reduced_motion else (time.monotonic() % TURN_S) / TURN_S

    @property
    def reduced_motion(self) -> bool:
        """Whether motion is to be avoided: as set, else as the desktop says where Qt can tell."""
        if self._still is not None:
            return self._still
        accessibility = getattr(QGuiApplication.styleHints(), "accessibility", None)
        preference = getattr(accessibility() if accessibility else None, "motionPreference", None)
        return preference is not None and "Reduced" in str(preference())

    def set_reduced_motion(self, reduced: bool | None) -> None:
        """True or False decides, None follows the desktop."""
        self._still = reduced
        self._review()

    @property
    def is_running(self) -> bool:
        return self._timer.isActive()

    def watch(self, widget: QWidget) -> None:
        """Repaint ``widget`` on every beat while it is visible. Watching twice is watching once."""
        if widget in self._watched:
            return
        self._watched.add(widget)
        widget.installEventFilter(self)
        self._review()

    def unwatch(self, widget: QWidget) -> None:
        if widget not in self._watched:
            return
        self._watched.discard(widget)
        widget.removeEventFilter(self)
        self._review()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            # Visibility is only right after the event was handled.
            QTimer.singleShot(0, self, self._review)
        return super().eventFilter(watched, event)

    def _review(self) -> None:
        wanted = not self.reduced_motion and any(widget.isVisible() for widget in self._alive())
        if wanted and not self._timer.isActive():
            self._timer.start()
        elif not wanted:
            self._timer.stop()

    def _alive(self) -> list[QWidget]:
        """Those watched that Qt has not deleted, as it does when their window closes, while Python still holds them."""
        for gone in [widget for widget in self._watched if not isValid(widget)]:
            self._watched.discard(gone)
        return list(self._watched)

    def _on_timeout(self) -> None:
        seen = [widget for widget in self._alive() if widget.isVisible()]
        for widget in seen:
            (widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget).update()
        if seen:
            self.beat.emit()
        else:
            self._timer.stop()
