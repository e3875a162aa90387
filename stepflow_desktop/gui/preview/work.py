"""Work for a thread that knows nothing of widgets; whoever wants its outcome looks now and then.

A thread must neither hold a widget nor send Qt's signals while the window may wait for it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer

LOOK_MS = 15


class Work(QObject):
    """Runs one thing at a time: what was begun before is forgotten, its outcome goes nowhere."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._outcome: list[Any] = []
        self._done: Callable[[Any], None] | None = None
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._look)

    def begin(self, name: str, do: Callable[[], Any], done: Callable[[Any], None]) -> None:
        """``done`` gets what ``do`` came to; an error of the system counts as None."""
        outcome: list[Any] = []
        self._outcome, self._done = outcome, done
        threading.Thread(target=_run, args=(do, outcome), name=name, daemon=True).start()
        self._timer.start()

    def forget(self) -> None:
        self._timer.stop()
        self._outcome, self._done = [], None

    def _look(self) -> None:
        if self._outcome and self._done is not None:
            outcome, done = self._outcome[0], self._done
            self.forget()
            done(outcome)


def _run(do: Callable[[], Any], outcome: list[Any]) -> None:
    try:
        outcome.append(do())
    except OSError:
        outcome.append(None)
