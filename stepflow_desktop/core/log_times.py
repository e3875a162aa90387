"""When a byte of the log was written, from ``output.idx``.

The supervisor appends a record (end offset, wall time, boot time; three signed 64-bit integers) for each move of
bytes into the log. A byte was written at the first record whose end lies beyond it. Looking one up reads a few
records from the file; nothing is kept but the last hit.
"""

from __future__ import annotations

import os
import struct
from datetime import datetime
from pathlib import Path

from stepflow_desktop.core.model import Stamp

_RECORD = struct.Struct("<qqq")


class LogTimes:
    """Times of the bytes of one log. ``close`` it when done, or use it as a context manager."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: int | None = None
        self._start = self._end = 0
        self._stamp: Stamp | None = None
        self._hint = 0

    def __enter__(self) -> LogTimes:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def stamp_at(self, offset: int) -> Stamp | None:
        """When the byte at ``offset`` was written, or None while no record covers it yet."""
        if self._stamp is not None and self._start <= offset < self._end:
            return self._stamp
        count = self._count()
        low, high = (self._hint, count) if offset >= self._start else (0, min(self._hint + 1, count))
        # Readers go forward: the next few records come first, the bisection after them.
        for near in range(low, min(low + 4, high)):
            if self._record(near)[0] > offset:
                return self._found(near)
        while low < high:
            middle = (low + high) // 2
            if self._record(middle)[0] > offset:
                high = middle
            else:
                low = middle + 1
        return self._found(low) if low < count else None

    def shown_at(self, offset: int, default: datetime) -> datetime:
        """The time that readers see beside the byte at ``offset``: the last known one before it is recorded."""
        stamp = self.stamp_at(offset) or self.last()
        return stamp.at if stamp is not None else default

    def last(self) -> Stamp | None:
        """When the last recorded byte was written."""
        count = self._count()
        return self._stamp_of(self._record(count - 1)) if count else None

    def _found(self, number: int) -> Stamp:
        record = self._record(number)
        self._start = self._record(number - 1)[0] if number else 0
        self._end, self._hint = record[0], number
        self._stamp = self._stamp_of(record)
        return self._stamp

    @staticmethod
    def _stamp_of(record: tuple[int, int, int]) -> Stamp:
        return Stamp(record[1], record[2])

    def _count(self) -> int:
        if self._file is None:
            try:
                self._file = os.open(self._path, os.O_RDONLY)
            except FileNotFoundError:
                return 0
        return os.fstat(self._file).st_size // _RECORD.size

    def _record(self, number: int) -> tuple[int, int, int]:
        assert self._file is not None
        end, wall_us, boot_us = _RECORD.unpack(os.pread(self._file, _RECORD.size, number * _RECORD.size))
        return end, wall_us, boot_us
