"""Stopping everything that has not finished, before the window goes."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from stepflow_desktop.core.model import ExecutionQuery, ExecutionStatus
from stepflow_desktop.errors import Conflict, NotFound

if TYPE_CHECKING:
    from stepflow_desktop.core.engine import Engine

PAGE = 1_000


async def stop_all(engine: Engine) -> None:
    """Waiting ones first, so that none of them starts in the place of one that was stopped."""
    for status in (ExecutionStatus.PENDING, ExecutionStatus.RUNNING):
        ids: list[str] = []
        more = True
        while more:
            page = await engine.list(ExecutionQuery(limit=PAGE, offset=len(ids), status=(status,)))
            ids += [execution.id for execution in page.executions]
            more = page.has_more
        for execution_id in ids:
            # One that has ended meanwhile needs no stopping.
            with contextlib.suppress(Conflict, NotFound):
                await engine.cancel(execution_id)
