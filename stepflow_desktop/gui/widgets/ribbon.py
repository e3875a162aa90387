"""The step ribbon: one bar, one segment per step, as wide as the step's share of the time."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QToolTip, QWidget

from stepflow_desktop.gui import wording
from stepflow_desktop.gui.status_shapes import status_token, status_word
from stepflow_desktop.gui.theme import Theme

MOST_SEGMENTS = 24
LEAST_WIDTH = 5.0
SLIDE_SHARE = 0.28
_WORST_FIRST = (
    *("failed", "allowed", "running", "cancelled", "pending", "queued", "expected"),
    *("skipped", "completed"),
)
_RANKS = {status: number for number, status in enumerate(_WORST_FIRST)}


@dataclass(frozen=True, slots=True)
class Segment:
    """One step: ``weight`` is its share of the expected time, ``fraction`` how much of it is done, None if unknown.

    ``note`` is what else is said of it, ``key`` what a click on it sends (empty: it is no link). ``counts`` is how
    many steps of each status it stands for, where it is more than one.
    """

    name: str
    status: str
    weight: float = 1.0
    fraction: float | None = None
    note: str = ""
    key: str = ""
    counts: tuple[tuple[str, int], ...] = ()


def merged(segments: Sequence[Segment], most: int = MOST_SEGMENTS) -> list[Segment]:
    """At most ``most`` segments: neighbours become one, of which the worst status shows."""
    if len(segments) <= most:
        return list(segments)
    size = -(-len(segments) // most)
    return [_one_of(segments[start : start + size]) for start in range(0, len(segments), size)]


def _one_of(group: Sequence[Segment]) -> Segment:
    worst = min(group, key=lambda segment: rank(segment.status))
    weight = sum(segment.weight for segment in group)
    done = sum(segment.weight * _done(segment) for segment in group)
    name = group[0].name if len(group) == 1 else f"{group[0].name} … {group[-1].name}"
    return Segment(name, worst.status, weight, done / weight if weight > 0 else None, key=worst.key)


def rank(status: str) -> int:
    """0 for the status that shows first where several become one."""
    return _RANKS.get(status, len(_RANKS))


def done_share(status: str, fraction: float | None) -> float:
    """How much is done of what shows ``status``, 0 to 1."""
    if status == "running":
        return fraction or 0.0
    return 0.0 if status in ("pending", "queued", "expected", "skipped") else 1.0


def _done(segment: Segment) -> float:
    if segment.counts and segment.fraction is not None:
        return segment.fraction
    return done_share(segment.status, segment.fraction)


def layout(segments: Sequence[Segment], rect: QRectF) -> list[QRectF]:
    """Where each segment goes: gaps of 2 or 3 pixels, widths by weight, none narrower than five pixels."""
    count = len(segments)
    if not count:
        return []
    gap = 3.0 if rect.height() >= 8 else 2.0
    room = max(1.0, rect.width() - gap * (count - 1))
    total = sum(max(0.0, s.weight) for s in segments) or float(count)
    least = min(LEAST_WIDTH, room / count)
    widths = [max(least, room * max(0.0, s.weight) / total) for s in segments]
    over = sum(widths) - room
    loose = sum(width - least for width in widths)
    if over > 0 and loose > 0:
        widths = [width - over * (width - least) / loose for width in widths]
    places, x = [], rect.x()
    for width in widths:
        places.append(QRectF(x, rect.y(), width, rect.height()))
        x += width + gap
    return places


def paint_ribbon(
    painter: QPainter, rect: QRectF, segments: Sequence[Segment], theme: Theme, phase: float = 0.0
) -> None:
    """The whole ribbon in ``rect``; ``phase`` 0 to 1 moves the running segment that has no fraction."""
    shown = merged(segments)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    if not shown:
        _fill(painter, rect, theme.color("track"))
    for segment, place in zip(shown, layout(shown, rect), strict=True):
        _paint_segment(painter, place, segment, theme, phase)
    painter.restore()


def _paint_segment(painter: QPainter, place: QRectF, segment: Segment, theme: Theme, phase: float) -> None:
    status = str(segment.status)
    color = theme.color(status_token(status))
    if status == "running":
        _fill(painter, place, theme.color("running_rest"))
        _paint_running(painter, place, segment.fraction, color, phase)
    elif status in ("failed", "allowed"):
        _fill(painter, place, color)
        _hatch(painter, place, theme.color("surface"))
    elif status == "completed":
        _fill(painter, place, color)
    elif status == "cancelled":
        color.setAlphaF(0.35)
        _fill(painter, place, color)
    elif status == "skipped":
        height = max(1.5, place.height() / 5)
        _fill(
            painter, QRectF(place.x(), place.center().y() - height / 2, place.width(), height), theme.color("border2")
        )
    else:
        _fill(painter, place, theme.color("track"))


def _paint_running(painter: QPainter, place: QRectF, fraction: float | None, color: QColor, phase: float) -> None:
    if fraction is not None:
        width = place.width() * min(1.0, max(0.0, fraction))
        if width >= 1:
            # Cut off straight: the end is where the step stands, the round corners are those of its segment.
            painter.save()
            painter.setClipRect(QRectF(place.x(), place.y(), max(width, 3.0), place.height()))
            _fill(painter, place, color)
            painter.restore()
        return
    width = place.width() * SLIDE_SHARE
    x = place.x() + (place.width() + width) * phase - width if phase else place.x() + place.width() * 0.34
    left, right = max(place.left(), x), min(place.right(), x + width)
    if right > left:
        _fill(painter, QRectF(left, place.y(), right - left, place.height()), color)


def _fill(painter: QPainter, place: QRectF, color: QColor) -> None:
    radius = min(3.0, place.height() / 2, place.width() / 2)
    painter.setBrush(color)
    painter.drawRoundedRect(place, radius, radius)


def _hatch(painter: QPainter, place: QRectF, color: QColor) -> None:
    """Diagonal strokes over what failed, so that it reads without its colour."""
    painter.save()
    clip = QPainterPath()
    radius = min(3.0, place.height() / 2)
    clip.addRoundedRect(place, radius, radius)
    painter.setClipPath(clip)
    color.setAlphaF(0.42)
    painter.setPen(QPen(color, 1.1))
    x = place.left() - place.height()
    while x < place.right():
        painter.drawLine(QPointF(x, place.bottom()), QPointF(x + place.height(), place.top()))
        x += 4.0
    painter.restore()


def described(segments: Sequence[Segment]) -> str:
    """``7 steps, 4 completed, 1 running``."""
    counts: Counter[str] = Counter()
    for segment in segments:
        for status, count in segment.counts or ((segment.status, 1),):
            counts[status] += count
    parts = [wording.count(counts.total(), "step", "steps")]
    for status in ("completed", "running", "failed", "allowed", "cancelled", "skipped"):
        if counts[status]:
            words = QCoreApplication.translate("Ribbon", "{n} {status}")
            parts.append(words.format(n=counts[status], status=status_word(status).lower()))
    return ", ".join(parts)


class Ribbon(QProgressBar):
    """The ribbon as a control of its own: assistive technology reads it as a progress bar.

    ``segment_clicked`` carries the key of a segment that has one.
    """

    segment_clicked = Signal(str)

    def __init__(self, theme: Theme, height: int = 10, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._segments: tuple[Segment, ...] = ()
        self._shown: list[Segment] = []
        self.setRange(0, 100)
        self.setTextVisible(False)
        self.setFixedHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def set_segments(self, segments: Sequence[Segment]) -> None:
        segments = tuple(segments)
        if segments == self._segments:
            return
        self._segments = segments
        # Merged once, not at every painting: of hundreds of steps a few parts are seen.
        self._shown = merged(segments)
        weight = sum(s.weight for s in segments)
        # A progress bar paints a new value at once, and with it everything else that waits to be painted.
        self.setUpdatesEnabled(False)
        self.setValue(round(100 * sum(s.weight * _done(s) for s in segments) / weight) if weight > 0 else 0)
        self.setUpdatesEnabled(True)
        self.setAccessibleName(described(segments))
        if any(s.status == "running" and s.fraction is None for s in segments):
            self._theme.pulse.watch(self)
        else:
            self._theme.pulse.unwatch(self)
        self.update()

    @property
    def segments(self) -> tuple[Segment, ...]:
        return self._segments

    def sizeHint(self) -> QSize:
        return QSize(160, self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_ribbon(QPainter(self), QRectF(self.rect()), self._shown, self._theme, self._theme.pulse.phase)

    def segment_at(self, x: float) -> Segment | None:
        for segment, place in zip(self._shown, layout(self._shown, QRectF(self.rect())), strict=True):
            if place.left() - 1 <= x <= place.right() + 2:
                return segment
        return None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        segment = self.segment_at(event.position().x())
        if event.button() is Qt.MouseButton.LeftButton and segment is not None and segment.key:
            self.segment_clicked.emit(segment.key)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            segment = self.segment_at(event.pos().x())
            text = f"{segment.name}: {segment.note or status_word(segment.status).lower()}" if segment else ""
            QToolTip.showText(event.globalPos(), html.escape(text), self)
            return True
        return super().event(event)
