"""The stretches of time that the overview can show, and what their days and hours are called."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from PySide6.QtCore import QCoreApplication, QLocale

from stepflow_desktop.core.statistics import StatisticsQuery
from stepflow_desktop.gui.wording import month_name


@dataclass(frozen=True, slots=True)
class Period:
    """``hours`` long in slots of an hour, or ``days`` in slots of a day."""

    key: str
    hours: int = 0
    days: int = 0

    @property
    def is_hourly(self) -> bool:
        return self.hours > 0


PERIODS = (Period("24h", hours=24), Period("7d", days=7), Period("14d", days=14), Period("90d", days=90))
USUAL = PERIODS[2]


def period_of(key: str) -> Period:
    return next((period for period in PERIODS if period.key == key), USUAL)


def query_of(period: Period, now: datetime, zone: tzinfo | None = None) -> StatisticsQuery:
    """Slots that end with this hour or day, cut at local hours or midnights."""
    local = now.astimezone(zone)
    if period.is_hourly:
        this_hour = local.replace(minute=0, second=0, microsecond=0)
        first = this_hour - timedelta(hours=period.hours - 1)
        return StatisticsQuery(tuple(first + timedelta(hours=n) for n in range(period.hours + 1)), now)
    days = (local.date() + timedelta(days=n - period.days + 1) for n in range(period.days + 1))
    return StatisticsQuery(tuple(_midnight(day, zone) for day in days), now)


def _midnight(day: date, zone: tzinfo | None) -> datetime:
    naive = datetime.combine(day, time())
    return naive.replace(tzinfo=zone) if zone is not None else naive.astimezone()


def name_of(period: Period) -> str:
    """On the switch: ``14 days``."""
    translate = QCoreApplication.translate
    if period.is_hourly:
        return translate("Overview", "{hours} hours").format(hours=period.hours)
    return translate("Overview", "{days} days").format(days=period.days)


def nothing_in(period: Period) -> str:
    translate = QCoreApplication.translate
    if period.is_hourly:
        return translate("Overview", "No executions in these {hours} hours").format(hours=period.hours)
    return translate("Overview", "No executions in these {days} days").format(days=period.days)


def slot_label(start: datetime, period: Period, now: datetime) -> str:
    """Under a bar: the day of the month, ``Today``, the hour, or the day where there are many."""
    local, today = start.astimezone(), now.astimezone()
    translate = QCoreApplication.translate
    if period.is_hourly:
        is_now = local.replace(minute=0) == today.replace(minute=0, second=0, microsecond=0)
        return translate("Overview", "Now") if is_now else f"{local:%H}:00"
    if local.date() == today.date():
        return translate("Overview", "Today")
    if period.days > 31:
        return _short_day(local)
    return str(local.day)


def slot_title(start: datetime, period: Period) -> str:
    """In full: ``Sunday 8 November``, ``Tuesday 14:00 to 15:00``."""
    local = start.astimezone()
    translate, locale = QCoreApplication.translate, QLocale()
    day = locale.dayName(local.isoweekday())
    if period.is_hourly:
        words = translate("Overview", "{day} {start} to {end}")
        return words.format(day=day, start=f"{local:%H}:00", end=f"{local + timedelta(hours=1):%H}:00")
    words = translate("Overview", "{day} {number} {month}")
    return words.format(day=day, number=local.day, month=month_name(local.month))


def now_words(now: datetime) -> str:
    """``Tuesday 17 November, 14:45``."""
    local, locale = now.astimezone(), QLocale()
    words = QCoreApplication.translate("Overview", "{day} {number} {month}, {time}")
    day, month = locale.dayName(local.isoweekday()), month_name(local.month)
    return words.format(day=day, number=local.day, month=month, time=f"{local:%H:%M}")


def _short_day(local: datetime) -> str:
    month = QLocale().monthName(local.month, QLocale.FormatType.ShortFormat)
    return QCoreApplication.translate("Wording", "{day} {month}").format(day=local.day, month=month)
