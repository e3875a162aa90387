"""The form's parts that need no form: drafts, what is remembered, estimates, the frame."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QPointF, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from stepflow_desktop.core.model import NewExecution
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views import new_execution_draft as drafts
from stepflow_desktop.gui.views import new_execution_estimate as estimates
from stepflow_desktop.gui.views.new_execution_draft import Draft, request_of
from stepflow_desktop.gui.views.new_execution_memory import FILE_NAME, FormMemory, Template
from stepflow_desktop.gui.views.new_execution_sources import template_entry
from stepflow_desktop.gui.widgets import Ribbon, Segment
from stepflow_desktop.gui.widgets.framed_dialog import FramedDialog
from tests.gui.sample_data import usual

FULL = Draft(
    command="python a.py",
    shell=False,
    terminal=True,
    folder="/work",
    name="A",
    tags=("x", "y"),
    variables=(("API_KEY", "s3cret"), ("B", "1")),
    time_limit="1h30m",
)


# -- drafts


@pytest.mark.parametrize(
    "request_",
    [
        NewExecution(command="a | b", name="n", working_directory="/w", timeout_s=5400, tags=("t",)),
        NewExecution(command=("a", "b c"), name="n", working_directory="/w", environment={"A": "1"}, terminal=True),
        NewExecution(command="a", name="n", working_directory="/w", metadata={"k": [1]}, retention_days=3),
    ],
)
def test_a_request_comes_back_from_its_form(request_: NewExecution) -> None:
    assert drafts.request_of(drafts.draft_of(request_)) == request_


def test_a_name_that_is_only_the_command_is_left_out() -> None:
    draft = drafts.draft_of(NewExecution(command=("make", "docs"), name="make docs"))
    assert draft.name == ""
    assert drafts.request_of(draft).name == "make docs"


def test_no_command_yet_leaves_the_shell_on() -> None:
    draft = drafts.draft_of(NewExecution(command=(), working_directory="/w"))
    assert (draft.command, draft.shell, draft.folder) == ("", True, "/w")


def test_the_home_folder_is_written_short(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert drafts.short_folder(str(tmp_path)) == "~"
    assert drafts.short_folder(f"{tmp_path}/a") == "~/a"
    assert drafts.short_folder(f"{tmp_path}er/a") == f"{tmp_path}er/a"
    monkeypatch.setenv("HOME", "/")
    assert drafts.short_folder("/a") == "/a"


def test_the_recorded_command_is_how_runs_are_listed() -> None:
    assert drafts.recorded_command(Draft(command=" a  b ")) == "a  b"
    assert drafts.recorded_command(Draft(command="a  'b c'", shell=False)) == "a 'b c'"
    assert drafts.recorded_command(Draft(command="a 'b", shell=False)) == ""


def test_json_keeps_everything_but_what_has_no_field() -> None:
    assert drafts.from_json(json.loads(json.dumps(drafts.to_json(FULL)))) == FULL


@pytest.mark.parametrize(
    "value",
    [None, 3, {"command": 1}, {"tags": "x"}, {"tags": [1]}, {"variables": [["a"]]}, {"variables": {"a": "b"}}],
)
def test_anything_else_is_no_draft(value: object) -> None:
    assert drafts.from_json(value) is None


# -- memory


def test_runs_of_a_template_say_which_it_was() -> None:
    entry = template_entry(Template("Docs", Draft(command="make docs", metadata={"lab": 3})))
    assert request_of(entry.draft).metadata == {"lab": 3, "template_id": "Docs"}


def test_templates_and_draft_come_back_without_secrets(tmp_path: Path) -> None:
    memory = FormMemory(tmp_path)
    assert memory.save_template("One", FULL)
    assert memory.save_template("Two", Draft(command="b"))
    assert memory.save_template("One", Draft(command="c", variables=FULL.variables))
    memory.keep_draft(FULL)
    again = FormMemory(tmp_path)
    assert [(t.name, t.draft.command) for t in again.templates] == [("One", "c"), ("Two", "b")]
    assert again.templates[0].draft.variables == (("API_KEY", ""), ("B", "1"))
    assert again.draft == FULL.without_secrets()
    assert "s3cret" not in (tmp_path / FILE_NAME).read_text()
    assert memory.draft == FULL, "in memory nothing is left out"
    assert again.remove_template("Two")
    assert [t.name for t in FormMemory(tmp_path).templates] == ["One"]
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"templates": 3, "draft": []}', '{"templates": [{}, {"name": 1}]}', "\ufeff"]
)
def test_a_file_that_is_no_memory_begins_anew(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE_NAME).write_text(text)
    memory = FormMemory(tmp_path)
    assert (memory.templates, memory.draft) == ((), None)
    assert memory.save_template("One", FULL)


def test_what_cannot_be_written_is_said_and_kept_in_memory(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").touch()
    memory = FormMemory(tmp_path / "file")
    with caplog.at_level(logging.INFO):
        assert not memory.save_template("One", FULL)
    assert "cannot be written" in caplog.text
    assert [t.name for t in memory.templates] == ["One"]


def test_a_window_has_one_memory(tmp_path: Path) -> None:
    window = QObject()
    assert FormMemory.of(window, tmp_path) is FormMemory.of(window, tmp_path)


# -- estimates


def test_the_steps_are_as_wide_as_they_usually_take() -> None:
    history = usual([("Load", 5.0), ("Train", 0.0)])
    assert estimates.segments_of(history) == (
        Segment("Load", "running", 5.0, 1.0, "usually 5.0 s"),
        Segment("Train", "running", 0.01, 1.0, "usually 0.0 s"),
    )


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.2, "1 second"), (48, "48 seconds"), (89, "89 seconds"), (90, "2 minutes"), (1140, "19 minutes"),
     (3569, "59 minutes"), (3570, "1 h 0 min"), (4800, "1 h 20 min")],
)  # fmt: skip
def test_a_time_is_said_roughly(seconds: float, words: str) -> None:
    assert estimates.about(seconds) == words


def test_a_single_run_is_called_so() -> None:
    assert estimates.in_words(estimates.Estimate(60, 1, ())) == (
        "Usually takes about 60 seconds",
        "From one successful run of this command",
    )


def test_a_narrow_strip_leaves_the_room_to_its_words(qtbot: QtBot, theme: Theme) -> None:
    strip = estimates.EstimateStrip(theme)
    qtbot.addWidget(strip)
    strip.show_estimate(estimates.Estimate(60, 2, estimates.segments_of(usual([("Load", 5.0)]))))
    for width, shown in ((640, True), (440, False), (640, True)):
        strip.resize(width, estimates.HEIGHT)
        assert strip.findChild(Ribbon).isVisible() is shown, width
    strip.show_estimate(estimates.Estimate(60, 2, ()))
    assert not strip.findChild(Ribbon).isVisible()


# -- frame


def test_the_frame_resizes_at_its_edges_and_never_leaves_the_screen(qtbot: QtBot, theme: Theme) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.setGeometry(0, 0, 400, 300)
    window.show()
    dialog = FramedDialog(theme, window)
    dialog.set_title("Title")
    dialog.resize(5000, 5000)
    dialog.open()
    room = window.screen().availableGeometry()
    assert room.contains(dialog.geometry())
    assert not dialog.isModal()
    assert dialog.windowTitle() == "Title"
    edge = Qt.Edge
    right, bottom = dialog.width() - 1, dialog.height() - 1
    assert dialog._edges_at(QPointF(1, 50)) == edge.LeftEdge
    assert dialog._edges_at(QPointF(right, bottom)) == edge.RightEdge | edge.BottomEdge
    assert dialog._edges_at(QPointF(50, 50)) == edge(0)
