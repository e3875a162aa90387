"""Links of the log: addresses of the web and files are opened, programs only after a question."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from stepflow_desktop.gui.log.log_panel import LogPanel
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.log_links import LogLinks
from stepflow_desktop.gui.widgets.question import Question

pytestmark = pytest.mark.qt_log_ignore("does not support", extend=True)


class Opener:
    """Notes what is to be opened; says that it could if ``works``."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.works = True

    def __call__(self, url: QUrl) -> bool:
        self.asked.append(url.toString())
        return self.works


@pytest.fixture
def opener() -> Opener:
    return Opener()


@pytest.fixture
def links(theme: Theme, qtbot: QtBot, opener: Opener) -> LogLinks:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    return LogLinks(theme, widget, opener)


def test_an_address_and_a_file_are_opened(
    qtbot: QtBot, theme: Theme, links: LogLinks, opener: Opener, tmp_path: Path
) -> None:
    panel = LogPanel(theme)
    qtbot.addWidget(panel)
    links.serve(panel)
    panel.address_wanted.emit("https://example.org/a")
    panel.file_wanted.emit(tmp_path / "a.txt", 3)
    assert opener.asked == ["https://example.org/a", (tmp_path / "a.txt").as_uri()]
    assert links.parent().findChild(Question) is None


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "ftp://example.org", ""])
def test_no_other_address_is_opened(links: LogLinks, opener: Opener, address: str) -> None:
    links.open_address(address)
    assert opener.asked == []


def test_what_may_run_is_asked_about(qtbot: QtBot, links: LogLinks, opener: Opener, tmp_path: Path) -> None:
    script = tmp_path / "a.py"
    links.open_file(script)
    box = links.parent().findChild(Question, "confirm_open_link")
    assert isinstance(box, Question) and opener.asked == []
    button = box.findChild(QPushButton, "open")
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert opener.asked == [script.as_uri()]


def test_what_cannot_be_opened_is_said(qtbot: QtBot, links: LogLinks, opener: Opener, tmp_path: Path) -> None:
    opener.works = False
    with qtbot.waitSignal(links.said) as said:
        links.open_address("https://example.org")
    assert said.args[2] == "https://example.org"
    with qtbot.waitSignal(links.said) as said:
        links.open_file(tmp_path / "a.txt")
    assert said.args[2] == str(tmp_path / "a.txt")
