"""A copy of the database each day, the second net under it: the first is that it can be rebuilt from the run folders.

The newest two stay. Where the disk has no room to spare there is none, and none is made while there is nothing to keep.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from stepflow_desktop.core.store import Store

FOLDER = "backups"
KEPT = 2
EVERY = timedelta(days=1)
SPARE_BYTES = 1_000_000_000

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Backup:
    path: Path
    made_at: datetime
    size_bytes: int


def newest(storage: Path) -> Backup | None:
    """The last copy in the storage folder. Blocking."""
    found = [
        Backup(path, datetime.fromtimestamp(path.stat().st_mtime).astimezone(), path.stat().st_size)
        for path in (storage / FOLDER).glob("stepflow-*.db")
    ]
    return max(found, key=lambda backup: backup.made_at, default=None)


class DailyBackup:
    """``now`` is the local time."""

    def __init__(
        self,
        store: Store,
        storage: Path,
        free_bytes: Callable[[], int],
        now: Callable[[], datetime] = lambda: datetime.now().astimezone(),
    ) -> None:
        self._store = store
        self._storage = storage
        self._free_bytes = free_bytes
        self._now = now

    async def make_if_due(self) -> Backup | None:
        """The copy if one was made. Raises OSError and StepFlowError."""
        now = self._now()
        last = await asyncio.to_thread(newest, self._storage)
        if last is not None and timedelta(0) <= now - last.made_at < EVERY:
            return None
        info = await self._store.info()
        if not any(info.table_counts.values()):
            return None
        if self._free_bytes() < 2 * info.size_bytes + SPARE_BYTES:
            log.warning("There is too little room on the disk for the daily copy of the database")
            return None
        folder = self._storage / FOLDER
        folder.mkdir(mode=0o700, exist_ok=True)
        await self._store.backup(folder / f"stepflow-{now:%Y-%m-%d}.db")
        await asyncio.to_thread(self._let_go_old_ones)
        return await asyncio.to_thread(newest, self._storage)

    def _let_go_old_ones(self) -> None:
        for path in sorted((self._storage / FOLDER).glob("stepflow-*.db"))[:-KEPT]:
            path.unlink(missing_ok=True)
