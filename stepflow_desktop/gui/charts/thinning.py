"""Fewer points for a line than a screen has columns, with every peak still there."""

from __future__ import annotations

from collections.abc import Sequence

Point = tuple[float, float | None]
"""When (seconds since 1970) and how much; None is a gap."""


def thinned(points: Sequence[Point], most: int) -> list[Point]:
    """At most ``most`` points or so: of each stretch of time the lowest and the highest, in their order."""
    if len(points) <= most or most < 4:
        return list(points)
    low, high = points[0][0], points[-1][0]
    stretches = most // 2
    width = (high - low) / stretches or 1.0
    found: list[Point] = []
    here: list[Point] = []
    end = low + width
    for point in points:
        if point[0] >= end and here:
            found.extend(_extremes(here))
            here = []
            end = low + width * (int((point[0] - low) / width) + 1)
        here.append(point)
    return [*found, *_extremes(here)]


def _extremes(points: Sequence[Point]) -> list[Point]:
    known = [point for point in points if point[1] is not None]
    if not known:
        return [points[0]] if points else []
    least = min(known, key=lambda point: point[1] or 0.0)
    most = max(known, key=lambda point: point[1] or 0.0)
    return [least] if least is most else sorted((least, most))


def nearest(points: Sequence[Point], moment: float) -> Point | None:
    """The point closest in time; ``points`` are in order."""
    low, high = 0, len(points)
    while low < high:
        middle = (low + high) // 2
        if points[middle][0] < moment:
            low = middle + 1
        else:
            high = middle
    around = points[max(0, low - 1) : low + 1]
    return min(around, key=lambda point: abs(point[0] - moment), default=None)
