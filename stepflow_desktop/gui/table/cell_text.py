"""What the cells of the table say, for those who see them and those who hear them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from stepflow_desktop.core.estimates import Outlook
from stepflow_desktop.core.forecast import elapsed_s
from stepflow_desktop.core.model import Execution, ExecutionStatus, Stamp, Step
from stepflow_desktop.gui import wording
from stepflow_desktop.gui.models.execution_text import failure, first_line, position, second_line
from stepflow_desktop.gui.status_shapes import status_word
from stepflow_desktop.gui.table.columns import Column
from stepflow_desktop.gui.table.usage import NO_USAGE, Usage


def cell_text(
    column: Column,
    execution: Execution,
    steps: Sequence[Step],
    outlook: Outlook,
    now: Stamp,
    usage: Usage | None = None,
) -> str:
    match column:
        case Column.STATUS:
            return status_word(execution.status.value)
        case Column.NAME:
            return first_line(execution.name)
        case Column.PROGRESS:
            return progress_text(execution, steps, outlook)
        case Column.TAGS:
            return ", ".join(execution.tags)
        case Column.DURATION:
            took = elapsed_s(execution, now)
            return wording.duration(took) if took is not None else ""
        case Column.STARTED:
            return _started(execution, now)
        case Column.FILES:
            return f"{execution.artifacts_count:,}"
        case _:
            return _optional(column, execution, now, usage or NO_USAGE)


def _optional(column: Column, execution: Execution, now: Stamp, usage: Usage) -> str:
    match column:
        case Column.USER:
            return execution.user
        case Column.ORIGIN:
            return execution.origin
        case Column.EXIT:
            return "" if execution.exit_code is None else str(execution.exit_code)
        case Column.FOLDER:
            return home_short(execution.working_directory)
        case Column.ENDED:
            return wording.moment(execution.completed_at, now.at) if execution.completed_at is not None else ""
        case Column.CPU:
            return wording.duration(usage.cpu_s) if usage.cpu_s is not None else ""
        case Column.MEMORY:
            return wording.size(usage.memory_bytes) if usage.memory_bytes is not None else ""
        case Column.ID:
            return execution.id[:8]
    return ""


def _started(execution: Execution, now: Stamp) -> str:
    if execution.status is ExecutionStatus.PENDING:
        return status_word("queued").lower()
    return wording.moment(execution.started_at or execution.created_at, now.at)


def progress_text(execution: Execution, steps: Sequence[Step], outlook: Outlook) -> str:
    """``5/7 Train gradient boosting``, ``4/6 Run pytest: 3 failed``, ``5/5``."""
    translate = QCoreApplication.translate
    where = position(execution, outlook.ahead)
    match execution.status:
        case ExecutionStatus.PENDING:
            return translate("Table", "Waits for a free slot")
        case ExecutionStatus.RUNNING:
            return " ".join(second_line(execution, steps, outlook).split())
        case ExecutionStatus.FAILED:
            return translate("Table", "{position} {what}").format(position=where, what=failure(execution)).strip()
        case ExecutionStatus.CANCELLED:
            word = status_word(execution.status.value)
            return translate("Table", "{position} {what}").format(position=where, what=word).strip()
    return where or translate("Table", "No steps")


def home_short(folder: str) -> str:
    """``~/work`` for a folder below the home folder."""
    home = str(Path.home())
    if folder == home or folder.startswith(f"{home}/"):
        return f"~{folder[len(home) :]}"
    return folder
