"""The form for a new execution, used as a person uses it: with keys, the mouse and things dropped on it."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLineEdit, QMenu, QToolButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from stepflow_desktop.core.history import PastRun, PastStep, RunHistory, learned
from stepflow_desktop.core.model import (
    Execution,
    ExecutionPage,
    ExecutionQuery,
    ExecutionStatus,
    NewExecution,
)
from stepflow_desktop.errors import InvalidRequest, QueueFull, Unavailable
from stepflow_desktop.gui.application import our_parts
from stepflow_desktop.gui.bridge import EngineBridge
from stepflow_desktop.gui.lookups import Answer
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.validation import Field
from stepflow_desktop.gui.views.new_execution import NewExecutionDialog
from stepflow_desktop.gui.views.new_execution_entries import ENTRY
from stepflow_desktop.gui.views.new_execution_fields import MESSAGE_HEIGHT
from stepflow_desktop.gui.widgets.scrim import Scrim
from stepflow_desktop.settings import Settings
from tests.gui.dragging import drop_event, enter_event
from tests.gui.fake_engine import FakeEngine
from tests.waiting import until

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


class SearchedEngine(FakeEngine):
    """Finds by text, has steps, and refuses when told to."""

    refuse: Exception | None = None

    async def create(self, request: NewExecution, **more: Any) -> Execution:
        if self.refuse is not None:
            raise self.refuse
        return await super().create(request, **more)

    async def list(self, query: ExecutionQuery = ExecutionQuery()) -> ExecutionPage:  # noqa: B008
        page = await super().list(replace(query, limit=1000))
        text = (query.text or "").lower()
        found = [run for run in page.executions if text in f"{run.name} {run.command}".lower()]
        return ExecutionPage(tuple(found[: query.limit]), len(found), False)

    async def history_for(self, command: str, working_directory: str, name: str = "") -> RunHistory:
        done = [run for run in self.executions.values() if run.command == command and run.status == "completed"]
        steps = tuple(PastStep((f"step {n}", 0), f"Step {n}", took) for n, took in enumerate((10.0, 30.0)))
        return learned([PastRun(run.duration_s or 0.0, steps) for run in done])

    def ran(self, name: str, command: str, status: ExecutionStatus = ExecutionStatus.COMPLETED, **more: Any) -> None:
        number = len(self.executions)
        at = datetime.now(UTC) - timedelta(hours=1) + timedelta(seconds=number)
        made = {"working_directory": "/", "created_at": at, "started_at": at, "duration_s": 60.0, "status": status}
        run = Execution(id=f"run-{number}", name=name, command=command, **{**made, **more})
        self.executions[run.id] = run

    @property
    def created(self) -> list[NewExecution]:
        return [request for verb, request in self.asked if verb == "create"]  # type: ignore[misc]


@pytest.fixture
def engine(tmp_path: Path) -> SearchedEngine:
    (tmp_path / "data").mkdir()
    return SearchedEngine(tmp_path / "data")


class PatientBridge(EngineBridge):
    """Asks nothing any more when a test is over and Qt has its last turn without the loop."""

    def call(self, coroutine: Coroutine[Any, Any, Any], **more: Any) -> None:
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            coroutine.close()
        else:
            super().call(coroutine, **more)


@pytest.fixture
def bridge(qapp: QApplication, engine: SearchedEngine) -> EngineBridge:
    return PatientBridge(engine)  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "programs"
    folder.mkdir()
    for name in ("python", "make"):
        (folder / name).write_text("#!/bin/sh\n")
        (folder / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}/usr/bin{os.pathsep}/bin")
    monkeypatch.setenv("HOME", str(tmp_path))
    return folder


class Form:
    """A person in front of the form."""

    def __init__(self, dialog: NewExecutionDialog, qtbot: QtBot) -> None:
        self.dialog, self.qtbot = dialog, qtbot

    def find(self, name: str, kind: type = QWidget) -> Any:
        found = [w for w in self.dialog.findChildren(kind, name) if not w.isHidden()]
        assert found, f"there is no {name}"
        return found[0]

    def type(self, name: str, text: str) -> None:
        widget = self.find(name)
        widget.setFocus()
        self.qtbot.keyClick(widget, Key.Key_A, CONTROL)
        self.qtbot.keyClicks(widget, text)

    def keys(self, text: str) -> None:
        """Type where the focus is, wherever it goes meanwhile."""
        for char in text:
            self.qtbot.keyClicks(QApplication.focusWidget(), char)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.keyClick(QApplication.focusWidget() or self.dialog, key, modifiers)

    def click(self, name: str, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.mouseClick(self.find(name, QAbstractButton), LEFT, modifiers)

    def said(self, field: Field) -> str:
        return self.dialog.form.messages[field].text()

    def titles(self) -> list[str]:
        return [entry.title for entry in self.dialog.sources.entries()]

    async def settled(self) -> None:
        """Typing has stopped for long enough, and what was asked has been answered."""
        checks = self.dialog.checks
        await until(lambda: not checks._idle.isActive() and not self.dialog._bridge._tasks)

    def drop(self, mime: QMimeData) -> None:
        enter = enter_event(QPoint(500, 300), mime)
        QApplication.sendEvent(self.dialog, enter)
        assert enter.isAccepted()
        event = drop_event(QPoint(500, 300), mime)
        QApplication.sendEvent(self.dialog, event)
        assert event.isAccepted()


OpenForm = Callable[..., Awaitable[Form]]


@pytest_asyncio.fixture
async def window(bridge: EngineBridge) -> AsyncIterator[QWidget]:
    widget = QWidget()
    widget.resize(1000, 800)
    widget.show()
    yield widget
    for dialog in widget.findChildren(NewExecutionDialog):
        dialog.reject()
    await bridge.close()
    widget.close()
    widget.deleteLater()


@pytest.fixture
def open_form(window: QWidget, qtbot: QtBot, theme: Theme, bridge: EngineBridge, settings: Settings) -> OpenForm:
    async def opened(draft: NewExecution | None = None) -> Form:
        dialog = NewExecutionDialog(theme, bridge, settings, window, draft=draft)
        dialog.checks._idle.setInterval(30)
        dialog.open()
        form = Form(dialog, qtbot)
        await until(dialog.isActiveWindow)
        return form

    return opened


def of_path(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def of_text(text: str) -> QMimeData:
    mime = QMimeData()
    mime.setText(text)
    return mime


# -- starting


async def test_a_typed_command_starts_with_the_keyboard(open_form: OpenForm, engine: SearchedEngine, tmp_path: Path):
    form = await open_form()
    started: list[str] = []
    form.dialog.started.connect(started.append)
    assert QApplication.focusWidget() is form.dialog.form.command
    assert not form.dialog.isModal()
    form.qtbot.keyClicks(form.dialog.form.command, "python train.py | tee log")
    form.press(Key.Key_Return, CONTROL)
    await until(lambda: started)
    (request,) = engine.created
    assert request.command == "python train.py | tee log"
    assert request.working_directory == str(tmp_path)
    assert started == list(engine.executions)
    assert not form.dialog.isVisible()


async def test_every_field_reaches_the_engine(open_form: OpenForm, engine: SearchedEngine, tmp_path: Path):
    (tmp_path / "work").mkdir()
    form = await open_form()
    form.type("command", "python 'my train.py'")
    form.type("working_folder", "~/work")
    form.type("name", "Train")
    form.type("tags", "ml,nightly")
    form.press(Key.Key_Return)
    form.click("add_variable")
    form.keys("STAGE=dev")
    form.click("run_in_terminal")
    form.click("use_shell")
    form.type("time_limit", "1h30m")
    form.click("start")
    await until(lambda: engine.created)
    assert engine.created == [
        NewExecution(
            command=("python", "my train.py"),
            name="Train",
            working_directory=str(tmp_path / "work"),
            environment={"STAGE": "dev"},
            tags=("ml", "nightly"),
            timeout_s=5400,
            terminal=True,
        )
    ]


async def test_shift_keeps_the_form_for_another(open_form: OpenForm, engine: SearchedEngine):
    form = await open_form()
    form.type("command", "make docs")
    form.press(Key.Key_Return, CONTROL | SHIFT)
    await until(lambda: form.dialog.footer.said())
    assert form.dialog.footer.said() == "Started make docs"
    assert form.dialog.isVisible()
    assert form.dialog.form.command.toPlainText() == "make docs"
    await until(lambda: "make docs" in form.titles())
    form.type("command", "make html")
    assert form.dialog.footer.said() == ""


async def test_pressing_start_twice_starts_once(open_form: OpenForm, engine: SearchedEngine):
    form = await open_form()
    form.type("command", "make docs")
    await form.settled()
    form.click("start")
    assert not form.dialog.footer.start.isEnabled()
    form.press(Key.Key_Return, CONTROL)
    await until(lambda: engine.created)
    await form.settled()
    assert len(engine.created) == 1


async def test_a_folder_that_goes_before_the_start_is_said_there(open_form: OpenForm, engine, tmp_path: Path):
    work = tmp_path / "work"
    work.mkdir()
    form = await open_form(NewExecution(command="make docs", working_directory=str(work)))
    await form.settled()
    work.rmdir()
    form.click("start")
    await until(lambda: form.said(Field.FOLDER))
    assert form.said(Field.FOLDER) == "This folder does not exist."
    assert engine.created == []
    assert form.dialog.form.folder.hasFocus()


async def test_what_the_engine_refuses_is_said_and_nothing_is_lost(open_form: OpenForm, engine: SearchedEngine):
    form = await open_form()
    form.type("command", "make docs")
    engine.refuse = QueueFull("10,000 executions are waiting. Try again later.")
    form.press(Key.Key_Return, CONTROL)
    await until(lambda: form.dialog._banner is not None)
    assert form.dialog._banner.accessibleName() == "It was not started. 10,000 executions are waiting. Try again later."
    assert form.dialog.form.command.toPlainText() == "make docs"
    assert form.dialog.footer.start.isEnabled()
    engine.refuse = InvalidRequest("tags: 'x' is no tag.", parameter="tags")
    form.press(Key.Key_Return, CONTROL)
    await until(lambda: form.said(Field.TAGS))
    assert form.dialog._banner is None
    assert form.said(Field.TAGS) == "tags: 'x' is no tag."
    assert not form.dialog.footer.start.isEnabled()
    form.type("tags", "other")
    await form.settled()
    assert form.dialog.footer.start.isEnabled()


# -- validation


async def test_an_untouched_form_accuses_nobody(open_form: OpenForm):
    form = await open_form()
    await form.settled()
    assert form.said(Field.COMMAND) == ""
    assert form.dialog.footer.problems.text() == "Enter a command to start"
    assert not form.dialog.footer.start.isEnabled()
    form.press(Key.Key_Tab)
    assert form.said(Field.COMMAND) == "Enter a command, for example python train.py"
    assert form.dialog.footer.problems.text() == "1 problem to fix"


async def test_messages_come_when_typing_stops_and_go_when_mended(open_form: OpenForm):
    form = await open_form()
    form.type("command", "make 'a")
    assert form.said(Field.COMMAND) == ""
    await form.settled()
    assert form.said(Field.COMMAND) == "A quote opened at position 6 is not closed"
    form.qtbot.keyClicks(form.dialog.form.command, "'")
    await form.settled()
    assert form.said(Field.COMMAND) == "make is ~/programs/make"
    assert form.dialog.footer.start.isEnabled()


async def test_the_program_is_resolved_in_grey(open_form: OpenForm):
    form = await open_form()
    form.type("command", "python train.py")
    await form.settled()
    assert form.said(Field.COMMAND) == "python is ~/programs/python"


async def test_a_misspelt_program_is_mended_by_a_button(open_form: OpenForm):
    form = await open_form()
    form.type("command", "pyhton train.py pyhton")
    await form.settled()
    assert form.said(Field.COMMAND) == "pyhton was not found. Did you mean python?"
    assert form.dialog.footer.start.isEnabled(), "with the shell it is a warning"
    form.click("use_shell")
    await form.settled()
    assert not form.dialog.footer.start.isEnabled()
    form.click("use_program")
    assert form.dialog.form.command.toPlainText() == "python train.py pyhton"
    await form.settled()
    assert form.dialog.footer.start.isEnabled()


async def test_a_pipe_asks_for_the_shell(open_form: OpenForm):
    form = await open_form()
    form.click("use_shell")
    form.type("command", "python a | python b")
    await form.settled()
    assert form.said(Field.COMMAND) == "This uses a pipe."
    form.dialog.form.messages[Field.COMMAND].buttons[0].click()
    assert form.dialog.form.shell.isChecked()
    await form.settled()
    assert form.dialog.footer.start.isEnabled()


async def test_a_script_is_made_executable_or_run_with_bash(open_form: OpenForm, tmp_path: Path):
    script = tmp_path / "run.sh"
    script.write_text("echo\n")
    script.chmod(0o644)
    form = await open_form()
    form.type("command", "./run.sh --all")
    await form.settled()
    assert form.said(Field.COMMAND) == "./run.sh is not executable."
    form.click("run_with")
    assert form.dialog.form.command.toPlainText() == "bash ./run.sh --all"
    form.type("command", "./run.sh --all")
    await form.settled()
    form.click("make_executable")
    await until(lambda: not form.said(Field.COMMAND).endswith("executable."))
    assert os.access(script, os.X_OK)
    await form.settled()
    assert form.dialog.footer.start.isEnabled()


async def test_a_missing_folder_is_created(open_form: OpenForm, tmp_path: Path):
    form = await open_form()
    form.type("command", "make")
    form.type("working_folder", "~/new/deep")
    form.press(Key.Key_Tab)
    await until(lambda: form.said(Field.FOLDER))
    assert form.said(Field.FOLDER) == "This folder does not exist."
    form.click("create_folder")
    await until(lambda: not form.said(Field.FOLDER))
    assert (tmp_path / "new" / "deep").is_dir()
    assert form.dialog.footer.start.isEnabled()


async def test_a_misspelt_folder_is_mended_by_a_button(open_form: OpenForm, tmp_path: Path):
    form = await open_form()
    (tmp_path / "churn").mkdir()
    form.type("working_folder", "~/chrun")
    await form.settled()
    assert form.said(Field.FOLDER) == "This folder does not exist."
    form.click("use_folder")
    await until(lambda: not form.said(Field.FOLDER))
    assert form.dialog.form.folder.text() == "~/churn"


async def test_a_known_program_tells_its_version(open_form: OpenForm, tmp_path: Path):
    program = tmp_path / "programs" / "python"
    program.write_text("#!/bin/sh\necho Python 3.11.9\n")
    form = await open_form()
    form.type("command", "python train.py")
    await form.settled()
    assert form.said(Field.COMMAND) == "python is ~/programs/python, version 3.11.9"


async def test_messages_of_two_fields_side_by_side_stand_on_one_line(open_form: OpenForm):
    form = await open_form()
    form.type("working_folder", "~/gone")
    form.dialog.form.name.setText("x" * 121)
    await form.settled()
    messages = [form.dialog.form.messages[field] for field in (Field.FOLDER, Field.NAME)]
    assert all(message.text() for message in messages)
    assert len({message.mapTo(form.dialog, QPoint()).y() for message in messages}) == 1
    assert all(message.height() >= MESSAGE_HEIGHT for message in messages)


async def test_nothing_moves_aside_when_the_form_has_to_scroll(open_form: OpenForm):
    form = await open_form()
    command = form.find("command")
    width = command.width()
    for number in range(12):
        form.dialog.form.variables.add(f"NAME_{number}", "value")
    await until(form.dialog.form.verticalScrollBar().isVisible)
    await form.settled()
    assert command.width() == width


async def test_a_folder_that_cannot_be_created_says_why(open_form: OpenForm, tmp_path: Path):
    form = await open_form()
    form.type("working_folder", "~/new")
    await form.settled()
    (tmp_path / "new").touch()
    form.click("create_folder")
    await until(lambda: "could not be created" in form.said(Field.FOLDER))


async def test_the_count_of_problems_leads_to_the_first(open_form: OpenForm):
    form = await open_form()
    form.type("command", "make")
    form.type("name", "x")
    form.dialog.form.name.setText("x" * 121)
    form.type("time_limit", "soon")
    form.press(Key.Key_Tab)
    await form.settled()
    assert form.dialog.footer.problems.text() == "2 problems to fix"
    assert not form.dialog.footer.start.isEnabled()
    form.click("focus_first_problem")
    assert form.dialog.form.name.hasFocus()
    assert form.said(Field.NAME) == "Shorten the name to 120 characters"
    assert form.said(Field.TIME_LIMIT) == "Use a number with s, m or h, for example 45m or 1h30m"


async def test_starting_with_problems_goes_to_the_first(open_form: OpenForm, engine: SearchedEngine):
    form = await open_form()
    form.press(Key.Key_Tab)
    form.press(Key.Key_Return, CONTROL)
    await form.settled()
    assert form.dialog.form.command.hasFocus()
    assert engine.created == []


async def test_a_full_disk_is_a_banner_and_nothing_starts(open_form: OpenForm, monkeypatch: pytest.MonkeyPatch):
    from stepflow_desktop.gui import lookups
    from stepflow_desktop.gui.validation import Problem

    full = Problem(Field.STORAGE, "Only 40 MB are free")
    monkeypatch.setattr(lookups, "check_storage", lambda _storage: full)
    form = await open_form()
    form.type("command", "make")
    await form.settled()
    assert form.dialog._banner is not None
    assert form.dialog._banner.accessibleName() == "Nothing can start now. Only 40 MB are free"
    assert not form.dialog.footer.start.isEnabled()


async def test_a_read_only_database_is_a_banner_until_it_can_be_written(
    open_form: OpenForm, engine: SearchedEngine, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("stepflow_desktop.gui.views.new_execution_checks.AGAIN_MS", 50)
    engine.store.problem = Unavailable("The database is read-only.")  # type: ignore[attr-defined]
    form = await open_form()
    form.type("command", "make")
    await form.settled()
    assert form.dialog._banner is not None
    assert form.dialog._banner.accessibleName() == "Nothing can start now. The database is read-only."
    assert not form.dialog.footer.start.isEnabled()
    engine.store.problem = None  # type: ignore[attr-defined]
    await until(form.dialog.footer.start.isEnabled)
    assert form.dialog._banner is None


async def test_a_form_that_was_closed_asks_nothing_more(
    open_form: OpenForm, engine: SearchedEngine, monkeypatch: pytest.MonkeyPatch
):
    form = await open_form()
    engine.store.problem = Unavailable("The database is read-only.")  # type: ignore[attr-defined]
    answered = asyncio.Event()

    async def late(*_args: object) -> Answer:
        await answered.wait()
        return Answer()

    monkeypatch.setattr("stepflow_desktop.gui.views.new_execution_checks.asyncio.to_thread", late)
    form.dialog.form.command.set_text("make clean")
    form.dialog.checks.look()
    form.dialog.reject()
    assert not form.dialog.checks._again.isActive()
    answered.set()
    for _ in range(5):
        await asyncio.sleep(0)
    assert not form.dialog.checks._again.isActive()


async def test_a_new_form_takes_the_place_of_one_that_was_closed(
    bridge: EngineBridge, settings: Settings, theme: Theme, qtbot: QtBot
):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    make = our_parts().new_execution_dialog
    first = make(theme, bridge, settings, window, None)
    first.open()
    shown = make(theme, bridge, settings, window, None)
    shown.open()
    first.reject()
    last = make(theme, bridge, settings, window, None)
    await until(lambda: not isValid(first))
    assert isValid(shown) and shown.isVisible()
    await until(lambda: len(window.findChildren(Scrim)) == 2)
    shown.reject()
    last.reject()


# -- tags and variables


async def test_tags_are_made_and_taken_away_with_keys(open_form: OpenForm):
    form = await open_form()
    form.type("tags", "ml, nightly b/d ")
    assert form.dialog.form.tags.tags() == ("ml", "nightly", "b/d")
    await form.settled()
    assert form.said(Field.TAGS) == "Tags use letters, digits, -, _, ., up to 40"
    edit = form.dialog.form.tags.edit
    for _ in range(4):
        form.qtbot.keyClick(edit, Key.Key_Backspace)
    assert form.dialog.form.tags.tags() == ("ml",)
    form.click("remove_tag")
    assert form.dialog.form.tags.tags() == ()
    assert edit.hasFocus()


async def test_tab_comes_to_the_cross_of_every_tag(open_form: OpenForm):
    form = await open_form()
    tags = form.dialog.form.tags
    tags.set_tags(["ml", "nightly"])
    tags.setFocus()
    assert tags.edit.hasFocus()
    reached = []
    for _ in range(2):
        form.press(Key.Key_Tab)
        reached.append(form.dialog.focusWidget().accessibleName())
    assert reached == ["Remove tag ml", "Remove tag nightly"]
    for _ in range(2):
        form.press(Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert tags.edit.hasFocus()


async def test_many_tags_take_more_lines(open_form: OpenForm):
    form = await open_form()
    low = form.dialog.form.tags.height()
    form.dialog.form.tags.set_tags([f"a-rather-long-tag-{n}" for n in range(12)])
    assert form.dialog.form.tags.height() > low


async def test_a_wrong_variable_name_is_mended_by_a_button(open_form: OpenForm):
    form = await open_form()
    form.click("add_variable")
    form.keys("2ND_STAGE")
    form.press(Key.Key_Tab)
    (row,) = form.dialog.form.variables.rows
    assert row.value.hasFocus()
    assert row.message.text() == "A variable name cannot start with a digit. Try STAGE_2."
    form.click("rename_variable")
    assert row.pair() == ("STAGE_2", "")
    assert row.message.text() == ""


async def test_secrets_are_dots_until_the_eye_is_pressed(open_form: OpenForm):
    form = await open_form()
    form.click("add_variable")
    form.keys("S3_SECRET_KEY=abc")
    (row,) = form.dialog.form.variables.rows
    assert row.pair() == ("S3_SECRET_KEY", "abc")
    assert row.value.echoMode() is QLineEdit.EchoMode.Password
    form.click("show_value")
    assert row.value.echoMode() is QLineEdit.EchoMode.Normal
    form.type("variable_name", "STAGE")
    assert row.value.eye.isHidden()
    form.click("remove_variable")
    assert form.dialog.form.variables.rows == ()
    assert form.dialog.form.variables.add_button.hasFocus()


async def test_an_env_file_is_imported(open_form: OpenForm, tmp_path: Path):
    env = tmp_path / "my.env"
    env.write_text("A=1\nTOKEN='x'\n")
    form = await open_form()
    form.click("import_env")
    picker = form.dialog.findChild(QFileDialog, "env_picker")
    assert picker is not None
    picker.fileSelected.emit(str(env))
    picker.reject()
    await until(lambda: form.dialog.form.variables.rows)
    assert form.dialog.form.variables.pairs() == (("A", "1"), ("TOKEN", "x"))
    env.write_text("nothing here")
    form.dialog.remedies.read_env(env)
    await until(lambda: form.dialog.form.variables.message.text())
    assert form.dialog.form.variables.message.text() == "my.env sets no variables"


async def test_a_folder_is_picked(open_form: OpenForm, tmp_path: Path):
    (tmp_path / "work").mkdir()
    form = await open_form()
    form.click("choose_folder_button")
    picker = form.dialog.findChild(QFileDialog, "folder_picker")
    assert picker is not None
    picker.fileSelected.emit(str(tmp_path / "work"))
    picker.reject()
    assert form.dialog.form.folder.text() == "~/work"


# -- sources, templates, drafts


async def test_past_commands_are_offered_once_each_with_their_outcome(open_form: OpenForm, engine: SearchedEngine):
    engine.ran("Docs", "make docs")
    engine.ran("Docs again", "make docs", ExecutionStatus.FAILED)
    engine.ran("Tests", "make test", ExecutionStatus.CANCELLED, argv=("make", "test"), tags=("ci",), timeout_s=60.0)
    form = await open_form()
    await until(lambda: "Tests" in form.titles())
    assert form.titles() == ["Demo", "Demo: data pipeline", "Demo that fails", "Recent", "Tests", "Docs again"]
    entries = form.dialog.sources.entries()
    assert [entry.status for entry in entries[4:]] == ["cancelled", "failed"]
    sources = form.dialog.sources
    form.qtbot.keyClick(sources.search, Key.Key_Down)
    for _ in range(2):
        form.qtbot.keyClick(sources.list, Key.Key_Down)
    form.qtbot.keyClick(sources.list, Key.Key_Return)
    draft = form.dialog.form.draft()
    assert (draft.command, draft.shell, draft.name, draft.tags) == ("make test", False, "Tests", ("ci",))
    assert draft.time_limit == "1m"
    spoken = sources.list.currentItem().data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Tests, Cancelled, ")


async def test_searching_asks_the_engine_and_enter_takes_the_first(open_form: OpenForm, engine: SearchedEngine):
    engine.ran("Docs", "make docs")
    engine.ran("Tests", "make test")
    form = await open_form()
    form.type("search_commands", "docs")
    await until(lambda: form.titles() == ["Recent", "Docs"])
    form.press(Key.Key_Return)
    assert form.dialog.form.command.toPlainText() == "make docs"
    form.type("search_commands", "nothing like it")
    await until(lambda: form.titles() == ["Nothing matches"])
    form.press(Key.Key_Escape)
    assert form.dialog.sources.search.text() == ""
    assert form.dialog.isVisible()


async def test_the_demo_fills_the_form(open_form: OpenForm, engine: SearchedEngine):
    form = await open_form()
    item = next(item for item in form.dialog.sources.list.rows() if item.data(ENTRY).title == "Demo: data pipeline")
    place = form.dialog.sources.list.visualItemRect(item).center()
    form.qtbot.mouseClick(form.dialog.sources.list.viewport(), LEFT, pos=place)
    assert form.dialog.form.name.text() == "Demo"
    await form.settled()
    form.press(Key.Key_Return, CONTROL)
    await until(lambda: engine.created)
    assert isinstance(engine.created[0].command, tuple)
    assert engine.created[0].command[-1].endswith("pipeline.py")


async def test_filling_in_can_be_undone(open_form: OpenForm, engine: SearchedEngine):
    engine.ran("Docs", "make docs")
    form = await open_form()
    form.type("command", "half a thought")
    form.type("search_commands", "docs")
    await until(lambda: "Docs" in form.titles())
    form.press(Key.Key_Return)
    assert form.dialog.form.command.toPlainText() == "make docs"
    form.click("fill_back")
    assert form.dialog.form.command.toPlainText() == "half a thought"


async def test_a_template_is_kept_without_its_secrets(open_form: OpenForm, settings: Settings):
    form = await open_form()
    form.type("command", "make docs")
    form.click("add_variable")
    form.keys("API_TOKEN=hunter2")
    form.click("save_as_template")
    assert form.dialog.footer.said() == "Saved as a template"
    assert form.titles()[:2] == ["Templates", "make docs"]
    form.dialog.reject()
    written = settings.config_path.parent / "new_execution.json"
    assert "hunter2" not in written.read_text()
    assert json.loads(written.read_text())["templates"][0]["draft"]["command"] == "make docs"
    assert written.stat().st_mode & 0o077 == 0


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard")
async def test_a_template_is_removed_by_its_menu_or_delete(open_form: OpenForm):
    form = await open_form()
    for name in ("One", "Two"):
        form.type("command", "make docs")
        form.type("name", name)
        form.click("save_as_template")
    sources = form.dialog.sources
    place = sources.list.visualItemRect(sources.list.item(1)).center()
    sources.list.customContextMenuRequested.emit(place)
    menu = form.dialog.findChild(QMenu, "entry_menu")
    assert menu is not None
    next(action for action in menu.actions() if action.objectName() == "remove_template").trigger()
    menu.close()
    assert "Two" not in form.titles()
    sources.select_template("One")
    form.qtbot.keyClick(sources.list, Key.Key_Delete)
    assert form.titles()[0] == "Demo"


async def test_a_draft_survives_closing_with_its_secrets_in_memory_only(open_form: OpenForm, settings: Settings):
    form = await open_form()
    form.type("command", "make docs")
    form.click("add_variable")
    form.keys("API_TOKEN=hunter2")
    form.press(Key.Key_Escape)
    assert not form.dialog.isVisible()
    assert "hunter2" not in (settings.config_path.parent / "new_execution.json").read_text()
    again = await open_form()
    assert again.dialog.form.command.toPlainText() == "make docs"
    assert again.dialog.form.variables.pairs() == (("API_TOKEN", "hunter2"),)
    again.click("fill_back")
    assert again.dialog.form.command.toPlainText() == ""
    again.dialog.reject()
    assert (await open_form()).dialog.form.command.toPlainText() == ""


async def test_a_draft_is_kept_when_the_window_closes(open_form: OpenForm, window: QWidget, settings: Settings):
    form = await open_form()
    form.type("command", "make docs")
    window.close()
    written = json.loads((settings.config_path.parent / "new_execution.json").read_text())
    assert written["draft"]["command"] == "make docs"


async def test_editing_another_run_leaves_the_draft_alone(open_form: OpenForm):
    form = await open_form()
    form.type("command", "make docs")
    form.dialog.reject()
    other = await open_form(NewExecution(command=("make", "it"), name="It", metadata={"a": 1}))
    assert other.dialog.form.command.toPlainText() == "make it"
    other.dialog.reject()
    assert (await open_form()).dialog.form.command.toPlainText() == "make docs"


async def test_what_was_started_is_no_draft_any_more(open_form: OpenForm, engine: SearchedEngine):
    form = await open_form()
    form.type("command", "make docs")
    form.press(Key.Key_Return, CONTROL)
    await until(lambda: engine.created and not form.dialog.isVisible())
    assert (await open_form()).dialog.form.command.toPlainText() == ""


# -- estimate and tasks


async def test_the_usual_time_is_the_median_of_completed_runs(open_form: OpenForm, engine: SearchedEngine):
    for took, status in ((1140.0, "completed"), (1100.0, "completed"), (9000.0, "completed"), (1.0, "failed")):
        engine.ran("Train", "python train.py", ExecutionStatus(status), duration_s=took)
    form = await open_form()
    form.type("command", "python train.py")
    strip = form.dialog.hints.strip
    await until(lambda: not strip.isHidden())
    assert strip.text() == (
        "Usually takes about 19 minutes, 2 steps. Median of the last 3 successful runs of this command"
    )
    form.type("command", "python other.py")
    await until(lambda: strip.isHidden())


async def test_a_folder_offers_its_tasks_while_no_command_is_typed(open_form: OpenForm, tmp_path: Path):
    work = tmp_path / "work"
    work.mkdir()
    (work / "Makefile").write_text("a:\nb:\nc:\nd:\ne:\n")
    form = await open_form(NewExecution(command=(), working_directory=str(work)))
    await until(lambda: form.dialog.form.tasks.tasks)
    assert form.find("task").text() == "make a"
    form.click("task")
    assert form.dialog.form.command.toPlainText() == "make a"
    await form.settled()
    assert form.dialog.form.tasks.tasks == ()


# -- dropping


async def test_dropped_text_is_a_command(open_form: OpenForm):
    form = await open_form()
    form.drop(of_text("  make docs\n"))
    assert form.dialog.form.command.toPlainText() == "make docs"


async def test_a_dropped_script_brings_its_interpreter_and_folder(open_form: OpenForm, tmp_path: Path):
    (tmp_path / "work").mkdir()
    script = tmp_path / "work" / "run.sh"
    script.write_text("echo\n")
    form = await open_form()
    form.drop(of_path(script))
    assert form.dialog.form.command.toPlainText() == f"bash {script}"
    assert form.dialog.form.folder.text() == "~/work"


async def test_a_dropped_file_is_an_argument_of_a_typed_command(open_form: OpenForm, tmp_path: Path):
    data = tmp_path / "my data.csv"
    data.write_text("1\n")
    form = await open_form()
    form.type("command", "wc -l ")
    form.drop(of_path(data))
    assert form.dialog.form.command.toPlainText() == f"wc -l '{data}'"


async def test_a_dropped_folder_and_env_file_go_where_they_belong(open_form: OpenForm, tmp_path: Path):
    (tmp_path / "work").mkdir()
    env = tmp_path / ".env"
    env.write_text("A=1\nB=2\n")
    form = await open_form()
    form.click("add_variable")
    form.keys("A=0")
    form.drop(of_path(tmp_path / "work", env))
    await until(lambda: len(form.dialog.form.variables.rows) == 2)
    assert form.dialog.form.folder.text() == "~/work"
    assert form.dialog.form.variables.pairs() == (("A", "1"), ("B", "2"))


# -- keyboard, names, theme


async def test_every_control_is_reached_by_tab_and_has_a_name(open_form: OpenForm):
    form = await open_form()
    form.type("command", "pyhton")
    form.click("add_variable")
    await form.settled()
    form.dialog.form.command.setFocus()
    seen: list[QWidget] = []
    for _ in range(40):
        form.press(Key.Key_Tab)
        widget = QApplication.focusWidget()
        if widget is form.dialog.form.command:
            break
        seen.append(widget)
    names = [widget.objectName() for widget in seen]
    expected = [
        "use_program", "working_folder", "choose_folder_button", "name", "tags", "import_env", "add_variable",
        "variable_name", "variable_value", "remove_variable", "run_in_terminal", "use_shell", "time_limit",
        "save_as_template", "cancel", "start",
    ]  # fmt: skip
    assert [name for name in names if name in expected] == expected
    assert {"search_commands", "past_commands", "close"} <= set(names)
    for widget in form.dialog.findChildren(QWidget):
        if isinstance(widget, QToolButton) and not isinstance(widget.parent(), QLineEdit) and widget.objectName():
            assert widget.accessibleName() or widget.text(), widget.objectName()
    for field in ("command", "working_folder", "name", "tags", "time_limit", "variable_name", "variable_value"):
        assert form.find(field).accessibleName(), field


async def test_the_theme_changes_live(open_form: OpenForm, theme: Theme):
    form = await open_form()
    form.dialog.form.name.setText("x" * 121)
    form.dialog.checks.touch_all()
    light = form.dialog.grab().toImage()
    theme.set_mode("dark")
    dark = form.dialog.grab().toImage()
    middle = QPoint(30, 30)
    assert light.pixelColor(middle) != dark.pixelColor(middle)
    assert theme.color("failed").name() in form.dialog.styleSheet()


async def test_the_command_field_grows_with_its_lines(open_form: OpenForm):
    form = await open_form()
    low = form.dialog.form.command.height()
    form.type("command", "one")
    for _ in range(4):
        form.press(Key.Key_Return)
    assert form.dialog.form.command.height() > low


async def test_text_is_never_markup(open_form: OpenForm, engine: SearchedEngine, tmp_path: Path):
    engine.ran("<b>bold</b>", "make <i>")
    form = await open_form()
    await until(lambda: "<b>bold</b>" in form.titles())
    form.type("command", "<b>/x")
    await form.settled()
    assert form.dialog.form.messages[Field.COMMAND]._label.textFormat() is Qt.TextFormat.PlainText
