"""The ribbon of a run of very many steps: worked out block by block, and only where a block has changed.

What a block comes to depends on the mean time of all steps where those of its own are unknown, so it keeps the two
apart. A block of steps that have all ended well never changes; the others are few.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from stepflow_desktop.core.model import Step, StepStatus
from stepflow_desktop.gui.models.execution_text import first_line
from stepflow_desktop.gui.widgets.ribbon import MOST_SEGMENTS, Segment, done_share, rank

BLOCK = 64
_SETTLED = frozenset((StepStatus.COMPLETED, StepStatus.SKIPPED))

Look = Callable[[Step], tuple[str, float | None, float | None]]
"""How a step shows: its state, its seconds if known, and how much of it is done if that is known."""


@dataclass(slots=True)
class Block:
    """The sums of some steps. ``known_s`` and ``known_done_s`` are seconds, ``unknown`` and its part done are steps."""

    steps: tuple[Step, ...]
    settled: bool
    worst: Step
    status: str
    known: int = 0
    known_s: float = 0.0
    known_done_s: float = 0.0
    unknown: int = 0
    unknown_done: float = 0.0
    counts: Counter[str] = field(default_factory=Counter)


class StepBlocks:
    """Remembers the blocks of the run it was asked about last."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self.worked_out = 0
        """How many blocks had to be worked out so far."""

    def segments(self, steps: Sequence[Step], look: Look, rest: Sequence[Segment] = ()) -> list[Segment]:
        """At most ``MOST_SEGMENTS`` for ``steps`` and what is to come; a weight of 0 in ``rest`` means a usual one."""
        blocks = self._take(tuple(steps), look)
        known = sum(block.known for block in blocks)
        usual_s = sum(block.known_s for block in blocks) / known if known else 1.0
        room = max(1, MOST_SEGMENTS - len(rest))
        size = -(-len(blocks) // room)
        groups = (blocks[at : at + size] for at in range(0, len(blocks), size))
        return [*(_segment(group, usual_s) for group in groups), *(_to_come(each, usual_s) for each in rest)]

    def _take(self, steps: tuple[Step, ...], look: Look) -> list[Block]:
        blocks: list[Block] = []
        for number, start in enumerate(range(0, len(steps), BLOCK)):
            part = steps[start : start + BLOCK]
            kept = self._blocks[number] if number < len(self._blocks) else None
            # Comparing tuples of the same objects costs nothing: they are alike because they are the same.
            if kept is None or not kept.settled or kept.steps != part:
                kept = _worked_out(part, look)
                self.worked_out += 1
            blocks.append(kept)
        self._blocks = blocks
        return blocks


def _worked_out(steps: tuple[Step, ...], look: Look) -> Block:
    block = Block(steps, all(step.status in _SETTLED for step in steps), steps[0], "")
    for step in steps:
        status, seconds, fraction = look(step)
        block.counts[status] += 1
        if not block.status or rank(status) < rank(block.status):
            block.worst, block.status = step, status
        done = done_share(status, fraction)
        if seconds is None:
            block.unknown += 1
            block.unknown_done += done
        else:
            block.known += 1
            block.known_s += seconds
            block.known_done_s += seconds * done
    return block


def _segment(group: Sequence[Block], usual_s: float) -> Segment:
    worst = min(group, key=lambda block: rank(block.status))
    weight = sum(block.known_s + block.unknown * usual_s for block in group)
    done = sum(block.known_done_s + block.unknown_done * usual_s for block in group)
    counts = sum((block.counts for block in group), Counter[str]())
    first, last = first_line(group[0].steps[0].name), first_line(group[-1].steps[-1].name)
    return Segment(
        f"{first} … {last}",
        worst.status,
        weight,
        done / weight if weight > 0 else None,
        key=worst.worst.id if worst.worst.start_offset is not None else "",
        counts=tuple(counts.items()),
    )


def _to_come(segment: Segment, usual_s: float) -> Segment:
    if segment.weight > 0:
        return segment
    return Segment(
        segment.name, segment.status, usual_s * sum(count for _, count in segment.counts), counts=segment.counts
    )
