"""Executions as a table of text for other programs: one line each, with the same columns whatever the window shows."""

from __future__ import annotations

import asyncio
import csv
import io
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from stepflow_desktop.core.model import Execution, ExecutionQuery
from stepflow_desktop.errors import StorageProblem

if TYPE_CHECKING:
    from stepflow_desktop.core.engine import Engine

PAGE = 1_000
MOST = 200_000
HEADER = (
    *("id", "name", "command", "status", "tags", "user", "origin", "exit_code", "error", "folder"),
    *("created", "started", "ended", "duration_s", "steps", "steps_completed", "files"),
)
# A spreadsheet takes a text that begins with one of these for a formula and carries it out.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_text(executions: Iterable[Execution], *, header: bool = True) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    if header:
        writer.writerow(HEADER)
    writer.writerows(_row(execution) for execution in executions)
    return out.getvalue()


def _row(run: Execution) -> tuple[object, ...]:
    texts = (run.id, run.name, run.command, run.status.value, " ".join(run.tags), run.user, run.origin)
    return (
        *(_harmless(text) for text in texts),
        run.exit_code,
        _harmless(run.error_message or ""),
        _harmless(run.working_directory),
        _time(run.created_at),
        _time(run.started_at),
        _time(run.completed_at),
        None if run.duration_s is None else round(run.duration_s, 3),
        run.total_steps,
        run.completed_steps,
        run.artifacts_count,
    )


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def _time(moment: datetime | None) -> str:
    return "" if moment is None else moment.astimezone().isoformat(timespec="seconds")


async def export_csv(engine: Engine, query: ExecutionQuery, target: Path) -> int:
    """Write all that match ``query``, page by page; answers how many. Raises StorageProblem.

    The file is whole or as it was before.
    """
    unfinished = target.with_name(f"{target.name}.part")
    written = 0
    try:
        await asyncio.to_thread(unfinished.write_text, csv_text(()), "utf-8-sig", newline="")
        while written < MOST:
            page = await engine.list(replace(query, limit=PAGE, offset=written))
            await asyncio.to_thread(_append, unfinished, page.executions)
            written += len(page.executions)
            if not page.has_more or not page.executions:
                break
        await asyncio.to_thread(unfinished.replace, target)
    except OSError as error:
        raise StorageProblem("{reason}: {path}", reason=error.strerror or str(error), path=target) from error
    finally:
        await asyncio.to_thread(unfinished.unlink, missing_ok=True)
    return written


def _append(path: Path, executions: Iterable[Execution]) -> None:
    with path.open("a", encoding="utf-8", errors="surrogateescape", newline="") as out:
        out.write(csv_text(executions, header=False))
