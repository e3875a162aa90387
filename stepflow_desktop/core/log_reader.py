"""Pages of a log as entries, from the file, for readers that come late or lost some.

An entry's ``offset`` is the first byte of its line; ``after`` is exclusive, so a reader goes on with the offset of
its last entry or, the same in effect, with ``next_offset`` of its last page.
"""

from __future__ import annotations

import os
from pathlib import Path

from stepflow_desktop.core.ansi_text import goes_on, next_start
from stepflow_desktop.core.log_lines import split_entries
from stepflow_desktop.core.log_times import LogTimes
from stepflow_desktop.core.model import ExecutionDetails, Level, LogEntry, LogPage
from stepflow_desktop.core.run_dir import RunDir

MAX_PAGE_ENTRIES = 10_000
MOST_COUNTED_BYTES = 1 << 30
_CHUNK_BYTES = 1 << 20
_RANK = {level: rank for rank, level in enumerate(Level)}


def read_page(
    run: RunDir,
    details: ExecutionDetails,
    *,
    after: int | None,
    limit: int,
    level: Level | None,
    step_id: str | None,
) -> LogPage:
    """At most ``limit`` entries beyond ``after``, of ``level`` or worse, of one step. Blocking.

    ``next_offset`` is the last byte that was looked at (-1 when there was none); ``at_end`` says that the log as it
    is now holds no further entry.
    """
    ended = details.execution.status.is_final
    limit = min(limit, MAX_PAGE_ENTRIES)
    try:
        file = os.open(run.log, os.O_RDONLY)
    except FileNotFoundError:
        return LogPage((), -1 if after is None else after, True)
    entries: list[LogEntry] = []
    at_end = False
    try:
        # The parser's own position bounds the page: a line beyond it is not folded yet, its step not known.
        size = details.execution.log_size if not ended else os.fstat(file).st_size
        start = (
            0 if after is None or after < 0 else next_start(lambda at, count: os.pread(file, count, at), after, size)
        )
        with LogTimes(run.index) as times:
            while len(entries) < limit:
                data = os.pread(file, min(_CHUNK_BYTES, size - start), start)
                found, end = split_entries(
                    data,
                    start,
                    steps=details.steps,
                    masks=details.masks,
                    literal=details.literal,
                    stamp_at=lambda at: times.shown_at(at, details.execution.created_at),
                    at_end=ended and start + len(data) >= size,
                    limit=None if level or step_id else limit - len(entries),
                    in_long_line=goes_on(os.pread(file, 1, start - 1) if start else b""),
                )
                for entry in found:
                    if (level is None or _RANK[entry.level] >= _RANK[level]) and step_id in (None, entry.step_id):
                        entries.append(entry)
                        if len(entries) == limit:
                            end = entry.end
                            break
                at_end = end >= size or end == start
                if at_end:
                    start = end
                    break
                start = end
    finally:
        os.close(file)
    return LogPage(tuple(entries), start - 1, at_end)


def line_number(log: Path, offset: int) -> int:
    """The number of the line that begins at ``offset``, from 1; 0 where the log is too long to count or gone."""
    if offset > MOST_COUNTED_BYTES:
        return 0
    count = 1
    try:
        with log.open("rb") as file:
            while offset > 0 and (chunk := file.read(min(_CHUNK_BYTES, offset))):
                count += chunk.count(b"\n")
                offset -= len(chunk)
    except OSError:
        return 0
    return count
