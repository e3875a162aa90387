"""Which ends are told, as a table of settings, tags and outcomes; and in which words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from stepflow_desktop.core.model import Execution, ExecutionStatus
from stepflow_desktop.gui.desktop.telling import TOGETHER, is_told, note_of, note_together
from stepflow_desktop.settings import Settings

RUN = Execution(
    id="a",
    name="Train model",
    command="x",
    working_directory="/",
    created_at=datetime(2026, 1, 1, tzinfo=UTC),
    status=ExecutionStatus.COMPLETED,
    duration_s=61.0,
    artifacts_count=8,
)
FAILED = replace(RUN, id="b", name="Tests", status=ExecutionStatus.FAILED, duration_s=1.0, error_message="broken")


@pytest.mark.parametrize(
    ("run", "settings", "told"),
    [
        (RUN, {}, True),
        (replace(RUN, duration_s=60.0), {}, False),
        (replace(RUN, duration_s=6.0), {"notify_completed_after_s": 5}, True),
        (RUN, {"notify_completed": False}, False),
        (FAILED, {}, True),
        (FAILED, {"notify_failed": False}, False),
        (FAILED, {"do_not_disturb": True}, False),
        (replace(RUN, status=ExecutionStatus.CANCELLED), {}, False),
        (replace(FAILED, tags=("demo",)), {"notify_rules": ("demo=never",)}, False),
        (replace(FAILED, tags=("demo",)), {"notify_rules": ("other=never",)}, True),
        (replace(FAILED, tags=("ci",)), {"notify_rules": ("ci=failed",), "notify_failed": False}, True),
        (replace(RUN, tags=("ci",)), {"notify_rules": ("ci=failed",)}, False),
        (replace(RUN, tags=("x",), duration_s=1.0), {"notify_rules": ("x=always",), "notify_completed": False}, True),
        (replace(RUN, tags=("x", "y")), {"notify_rules": ("x=always", "y=never")}, False),
        (replace(RUN, tags=("x",)), {"notify_rules": ("x=always",), "do_not_disturb": True}, False),
    ],
)
def test_who_is_told(run: Execution, settings: dict[str, Any], told: bool) -> None:
    assert is_told(run, Settings(**settings)) is told


def test_a_failure_is_urgent_and_leads_to_its_error() -> None:
    note = note_of(FAILED)
    assert (note.key, note.title, note.urgent) == ("b", "Tests failed", True)
    assert "broken" in note.body
    assert [word for _key, word in note.actions] == ["Show error", "Run again"]


def test_a_success_leads_to_its_files() -> None:
    note = note_of(RUN)
    assert (note.title, note.body, note.urgent) == ("Train model completed", "1m 01s, 8 artifacts.", False)
    assert note.actions[0][1] == "Show files"
    assert note_of(replace(RUN, artifacts_count=0)).actions[0][1] == "Show"


@pytest.mark.parametrize(
    ("runs", "title", "body"),
    [
        ([RUN] * 3, "3 executions completed", "Train model, Train model, Train model"),
        ([FAILED] * 3, "3 executions failed", "Tests, Tests, Tests"),
        ([RUN, RUN, RUN, FAILED], "4 executions ended, 1 failed", "Train model, Train model, Tests and 1 more"),
    ],
)
def test_many_ends_are_one_note(runs: list[Execution], title: str, body: str) -> None:
    note = note_together(runs)
    assert (note.key, note.title, note.body) == (TOGETHER, title, body)
