"""Values as JSON: the only serialiser, for REST, WebSocket and *copy as JSON*.

Every function makes one dictionary with exactly the fields of the API's contract and a few more of ours. Times are
RFC 3339 in UTC with three decimals and ``Z``, as JavaScript's ``toISOString`` writes them; durations are seconds,
live while something runs. Values of environment entries whose names look secret come back as ``***``, and so does
every text that a run asked to mask.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from json.encoder import encode_basestring
from typing import Any

from stepflow_desktop.core.masking import MASK, masking
from stepflow_desktop.core.model import (
    Annotation,
    Artifact,
    Execution,
    ExecutionDetails,
    ExecutionStatus,
    LogEntry,
    Stamp,
    Step,
    StepStatus,
)

_SECRET_NAME = re.compile("TOKEN|SECRET|PASS|KEY|CREDENTIAL|AUTH", re.IGNORECASE)
Json = dict[str, Any]


def _plain(value: object) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False, default=_plain).encode


def dumps(value: Any) -> bytes:
    """Compact JSON in UTF-8. Undecodable file names keep their lone surrogates, as ``\\udcXX``."""
    return _encode(value).encode("utf-8", "backslashreplace")


def dumps_array(values: Iterable[Json]) -> bytes:
    """A JSON array, one value at a time, so that a thread that makes a long one can be interrupted in between."""
    return b"[" + b",".join(map(dumps, values)) + b"]"


def time_text(moment: datetime) -> str:
    """``2024-01-15T10:30:00.000Z``; ``moment`` is aware and in UTC."""
    return moment.isoformat(timespec="milliseconds")[:23] + "Z"


def optional_time(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat(timespec="milliseconds")[:23] + "Z"


def live_duration(item: Execution | Step, now: Stamp) -> float | None:
    """Seconds it took, or has been taking; None before the start."""
    if item.duration_s is not None:
        return round(item.duration_s, 3)
    if item.started_at is None or item.completed_at is not None:
        return None
    if item.started_boot_us is not None:
        return round(now.seconds_since(item.started_boot_us), 3)
    return round(max(0.0, (now.at - item.started_at).total_seconds()), 3)


def looks_secret(variable: str) -> bool:
    return _SECRET_NAME.search(variable) is not None


def environment(entries: Mapping[str, str]) -> dict[str, str]:
    """The entries with the values of secret-looking names masked."""
    return {name: MASK if looks_secret(name) else value for name, value in entries.items()}


def masked(value: Any, masks: Sequence[str]) -> Any:
    """``value`` with every mask in its texts replaced; containers are walked."""
    return _hidden(value, masking(masks)) if masks else value


def _hidden(value: Any, hide: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return hide(value)
    if isinstance(value, Mapping):
        return {hide(name): _hidden(item, hide) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_hidden(item, hide) for item in value]
    return value


def _with_masks(fields: Json, texts: Sequence[str], masks: Sequence[str]) -> Json:
    """Only the free texts are masked: an id or a time that happens to contain a mask stays usable."""
    hide = masking(masks)
    for name in texts:
        fields[name] = _hidden(fields[name], hide)
    return fields


ETA = "eta_seconds"
"""The key in an execution's metadata that only our answers have: seconds until it will have ended."""


def _metadata(item: Execution, now: Stamp) -> Json:
    told = dict(item.metadata)
    if item.status is ExecutionStatus.RUNNING and item.expected_end_at is not None:
        told[ETA] = max(0, round((item.expected_end_at - now.at).total_seconds()))
    return told


_EXECUTION_TEXTS = (
    "name",
    "command",
    "argv",
    "error_message",
    "environment",
    "tags",
    "metadata",
    "current_step_name",
    "failed_step_name",
)


def execution(item: Execution, now: Stamp, masks: Sequence[str] = ()) -> Json:
    fields = {
        "id": item.id,
        "name": item.name,
        "command": item.command,
        "working_directory": item.working_directory,
        "status": item.status,
        "exit_code": item.exit_code,
        "error_message": item.error_message,
        "created_at": time_text(item.created_at),
        "started_at": optional_time(item.started_at),
        "completed_at": optional_time(item.completed_at),
        "environment": environment(item.environment) if item.environment else {},
        "user": item.user,
        "tags": item.tags,
        "total_steps": item.total_steps,
        "completed_steps": item.completed_steps,
        "current_step_index": item.current_step_index,
        "duration_seconds": live_duration(item, now),
        "progress_percentage": round(item.progress, 1),
        "metadata": _metadata(item, now),
        # ours
        "argv": item.argv,
        "timeout": item.timeout_s,
        "terminal": item.terminal,
        "retention_days": item.retention_days,
        "origin": item.origin,
        "pid": item.pid,
        "error_code": item.error_code,
        "current_step_name": item.current_step_name,
        "failed_step_name": item.failed_step_name,
        "artifacts_count": item.artifacts_count,
        "warnings_count": item.warnings_count,
        "errors_count": item.errors_count,
        "log_size": item.log_size,
        "seq": item.seq,
    }
    return _with_masks(fields, _EXECUTION_TEXTS, masks) if masks else fields


_STEP_TEXTS = ("name", "description", "error_message", "progress_text", "metadata")


def step(item: Step, now: Stamp, masks: Sequence[str] = ()) -> Json:
    fields = {
        "id": item.id,
        "execution_id": item.execution_id,
        "name": item.name,
        "description": item.description,
        "index": item.index,
        "status": item.status,
        "exit_code": item.exit_code,
        "error_message": item.error_message,
        "created_at": time_text(item.created_at),
        "started_at": optional_time(item.started_at),
        "completed_at": optional_time(item.completed_at),
        "estimated_duration": item.estimated_duration_s,
        "stop_on_error": item.stop_on_error,
        "duration_seconds": live_duration(item, now),
        "metadata": dict(item.metadata) if item.metadata else {},
        # ours
        "progress": item.progress,
        "progress_text": item.progress_text,
        "timeout": item.timeout_s,
        "weight": item.weight,
        "start_offset": item.start_offset,
        "end_offset": item.end_offset,
    }
    return _with_masks(fields, _STEP_TEXTS, masks) if masks else fields


def step_change(item: Step, now: Stamp, masks: Sequence[str] = ()) -> Json:
    """The step in a ``step_update`` message."""
    fields = {
        "id": item.id,
        "name": item.name,
        "status": item.status,
        "index": item.index,
        "started_at": optional_time(item.started_at),
        "description": item.description,
        "progress": item.progress,
        "progress_text": item.progress_text,
        "completed_at": optional_time(item.completed_at),
        "duration_seconds": live_duration(item, now),
        "exit_code": item.exit_code,
        "error_message": item.error_message,
    }
    return _with_masks(fields, ("name", "description", "error_message", "progress_text"), masks) if masks else fields


def step_opening(item: Step, masks: Sequence[str] = ()) -> Json:
    """The step as it stood when it opened, made from a value in which it may have ended already."""
    fields = {
        "id": item.id,
        "name": item.name,
        "status": StepStatus.RUNNING,
        "index": item.index,
        "started_at": optional_time(item.started_at),
        "description": item.description,
        "progress": None if item.status.is_final else item.progress,
        "progress_text": None if item.status.is_final else item.progress_text,
        "completed_at": None,
        "duration_seconds": 0.0,
        "exit_code": None,
        "error_message": None,
    }
    return _with_masks(fields, ("name", "description", "progress_text"), masks) if masks else fields


def download_url(artifact_id: str) -> str:
    return f"/api/artifacts/{artifact_id}/download"


_ARTIFACT_TEXTS = ("name", "description", "file_name", "tags", "metadata")


def artifact(item: Artifact, masks: Sequence[str] = ()) -> Json:
    fields = {
        "id": item.id,
        "execution_id": item.execution_id,
        "step_id": item.step_id,
        "name": item.name,
        "description": item.description,
        "file_path": item.file_path,
        "file_name": item.file_name,
        "file_size": item.file_size,
        "mime_type": item.mime_type,
        "artifact_type": item.artifact_type,
        "created_at": time_text(item.created_at),
        "tags": item.tags,
        "is_public": item.is_public,
        "retention_days": item.retention_days,
        "download_url": download_url(item.id),
        # ours
        "metadata": dict(item.metadata) if item.metadata else {},
        "offset": item.offset,
    }
    return _with_masks(fields, _ARTIFACT_TEXTS, masks) if masks else fields


def annotation(item: Annotation, masks: Sequence[str] = ()) -> Json:
    fields = {
        "step_id": item.step_id,
        "offset": item.offset,
        "level": item.level,
        "message": item.message,
        "title": item.title,
        "file": item.file,
        "line": item.line,
    }
    return _with_masks(fields, ("message", "title", "file"), masks) if masks else fields


def log_entry(item: LogEntry) -> Json:
    return {
        "offset": item.offset,
        "step_id": item.step_id,
        "content": item.content,
        "timestamp": time_text(item.at),
        "level": item.level,
    }


def details(item: ExecutionDetails, now: Stamp) -> bytes:
    """An execution with its steps, artifacts and annotations, as JSON; long ones are made in a thread."""
    masks = item.masks
    return b"".join(
        (
            b'{"execution":',
            dumps(execution(item.execution, now, masks)),
            b',"steps":',
            dumps_array(step(each, now, masks) for each in item.steps),
            b',"artifacts":',
            dumps_array(artifact(each, masks) for each in item.artifacts),
            b',"annotations":',
            dumps_array(annotation(each, masks) for each in item.annotations),
            b"}",
        )
    )


def log_messages(execution_id: str, entries: Sequence[LogEntry], first_seq: int, sent_at: str) -> list[bytes]:
    """The ``log_entry`` messages of consecutive lines, numbered from ``first_seq``.

    Written out by hand: this is the one place where many thousand messages are made in a second.
    """
    head = f'{{"type":"log_entry","data":{{"execution_id":{encode_basestring(execution_id)},"step_id":'
    tail = f'}},"timestamp":"{sent_at}"}}'
    messages = []
    last_at: datetime | None = None
    at_text = ""
    for seq, entry in enumerate(entries, first_seq):
        if entry.at is not last_at:
            last_at, at_text = entry.at, time_text(entry.at)
        step_id = "null" if entry.step_id is None else encode_basestring(entry.step_id)
        messages.append(
            f'{head}{step_id},"content":{encode_basestring(entry.content)},"timestamp":"{at_text}",'
            f'"level":"{entry.level.value}","offset":{entry.offset},"seq":{seq}{tail}'.encode(
                "utf-8", "backslashreplace"
            )
        )
    return messages
