"""One banner per cause, the worst on top, gone with its cause."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from stepflow_desktop.core.model import ServerState
from stepflow_desktop.gui.machine_load import MachineLoad
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.frame_banners import BannerArea, show_disk, show_servers
from stepflow_desktop.gui.widgets import Banner, Button


def _area(qtbot: QtBot, theme: Theme) -> BannerArea:
    area = BannerArea(theme)
    qtbot.addWidget(area)
    area.resize(900, 300)
    return area


def test_a_server_that_failed_can_be_tried_again(qtbot: QtBot, theme: Theme) -> None:
    area, tried = _area(qtbot, theme), []
    failed = ServerState(name="REST", state="failed", problem="Port 8080 is in use by nginx (PID 1204).")
    for _ in range(2):
        show_servers(area, [failed], tried.append, lambda *_: None)
    [banner] = area.findChildren(Banner)
    assert "nginx" in banner.accessibleName()
    qtbot.mouseClick(banner.findChildren(Button)[0], Qt.MouseButton.LeftButton)
    assert tried == ["REST"]
    show_servers(area, [ServerState(name="REST", state="listening")], tried.append, lambda *_: None)
    assert area.keys == []
    assert area.isHidden()


def test_another_port_is_offered_first(qtbot: QtBot, theme: Theme) -> None:
    area, moved = _area(qtbot, theme), []
    for port in (0, 8081):
        failed = ServerState(name="REST", state="failed", problem="Port 8080 is in use.", free_port=port)
        show_servers(area, [failed], lambda _name: None, lambda name, port: moved.append((name, port)))
    [banner] = [banner for _rank, banner in area._banners.values()]
    assert [button.text() for button in banner.findChildren(Button)] == ["Use 8081", "Retry"]
    qtbot.mouseClick(banner.findChildren(Button)[0], Qt.MouseButton.LeftButton)
    assert moved == [("REST", 8081)]


def test_a_full_disk_is_told_in_two_degrees(qtbot: QtBot, theme: Theme) -> None:
    area = _area(qtbot, theme)

    def free(size: int) -> str:
        show_disk(area, MachineLoad(0, 1, 2, size), lambda: None)
        return " ".join(banner.accessibleName() for _rank, banner in area._banners.values())

    assert free(2_000_000_000) == ""
    assert free(640_000_000).startswith("Disk almost full: 640 MB left")
    assert free(50_000_000).startswith("Disk full: 50 MB left")
    assert free(2_000_000_000) == ""


def test_the_worst_is_on_top(qtbot: QtBot, theme: Theme) -> None:
    area = _area(qtbot, theme)
    area.put("a", "info", "Info", "")
    area.put("b", "error", "Error", "")
    area.show()
    qtbot.waitUntil(lambda: area._banners["b"][1].y() < area._banners["a"][1].y())


def test_a_banner_is_folded_while_its_cause_lasts_even_when_its_words_change(qtbot: QtBot, theme: Theme) -> None:
    area = _area(qtbot, theme)
    area.put("disk", "warning", "Disk almost full: 640 MB left", "Why.", [("Clean up…", lambda: None)])
    area.show()
    [banner] = [banner for _rank, banner in area._banners.values()]
    high = banner.height()
    fold = banner._fold
    assert fold is not None
    qtbot.mouseClick(fold, Qt.MouseButton.LeftButton)
    assert banner.is_folded and banner.maximumHeight() < high
    assert not any(button.isVisible() for button in banner.findChildren(Button))
    area.put("disk", "warning", "Disk almost full: 600 MB left", "Why.", [("Clean up…", lambda: None)])
    [banner] = [banner for _rank, banner in area._banners.values()]
    assert banner.is_folded
    banner.set_folded(False)
    assert banner.maximumHeight() == high
    area.drop("disk")
    area.put("told", "info", "Something over", "", dismissible=True)
    [told] = [banner for _rank, banner in area._banners.values()]
    assert told._fold is None
