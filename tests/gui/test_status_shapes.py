"""Every status has a shape of its own, not only a colour of its own."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from stepflow_desktop.core.model import ExecutionStatus, StepStatus
from stepflow_desktop.gui import tokens
from stepflow_desktop.gui.status_shapes import TOKENS, WORDS, paint_status, status_token, status_word
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
