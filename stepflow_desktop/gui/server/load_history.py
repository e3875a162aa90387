"""The last hour of load and traffic, in stretches of half a minute. Fed every few seconds, whatever page is shown."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from stepflow_desktop.core.server_protocol import ServerFigures
from stepflow_desktop.gui.machine_load import MachineLoad

STRETCH_S = 30.0
KEPT_S = 3600.0
_GAP_S = 3 * STRETCH_S

Point = tuple[float, float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """Percentages, and counts within the last minute."""

    cpu_percent: float
    memory_percent: float
    messages_a_minute: float
    requests_a_minute: float


def sample_of(load: MachineLoad, figures: ServerFigures) -> Sample:
    total = load.memory_total_bytes or 1
    return Sample(
        cpu_percent=load.cpu_percent,
        memory_percent=100 * load.memory_used_bytes / total,
        messages_a_minute=figures.messages_a_minute,
        requests_a_minute=figures.requests_a_minute,
    )


@dataclass(slots=True)
class _Stretch:
    """The mean of its samples. ``began_s`` is in seconds since 1970, as charts have it."""

    began_s: float
    count: int = 0
    sums: dict[str, float] = field(default_factory=dict)

    def add(self, sample: Sample) -> None:
        self.count += 1
        for name in Sample.__slots__:
            self.sums[name] = self.sums.get(name, 0.0) + getattr(sample, name)


class LoadHistory:
    """At most an hour; what lies further back than that is forgotten."""

    def __init__(self) -> None:
        self._stretches: deque[_Stretch] = deque()
        self.last: Sample | None = None

    def note(self, now_s: float, sample: Sample) -> None:
        self.last = sample
        newest = self._stretches[-1] if self._stretches else None
        if newest is not None and now_s < newest.began_s:
            # The clock was set back: the line would run backwards.
            self._stretches.clear()
            newest = None
        if newest is None or now_s >= newest.began_s + STRETCH_S:
            newest = _Stretch(now_s)
            self._stretches.append(newest)
        newest.add(sample)
        while self._stretches[0].began_s < now_s - KEPT_S:
            self._stretches.popleft()

    def points(self, name: str) -> tuple[Point, ...]:
        """When and how much of the field ``name`` of ``Sample``; None where nobody looked, as in standby."""
        found: list[Point] = []
        for stretch in self._stretches:
            if found and stretch.began_s - found[-1][0] > _GAP_S:
                found.append((found[-1][0] + STRETCH_S, None))
            found.append((stretch.began_s, stretch.sums[name] / stretch.count))
        return tuple(found)
