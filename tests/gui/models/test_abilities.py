"""What applies in which state."""

from __future__ import annotations

from dataclasses import replace

from stepflow_desktop.core.model import ExecutionStatus
from stepflow_desktop.gui.models.abilities import abilities, why_not
from tests.gui import sample_data as data


def test_nothing_without_an_execution() -> None:
    assert abilities(None) == frozenset()


def test_what_runs_can_be_stopped_and_followed() -> None:
    can = abilities(data.churn().execution)
    assert {"stop", "kill", "run_again", "save_log", "toggle_follow", "delete"} <= can
    assert "go_to_first_error" not in can


def test_what_has_ended_cannot_be_stopped() -> None:
    can = abilities(data.integration().execution)
    assert not {"stop", "kill", "toggle_follow"} & can
    assert {"run_again", "edit_and_run", "go_to_first_error", "save_log"} <= can


def test_what_waits_has_no_log() -> None:
    waiting = replace(data.churn().execution, status=ExecutionStatus.PENDING, log_size=0)
    can = abilities(waiting)
    assert "stop" in can
    assert not {"save_log", "find_in_log"} & can


def test_what_cannot_be_done_has_a_reason_for_everything_that_states_decide() -> None:
    done = data.integration().execution
    silent = replace(done, log_size=0, errors_count=0, status=ExecutionStatus.COMPLETED)
    every = abilities(data.churn().execution) | abilities(done) | {"run_now"}
    for execution in (None, data.churn().execution, done, silent):
        without = [name for name in every - abilities(execution) if not why_not(name, execution)]
        assert without == [], execution
    assert why_not("stop", done) == "It has ended"
    assert why_not("find_in_log", silent) == "It has no output"
    assert why_not("next_error", silent) == "It has no errors"
