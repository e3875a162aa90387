"""The JavaScript of the API's reference, as it stands there, in Node."""

from __future__ import annotations

import asyncio
import json
import shutil
from pathlib import Path

import pytest

from stepflow_desktop.core.model import Update
from tests.api.conftest import Api
from tests.waiting import until

# In a page, relative addresses are those of the page's server and the ports are the usual ones.
PRELUDE = """\
const [REST, SOCKET] = process.argv.slice(2);
const fetchOf = globalThis.fetch, SocketOf = globalThis.WebSocket;
const fetch = (path, options) => fetchOf(new URL(path, REST), options);
const WebSocket = class { constructor() { return new SocketOf(SOCKET); } };
"""
EXAMPLE = """\
// WebSocket
const ws = new WebSocket('ws://localhost:8765');
ws.onmessage = (event) => {
    const data = JSON.parse(event.data);
    console.log('Received:', data.type, JSON.stringify(data.data));
    if (data.type === 'connection_established') create();
    if (data.type === 'log_entry') ws.close();
};

async function create() {
    // REST API
    const response = await fetch('/api/executions', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({
            name: 'Test Execution',
            command: 'npm test',
            tags: ['test']
        })
    });
    const result = await response.json();
    console.log('Created:', response.status, JSON.stringify(result.data));
}
"""


@pytest.mark.skipif(shutil.which("node") is None, reason="there is no Node here")
async def test_fetch_and_websocket(api: Api, tmp_path: Path) -> None:
    script = tmp_path / "example.mjs"
    script.write_text(PRELUDE + EXAMPLE)
    process = await asyncio.create_subprocess_exec(
        *("node", "--no-warnings", "--experimental-websocket", str(script)),
        *(f"http://localhost:{api.rest.port}", f"ws://localhost:{api.hub.port}"),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    try:
        async with asyncio.timeout(30):
            await until(lambda: bool(api.engine.executions) or process.returncode is not None)
            if api.engine.executions:
                (execution,) = api.engine.executions.values()
                start, end = api.engine.write_log(execution, b"hello\n")
                execution = api.engine.executions[execution.id]
                api.engine.tell(Update(execution=execution, log_start=start, log_end=end, seq_start=2))
            output, _ = await process.communicate()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    lines = output.decode().splitlines()
    if "WebSocket is not defined" in output.decode() or "SocketOf is not a constructor" in output.decode():
        pytest.skip("this Node has no WebSocket")
    assert process.returncode == 0, output.decode()
    received = [line.split(" ", 2) for line in lines if line.startswith("Received:")]
    assert [kind for _, kind, _ in received] == ["connection_established", "execution_created", "log_entry"]
    assert json.loads(received[2][2])["content"] == "hello"
    (created,) = [line.split(" ", 2) for line in lines if line.startswith("Created:")]
    assert created[1] == "201"
    assert json.loads(created[2])["status"] == "pending"
    assert (execution.name, execution.command, execution.tags) == ("Test Execution", "npm test", ("test",))
