"""Reading a growing log in big pieces."""

from __future__ import annotations

import os
from pathlib import Path


class Follower:
    """The bytes of one log, whether it exists yet or not. Not for two threads at once."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: int | None = None

    def size(self) -> int:
        """Bytes in the log now; 0 while there is none."""
        return os.fstat(self._file).st_size if self._opened() and self._file is not None else 0

    def read(self, offset: int, limit_bytes: int) -> bytes:
        """At most ``limit_bytes`` from ``offset``; empty at the end."""
        if limit_bytes <= 0 or not self._opened() or self._file is None:
            return b""
        return os.pread(self._file, limit_bytes, offset)

    def close(self) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def _opened(self) -> bool:
        if self._file is None:
            try:
                self._file = os.open(self._path, os.O_RDONLY | os.O_CLOEXEC)
            except FileNotFoundError:
                return False
        return True
