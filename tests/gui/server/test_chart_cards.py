from __future__ import annotations

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from stepflow_desktop.gui.server.chart_cards import AROUND, ComputerCard, TrafficCard
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


def test_the_legend_has_room_in_a_narrow_card_too(qtbot: QtBot, theme: Theme) -> None:
    for make, long, short in (
        (ComputerCard, "This computer, last hour", "This computer"),
        (TrafficCard, "Traffic, last hour", "Traffic"),
    ):
        card = make(theme)
        qtbot.addWidget(card)
        history = LoadHistory()
        history.note(1000.0, Sample(cpu_percent=100, memory_percent=35, messages_a_minute=0, requests_a_minute=0))
        card.show_history(history, 1001.0)
        card.show()
        beside = AROUND + card.legend.sizeHint().width() + card.box.more.width()
        metrics = QFontMetrics(theme.font("body_strong"))
        for title in (long, short):
            card.resize(beside + metrics.horizontalAdvance(title), 300)
            QApplication.processEvents()
            assert card.accessibleName() == title
            assert card.legend.width() >= card.legend.sizeHint().width()
        assert card.chart.title == long
