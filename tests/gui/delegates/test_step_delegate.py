"""Rows of the steps card."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QStyleOptionViewItem

from stepflow_desktop.gui.delegates.step_delegate import StepDelegate
from stepflow_desktop.gui.models.steps import StepsModel
from stepflow_desktop.gui.theme import Theme
from tests.gui import sample_data as data
from tests.gui.delegates.pixels import has_color, painted


@pytest.fixture
def model() -> StepsModel:
    return StepsModel(data.FixedClock())


@pytest.fixture
def delegate(theme: Theme) -> StepDelegate:
    return StepDelegate(theme)


def heights(delegate: StepDelegate, model: StepsModel) -> list[int]:
    option = QStyleOptionViewItem()
    return [delegate.sizeHint(option, model.index(row)).height() for row in range(model.rowCount())]


def test_notes_and_bars_need_room(delegate: StepDelegate, model: StepsModel) -> None:
    model.show(data.integration().execution, data.integration().steps)
    assert heights(delegate, model) == [44, 44, 58, 58, 44, 44]
    model.show(data.churn().execution, data.churn().steps)
    assert heights(delegate, model) == [44, 44, 44, 44, 68, 44, 44]


def test_all_rows_can_be_of_one_height_and_still_show_a_bar(
    delegate: StepDelegate, model: StepsModel, theme: Theme
) -> None:
    delegate.one_height = True
    model.show(data.integration().execution, data.integration().steps)
    assert heights(delegate, model) == [44] * 6
    model.show(data.churn().execution, data.churn().steps)
    image = painted(delegate, model, 4, width=288)
    assert image.pixelColor(60, 38) == theme.color("running")
    assert image.pixelColor(265, 38) == theme.color("running_rest")


def test_colours_follow_the_state(delegate: StepDelegate, model: StepsModel, theme: Theme) -> None:
    model.show(data.integration().execution, data.integration().steps)
    tokens = ["completed", "completed", "warning", "failed"]
    for row, token in enumerate(tokens):
        assert has_color(painted(delegate, model, row, width=288), theme.color(token))
    assert not has_color(painted(delegate, model, 4, width=288), theme.color("failed"))


def test_a_bar_shows_how_far_it_is(delegate: StepDelegate, model: StepsModel, theme: Theme) -> None:
    model.show(data.churn().execution, data.churn().steps)
    image = painted(delegate, model, 4, width=288)
    assert image.pixelColor(60, 55) == theme.color("running")
    assert image.pixelColor(265, 55) == theme.color("running_rest")


def test_the_rail_joins_neighbours_only(delegate: StepDelegate, model: StepsModel, theme: Theme) -> None:
    model.show(data.churn().execution, data.churn().steps)
    rail = delegate.shape_rect(painted(delegate, model, 0, width=288).rect()).center().x()
    first, last = painted(delegate, model, 0, width=288), painted(delegate, model, 6, width=288)
    assert first.pixelColor(rail, 42) == theme.color("border") == last.pixelColor(rail, 2)
    assert first.pixelColor(rail, 2) != theme.color("border") != last.pixelColor(rail, 42)
