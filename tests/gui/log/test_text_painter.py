"""Text on coloured ground can be read, and letters stay in their columns."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from stepflow_desktop.gui.log.ansi import spans
from stepflow_desktop.gui.log.document import ShownLine
from stepflow_desktop.gui.log.line_text import cell_starts
from stepflow_desktop.gui.log.text_painter import LEAST_CONTRAST, TextPainter, _contrast
from stepflow_desktop.gui.theme import Theme

HEBREW = "אב גדהוז"
WIDTH, HEIGHT = 400, 24


def picture(theme: Theme, raw: str) -> tuple[TextPainter, QImage]:
    painted = TextPainter(theme)
    found = spans(raw)
    text = "".join(span.text for span in found)
    columns = () if text.isascii() else cell_starts(text)
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    image.fill(theme.color("log_bg"))
    painter = QPainter(image)
    painted.paint(painter, ShownLine(0, 0, 1, found, text, None, columns), 0, 0, 0, 80)
    painter.end()
    return painted, image


def colors_in(image: QImage, columns: int) -> set[str]:
    return {image.pixelColor(x, y).name() for x in range(columns) for y in range(2, 20)}


def test_contrast_is_reckoned_as_wcag_does() -> None:
    assert _contrast(QColor("white"), QColor("black")) == pytest.approx(21)
    assert _contrast(QColor("#777777"), QColor("white")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("raw", ["\x1b[44mXX", "\x1b[37;41mXX", "\x1b[1;97;41mXX", "\x1b[43mXX", "\x1b[30;107mXX"])
def test_text_on_coloured_ground_can_be_read(theme: Theme, mode: str, raw: str) -> None:
    theme.set_mode(mode)
    painted, _ = picture(theme, raw)
    foreground, background = painted._colors(spans(raw)[0].style, None)
    assert background is not None
    assert _contrast(foreground, background) >= LEAST_CONTRAST


def test_what_can_be_read_keeps_its_colour(theme: Theme) -> None:
    painted, _ = picture(theme, "x")
    style = spans("\x1b[38;2;255;255;255;48;2;0;0;128mx")[0].style
    assert painted._colors(style, None)[0] == QColor("white")
    hidden = spans("\x1b[32;42mx")[0].style
    assert painted._colors(hidden, None)[0] == painted._colors(hidden, None)[1]


def test_words_read_from_right_to_left_stand_in_their_order_and_columns(theme: Theme) -> None:
    painted, image = picture(theme, f"{HEBREW} end")
    ground = theme.color("log_bg")
    inked = [x for x in range(WIDTH) if any(image.pixelColor(x, y) != ground for y in range(HEIGHT))]
    gap, start = max((b - a, a) for a, b in pairwise(inked) if b < 8 * painted.column_width)
    # The word of five letters, written last, stands at the left of that of two.
    assert gap > 4 and start > 4 * painted.column_width
    end = next(b for a, b in pairwise(inked) if b > 8.5 * painted.column_width)
    assert end == pytest.approx(9 * painted.column_width, abs=2)
