"""A failure that was allowed, and one that was a cut, are told apart from one that failed the run."""

from __future__ import annotations

from dataclasses import replace

from stepflow_desktop.core.model import ExecutionStatus, StepStatus
from stepflow_desktop.gui.step_states import step_state
from tests.gui import sample_data as data


def test_step_states() -> None:
    failed = data.step("x", 0, "a", StepStatus.FAILED, 1)
    later = data.step("x", 1, "b", StepStatus.COMPLETED, 1)
    completed = data.execution(1, "a", "a")
    running = data.execution(1, "a", "a", ExecutionStatus.RUNNING)
    cancelled = data.execution(1, "a", "a", ExecutionStatus.CANCELLED)
    assert step_state(failed, (failed,), completed) == "allowed"
    assert step_state(failed, (failed,), running) == "failed"
    assert step_state(failed, (failed, later), running) == "allowed"
    assert step_state(replace(failed, stop_on_error=True), (failed, later), running) == "failed"
    assert step_state(failed, (failed,), cancelled) == "cancelled"
    assert step_state(later, (failed, later), cancelled) == "completed"
