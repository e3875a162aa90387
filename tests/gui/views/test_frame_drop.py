"""A script or folder dropped on the window is taken, anything else is left to others."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QUrl
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.frame_drop import DropTarget
from tests.gui.dragging import drop_event, enter_event


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(600, 400)
    host.show()
    return host


def _mime(*urls: QUrl) -> QMimeData:
    mime = QMimeData()
    mime.setUrls(list(urls))
    return mime


def test_a_dragged_script_is_announced_and_taken(host: QWidget, qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    script = tmp_path / "sweep.py"
    script.write_text("print()\n")
    target, mime = DropTarget(theme, host), _mime(QUrl.fromLocalFile(str(script)))
    enter = enter_event(QPoint(50, 50), mime)
    QApplication.sendEvent(host, enter)
    assert enter.isAccepted()
    qtbot.waitUntil(target.choice.isVisible)
    with qtbot.waitSignal(target.dropped) as dropped:
        QApplication.sendEvent(host, drop_event(QPoint(50, 50), mime))
    assert dropped.args == [script]
    assert not target.choice.isVisible()


def test_what_cannot_be_run_is_not_taken(host: QWidget, theme: Theme, tmp_path: Path) -> None:
    target = DropTarget(theme, host)
    taken: list[Path] = []
    target.dropped.connect(taken.append)
    here = QUrl.fromLocalFile(str(tmp_path))
    for mime in (
        _mime(QUrl("https://example.org/x.py")),
        _mime(QUrl.fromLocalFile(str(tmp_path / "gone.py"))),
        _mime(here, here),
        _mime(),
    ):
        QApplication.sendEvent(host, enter_event(QPoint(50, 50), mime))
        QApplication.sendEvent(host, drop_event(QPoint(50, 50), mime))
    assert taken == []
    mime = _mime(here)
    QApplication.sendEvent(host, enter_event(QPoint(50, 50), mime))
    QApplication.sendEvent(host, drop_event(QPoint(50, 50), mime))
    assert taken == [tmp_path]
