"""Paints the three kinds of rows: step headers as cards, artifacts, and lines with gutter and time."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter

from stepflow_desktop.core.model import Artifact, Level
from stepflow_desktop.gui import wording
from stepflow_desktop.gui.log.document import LogDocument, ShownLine
from stepflow_desktop.gui.log.line_times import LABEL_CELLS, TimeMode
from stepflow_desktop.gui.log.text_painter import Highlight, TextPainter
from stepflow_desktop.gui.log.viewport import HEADER_HEIGHT, Placed
from stepflow_desktop.gui.status_shapes import StatusShapes
from stepflow_desktop.gui.step_states import step_state
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.translation import translate

MARGIN = 8
EDGE_BAR = 3
CARD_HEIGHT = 28
_GUTTER_LEFT = 12
_GAP = 14
_CHEVRON = 13


class RowPainter:
    """Where things stand in a row, and how they look. ``layout`` is called when the document or the size changed."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._shapes = StatusShapes(theme)
        self.text = TextPainter(theme)
        self.number_right = 0.0
        self.time_left = 0.0
        self.text_left = 0.0
        self._tints: dict[Level, tuple[QColor, QColor]] = {}
        self.take_colors()

    def take_colors(self) -> None:
        self.text.take_colors()
        self._gutter = self._theme.color("log_gutter")
        for level, token in ((Level.ERROR, "failed"), (Level.WARNING, "warning")):
            soft = self._theme.color(f"{token}_soft")
            soft.setAlpha(190)
            self._tints[level] = (self._theme.color(token), soft)

    def layout(self, lines: int, mode: TimeMode, *, has_groups: bool = False) -> None:
        """Make room for line numbers up to ``lines``, for the time and for what folds groups."""
        width = self.text.column_width
        self.number_right = _GUTTER_LEFT + max(4, len(str(lines))) * width
        self.time_left = self.number_right + _GAP + 2
        self.text_left = self.time_left + (LABEL_CELLS * width + _GAP - 2 if mode is not TimeMode.OFF else 0)
        if has_groups:
            self.text_left += _CHEVRON - 2 if mode is TimeMode.OFF else _CHEVRON - 6

    def paint_line(
        self,
        painter: QPainter,
        document: LogDocument,
        line: ShownLine,
        step: int,
        placed: Placed,
        view: QRect,
        scrolled: int,
        wrap_columns: int,
        highlights: Sequence[Highlight],
    ) -> None:
        y, height, width = placed.y, placed.height, view.width()
        tint = self._tints.get(line.level) if line.level is not None else None
        if tint is not None:
            painter.fillRect(0, y, width, height, tint[1])
            painter.fillRect(0, y, EDGE_BAR, height, tint[0])
        if placed.skipped == 0:
            self._paint_margin(painter, document, line, step, y)
            self._paint_chevron(painter, document, line, y)
        painter.setClipRect(QRectF(self.text_left - 2, y, width - self.text_left + 2, height))
        if wrap_columns:
            first = placed.skipped * wrap_columns
            while y < placed.y + height and y < view.height():
                self.text.paint(painter, line, self.text_left, y, first, first + wrap_columns, highlights)
                first, y = first + wrap_columns, y + self.text.line_height
        else:
            first = int(scrolled / self.text.column_width)
            end = first + int((width - self.text_left) / self.text.column_width) + 2
            x = self.text_left - scrolled + first * self.text.column_width
            self.text.paint(painter, line, x, y, first, end, highlights)
        painter.setClipping(False)

    def _paint_margin(self, painter: QPainter, document: LogDocument, line: ShownLine, step: int, y: int) -> None:
        if line.number:
            painter.setFont(self.text.gutter_font)
            painter.setPen(self._gutter)
            number = QRectF(0, y, self.number_right, self.text.line_height)
            painter.drawText(number, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(line.number))
        label = document.time_label(line, step)
        if label:
            self.text.paint_plain(painter, self.time_left, y, label, self._gutter)

    def _paint_chevron(self, painter: QPainter, document: LogDocument, line: ShownLine, y: int) -> None:
        """Before the title of a group of lines."""
        group = document.group_at(line.piece)
        if group >= 0:
            name = "chevron-right" if document.is_group_folded(group) else "chevron-down"
            pixmap = self._theme.pixmap(name, "text2", _CHEVRON, painter.device().devicePixelRatio())
            top = y + (self.text.line_height - _CHEVRON) / 2
            painter.drawPixmap(QPointF(self.text_left - _CHEVRON - 2, top), pixmap)

    @staticmethod
    def card_rect(y: int, width: int) -> QRect:
        """The card of a step whose header begins at ``y``."""
        return QRect(MARGIN, y + (HEADER_HEIGHT - CARD_HEIGHT) // 2, width - 2 * MARGIN + 2, CARD_HEIGHT)

    @staticmethod
    def shape_rect(card: QRect) -> QRect:
        return QRect(card.left() + 28, card.top() + 6, 16, 16)

    def paint_header(
        self, painter: QPainter, document: LogDocument, step: int, y: int, width: int, now_s: float, hovered: bool
    ) -> None:
        """The card of ``step`` in the ``HEADER_HEIGHT`` pixels from ``y``."""
        theme, shown = self._theme, document.steps[step]
        card = QRectF(self.card_rect(y, width))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("border" if hovered else "raised"))
        painter.drawRoundedRect(card, 6, 6)
        folded = document.is_folded(step)
        ratio = painter.device().devicePixelRatio()
        chevron = theme.pixmap("chevron-right" if folded else "chevron-down", "text3", 16, ratio)
        painter.drawPixmap(QPointF(card.left() + 6, card.top() + 6), chevron)
        state = step_state(shown, document.steps, document.execution)
        self._shapes.paint(painter, self.shape_rect(card.toRect()), state)
        small = theme.font("small_medium")
        seconds = document.step_seconds(shown, now_s)
        took = wording.duration(seconds) if seconds is not None else ""
        facts = f"{wording.count(document.step_lines(step), 'line', 'lines')}   {took}".rstrip()
        inside = card.adjusted(52, 0, -12, 0)
        painter.setFont(small)
        painter.setPen(theme.color("text3"))
        painter.drawText(inside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, facts)
        inside.setRight(inside.right() - QFontMetrics(small).horizontalAdvance(facts) - 16)
        name = theme.font("small_medium" if folded else "small_strong")
        painter.setFont(name)
        painter.setPen(theme.color("text2" if folded else "text"))
        number = f"{shown.index + 1}  "
        title = QFontMetrics(name).elidedText(
            number + " ".join(shown.name.split()), Qt.TextElideMode.ElideRight, int(inside.width())
        )
        painter.drawText(inside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)

    def paint_artifact(
        self, painter: QPainter, artifact: Artifact, y: int, height: int, width: int, hovered: bool
    ) -> None:
        theme = self._theme
        ratio = painter.device().devicePixelRatio()
        painter.drawPixmap(QPointF(self.time_left, y + (height - 14) / 2), theme.pixmap("package", "accent", 14, ratio))
        strong, small = theme.font("small_strong"), theme.font("small")
        strong.setUnderline(hovered)
        left = self.time_left + 21
        name = " ".join(artifact.name.split())
        label = QFontMetrics(strong).elidedText(name, Qt.TextElideMode.ElideMiddle, max(60, int(width * 0.5)))
        painter.setFont(strong)
        painter.setPen(theme.color("accent"))
        box = QRectF(left, y, width - left - MARGIN, height)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, label)
        box.setLeft(left + QFontMetrics(strong).horizontalAdvance(label) + 8)
        painter.setFont(small)
        painter.setPen(theme.color("log_dim"))
        rest = translate("RowPainter", "registered")
        if artifact.description:
            rest = f"{rest} · {' '.join(artifact.description.split())}"
        rest = QFontMetrics(small).elidedText(rest, Qt.TextElideMode.ElideRight, max(0, int(box.width())))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, rest)
