"""How much processor and memory a run took over time, from ``usage.idx``.

The supervisor appends a record every few seconds (boot time and processor time in microseconds, memory in bytes,
number of processes; four signed 64-bit integers), the processor time being that of the whole tree since its start. A
run of days has hundreds of thousands of records: neighbours become one, the mean of processor and the most memory.
"""

from __future__ import annotations

import sys
from array import array
from dataclasses import dataclass
from pathlib import Path

RECORD_BYTES = 32
MOST_SAMPLES = 2_000
MOST_BYTES = 64_000_000
"""The newest so many are read: at a record every two seconds that is a month and a half."""


@dataclass(frozen=True, slots=True)
class UsageSample:
    """``boot_us`` is when it was taken. ``cpu_percent`` is the mean since the sample before; 100 is one core."""

    boot_us: int
    cpu_percent: float | None
    memory_bytes: int
    processes: int


@dataclass(frozen=True, slots=True)
class Usage:
    samples: tuple[UsageSample, ...] = ()
    records: int = 0

    @property
    def last(self) -> UsageSample | None:
        return self.samples[-1] if self.samples else None

    @property
    def most_memory(self) -> int:
        return max((sample.memory_bytes for sample in self.samples), default=0)


NO_USAGE = Usage()


def read_usage(path: Path, most: int = MOST_SAMPLES) -> Usage:
    """At most ``most`` samples of the file, whole records only. A missing file is an empty one. Raises OSError."""
    try:
        with path.open("rb") as file:
            size = file.seek(0, 2) // RECORD_BYTES * RECORD_BYTES
            file.seek(max(0, size - MOST_BYTES // RECORD_BYTES * RECORD_BYTES))
            content = file.read(min(size, MOST_BYTES // RECORD_BYTES * RECORD_BYTES))
    except FileNotFoundError:
        return NO_USAGE
    return usage_of(content, most)


def usage_of(content: bytes, most: int = MOST_SAMPLES) -> Usage:
    values = array("q")
    values.frombytes(content[: len(content) // RECORD_BYTES * RECORD_BYTES])
    if sys.byteorder == "big":
        values.byteswap()
    boots, processors, memories, processes = (values[column::4] for column in range(4))
    count = len(boots)
    stride = max(1, -(-count // max(1, most)))
    samples = []
    before = -1
    for first in range(0, count, stride):
        last = min(count, first + stride) - 1
        samples.append(
            UsageSample(
                boots[last],
                _percent(boots, processors, before, last),
                max(memories[first : last + 1]),
                processes[last],
            )
        )
        before = last
    return Usage(tuple(samples), count)


def _percent(boots: array[int], processors: array[int], before: int, here: int) -> float | None:
    """None for the first sample, and where another supervisor began to count anew."""
    if before < 0:
        return None
    took, used = boots[here] - boots[before], processors[here] - processors[before]
    return 100.0 * used / took if took > 0 and used >= 0 else None
