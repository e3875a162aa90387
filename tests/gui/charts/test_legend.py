"""The legend says in words what shapes and dots say."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from stepflow_desktop.gui.charts.legend import Entry, Legend
from stepflow_desktop.gui.theme import Theme


def test_it_is_read_out_and_painted(qtbot: QtBot, theme: Theme) -> None:
    legend = Legend(theme)
    qtbot.addWidget(legend)
    empty = legend.sizeHint().width()
    legend.show_entries([Entry("Completed", status="completed"), Entry("CPU 34 %", token="accent")])
    assert legend.accessibleName() == "Completed, CPU 34 %"
    assert legend.sizeHint().width() > empty + 100
    legend.resize(legend.sizeHint())
    wide = legend.grab().toImage()
    legend.resize(90, 20)
    assert legend.grab().toImage().width() < wide.width()
