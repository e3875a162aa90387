"""The new lines of an update, read from the log in slices that cost a few milliseconds each."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from stepflow_desktop.core.ansi_text import goes_on
from stepflow_desktop.core.log_lines import split_entries
from stepflow_desktop.core.log_times import LogTimes
from stepflow_desktop.core.model import LogEntry, Update

_CHUNK_BYTES = 128 * 1024


def slices(log: Path, update: Update, lines: int) -> Iterator[list[LogEntry]]:
    """The entries from ``log_start`` to ``log_end``, at most ``lines`` at a time.

    Nothing if the log is gone, its execution having been deleted. The range ends at the boundary of a line or of a
    segment of an overlong one, so its last entry is whole even without a newline.
    """
    if update.log_end <= update.log_start:
        return
    try:
        file = os.open(log, os.O_RDONLY)
    except FileNotFoundError:
        return
    try:
        with LogTimes(log.with_name("output.idx")) as times:
            offset = update.log_start
            while offset < update.log_end:
                data = os.pread(file, min(_CHUNK_BYTES, update.log_end - offset), offset)
                entries, end = split_entries(
                    data,
                    offset,
                    steps=update.all_steps,
                    masks=update.masks,
                    literal=update.literal,
                    stamp_at=lambda at: times.shown_at(at, update.execution.created_at),
                    at_end=offset + len(data) >= update.log_end,
                    limit=lines,
                    in_long_line=goes_on(os.pread(file, 1, offset - 1) if offset else b""),
                )
                if end <= offset:
                    return
                offset = end
                yield entries
    finally:
        os.close(file)
