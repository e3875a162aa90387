"""The window finds itself as it was left."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow, QSplitter, QWidget
from pytestqt.qtbot import QtBot

from stepflow_desktop.gui.window_memory import WindowMemory


def _window(qtbot: QtBot) -> tuple[QMainWindow, QSplitter]:
    window, splitter = QMainWindow(), QSplitter(Qt.Orientation.Horizontal)
    qtbot.addWidget(window)
    splitter.setObjectName("list_and_detail")
    splitter.addWidget(QWidget())
    splitter.addWidget(QWidget())
    window.setCentralWidget(splitter)
    window.resize(700, 500)
    return window, splitter


def test_size_splitters_and_page_come_back(qtbot: QtBot, tmp_path: Path) -> None:
    window, splitter = _window(qtbot)
    window.resize(650, 420)
    window.show()
    splitter.setSizes([200, 450])
    left = splitter.sizes()
    memory = WindowMemory(tmp_path)
    memory.keep(window, "server")

    again, other = _window(qtbot)
    fresh = WindowMemory(tmp_path)
    fresh.restore(again)
    again.show()
    assert (again.width(), again.height()) == (650, 420)
    assert other.sizes() == left
    assert fresh.page("executions") == "server"


def test_nonsense_in_the_file_is_ignored(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "window.ini").write_text("[theme]\nmode=sepia\n[window]\ngeometry=5\n")
    window, _splitter = _window(qtbot)
    memory = WindowMemory(tmp_path)
    memory.restore(window)
    assert (window.width(), window.height()) == (700, 500)
