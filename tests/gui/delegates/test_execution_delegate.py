"""Rows of the list are as high as what they show, in the colours of their status."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QStyleOptionViewItem

from stepflow_desktop.core.model import ExecutionPage
from stepflow_desktop.gui.delegates.execution_delegate import ExecutionDelegate
from stepflow_desktop.gui.models.executions import ExecutionsModel
from stepflow_desktop.gui.theme import Theme
from tests.gui import sample_data as data
from tests.gui.delegates.pixels import has_color, painted


@pytest.fixture
def model() -> ExecutionsModel:
    model = ExecutionsModel(data.FixedClock())
    model.restart(data.filter_of(""))
    details = data.afternoon()
    model.add_page(ExecutionPage(tuple(item.execution for item in details), len(details), False))
    for item in details:
        model.set_steps(item.execution.id, item.steps)
    return model


@pytest.fixture
def delegate(theme: Theme) -> ExecutionDelegate:
    return ExecutionDelegate(theme, data.FixedClock())


def test_heights(delegate: ExecutionDelegate, model: ExecutionsModel) -> None:
    option = QStyleOptionViewItem()
    rows = {
        "heading": model.index(0),
        "running": model.index_of(data.churn().execution.id),
        "failed": model.index_of(data.integration().execution.id),
    }
    heights = {name: delegate.sizeHint(option, index).height() for name, index in rows.items()}
    assert heights == {"heading": 32, "running": 76, "failed": 64}


def test_every_row_paints_in_its_status_colour(
    delegate: ExecutionDelegate, model: ExecutionsModel, theme: Theme
) -> None:
    running = painted(delegate, model, model.index_of(data.churn().execution.id).row())
    assert has_color(running, theme.color("running"))
    assert has_color(running, theme.color("completed"))
    failed = painted(delegate, model, model.index_of(data.integration().execution.id).row())
    assert has_color(failed, theme.color("failed"))
    assert not has_color(failed, theme.color("running"))


def test_the_chosen_row_has_a_bar(delegate: ExecutionDelegate, model: ExecutionsModel, theme: Theme) -> None:
    row = model.index_of(data.integration().execution.id).row()
    assert has_color(painted(delegate, model, row, selected=True), theme.color("accent_soft"))
    assert has_color(painted(delegate, model, row, selected=True), theme.color("accent"))
    assert not has_color(painted(delegate, model, row), theme.color("accent"))


def test_all_rows_paint_in_the_dark_too(delegate: ExecutionDelegate, model: ExecutionsModel, theme: Theme) -> None:
    theme.set_mode("dark")
    images = [painted(delegate, model, row) for row in range(model.rowCount())]
    assert all(has_color(image, theme.color("text3"), least=1) or image.height() > 32 for image in images)
