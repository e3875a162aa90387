"""The examples of the API's reference, with the clients that people use."""

from __future__ import annotations

import asyncio
import json
import shutil
from typing import Any

import pytest
import requests
import websocket

from stepflow_desktop.core.model import ExecutionStatus, Update
from tests.api.conftest import Api
from tests.api.fake_engine import EPOCH
from tests.waiting import until


async def test_requests_and_websocket_client(api: Api) -> None:
    received: list[dict[str, Any]] = []
    client = websocket.WebSocketApp(
        f"ws://localhost:{api.hub.port}", on_message=lambda _, message: received.append(json.loads(message))
    )
    running = asyncio.get_running_loop().run_in_executor(None, client.run_forever)
    await until(lambda: bool(received))

    def create() -> requests.Response:
        body = {"name": "Test Execution", "command": "python test.py", "tags": ["test"]}
        return requests.post(f"http://localhost:{api.rest.port}/api/executions", json=body, timeout=10)

    response = await asyncio.to_thread(create)
    assert response.status_code == 201
    execution_id = response.json()["data"]["execution_id"]
    execution = api.engine.executions[execution_id]
    api.engine.write_log(execution, b"hello\n")
    api.engine.tell(Update(execution=api.engine.executions[execution_id], log_start=0, log_end=6, seq_start=2))
    await until(lambda: len(received) == 3)
    connection = client.sock.sock
    client.sock.send_close()  # close() itself would compete with run_forever for the answer
    await running
    connection.close()
    assert [message["type"] for message in received] == ["connection_established", "execution_created", "log_entry"]
    assert received[2]["data"]["content"] == "hello"


async def test_requests_uploads_and_downloads(api: Api) -> None:
    execution = api.engine.add()
    url = f"http://localhost:{api.rest.port}"

    def upload() -> requests.Response:
        return requests.post(
            f"{url}/api/artifacts",
            data={"execution_id": execution.id, "name": "Report", "tags": ["a", "b"]},
            files={"file": ("größe.html", b"<p>", "text/html")},
            timeout=10,
        )

    artifact = (await asyncio.to_thread(upload)).json()["data"]["artifact"]
    assert (artifact["file_name"], artifact["tags"]) == ("größe.html", ["a", "b"])
    download = await asyncio.to_thread(requests.get, url + artifact["download_url"], timeout=10)
    assert download.content == b"<p>"


async def test_requests_is_told_of_a_file_over_the_limit(api: Api) -> None:
    execution = api.engine.add()

    def upload() -> requests.Response:
        return requests.post(
            f"http://localhost:{api.rest.port}/api/artifacts",
            data={"execution_id": execution.id, "name": "Big"},
            files={"file": ("big.bin", b"x" * 5_000_000)},
            timeout=20,
        )

    answer = await asyncio.to_thread(upload)
    assert answer.status_code == 413
    assert answer.json()["success"] is False


async def curl(*arguments: str) -> tuple[int, bytes]:
    process = await asyncio.create_subprocess_exec(
        "curl", "-s", "-w", "%{stderr}%{http_code}", *arguments, stdout=-1, stderr=-1
    )
    body, status = await process.communicate()
    return int(status), body


@pytest.mark.skipif(not shutil.which("curl"), reason="curl is not installed")
async def test_curl(api: Api, tmp_path: Any) -> None:
    url = f"http://localhost:{api.rest.port}"
    api.engine.add(status=ExecutionStatus.COMPLETED, completed_at=EPOCH)
    status, body = await curl(f"{url}/api/executions?limit=10&status=completed")
    assert (status, json.loads(body)["data"]["total_count"]) == (200, 1)
    status, body = await curl(
        *("-X", "POST", f"{url}/api/executions", "-H", "Content-Type: application/json"),
        *("-d", '{"name":"Test","command":"echo hello"}'),
    )
    assert status == 201
    execution_id = json.loads(body)["data"]["execution_id"]
    status, body = await curl(f"{url}/api/executions/{execution_id}")
    assert json.loads(body)["data"]["execution"]["name"] == "Test"
    status, _ = await curl("-X", "POST", f"{url}/api/executions/{execution_id}/cancel")
    assert status == 200
    artifact = api.engine.add_artifact(api.engine.executions[execution_id], b"<p>")
    target = tmp_path / "report.html"
    status, _ = await curl(f"{url}/api/artifacts/{artifact.id}/download", "--output", str(target))
    assert (status, target.read_bytes()) == (200, b"<p>")
    for path in ("health", "health/metrics"):
        status, body = await curl(f"{url}/api/{path}")
        assert (status, json.loads(body)["success"]) == (200, True)
    status, _ = await curl("-X", "POST", f"{url}/api/health/optimize")
    assert status == 200
    status, _ = await curl("-X", "POST", f"{url}/api/executions", "-d", "command=true")
    assert status == 415
    file = tmp_path / "plot.png"
    file.write_bytes(b"png")
    status, body = await curl(
        *("-F", f"execution_id={execution_id}", "-F", "name=Plot", "-F", f"file=@{file}", f"{url}/api/artifacts")
    )
    assert (status, json.loads(body)["data"]["artifact"]["artifact_type"]) == (201, "image")
