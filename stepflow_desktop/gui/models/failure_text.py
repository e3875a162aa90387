"""What went wrong, in words: the title of the error card, the line to show, and a report to paste elsewhere."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from stepflow_desktop import __version__
from stepflow_desktop.core.encoding import masked
from stepflow_desktop.core.history import FailureRecord
from stepflow_desktop.core.model import ErrorCode, Execution, ExecutionDetails, LogEntry, StepStatus
from stepflow_desktop.gui import wording
from stepflow_desktop.gui.models.error_line import error_line
from stepflow_desktop.gui.models.execution_text import exit_words, failure_message, first_line
from stepflow_desktop.gui.models.head_text import not_reached
from stepflow_desktop.gui.models.masking import secrets_of

REPORT_LINES = 40


def failure_title(execution: Execution) -> str:
    """``Run pytest failed with exit code 1``, ``Stopped after the 45 min limit``, ``Killed by signal 9 …``."""
    message = failure_message(execution)
    match execution.error_code:
        case ErrorCode.TIMEOUT:
            return message or QCoreApplication.translate("Failure", "Stopped at its time limit")
        case ErrorCode.START_FAILED:
            return QCoreApplication.translate("Failure", "The command could not be started")
        case ErrorCode.INTERRUPTED:
            return QCoreApplication.translate("Failure", "Interrupted before it ended")
    return _exit_title(first_line(execution.failed_step_name or ""), execution.exit_code)


def _exit_title(step: str, code: int | None) -> str:
    translate = QCoreApplication.translate
    if code is not None and code < 0:
        words = translate("Failure", "{step}: {reason}") if step else "{reason}"
        return words.format(step=step, reason=exit_words(code))
    if code and step:
        return translate("Failure", "{step} failed with exit code {code}").format(step=step, code=code)
    if code:
        return translate("Failure", "Failed with exit code {code}").format(code=code)
    return translate("Failure", "{step} failed").format(step=step) if step else translate("Failure", "Failed")


def failure_line(execution: Execution, entries: Sequence[LogEntry], step_id: str | None) -> str:
    """The line that says why: the error of the failed step, else of the log, else the message."""
    title, line = failure_title(execution), first_line(error_line(entries, step_id))
    if line:
        return "" if line == title else line
    message = failure_message(execution)
    return "" if message in title else message


def has_no_error(entries: Sequence[LogEntry], number: int) -> bool:
    """Whether the log ends without a line that looks like one; ``entries`` are its last lines, once they are read."""
    return number == 0 and (not entries or entries[0].offset == 0)


def failure_facts(details: ExecutionDetails, line: str = "", *, number: int = 0, record: str = "") -> str:
    """Under ``line``: the ``number`` of it and how the step fared before, as ``record`` says.

    After a first run: what the step said, unless that is the line, and how long it had been going.
    """
    execution = details.execution
    parts = []
    if number:
        parts.append(QCoreApplication.translate("Failure", "Line {number}").format(number=f"{number:,}"))
    if record:
        return " · ".join([*parts, record])
    message = failure_message(execution)
    if message and message not in line and message not in failure_title(execution):
        parts.append(message)
    if execution.duration_s is not None:
        after = QCoreApplication.translate("Failure", "after {duration}")
        parts.append(after.format(duration=wording.duration(execution.duration_s)))
    missed = sum(step.status is StepStatus.SKIPPED for step in details.steps)
    if missed:
        parts.append(not_reached(missed))
    return " · ".join(parts)


def record_words(record: FailureRecord, now: datetime, *, of_step: bool = True) -> str:
    """``this step failed in 2 of the last 10 runs · last success 2 h ago``; nothing after a first run."""
    translate = QCoreApplication.translate
    if record.runs < 2:
        return ""
    if of_step:
        often = translate("Failure", "this step failed in {n} of the last {runs} runs")
    else:
        often = translate("Failure", "failed in {n} of the last {runs} runs")
    if record.last_success is None:
        success = translate("Failure", "no success among them")
    else:
        ago = ago_words((now - record.last_success).total_seconds())
        success = translate("Failure", "last success {ago}").format(ago=ago)
    return f"{often.format(n=record.failed, runs=record.runs)} · {success}"


def ago_words(seconds: float) -> str:
    """``just now``, ``5 min ago``, ``2 h ago``, ``3 days ago``."""
    translate = QCoreApplication.translate
    if seconds < 60:
        return translate("Failure", "just now")
    if seconds < 3600:
        return translate("Failure", "{minutes} min ago").format(minutes=round(seconds // 60))
    if seconds < 36 * 3600:
        return translate("Failure", "{hours} h ago").format(hours=round(seconds / 3600))
    return translate("Failure", "{days} days ago").format(days=round(seconds / 86_400))


def error_offset(entries: Sequence[LogEntry], line: str) -> int | None:
    """The first byte of the first of ``entries`` that says ``line``."""
    return next((entry.offset for entry in entries if line and line in entry.content), None)


def failed_step_id(details: ExecutionDetails) -> str | None:
    """The step that the execution names as its failure, else the last failed one."""
    failed = [step for step in details.steps if step.status is StepStatus.FAILED]
    named = [step for step in failed if step.name == details.execution.failed_step_name]
    chosen = named or failed
    return chosen[-1].id if chosen else None


def report(details: ExecutionDetails, entries: Sequence[LogEntry]) -> str:
    """Name, command, folder, exit and the last lines as plain text, without secrets."""
    execution = details.execution
    head = [
        f"Name: {execution.name}",
        f"Command: {execution.command}",
        f"Folder: {execution.working_directory}",
        f"Result: {failure_title(execution)}",
    ]
    if execution.error_message:
        head.append(f"Message: {execution.error_message}")
    if execution.duration_s is not None:
        head.append(f"Duration: {wording.duration(execution.duration_s)}")
    head.append(f"Execution: {execution.id}")
    head.append(f"StepFlow Desktop {__version__}, {platform.platform()}, Python {platform.python_version()}")
    lines = [entry.content for entry in entries[-REPORT_LINES:]]
    text = "\n".join([*head, "", f"Last {wording.count(len(lines), 'line', 'lines')}:", *lines])
    return str(masked(text, secrets_of(execution, details.masks)))
