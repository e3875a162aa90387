"""Where the marks of the overview lead to: the filter of the list that shows the same executions."""

from __future__ import annotations

from datetime import datetime

from stepflow_desktop.core.statistics import Slot, StatisticsQuery


def of_period(query: StatisticsQuery, status: str = "") -> str:
    return _joined(f"since:{_moment(query.edges[0])}", _status(status))


def of_slot(slot: Slot, status: str = "") -> str:
    return _joined(f"since:{_moment(slot.start)}", f"before:{_moment(slot.end)}", _status(status))


def of_step(name: str, query: StatisticsQuery) -> str:
    return _joined(f"step:{_quoted(name)}", f"since:{_moment(query.edges[0])}")


def _status(status: str) -> str:
    return f"status:{status}" if status else ""


def _moment(at: datetime) -> str:
    """A local day, or a local hour of one."""
    local = at.astimezone()
    return f"{local:%Y-%m-%d}" if local.hour == local.minute == 0 else f"{local:%Y-%m-%dT%H:%M}"


def _quoted(text: str) -> str:
    return '"{}"'.format(text.replace('"', " ").strip())


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)
