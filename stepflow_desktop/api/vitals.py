"""How the program and its computer are, sampled every few seconds, so that asking never waits."""

from __future__ import annotations

import asyncio
import contextlib
import os
from dataclasses import dataclass
from pathlib import Path

import psutil

from stepflow_desktop.api.port import Engine
from stepflow_desktop.errors import StepFlowError

PERIOD_S = 5.0
_PATIENCE_S = 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """Percentages 0 to 100; the disk is the volume of the storage folder."""

    cpu_percent: float = 0.0
    memory_percent: float = 0.0
    disk_usage_percent: float = 0.0
    load_average: tuple[float, float, float] = (0.0, 0.0, 0.0)
    storage_accessible: bool = True


class Vitals:
    """The last known state. A question that hangs longer than ``patience_s`` counts as a failure."""

    def __init__(self, engine: Engine, *, period_s: float = PERIOD_S, patience_s: float = _PATIENCE_S) -> None:
        self._engine = engine
        self._period_s = period_s
        self._patience_s = patience_s
        self._task: asyncio.Task[None] | None = None
        self.system = System()
        self.database_connected = True

    def start(self) -> None:
        psutil.cpu_percent(interval=None)  # the first call has nothing to compare with and says 0
        self._task = asyncio.get_running_loop().create_task(self._watch(), name="vitals")

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            self._task = None

    async def _watch(self) -> None:
        while True:
            await self.sample()
            await asyncio.sleep(self._period_s)

    async def sample(self) -> None:
        try:
            async with asyncio.timeout(self._patience_s):
                await self._engine.store.info()
            self.database_connected = True
        except (StepFlowError, TimeoutError):
            self.database_connected = False
        await self._try_to_write()
        try:
            async with asyncio.timeout(self._patience_s):
                self.system = await asyncio.to_thread(_look_at_system, self._engine.storage)
        except TimeoutError:
            # A folder on a server that does not answer hangs; what is known of the computer stays.
            self.system = System(storage_accessible=False)

    async def _try_to_write(self) -> None:
        """After a write that failed there may be none for hours that could show that it is over."""
        if self._engine.store.problem is None:
            return
        with contextlib.suppress(StepFlowError, TimeoutError):
            async with asyncio.timeout(self._patience_s):
                await self._engine.store.try_to_write()


def _look_at_system(storage: Path) -> System:
    try:
        disk = psutil.disk_usage(str(storage)).percent
        accessible = os.access(storage, os.R_OK | os.W_OK | os.X_OK)
    except OSError:
        disk, accessible = 0.0, False
    one, five, fifteen = psutil.getloadavg()
    return System(
        cpu_percent=psutil.cpu_percent(interval=None),
        memory_percent=psutil.virtual_memory().percent,
        disk_usage_percent=disk,
        load_average=(round(one, 2), round(five, 2), round(fifteen, 2)),
        storage_accessible=accessible,
    )
