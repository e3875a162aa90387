"""The description against the router, and every answer against the description."""

from __future__ import annotations

import re
from typing import Any

import aiohttp
import pytest

from stepflow_desktop.api.openapi import document
from stepflow_desktop.api.operations import OPERATIONS
from stepflow_desktop.core.model import Annotation, ExecutionStatus, Level, StepStatus
from tests.api.conftest import Answer, Api
from tests.api.fake_engine import EPOCH
from tests.api.schema_checker import Checker

DOCUMENT = document()
CHECKER = Checker(DOCUMENT)
JSON = "application/json"


def problems_of(method: str, path: str, answer: Answer) -> list[str]:
    """What the description of this operation does not allow about an answer."""
    described = DOCUMENT["paths"][path][method]["responses"].get(str(answer.status))
    if described is None:
        return [f"{method} {path} may not answer {answer.status}: {answer.body[:200]!r}"]
    content = CHECKER.resolved(described).get("content", {})
    media_type = answer.headers.get("Content-Type", "").partition(";")[0]
    if not content and not answer.body:
        return []
    if media_type not in content:
        anything = "*/*" in content
        return [] if anything else [f"{method} {path} {answer.status} may not be {media_type!r}"]
    if media_type != JSON:
        return []
    return list(CHECKER.problems(answer.json, content[JSON]["schema"]))


async def filled(api: Api) -> dict[str, str]:
    """An execution with one of everything, running ones beside it; what stands for the ids in paths."""
    engine = api.engine
    execution = engine.add(
        status=ExecutionStatus.FAILED,
        argv=("python", "x.py"),
        environment={"A": "b"},
        tags=("t",),
        metadata={"deep": {"er": [1, None, "x"]}},
        error_message="no",
        exit_code=-9,
        started_at=EPOCH,
        completed_at=EPOCH,
        duration_s=2.0,
        timeout_s=3.5,
        retention_days=3,
        pid=7,
        current_step_name="s",
        failed_step_name="s",
    )
    engine.add(status=ExecutionStatus.RUNNING, started_at=EPOCH)
    step = engine.add_step(execution, status=StepStatus.FAILED, started_at=EPOCH, start_offset=0, progress=0.5)
    engine.add_step(execution)
    artifact = engine.add_artifact(execution, step_id=step.id, offset=3, retention_days=1)
    engine.annotations[execution.id] = [
        Annotation(execution_id=execution.id, offset=1, level=Level.WARNING, message="careful", line=3)
    ]
    engine.write_log(execution, b"hello\nworld\n")
    return {"executions": execution.id, "artifacts": artifact.id}


def path_of(template: str, ids: dict[str, str]) -> str:
    return re.sub(r"(executions|artifacts)/\{id\}", lambda match: f"{match[1]}/{ids[match[1]]}", template)


def test_the_description_names_every_route_and_no_other(api: Api) -> None:
    app = api.rest.application()
    routes = {
        (route.method.lower(), route.resource.canonical)
        for route in app.router.routes()
        if route.resource is not None and route.method not in ("HEAD", "OPTIONS")
    }
    described = {(method, path) for path, operations in DOCUMENT["paths"].items() for method in operations}
    assert len(described) == len(OPERATIONS) > 20
    assert described == routes


def test_every_reference_of_the_description_leads_somewhere() -> None:
    def walk(value: Any) -> None:
        if isinstance(value, dict):
            if "$ref" in value:
                assert CHECKER.resolved(value)
            for item in value.values():
                walk(item)
        elif isinstance(value, list):
            for item in value:
                walk(item)

    walk(DOCUMENT)


def test_names_and_path_parameters_are_whole() -> None:
    names = [operation.name for operation in OPERATIONS]
    assert len(names) == len(set(names))
    for operation in OPERATIONS:
        in_path = set(re.findall(r"\{(\w+)\}", operation.path))
        assert {each.name for each in operation.parameters if each.place == "path"} == in_path


async def test_it_is_served_as_it_is(api: Api) -> None:
    answer = await api.get("/api/openapi.json")
    assert answer.headers["Content-Type"] == "application/json; charset=utf-8"
    assert answer.json == DOCUMENT
    assert answer.json["openapi"] == "3.1.0"


BODIES: dict[str, dict[str, Any]] = {
    "createExecution": {"json": {"command": ["echo", "hi"], "tags": ["a"], "timeout": 5}},
    "changeExecution": {"json": {"name": "n", "metadata": {"k": 1}}},
    "changeArtifact": {"json": {"description": "d", "retention_days": None}},
}


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
async def test_a_success_is_as_described(api: Api, operation: Any) -> None:
    ids = await filled(api)
    if operation.name == "cancelExecution":
        ids["executions"] = api.engine.add().id
    arguments = dict(BODIES.get(operation.name, {}))
    if operation.name == "uploadArtifact":
        arguments["data"] = aiohttp.FormData({"execution_id": ids["executions"], "name": "n"})
        arguments["data"].add_field("file", b"x", filename="x.txt")
    answer = await api.call(operation.method.upper(), path_of(operation.path, ids), **arguments)
    assert answer.status == min(operation.answers)
    assert problems_of(operation.method, operation.path, answer) == []


@pytest.mark.parametrize(
    ("method", "path", "arguments", "status"),
    [
        ("get", "/api/executions?limit=x", {}, 400),
        ("post", "/api/executions", {"json": {}}, 400),
        ("post", "/api/executions", {"data": b"x"}, 415),
        ("get", "/api/executions", {"headers": {"Host": "evil.example"}}, 403),
        ("get", "/api/executions/none", {}, 404),
        ("patch", "/api/executions/none", {"json": {"name": "n"}}, 404),
        ("delete", "/api/artifacts/none", {}, 404),
        ("post", "/api/executions/{id}/cancel", {}, 409),
        ("get", "/api/executions/{id}/logs?format=text", {}, 200),
        ("get", "/api/executions/{id}/logs?format=raw", {"headers": {"Range": "bytes=0-3"}}, 206),
        ("get", "/api/executions/{id}/logs?format=raw", {"headers": {"Range": "bytes=99-"}}, 416),
        ("get", "/api/artifacts/{id}/download", {"headers": {"Range": "bytes=0-3"}}, 206),
        ("get", "/api/artifacts/{id}/download", {"headers": {"Range": "bytes=99-"}}, 416),
    ],
)
async def test_an_error_is_as_described(
    api: Api, method: str, path: str, arguments: dict[str, Any], status: int
) -> None:
    ids = await filled(api)
    answer = await api.call(method.upper(), path_of(path, ids), **arguments)
    assert answer.status == status
    template = path.partition("?")[0].replace("/none", "/{id}")
    assert problems_of(method, template, answer) == []


async def test_an_unhealthy_answer_is_as_described(api: Api) -> None:
    api.engine.store.broken = True
    await api.rest._vitals.stop()
    await api.rest._vitals.sample()
    for path in ("/api/health", "/api/health/status"):
        answer = await api.get(path)
        assert answer.status == 503
        assert problems_of("get", path, answer) == []


def test_the_checker_finds_what_is_wrong() -> None:
    schema = {"type": "object", "properties": {"a": {"type": "integer", "minimum": 1}}, "required": ["a"]}
    assert list(CHECKER.problems({"a": 1}, schema)) == []
    for wrong in ([], {}, {"a": 0}, {"a": True}, {"a": "1"}, {"a": 1, "b": 2}):
        assert list(CHECKER.problems(wrong, schema)), wrong
    time = {"type": ["string", "null"], "format": "date-time"}
    assert list(CHECKER.problems(None, time)) == []
    assert list(CHECKER.problems("2024-01-15T10:30:00Z", time))
    assert list(CHECKER.problems("x", {"anyOf": [{"type": "null"}, {"const": True}]}))
