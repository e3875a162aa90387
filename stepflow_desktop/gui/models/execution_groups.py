"""The headings of the list: Running and queued, Today, Yesterday, This week, then one for each month."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from stepflow_desktop.core.model import Execution, ExecutionStatus

_MONTHS_FROM = 1_000_000


class Group(NamedTuple):
    """A heading; groups come in the order of ``rank``."""

    rank: int
    title: str


ACTIVE = Group(0, "Running and queued")
TODAY = Group(1, "Today")
YESTERDAY = Group(2, "Yesterday")
THIS_WEEK = Group(3, "This week")


def group_of(execution: Execution, today: date) -> Group:
    """The heading ``execution`` stands under when the local date is ``today``; a date ahead counts as today."""
    if not execution.status.is_final:
        return ACTIVE
    day = execution.created_at.astimezone().date()
    age_days = (today - day).days
    if age_days <= 0:
        return TODAY
    if age_days == 1:
        return YESTERDAY
    if age_days < 7:
        return THIS_WEEK
    return Group(_MONTHS_FROM - (day.year * 12 + day.month), f"{day:%B %Y}")


Order = tuple[int, int, int, int, str]


def order_of(execution: Execution, today: date) -> Order:
    """Sort key among all rows: group, then after its heading running before queued, then newest first."""
    waiting = 1 if execution.status is ExecutionStatus.PENDING else 0
    return (group_of(execution, today).rank, 1, waiting, -execution.row_id, execution.id)


def heading_order(group: Group) -> Order:
    return (group.rank, 0, 0, 0, "")
