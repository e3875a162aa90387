"""Line 4 of an execution's head: where it stands, and how long. Each text is a strong part and the rest.

Where there is no basis for an estimate, the words say so.
"""

from __future__ import annotations

from collections.abc import Sequence

from stepflow_desktop.core.estimates import NO_OUTLOOK, Outlook
from stepflow_desktop.core.model import Execution, ExecutionStatus, Stamp, Step, StepStatus
from stepflow_desktop.gui import wording
from stepflow_desktop.gui.models.execution_text import HELD_WORDS, elapsed_s, knows_total
from stepflow_desktop.gui.models.expectations import outlook_words

Text = tuple[str, str]
_DOT = "  ·  "


def left_text(
    execution: Execution, steps: Sequence[Step], outlook: Outlook = NO_OUTLOOK, *, held: bool = False
) -> Text:
    """``held`` says that it waits for a word from the user, not for a slot."""
    match execution.status:
        case ExecutionStatus.PENDING if held:
            return HELD_WORDS, f"{_DOT}starts when you say so"
        case ExecutionStatus.PENDING:
            return "Waiting", f"{_DOT}starts when a slot is free"
        case ExecutionStatus.RUNNING:
            return _running_left(execution, outlook)
        case ExecutionStatus.COMPLETED:
            return _completed_left(execution, steps)
    word = "Stopped" if execution.status is ExecutionStatus.CANCELLED else "Failed"
    if execution.current_step_index < 0:
        return f"{word} before the first step" if execution.started_at else f"{word} before it started", ""
    missed = sum(step.status is StepStatus.SKIPPED for step in steps)
    total = max(execution.total_steps, execution.current_step_index + 1)
    rest = f"{_DOT}{wording.count(missed, 'step', 'steps')} not reached" if missed else ""
    return f"Stopped at step {execution.current_step_index + 1} of {total}", rest


def _running_left(execution: Execution, outlook: Outlook) -> Text:
    if execution.current_step_index < 0:
        percent = f"{_DOT}{execution.progress:.0f} %" if execution.progress > 0 else ""
        return "Running", f"{percent}{_DOT}no steps so far"
    here = f"Step {execution.current_step_index + 1}"
    if knows_total(execution):
        here = f"{here} of {max(execution.total_steps, execution.current_step_index + 1)}"
    if execution.progress > 0:
        return here, f"{_DOT}{execution.progress:.0f} %"
    if outlook.left_s is None and not knows_total(execution):
        return here, f"{_DOT}no estimate yet"
    return here, ""


def _completed_left(execution: Execution, steps: Sequence[Step]) -> Text:
    allowed = sum(step.status is StepStatus.FAILED for step in steps)
    parts = [f"{wording.count(allowed, 'step', 'steps')} failed, allowed to"] if allowed else []
    if execution.warnings_count:
        parts.append(wording.count(execution.warnings_count, "warning", "warnings"))
    if execution.artifacts_count:
        parts.append(wording.count(execution.artifacts_count, "artifact", "artifacts"))
    several = wording.count(execution.total_steps, "step", "steps")
    strong = f"{several} run" if allowed else f"All {several} done" if execution.total_steps > 1 else "Done"
    return strong, "".join(_DOT + part for part in parts)


def right_text(execution: Execution, now: Stamp, outlook: Outlook = NO_OUTLOOK, of_step: Outlook = NO_OUTLOOK) -> Text:
    """``of_step`` is told where there is nothing to say of the whole run."""
    took = elapsed_s(execution, now)
    if execution.status is ExecutionStatus.PENDING:
        return "", f"queued {wording.clock(execution.created_at, now.at)}"
    if took is None or execution.started_at is None:
        return "", "never started"
    if execution.status is ExecutionStatus.RUNNING:
        return f"{wording.duration(took)} elapsed", _DOT + _expectation(outlook, of_step)
    started = wording.clock(execution.started_at, now.at)
    ended = wording.clock(execution.completed_at or execution.started_at, now.at)
    return wording.duration(took), f"{_DOT}started {started}, ended {ended}"


def _expectation(outlook: Outlook, of_step: Outlook) -> str:
    words = outlook_words(outlook)
    if not words:
        in_step = outlook_words(of_step)
        return f"{in_step} in this step" if in_step and not of_step.late_s else "no estimate yet"
    return f"{words} (script's estimate)" if outlook.is_expected and not outlook.late_s else words
