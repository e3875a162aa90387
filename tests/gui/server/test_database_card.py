from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from stepflow_desktop.core.daily_backup import Backup
from stepflow_desktop.gui.server.database_card import DatabaseCard
from stepflow_desktop.gui.theme import Theme
from tests.gui.fake_engine import FakeStore

NOW = datetime(2026, 11, 26, 14, 45).astimezone()


def test_it_tells_how_the_database_is(qtbot: QtBot, theme: Theme) -> None:
    card = DatabaseCard(theme)
    qtbot.addWidget(card)
    info = FakeStore(Path.home() / ".local/share/stepflow").about
    backup = Backup(Path("/b"), NOW.replace(hour=2, minute=0), 15_400_000)
    card.show_info(info, 19, 1, backup, NOW)
    assert card.facts.texts() == [
        "~/.local/share/stepflow/stepflow.db",
        "16 MB, WAL on",
        "1,250 executions · 8,500 steps",
        "95 %",
        "Today 02:00, 15 MB",
    ]
    card.show_info(replace(info, wal_mode="delete", path=Path("/x/y.db")), 0, 0, None, NOW)
    assert card.facts.texts()[0:2] == ["/x/y.db", "16 MB, WAL off"]
    assert card.facts.texts()[3:] == ["–", "none yet"]
    card.show_info(info, 1, 1, replace(backup, made_at=backup.made_at - timedelta(days=1)), NOW)
    assert card.facts.texts()[4] == "Wed 02:00, 15 MB"


def test_its_buttons_ask(qtbot: QtBot, theme: Theme) -> None:
    card = DatabaseCard(theme)
    qtbot.addWidget(card)
    for button, signal in (
        (card.optimise, card.optimise_requested),
        (card.back_up, card.back_up_requested),
        (card.show_folder, card.folder_requested),
    ):
        with qtbot.waitSignal(signal):
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
