"""Every answer and message field by field: the fields of the documented contract first, in its order, then ours.

A client of the contract never breaks as long as these tables hold: fields may be added to ``OURS``, never taken away.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import aiohttp
import pytest

from stepflow_desktop.core.model import ErrorCode, ExecutionStatus, StepStatus, Update
from tests.api.conftest import Api, Listener
from tests.api.fake_engine import EPOCH

EXECUTION = [
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
OUR_EXECUTION = [
    "argv",
    "timeout",
    "terminal",
    "retention_days",
    "origin",
    "pid",
    "error_code",
    "current_step_name",
    "failed_step_name",
    "artifacts_count",
    "warnings_count",
    "errors_count",
    "log_size",
    "seq",
]
STEP = [
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
OUR_STEP = ["progress", "progress_text", "timeout", "weight", "start_offset", "end_offset"]
ARTIFACT = [
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
OUR_ARTIFACT = ["metadata", "offset"]
MESSAGES: dict[str, tuple[str, str]] = {
    "connection_established": ("client_id server_time connected_clients", ""),
    "execution_started": ("execution_id name command started_at", "seq"),
    "step_update": ("execution_id step", "progress_percentage seq"),
    "log_entry": ("execution_id step_id content timestamp level", "offset seq"),
    "execution_completed": (
        "execution_id status exit_code completed_at duration_seconds total_steps artifacts_count",
        "error_message seq",
    ),
    "artifact_created": ("execution_id artifact", "seq"),
    "error": ("execution_id error_message error_code timestamp", "seq"),
}
STEP_MESSAGE = ["id", "name", "status", "index", "started_at"]
OUR_STEP_MESSAGE = [
    "description",
    "progress",
    "progress_text",
    "completed_at",
    "duration_seconds",
    "exit_code",
    "error_message",
]


def execution_of(api: Api) -> Any:
    execution = api.engine.add(
        status=ExecutionStatus.COMPLETED,
        exit_code=0,
        started_at=EPOCH,
        completed_at=EPOCH,
        duration_s=1.5,
        environment={"A": "b", "API_KEY": "x"},
        tags=("ml",),
        metadata={"k": [1]},
        total_steps=1,
        completed_steps=1,
        current_step_index=0,
        progress=100.0,
    )
    step = api.engine.add_step(execution, status=StepStatus.COMPLETED, started_at=EPOCH, duration_s=1.0)
    api.engine.add_artifact(execution, step_id=step.id, tags=("a",), retention_days=30)
    return execution


async def test_executions(api: Api) -> None:
    execution = execution_of(api)
    page = (await api.get("/api/executions")).data
    assert list(page) == ["executions", "total_count", "has_more"]
    assert list(page["executions"][0]) == EXECUTION + OUR_EXECUTION
    details = (await api.get(f"/api/executions/{execution.id}")).data
    assert list(details) == ["execution", "steps", "artifacts", "annotations"]
    assert list(details["execution"]) == EXECUTION + OUR_EXECUTION
    assert list(details["steps"][0]) == STEP + OUR_STEP
    assert list(details["artifacts"][0]) == ARTIFACT + OUR_ARTIFACT


async def test_values_of_an_execution_have_the_types_of_the_contract(api: Api) -> None:
    execution = execution_of(api)
    value = (await api.get(f"/api/executions/{execution.id}")).data["execution"]
    assert value["created_at"].endswith("Z") and value["started_at"] == "2024-01-15T10:30:00.000Z"
    assert (value["exit_code"], value["error_message"], value["duration_seconds"]) == (0, None, 1.5)
    assert value["environment"] == {"A": "b", "API_KEY": "***"}
    assert (value["tags"], value["metadata"], value["progress_percentage"]) == (["ml"], {"k": [1]}, 100.0)
    waiting = api.engine.add()
    value = (await api.get(f"/api/executions/{waiting.id}")).data["execution"]
    nothing_yet = ("exit_code", "error_message", "started_at", "completed_at", "duration_seconds")
    assert [value[name] for name in nothing_yet] == [None] * 5
    assert (value["environment"], value["tags"], value["metadata"]) == ({}, [], {})
    assert (value["current_step_index"], value["total_steps"], value["progress_percentage"]) == (-1, 0, 0.0)


@pytest.mark.parametrize("limit", ["1000", "1001", "99999999", "9" * 40, "9" * 5000])
async def test_limit_is_clamped(api: Api, limit: str) -> None:
    await api.get(f"/api/executions?limit={limit}")
    assert api.engine.calls[-1][1].limit == 1000


@pytest.mark.parametrize("route", ["executions", "artifacts"])
@pytest.mark.parametrize(
    "query", ["limit=0", "limit=-1", "limit=x", "limit=", "limit=1.5", "offset=-1", "offset=x", "limit=%D9%A1"]
)
async def test_a_bad_number_is_named(api: Api, route: str, query: str) -> None:
    answer = await api.get(f"/api/{route}?{query}")
    assert answer.status == 400
    assert query.split("=")[0] in answer.error


@pytest.mark.parametrize("query", ["executions?status=done", "executions?status=", "artifacts?artifact_type=movie"])
async def test_an_unknown_choice_is_named(api: Api, query: str) -> None:
    answer = await api.get(f"/api/{query}")
    assert answer.status == 400
    assert query.split("?")[1].split("=")[0] in answer.error


async def test_create_and_delete(api: Api) -> None:
    created = await api.post("/api/executions", json={"name": "n", "command": "true"})
    assert created.status == 201
    assert list(created.data) == ["execution_id", "status", "created_at"]
    assert created.data["status"] == "pending"
    deleted = await api.call("DELETE", f"/api/executions/{created.data['execution_id']}")
    assert deleted.data == {"message": "Execution deleted successfully"}


async def test_artifacts(api: Api) -> None:
    execution = execution_of(api)
    page = (await api.get("/api/artifacts")).data
    assert list(page) == ["artifacts", "total_count", "has_more"]
    assert list(page["artifacts"][0]) == ARTIFACT + OUR_ARTIFACT
    path = f"/api/artifacts/{page['artifacts'][0]['id']}"
    one = (await api.get(path)).data
    assert list(one) == ["artifact"]
    assert list(one["artifact"]) == ARTIFACT + OUR_ARTIFACT
    assert one["artifact"]["download_url"] == f"{path}/download"
    data = aiohttp.FormData({"execution_id": execution.id, "name": "n"})
    data.add_field("file", b"x", filename="x.csv")
    uploaded = await api.post("/api/artifacts", data=data)
    assert uploaded.status == 201
    assert list(uploaded.data["artifact"]) == ARTIFACT + OUR_ARTIFACT
    assert (await api.call("DELETE", path)).data == {"message": "Artifact deleted successfully"}


async def test_patch_an_execution(api: Api) -> None:
    execution = execution_of(api)
    path = f"/api/executions/{execution.id}"
    answer = await api.call("PATCH", path, json={"name": " New ", "tags": ["b", "b"], "metadata": {"k": 2}})
    assert list(answer.data) == ["execution"]
    changed = answer.data["execution"]
    assert (changed["name"], changed["tags"], changed["metadata"]) == ("New", ["b"], {"k": 2})
    answer = await api.call("PATCH", path, json={"metadata": {}, "name": None, "unknown": 1})
    assert (answer.data["execution"]["name"], answer.data["execution"]["metadata"]) == ("New", {})


async def test_patch_an_artifact(api: Api) -> None:
    execution_of(api)
    (artifact,) = api.engine.artifacts.values()
    path = f"/api/artifacts/{artifact.id}"
    body = {"name": "N", "description": "D", "tags": [], "retention_days": 7, "is_public": False}
    answer = await api.call("PATCH", path, json=body)
    changed = answer.data["artifact"]
    assert {name: changed[name] for name in body} == body
    answer = await api.call("PATCH", path, json={"retention_days": None, "name": None})
    assert (answer.data["artifact"]["retention_days"], answer.data["artifact"]["name"]) == (None, "N")


@pytest.mark.parametrize(
    ("route", "body", "word"),
    [
        ("executions", [], "object"),
        ("executions", {}, "Nothing"),
        ("executions", {"status": "completed"}, "Nothing"),
        ("executions", {"name": 1}, "name"),
        ("executions", {"name": " "}, "name"),
        ("executions", {"name": "x" * 1001}, "name"),
        ("executions", {"tags": "a"}, "tags"),
        ("executions", {"tags": [""]}, "tags"),
        ("executions", {"metadata": []}, "metadata"),
        ("artifacts", {"name": "\0"}, "name"),
        ("artifacts", {"description": "x" * 10_001}, "description"),
        ("artifacts", {"description": 1}, "description"),
        ("artifacts", {"tags": ["x"] * 65}, "tags"),
        ("artifacts", {"retention_days": 0}, "retention_days"),
        ("artifacts", {"retention_days": 1.5}, "retention_days"),
        ("artifacts", {"is_public": "no"}, "is_public"),
        ("artifacts", {"file_path": "/etc/passwd"}, "Nothing"),
    ],
)
async def test_a_change_that_cannot_be_made_is_named(api: Api, route: str, body: Any, word: str) -> None:
    execution_of(api)
    (artifact,) = api.engine.artifacts.values()
    item_id = artifact.id if route == "artifacts" else artifact.execution_id
    answer = await api.call("PATCH", f"/api/{route}/{item_id}", json=body)
    assert answer.status == 400
    assert word in answer.error


@pytest.mark.parametrize("route", ["executions", "artifacts"])
async def test_what_is_not_there_cannot_be_changed(api: Api, route: str) -> None:
    assert (await api.call("PATCH", f"/api/{route}/none", json={"name": "n"})).status == 404


async def test_messages(api: Api, listener: Listener) -> None:
    execution = api.engine.add(status=ExecutionStatus.RUNNING, started_at=EPOCH)
    step = api.engine.add_step(execution, status=StepStatus.RUNNING, started_at=EPOCH, start_offset=0)
    start, end = api.engine.write_log(execution, b"hello\n")
    artifact = api.engine.add_artifact(execution)
    ended = replace(
        api.engine.executions[execution.id],
        status=ExecutionStatus.FAILED,
        error_code=ErrorCode.EXECUTION_ERROR,
        error_message="Script execution failed",
        completed_at=EPOCH,
        duration_s=1.0,
    )
    api.engine.tell(
        Update(
            execution=ended,
            steps=(step,),
            all_steps=(step,),
            artifacts=(artifact,),
            log_start=start,
            log_end=end,
            seq_start=1,
            started=True,
            ended=True,
        )
    )
    told = {message["type"]: message["data"] for message in await listener.until("execution_completed")}
    await listener.close()
    assert set(told) == set(MESSAGES) - {"connection_established"}
    for kind, data in told.items():
        fields, ours = MESSAGES[kind]
        assert list(data) == fields.split() + ours.split(), kind
    assert list(told["step_update"]["step"]) == STEP_MESSAGE + OUR_STEP_MESSAGE
    assert list(told["artifact_created"]["artifact"]) == ARTIFACT + OUR_ARTIFACT
