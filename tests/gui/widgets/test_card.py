"""A card has one header, whose words can change."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import Card, IconButton, Label


def test_the_header_is_made_once_and_then_changed(qtbot: QtBot, theme: Theme) -> None:
    card = Card(theme)
    qtbot.addWidget(card)
    actions = card.header("Steps", "3 / 6")
    actions.addWidget(IconButton(theme, "crosshair", "Keep the running step selected"))
    card.show()
    assert [label.text() for label in card.findChildren(Label)] == ["Steps", "3 / 6"]
    assert card.header("Steps", None) is actions
    assert [label.text() for label in card.findChildren(Label) if label.isVisible()] == ["Steps"]
    assert card.accessibleName() == "Steps"


def test_it_is_painted_with_the_surface_colour(qtbot: QtBot, theme: Theme) -> None:
    card = Card(theme)
    qtbot.addWidget(card)
    card.resize(100, 100)
    assert card.grab().toImage().pixelColor(50, 50) == theme.color("surface")
    card.set_colors("failed_soft", "failed")
    assert card.grab().toImage().pixelColor(50, 50) == theme.color("failed_soft")
