"""The bytes of answers that are asked for again and again, until the next write to the database."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable

from stepflow_desktop.core import encoding
from stepflow_desktop.core.model import Execution, Stamp

_ENTRIES = 64
_LARGEST_BYTES = 512 * 1024
_ROWS = 4_096
_LARGEST_ROW_BYTES = 8 * 1024


class AnswerCache:
    """Bytes by query, valid for one ``generation`` of the database, which grows with every write."""

    def __init__(self, generation: Callable[[], int]) -> None:
        self._generation = generation
        self._valid_for = -1
        self._answers: OrderedDict[Hashable, bytes] = OrderedDict()
        self.hits = 0

    def generation(self) -> int:
        """To be taken before the query, so that a write during it is noticed."""
        return self._generation()

    def find(self, key: Hashable) -> bytes | None:
        if self._generation() != self._valid_for:
            return None
        answer = self._answers.get(key)
        if answer is not None:
            self.hits += 1
            self._answers.move_to_end(key)
        return answer

    def keep(self, key: Hashable, generation: int, answer: bytes) -> None:
        if generation != self._generation() or len(answer) > _LARGEST_BYTES:
            return
        if generation != self._valid_for:
            self._answers.clear()
            self._valid_for = generation
        self._answers[key] = answer
        if len(self._answers) > _ENTRIES:
            self._answers.popitem(last=False)

    def clear(self) -> None:
        self._answers.clear()


class RowCache:
    """The JSON of executions that have ended, which seldom change: making it costs more than finding them."""

    def __init__(self) -> None:
        self._rows: dict[str, tuple[Execution, bytes]] = {}

    def row(self, item: Execution, now: Stamp) -> bytes:
        if not item.status.is_final:
            return encoding.dumps(encoding.execution(item, now))
        known = self._rows.get(item.id)
        # The store mostly hands out the very same value again, and comparing forty fields costs more than asking that.
        if known is not None and (known[0] is item or known[0] == item):
            return known[1]
        made = encoding.dumps(encoding.execution(item, now))
        if len(self._rows) >= _ROWS:
            self._rows.clear()
        if len(made) <= _LARGEST_ROW_BYTES:
            self._rows[item.id] = (item, made)
        return made
