"""Answers of the store kept until the next write."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from typing import Any

ENTRIES = 512


class ReadCache:
    """Values by key, all of one write generation; the longest unused goes first. Hits and misses are counted."""

    def __init__(self, entries: int = ENTRIES) -> None:
        self.hits = 0
        self.misses = 0
        self._entries = entries
        self._generation = 0
        self._values: OrderedDict[Hashable, Any] = OrderedDict()

    def find(self, key: Hashable, generation: int) -> Any | None:
        """The value kept for ``key`` in this generation, or None."""
        value = self.peek(key, generation)
        if value is None:
            self.misses += 1
        else:
            self.hits += 1
        return value

    def peek(self, key: Hashable, generation: int) -> Any | None:
        """As ``find``, but not counted."""
        if generation != self._generation or key not in self._values:
            return None
        self._values.move_to_end(key)
        return self._values[key]

    def keep(self, key: Hashable, generation: int, value: Any) -> None:
        """Remember what was read when ``generation`` was the current one."""
        if generation < self._generation:
            return
        if generation > self._generation:
            self._values.clear()
            self._generation = generation
        self._values[key] = value
        self._values.move_to_end(key)
        if len(self._values) > self._entries:
            self._values.popitem(last=False)

    def clear(self) -> None:
        self._values.clear()
