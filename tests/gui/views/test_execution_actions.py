"""The verbs: what is asked of the engine, and how a refusal is told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QWidget

from stepflow_desktop.core.model import ExecutionDetails, NewExecution
from stepflow_desktop.errors import QueueFull
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.execution_actions import ExecutionActions, what_goes
from stepflow_desktop.gui.widgets.question import Question
from tests.gui import sample_data as data

pytestmark = pytest.mark.qt_log_ignore("does not support", extend=True)


@pytest.fixture
def opened() -> list[str]:
    return []


@pytest.fixture
def actions(theme: Theme, fake_bridge: data.FakeBridge, opened: list[str], qtbot: Any) -> ExecutionActions:
    widget = QWidget()
    qtbot.addWidget(widget)

    def open_url(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return True

    return ExecutionActions(theme, fake_bridge, widget, open_url)  # type: ignore[arg-type]


def test_stop_and_kill(actions: ExecutionActions, afternoon: data.FakeEngine, qtbot: Any) -> None:
    run = data.churn().execution
    with qtbot.waitSignal(actions.stop_asked) as asked:
        actions.stop(run)
    actions.stop(run, force=True)
    assert asked.args == [run.id]
    assert afternoon.calls == [("cancel", run.id, False), ("cancel", run.id, True)]


def test_a_refusal_is_told_in_words(actions: ExecutionActions, qtbot: Any) -> None:
    with qtbot.waitSignal(actions.said) as said:
        actions.stop(data.integration().execution)
    assert said.args == ["error", "It was not stopped", "It has ended already."]


def test_run_again(actions: ExecutionActions, afternoon: data.FakeEngine, qtbot: Any) -> None:
    with qtbot.waitSignal(actions.created) as created:
        actions.run_again(data.integration().execution)
    assert created.args[0] in afternoon.details
    afternoon.refuse = QueueFull("Too many wait.")
    with qtbot.waitSignal(actions.said) as said:
        actions.run_again(data.integration().execution)
    assert said.args[2] == "Too many wait."


def test_a_draft_is_the_same_request(actions: ExecutionActions, qtbot: Any) -> None:
    run = replace(data.churn().execution, timeout_s=60.0, terminal=True)
    with qtbot.waitSignal(actions.draft_requested) as drafted:
        actions.edit_and_run(run)
    draft = drafted.args[0]
    assert isinstance(draft, NewExecution)
    assert (draft.command, draft.name, draft.tags, draft.timeout_s) == (run.command, run.name, run.tags, 60.0)
    with qtbot.waitSignal(actions.draft_requested) as drafted:
        actions.edit_and_run(replace(run, argv=("python", "a b.py")))
    assert drafted.args[0].command == ("python", "a b.py")


def test_copy_command(actions: ExecutionActions) -> None:
    actions.copy_command(data.integration().execution)
    assert QGuiApplication.clipboard().text() == data.integration().execution.command


def test_open_folder(actions: ExecutionActions, opened: list[str], tmp_path: Path, qtbot: Any) -> None:
    run = replace(data.churn().execution, working_directory=str(tmp_path))
    actions.open_folder(run)
    assert opened == [str(tmp_path)]
    with qtbot.waitSignal(actions.said) as said:
        actions.open_folder(replace(run, working_directory=str(tmp_path / "gone")))
    assert said.args[1] == "This folder does not exist any more"


def test_what_goes() -> None:
    assert what_goes(data.integration()) == (
        "This deletes 1 execution, 2 artifacts (2.0 MB) and its log (120 KB). Files in the working folder stay."
    )
    bare = ExecutionDetails(data.execution(1, "a", "a"), (), ())
    assert what_goes(bare).startswith("This deletes 1 execution and its log (0 B).")
    assert what_goes(data.churn()).startswith("This stops and deletes 1 execution")


@pytest.mark.parametrize("confirmed", [True, False])
def test_delete_asks_once(actions: ExecutionActions, afternoon: data.FakeEngine, confirmed: bool, qtbot: Any) -> None:
    run = data.integration().execution
    actions.delete(run)
    box = actions._widget.findChild(Question)
    assert isinstance(box, Question)
    assert box.words == "Delete “Integration tests”?"
    assert box.default is box.buttons["cancel"]
    if confirmed:
        button = box.findChild(QAbstractButton, "delete")
        assert isinstance(button, QAbstractButton)
        with qtbot.waitSignal(actions.deleted) as deleted:
            button.click()
        assert deleted.args == [run.id, run.name]
    else:
        box.buttons["cancel"].click()
    assert (run.id in afternoon.details) is not confirmed


def test_undo_that_comes_too_late_is_told(actions: ExecutionActions, qtbot: Any) -> None:
    with qtbot.waitSignal(actions.said) as said:
        actions.undelete("gone")
    assert said.args[1] == "It could not be brought back"
