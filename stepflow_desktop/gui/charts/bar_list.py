"""Horizontal bars in rows: a name, a quiet second line, a bar, a value and a remark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QWidget

from stepflow_desktop.gui.charts.chart import Chart
from stepflow_desktop.gui.charts.chart_table import ChartTable
from stepflow_desktop.gui.charts.hatching import hatch
from stepflow_desktop.gui.charts.marks import CardLine, Mark
from stepflow_desktop.gui.theme import Theme

BAR = 10.0
ROW = 24.0
TALL_ROW = 47.0
LINE = 17.0
GAP = 12.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One row. ``share`` is how long the bar is, 0 to 1; ``remark_token`` colours the remark at the right."""

    name: str
    share: float
    value: str
    second: str = ""
    remark: str = ""
    remark_token: str = "text3"
    token: str = "accent"
    is_hatched: bool = False
    key: object = None


class BarList(Chart):
    """Rows as high as the chart allows, from the top. ``columns`` names what they show, for the table."""

    def __init__(self, theme: Theme, title: str, columns: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(theme, title, parent)
        self._columns = tuple(columns)
        self._bars: tuple[Bar, ...] = ()

    @property
    def bars(self) -> tuple[Bar, ...]:
        return self._bars

    def show_bars(self, bars: Sequence[Bar]) -> None:
        self._bars = tuple(bars)
        self.updateGeometry()
        self._renew()

    def sizeHint(self) -> QSize:
        return QSize(320, round(max(1, len(self._bars)) * self._least_row()))

    def _least_row(self) -> float:
        return self._theme.px(TALL_ROW - 7 if self._is_tall() else ROW)

    def _is_tall(self) -> bool:
        return any(bar.second for bar in self._bars)

    def _rows(self, room: QRectF) -> list[tuple[Bar, QRectF]]:
        """As many rows as there is room for, at most so high that they still read as a list."""
        least = self._least_row()
        shown = self._bars[: max(1, int(room.height() // least))]
        most = self._theme.px(TALL_ROW + 4 if self._is_tall() else ROW + 4)
        height = min(most, room.height() / max(1, len(shown)))
        return [
            (bar, QRectF(room.left(), room.top() + number * height, room.width(), height))
            for number, bar in enumerate(shown)
        ]

    def _laid_out(self, room: QRectF) -> list[Mark]:
        return [Mark(row.adjusted(0, 1, 0, -1), bar.name, self._lines(bar), bar.key) for bar, row in self._rows(room)]

    def _lines(self, bar: Bar) -> tuple[CardLine, ...]:
        lines = [CardLine(bar.second)] if bar.second else []
        lines.append(CardLine(self._columns[1], bar.value, bar.token))
        if bar.remark:
            lines.append(CardLine(self._columns[2] if len(self._columns) > 2 else "", bar.remark))
        return tuple(lines)

    def _paint_chart(self, painter: QPainter, room: QRectF) -> None:
        strong = QFontMetrics(self._theme.font("body_strong"))
        remarks = max((strong.horizontalAdvance(bar.remark) for bar in self._bars), default=0)
        values = max((strong.horizontalAdvance(bar.value) for bar in self._bars), default=0)
        right = room.right() - (remarks + GAP if remarks else 0)
        name_width = min(room.width() * 0.40, 210.0)
        track = QRectF(room.left() + name_width + GAP, 0, 0, BAR)
        track.setRight(max(track.left() + 10, right - values - GAP))
        for number, (bar, row) in enumerate(self._rows(room)):
            if number == self._current:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self._theme.color("hover"))
                painter.drawRoundedRect(row.adjusted(-6, 1, 6, -1), 6, 6)
            self._paint_names(painter, bar, QRectF(row.left(), row.top(), name_width, row.height()))
            self._paint_bar(painter, bar, QRectF(track.left(), row.center().y() - BAR / 2, track.width(), BAR))
            self._paint_words(painter, bar, row, right)

    def _paint_names(self, painter: QPainter, bar: Bar, place: QRectF) -> None:
        height = self._theme.px(LINE)
        top = place.center().y() - (height if bar.second else height / 2)
        for text, role, token in ((bar.name, "small_strong", "text"), (bar.second, "small", "text2")):
            if text:
                font = self._theme.font(role)
                painter.setFont(font)
                painter.setPen(self._theme.color(token))
                shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(place.width()))
                line = QRectF(place.left(), top, place.width(), height)
                painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, shown)
                top += height

    def _paint_bar(self, painter: QPainter, bar: Bar, place: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("raised"))
        painter.drawRoundedRect(place, BAR / 2, BAR / 2)
        width = place.width() * min(1.0, max(0.0, bar.share))
        if width > 0:
            filled = QRectF(place.left(), place.top(), max(BAR, width), BAR)
            painter.setBrush(self._theme.color(bar.token))
            painter.drawRoundedRect(filled, BAR / 2, BAR / 2)
            if bar.is_hatched:
                hatch(painter, filled, self._theme.color("surface"), BAR / 2)

    def _paint_words(self, painter: QPainter, bar: Bar, row: QRectF, right: float) -> None:
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(self._theme.font("body_strong"))
        painter.setPen(self._theme.color("text"))
        painter.drawText(QRectF(row.left(), row.top(), right - row.left(), row.height()), side, bar.value)
        if bar.remark:
            calm = bar.remark_token == "text3"
            painter.setFont(self._theme.font("body" if calm else "body_strong"))
            painter.setPen(self._theme.color(bar.remark_token))
            painter.drawText(row, side, bar.remark)

    def table(self) -> ChartTable:
        has_second, has_remark = any(b.second for b in self._bars), len(self._columns) > 2
        columns = (self._columns[0], *((self.tr("Of"),) if has_second else ()), *self._columns[1:])
        rows = tuple(
            (bar.name, *((bar.second,) if has_second else ()), bar.value, *((bar.remark,) if has_remark else ()))
            for bar in self._bars
        )
        return ChartTable(columns, rows, tuple(bar.key for bar in self._bars))

    def summary(self) -> str:
        return "; ".join(f"{bar.name} {bar.value}" for bar in self._bars[:5]) or self.empty_text
