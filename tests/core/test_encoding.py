from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any

import pytest

from stepflow_desktop.core import encoding
from stepflow_desktop.core.model import (
    Annotation,
    Artifact,
    ArtifactType,
    ErrorCode,
    Execution,
    ExecutionDetails,
    ExecutionStatus,
    Level,
    LogEntry,
    Stamp,
    Step,
    StepStatus,
)

AT = datetime(2024, 1, 15, 10, 30, 5, 123_999, tzinfo=UTC)
NOW = Stamp(round(AT.timestamp() * 1e6) + 7_000_000, 50_000_000)

EXECUTION_FIELDS = [
    "id",
    "name",
    "command",
    "working_directory",
    "status",
    "exit_code",
    "error_message",
    "created_at",
    "started_at",
    "completed_at",
    "environment",
    "user",
    "tags",
    "total_steps",
    "completed_steps",
    "current_step_index",
    "duration_seconds",
    "progress_percentage",
    "metadata",
]
STEP_FIELDS = [
    "id",
    "execution_id",
    "name",
    "description",
    "index",
    "status",
    "exit_code",
    "error_message",
    "created_at",
    "started_at",
    "completed_at",
    "estimated_duration",
    "stop_on_error",
    "duration_seconds",
    "metadata",
]
ARTIFACT_FIELDS = [
    "id",
    "execution_id",
    "step_id",
    "name",
    "description",
    "file_path",
    "file_name",
    "file_size",
    "mime_type",
    "artifact_type",
    "created_at",
    "tags",
    "is_public",
    "retention_days",
    "download_url",
]


def execution(**fields: Any) -> Execution:
    return Execution(**{"id": "e", "name": "n", "command": "c", "working_directory": "/", "created_at": AT, **fields})


def step(**fields: Any) -> Step:
    return Step(**{"id": "s", "execution_id": "e", "name": "n", "index": 0, "created_at": AT, **fields})


def artifact(**fields: Any) -> Artifact:
    given = {
        "id": "a",
        "execution_id": "e",
        "name": "Report",
        "file_path": "artifacts/e/a/report.html",
        "file_name": "report.html",
        "file_size": 2048,
        "mime_type": "text/html",
        "artifact_type": ArtifactType.DOCUMENT,
        "created_at": AT,
    }
    return Artifact(**{**given, **fields})


def plain(value: Any) -> Any:
    """The value as a client gets it."""
    return json.loads(encoding.dumps(value))


@pytest.mark.parametrize(
    ("made", "fields"),
    [
        (encoding.execution(execution(), NOW), EXECUTION_FIELDS),
        (encoding.step(step(), NOW), STEP_FIELDS),
        (encoding.artifact(artifact()), ARTIFACT_FIELDS),
    ],
)
def test_the_fields_of_the_contract_come_first_and_in_its_order(made: dict[str, Any], fields: list[str]) -> None:
    assert list(made)[: len(fields)] == fields


def test_an_execution_that_waits() -> None:
    made = plain(encoding.execution(execution(), NOW))
    assert made["status"] == "pending"
    assert made["duration_seconds"] is made["started_at"] is made["exit_code"] is made["argv"] is None
    assert made["current_step_index"] == -1
    assert made["environment"] == made["metadata"] == {}
    assert made["tags"] == []
    assert made["progress_percentage"] == 0.0


def test_an_execution_that_ended() -> None:
    made = plain(
        encoding.execution(
            execution(
                argv=("python", "a b.py"),
                status=ExecutionStatus.FAILED,
                exit_code=-9,
                error_code=ErrorCode.TIMEOUT,
                error_message="Stopped",
                started_at=AT,
                completed_at=AT + timedelta(seconds=2),
                duration_s=2.0004,
                progress=33.333,
                tags=("ml",),
                metadata=MappingProxyType({"deep": {"er": [1]}}),
                timeout_s=2,
            ),
            NOW,
        )
    )
    assert (made["status"], made["exit_code"], made["error_code"]) == ("failed", -9, "TIMEOUT")
    assert (made["duration_seconds"], made["progress_percentage"], made["timeout"]) == (2.0, 33.3, 2)
    assert made["argv"] == ["python", "a b.py"]
    assert made["metadata"] == {"deep": {"er": [1]}}


def test_times_are_utc_with_three_decimals() -> None:
    assert encoding.time_text(AT) == "2024-01-15T10:30:05.123Z"
    assert encoding.time_text(AT.replace(microsecond=0)) == "2024-01-15T10:30:05.000Z"
    assert encoding.optional_time(None) is None


@pytest.mark.parametrize(
    ("fields", "duration"),
    [
        ({}, None),
        ({"started_at": AT, "started_boot_us": 47_500_000}, 2.5),
        ({"started_at": AT}, 7.0),
        ({"started_at": AT, "started_boot_us": 1, "duration_s": 3.0, "completed_at": AT}, 3.0),
        ({"started_at": AT, "started_boot_us": 99_000_000}, 0.0),
        ({"started_at": AT, "completed_at": AT}, None),
    ],
)
def test_a_duration_is_live_while_something_runs(fields: dict[str, Any], duration: float | None) -> None:
    assert encoding.execution(execution(**fields), NOW)["duration_seconds"] == duration
    assert encoding.step(step(**fields), NOW)["duration_seconds"] == duration


@pytest.mark.parametrize(
    ("name", "secret"),
    [
        ("TOKEN", True),
        ("GITHUB_TOKEN_2", True),
        ("my_secret", True),
        ("PGPASSWORD", True),
        ("Passphrase", True),
        ("AWS_ACCESS_KEY_ID", True),
        ("GOOGLE_CREDENTIALS", True),
        ("HTTP_AUTHORIZATION", True),
        ("PYTHON_PATH", False),
        ("MODEL_TYPE", False),
        ("HOME", False),
    ],
)
def test_values_of_secret_names_are_masked(name: str, secret: bool) -> None:
    made = encoding.execution(execution(environment={name: "value"}), NOW)
    assert made["environment"] == {name: "***" if secret else "value"}


def test_masks_cover_every_text_and_leave_ids_alone() -> None:
    masks = ("e",)
    made = encoding.execution(
        execution(name="see", command="tell e", argv=("e",), metadata={"key": ["me"]}, tags=("tea",)), NOW, masks
    )
    assert made["name"] == "s******"
    assert made["command"] == "t***ll ***"
    assert made["argv"] == ["***"]
    assert made["metadata"] == {"k***y": ["m***"]}
    assert made["tags"] == ["t***a"]
    assert made["id"] == "e"
    assert encoding.step(step(error_message="ate"), NOW, masks)["error_message"] == "at***"
    assert encoding.step(step(error_message=None), NOW, masks)["error_message"] is None
    assert encoding.step_change(step(name="tea"), NOW, masks)["name"] == "t***a"
    assert encoding.step_opening(step(name="tea"), masks)["name"] == "t***a"
    assert encoding.artifact(artifact(description="the"), masks)["description"] == "th***"
    remark = Annotation(execution_id="e", offset=1, level=Level.ERROR, message="me")
    assert encoding.annotation(remark, masks)["message"] == "m***"


def test_an_artifact_names_our_copy_and_where_to_get_it() -> None:
    made = plain(encoding.artifact(artifact()))
    assert made["file_path"] == "artifacts/e/a/report.html"
    assert made["download_url"] == "/api/artifacts/a/download"
    assert made["artifact_type"] == "document"
    assert made["is_public"] is True
    assert made["retention_days"] is None


def test_the_opening_of_a_step_that_has_ended_already() -> None:
    ended = step(
        status=StepStatus.FAILED,
        started_at=AT,
        completed_at=AT,
        duration_s=4.0,
        exit_code=1,
        error_message="broken",
        progress=1.0,
    )
    opening = plain(encoding.step_opening(ended))
    assert opening["status"] == "running"
    assert opening["started_at"] == encoding.time_text(AT)
    assert opening["completed_at"] is opening["error_message"] is opening["exit_code"] is opening["progress"] is None
    closing = plain(encoding.step_change(ended, NOW))
    assert (closing["status"], closing["duration_seconds"], closing["error_message"]) == ("failed", 4.0, "broken")


def test_details_are_one_object() -> None:
    details = ExecutionDetails(
        execution(),
        (step(), step(id="t")),
        (artifact(),),
        (Annotation(execution_id="e", offset=3, level=Level.ERROR, message="m"),),
    )
    made = json.loads(encoding.details(details, NOW))
    assert list(made) == ["execution", "steps", "artifacts", "annotations"]
    assert [each["id"] for each in made["steps"]] == ["s", "t"]
    assert made["annotations"][0]["level"] == "error"
    assert json.loads(encoding.details(ExecutionDetails(execution(), (), ()), NOW))["steps"] == []


def test_text_that_is_no_unicode_still_makes_json() -> None:
    made = encoding.dumps({"name": "a\udcff", "word": "größe"})
    assert made == b'{"name":"a\\udcff","word":"gr\xc3\xb6\xc3\x9fe"}'
    assert json.loads(made) == {"name": "a\udcff", "word": "größe"}


def test_numbers_that_json_lacks_are_a_defect() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        encoding.dumps({"x": float("nan")})
    with pytest.raises(TypeError, match="object has no JSON form"):
        encoding.dumps(object())


def test_log_messages_are_what_the_general_encoder_makes() -> None:
    entries = [
        LogEntry(offset=0, end=5, content='say "hi"\t\x00 größe \u2028', at=AT, level=Level.WARNING, step_id="s"),
        LogEntry(offset=5, end=9, content="", at=AT),
        LogEntry(offset=9, end=12, content="a\udcff", at=AT + timedelta(seconds=1)),
    ]
    made = encoding.log_messages("e", entries, 41, "2024-01-15T10:30:09.000Z")
    assert [json.loads(message) for message in made] == [
        {
            "type": "log_entry",
            "data": {
                "execution_id": "e",
                "step_id": entry.step_id,
                "content": entry.content,
                "timestamp": encoding.time_text(entry.at),
                "level": entry.level.value,
                "offset": entry.offset,
                "seq": seq,
            },
            "timestamp": "2024-01-15T10:30:09.000Z",
        }
        for seq, entry in enumerate(entries, 41)
    ]


def test_a_log_entry_in_a_page() -> None:
    made = plain(encoding.log_entry(LogEntry(offset=7, end=9, content="x", at=AT)))
    assert made == {
        "offset": 7,
        "step_id": None,
        "content": "x",
        "timestamp": "2024-01-15T10:30:05.123Z",
        "level": "info",
    }


def test_the_seconds_left_come_with_the_metadata_while_it_runs() -> None:
    running = Execution(
        id="e",
        name="n",
        command="c",
        working_directory="/",
        created_at=AT,
        started_at=AT,
        status=ExecutionStatus.RUNNING,
        metadata={"owner": "ann"},
        expected_end_at=NOW.at + timedelta(seconds=41.6),
    )
    assert encoding.execution(running, NOW)["metadata"] == {"owner": "ann", "eta_seconds": 42}
    assert dict(running.metadata) == {"owner": "ann"}
    late = replace(running, expected_end_at=AT)
    assert encoding.execution(late, NOW)["metadata"]["eta_seconds"] == 0
    for other in (replace(running, expected_end_at=None), replace(running, status=ExecutionStatus.PENDING)):
        assert encoding.execution(other, NOW)["metadata"] == {"owner": "ann"}
