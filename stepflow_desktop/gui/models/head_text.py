"""Line 4 of an execution's head: where it stands, and how long. A part of each text is strong.

Where there is no basis for an estimate, the words say so.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtCore import QCoreApplication

from stepflow_desktop.core.estimates import NO_OUTLOOK, Outlook
from stepflow_desktop.core.forecast import elapsed_s
from stepflow_desktop.core.model import Execution, ExecutionStatus, Stamp, Step, StepStatus
from stepflow_desktop.gui import wording
from stepflow_desktop.gui.models.execution_text import held_words, knows_total
from stepflow_desktop.gui.models.expectations import WIDE_SPREAD, outlook_words, rough

Text = tuple[str, str]
Texts = tuple[str, str, str]
"""What comes before the strong part, the strong part, what comes after it."""

_DOT = "  ·  "


def left_text(
    execution: Execution,
    steps: Sequence[Step],
    outlook: Outlook = NO_OUTLOOK,
    *,
    held: bool = False,
    starts_in_s: float | None = None,
) -> Text:
    """``held`` says that it waits for a word from the user, not for a slot."""
    translate = QCoreApplication.translate
    match execution.status:
        case ExecutionStatus.PENDING if held:
            return held_words(), _DOT + translate("HeadText", "starts when you say so")
        case ExecutionStatus.PENDING:
            return translate("HeadText", "Waiting"), _DOT + start_words(starts_in_s)
        case ExecutionStatus.RUNNING:
            return _running_left(execution, outlook)
        case ExecutionStatus.COMPLETED:
            return _completed_left(execution, steps)
    if execution.current_step_index < 0:
        return _before_any_step(execution), ""
    missed = sum(step.status is StepStatus.SKIPPED for step in steps)
    total = max(execution.total_steps, execution.current_step_index + 1)
    rest = _DOT + not_reached(missed) if missed else ""
    stopped = translate("HeadText", "Stopped at step {number} of {total}")
    return stopped.format(number=execution.current_step_index + 1, total=total), rest


def _before_any_step(execution: Execution) -> str:
    """Steps are spoken of only where some were announced: most programs print none."""
    translate = QCoreApplication.translate
    is_stopped = execution.status is ExecutionStatus.CANCELLED
    if execution.started_at and not execution.total_steps:
        return translate("HeadText", "Stopped") if is_stopped else translate("HeadText", "Failed")
    if is_stopped:
        if execution.started_at:
            return translate("HeadText", "Stopped before the first step")
        return translate("HeadText", "Stopped before it started")
    if execution.started_at:
        return translate("HeadText", "Failed before the first step")
    return translate("HeadText", "Failed before it started")


def not_reached(missed: int) -> str:
    """``2 steps not reached``."""
    words = QCoreApplication.translate("HeadText", "{steps} not reached")
    return words.format(steps=wording.count(missed, "step", "steps"))


def start_words(starts_in_s: float | None) -> str:
    """``starts in about 4 min``, as far as the runs before it let tell."""
    translate = QCoreApplication.translate
    if starts_in_s is None:
        return translate("HeadText", "starts when a slot is free")
    if starts_in_s < 30:
        return translate("HeadText", "starts in a moment")
    return translate("HeadText", "starts in about {time}").format(time=rough(starts_in_s))


def _running_left(execution: Execution, outlook: Outlook) -> Text:
    translate = QCoreApplication.translate
    percent = _percent(execution, outlook)
    if execution.current_step_index < 0:
        none = _DOT + translate("HeadText", "no steps so far")
        rest = percent if execution.usual_runs and outlook.left_s is not None else percent + none
        return translate("HeadText", "Running"), rest
    number = execution.current_step_index + 1
    total = max(execution.total_steps + outlook.ahead, number)
    here = translate("HeadText", "Step {number}").format(number=number)
    if knows_total(execution) or outlook.ahead or (outlook.runs and outlook.left_s is not None):
        here = translate("HeadText", "Step {number} of {total}").format(number=number, total=total)
    if percent:
        return here, percent
    if outlook.left_s is None and not knows_total(execution):
        return here, _DOT + translate("HeadText", "no estimate yet")
    return here, ""


def _percent(execution: Execution, outlook: Outlook) -> str:
    if execution.progress <= 0:
        return ""
    percent = f"{execution.progress:.0f}"
    if outlook.runs:
        return _DOT + QCoreApplication.translate("HeadText", "{percent} % of expected time").format(percent=percent)
    return _DOT + QCoreApplication.translate("HeadText", "{percent} %").format(percent=percent)


def _completed_left(execution: Execution, steps: Sequence[Step]) -> Text:
    translate = QCoreApplication.translate
    allowed = sum(step.status is StepStatus.FAILED for step in steps)
    parts = []
    if allowed:
        words = translate("HeadText", "{steps} failed, allowed to")
        parts.append(words.format(steps=wording.count(allowed, "step", "steps")))
    if execution.warnings_count:
        parts.append(wording.count(execution.warnings_count, "warning", "warnings"))
    if execution.artifacts_count:
        parts.append(wording.count(execution.artifacts_count, "artifact", "artifacts"))
    strong = translate("HeadText", "Done")
    if allowed or execution.total_steps > 1:
        several = wording.count(execution.total_steps, "step", "steps")
        words = translate("HeadText", "{steps} run") if allowed else translate("HeadText", "All {steps} done")
        strong = words.format(steps=several)
    return strong, "".join(_DOT + part for part in parts)


def right_text(
    execution: Execution,
    now: Stamp,
    outlook: Outlook = NO_OUTLOOK,
    of_step: Outlook = NO_OUTLOOK,
    *,
    silent_s: float = 0.0,
) -> Texts:
    """``of_step`` is told where there is nothing to say of the whole run; ``silent_s`` is not 0 when it seems stuck."""
    translate, took = QCoreApplication.translate, elapsed_s(execution, now)
    if execution.status is ExecutionStatus.PENDING:
        queued = translate("HeadText", "queued {time}").format(time=wording.clock(execution.created_at, now.at))
        return "", "", queued + _usually(execution)
    if took is None or execution.started_at is None:
        return "", "", translate("HeadText", "never started")
    if execution.status is ExecutionStatus.RUNNING:
        elapsed = translate("HeadText", "{duration} elapsed").format(duration=wording.duration(took))
        strong, rest = _expectation(outlook, of_step, now) if not silent_s else (silent_words(silent_s), "")
        return elapsed + _DOT, strong, rest
    started = wording.clock(execution.started_at, now.at)
    ended = wording.clock(execution.completed_at or execution.started_at, now.at)
    when = translate("HeadText", "started {started}, ended {ended}").format(started=started, ended=ended)
    return "", wording.duration(took), _DOT + when + _usually(execution)


def short_text(execution: Execution, steps: Sequence[Step], now: Stamp, outlook: Outlook = NO_OUTLOOK) -> str:
    """``19m 04s  ·  ended 14:51``: all that a head of one line has room for."""
    translate, took = QCoreApplication.translate, elapsed_s(execution, now)
    if execution.status is ExecutionStatus.PENDING or took is None:
        return right_text(execution, now)[2]
    if execution.status is ExecutionStatus.RUNNING:
        elapsed = translate("HeadText", "{duration} elapsed").format(duration=wording.duration(took))
        return left_text(execution, steps, outlook)[0] + _DOT + elapsed
    ended = wording.clock(execution.completed_at or execution.started_at or now.at, now.at)
    return wording.duration(took) + _DOT + translate("HeadText", "ended {time}").format(time=ended)


def silent_words(seconds: float) -> str:
    return QCoreApplication.translate("HeadText", "No output for {time}").format(time=rough(seconds))


def _usually(execution: Execution) -> str:
    if execution.usual_s is None:
        return ""
    usual = wording.duration(execution.usual_s)
    return _DOT + QCoreApplication.translate("HeadText", "usually {duration}").format(duration=usual)


def _expectation(outlook: Outlook, of_step: Outlook, now: Stamp) -> Text:
    words = outlook_words(outlook)
    if not words:
        in_step = outlook_words(of_step)
        if in_step and not of_step.late_s:
            return QCoreApplication.translate("HeadText", "{left} in this step").format(left=in_step), ""
        return QCoreApplication.translate("HeadText", "no estimate yet"), ""
    if outlook.late_s:
        return words, ""
    if outlook.runs > 1 and outlook.left_s is not None:
        return words, _DOT + _end_words(outlook, outlook.left_s, now)
    if outlook.runs:
        return words, _DOT + QCoreApplication.translate("HeadText", "as in one earlier run")
    script = QCoreApplication.translate("HeadText", "(script's estimate)")
    return words, f" {script}" if outlook.is_expected else ""


def _end_words(outlook: Outlook, left_s: float, now: Stamp) -> str:
    """``done around 14:52, median of 6 runs``; without a time where the runs lay far apart."""
    translate = QCoreApplication.translate
    if outlook.spread > WIDE_SPREAD:
        return translate("HeadText", "median of {n} runs").format(n=outlook.runs)
    end = wording.clock(now.at + timedelta(seconds=left_s), now.at)
    return translate("HeadText", "done around {time}, median of {n} runs").format(time=end, n=outlook.runs)
