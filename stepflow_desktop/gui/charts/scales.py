"""From values to places, and the ticks of an axis: round numbers, round times, round durations."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from PySide6.QtCore import QCoreApplication, QLocale

_MANTISSAS = (1.0, 2.0, 2.5, 5.0, 10.0)
_MINUTE, _HOUR, _DAY = 60.0, 3600.0, 86_400.0
_DURATION_STEPS = (
    *(0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30),
    *(_MINUTE * n for n in (1, 2, 3, 5, 6, 10, 15, 30)),
    *(_HOUR * n for n in (1, 2, 3, 6, 12)),
    *(_DAY * n for n in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)),
)
_TIME_STEPS = (
    *(1, 2, 5, 10, 15, 30),
    *(_MINUTE * n for n in (1, 2, 5, 10, 15, 30)),
    *(_HOUR * n for n in (1, 2, 3, 6, 12)),
)
_DAY_STEPS = (1, 2, 3, 4, 5, 7, 14, 30, 60, 90, 180, 365, 730, 1825, 3650)


@dataclass(frozen=True, slots=True)
class Scale:
    """Values ``low`` to ``high`` lie at ``start`` to ``end`` (pixels, either way round)."""

    low: float
    high: float
    start: float
    end: float

    def place(self, value: float) -> float:
        span = self.high - self.low
        return self.start + (self.end - self.start) * ((value - self.low) / span if span else 0.5)

    def value(self, place: float) -> float:
        room = self.end - self.start
        return self.low + (self.high - self.low) * ((place - self.start) / room if room else 0.5)


@dataclass(frozen=True, slots=True)
class Tick:
    value: float
    text: str


def nice_step(span: float, most: int, least: float = 0.0) -> float:
    """The smallest of 1, 2, 2.5 and 5 times a power of ten that needs at most ``most`` steps for ``span``."""
    wanted = max(span / max(1, most), least, 1e-12)
    power = 10.0 ** math.floor(math.log10(wanted) + 1e-9)
    steps = (mantissa * power for mantissa in _MANTISSAS)
    return next(step for step in steps if step >= wanted * (1 - 1e-9) and (not least or _is_multiple(step, least)))


def _is_multiple(value: float, of: float) -> bool:
    return abs(value / of - round(value / of)) < 1e-9


def nice_ticks(high: float, most: int = 5, low: float = 0.0, least: float = 0.0) -> list[float]:
    """Ticks from at or below ``low`` to at or above ``high``, ``most`` steps or one more.

    With ``least`` = 1 there are no ticks between whole numbers. Without anything to show the axis goes to 1.
    """
    if not math.isfinite(high) or not math.isfinite(low):
        high, low = 1.0, 0.0
    if high <= low:
        high = low + max(1.0, least)
    return _ticks(low, high, nice_step(high - low, most, least))


def duration_step(high_s: float, most: int = 5) -> float:
    wanted = max(high_s, 0.1) / max(1, most)
    return next((step for step in _DURATION_STEPS if step >= wanted * (1 - 1e-9)), _DURATION_STEPS[-1])


def duration_ticks(high_s: float, most: int = 5) -> list[Tick]:
    """Ticks from 0 to at or above ``high_s``, all in one unit: ``0 m``, ``6 m``, ``12 m``."""
    step = duration_step(high_s if math.isfinite(high_s) else 1.0, most)
    return [Tick(value, duration_text(value, step)) for value in _ticks(0.0, max(high_s, step), step)]


def duration_text(seconds: float, step_s: float) -> str:
    """``seconds`` in the unit that ``step_s`` is a whole number of."""
    translate = QCoreApplication.translate
    if step_s >= _DAY:
        return translate("Charts", "{days} d").format(days=_plain(seconds / _DAY))
    if step_s >= _HOUR:
        return translate("Charts", "{hours} h").format(hours=_plain(seconds / _HOUR))
    if step_s >= _MINUTE:
        return translate("Charts", "{minutes} m").format(minutes=_plain(seconds / _MINUTE))
    return translate("Charts", "{seconds} s").format(seconds=_plain(seconds))


def time_ticks(start: float, end: float, most: int = 6, zone: tzinfo | None = None) -> list[Tick]:
    """Ticks between two instants (seconds since 1970) at round local times; None as ``zone`` is that of the computer.

    Within a day ``14:30``, across midnight the day's name instead, over more days ``3 Nov``.
    """
    span = end - start
    if not math.isfinite(span) or span <= 0:
        return []
    wanted = span / max(1, most)
    step = next((each for each in _TIME_STEPS if each >= wanted), None)
    return _clock_ticks(start, end, step, zone) if step is not None else _day_ticks(start, end, wanted, zone)


def _clock_ticks(start: float, end: float, step: float, zone: tzinfo | None) -> list[Tick]:
    """Steps counted from the local midnight before ``start``, so that a zone half an hour off has round times too."""
    local = _local(start, zone)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0).timestamp()
    value = midnight + math.ceil((start - midnight) / step - 1e-9) * step
    found = []
    while value <= end + 1e-6:
        found.append(Tick(value, _clock_text(_local(value, zone), step)))
        value += step
    return found


def _clock_text(moment: datetime, step: float) -> str:
    if step < _MINUTE:
        return f"{moment:%H:%M:%S}"
    is_midnight = moment.hour == moment.minute == 0
    return day_text(moment.date()) if is_midnight and step >= _HOUR else f"{moment:%H:%M}"


def _day_ticks(start: float, end: float, wanted: float, zone: tzinfo | None) -> list[Tick]:
    days = next((each for each in _DAY_STEPS if each * _DAY >= wanted), _DAY_STEPS[-1])
    here = _local(start, zone).date()
    found = []
    while (value := midnight_of(here, zone)) <= end:
        if value >= start:
            found.append(Tick(value, day_text(here, with_year=days >= 365)))
            here += timedelta(days=days)
        else:
            here += timedelta(days=1)
    return found


def midnight_of(day: date, zone: tzinfo | None = None) -> float:
    """When a local day begins, in seconds since 1970."""
    naive = datetime.combine(day, time())
    return (naive.replace(tzinfo=zone) if zone is not None else naive.astimezone()).timestamp()


def day_text(day: date, *, with_year: bool = False) -> str:
    translate = QCoreApplication.translate
    month = QLocale().monthName(day.month, QLocale.FormatType.ShortFormat)
    if with_year:
        return translate("Wording", "{day} {month} {year}").format(day=day.day, month=month, year=day.year)
    return translate("Wording", "{day} {month}").format(day=day.day, month=month)


def _local(seconds: float, zone: tzinfo | None) -> datetime:
    return datetime.fromtimestamp(seconds, UTC).astimezone(zone)


def _ticks(low: float, high: float, step: float) -> list[float]:
    first = math.floor(low / step + 1e-9)
    last = math.ceil(high / step - 1e-9)
    return [round(number * step, 10) for number in range(first, last + 1)]


def _plain(value: float) -> str:
    return f"{value:.6g}"


def number_text(value: float) -> str:
    """A figure at an axis: ``0``, ``2.5``, ``1,500``, ``20k``, ``3M``."""
    for size, unit in ((1_000_000_000, "G"), (1_000_000, "M"), (1_000, "k")):
        if abs(value) >= 10 * size or (size > 1_000 and abs(value) >= size):
            return f"{_plain(value / size)}{unit}"
    return f"{value:,.0f}" if value == round(value) else _plain(value)
