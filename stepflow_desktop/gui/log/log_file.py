"""The bytes of ``output.log``, read by position, so that readers in different threads do not disturb each other."""

from __future__ import annotations

import os
from pathlib import Path


class LogFile:
    """A log that may not exist yet and may grow. Reads never go beyond what is there."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor: int | None = None

    def size(self) -> int:
        return os.fstat(self._descriptor).st_size if self._opened() and self._descriptor is not None else 0

    def read(self, offset: int, length: int) -> bytes:
        """Up to ``length`` bytes from ``offset``; fewer only at the end."""
        if length <= 0 or not self._opened() or self._descriptor is None:
            return b""
        data = os.pread(self._descriptor, length, offset)
        while 0 < len(data) < length:
            more = os.pread(self._descriptor, length - len(data), offset + len(data))
            if not more:
                break
            data += more
        return data

    def close(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def _opened(self) -> bool:
        if self._descriptor is None:
            try:
                self._descriptor = os.open(self.path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
            except OSError:
                return False
        return True
