"""A row of what runs shows its shape and how far it is."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from stepflow_desktop.gui.delegates.running_delegate import RunningDelegate
from stepflow_desktop.gui.models.running import RunningModel
from stepflow_desktop.gui.theme import Theme
from tests.gui import sample_data as data
from tests.gui.delegates.pixels import has_color, painted


def test_done_and_running_segments_and_the_time_left(qapp: QApplication, theme: Theme) -> None:
    clock = data.FixedClock()
    model = RunningModel(clock)
    churn = data.churn()
    model.show([(churn.execution, churn.steps)])
    image = painted(RunningDelegate(theme, clock), model, 0, width=420)
    for token in ("completed", "running", "running_rest"):
        assert has_color(image, theme.color(token)), token
