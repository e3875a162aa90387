"""The time beside a line, as clock time or since the start of the run or of its step."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from stepflow_desktop.core.log_times import LogTimes
from stepflow_desktop.core.model import Execution, Stamp, Step

LABEL_CELLS = 12


class TimeMode(StrEnum):
    OFF = "off"
    CLOCK = "clock"
    RUN = "run"
    STEP = "step"


class LineTimes:
    """Labels of ``LABEL_CELLS`` characters at most for the lines of the log at ``log_path``."""

    def __init__(self, log_path: Path) -> None:
        self._times = LogTimes(log_path.with_suffix(".idx"))

    def close(self) -> None:
        self._times.close()

    def stamp(self, offset: int) -> Stamp | None:
        return self._times.stamp_at(offset)

    def label(self, offset: int, mode: TimeMode, execution: Execution | None, step: Step | None) -> str:
        """The time of the line that begins at ``offset``, empty if it is not known."""
        if mode is TimeMode.OFF:
            return ""
        stamp = self.stamp(offset)
        if stamp is None:
            return ""
        if mode is TimeMode.CLOCK:
            return _clock(stamp.wall_us // 1000)
        origin = step if mode is TimeMode.STEP and step is not None else execution
        start = origin.started_boot_us if origin is not None else None
        return "" if start is None else _since(max(0, stamp.boot_us - start) // 1000)


def _clock(milliseconds: int) -> str:
    return f"{_local(milliseconds // 1000)}.{milliseconds % 1000:03d}"


@lru_cache(maxsize=256)
def _local(seconds: int) -> str:
    """Lines that were printed in the same second share it, and rows are painted again and again."""
    return f"{datetime.fromtimestamp(seconds, UTC).astimezone():%H:%M:%S}"


def _since(milliseconds: int) -> str:
    whole = milliseconds // 1000
    return f"+{whole // 3600}:{whole // 60 % 60:02d}:{whole % 60:02d}.{milliseconds % 1000:03d}"
