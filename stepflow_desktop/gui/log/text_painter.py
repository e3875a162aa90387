"""Paints the text of a line on a grid of equal columns, with its colours, matches and selection."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from stepflow_desktop.core.model import Level
from stepflow_desktop.gui.accent import contrast
from stepflow_desktop.gui.log.ansi import CUBE, Color, Style
from stepflow_desktop.gui.log.document import ShownLine
from stepflow_desktop.gui.log.line_text import cells
from stepflow_desktop.gui.theme import Theme

LEAST_CONTRAST = 3.0
_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff"
# What is read from right to left is one run with the blanks in it, so that its words stand in their order.
_RUNS = re.compile(rf"[{_TO_LEFT}]+(?: +[{_TO_LEFT}]+)*|[ -~]+|[^ -~{_TO_LEFT}]+")
_READ_TO_LEFT = re.compile(rf"[{_TO_LEFT}]")
_LINKS = ("http://", "https://", "file:")


@dataclass(frozen=True, slots=True)
class Highlight:
    """Columns ``start`` to before ``end`` behind the text: ``match``, ``current_match``, ``selection`` or ``link``."""

    start: int
    end: int
    token: str


class TextPainter:
    """Knows the font of the log at its present size, and the colours of the theme."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self.set_size(theme.font("log").pixelSize())
        self.take_colors()

    def take_font(self) -> bool:
        """Take the font that is set now, if it is another one than before; True if so."""
        font = self._theme.font("log")
        if font == self._as_set:
            return False
        self.set_size(font.pixelSize())
        return True

    def set_size(self, pixels: int) -> None:
        self._as_set = self._theme.font("log")
        self._font = self._theme.font("log")
        self._font.setPixelSize(pixels)
        self._bold = QFont(self._font)
        self._bold.setWeight(QFont.Weight.Bold)
        self.gutter_font = QFont(self._font)
        self.gutter_font.setPixelSize(max(8, pixels - 1))
        metrics = QFontMetricsF(self._font)
        self.column_width = metrics.horizontalAdvance("0" * 64) / 64
        self.line_height = max(20, round(metrics.height() + 4))
        self._ascent = metrics.ascent()
        self._descent = metrics.descent()

    def take_colors(self) -> None:
        self._text = self._theme.color("log_text")
        self._dim = self._theme.color("log_dim")
        self._background = self._theme.color("log_bg")
        self._levels = {Level.ERROR: self._theme.color("failed"), Level.WARNING: self._theme.color("warning")}
        self._outline = QPen(self._theme.color("warning"), 1.5)
        selection = self._theme.color("accent")
        selection.setAlpha(90 if self._theme.dark else 60)
        self._fills = {
            "match": self._theme.color("match"),
            "current_match": self._theme.color("current_match"),
            "selection": selection,
            "link": self._theme.color("accent"),
        }
        self._palette: dict[Color, QColor] = {}
        self._readables: dict[tuple[int, int], QColor] = {}

    @property
    def font(self) -> QFont:
        return self._font

    def baseline(self, y: float) -> float:
        return y + (self.line_height + self._ascent - self._descent) / 2

    def paint_plain(self, painter: QPainter, x: float, y: float, text: str, color: QColor) -> None:
        painter.setFont(self._font)
        painter.setPen(color)
        painter.drawText(QPointF(x, self.baseline(y)), text)

    def paint(
        self,
        painter: QPainter,
        line: ShownLine,
        x: float,
        y: float,
        first: int,
        end: int,
        highlights: Sequence[Highlight] = (),
    ) -> None:
        """Columns ``first`` to before ``end`` of ``line``, the first of them at ``x``."""
        for highlight in highlights:
            self._paint_highlight(painter, highlight, x, y, first, end)
        if not line.columns:
            self._paint_plain_grid(painter, line, x, y, first, end)
            return
        start = 0
        for text, style in line.spans:
            stop = start + len(text)
            if line.column(stop) > first and line.column(start) < end:
                a = max(start, line.index_at(first)) if line.column(start) < first else start
                b = min(stop, line.index_at(end)) if line.column(stop) > end else stop
                left = x + (line.column(a) - first) * self.column_width
                width = (line.column(b) - line.column(a)) * self.column_width
                self._paint_span(painter, text[a - start : b - start], style, left, y, width, line.level)
            start = stop
            if line.column(start) >= end:
                break

    def _paint_plain_grid(self, painter: QPainter, line: ShownLine, x: float, y: float, first: int, end: int) -> None:
        """As ``paint``, where each character is one column: nearly every line, so it must cost little."""
        start = 0
        for text, style in line.spans:
            stop = start + len(text)
            if stop > first:
                a, b = max(start, first), min(stop, end)
                part = text if b - a == stop - start else text[a - start : b - start]
                left = x + (a - first) * self.column_width
                self._paint_span(painter, part, style, left, y, (b - a) * self.column_width, line.level)
            start = stop
            if start >= end:
                break

    def _paint_highlight(
        self, painter: QPainter, highlight: Highlight, x: float, y: float, first: int, end: int
    ) -> None:
        start, stop = max(highlight.start, first), min(highlight.end, end)
        if start >= stop:
            return
        left, width = x + (start - first) * self.column_width, (stop - start) * self.column_width
        if highlight.token == "link":
            painter.setPen(QPen(self._fills["link"], 1))
            below = self.baseline(y) + 2
            painter.drawLine(QPointF(left, below), QPointF(left + width, below))
            return
        if highlight.token == "selection":
            painter.fillRect(QRectF(left, y, width, self.line_height), self._fills["selection"])
            return
        current = highlight.token == "current_match"
        painter.setPen(self._outline if current else Qt.PenStyle.NoPen)
        painter.setBrush(self._fills[highlight.token])
        painter.drawRoundedRect(QRectF(left - 1.5, y + 2, width + 3, self.line_height - 4), 3, 3)

    def _paint_span(
        self, painter: QPainter, text: str, style: Style, x: float, y: float, width: float, level: Level | None
    ) -> None:
        color, background = self._colors(style, level)
        if background is not None:
            painter.fillRect(QRectF(x, y + 1, width, self.line_height - 2), background)
        painter.setPen(color)
        painter.setFont(self._bold if style.bold else self._font)
        baseline = self.baseline(y)
        if text.isascii():
            if not text.isspace():
                painter.drawText(QPointF(x, baseline), text)
        else:
            self._paint_runs(painter, text, x, baseline)
        if style.underline or style.link.startswith(_LINKS):
            painter.setPen(QPen(color, 1))
            painter.drawLine(QPointF(x, baseline + 2), QPointF(x + width, baseline + 2))

    def _paint_runs(self, painter: QPainter, text: str, x: float, baseline: float) -> None:
        """Keeps characters of other widths, such as those of a substitute font, on the grid."""
        metrics = QFontMetricsF(painter.font())
        for run in _RUNS.findall(text):
            width = cells(run) * self.column_width
            if run.isascii() or abs(metrics.horizontalAdvance(run) - width) < 1:
                painter.drawText(QPointF(x, baseline), run)
            elif _READ_TO_LEFT.match(run):
                _draw_squeezed(painter, run, x, baseline, width)
            else:
                left = x
                for char in run:
                    painter.drawText(QPointF(left, baseline), char)
                    left += cells(char) * self.column_width
            x += width

    def _colors(self, style: Style, level: Level | None) -> tuple[QColor, QColor | None]:
        foreground = self._color(style.foreground) if style.foreground is not None else None
        background = self._color(style.background) if style.background is not None else None
        if foreground is None:
            foreground = self._dim if style.dim else self._levels.get(level, self._text) if level else self._text
        elif style.dim:
            foreground = _between(foreground, self._background)
        if style.inverse:
            foreground, background = background or self._background, foreground
        return (foreground if background is None else self._readable(foreground, background)), background

    def _readable(self, color: QColor, background: QColor) -> QColor:
        """``color``, or what can be read on ``background``: programs choose their colours for another ground."""
        pair = (color.rgb(), background.rgb())
        if pair[0] == pair[1]:
            return color
        known = self._readables.get(pair)
        if known is None:
            best = max((self._text, self._background), key=lambda each: _contrast(each, background))
            legible = _contrast(color, background) >= LEAST_CONTRAST
            known = self._readables[pair] = color if legible else best
        return known

    def _color(self, color: Color) -> QColor:
        known = self._palette.get(color)
        if known is None:
            if len(self._palette) > 4096:
                self._palette.clear()
                self._readables.clear()
            known = self._palette[color] = self._made(color)
        return known

    def _made(self, color: Color) -> QColor:
        if isinstance(color, tuple):
            return QColor(*color)
        if color < 16:
            return self._theme.ansi(color)
        if color >= 232:
            grey = 8 + 10 * (color - 232)
            return QColor(grey, grey, grey)
        cube = color - 16
        return QColor(CUBE[cube // 36], CUBE[cube // 6 % 6], CUBE[cube % 6])


def _draw_squeezed(painter: QPainter, text: str, x: float, baseline: float, width: float) -> None:
    """Letters that join change their shapes, so ``text`` is drawn as a whole and made as wide as its columns."""
    advance = QFontMetricsF(painter.font()).horizontalAdvance(text)
    painter.save()
    painter.translate(x, baseline)
    painter.scale(width / max(1.0, advance), 1)
    painter.drawText(QPointF(0, 0), text)
    painter.restore()


def _contrast(one: QColor, other: QColor) -> float:
    """How well two colours can be told apart, 1 to 21."""
    return contrast((one.redF(), one.greenF(), one.blueF()), (other.redF(), other.greenF(), other.blueF()))


def _between(color: QColor, other: QColor) -> QColor:
    return QColor(
        (2 * color.red() + other.red()) // 3,
        (2 * color.green() + other.green()) // 3,
        (2 * color.blue() + other.blue()) // 3,
    )
