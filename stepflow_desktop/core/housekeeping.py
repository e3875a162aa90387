"""What the engine does on the side: rows for folders without one, an empty trash, a daily copy of the database."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable

from stepflow_desktop.core.daily_backup import DailyBackup
from stepflow_desktop.core.recovery import Recovery
from stepflow_desktop.core.retention import Retention
from stepflow_desktop.core.storage import Storage
from stepflow_desktop.errors import StepFlowError

TRASH_S = 600

log = logging.getLogger(__name__)


class Housekeeping:
    """One task from ``start`` to ``stop``. What fails is logged and tried again next time."""

    def __init__(self, storage: Storage, recovery: Recovery, retention: Retention, backup: DailyBackup) -> None:
        self._storage = storage
        self._recovery = recovery
        self._retention = retention
        self._backup = backup
        self._task: asyncio.Task[None] | None = None
        # Ids of this session while old folders are still compared with the rows: their rows may come later.
        self._newborn: set[str] | None = set()

    def start(self) -> None:
        self._task = asyncio.get_running_loop().create_task(self._tidy(), name="tidy storage")

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def expect(self, execution_id: str) -> None:
        """A folder of that name is about to be made, and its row after it."""
        if self._newborn is not None:
            self._newborn.add(execution_id)

    async def _tidy(self) -> None:
        """Rebuild what has no rows, then tidy up again and again."""
        assert self._newborn is not None
        await self._try_to(self._recovery.rebuild(self._newborn))
        self._newborn = None
        while True:
            await self._try_to(asyncio.to_thread(self._storage.empty_trash, TRASH_S))
            await self._try_to(self._retention.sweep())
            await self._try_to(self._backup.make_if_due())
            await asyncio.sleep(TRASH_S)

    async def _try_to(self, tidy: Awaitable[object]) -> None:
        try:
            await tidy
        except (OSError, StepFlowError):
            log.exception("The storage folder could not be tidied")
