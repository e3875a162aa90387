"""How many executions run, wait and failed today, kept up to date for the rail and the status bar."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from stepflow_desktop.core.model import ExecutionQuery, ExecutionStatus, Update
from stepflow_desktop.errors import StepFlowError
from stepflow_desktop.gui.bridge import EngineBridge

PAUSE_MS = 100


@dataclass(frozen=True, slots=True)
class Counts:
    total: int = 0
    running: int = 0
    queued: int = 0
    failed_today: int = 0


class LiveCounts(QObject):
    """Asks the engine again, at most ten times a second, when an update may have changed a count."""

    changed = Signal(object)  # Counts

    def __init__(self, bridge: EngineBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.counts = Counts()
        self.known = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.refresh)
        bridge.updated.connect(self._on_updated)

    async def load(self) -> None:
        """The counts before the first page is shown, so that it is the right one."""
        with contextlib.suppress(StepFlowError):
            self._take(await self._asked())

    def refresh(self) -> None:
        self._bridge.call(self._asked(), name="counting executions", done=self._take)

    async def _asked(self) -> Counts:
        midnight = datetime.now().astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
        failed = ExecutionQuery(limit=1, status=(ExecutionStatus.FAILED,), since=midnight)
        by_status, failed_page = await asyncio.gather(self._bridge.engine.counts(), self._bridge.engine.list(failed))
        return Counts(
            total=sum(by_status.values()),
            running=by_status.get(ExecutionStatus.RUNNING, 0),
            queued=by_status.get(ExecutionStatus.PENDING, 0),
            failed_today=failed_page.total_count,
        )

    def _take(self, counts: Counts) -> None:
        self.known = True
        if counts != self.counts:
            self.counts = counts
            self.changed.emit(counts)

    def _on_updated(self, updates: Iterable[Update]) -> None:
        if any(u.created or u.started or u.ended or u.deleted for u in updates) and not self._pause.isActive():
            self._pause.start()
