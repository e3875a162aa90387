"""Which match is the current one, and which line with a level comes next."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from stepflow_desktop.gui.log.document import ShownLine
from stepflow_desktop.gui.log.search import Matcher, Query
from stepflow_desktop.gui.log.text_painter import Highlight
from stepflow_desktop.gui.log.worker import Snapshot


class Finding(QObject):
    """``current`` is the number of the current match in the snapshot's matches, or -1.

    ``reached`` asks to show a piece. A new query goes to the first match at or after where it was asked.
    """

    reached = Signal(int)
    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.current = -1
        self.count = 0
        self.total = 0
        self.searching = False
        self.matcher: Matcher | None = None
        self._matches: Sequence[int] = ()
        self._sought_from: int | None = None

    def forget(self) -> None:
        self.set_query(None, 0)

    def set_query(self, query: Query | None, from_piece: int) -> None:
        usable = query is not None and bool(query.text) and not query.problem()
        self.matcher = Matcher(query) if query is not None and usable else None
        self._matches, self.current, self.count, self.total = (), -1, 0, 0
        self.searching = usable
        self._sought_from = from_piece if usable else None
        self.changed.emit()

    def take(self, snapshot: Snapshot) -> None:
        """Take the matches of a snapshot, if they are those of the query in force."""
        if self.matcher is None or snapshot.wanted.query != self.matcher.query:
            return
        self._matches, self.count = snapshot.matches, len(snapshot.matches)
        self.total, self.searching = snapshot.match_count, snapshot.searching
        if self._sought_from is not None and self.count:
            at = bisect_left(self._matches, self._sought_from, 0, self.count)
            if at < self.count or not self.searching:
                self._sought_from = None
                self._go(at % self.count)
        self.changed.emit()

    def step(self, direction: int, from_piece: int) -> None:
        """The next match (1) or the one before (-1), round and round."""
        if not self.count:
            return
        if self.current < 0:
            at = bisect_left(self._matches, from_piece, 0, self.count)
            self._go((at if direction > 0 else at - 1) % self.count)
        else:
            self._go((self.current + direction) % self.count)

    def _go(self, number: int) -> None:
        self._sought_from = None
        self.current = number
        self.changed.emit()
        self.reached.emit(self._matches[number])

    def highlights(self, line: ShownLine) -> list[Highlight]:
        if self.matcher is None:
            return []
        current = -1
        if 0 <= self.current < self.count and self._matches[self.current] == line.piece:
            current = self.current - bisect_left(self._matches, line.piece, 0, self.count)
        return [
            Highlight(line.column(start), line.column(end), "current_match" if nth == current else "match")
            for nth, (start, end) in enumerate(self.matcher.spans(line.text))
        ]


def neighbour(pieces: Sequence[int], piece: int, direction: int) -> int | None:
    """The piece after (1) or before (-1) ``piece`` in the sorted ``pieces``, round and round."""
    if not pieces:
        return None
    at = bisect_right(pieces, piece) if direction > 0 else bisect_left(pieces, piece) - 1
    return pieces[at % len(pieces)]
