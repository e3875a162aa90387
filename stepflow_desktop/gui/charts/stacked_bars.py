"""Bars in stacks, one stack per day or hour; what failed is hatched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from stepflow_desktop.gui.charts.axes import paint_x_axis, paint_y_axis, plot_area, steps_that_fit
from stepflow_desktop.gui.charts.chart import Chart
from stepflow_desktop.gui.charts.chart_table import Cell, ChartTable
from stepflow_desktop.gui.charts.hatching import hatch
from stepflow_desktop.gui.charts.marks import CardLine, Mark, stepped
from stepflow_desktop.gui.charts.scales import Scale, Tick, nice_ticks, number_text
from stepflow_desktop.gui.status_shapes import status_token
from stepflow_desktop.gui.theme import Theme

MOST_WIDTH = 26.0
LEAST_HEIGHT = 2.0
GAP = 1.5
_FADED = ("cancelled", "skipped")
_HATCHED = ("failed", "allowed")


@dataclass(frozen=True, slots=True)
class Part:
    """A kind of thing that is counted: its status (which gives colour and shape) and its word."""

    status: str
    word: str


@dataclass(frozen=True, slots=True)
class Stack:
    """One stack: what stands below it, how it is called in full, and how many of each part, from the bottom."""

    label: str
    title: str
    counts: tuple[int, ...]
    key: object = None
    is_now: bool = False


class StackedBars(Chart):
    """``activated`` carries ``(key of the stack, status)``; the status is empty for the column above the bar."""

    def __init__(self, theme: Theme, title: str, parts: Sequence[Part], parent: QWidget | None = None) -> None:
        super().__init__(theme, title, parent)
        self.parts = tuple(parts)
        self._stacks: tuple[Stack, ...] = ()
        self._owners: list[int] = []

    def show_stacks(self, stacks: Sequence[Stack]) -> None:
        self._stacks = tuple(stacks)
        self._renew()

    def _scales(self, room: QRectF) -> tuple[QRectF, Scale, list[Tick]]:
        highest = max((sum(stack.counts) for stack in self._stacks), default=0)
        values = nice_ticks(highest or 4, steps_that_fit(room.height(), apart=self._theme.px(36)), least=1)
        ticks = [Tick(value, number_text(value)) for value in values]
        plot = plot_area(room, self._theme, ticks)
        return plot, Scale(ticks[0].value, ticks[-1].value, plot.bottom(), plot.top()), ticks

    def _slots(self, plot: QRectF) -> list[QRectF]:
        """The place of each bar, as high as the plot."""
        slot = plot.width() / max(1, len(self._stacks))
        width = min(MOST_WIDTH, max(2.0, slot * 0.62))
        return [
            QRectF(plot.left() + (number + 0.5) * slot - width / 2, plot.top(), width, plot.height())
            for number in range(len(self._stacks))
        ]

    def _laid_out(self, room: QRectF) -> list[Mark]:
        plot, up, _ = self._scales(room)
        marks: list[Mark] = []
        self._owners = []
        for number, (stack, slot) in enumerate(zip(self._stacks, self._slots(plot), strict=True)):
            lines = self._lines(stack)
            bottom, below = plot.bottom(), 0
            for part, count in zip(self.parts, stack.counts, strict=True):
                if not count:
                    continue
                below += count
                top = min(up.place(below), bottom - LEAST_HEIGHT)
                place = QRectF(slot.left(), top, slot.width(), bottom - top - GAP)
                key = (stack.key, part.status) if stack.key is not None else None
                marks.append(Mark(place, stack.title, lines, key))
                self._owners.append(number)
                bottom = top
        return marks

    def _lines(self, stack: Stack) -> tuple[CardLine, ...]:
        return tuple(
            CardLine(part.word, f"{count:,}", status=part.status)
            for part, count in zip(self.parts, stack.counts, strict=True)
            if count
        )

    def _after_key(self, key: Qt.Key) -> int:
        """Up and down stay in the stack, left and right go to the next one that has anything."""
        marks = self.marks
        if self._current < 0 or key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            after = stepped(self._current, len(marks), 1 if key in (Qt.Key.Key_Up, Qt.Key.Key_Right) else -1)
            same = self._current < 0 or self._owners[after] == self._owners[self._current]
            return after if same else self._current
        here = self._owners[self._current]
        ahead = 1 if key == Qt.Key.Key_Right else -1
        others = sorted({owner for owner in self._owners if (owner - here) * ahead > 0}, key=lambda o: o * ahead)
        return self._owners.index(others[0]) if others else self._current

    def _paint_chart(self, painter: QPainter, room: QRectF) -> None:
        plot, up, ticks = self._scales(room)
        paint_y_axis(painter, plot, up, ticks, self._theme)
        slots = self._slots(plot)
        words = [(slot.center().x(), stack.label) for slot, stack in zip(slots, self._stacks, strict=True)]
        strong = next((number for number, stack in enumerate(self._stacks) if stack.is_now), -1)
        paint_x_axis(painter, plot, words, self._theme, strong=strong)
        status_of = self._statuses()
        for number, mark in enumerate(self.marks):
            self._paint_bar(painter, mark.place, status_of[number], number == self._current)

    def _statuses(self) -> list[str]:
        return [
            part.status for stack in self._stacks for part, count in zip(self.parts, stack.counts, strict=True) if count
        ]

    def _paint_bar(self, painter: QPainter, place: QRectF, status: str, is_current: bool) -> None:
        color = self._theme.color(status_token(status))
        if status in _FADED:
            color.setAlphaF(0.55)
        if is_current:
            color = color.lighter(118) if self._theme.dark else color.darker(112)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        radius = min(2.5, place.height() / 2)
        painter.drawRoundedRect(place, radius, radius)
        if status in _HATCHED:
            hatch(painter, place, self._theme.color("surface"), radius)

    def table(self) -> ChartTable:
        rows: tuple[tuple[Cell, ...], ...] = tuple((stack.title, *stack.counts) for stack in self._stacks)
        keys = tuple((stack.key, "") if stack.key is not None else None for stack in self._stacks)
        return ChartTable((self.tr("When"), *(part.word for part in self.parts)), rows, keys)

    def summary(self) -> str:
        totals = [sum(stack.counts[number] for stack in self._stacks) for number in range(len(self.parts))]
        if not sum(totals):
            return self.empty_text
        counted = ", ".join(f"{total:,} {part.word.lower()}" for part, total in zip(self.parts, totals, strict=True))
        most = max(self._stacks, key=lambda stack: sum(stack.counts))
        words = self.tr("{counts}. Most on {when}: {count}")
        return words.format(counts=counted, when=most.title, count=f"{sum(most.counts):,}")
