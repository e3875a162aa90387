"""The status bar tells what runs and how servers and computer are."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from stepflow_desktop.core.model import ServerState
from stepflow_desktop.gui.machine_load import MachineLoad
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.frame_status_bar import StatusBar, StatusItem


def _bar(qtbot: QtBot, theme: Theme) -> StatusBar:
    bar = StatusBar(theme)
    qtbot.addWidget(bar)
    bar.resize(1200, 28)
    bar.show()
    return bar


def _shown(bar: StatusBar) -> list[str]:
    items = sorted(bar.findChildren(StatusItem), key=lambda item: item.x())
    return [item.text() for item in items if item.isVisible()]


def test_only_what_there_is_gets_a_place(qtbot: QtBot, theme: Theme) -> None:
    bar = _bar(qtbot, theme)
    assert _shown(bar) == ["Nothing running"]
    bar.show_counts(4, 1, 2)
    qtbot.waitUntil(lambda: _shown(bar) == ["4 running", "1 queued", "2 failed today"])
    bar.show_counts(0, 0, 2)
    qtbot.waitUntil(lambda: sorted(_shown(bar)) == ["2 failed today", "Nothing running"])


def test_a_click_filters(qtbot: QtBot, theme: Theme) -> None:
    bar = _bar(qtbot, theme)
    bar.show_counts(1, 1, 1)
    asked: list[str] = []
    bar.filter_requested.connect(asked.append)
    for item in (bar.running, bar.queued, bar.failed):
        qtbot.mouseClick(item, Qt.MouseButton.LeftButton)
    assert asked == ["status:running", "status:pending", "status:failed since:1d"]


def test_servers_are_told_by_port_or_trouble(qtbot: QtBot, theme: Theme) -> None:
    bar = _bar(qtbot, theme)
    rest = ServerState(name="REST", state="listening", address="http://[::1]:8080/api", clients=1)
    hub = ServerState(name="WebSocket", state="failed", problem="Port 8765 is in use.", clients=2)
    bar.show_servers([rest, hub])
    assert (bar.rest.text(), bar.websocket.text(), bar.clients.text()) == (
        "REST :8080",
        "WebSocket not listening",
        "3 clients",
    )
    assert bar.websocket.toolTip() == "Port 8765 is in use."
    with qtbot.waitSignal(bar.server_requested):
        qtbot.mouseClick(bar.rest, Qt.MouseButton.LeftButton)


def test_the_load_is_rounded(qtbot: QtBot, theme: Theme) -> None:
    bar = _bar(qtbot, theme)
    bar.show_load(MachineLoad(33.6, 11_200_000_000, 32_000_000_000, 71_000_000_000))
    assert (bar.cpu.text(), bar.memory.text(), bar.disk.text()) == ("CPU 34 %", "RAM 11.2 / 32 GB", "71 GB free")


def test_a_shield_warns_while_other_computers_can_reach_us(qtbot: QtBot, theme: Theme) -> None:
    bar = _bar(qtbot, theme)
    here = ServerState(name="REST", state="listening", address="http://localhost:8080")
    bar.show_servers([here])
    assert not bar.shield.isVisible()
    bar.show_servers([replace(here, network_address="http://192.168.1.24:8080")])
    assert bar.shield.isVisible()
    assert bar.shield.accessibleName() == bar.shield.toolTip() != ""
    with qtbot.waitSignal(bar.server_requested):
        qtbot.mouseClick(bar.shield, Qt.MouseButton.LeftButton)


def test_where_it_is_narrow_the_load_of_the_computer_stays_away(qtbot: QtBot, theme: Theme) -> None:
    bar = _bar(qtbot, theme)
    bar.show_counts(4, 1, 2)
    bar.show_load(MachineLoad(34, 11_200_000_000, 32_000_000_000, 71_000_000_000))
    whole = ["4 running", "1 queued", "2 failed today", "CPU 34 %", "RAM 11.2 / 32 GB", "71 GB free"]
    qtbot.waitUntil(lambda: _shown(bar) == whole)
    bar.resize(420, 28)
    qtbot.waitUntil(lambda: _shown(bar) == [*whole[:3], "71 GB free"])
    bar.resize(1200, 28)
    qtbot.waitUntil(lambda: _shown(bar) == whole)
