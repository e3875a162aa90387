"""Durations, sizes, times and counts in the language of the window.

The window's twin of ``core.wording``: in English both say the same. Here every word goes through Qt, and names of days
and months come from the locale that the window has.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import reduce

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale

# Units are the same in every language.
from stepflow_desktop.core.wording import size as size
from stepflow_desktop.gui.habits import times_are_relative

CONTEXT = "Wording"
_MINUTE, _HOUR, _DAY = 60, 3600, 86_400

# What is counted, by its English plural: the phrases for one and for many.
COUNTED: dict[str, tuple[object, object]] = {
    "steps": (QT_TRANSLATE_NOOP("Wording", "{n} step"), QT_TRANSLATE_NOOP("Wording", "{n} steps")),
    "lines": (QT_TRANSLATE_NOOP("Wording", "{n} line"), QT_TRANSLATE_NOOP("Wording", "{n} lines")),
    "new lines": (QT_TRANSLATE_NOOP("Wording", "{n} new line"), QT_TRANSLATE_NOOP("Wording", "{n} new lines")),
    "artifacts": (QT_TRANSLATE_NOOP("Wording", "{n} artifact"), QT_TRANSLATE_NOOP("Wording", "{n} artifacts")),
    "warnings": (QT_TRANSLATE_NOOP("Wording", "{n} warning"), QT_TRANSLATE_NOOP("Wording", "{n} warnings")),
    "errors": (QT_TRANSLATE_NOOP("Wording", "{n} error"), QT_TRANSLATE_NOOP("Wording", "{n} errors")),
    "files": (QT_TRANSLATE_NOOP("Wording", "{n} file"), QT_TRANSLATE_NOOP("Wording", "{n} files")),
    "clients": (QT_TRANSLATE_NOOP("Wording", "{n} client"), QT_TRANSLATE_NOOP("Wording", "{n} clients")),
    "executions": (QT_TRANSLATE_NOOP("Wording", "{n} execution"), QT_TRANSLATE_NOOP("Wording", "{n} executions")),
    "others": (QT_TRANSLATE_NOOP("Wording", "{n} other"), QT_TRANSLATE_NOOP("Wording", "{n} others")),
    "runs": (QT_TRANSLATE_NOOP("Wording", "{n} run"), QT_TRANSLATE_NOOP("Wording", "{n} runs")),
    "rows": (QT_TRANSLATE_NOOP("Wording", "{n} row"), QT_TRANSLATE_NOOP("Wording", "{n} rows")),
    "pages": (QT_TRANSLATE_NOOP("Wording", "{n} page"), QT_TRANSLATE_NOOP("Wording", "{n} pages")),
    "matches": (QT_TRANSLATE_NOOP("Wording", "{n} match"), QT_TRANSLATE_NOOP("Wording", "{n} matches")),
    "seconds": (QT_TRANSLATE_NOOP("Wording", "{n} second"), QT_TRANSLATE_NOOP("Wording", "{n} seconds")),
    "minutes": (QT_TRANSLATE_NOOP("Wording", "{n} minute"), QT_TRANSLATE_NOOP("Wording", "{n} minutes")),
    "hours": (QT_TRANSLATE_NOOP("Wording", "{n} hour"), QT_TRANSLATE_NOOP("Wording", "{n} hours")),
    "new": (QT_TRANSLATE_NOOP("Wording", "{n} new"), QT_TRANSLATE_NOOP("Wording", "{n} new")),
    "expected steps": (
        QT_TRANSLATE_NOOP("Wording", "{n} expected step"),
        QT_TRANSLATE_NOOP("Wording", "{n} expected steps"),
    ),
    "problems to fix": (
        QT_TRANSLATE_NOOP("Wording", "{n} problem to fix"),
        QT_TRANSLATE_NOOP("Wording", "{n} problems to fix"),
    ),
    "days": (QT_TRANSLATE_NOOP("Wording", "{n} day"), QT_TRANSLATE_NOOP("Wording", "{n} days")),
}


def _word(text: str) -> str:
    return QCoreApplication.translate(CONTEXT, text)


def duration(seconds: float) -> str:
    """``6.2 s``, ``48 s``, ``1m 32s``, ``2h 05m``, ``3d 4h``. Less than ten seconds keep one decimal."""
    translate = QCoreApplication.translate
    seconds = max(0.0, seconds)
    if seconds < 9.95:
        return translate("Wording", "{seconds} s").format(seconds=f"{seconds:.1f}")
    whole = round(seconds)
    if whole < _MINUTE:
        return translate("Wording", "{seconds} s").format(seconds=whole)
    if whole < _HOUR:
        rest = f"{whole % _MINUTE:02d}"
        return translate("Wording", "{minutes}m {seconds}s").format(minutes=whole // _MINUTE, seconds=rest)
    if whole < _DAY:
        rest = f"{whole % _HOUR // _MINUTE:02d}"
        return translate("Wording", "{hours}h {minutes}m").format(hours=whole // _HOUR, minutes=rest)
    return translate("Wording", "{days}d {hours}h").format(days=whole // _DAY, hours=whole % _DAY // _HOUR)


def time_left(seconds: float) -> str:
    """An estimate in words that does not pretend to be exact: ``less than 2 min left``, ``about 7 min left``."""
    translate = QCoreApplication.translate
    if seconds < 90:
        return translate("Wording", "less than 2 min left")
    minutes = round(seconds / _MINUTE)
    if minutes < 60:
        return translate("Wording", "about {minutes} min left").format(minutes=minutes)
    hours, rest = divmod(minutes, 60)
    if not rest:
        return translate("Wording", "about {hours} h left").format(hours=hours)
    return translate("Wording", "about {hours} h {minutes} min left").format(hours=hours, minutes=rest)


def clock(moment: datetime, now: datetime) -> str:
    """A local time as people say it: ``14:45`` today, ``Mon 14:12`` this week, ``3 Nov``, ``3 Nov 2025``."""
    translate, locale = QCoreApplication.translate, QLocale()
    local, today = moment.astimezone(), now.astimezone()
    time = f"{local:%H:%M}"
    if local.date() == today.date():
        return time
    if timedelta(0) < today.date() - local.date() < timedelta(days=7):
        day = locale.dayName(local.isoweekday(), QLocale.FormatType.ShortFormat)
        return translate("Wording", "{day} {time}").format(day=day, time=time)
    month = locale.monthName(local.month, QLocale.FormatType.ShortFormat)
    if local.year == today.year:
        return translate("Wording", "{day} {month}").format(day=local.day, month=month)
    return translate("Wording", "{day} {month} {year}").format(day=local.day, month=month, year=local.year)


def month_name(month: int) -> str:
    """``November``; in Chinese ``11月``, since its long form spells the number out and stands ill beside a day."""
    locale = QLocale()
    chinese = locale.language() == QLocale.Language.Chinese
    return locale.monthName(month, QLocale.FormatType.ShortFormat if chinese else QLocale.FormatType.LongFormat)


def listed(words: Iterable[str]) -> str:
    """``a, b, c``, with the comma of the language; empty when there are none."""
    pair = QCoreApplication.translate("Wording", "{first}, {second}")
    all_of_them = list(words)
    return reduce(lambda first, second: pair.format(first=first, second=second), all_of_them) if all_of_them else ""


def moment(at: datetime, now: datetime) -> str:
    """When something was, as lists tell it: ``14:45``, or ``5 min ago`` where relative times are chosen."""
    return ago(at, now) if times_are_relative() else clock(at, now)


def ago(at: datetime, now: datetime) -> str:
    """``just now``, ``5 min ago``, ``3 h ago``, ``2 d ago``; after a week, and for what is to come, as ``clock``."""
    translate = QCoreApplication.translate
    seconds = (now - at).total_seconds()
    if not 0 <= seconds < 7 * _DAY:
        return clock(at, now)
    if seconds < _MINUTE:
        return translate("Wording", "just now")
    if seconds < _HOUR:
        return translate("Wording", "{n} min ago").format(n=int(seconds // _MINUTE))
    if seconds < _DAY:
        return translate("Wording", "{n} h ago").format(n=int(seconds // _HOUR))
    return translate("Wording", "{n} d ago").format(n=int(seconds // _DAY))


def count(number: int, one: str, many: str) -> str:
    """``1 step``, ``3,204 lines``. Only what ``COUNTED`` knows by its plural ``many`` is translated."""
    singular, plural = COUNTED.get(many, (f"{{n}} {one}", f"{{n}} {many}"))
    return _word(str(singular if number == 1 else plural)).format(n=f"{number:,}")
