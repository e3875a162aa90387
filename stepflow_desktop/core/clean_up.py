"""Making room: what would go is told first, then it goes for good, one execution after the other.

Nothing that runs or waits goes, and nothing that has begun to do something since it was looked at. A clean-up that is
cut short has deleted whole executions only.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from stepflow_desktop.core.clock import Clock
from stepflow_desktop.core.store import Store
from stepflow_desktop.core.store_usage import Ended, ended_before
from stepflow_desktop.errors import Conflict, NotFound

_DAY_US = 24 * 3600 * 1_000_000


class Folder(Protocol):
    """Where deleted things lie for a while."""

    path: Path

    def purge(self, execution_id: str) -> None: ...


@dataclass(frozen=True, slots=True)
class CleanUp:
    """``days`` is what was asked for, ``goes`` what that comes to."""

    days: int
    goes: Ended


async def planned(store: Store, clock: Clock, days: int) -> CleanUp:
    """What has ended more than ``days`` days ago."""
    before_us = clock.now().wall_us - days * _DAY_US
    return CleanUp(days, await store.apart(partial(ended_before, before_us=before_us)))


async def carried_out(
    plan: CleanUp,
    folder: Folder,
    delete: Callable[[str], Awaitable[None]],
    told: Callable[[int], None] = lambda _done: None,
    stopped: Callable[[], bool] = lambda: False,
) -> int:
    """Delete what ``plan`` says, past the trash, until ``stopped``; ``told`` hears how many are done. Returns how many
    were deleted.

    Raises StorageProblem and Unavailable; what was not deleted then can be planned again.
    """
    deleted = 0
    for number, execution_id in enumerate(plan.goes.ids, start=1):
        if stopped():
            break
        try:
            await delete(execution_id)
        except (NotFound, Conflict):
            continue  # gone meanwhile, or begun again to do something
        await asyncio.to_thread(folder.purge, execution_id)
        deleted += 1
        told(number)
    return deleted
