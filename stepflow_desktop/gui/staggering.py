"""Spreads work of the window over frames.

Everything that an update changes could be shown at once, and would then be painted at once, which takes longer than a
frame. What is shown a little later is painted in another frame.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QObject, QTimer

MANY = 16
MANY_MS = 250


def pace_ms(count: int, usual_ms: int) -> int:
    """How long to wait after ``count`` changes were shown at once.

    Of many that move nobody reads ten figures a second, but painting them would cost frames.
    """
    return usual_ms if count < MANY else MANY_MS


class Later(QObject):
    """Calls ``act`` ``delay_ms`` after it was asked for, with what it was asked for last.

    The first time after a pause of ``pause_ms`` it does so at once: a single change need not wait.
    """

    def __init__(self, act: Callable[..., None], delay_ms: int, pause_ms: int, parent: QObject) -> None:
        super().__init__(parent)
        self._act = act
        self._pause_ms = pause_ms
        self._asked = QElapsedTimer()
        self._arguments: tuple[object, ...] = ()
        self._timer = QTimer(self, interval=delay_ms, singleShot=True)
        self._timer.timeout.connect(self._on_timeout)

    def set_delay(self, delay_ms: int) -> None:
        """From the next time on."""
        if delay_ms != self._timer.interval() and not self._timer.isActive():
            self._timer.setInterval(delay_ms)

    def ask(self, *arguments: object) -> None:
        lately = self._asked.isValid() and self._asked.elapsed() < self._pause_ms
        self._asked.start()
        self._arguments = arguments
        if not lately:
            self._timer.stop()
            self._on_timeout()
        elif not self._timer.isActive():
            self._timer.start()

    def at_once(self, *arguments: object) -> None:
        """Do it now, and nothing later."""
        self._asked.invalidate()
        self.ask(*arguments)

    def _on_timeout(self) -> None:
        arguments, self._arguments = self._arguments, ()
        self._act(*arguments)
