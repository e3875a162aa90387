from __future__ import annotations

from pytestqt.qtbot import QtBot

from stepflow_desktop.gui.server.chart_cards import ComputerCard, TrafficCard
from stepflow_desktop.gui.server.load_history import LoadHistory, Sample
from stepflow_desktop.gui.theme import Theme


def test_the_last_hour_is_drawn_and_told(qtbot: QtBot, theme: Theme) -> None:
    history, now_s = LoadHistory(), 1_764_160_000.0
    computer, traffic = ComputerCard(theme), TrafficCard(theme)
    for card in (computer, traffic):
        qtbot.addWidget(card)
        card.resize(420, 300)
        card.show()
        card.show_history(history, now_s)
    assert computer.legend.accessibleName() == "CPU, Memory"
    for minute in range(60):
        sample = Sample(cpu_percent=34, memory_percent=35, messages_a_minute=412 + minute, requests_a_minute=38)
        history.note(now_s - 3600 + 60 * minute, sample)
    computer.show_history(history, now_s)
    traffic.show_history(history, now_s)
    assert computer.legend.accessibleName() == "CPU 34 %, Memory 35 %"
    assert computer.chart.summary().startswith("CPU: now 34 %")
    assert "highest 471" in traffic.chart.summary()
    assert len(traffic.chart.table().rows) == 60
    traffic.box.show_table()
    assert traffic.box.is_table
