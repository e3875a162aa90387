"""How busy this computer is, read off the loop every two seconds."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

EVERY_S = 2.0


@dataclass(frozen=True, slots=True)
class MachineLoad:
    """CPU of all cores in percent, memory in bytes, and what is free where executions are kept."""

    cpu_percent: float
    memory_used_bytes: int
    memory_total_bytes: int
    disk_free_bytes: int


def measured(folder: Path) -> MachineLoad:
    """One sample; the CPU figure covers the time since the last one. May wait for a slow disk: not for the loop."""
    import psutil  # a third-party import that the first paint does not wait for

    memory = psutil.virtual_memory()
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return MachineLoad(
        cpu_percent=psutil.cpu_percent(None),
        memory_used_bytes=memory.total - memory.available,
        memory_total_bytes=memory.total,
        disk_free_bytes=psutil.disk_usage(str(folder)).free,
    )


async def watch_load(folder: Path, show: Callable[[MachineLoad], None], every_s: float = EVERY_S) -> None:
    """Call ``show`` with a fresh sample every ``every_s`` seconds until cancelled."""
    while True:
        try:
            load = await asyncio.to_thread(measured, folder)
        except OSError:
            # A disk that is gone for the moment has no figures; the next sample may.
            pass
        else:
            show(load)
        await asyncio.sleep(every_s)
