"""Details are plain text, can be selected, and are rebuilt only when they change."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextFormat, QTextTable

from stepflow_desktop.core.model import Annotation, Level
from stepflow_desktop.gui.models.detail_rows import Fact, FactGroup, fact_groups
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.card_columns import CardColumns
from stepflow_desktop.gui.views.detail_cards import MOST_REMARKS, Eye, SummaryView
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


def labels(tab: DetailsTab) -> list[str]:
    return [label.text() for label in tab.findChildren(Label) if not label.isHidden()]


def test_a_masked_value_is_shown_while_its_eye_is_open(theme: Theme, qtbot: Any) -> None:
    tab = DetailsTab(theme)
    qtbot.addWidget(tab)
    tab.resize(900, 700)
    tab.show_groups(fact_groups(data.churn(), Path("/log"), data.FixedClock().now()))
    tab.show()
    eye = tab.findChild(Eye, "reveal_API_TOKEN")
    assert eye is not None
    assert tab.findChild(Eye, "reveal_STAGE") is None
    assert eye.accessibleName() == "Show the value of API_TOKEN"
    assert "s3cret" not in labels(tab)
    qtbot.mouseClick(eye, Qt.MouseButton.LeftButton)
    assert "s3cret" in labels(tab)
    assert eye.accessibleName() == "Hide the value of API_TOKEN"
    # Time goes on: the other values change, and this one stays open.
    clock = data.FixedClock()
    clock.late_s = 60
    tab.show_groups(fact_groups(data.churn(), Path("/log"), clock.now()))
    assert "13m 41s" in labels(tab)
    assert "s3cret" in labels(tab)
    qtbot.mouseClick(eye, Qt.MouseButton.LeftButton)
    assert "s3cret" not in labels(tab)


def test_remarks_stand_with_their_place(theme: Theme, qtbot: Any) -> None:
    tab = DetailsTab(theme)
    qtbot.addWidget(tab)
    remarks = [
        Annotation(execution_id="e", offset=0, level=Level.WARNING, message="old", title="Setup", file="a.py", line=3),
        Annotation(execution_id="e", offset=1, level=Level.INFO, message="<b>fine</b>"),
    ]
    groups = fact_groups(data.integration(), Path("/log"), data.FixedClock().now())
    tab.show_groups(groups, remarks)
    told = labels(tab)
    assert told[told.index("Setup: old") + 1] == "a.py:3"
    assert "<b>fine</b>" in told
    tab.show_groups(groups, remarks * (MOST_REMARKS // 2 + 1))
    assert "2 more stand in the log" in labels(tab)


@pytest.mark.qt_log_ignore("does not support", extend=True)
def test_the_summary_is_rendered_and_loads_nothing(theme: Theme, qtbot: Any) -> None:
    tab = DetailsTab(theme)
    qtbot.addWidget(tab)
    tab.resize(900, 700)
    tab.show()
    text = "# Result\n\n![x](http://127.0.0.1:1/x.png) [more](https://example.org/) [file](file:///etc/passwd)"
    tab.show_summary(text)
    view = tab.findChild(SummaryView)
    assert view is not None
    assert view.toPlainText().splitlines()[0] == "Result"
    assert view.loadResource(2, QUrl("http://127.0.0.1:1/x.png")) is None
    with qtbot.waitSignal(view.link_wanted) as wanted:
        view.anchorClicked.emit(QUrl("https://example.org/"))
    assert wanted.args == [QUrl("https://example.org/")]
    with qtbot.assertNotEmitted(view.link_wanted):
        view.anchorClicked.emit(QUrl("file:///etc/passwd"))
    tab.show_summary("")
    qtbot.waitUntil(lambda: tab.findChild(SummaryView) is None)


@pytest.mark.qt_log_ignore("does not support", extend=True)
def test_the_summary_is_dressed_again_for_another_theme(theme: Theme, qtbot: Any) -> None:
    theme.set_mode("light")
    view = SummaryView(theme, "# Result\n\nAll of it\n\n| a | b |\n|---|---|\n| 1 | 2 |\n")
    qtbot.addWidget(view)
    view.show()

    def table() -> QTextTable:
        (found,) = view.document().rootFrame().childFrames()
        assert isinstance(found, QTextTable)
        return found

    heading = view.document().begin().begin().fragment().charFormat()
    assert heading.property(QTextFormat.Property.FontPixelSize) == theme.font("pane_title").pixelSize()
    assert not heading.hasProperty(QTextFormat.Property.FontSizeAdjustment), "which would count instead"
    assert table().format().borderBrush().color() == theme.color("border2")
    theme.set_mode("dark")
    assert table().format().borderBrush().color() == theme.color("border2")


def test_short_facts_stand_side_by_side_where_there_is_room(theme: Theme, qtbot: Any) -> None:
    tab = DetailsTab(theme)
    qtbot.addWidget(tab)
    tab.show_groups(fact_groups(data.integration(), Path("/log"), data.FixedClock().now()))
    tab.resize(980, 700)
    tab.show()
    qtbot.waitExposed(tab)
    columns = tab.findChild(CardColumns)
    assert columns is not None
    outcome, times, identity = columns.findChildren(Card)
    qtbot.waitUntil(lambda: identity.y() == outcome.y() and identity.x() > outcome.geometry().right())
    assert times.x() == outcome.x() and times.y() > outcome.y()
    tab.resize(520, 700)
    qtbot.waitUntil(lambda: identity.x() == outcome.x() and identity.y() > times.y())
    assert tab.horizontalScrollBar().maximum() == 0
