"""A file is opened with a program that was chosen, never without a word."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QListWidget, QPushButton, QWidget

from stepflow_desktop.gui.desktop_programs import Places
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.open_with import OpenWith, OpenWithDialog, mime_types_of
from stepflow_desktop.gui.widgets import Label

LEFT = Qt.MouseButton.LeftButton
pytestmark = pytest.mark.qt_log_ignore("does not support", extend=True)


class Started:
    def __init__(self, succeeds: bool = True) -> None:
        self.words: list[list[str]] = []
        self.succeeds = succeeds

    def __call__(self, program: str, arguments: Sequence[str]) -> bool:
        self.words.append([program, *arguments])
        return self.succeeds


@pytest.fixture
def host(qtbot: Any) -> QWidget:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(800, 600)
    host.show()
    return host


@pytest.fixture
def places(tmp_path: Path) -> Places:
    folder = tmp_path / "data" / "applications"
    folder.mkdir(parents=True)
    for name in ("viewer", "editor"):
        (folder / f"{name}.desktop").write_text(
            f"[Desktop Entry]\nType=Application\nName={name.title()}\nExec=/bin/sh {name} %f\n"
        )
    (folder / "mimeinfo.cache").write_text("[MIME Cache]\nimage/png=viewer.desktop;editor.desktop;\n")
    return Places((tmp_path / "data",), ())


def opener(theme: Theme, host: QWidget, start: Started, **more: Any) -> OpenWith:
    return OpenWith(theme, host, start=start, **{"platform": "linux"} | more)


def dialog_of(host: QWidget, qtbot: Any) -> OpenWithDialog:
    qtbot.waitUntil(lambda: any(each.isVisible() for each in host.findChildren(OpenWithDialog)))
    return next(each for each in host.findChildren(OpenWithDialog) if each.isVisible())


def button(dialog: QWidget, name: str) -> QPushButton:
    found = dialog.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    return found


def test_the_chosen_program_opens_it(theme: Theme, host: QWidget, places: Places, qtbot: Any) -> None:
    start = Started()
    opener(theme, host, start, places=places).ask(Path("/x/a.png"), "a.png", may_run=False)
    dialog = dialog_of(host, qtbot)
    programs = dialog.findChild(QListWidget)
    assert isinstance(programs, QListWidget)
    assert [programs.item(row).text() for row in range(programs.count())] == ["Viewer", "Editor"]
    assert not any("may run it" in label.text() for label in dialog.findChildren(Label))
    qtbot.keyClick(programs, Qt.Key.Key_Down)
    qtbot.mouseClick(button(dialog, "open"), LEFT)
    assert start.words == [["/bin/sh", "editor", "/x/a.png"]]


def test_a_program_is_warned_of_and_nothing_starts_when_it_is_closed(
    theme: Theme, host: QWidget, places: Places, qtbot: Any
) -> None:
    start = Started()
    opener(theme, host, start, places=places).ask(Path("/x/a.png"), "a.png", may_run=True)
    dialog = dialog_of(host, qtbot)
    assert any("may run it" in label.text() for label in dialog.findChildren(Label))
    qtbot.mouseClick(button(dialog, "cancel"), LEFT)
    assert start.words == []


def test_without_any_another_one_is_chosen(
    theme: Theme, host: QWidget, places: Places, tmp_path: Path, qtbot: Any
) -> None:
    start, plain = Started(), tmp_path / "plain.txt"
    plain.write_text("x")
    asking = opener(theme, host, start, places=places)
    told: list[tuple[str, ...]] = []
    asking.said.connect(lambda *words: told.append(words))
    asking.ask(Path("/x/a.unknown"), "a.unknown", may_run=False)
    dialog = dialog_of(host, qtbot)
    assert not button(dialog, "open").isEnabled()
    qtbot.mouseClick(button(dialog, "open_with_other"), LEFT)
    chooser = host.findChild(QFileDialog, "program_dialog")
    assert isinstance(chooser, QFileDialog)
    chooser.fileSelected.emit(str(plain))
    assert told == [("warning", "This is no program", str(plain))]
    chooser.fileSelected.emit("/bin/sh")
    assert start.words == [["/bin/sh", "/x/a.unknown"]]
    chooser.close()


def test_one_that_does_not_start_is_told(theme: Theme, host: QWidget, places: Places, qtbot: Any) -> None:
    asking = opener(theme, host, Started(succeeds=False), places=places)
    asking.ask(Path("/x/a.png"), "a.png", may_run=False)
    dialog = dialog_of(host, qtbot)
    with qtbot.waitSignal(asking.said) as said:
        qtbot.mouseClick(button(dialog, "open"), LEFT)
    assert said.args == ["warning", "The program could not be started", "/bin/sh"]


def test_other_systems_have_their_own_way(theme: Theme, host: QWidget, qtbot: Any) -> None:
    start = Started()
    opener(theme, host, start, platform="win32").ask(Path("/x/a.png"), "a.png", may_run=False)
    assert start.words[-1] == ["rundll32.exe", "shell32.dll,OpenAs_RunDLL", "/x/a.png"]
    asking = opener(theme, host, start, platform="darwin")
    asking.ask(Path("/x/a.png"), "a.png", may_run=False)
    qtbot.mouseClick(button(dialog_of(host, qtbot), "open_with_other"), LEFT)
    chooser = host.findChild(QFileDialog, "program_dialog")
    assert isinstance(chooser, QFileDialog)
    chooser.fileSelected.emit("/Applications/Preview.app")
    assert start.words[-1] == ["open", "-a", "/Applications/Preview.app", "/x/a.png"]
    chooser.close()


def test_types_from_the_special_to_the_general() -> None:
    types = mime_types_of(Path("a.py"))
    assert types[0] == "text/x-python" and "text/plain" in types
    assert mime_types_of(Path("a.no-such-suffix")) == []
