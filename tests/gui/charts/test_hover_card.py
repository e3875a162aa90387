"""The card stays inside the window and never covers what it is about."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, QSize

from stepflow_desktop.gui.charts.hover_card import card_position

ROOM, CARD = QSize(800, 600), QSize(200, 80)


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (QRect(400, 300, 20, 20), QPoint(309, 212)),
        (QRect(400, 40, 20, 20), QPoint(309, 67)),
        (QRect(0, 300, 20, 20), QPoint(4, 212)),
        (QRect(790, 300, 10, 10), QPoint(596, 212)),
    ],
)
def test_above_the_mark_else_below_and_always_in_sight(place: QRect, expected: QPoint) -> None:
    position = card_position(place, CARD, ROOM)
    assert position == expected
    assert QRect(QPoint(0, 0), ROOM).contains(QRect(position, CARD))
    assert not QRect(position, CARD).intersects(place)
