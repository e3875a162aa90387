"""Where the window goes for a line that was chosen."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from stepflow_desktop.core.model import ArtifactType, NewExecution
from stepflow_desktop.gui.palette.places import SECTIONS, WindowPlaces
from stepflow_desktop.gui.palette.setting_names import SETTING_NAMES
from tests.gui import sample_data as data


class Page(QWidget):
    """An executions page that shows at once what it is told to."""

    def __init__(self, went: list[tuple[Any, ...]]) -> None:
        super().__init__()
        self.current_id = ""
        log = SimpleNamespace(show_step=lambda step: went.append(("step", step)))
        self.pane = SimpleNamespace(log=log, show_artifact=lambda file: went.append(("artifact", file)))


class Window:
    def __init__(self, qtbot: Any) -> None:
        self.went: list[tuple[Any, ...]] = []
        self.executions = Page(self.went)
        qtbot.addWidget(self.executions)
        section = SimpleNamespace(
            show_section=lambda key: self.went.append(("section", key)),
            show_setting=lambda name: self.went.append(("setting", name)),
        )
        self.settings_place = SimpleNamespace(page=section)
        self.commands = SimpleNamespace(
            review=lambda: self.went.append(("review",)), by_name={"a": 1}, icon_name=lambda name: f"icon of {name}"
        )

    def open_execution(self, execution_id: str) -> None:
        self.went.append(("open", execution_id))
        self.executions.current_id = execution_id

    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *what: self.went.append((name, *what))


@pytest.fixture
def window(qtbot: Any) -> Window:
    return Window(qtbot)


@pytest.fixture
def places(window: Window) -> WindowPlaces:
    return WindowPlaces(window)  # type: ignore[arg-type]


def test_commands_are_asked_whether_they_apply(places: WindowPlaces, window: Window) -> None:
    assert list(places.actions()) == [1] and window.went == [("review",)]
    assert places.icon_of("stop") == "icon of stop"


def test_a_section_of_the_settings(places: WindowPlaces, window: Window) -> None:
    entries = dict(places.settings())
    assert len(entries) == len(SECTIONS) + len(SETTING_NAMES)
    next(act for title, act in entries.items() if "theme" in title)()
    assert window.went == [("show_settings",), ("section", "appearance")]


def test_a_single_setting(places: WindowPlaces, window: Window) -> None:
    dict(places.settings())["Logs: Wrap lines"]()
    assert window.went == [("show_settings",), ("section", "logs"), ("setting", "log_wrap")]


def test_a_step_and_a_file_are_shown_when_their_execution_is(places: WindowPlaces, window: Window, qtbot: Any) -> None:
    places.open_step("one", "step 2")
    qtbot.waitUntil(lambda: ("step", "step 2") in window.went)
    file = data.artifact("two", 1, "a.csv", 1, ArtifactType.DATA)
    places.open_artifact(file)
    qtbot.waitUntil(lambda: ("artifact", file.id) in window.went)
    assert [where for where in window.went if where[0] == "open"] == [("open", "one"), ("open", "two")]


def test_tags_and_commands(places: WindowPlaces, window: Window) -> None:
    places.show_tag("two words")
    places.run("make all")
    assert window.went == [
        ("show_page", "executions"),
        ("ask_page", "set_filter", 'tag:"two words"'),
        ("new_execution", NewExecution(command="make all")),
    ]
