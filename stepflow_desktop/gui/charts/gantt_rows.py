"""The rows of a Gantt chart, and the stretch of time that is in sight. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

LEAST_SHARE = 1 / 5_000
LEAST_S = 0.05
EDGE = 0.02


@dataclass(frozen=True, slots=True)
class Diamond:
    """Something that came into being at a moment: an artifact."""

    at: float
    name: str


@dataclass(frozen=True, slots=True)
class GanttRow:
    """One row. Times are seconds since 1970; None where there is nothing of the kind.

    ``start`` to ``end`` is the bar, ``expected_start`` to ``expected_end`` the dashed rest of it, ``usual_s`` the
    length of the bracket under it. ``depth`` counts the rows it lies in.
    """

    key: str
    name: str
    status: str
    start: float | None = None
    end: float | None = None
    expected_start: float | None = None
    expected_end: float | None = None
    usual_s: float | None = None
    depth: int = 0
    time_text: str = ""
    notes: tuple[tuple[str, str], ...] = ()
    diamonds: tuple[Diamond, ...] = ()

    @property
    def begins(self) -> float | None:
        return self.start if self.start is not None else self.expected_start

    @property
    def ends(self) -> float | None:
        """The end of everything that is drawn of it."""
        ends = [self.end, self.expected_end, *(diamond.at for diamond in self.diamonds)]
        if self.begins is not None and self.usual_s is not None:
            ends.append(self.begins + self.usual_s)
        return max((end for end in ends if end is not None), default=None)


@dataclass(frozen=True, slots=True)
class Gantt:
    """All rows; ``now`` is None when the run has ended."""

    rows: tuple[GanttRow, ...] = ()
    now: float | None = None
    span: tuple[float, float] = field(default=(0.0, 0.0))


def span_of(rows: Sequence[GanttRow], start: float | None, end: float | None) -> tuple[float, float]:
    """From the first beginning to the last end, with a little room at both ends."""
    lows = [low for low in (start, *(row.begins for row in rows)) if low is not None]
    highs = [high for high in (end, *(row.ends for row in rows)) if high is not None]
    if not lows:
        return 0.0, 0.0
    low, high = min(lows), max([*highs, *lows])
    room = max((high - low) * EDGE, LEAST_S)
    return low - room / 2, high + room


@dataclass(frozen=True, slots=True)
class TimeWindow:
    """What is in sight of ``low`` to ``high``: everything (``is_fit``), or ``left`` to ``right``."""

    low: float = 0.0
    high: float = 1.0
    left: float = 0.0
    right: float = 1.0

    @property
    def is_fit(self) -> bool:
        return self.left <= self.low and self.right >= self.high

    @property
    def zoom(self) -> float:
        """How many times larger than fitted."""
        return (self.high - self.low) / max(1e-9, self.right - self.left)

    def fit(self) -> TimeWindow:
        return replace(self, left=self.low, right=self.high)

    def over(self, low: float, high: float) -> TimeWindow:
        """The same sight of a span that has grown; what was fitted stays fitted."""
        if self.is_fit:
            return TimeWindow(low, high, low, high)
        return _inside(TimeWindow(low, high, self.left, self.right))

    def zoomed(self, factor: float, at: float) -> TimeWindow:
        """Closer (more than 1) or further away, with the moment ``at`` staying where it is."""
        least = max(LEAST_S, (self.high - self.low) * LEAST_SHARE)
        width = min(self.high - self.low, max(least, (self.right - self.left) / factor))
        share = (at - self.left) / max(1e-9, self.right - self.left)
        left = at - share * width
        return _inside(replace(self, left=left, right=left + width))

    def panned(self, seconds: float) -> TimeWindow:
        return _inside(replace(self, left=self.left + seconds, right=self.right + seconds))


def _inside(window: TimeWindow) -> TimeWindow:
    """Moved so that nothing beyond the span is in sight."""
    width = window.right - window.left
    if width >= window.high - window.low:
        return window.fit()
    left = min(max(window.left, window.low), window.high - width)
    return replace(window, left=left, right=left + width)
