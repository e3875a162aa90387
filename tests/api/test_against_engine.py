"""The API on the real engine: a script through POST, watched on the WebSocket."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from stepflow_desktop.api.rest_server import RestServer
from stepflow_desktop.api.websocket_hub import WebSocketHub
from stepflow_desktop.app import opened_engine
from stepflow_desktop.settings import Settings
from tests.api.conftest import Api, Listener

SCRIPT = """\
print("before")
print("STEP_START:Build[description=Make it]")
for number in range(200): print("building", number)
open("report.html", "w").write("<p>")
print("ARTIFACT:report.html:Report")
print("STEP_COMPLETE:Build")
print("between")
print("STEP_START:Test")
print("::error::went wrong")
print("STEP_ERROR:no luck")
raise SystemExit(3)
"""


@pytest.fixture
async def live(settings: Settings, tmp_path: Path) -> AsyncIterator[Api]:
    settings = replace(settings, storage_path=tmp_path / "storage", working_directory=tmp_path)
    async with opened_engine(settings) as engine:
        hub = WebSocketHub(engine, settings)
        rest = RestServer(engine, hub, settings)
        await hub.start()
        await rest.start()
        try:
            async with aiohttp.ClientSession() as session:
                yield Api(engine, hub, rest, session)  # type: ignore[arg-type]
        finally:
            await asyncio.gather(rest.stop(), hub.stop())


async def run_to_its_end(live: Api, command: list[str] | str, **fields: Any) -> list[dict[str, Any]]:
    listener = await live.connect()
    answer = await live.post("/api/executions", json={"command": command, **fields})
    assert answer.status == 201
    assert answer.data["status"] == "pending"
    messages = await listener.until("execution_completed")
    assert await listener.in_step() == []
    await listener.close()
    return messages


def position(messages: list[dict[str, Any]], kind: str, **fields: Any) -> int:
    """Where the first message of this kind with these fields stands."""
    return next(
        number
        for number, message in enumerate(messages)
        if message["type"] == kind
        and all(message["data"].get("step", message["data"]).get(name) == value for name, value in fields.items())
    )


async def test_a_script_is_told_as_it_happened(live: Api, tmp_path: Path) -> None:
    (tmp_path / "script.py").write_text(SCRIPT)
    messages = await run_to_its_end(live, [sys.executable, "script.py"], name="Nightly")
    assert [message["type"] for message in messages[:2]] == ["execution_created", "execution_started"]
    assert [message["type"] for message in messages[-2:]] == ["error", "execution_completed"]
    numbers = [message["data"]["seq"] for message in messages]
    assert numbers == sorted(set(numbers))

    lines = [message["data"] for message in messages if message["type"] == "log_entry"]
    expected = ["before", *(f"building {number}" for number in range(200)), "between", "went wrong"]
    assert [line["content"] for line in lines] == expected
    assert lines[-1]["level"] == "error"
    build = position(messages, "step_update", name="Build", status="running")
    built = position(messages, "step_update", name="Build", status="completed")
    tested = position(messages, "step_update", name="Test", status="failed")
    assert position(messages, "log_entry", content="before") < build
    assert build < position(messages, "log_entry", content="building 0")
    assert position(messages, "log_entry", content="building 199") < built
    assert built < position(messages, "log_entry", content="between") < tested
    assert position(messages, "artifact_created") < len(messages) - 2
    step_id = messages[build]["data"]["step"]["id"]
    assert {line["step_id"] for line in lines[1:201]} == {step_id}
    assert lines[0]["step_id"] is lines[201]["step_id"] is None

    end = messages[-1]["data"]
    assert (end["status"], end["exit_code"], end["total_steps"], end["artifacts_count"]) == ("failed", 3, 2, 1)
    assert messages[-2]["data"]["error_code"] == "EXECUTION_ERROR"

    data = (await live.get(f"/api/executions/{end['execution_id']}")).data
    assert [(step["name"], step["status"]) for step in data["steps"]] == [("Build", "completed"), ("Test", "failed")]
    assert data["steps"][1]["error_message"] == "no luck"
    assert data["execution"]["duration_seconds"] > 0
    assert (await live.get(data["artifacts"][0]["download_url"])).body == b"<p>"
    page = (await live.get(f"/api/executions/{end['execution_id']}/logs")).data
    assert [(entry["offset"], entry["content"]) for entry in page["entries"]] == [
        (line["offset"], line["content"]) for line in lines
    ]
    raw = await live.get(f"/api/executions/{end['execution_id']}/logs?format=raw")
    assert raw.body.startswith(b"before\nSTEP_START:Build")


async def test_cancel_upload_rerun_and_delete(live: Api, tmp_path: Path) -> None:
    listener = await live.connect()
    answer = await live.post("/api/executions", json={"command": "echo ready; sleep 600"})
    execution_id = answer.data["execution_id"]
    await listener.until("log_entry")
    path = f"/api/executions/{execution_id}"
    assert (await live.get("/api/executions?status=running")).data["total_count"] == 1
    assert (await live.post(f"{path}/cancel?force=true")).data["status"] == "running"
    end = (await listener.until("execution_completed"))[-1]["data"]
    assert end["status"] == "cancelled"
    assert (await live.post(f"{path}/cancel")).status == 409

    form = aiohttp.FormData()
    form.add_field("file", b"late", filename="late.txt")
    form.add_field("execution_id", execution_id)
    form.add_field("name", "Late")
    artifact = (await live.post("/api/artifacts", data=form)).data["artifact"]
    told = (await listener.until("artifact_created"))[-1]["data"]
    assert told["artifact"]["download_url"] == artifact["download_url"]
    assert told["seq"] > end["seq"]
    assert (await live.get(artifact["download_url"])).body == b"late"
    assert (await live.call("DELETE", f"/api/artifacts/{artifact['id']}")).status == 200
    assert (await listener.until("artifact_deleted"))[-1]["data"]["artifact_id"] == artifact["id"]

    again = (await live.post(f"{path}/rerun")).data["execution_id"]
    assert again != execution_id
    await listener.until("log_entry")
    for each in (again, execution_id):
        assert (await live.call("DELETE", f"/api/executions/{each}")).status == 200
        gone = (await listener.until("execution_deleted"))[-1]["data"]
        assert gone["execution_id"] == each
    assert (await live.get("/api/executions")).data["total_count"] == 0
    await listener.close()


async def test_a_late_client_catches_up_over_rest(live: Api) -> None:
    command = "for i in 1 2 3; do echo early $i; done; while [ ! -e go ]; do sleep 0.02; done; echo late"
    first = await live.connect()
    answer = await live.post("/api/executions", json={"command": command})
    execution_id = answer.data["execution_id"]
    for _ in range(3):
        await first.until("log_entry")
    late: Listener = await live.connect()
    await late.say("subscribe", execution_id=execution_id)
    await late.in_step()
    page = (await live.get(f"/api/executions/{execution_id}/logs")).data
    Path(live.rest._settings.working_directory, "go").touch()
    messages = await late.until("execution_completed")
    seen = [entry["content"] for entry in page["entries"]]
    seen += [
        message["data"]["content"]
        for message in messages
        if message["type"] == "log_entry" and message["data"]["offset"] > page["next_offset"]
    ]
    assert seen == ["early 1", "early 2", "early 3", "late"]
    await late.close()
    await first.close()


async def test_the_same_key_runs_once(live: Api) -> None:
    async def create() -> str:
        answer = await live.post("/api/executions", json={"command": "true"}, headers={"Idempotency-Key": "k"})
        return str(answer.data["execution_id"])

    assert len({*await asyncio.gather(*(create() for _ in range(5)))}) == 1
    assert (await live.get("/api/executions")).data["total_count"] == 1


@pytest.mark.parametrize(
    "body", [{"command": "true", "working_directory": "/nowhere"}, {"command": "a\0"}, {"command": " "}]
)
async def test_what_cannot_run_is_not_created(live: Api, body: dict[str, Any]) -> None:
    assert (await live.post("/api/executions", json=body)).status == 400
    assert (await live.get("/api/executions")).data["total_count"] == 0


async def test_health_of_the_real_thing(live: Api) -> None:
    await run_to_its_end(live, "true")
    assert (await live.get("/api/health")).data["status"] == "healthy"
    status = (await live.get("/api/health/status")).data
    assert status["database"]["wal_mode"] is True
    metrics = (await live.post("/api/health/optimize")).data["metrics"]
    assert metrics["database"]["wal_mode"] == "wal"
    assert metrics["database"]["table_counts"]["executions"] == 1
    assert (await live.get("/api/health/database")).data["completed_executions"] == 1


async def test_stopped_commands_and_masks_read_the_same_everywhere(live: Api) -> None:
    script = """
echo "::add-mask::hunter2"
echo "::stop-commands::tok"
echo "STEP_START:not a step hunter2"
echo "::warning::plain text"
echo "::tok::"
echo "STEP_START:A step"
echo "in it hunter2"
"""
    messages = await run_to_its_end(live, script)
    told = [message["data"] for message in messages if message["type"] == "log_entry"]
    execution_id = messages[0]["data"]["execution_id"]
    entries = (await live.get(f"/api/executions/{execution_id}/logs")).data["entries"]
    assert [line["content"] for line in told] == ["STEP_START:not a step ***", "::warning::plain text", "in it ***"]
    shared = ("offset", "content", "level", "step_id", "timestamp")
    assert [{name: line[name] for name in shared} for line in told] == [
        {name: entry[name] for name in shared} for entry in entries
    ]
    steps = (await live.get(f"/api/executions/{execution_id}")).data["steps"]
    assert [step["name"] for step in steps] == ["A step"]
    raw = (await live.get(f"/api/executions/{execution_id}/logs?format=raw")).body
    assert b"hunter2" not in raw


async def test_a_command_that_has_run_before_tells_how_far_it_is_and_how_long_it_takes(live: Api) -> None:
    command = "echo STEP_START:Wait; sleep 1.2; echo STEP_START:Tidy; sleep 1.2"
    await run_to_its_end(live, command)
    listener = await live.connect()
    created = (await live.post("/api/executions", json={"command": command, "metadata": {"owner": "ann"}})).data
    await listener.until("step_update")
    told = await listener.until("execution_updated")
    execution = told[-1]["data"]["execution"]
    assert 0 < execution["progress_percentage"] <= 95
    assert 0 <= execution["metadata"]["eta_seconds"] <= 3
    path = f"/api/executions/{created['execution_id']}"
    answer = (await live.get(path)).data
    shown = answer["execution"]
    assert shown["progress_percentage"] >= execution["progress_percentage"]
    assert shown["metadata"] == {"owner": "ann", "eta_seconds": shown["metadata"]["eta_seconds"]}
    assert [step["name"] for step in answer["steps"]] in (["Wait"], ["Wait", "Tidy"]), "only steps that are there"
    # What a client read it can send back: the seconds do not become its own.
    await live.call("PATCH", path, json={"metadata": {**shown["metadata"], "team": "ml"}})
    await listener.until("execution_completed")
    ended = (await live.get(path)).data["execution"]
    assert ended["progress_percentage"] == 100
    assert ended["metadata"] == {"owner": "ann", "team": "ml"}
    await listener.close()
