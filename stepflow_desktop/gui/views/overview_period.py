"""The switch between stretches of time."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from stepflow_desktop.gui.models.overview_period import PERIODS, Period, name_of, period_of
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.choice_switch import ChoiceSwitch


class PeriodSwitch(ChoiceSwitch):
    """``period_chosen`` carries a Period."""

    period_chosen = Signal(object)

    def __init__(self, theme: Theme, period: Period, parent: QWidget | None = None) -> None:
        choices = [(each.key, name_of(each)) for each in PERIODS]
        super().__init__(theme, "overview_period", choices, period.key, parent)
        self.setAccessibleName(self.tr("Period"))
        self.chosen.connect(lambda key: self.period_chosen.emit(period_of(key)))
