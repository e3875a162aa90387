"""What waits to be sent to one client: bounded, and honest about what it leaves out.

When too much waits, the oldest log lines go first; a ``lagged`` message in their place tells from where to read
them again. Then state messages give way to newer ones about the same thing. If that is not enough either, the box is
*overfull*: it takes and holds nothing any more, and the client has to be let go.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

LIMIT_BYTES = 4 * 1024 * 1024
_MOST_GAPS = 1_000


@dataclass(frozen=True, slots=True)
class LogBatch:
    """Frames of consecutive lines of one execution, shared by all clients."""

    execution_id: str
    data: bytes
    count: int
    from_offset: int
    to_offset: int
    first_seq: int


@dataclass(slots=True)
class Lag:
    """Lines that were left out: the first one's offset and number, and where the last one ends."""

    execution_id: str
    dropped: int
    from_offset: int
    to_offset: int
    seq: int

    def take_in(self, batch: LogBatch) -> None:
        self.dropped += batch.count
        self.to_offset = max(self.to_offset, batch.to_offset)


@dataclass(slots=True)
class _Slot:
    """One place in the queue. ``content`` None: what stood here has been left out."""

    content: bytes | LogBatch | Lag | None
    size: int
    key: Hashable = None
    count: int = 1


class Outbox:
    """The queue of one client. ``lagged_frame`` makes the frame that tells of a lag."""

    def __init__(self, lagged_frame: Callable[[Lag], bytes], limit_bytes: int = LIMIT_BYTES) -> None:
        self._lagged_frame = lagged_frame
        self._limit_bytes = limit_bytes
        self._queue: deque[_Slot] = deque()
        self._droppable: deque[_Slot] = deque()
        self._lags: dict[str, Lag] = {}
        self._gaps = 0
        self.waiting_bytes = 0
        self.dropped = 0
        self.overfull = False
        self._closed = False
        self.filled = asyncio.Event()
        self.roomy = asyncio.Event()
        self.roomy.set()

    def put_lines(self, batch: LogBatch) -> None:
        slot = _Slot(batch, len(batch.data), count=batch.count)
        self._droppable.append(slot)
        self._put(slot)

    def put_state(self, frame: bytes, key: Hashable) -> None:
        self._put(_Slot(frame, len(frame), key))

    def put_answer(self, frame: bytes) -> None:
        """A reply to a command of this client, which nothing replaces."""
        self._put(_Slot(frame, len(frame)))

    def take(self, at_least_bytes: int) -> tuple[bytes, int]:
        """Frames to be written, and how many: everything, or ``at_least_bytes`` if more waits."""
        parts: list[bytes] = []
        size = count = 0
        while self._queue and size < at_least_bytes:
            slot = self._queue.popleft()
            content = slot.content
            if content is None:
                self._gaps -= 1
                continue
            self.waiting_bytes -= slot.size
            if isinstance(content, LogBatch):
                self._droppable.popleft()
                content = content.data
            elif isinstance(content, Lag):
                del self._lags[content.execution_id]
                content = self._lagged_frame(content)
            parts.append(content)
            size += len(content)
            count += slot.count
        if not self._queue:
            self.filled.clear()
        if self.waiting_bytes <= self._limit_bytes // 2:
            self.roomy.set()
        return b"".join(parts), count

    def _put(self, slot: _Slot) -> None:
        if self._closed:
            return
        self._queue.append(slot)
        self.waiting_bytes += slot.size
        if self.waiting_bytes > self._limit_bytes:
            self._make_room()
        if self.waiting_bytes > self._limit_bytes // 2 and not self._closed:
            self.roomy.clear()
        self.filled.set()

    def close(self) -> None:
        """Take and hold nothing any more, and let nobody wait for room."""
        self._closed = True
        for kept in (self._queue, self._droppable, self._lags):
            kept.clear()
        self.waiting_bytes = 0
        self.roomy.set()

    def _make_room(self) -> None:
        while self.waiting_bytes > self._limit_bytes and self._droppable:
            self._leave_out(self._droppable.popleft())
        if self._gaps > _MOST_GAPS:
            self._close_gaps()
        if self.waiting_bytes > self._limit_bytes:
            self._merge_states()
            # With some room to spare, or the next message would have to merge everything again.
            self.overfull = self.waiting_bytes > self._limit_bytes * 3 // 4
        if self.overfull:
            self.close()

    def _leave_out(self, slot: _Slot) -> None:
        batch = slot.content
        assert isinstance(batch, LogBatch)
        self.waiting_bytes -= slot.size
        self.dropped += batch.count
        lag = self._lags.get(batch.execution_id)
        if lag is not None:
            lag.take_in(batch)
            slot.content = None
            self._gaps += 1
            return
        lag = Lag(batch.execution_id, batch.count, batch.from_offset, batch.to_offset, batch.first_seq)
        self._lags[batch.execution_id] = lag
        slot.content, slot.size, slot.count = lag, 0, 1

    def _close_gaps(self) -> None:
        self._queue = deque(slot for slot in self._queue if slot.content is not None)
        self._gaps = 0

    def _merge_states(self) -> None:
        """Keep the newest message for each key, where it stands."""
        seen: set[Hashable] = set()
        kept: deque[_Slot] = deque()
        for slot in reversed(self._queue):
            if slot.key is not None:
                if slot.key in seen:
                    self.waiting_bytes -= slot.size
                    continue
                seen.add(slot.key)
            kept.appendleft(slot)
        self._queue = kept


def batches(
    execution_id: str, frames: Sequence[bytes], offsets: Sequence[tuple[int, int]], first_seq: int, size: int
) -> list[LogBatch]:
    """Frames of lines, with the first byte and the end of each line, in batches of at most ``size`` lines."""
    return [
        LogBatch(
            execution_id,
            b"".join(frames[start : start + size]),
            len(frames[start : start + size]),
            offsets[start][0],
            offsets[min(start + size, len(offsets)) - 1][1],
            first_seq + start,
        )
        for start in range(0, len(frames), size)
    ]
