"""Files of an execution: opened with a question where they may run, saved, attached, deleted."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QWidget

from stepflow_desktop.core.model import Artifact, ArtifactType
from stepflow_desktop.gui.bridge import EngineBridge
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.execution_files import ExecutionFiles, may_run, unused_name
from stepflow_desktop.gui.widgets.question import Question
from tests.gui import sample_data as data
from tests.waiting import until

pytestmark = pytest.mark.qt_log_ignore("does not support", extend=True)


class Desk:
    """The files of one execution, what was opened and what was said."""

    def __init__(self, theme: Theme, engine: data.FakeEngine, bridge: Any, widget: QWidget) -> None:
        self.engine = engine
        self.widget = widget
        self.opened: list[str] = []
        self.said: list[tuple[str, str, str]] = []
        self.files = ExecutionFiles(theme, bridge, widget, self._open)
        self.files.said.connect(lambda *what: self.said.append(what))

    def _open(self, url: QUrl) -> bool:
        self.opened.append(url.toLocalFile())
        return True

    def kept(self, name: str, content: bytes = b"x") -> tuple[Artifact, Path]:
        artifact = data.artifact("run", 0, name, len(content), ArtifactType.OTHER)
        path = self.engine.artifact_path(artifact)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return artifact, path

    def box(self) -> Question:
        found = self.widget.findChildren(Question)
        return found[-1]


@pytest.fixture
def desk(theme: Theme, afternoon: data.FakeEngine, fake_bridge: data.FakeBridge, qtbot: Any) -> Desk:
    widget = QWidget()
    qtbot.addWidget(widget)
    return Desk(theme, afternoon, fake_bridge, widget)


def test_a_document_is_opened(desk: Desk) -> None:
    artifact, path = desk.kept("report.pdf")
    desk.files.do("open", artifact)
    assert desk.opened == [str(path)]


@pytest.mark.parametrize("answer", ["open", "cancel"])
def test_a_program_is_asked_about(desk: Desk, answer: str) -> None:
    artifact, path = desk.kept("<b>install</b>.sh")
    desk.files.open(artifact)
    assert desk.opened == []
    box = desk.box()
    assert box.words == "Open “<b>install</b>.sh”?"
    if answer == "open":
        button = box.findChild(QAbstractButton, "open")
        assert isinstance(button, QAbstractButton)
        button.click()
    else:
        box.buttons["cancel"].click()
    assert desk.opened == ([str(path)] if answer == "open" else [])


def test_what_may_run(tmp_path: Path) -> None:
    marked, plain = tmp_path / "marked", tmp_path / "plain.txt"
    for path in (marked, plain):
        path.write_text("x")
    marked.chmod(0o755)
    assert may_run(marked)
    assert may_run(tmp_path / "x.DESKTOP")
    assert not may_run(plain)


def test_a_missing_file_is_told(desk: Desk) -> None:
    desk.files.open(data.artifact("run", 0, "gone.txt", 1, ArtifactType.OTHER))
    assert desk.said[0][:2] == ("warning", "The file was moved or deleted")


def test_copy_path_and_show_in_folder(desk: Desk) -> None:
    artifact, path = desk.kept("a.txt")
    desk.files.do("copy_path", artifact)
    assert QGuiApplication.clipboard().text() == str(path)
    desk.files.do("show_in_folder", artifact)
    assert desk.opened == [str(path.parent)]


def test_delete_asks_and_says_that_the_original_stays(desk: Desk) -> None:
    artifact, _path = desk.kept("a.txt", b"12345")
    desk.files.do("delete", artifact)
    assert desk.box().explanation == ("This deletes StepFlow's copy (5 B). The original file stays where it is.")
    assert ("delete_artifact", artifact.id) not in desk.engine.calls
    button = desk.box().findChild(QAbstractButton, "delete")
    assert isinstance(button, QAbstractButton)
    button.click()
    assert desk.engine.calls[-1] == ("delete_artifact", artifact.id)


def test_files_are_attached_and_folders_named(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    run = data.churn().execution
    desk.files.attach(run.id, [tmp_path / "a.txt", tmp_path])
    assert [call for call in desk.engine.calls if call[0] == "attach"] == [
        ("attach", run.id, tmp_path / "a.txt", "a.txt")
    ]
    assert desk.said == [("warning", "Only files can be attached", str(tmp_path))]


def test_a_name_that_is_taken_gets_a_number(desk: Desk, tmp_path: Path) -> None:
    details = data.churn()
    name = details.artifacts[0].name or details.artifacts[0].file_name
    (tmp_path / name).write_text("x")
    desk.files.attach(details.execution.id, [tmp_path / name])
    (attached,) = [call[3] for call in desk.engine.calls if call[0] == "attach"]
    assert attached == f"{Path(name).stem} (2){Path(name).suffix}"


@pytest.mark.parametrize(
    ("name", "taken", "unused"),
    [
        ("report.pdf", (), "report.pdf"),
        ("report.pdf", ("report.pdf",), "report (2).pdf"),
        ("report.pdf", ("report.pdf", "report (2).pdf"), "report (3).pdf"),
        ("Makefile", ("Makefile",), "Makefile (2)"),
    ],
)
def test_names_that_are_not_taken(name: str, taken: tuple[str, ...], unused: str) -> None:
    assert unused_name(name, taken) == unused


def test_the_dialog_attaches_what_was_chosen(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    run = data.churn().execution.id
    desk.files.ask_files(run)
    dialog = desk.widget.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    dialog.filesSelected.emit([str(tmp_path / "a.txt")])
    assert desk.engine.calls[-1][:2] == ("attach", run)
    dialog.reject()


async def saved(desk: Desk, target: Path) -> None:
    dialog = desk.widget.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(target))
    dialog.reject()
    await until(lambda: bool(desk.said))


@pytest.fixture
def async_desk(theme: Theme, afternoon: data.FakeEngine, qtbot: Any) -> Desk:
    widget = QWidget()
    qtbot.addWidget(widget)
    return Desk(theme, afternoon, EngineBridge(afternoon), widget)  # type: ignore[arg-type]


async def test_save_as_copies(async_desk: Desk, tmp_path: Path) -> None:
    artifact, _path = async_desk.kept("a.bin", b"content")
    async_desk.files.do("save_as", artifact)
    await saved(async_desk, tmp_path / "b.bin")
    assert (tmp_path / "b.bin").read_bytes() == b"content"
    assert async_desk.said == [("success", "Saved", str(tmp_path / "b.bin"))]


async def test_a_saved_log_is_masked(async_desk: Desk, tmp_path: Path) -> None:
    details = replace(data.churn(), masks=("hunter2",))
    log = async_desk.engine.log_path(details.execution.id)
    log.parent.mkdir(parents=True)
    log.write_bytes(b"password hunter2\nnext\xff\n")
    async_desk.files.save_log(details)
    await saved(async_desk, tmp_path / "out.log")
    assert (tmp_path / "out.log").read_bytes() == b"password ***\nnext\xff\n"


async def test_a_failed_save_is_told(async_desk: Desk, tmp_path: Path) -> None:
    artifact, _path = async_desk.kept("a.bin")
    async_desk.files.do("save_as", artifact)
    await saved(async_desk, tmp_path / "absent" / "b.bin")
    assert async_desk.said[0][:2] == ("error", "It was not saved")


def test_no_log_yet(desk: Desk) -> None:
    desk.files.save_log(data.churn())
    assert desk.said == [("warning", "There is no log yet", "")]
