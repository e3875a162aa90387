"""What became of a step, as it is shown: a failure that was allowed is none, and a cut is not one either."""

from __future__ import annotations

from collections.abc import Sequence

from stepflow_desktop.core.model import Execution, ExecutionStatus, Step, StepStatus


def step_state(step: Step, steps: Sequence[Step], execution: Execution | None) -> str:
    """The step's status, or ``allowed`` for a failure the run went on from, ``cancelled`` for where it was cut."""
    if step.status is not StepStatus.FAILED or execution is None:
        return step.status.value
    if execution.status is ExecutionStatus.CANCELLED and not _has_later(step, steps):
        return "cancelled"
    if step.stop_on_error or not step.id:
        return step.status.value
    if execution.status is ExecutionStatus.COMPLETED:
        return "allowed"
    blamed = execution.status.is_final and execution.failed_step_name == step.name
    return "allowed" if _has_later(step, steps) and not blamed else step.status.value


def _has_later(step: Step, steps: Sequence[Step]) -> bool:
    """Whether the run went on to another step after ``step``; such a one is mostly the last."""
    return any(other.index > step.index and other.started_at is not None for other in reversed(steps))
