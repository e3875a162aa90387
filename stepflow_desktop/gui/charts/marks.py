"""Marks: what a chart is made of for the mouse, the keyboard and a screen reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF


@dataclass(frozen=True, slots=True)
class CardLine:
    """One line of a card: ``text`` at the left, ``value`` at the right, before both a dot or a status shape."""

    text: str
    value: str = ""
    token: str = ""
    status: str = ""

    @property
    def sentence(self) -> str:
        return f"{self.text} {self.value}".strip()


@dataclass(frozen=True, slots=True)
class Mark:
    """``place`` is where the mouse meets it, ``key`` what a click on it sends (None: it is no link)."""

    place: QRectF
    title: str
    lines: tuple[CardLine, ...] = ()
    key: object = None

    @property
    def sentence(self) -> str:
        return ", ".join([self.title, *(line.sentence for line in self.lines)])


def mark_at(marks: Sequence[Mark], point: QPointF, reach: float = 3.0) -> int:
    """The mark under ``point``, the nearest one within ``reach`` pixels, else -1. Later ones lie on top."""
    for number in range(len(marks) - 1, -1, -1):
        if marks[number].place.contains(point):
            return number
    best, found = reach, -1
    for number, mark in enumerate(marks):
        away = distance(mark.place, point)
        if away <= best:
            best, found = away, number
    return found


def distance(place: QRectF, point: QPointF) -> float:
    """From ``point`` to the nearest edge of ``place``, 0 inside."""
    across = max(place.left() - point.x(), 0.0, point.x() - place.right())
    down = max(place.top() - point.y(), 0.0, point.y() - place.bottom())
    return float((across * across + down * down) ** 0.5)


def stepped(current: int, count: int, by: int) -> int:
    """The mark that an arrow key leads to; from none to the first or the last."""
    if not count:
        return -1
    if current < 0:
        return 0 if by > 0 else count - 1
    return min(count - 1, max(0, current + by))
