"""Details are plain text, can be selected, and are rebuilt only when they change."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt

from stepflow_desktop.gui.models.detail_rows import Fact, FactGroup, fact_groups
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.execution_details import DetailsTab
from stepflow_desktop.gui.widgets import Card, Label
from tests.gui import sample_data as data


def test_details(theme: Theme, qtbot: Any) -> None:
    tab = DetailsTab(theme)
    qtbot.addWidget(tab)
    groups = fact_groups(data.churn(), Path("/log"), data.FixedClock().now())
    tab.show_groups(groups)
    cards = tab.findChildren(Card)
    assert [card.accessibleName() for card in cards] == [group.title for group in groups]
    tab.show_groups(list(groups))
    assert tab.findChildren(Card) == cards


def test_foreign_text_is_never_markup(theme: Theme, qtbot: Any) -> None:
    tab = DetailsTab(theme)
    qtbot.addWidget(tab)
    tab.show_groups([FactGroup("Metadata", (Fact("note", "<b>bold</b>"),))])
    label = next(label for label in tab.findChildren(Label) if label.text() == "<b>bold</b>")
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
