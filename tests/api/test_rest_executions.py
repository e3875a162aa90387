from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from stepflow_desktop.core.model import Annotation, ExecutionStatus, Level, NewExecution
from tests.api.conftest import Api
from tests.api.fake_engine import EPOCH


async def names(api: Api, query: str = "") -> list[str]:
    data = (await api.get(f"/api/executions{query}")).data
    assert list(data) == ["executions", "total_count", "has_more"]
    return [item["name"] for item in data["executions"]]


async def test_an_empty_list(api: Api) -> None:
    assert (await api.get("/api/executions")).data == {"executions": [], "total_count": 0, "has_more": False}


async def test_the_list_is_newest_first_and_paged(api: Api) -> None:
    for _ in range(5):
        api.engine.add()
    assert await names(api) == ["run 5", "run 4", "run 3", "run 2", "run 1"]
    data = (await api.get("/api/executions?limit=2&offset=2")).data
    assert [item["name"] for item in data["executions"]] == ["run 3", "run 2"]
    assert (data["total_count"], data["has_more"]) == (5, True)
    assert (await api.get("/api/executions?limit=2&offset=4")).data["has_more"] is False
    assert await names(api, "?offset=9") == []


async def test_filters(api: Api) -> None:
    api.engine.add(name="a", status=ExecutionStatus.FAILED, tags=("ml",), user="ann")
    api.engine.add(name="b", status=ExecutionStatus.COMPLETED, created_at=EPOCH + timedelta(days=2))
    assert await names(api, "?status=failed") == ["a"]
    assert await names(api, "?status=failed,completed") == ["b", "a"]
    assert await names(api, "?status=running") == []
    assert await names(api, "?user=ann") == ["a"]
    assert await names(api, "?tag=ml") == ["a"]
    assert await names(api, "?text=b") == ["b"]
    assert await names(api, "?since=2024-01-16") == ["b"]
    assert await names(api, "?before=2024-01-16T00:00:00Z") == ["a"]
    assert await names(api, "?since=2024-01-17T12:00:00+02:00") == ["b"]
    assert await names(api, "?unknown=1") == ["b", "a"]


async def test_a_limit_over_the_most_is_clamped(api: Api) -> None:
    assert (await api.get("/api/executions?limit=5000")).status == 200
    assert api.engine.calls[-1][1].limit == 1000
    assert (await api.get("/api/executions")).status == 200
    assert api.engine.calls[-1][1].limit == 100


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("limit=x", "limit"),
        ("limit=", "limit"),
        ("limit=0", "limit"),
        ("limit=-1", "limit"),
        ("limit=1.5", "limit"),
        ("limit=1_0", "limit"),
        ("limit=%D9%A3", "limit"),
        ("limit=-" + "9" * 5000, "limit"),
        ("offset=-1", "offset"),
        ("offset=x", "offset"),
        ("status=done", "status"),
        ("status=", "status"),
        ("status=failed,", "status"),
        ("since=yesterday", "since"),
        ("before=0001-02-30T00:00:00Z", "before"),
    ],
)
async def test_a_bad_parameter_is_named(api: Api, query: str, parameter: str) -> None:
    answer = await api.get(f"/api/executions?{query}")
    assert answer.status == 400
    assert answer.error.startswith(parameter)
    assert len(answer.error) < 200


async def test_a_list_is_kept_until_something_is_written(api: Api) -> None:
    execution = api.engine.add()
    await names(api)
    asked = len(api.engine.calls)
    assert await names(api) == ["run 1"]
    assert len(api.engine.calls) == asked
    api.engine.change(replace(execution, name="renamed"))
    assert await names(api) == ["renamed"]


async def test_a_list_with_a_running_execution_is_live(api: Api) -> None:
    api.engine.add(status=ExecutionStatus.RUNNING, started_at=EPOCH)
    assert (await api.get("/api/executions")).data["executions"][0]["duration_seconds"] > 0
    asked = len(api.engine.calls)
    await names(api)
    assert len(api.engine.calls) == asked + 1


async def test_a_long_list(api: Api) -> None:
    for _ in range(300):
        api.engine.add()
    assert len(await names(api, "?limit=300")) == 300


async def test_one_execution_with_everything(api: Api) -> None:
    execution = api.engine.add(environment={"API_TOKEN": "hush", "MODE": "fast"})
    api.engine.masks[execution.id] = ("hush",)
    step = api.engine.add_step(execution, name="say hush")
    artifact = api.engine.add_artifact(execution)
    api.engine.annotations[execution.id] = [
        Annotation(execution_id=execution.id, offset=4, level=Level.WARNING, message="careful, hush")
    ]
    data = (await api.get(f"/api/executions/{execution.id}")).data
    assert list(data) == ["execution", "steps", "artifacts", "annotations"]
    assert data["execution"]["environment"] == {"API_TOKEN": "***", "MODE": "fast"}
    assert (data["steps"][0]["id"], data["steps"][0]["name"]) == (step.id, "say ***")
    assert data["artifacts"][0]["download_url"] == f"/api/artifacts/{artifact.id}/download"
    assert data["annotations"][0]["message"] == "careful, ***"


async def test_one_execution_with_many_steps(api: Api) -> None:
    execution = api.engine.add()
    for _ in range(500):
        api.engine.add_step(execution)
    assert len((await api.get(f"/api/executions/{execution.id}")).data["steps"]) == 500


async def test_create(api: Api) -> None:
    body = {
        "name": "My Script Execution",
        "command": "python train_model.py",
        "working_directory": "/",
        "environment": {"MODEL_TYPE": "neural_network"},
        "tags": ["ml", "training"],
        "metadata": {"project": "image_classification", "version": "1.0"},
        "timeout": 3,
        "terminal": True,
        "retention_days": 30,
    }
    answer = await api.post("/api/executions", json=body)
    assert answer.status == 201
    data = answer.data
    assert list(data) == ["execution_id", "status", "created_at"]
    assert data["status"] == "pending"
    assert answer.headers["Location"] == f"/api/executions/{data['execution_id']}"
    assert api.engine.calls[-1] == (
        "create",
        NewExecution(
            command="python train_model.py",
            name="My Script Execution",
            working_directory="/",
            environment={"MODEL_TYPE": "neural_network"},
            tags=("ml", "training"),
            metadata={"project": "image_classification", "version": "1.0"},
            timeout_s=3,
            terminal=True,
            retention_days=30,
        ),
        "127.0.0.1",
    )


async def test_create_with_arguments(api: Api) -> None:
    execution_id = (await api.post("/api/executions", json={"command": ["echo", "a b"]})).data["execution_id"]
    execution = (await api.get(f"/api/executions/{execution_id}")).data["execution"]
    assert (execution["command"], execution["argv"], execution["name"]) == ("echo 'a b'", ["echo", "a b"], "echo 'a b'")


async def test_a_field_that_is_null_counts_as_missing(api: Api) -> None:
    body: dict[str, Any] = dict.fromkeys(
        ("name", "working_directory", "environment", "tags", "metadata", "timeout", "terminal", "retention_days")
    )
    assert (await api.post("/api/executions", json={"command": "true", **body})).status == 201


@pytest.mark.parametrize(
    ("body", "parameter"),
    [
        ({}, "command"),
        ({"command": None}, "command"),
        ({"command": 1}, "command"),
        ({"command": {"a": 1}}, "command"),
        ({"command": ["a", 1]}, "command"),
        ({"command": ""}, "command"),
        ({"command": " \t\n"}, "command"),
        ({"command": []}, "command"),
        ({"command": "a\0b"}, "command"),
        ({"command": "a", "name": 1}, "name"),
        ({"command": "a", "working_directory": 1}, "working_directory"),
        ({"command": "a", "working_directory": "/nowhere/at/all"}, "working_directory"),
        ({"command": "a", "environment": []}, "environment"),
        ({"command": "a", "environment": {"A": 1}}, "environment"),
        ({"command": "a", "environment": {"A=": "1"}}, "environment"),
        ({"command": "a", "tags": "ml"}, "tags"),
        ({"command": "a", "tags": [1]}, "tags"),
        ({"command": "a", "metadata": []}, "metadata"),
        ({"command": "a", "timeout": "3"}, "timeout"),
        ({"command": "a", "timeout": True}, "timeout"),
        ({"command": "a", "timeout": 0}, "timeout"),
        ({"command": "a", "terminal": "yes"}, "terminal"),
        ({"command": "a", "retention_days": 1.5}, "retention_days"),
        ({"command": "a", "retention_days": -1}, "retention_days"),
    ],
)
async def test_a_bad_field_is_named_and_nothing_is_created(api: Api, body: dict[str, Any], parameter: str) -> None:
    answer = await api.post("/api/executions", json=body)
    assert answer.status == 400
    assert parameter in answer.error or (parameter == "command" and "command" in answer.error)
    assert api.engine.executions == {}


async def test_the_same_key_gives_the_same_execution(api: Api) -> None:
    async def create(key: str) -> str:
        answer = await api.post("/api/executions", json={"command": "true"}, headers={"Idempotency-Key": key})
        assert answer.status == 201
        return str(answer.data["execution_id"])

    assert await create("one") == await create("one")
    assert await create("one") != await create("two")
    answer = await api.post("/api/executions", json={"command": "true"}, headers={"Idempotency-Key": "x" * 300})
    assert answer.status == 400


async def test_cancel(api: Api) -> None:
    execution = api.engine.add(status=ExecutionStatus.RUNNING)
    path = f"/api/executions/{execution.id}/cancel"
    answer = await api.post(path)
    assert answer.data == {
        "message": "Execution is being cancelled",
        "execution_id": execution.id,
        "status": "running",
    }
    assert api.engine.calls[-1] == ("cancel", execution.id, False)
    await api.post(f"{path}?force=true")
    assert api.engine.calls[-1] == ("cancel", execution.id, True)
    assert (await api.post(f"{path}?force=maybe")).error.startswith("force")


async def test_cancel_what_waits_and_what_has_ended(api: Api) -> None:
    execution = api.engine.add()
    path = f"/api/executions/{execution.id}/cancel"
    assert (await api.post(path)).data["status"] == "cancelled"
    assert (await api.post(path)).status == 409


async def test_rerun(api: Api) -> None:
    execution = api.engine.add()
    answer = await api.post(f"/api/executions/{execution.id}/rerun")
    assert answer.status == 201
    assert answer.data["execution_id"] not in (None, execution.id)
    assert answer.data["status"] == "pending"


async def test_delete(api: Api) -> None:
    execution = api.engine.add()
    answer = await api.call("DELETE", f"/api/executions/{execution.id}")
    assert (answer.status, answer.data) == (200, {"message": "Execution deleted successfully"})
    assert (await api.get(f"/api/executions/{execution.id}")).status == 404
    assert await names(api) == []


async def test_a_time_beyond_all_years_is_before_or_after_everything(api: Api) -> None:
    api.engine.add()
    await api.get("/api/executions?since=0001-01-01T00:00:00%2B14:00&before=9999-12-31T23:59:59-14:00")
    query = api.engine.calls[-1][1]
    assert (query.since.year, query.before.year) == (1, 9999)
    assert query.since.utcoffset() == query.before.utcoffset() == timedelta(0)
