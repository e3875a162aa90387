"""One question, then all of them; what is refused is told and stops nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from stepflow_desktop.core.model import Execution
from stepflow_desktop.errors import Conflict
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.bulk_actions import BulkActions
from stepflow_desktop.gui.widgets.question import Question
from stepflow_desktop.gui.widgets.text_dialog import TextDialog
from tests.gui import sample_data as data

LEFT = Qt.MouseButton.LeftButton
pytestmark = pytest.mark.qt_log_ignore("does not support", extend=True)
Said = list[tuple[str, str, str, Any]]


@pytest.fixture
def bulk(theme: Theme, fake_bridge: data.FakeBridge, qtbot: Any) -> BulkActions:
    widget = QWidget()
    qtbot.addWidget(widget)
    bulk = BulkActions(theme, fake_bridge, widget)  # type: ignore[arg-type]
    bulk.widget = widget  # type: ignore[attr-defined]
    return bulk


@pytest.fixture
def said(bulk: BulkActions) -> Said:
    said: Said = []
    bulk.said.connect(lambda *what: said.append(what))
    return said


def runs() -> list[Execution]:
    return [data.integration().execution, data.execution(311, "Build documentation", "make docs")]


def box(bulk: BulkActions, name: str) -> Question:
    found = bulk.widget.findChild(Question, name)  # type: ignore[attr-defined]
    assert isinstance(found, Question)
    return found


def press(qtbot: Any, asked: Question, name: str) -> None:
    button = asked.findChild(QPushButton, name)
    assert button is not None
    qtbot.mouseClick(button, LEFT)


def calls(engine: data.FakeEngine, verb: str) -> list[str]:
    return [call[1] for call in engine.calls if call[0] == verb]


def test_deleting_names_what_goes_and_can_be_undone(
    bulk: BulkActions, said: Said, afternoon: data.FakeEngine, qtbot: Any
) -> None:
    bulk.delete(runs())
    asked = box(bulk, "confirm_delete")
    assert asked.words == "Delete 2 executions, 2 artifacts, 2.1 MB?"
    assert asked.default.text() == "Cancel"
    press(qtbot, asked, "delete")
    assert calls(afternoon, "delete") == [run.id for run in runs()]
    kind, title, _text, actions = said[-1]
    assert (kind, title) == ("info", "Deleted 2 executions")
    actions[0][1]()
    assert calls(afternoon, "undelete") == [run.id for run in reversed(runs())]
    assert said[-1][:2] == ("error", "Not all could be brought back")


def test_cancelling_deletes_nothing(bulk: BulkActions, afternoon: data.FakeEngine) -> None:
    bulk.delete(runs())
    box(bulk, "confirm_delete").reject()
    assert calls(afternoon, "delete") == []


def test_running_ones_are_said_to_be_stopped(bulk: BulkActions) -> None:
    bulk.delete([data.churn().execution])
    assert "stopped first" in box(bulk, "confirm_delete").explanation
    box(bulk, "confirm_delete").reject()


def test_a_few_are_run_again_at_once_the_oldest_first(
    bulk: BulkActions, said: Said, afternoon: data.FakeEngine
) -> None:
    bulk.run_again(runs())
    assert calls(afternoon, "rerun") == [run.id for run in reversed(runs())]
    assert said[-1][1] == "Started 2 executions"


def test_many_are_run_again_after_a_question(bulk: BulkActions, afternoon: data.FakeEngine, qtbot: Any) -> None:
    many = [item.execution for item in data.afternoon()][:7]
    bulk.run_again(many)
    assert calls(afternoon, "rerun") == []
    asked = box(bulk, "confirm_run_again")
    assert asked.words == "Run 7 executions again?"
    press(qtbot, asked, "run_again")
    assert len(calls(afternoon, "rerun")) == 7


def test_a_tag_is_added_to_those_that_lack_it(bulk: BulkActions, said: Said, afternoon: data.FakeEngine) -> None:
    bulk.add_tag(runs())
    dialog = bulk.widget.findChild(TextDialog)  # type: ignore[attr-defined]
    dialog.field.setText("ci, new")
    dialog.accept()
    edits = {call[1]: call[2]["tags"] for call in afternoon.calls if call[0] == "edit"}
    assert edits == {runs()[0].id: ("ci", "api-service", "new"), runs()[1].id: ("ci", "new")}
    assert said[-1][1] == "Tagged 2 executions"


def test_what_is_refused_is_told(bulk: BulkActions, said: Said, afternoon: data.FakeEngine) -> None:
    afternoon.refuse = Conflict("It does not end.")
    bulk.run_again(runs())
    assert said == [("error", "2 of 2 failed", "It does not end.", [])]


async def test_logs_are_saved_side_by_side(bulk: BulkActions, afternoon: data.FakeEngine, tmp_path: Path) -> None:
    folder = tmp_path / "logs"
    folder.mkdir()
    for run in runs():
        log = afternoon.log_path(run.id)
        log.parent.mkdir(parents=True)
        log.write_text(f"log of {run.name}\n")
    for run in (*runs(), data.churn().execution):
        await bulk._save_log(run, folder)
    names = sorted(path.name for path in folder.iterdir())
    assert [name[:12] for name in names] == ["Build docume", "Integration "]
    assert all(name.endswith(".log") for name in names)
