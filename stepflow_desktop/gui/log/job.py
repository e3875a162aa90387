"""Work that takes long, in a thread that knows nothing of Qt; whoever wants its outcome looks now and then.

A thread must never be the last to hold a widget, nor take Qt's locks while it waits for the interpreter: the window
may hold the interpreter and wait for that lock.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

from stepflow_desktop.gui.translation import reason_words


class Job:
    """Calls ``work`` in a thread. Once ``done``, ``text`` is what it gave, or ``problem`` why it could not."""

    def __init__(self, name: str, work: Callable[[], str]) -> None:
        self.text = ""
        self.problem = ""
        self._work = work
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    @property
    def done(self) -> bool:
        return not self._thread.is_alive()

    def _run(self) -> None:
        try:
            self.text = self._work()
        except OSError as error:
            self.problem = reason_words(error)
