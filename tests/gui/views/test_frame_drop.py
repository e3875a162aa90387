"""A script or folder dropped on the window is taken, anything else is left to others."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QUrl
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.frame_drop import DropOverlay, DropTarget, dropped_path
from tests.gui.dragging import drop_event, enter_event


def _mime(*urls: QUrl) -> QMimeData:
    mime = QMimeData()
    mime.setUrls(list(urls))
    return mime


def test_a_dragged_script_is_announced_and_taken(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    script = tmp_path / "sweep.py"
    script.write_text("print()\n")
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(600, 400)
    host.show()
    target, mime = DropTarget(theme, host), _mime(QUrl.fromLocalFile(str(script)))
    enter = enter_event(QPoint(50, 50), mime)
    QApplication.sendEvent(host, enter)
    assert enter.isAccepted()
    [overlay] = host.findChildren(DropOverlay)
    qtbot.waitUntil(overlay.isVisible)
    with qtbot.waitSignal(target.dropped) as dropped:
        QApplication.sendEvent(host, drop_event(QPoint(50, 50), mime))
    assert dropped.args == [script]
    assert not overlay.isVisible()


def test_what_cannot_be_run_is_not_taken(tmp_path: Path, qapp: QApplication) -> None:
    here = QUrl.fromLocalFile(str(tmp_path))
    assert dropped_path(_mime(here)) == tmp_path
    assert dropped_path(_mime(QUrl("https://example.org/x.py"))) is None
    assert dropped_path(_mime(QUrl.fromLocalFile(str(tmp_path / "gone.py")))) is None
    assert dropped_path(_mime(here, here)) is None
    assert dropped_path(_mime()) is None
