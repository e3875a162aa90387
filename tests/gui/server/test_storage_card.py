from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from stepflow_desktop.core.store_usage import Large, Usage
from stepflow_desktop.gui.server.figures import NameButton
from stepflow_desktop.gui.server.storage_card import Disk, StorageCard
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import Label

DISK = Disk(total_bytes=216_000_000_000, free_bytes=71_000_000_000)


def shown(card: StorageCard) -> list[str]:
    return [button.accessibleName() for button in card.findChildren(NameButton) if not button.isHidden()]


def test_it_tells_what_of_the_disk_is_ours(qtbot: QtBot, theme: Theme) -> None:
    card = StorageCard(theme, 0)
    qtbot.addWidget(card)
    card.show_disk(DISK)
    assert card.disk.accessibleName() == "Disk: 145 GB of 216 GB, 71 GB free"
    assert 0.67 < card.disk.part < 0.68
    card.show_usage(Usage(21_600_000_000, 2_160_000_000, (Large("e1", "Sweep", 30), Large("e2", "Train", 20))), DISK)
    assert card.artifacts.accessibleName() == "Artifacts: 22 GB"
    assert (round(card.artifacts.part, 3), round(card.logs.part, 3)) == (0.1, 0.01)
    assert shown(card) == ["Sweep", "Train"]
    with qtbot.waitSignal(card.execution_chosen) as chosen:
        qtbot.mouseClick(card.findChildren(NameButton)[1], Qt.MouseButton.LeftButton)
    assert chosen.args == ["e2"]
    kept = card.findChildren(NameButton)
    card.show_usage(Usage(0, 0, (Large("e1", "Sweep", 30), Large("e2", "Train", 20))), DISK)
    assert card.findChildren(NameButton) == kept
    card.show_usage(Usage(0, 0, ()), DISK)
    assert shown(card) == []
    card.show_disk(Disk(0, 0))
    assert card.disk.part == 0.0


def test_it_says_what_goes_by_itself(qtbot: QtBot, theme: Theme) -> None:
    for days, words in ((0, "Nothing is removed by itself"), (30, "Older than 30 days is removed by itself")):
        card = StorageCard(theme, days)
        qtbot.addWidget(card)
        assert words in [label.text() for label in card.findChildren(Label)]
    with qtbot.waitSignal(card.clean_up_requested):
        qtbot.mouseClick(card.clean_up, Qt.MouseButton.LeftButton)
