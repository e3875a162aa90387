"""The verbs of files: asked by dialogs, done by the engine, nothing written over."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from stepflow_desktop.core.artifact_search import FoundArtifact
from stepflow_desktop.core.model import ArtifactType
from stepflow_desktop.errors import InvalidRequest
from stepflow_desktop.gui.bridge import EngineBridge
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.file_verbs import FileVerbs
from stepflow_desktop.gui.widgets.question import Question
from stepflow_desktop.gui.widgets.text_dialog import NumberDialog, TextDialog
from tests.gui import sample_data as data
from tests.waiting import until

FILE = data.artifact("run", 0, "a.txt", 10, ArtifactType.DOCUMENT, tags=("old",), retention_days=3)
OTHER = data.artifact("run", 1, "b.txt", 20, ArtifactType.DOCUMENT)
pytestmark = pytest.mark.qt_log_ignore("does not support", extend=True)


@pytest.fixture
def widget(qtbot: Any) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    return widget


@pytest.fixture
def verbs(theme: Theme, fake_bridge: data.FakeBridge, widget: QWidget) -> FileVerbs:
    return FileVerbs(theme, fake_bridge, widget)  # type: ignore[arg-type]


def edits(engine: data.FakeEngine) -> list[Any]:
    return [call[1:] for call in engine.calls if call[0] == "edit_artifact"]


def test_name_and_tags_are_asked_for(verbs: FileVerbs, widget: QWidget, afternoon: data.FakeEngine) -> None:
    for name, text in (("rename", " new name "), ("edit_tags", "one, two one")):
        verbs.by_name[name](FILE)
        dialog = widget.findChildren(TextDialog)[-1]
        assert dialog.field.text() in ("a.txt", "old")
        dialog.field.setText(text)
        dialog.accept()
    assert edits(afternoon) == [(FILE.id, {"name": "new name"}), (FILE.id, {"tags": ("one", "two")})]


@pytest.mark.parametrize(("days", "kept"), [(7, 7), (0, None)])
def test_days_are_asked_for(
    days: int, kept: int | None, verbs: FileVerbs, widget: QWidget, afternoon: data.FakeEngine
) -> None:
    verbs.ask_retention(FILE)
    dialog = widget.findChild(NumberDialog, "retention_dialog")
    assert dialog is not None
    assert dialog.field.text() == "3"
    dialog.field.setText(str(days))
    dialog.accept()
    assert edits(afternoon) == [(FILE.id, {"retention_days": kept})]


def test_a_refusal_is_told(verbs: FileVerbs, widget: QWidget, afternoon: data.FakeEngine, qtbot: Any) -> None:
    afternoon.refuse = InvalidRequest("The name is too long.")
    verbs.rename(FILE)
    with qtbot.waitSignal(verbs.said) as said:
        widget.findChildren(TextDialog)[-1].accept()
    assert said.args == ["error", "It was not changed", "The name is too long."]


def test_files_and_links_are_copied(verbs: FileVerbs, afternoon: data.FakeEngine) -> None:
    verbs.do_many("copy_files", [FILE, OTHER])
    urls = QGuiApplication.clipboard().mimeData().urls()
    assert [url.toLocalFile() for url in urls] == [str(afternoon.artifact_path(each)) for each in (FILE, OTHER)]
    verbs.copy_link(FILE)
    assert QGuiApplication.clipboard().text().startswith("file:///")


def test_deleting_several_asks_once(verbs: FileVerbs, widget: QWidget, afternoon: data.FakeEngine) -> None:
    verbs.do_many("delete", [FILE, OTHER])
    box = widget.findChild(Question, "confirm_delete_artifact")
    assert box is not None
    assert box.words == "Delete 2 files?"
    assert "30 B" in box.explanation
    assert afternoon.calls == []
    box.findChild(QPushButton, "delete").click()
    assert [call[1] for call in afternoon.calls] == [FILE.id, OTHER.id]


@pytest.mark.parametrize("kept", [True, False])
def test_a_deletion_can_be_undone(kept: bool, verbs: FileVerbs, afternoon: data.FakeEngine, qtbot: Any) -> None:
    said: list[Any] = []
    verbs.said.connect(lambda *words: said.append(words))
    with qtbot.waitSignal(verbs.deleted) as deleted:
        verbs.remove(FILE)
    assert deleted.args[0] == "Deleted “a.txt”"
    afternoon.trash_is_kept = kept
    deleted.args[1]()
    assert afternoon.calls[-1] == ("undelete_artifact", FILE.id)
    assert said == ([] if kept else [("error", "It could not be brought back", "The trash was emptied.")])


def test_the_same_file_of_earlier_runs_is_answered(verbs: FileVerbs, afternoon: data.FakeEngine, qtbot: Any) -> None:
    afternoon.earlier["a.txt"] = (FoundArtifact(OTHER, "earlier run"),)
    with qtbot.waitSignal(verbs.earlier_found) as found:
        verbs.answer_earlier(FILE)
    assert found.args == [FILE, (FoundArtifact(OTHER, "earlier run"),)]


async def test_saving_several_writes_over_nothing(
    theme: Theme, bridge: EngineBridge, engine: Any, widget: QWidget, tmp_path: Path, qtbot: Any
) -> None:
    stored = tmp_path / "stored"
    stored.mkdir()
    (stored / "a.txt").write_text("new")
    engine.artifact_path = lambda artifact: stored / artifact.file_name
    target = tmp_path / "target"
    target.mkdir()
    (target / "a.txt").write_text("there before")
    verbs = FileVerbs(theme, bridge, widget)
    verbs.save_all([FILE])
    dialog = widget.findChild(QFileDialog, "save_all_dialog")
    assert dialog is not None
    dialog.fileSelected.emit(str(target))
    await bridge.close()
    assert sorted(path.name for path in target.iterdir()) == ["a (2).txt", "a.txt"]
    assert (target / "a (2).txt").read_text() == "new"


async def test_a_lost_file_is_taken_back(
    theme: Theme, bridge: EngineBridge, engine: Any, widget: QWidget, tmp_path: Path
) -> None:
    told: list[Any] = []

    async def edit_artifact(artifact_id: str, **changes: Any) -> None:
        told.append((artifact_id, changes))

    engine.edit_artifact = edit_artifact
    engine.artifact_path = lambda artifact: tmp_path / "gone" / artifact.file_name
    (tmp_path / "found.txt").write_text("content")
    verbs = FileVerbs(theme, bridge, widget)
    verbs.locate(FILE)
    dialog = widget.findChild(QFileDialog, "locate_dialog")
    assert dialog is not None
    dialog.fileSelected.emit(str(tmp_path / "found.txt"))
    await until(lambda: told)
    await bridge.close()
    assert (tmp_path / "gone" / "a.txt").read_text() == "content"
    assert told == [(FILE.id, {"name": "a.txt"})], "everybody hears of it"
