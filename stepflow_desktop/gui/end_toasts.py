"""Toasts about executions that have ended: one each, or one for all when many end together.

Short ones that end well are not told: whoever started them is looking.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject

from stepflow_desktop.core.model import Execution, ExecutionStatus
from stepflow_desktop.gui.views.frame_notices import ended_words, together_words
from stepflow_desktop.gui.widgets import ToastArea

TOGETHER_S = 10.0
MOST_APART = 2
WORTH_TELLING_S = 10.0
_TOGETHER = "executions that ended together"


class EndToasts(QObject):
    """``show`` opens an execution, ``run_again`` runs one again; both are told its id."""

    def __init__(self, toasts: ToastArea, show: Callable[[str], None], run_again: Callable[[str], None]) -> None:
        super().__init__(toasts)
        self._toasts, self._show, self._run_again = toasts, show, run_again
        self._recent: list[tuple[float, Execution]] = []

    def tell(self, executions: Sequence[Execution]) -> None:
        told = [execution for execution in executions if _is_worth_telling(execution)]
        if not told:
            return
        now = time.monotonic()
        self._recent = [(at, run) for at, run in self._recent if now - at < TOGETHER_S]
        self._recent += [(now, run) for run in told]
        if len(self._recent) > MOST_APART:
            self._tell_together([run for _at, run in self._recent])
            return
        for execution in told:
            kind, title, text = ended_words(execution)
            self._toasts.show(kind, title, text, self._actions(execution), about=execution.id, aloud=False)

    def _tell_together(self, executions: Sequence[Execution]) -> None:
        for execution in executions:
            self._toasts.withdraw(execution.id)
        self._toasts.withdraw(_TOGETHER)
        kind, title, text = together_words(executions)
        self._toasts.show(kind, title, text, about=_TOGETHER, aloud=False)

    def _actions(self, execution: Execution) -> list[tuple[str, Callable[[], None]]]:
        show = partial(self._show, execution.id)
        if execution.status is not ExecutionStatus.FAILED:
            return [(self.tr("Show"), show)]
        return [(self.tr("Show error"), show), (self.tr("Run again"), partial(self._run_again, execution.id))]


def _is_worth_telling(execution: Execution) -> bool:
    if execution.status is ExecutionStatus.COMPLETED:
        return (execution.duration_s or 0.0) >= WORTH_TELLING_S
    return execution.status is ExecutionStatus.FAILED
