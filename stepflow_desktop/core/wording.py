"""Durations, sizes and times in words, the same in the window and in the terminal."""

from __future__ import annotations

from datetime import datetime, timedelta


def duration(seconds: float) -> str:
    """``6.2 s``, ``48 s``, ``1m 32s``, ``2h 05m``, ``3d 4h``. Less than ten seconds keep one decimal."""
    seconds = max(0.0, seconds)
    if seconds < 9.95:
        return f"{seconds:.1f} s"
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60}m {whole % 60:02d}s"
    if whole < 86_400:
        return f"{whole // 3600}h {whole % 3600 // 60:02d}m"
    return f"{whole // 86_400}d {whole % 86_400 // 3600}h"


def size(count: int) -> str:
    """Bytes with decimal units: ``512 B``, ``46 KB``, ``1.8 MB``."""
    amount = float(count)
    for unit in ("B", "KB", "MB", "GB", "TB"):
        if amount < 999.5 or unit == "TB":
            return f"{amount:.0f} {unit}" if unit == "B" or amount >= 9.95 else f"{amount:.1f} {unit}"
        amount /= 1000
    raise AssertionError("unreachable")


def clock(moment: datetime, now: datetime) -> str:
    """A local time as people say it: ``14:45`` today, ``Mon 14:12`` this week, ``3 Nov``, ``3 Nov 2025``."""
    local, today = moment.astimezone(), now.astimezone()
    if local.date() == today.date():
        return f"{local:%H:%M}"
    if timedelta(0) < today.date() - local.date() < timedelta(days=7):
        return f"{local:%a %H:%M}"
    if local.year == today.year:
        return f"{local.day} {local:%b}"
    return f"{local.day} {local:%b %Y}"


def count(number: int, one: str, many: str) -> str:
    """``1 step``, ``3,204 lines``."""
    return f"{number:,} {one if number == 1 else many}"
