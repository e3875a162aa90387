"""One line of text: cut where it is too long, nothing where there is no room."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics, QImage, QPainter

from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.row_painting import line_rect, paint_text


def test_text_is_cut_to_its_line(theme: Theme) -> None:
    image = QImage(200, 40, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    font, color = theme.font("body"), theme.color("text")
    short = paint_text(painter, QRect(0, 0, 200, 40), "short", font, color)
    long = paint_text(painter, QRect(0, 0, 200, 40), "long " * 50, font, color)
    none = paint_text(painter, QRect(0, 0, 0, 40), "short", font, color)
    painter.end()
    assert short == QFontMetrics(font).horizontalAdvance("short")
    assert 100 < long <= 200
    assert none == 0


def test_line_rect_never_has_a_negative_width() -> None:
    assert line_rect(50, 20, 10).width() == 0
    assert line_rect(10, 30, 20).center().y() == 19
