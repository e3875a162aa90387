"""What is typed is answered with lines under headings, each kind by its sign."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QAction

from stepflow_desktop.core.artifact_search import ArtifactHits, ArtifactSearch, FoundArtifact
from stepflow_desktop.core.model import ArtifactType
from stepflow_desktop.gui.palette.hit import Hit
from stepflow_desktop.gui.palette.hits import line_hits, matching_actions
from stepflow_desktop.gui.palette.log_search import LogLine
from stepflow_desktop.gui.palette.palette import Palette
from tests.gui import sample_data as data


class Field:
    def __init__(self) -> None:
        self.typed = ""
        self.hits: list[Hit] = []
        self.note = ""

    def text(self) -> str:
        return self.typed

    def show_hits(self, hits: Sequence[Hit], note: str = "") -> None:
        self.hits, self.note = list(hits), note


class Places:
    """Notes where it was sent."""

    def __init__(self) -> None:
        self.went: list[tuple[Any, ...]] = []
        self._actions = [QAction("New execution…"), QAction("Train of thought"), QAction("Stop")]
        self._actions[0].setShortcut("Ctrl+N")

    def actions(self) -> list[QAction]:
        return self._actions

    def icon_of(self, name: str) -> str:
        return "plus"

    def settings(self) -> list[tuple[str, Callable[[], None]]]:
        return [("Trains at once", lambda: self.went.append(("setting",)))]

    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *where: self.went.append((name, *where))


class Engine(data.FakeEngine):
    async def search_artifacts(self, search: ArtifactSearch) -> ArtifactHits:
        self.looked_for = [term.values for term in search.terms]
        file = data.artifact("a", 1, "train s3cret.csv", 46_000, ArtifactType.DATA)
        hits = (FoundArtifact(file, "Train churn model", masks=("s3cret",)),)
        return ArtifactHits(hits if self.looked_for == [("train",)] else (), None)


@pytest.fixture
def field() -> Field:
    return Field()


@pytest.fixture
def places(qapp: Any) -> Places:
    return Places()


@pytest.fixture
def palette(field: Field, places: Places, tmp_path: Path) -> Palette:
    bridge = data.FakeBridge(Engine(data.afternoon(), tmp_path))
    palette = Palette(bridge, data.FixedClock(), field, places)  # type: ignore[arg-type]
    palette.bridge = bridge  # type: ignore[attr-defined]
    return palette


def ask(palette: Palette, field: Field, text: str) -> list[tuple[str, str]]:
    field.typed = text
    palette.ask(text)
    return [(hit.group, hit.text) for hit in field.hits]


def test_nothing_typed_shows_the_commands_with_their_keys(palette: Palette, field: Field) -> None:
    shown = ask(palette, field, "")
    assert [text for _group, text in shown] == ["New execution…", "Train of thought", "Stop"]
    assert field.hits[0].detail == "Ctrl+N"
    assert "# for tags" in shown[0][0]


def test_words_find_every_kind(palette: Palette, field: Field, places: Places) -> None:
    assert ask(palette, field, "train") == [
        ("Executions", "Train churn model"),
        ("Executions", "Train churn model"),
        ("Files", "train ***.csv"),
        ("Settings", "Trains at once"),
        ("Commands", "Train of thought"),
        ("New execution", "Run “train”"),
    ]
    for hit in field.hits:
        hit.act()
    assert field.hits[2].detail == "Train churn model · 46 KB"
    names = [went[0] for went in places.went]
    assert names == ["open_execution", "open_execution", "open_artifact", "setting", "run"]
    assert places.went[0][1] == data.churn().execution.id
    assert places.went[-1] == ("run", "train")


def test_the_filter_language_works_here_too(palette: Palette, field: Field) -> None:
    assert [text for group, text in ask(palette, field, "status:failed tag:ci") if group == "Executions"] == [
        "Integration tests"
    ]
    assert [group for group, _text in ask(palette, field, "staus:failed")] == ["New execution"]


def test_commands_alone(palette: Palette, field: Field) -> None:
    assert ask(palette, field, ">stop") == [("Commands", "Stop")]


def test_tags(palette: Palette, field: Field, places: Places) -> None:
    shown = ask(palette, field, "#")
    assert ("Tags", "ml") in shown and field.hits[0].detail == "2"
    assert ask(palette, field, "#night") == [("Tags", "nightly")]
    field.hits[0].act()
    assert places.went == [("show_tag", "nightly")]


def test_steps(palette: Palette, field: Field, places: Places) -> None:
    assert ask(palette, field, "@pytest") == [("Steps", "Run pytest")]
    # Many runs of one command have this step: the time tells them apart.
    assert field.hits[0].detail.startswith("Integration tests · ") and field.note == ""
    field.hits[0].act()
    assert places.went == [("open_step", data.integration().execution.id, data.integration().steps[3].id)]
    assert ask(palette, field, "@") == [] and field.note == "Type at least two letters"
    assert ask(palette, field, "@nowhere") == [] and field.note == "Nothing matches"
    assert ask(palette, field, "#nowhere") == [] and field.note == "Nothing matches"


async def test_lines_of_logs(palette: Palette, field: Field, places: Places) -> None:
    import threading

    run = data.integration().execution
    log = palette._bridge.engine.log_path(run.id)
    log.parent.mkdir(parents=True)
    log.write_text("one\nAssertionError: 409\n")
    hits = await palette._lines("assertion", threading.Event())
    assert [(hit.text, hit.detail) for hit in hits] == [("AssertionError: 409", "Integration tests : 2")]
    hits[0].act()
    assert places.went == [("open_line", run.id, 2)]


def test_a_new_question_ends_the_search_for_the_old_one(palette: Palette, field: Field) -> None:
    before = palette._stop
    ask(palette, field, "train")
    assert before.is_set()
    palette.bridge.hold = True  # type: ignore[attr-defined]
    ask(palette, field, "@pytest")
    field.typed = "@pytests"
    field.hits = []
    palette.bridge.release()  # type: ignore[attr-defined]
    assert field.hits == []


def test_a_path_is_a_command_and_no_search_through_logs(palette: Palette) -> None:
    assert palette._is_path("/usr/bin/make all")
    assert not palette._is_path("/assertion error")


def test_actions_match_by_every_word_and_beginnings_come_first(qapp: object) -> None:
    actions = [QAction(text) for text in ("Show the server", "Run the demo", "Demo that fails", "Stop")]
    actions[3].setEnabled(False)
    assert [a.text() for a in matching_actions(actions, "demo")] == ["Demo that fails", "Run the demo"]
    assert [a.text() for a in matching_actions(actions, "> the run")] == ["Run the demo"]
    assert matching_actions(actions, "stop") == []


def test_a_line_says_whose_it_is(qapp: object) -> None:
    (hit,) = line_hits([LogLine("a", 3133, "boom")], {"a": "Nightly"}, lambda _id, _line: None)
    assert hit.detail == "Nightly : 3,133"
