"""What a row or a head says about an execution, in words that promise nothing the program does not know."""

from __future__ import annotations

import html
from collections.abc import Sequence
from datetime import datetime

from stepflow_desktop.core.estimates import NO_OUTLOOK, Outlook
from stepflow_desktop.core.forecast import elapsed_s
from stepflow_desktop.core.model import ErrorCode, Execution, ExecutionStatus, Stamp, Step, StepStatus
from stepflow_desktop.gui import wording
from stepflow_desktop.gui.status_shapes import status_word
from stepflow_desktop.gui.translation import our_words, translate

_STOPPED_BY_US = (ErrorCode.TIMEOUT, ErrorCode.CANCELLED_BY_STEP)


def status_words(status: ExecutionStatus) -> str:
    """``Queued``, ``Running``, … in the language of the window."""
    return status_word(status.value)


def first_line(text: str) -> str:
    """The first line with anything on it, blanks squeezed, so that foreign text cannot break a row."""
    for line in text.splitlines():
        if line.strip():
            return " ".join(line.split())
    return ""


def knows_total(execution: Execution) -> bool:
    """Whether the number of steps was announced, as far as the execution itself tells."""
    return execution.total_steps > execution.current_step_index + 1 or execution.progress > 0


def position(execution: Execution, ahead: int = 0) -> str:
    """``5/7``, ``3/?`` without a plan, empty before the first step. ``ahead`` steps are expected besides."""
    if execution.current_step_index < 0:
        return ""
    here = execution.current_step_index + 1
    known = execution.status.is_final or knows_total(execution) or ahead
    return f"{here}/{max(here, execution.total_steps + ahead)}" if known else f"{here}/?"


def current_step(steps: Sequence[Step]) -> Step | None:
    """The innermost open step: the running one that began last."""
    running = [step for step in steps if step.status is StepStatus.RUNNING]
    return max(running, key=lambda step: step.start_offset or 0) if running else None


def held_words() -> str:
    """What is said of an execution that an earlier session left waiting."""
    return translate("ExecutionText", "Waits since an earlier session")


def second_line(execution: Execution, steps: Sequence[Step] = (), outlook: Outlook = NO_OUTLOOK) -> str:
    match execution.status:
        case ExecutionStatus.PENDING:
            return translate("ExecutionText", "Starts when a slot is free")
        case ExecutionStatus.RUNNING:
            return _running_line(execution, steps, outlook)
        case ExecutionStatus.COMPLETED:
            return _completed_line(execution)
        case ExecutionStatus.FAILED:
            return _join("  ", position(execution), failure(execution))
        case ExecutionStatus.CANCELLED:
            step = first_line(execution.current_step_name or "")
            at = translate("ExecutionText", "Cancelled")
            if step:
                at = translate("ExecutionText", "Cancelled at {step}").format(step=step)
            return _join("  ", position(execution), at)


def _running_line(execution: Execution, steps: Sequence[Step], outlook: Outlook) -> str:
    if execution.current_step_index < 0:
        return (
            translate("ExecutionText", "No steps yet")
            if execution.log_size == 0
            else translate("ExecutionText", "Output, no steps")
        )
    step = current_step(steps)
    name = step.name if step is not None else execution.current_step_name or ""
    told = first_line(step.progress_text or "") if step is not None else ""
    if not told and not knows_total(execution) and outlook.left_s is None:
        told = translate("ExecutionText", "no estimate yet")
    return _join("  ", position(execution, outlook.ahead), _join(" · ", first_line(name), told))


def _completed_line(execution: Execution) -> str:
    parts = [wording.count(execution.total_steps, "step", "steps")] if execution.total_steps else []
    if execution.artifacts_count:
        parts.append(wording.count(execution.artifacts_count, "artifact", "artifacts"))
    if execution.warnings_count:
        parts.append(wording.count(execution.warnings_count, "warning", "warnings"))
    return " · ".join(parts) or translate("ExecutionText", "No steps")


def failure(execution: Execution) -> str:
    """Why it failed on one line: ``Run pytest: 3 failed, 412 passed``."""
    message = failure_message(execution)
    if not message:
        message = exit_words(execution.exit_code) or translate("ExecutionText", "Failed")
    step = first_line(execution.failed_step_name or "")
    if not step or execution.error_code is ErrorCode.TIMEOUT or message.startswith(step):
        return message
    return translate("ExecutionText", "{step}: {reason}").format(step=step, reason=message)


def failure_message(execution: Execution) -> str:
    """The error message on one line, without the step's name, which is always shown beside it."""
    message, step = first_line(execution.error_message or ""), first_line(execution.failed_step_name or "")
    for told_twice in (f"Step '{step}' failed: ", f"Stopped because step '{step}' failed: "):
        message = message.removeprefix(told_twice)
    return our_words(message)


def end_words(execution: Execution) -> str:
    """How its command ended. What we killed ourselves says nothing of memory."""
    ours = execution.status is ExecutionStatus.CANCELLED or execution.error_code in _STOPPED_BY_US
    return exit_words(execution.exit_code, by_itself=not ours)


def exit_words(exit_code: int | None, *, by_itself: bool = True) -> str:
    """``exit code 1``; a negative code is a signal, and 9 is often the kernel short of memory."""
    if exit_code is None:
        return ""
    if exit_code == -9 and by_itself:
        return translate("ExecutionText", "Killed by signal 9 (out of memory?)")
    if exit_code < 0:
        return translate("ExecutionText", "Killed by signal {number}").format(number=-exit_code)
    return translate("ExecutionText", "exit code {code}").format(code=exit_code)


def right_texts(execution: Execution, now: Stamp, outlook: Outlook = NO_OUTLOOK) -> tuple[str, str]:
    """The two texts at the right of a row: time or what is left of it, and under it duration or percent."""
    took = elapsed_s(execution, now)
    took_text = wording.duration(took) if took is not None else ""
    match execution.status:
        case ExecutionStatus.PENDING:
            return translate("ExecutionText", "queued"), ""
        case ExecutionStatus.RUNNING:
            if outlook.left_s is not None and not outlook.late_s:
                return wording.time_left(outlook.left_s).removeprefix(translate("ExecutionText", "about ")), percent(
                    execution
                )
            return took_text, percent(execution)
    ended = execution.completed_at or execution.created_at
    return wording.moment(ended, now.at), took_text


def percent(execution: Execution) -> str:
    """``66 %``, or nothing where there is no basis for one."""
    return f"{execution.progress:.0f} %" if execution.progress > 0 else ""


def sentence(execution: Execution, now: Stamp, outlook: Outlook = NO_OUTLOOK) -> str:
    """The whole row as one sentence for a screen reader."""
    parts = [first_line(execution.name), status_words(execution.status).lower()]
    took = elapsed_s(execution, now)
    if execution.status is ExecutionStatus.RUNNING:
        if execution.current_step_index >= 0:
            words = translate("ExecutionText", "step {number}")
            if knows_total(execution) or outlook.ahead:
                words = translate("ExecutionText", "step {number} of {total}")
            total = execution.total_steps + outlook.ahead
            parts.append(words.format(number=execution.current_step_index + 1, total=total))
            if name := first_line(execution.current_step_name or ""):
                parts.append(name)
        if execution.progress > 0:
            parts.append(translate("ExecutionText", "{n} percent").format(n=f"{execution.progress:.0f}"))
        if outlook.left_s is not None and not outlook.late_s:
            parts.append(wording.time_left(outlook.left_s))
        elif took is not None:
            parts.append(translate("ExecutionText", "{time} so far").format(time=wording.duration(took)))
    elif execution.status.is_final:
        if execution.status is ExecutionStatus.FAILED:
            parts.append(failure(execution))
        ended = wording.moment(execution.completed_at or execution.created_at, now.at)
        parts.append(translate("ExecutionText", "ended {time}").format(time=ended))
        if took is not None:
            parts.append(translate("ExecutionText", "took {time}").format(time=wording.duration(took)))
    return ", ".join(part for part in parts if part)


def full_time(moment: datetime) -> str:
    """A whole local date and time, for tooltips and details."""
    return f"{moment.astimezone():%Y-%m-%d %H:%M:%S}"


def row_tip(execution: Execution) -> str:
    lines = [execution.name, execution.command]
    if execution.started_at is not None:
        lines.append(translate("ExecutionText", "Started {time}").format(time=full_time(execution.started_at)))
    if execution.completed_at is not None:
        lines.append(translate("ExecutionText", "Ended {time}").format(time=full_time(execution.completed_at)))
    return plain_tip("\n".join(lines))


def plain_tip(text: str) -> str:
    """``text`` for a tooltip, where Qt would take anything that looks like markup for markup."""
    return f"<p style='white-space:pre-wrap'>{html.escape(text[:2000])}</p>" if text else ""


def _join(separator: str, *parts: str) -> str:
    return separator.join(part for part in parts if part)
