"""The bell keeps what has ended, and words for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from stepflow_desktop.core.model import Execution, ExecutionStatus, Update
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.frame_notices import KEPT, SHOWN, Notices, ended_words
from stepflow_desktop.gui.widgets import IconButton

RUN = Execution(
    id="1",
    name="Integration tests",
    command="make test",
    working_directory="/",
    created_at=datetime.now(UTC),
    status=ExecutionStatus.FAILED,
    failed_step_name="Run pytest",
    error_message="assert 409 == 201",
    duration_s=372.0,
)


@pytest.fixture
def notices(qtbot: QtBot, theme: Theme) -> Iterator[Notices]:
    host = QWidget()
    qtbot.addWidget(host)
    yield Notices(theme, IconButton(theme, "bell", "Notices", parent=host), host)


def test_only_ends_are_kept_and_told_together(qtbot: QtBot, notices: Notices) -> None:
    told: list[list[Execution]] = []
    notices.ended.connect(told.append)
    other = replace(RUN, id="2")
    notices.take([Update(execution=RUN), Update(execution=RUN, ended=True), Update(execution=other, ended=True)])
    notices.take([Update(execution=RUN, started=True)])
    assert told == [[RUN, other]]
    for number in range(KEPT + 5):
        notices.take([Update(execution=replace(RUN, id=str(number)), ended=True)])
    assert len(notices.executions) == KEPT
    assert notices.executions[0].id == str(KEPT + 4)


def test_the_menu_opens_the_execution(qtbot: QtBot, notices: Notices) -> None:
    notices.take([Update(execution=replace(RUN, name="R&D"), ended=True)])
    notices._menu.aboutToShow.emit()
    action = notices._menu.actions()[0]
    assert action.text().startswith("R&&D  ·  failed")
    with qtbot.waitSignal(notices.chosen) as chosen:
        action.trigger()
    assert chosen.args == ["1"]


@pytest.mark.parametrize(
    ("execution", "words"),
    [
        (RUN, ("error", "Integration tests failed", "Run pytest: assert 409 == 201. After 6m 12s.")),
        (
            replace(RUN, status=ExecutionStatus.COMPLETED, duration_s=1144, artifacts_count=8),
            ("success", "Integration tests completed", "19m 04s, 8 artifacts."),
        ),
        (replace(RUN, status=ExecutionStatus.CANCELLED), ("info", "Integration tests cancelled", "6m 12s.")),
    ],
)
def test_the_words_name_the_reason(execution: Execution, words: tuple[str, str, str]) -> None:
    assert ended_words(execution) == words


def test_all_that_is_kept_can_be_reached(qtbot: QtBot, notices: Notices) -> None:
    for number in range(KEPT):
        notices.take([Update(execution=replace(RUN, id=str(number)), ended=True)])
    notices._menu.aboutToShow.emit()
    actions = [action for action in notices._menu.actions() if not action.isSeparator()]
    assert [action.text() for action in actions[SHOWN:]] == ["Earlier", "Do not disturb", "Notification settings…"]
    earlier = actions[SHOWN].menu()
    assert earlier is not None and len(earlier.actions()) == KEPT - SHOWN
    with qtbot.waitSignal(notices.chosen) as chosen:
        earlier.actions()[-1].trigger()
    assert chosen.args == ["0"]


def test_the_bell_shows_that_nothing_is_told(notices: Notices) -> None:
    notices.show_quiet(True)
    assert notices.quiet.isChecked() and notices._bell._icon_name == "bell-off"
    notices.show_quiet(False)
    assert notices._bell._icon_name == "bell"
