"""The headings of the list: Running and queued, Today, Yesterday, This week, then one for each month.

In any other order than by time there are two: those that are not finished stay on top, all others follow.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from stepflow_desktop.core.model import Execution, ExecutionStatus
from stepflow_desktop.core.query import NEWEST, Order, SortKey
from stepflow_desktop.core.sort_keys import SortValue, sort_value
from stepflow_desktop.gui.wording import month_name

_MONTHS_FROM = 1_000_000


class Group(NamedTuple):
    """A heading; groups come in the order of ``rank``. ``title`` names it whatever the language is."""

    rank: int
    title: str

    @property
    def words(self) -> str:
        if self.rank <= FINISHED.rank:
            return QCoreApplication.translate("Groups", self.title)
        year, month = divmod(_MONTHS_FROM - self.rank - 1, 12)
        return QCoreApplication.translate("Groups", "{month} {year}").format(month=month_name(month + 1), year=year)


ACTIVE = Group(0, str(QT_TRANSLATE_NOOP("Groups", "Running and queued")))
TODAY = Group(1, str(QT_TRANSLATE_NOOP("Groups", "Today")))
YESTERDAY = Group(2, str(QT_TRANSLATE_NOOP("Groups", "Yesterday")))
THIS_WEEK = Group(3, str(QT_TRANSLATE_NOOP("Groups", "This week")))
FINISHED = Group(4, str(QT_TRANSLATE_NOOP("Groups", "Finished")))


def group_of(execution: Execution, today: date, order: Order = NEWEST) -> Group:
    """The heading ``execution`` stands under when the local date is ``today``; a date ahead counts as today."""
    if not execution.status.is_final:
        return ACTIVE
    if order != NEWEST:
        return FINISHED
    day = execution.created_at.astimezone().date()
    age_days = (today - day).days
    if age_days <= 0:
        return TODAY
    if age_days == 1:
        return YESTERDAY
    if age_days < 7:
        return THIS_WEEK
    return Group(_MONTHS_FROM - (day.year * 12 + day.month), f"{day:%Y-%m}")


_KNOWN_FROM_THE_START = (
    *(SortKey.NAME, SortKey.USER, SortKey.FOLDER, SortKey.TAGS),
    *(SortKey.ORIGIN, SortKey.PROGRESS, SortKey.ESTIMATE),
)
Place = tuple[int, int, int, SortValue, str]
_HEADING: SortValue = (0, b"", 0)


def place_of(execution: Execution, group: Group, order: Order = NEWEST) -> Place:
    """Sort key among all rows: group, then after its heading running before queued, then as ordered.

    What is not finished stays in its own order, the newest first, unless it is sorted by what it has already.
    """
    waiting = 1 if execution.status is ExecutionStatus.PENDING else 0
    own = order if execution.status.is_final or order.key in _KNOWN_FROM_THE_START else NEWEST
    return (group.rank, 1, waiting, sort_value(execution, own), execution.id)


def heading_place(group: Group) -> Place:
    return (group.rank, 0, 0, _HEADING, "")
