"""Every status has a shape of its own, not only a colour of its own."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from stepflow_desktop.core.model import ExecutionStatus, StepStatus
from stepflow_desktop.gui import tokens
from stepflow_desktop.gui.status_shapes import TOKENS, WORDS, StatusShapes, paint_status, status_token, status_word
from stepflow_desktop.gui.theme import Theme

SHAPES = ("pending", "running", "completed", "failed", "allowed", "cancelled", "skipped", "expected")


def _outline(theme: Theme, status: str, phase: float = 0.0) -> bytes:
    """Where anything is painted, without its colours."""
    image = QImage(32, 32, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    paint_status(painter, QRectF(0, 0, 32, 32), status, theme, phase)
    painter.end()
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    return bytes(min(255, grey.pixelColor(x, y).red() // 64) for x in range(32) for y in range(32))


def test_no_two_shapes_are_alike(qapp: QApplication, theme: Theme) -> None:
    outlines = {status: _outline(theme, status) for status in SHAPES}
    for one, other in itertools.combinations(SHAPES, 2):
        assert outlines[one] != outlines[other], (one, other)
    assert all(any(outline) for outline in outlines.values())


def test_only_the_running_ring_turns(qapp: QApplication, theme: Theme) -> None:
    assert _outline(theme, "running", 0.0) != _outline(theme, "running", 0.5)
    assert _outline(theme, "completed", 0.0) == _outline(theme, "completed", 0.5)


@pytest.mark.parametrize("status", [*ExecutionStatus, *StepStatus, "allowed", "expected"])
def test_every_status_has_a_word_and_colours(status: str) -> None:
    assert status in WORDS and status in TOKENS
    assert status_word(status)
    assert {status_token(status), f"{status_token(status)}_soft"} <= set(tokens.PAIRS)


@pytest.mark.parametrize("status", SHAPES)
def test_a_kept_picture_looks_as_if_painted(qapp: QApplication, theme: Theme, status: str) -> None:
    theme.pulse.set_reduced_motion(True)
    shapes = StatusShapes(theme)
    images = []
    for paint in (
        lambda painter: shapes.paint(painter, QRect(3, 5, 17, 17), status),
        lambda painter: shapes.paint(painter, QRect(3, 5, 17, 17), status),
        lambda painter: paint_status(painter, QRectF(3, 5, 17, 17), status, theme),
    ):
        image = QImage(32, 32, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        paint(painter)
        painter.end()
        images.append(image)
    assert images[0] == images[1] == images[2]


def test_kept_pictures_take_the_colours_of_another_theme(qapp: QApplication, theme: Theme) -> None:
    shapes = StatusShapes(theme)

    def middle() -> QColor:
        image = QImage(32, 32, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        shapes.paint(painter, QRect(0, 0, 32, 32), "failed")
        painter.end()
        return image.pixelColor(16, 6)

    theme.set_mode("light")
    assert middle() == theme.color("failed")
    theme.set_mode("dark")
    assert middle() == theme.color("failed")
