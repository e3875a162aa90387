"""The facts of an execution as titled groups of label and value, and the same as JSON or as a curl command."""

from __future__ import annotations

import json
import shlex
import socket
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication

from stepflow_desktop.core import encoding
from stepflow_desktop.core.forecast import elapsed_s
from stepflow_desktop.core.model import Execution, ExecutionDetails, Stamp
from stepflow_desktop.core.run_state import RESERVED
from stepflow_desktop.gui import wording
from stepflow_desktop.gui.models.execution_text import end_words, first_line, full_time, status_words
from stepflow_desktop.gui.models.masking import masked_details
from stepflow_desktop.gui.translation import our_words

MOST_OF_STEPS = 200
HERE = "window"
"""The origin of what was started in the window."""


@dataclass(frozen=True, slots=True)
class Fact:
    """``secret`` is what stands behind a masked ``value``, shown when asked for."""

    label: str
    value: str
    mono: bool = False
    secret: str = ""


@dataclass(frozen=True, slots=True)
class FactGroup:
    """``is_short`` says that its values are: it may stand beside another group."""

    title: str
    facts: tuple[Fact, ...]
    is_short: bool = False


def fact_groups(details: ExecutionDetails, log_path: Path, now: Stamp) -> list[FactGroup]:
    """Groups with at least one fact; what is secret is masked."""
    shown = masked_details(details)
    execution = shown.execution
    metadata = encoding.masked(dict(execution.metadata), details.masks)
    translate = QCoreApplication.translate
    groups = [
        FactGroup(translate("Details", "Command"), _command(execution)),
        FactGroup(translate("Details", "Outcome"), _outcome(execution), is_short=True),
        FactGroup(translate("Details", "Times"), _times(execution, now), is_short=True),
        FactGroup(translate("Details", "Identity"), _identity(execution), is_short=True),
        FactGroup(translate("Details", "Environment"), _variables(details)),
        FactGroup(translate("Details", "Metadata"), _table(metadata)),
        FactGroup(translate("Details", "Metadata of steps"), _of_steps(shown, details.masks)),
        FactGroup(translate("Details", "Log"), _log(execution, log_path)),
    ]
    return [group for group in groups if group.facts]


def _variables(details: ExecutionDetails) -> tuple[Fact, ...]:
    """Those given for this execution. What is masked can be looked at, one by one."""
    given = details.execution.environment
    shown = encoding.masked(encoding.environment(given), details.masks)
    pairs = zip(shown.items(), given.values(), strict=True)
    return tuple(Fact(name, value, True, real if value != real else "") for (name, value), real in pairs)


def _of_steps(shown: ExecutionDetails, masks: Sequence[str]) -> tuple[Fact, ...]:
    """What the script told about its steps, but for what only we keep there."""
    facts = []
    for step in shown.steps:
        told = {key: value for key, value in step.metadata.items() if key not in RESERVED}
        for key, value in encoding.masked(told, masks).items():
            facts.append(Fact(f"{first_line(step.name)} · {key}", _text(value), mono=True))
    return tuple(facts[:MOST_OF_STEPS])


def _way(execution: Execution) -> str:
    translate = QCoreApplication.translate
    if execution.argv is None:
        return translate("Details", "a shell line")
    return translate("Details", "a program with arguments")


def _terminal(execution: Execution) -> str:
    translate = QCoreApplication.translate
    return translate("Details", "a pseudo-terminal") if execution.terminal else translate("Details", "none")


def _command(execution: Execution) -> tuple[Fact, ...]:
    translate = QCoreApplication.translate
    return _given(
        Fact(translate("Details", "Command"), execution.command, mono=True),
        Fact(translate("Details", "Run as"), _way(execution)),
        Fact(translate("Details", "Folder"), execution.working_directory, mono=True),
        Fact(translate("Details", "Terminal"), _terminal(execution)),
        Fact(
            translate("Details", "Time limit"),
            wording.duration(execution.timeout_s) if execution.timeout_s is not None else "",
        ),
        Fact(translate("Details", "Tags"), ", ".join(execution.tags)),
    )


def _outcome(execution: Execution) -> tuple[Fact, ...]:
    translate = QCoreApplication.translate
    return _given(
        Fact(translate("Details", "Status"), status_words(execution.status)),
        Fact(translate("Details", "Exit code"), _exit(execution)),
        Fact(translate("Details", "Error"), our_words(execution.error_message or "")),
        Fact(translate("Details", "Error code"), execution.error_code.value if execution.error_code else "", mono=True),
        Fact(translate("Details", "Failed step"), execution.failed_step_name or ""),
    )


def _exit(execution: Execution) -> str:
    code = execution.exit_code
    if code is None:
        return ""
    return f"{code}, {end_words(execution)}" if code < 0 else str(code)


def _times(execution: Execution, now: Stamp) -> tuple[Fact, ...]:
    translate = QCoreApplication.translate
    took = elapsed_s(execution, now)
    return _given(
        Fact(translate("Details", "Created"), full_time(execution.created_at)),
        Fact(translate("Details", "Started"), full_time(execution.started_at) if execution.started_at else ""),
        Fact(translate("Details", "Ended"), full_time(execution.completed_at) if execution.completed_at else ""),
        Fact(translate("Details", "Duration"), wording.duration(took) if took is not None else ""),
        Fact(translate("Details", "Usually"), _usual(execution)),
    )


def _usual(execution: Execution) -> str:
    """``6m 40s, median of 9 completed runs``."""
    translate = QCoreApplication.translate
    if execution.usual_s is None:
        return ""
    usual = wording.duration(execution.usual_s)
    if execution.usual_runs == 1:
        return translate("Details", "{duration}, as one completed run before").format(duration=usual)
    words = translate("Details", "{duration}, median of {n} completed runs before")
    return words.format(duration=usual, n=execution.usual_runs)


def _identity(execution: Execution) -> tuple[Fact, ...]:
    translate = QCoreApplication.translate
    kept = translate("Details", "until deleted")
    if execution.retention_days is not None:
        kept = wording.count(execution.retention_days, "day", "days")
    return _given(
        Fact(translate("Details", "User"), execution.user),
        Fact(translate("Details", "Computer"), socket.gethostname()),
        Fact(translate("Details", "Requested from"), _origin(execution)),
        Fact(translate("Details", "Process"), str(execution.pid) if execution.pid is not None else ""),
        Fact(translate("Details", "Kept"), kept),
        Fact(translate("Details", "ID"), execution.id, mono=True),
    )


def _origin(execution: Execution) -> str:
    if execution.origin == HERE:
        return QCoreApplication.translate("Details", "this window")
    return execution.origin or QCoreApplication.translate("Details", "this computer")


def _log(execution: Execution, log_path: Path) -> tuple[Fact, ...]:
    translate = QCoreApplication.translate
    return _given(
        Fact(translate("Details", "File"), str(log_path), mono=True),
        Fact(translate("Details", "Size"), wording.size(execution.log_size)),
    )


def _table(values: Mapping[str, Any]) -> tuple[Fact, ...]:
    return tuple(Fact(name, _text(value), mono=True) for name, value in values.items())


def _text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def _given(*facts: Fact) -> tuple[Fact, ...]:
    return tuple(fact for fact in facts if fact.value)


def as_json(details: ExecutionDetails, now: Stamp) -> str:
    """The execution as the REST API answers it, indented; secrets are masked."""
    return json.dumps(json.loads(encoding.details(details, now)), indent=2, ensure_ascii=False)


def as_curl(details: ExecutionDetails, base_url: str) -> str:
    """A curl command that asks the REST API at ``base_url`` for the same run; secrets are masked."""
    execution = details.execution
    body: dict[str, Any] = {
        "command": list(execution.argv) if execution.argv is not None else execution.command,
        "name": execution.name,
        "working_directory": execution.working_directory,
        "environment": encoding.environment(execution.environment),
        "tags": list(execution.tags),
        "timeout": execution.timeout_s,
        "terminal": execution.terminal or None,
    }
    given = {name: value for name, value in body.items() if value not in (None, "", [], {})}
    text = json.dumps(encoding.masked(given, details.masks), ensure_ascii=False)
    parts = ["curl", "-X", "POST", f"{base_url}/api/executions", "-H", "Content-Type: application/json", "-d", text]
    return " ".join(shlex.quote(part) for part in parts)
