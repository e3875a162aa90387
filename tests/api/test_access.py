"""Tokens, other users, and pages that the settings name, over real sockets."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from stepflow_desktop.api.access import chosen_protocol
from stepflow_desktop.api.peers import Peers
from stepflow_desktop.api.rate_limits import WRONG_TOKENS
from stepflow_desktop.api.socket_owner import PROC_NET
from stepflow_desktop.settings import Settings
from tests.api.conftest import Api, Listener

TOKEN = "a-token-for-this-test"
PAGE = "https://dash.example"
PREFLIGHT = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}


@pytest.fixture
def settings(tmp_path: Path, request: pytest.FixtureRequest) -> Settings:
    base = Settings(storage_path=tmp_path, http_port=0, websocket_port=0, token=TOKEN, auth_enabled=True)
    return replace(base, **getattr(request, "param", {}))


def also(**fields: Any) -> pytest.MarkDecorator:
    """Other settings than those of the fixture."""
    return pytest.mark.parametrize("settings", [fields], indirect=True)


# The token


@pytest.mark.parametrize(
    "headers",
    [
        {"Authorization": f"Bearer {TOKEN}"},
        {"Authorization": f"bearer  {TOKEN}"},
        {"X-API-Key": TOKEN},
        {"X-API-Key": "wrong", "Authorization": f"Bearer {TOKEN}"},
    ],
)
async def test_the_token_in_a_header(api: Api, headers: dict[str, str]) -> None:
    assert (await api.get("/api/executions", headers=headers)).status == 200
    listener = await api.connect(additional_headers=headers)
    await listener.close()


NO_TOKENS = [
    {},
    {"Authorization": TOKEN},
    {"Authorization": f"Basic {TOKEN}"},
    {"Authorization": f"Bearer {TOKEN}x"},
    {"Authorization": f"Bearer {TOKEN[:-1]}"},
    {"Authorization": "Bearer"},
    {"X-API-Key": ""},
    {"Cookie": f"token={TOKEN}"},
]


@pytest.mark.parametrize("headers", NO_TOKENS, ids=str)
async def test_without_it_the_answer_is_401_in_the_envelope(api: Api, headers: dict[str, str]) -> None:
    for method, path in (("GET", "/api/executions"), ("POST", "/api/executions"), ("GET", "/nowhere")):
        answer = await api.call(method, path, headers=headers)
        assert answer.status == 401
        assert answer.error
        assert answer.headers["WWW-Authenticate"] == 'Bearer realm="StepFlow"'
    with pytest.raises(InvalidStatus) as refused:
        await connect(api.websocket_url, additional_headers=headers)
    assert refused.value.response.status_code == 401
    assert refused.value.response.headers["WWW-Authenticate"] == 'Bearer realm="StepFlow"'
    assert api.engine.calls == []


@pytest.mark.parametrize("query", [f"token={TOKEN}", f"access_token={TOKEN}", f"api_key={TOKEN}"])
async def test_a_token_in_the_address_is_none(api: Api, query: str) -> None:
    assert (await api.get(f"/api/executions?{query}")).status == 401
    with pytest.raises(InvalidStatus) as refused:
        await connect(f"{api.websocket_url}/?{query}")
    assert refused.value.response.status_code == 401


async def test_health_needs_none_and_tells_its_seven_fields(api: Api) -> None:
    answer = await api.get("/api/health")
    assert answer.status == 200
    assert len(answer.data) == 7
    assert (await api.call("HEAD", "/api/health")).status == 200
    for method, path in (("GET", "/api/health/status"), ("GET", "/api/health/"), ("POST", "/api/health")):
        assert (await api.call(method, path)).status == 401
    assert (await api.get("/api/health", headers={"Host": "evil.example"})).status == 403
    with pytest.raises(InvalidStatus) as refused:
        await connect(f"{api.websocket_url}/api/health")
    assert refused.value.response.status_code == 401


async def test_a_page_sends_the_token_as_a_sub_protocol_and_gets_the_other_back(api: Api) -> None:
    connection = await connect(api.websocket_url, subprotocols=["stepflow.v1", f"stepflow.token.{TOKEN}"])  # type: ignore[list-item]
    assert connection.subprotocol == "stepflow.v1"
    assert connection.response is not None
    assert TOKEN not in str(list(connection.response.headers.raw_items()))
    assert (await Listener(connection).next())["type"] == "connection_established"
    await connection.close()
    with pytest.raises(InvalidStatus) as refused:
        await connect(api.websocket_url, subprotocols=["stepflow.v1", "stepflow.token.wrong"])  # type: ignore[list-item]
    assert refused.value.response.status_code == 401


@pytest.mark.parametrize(
    ("offered", "chosen"),
    [
        (["stepflow.v1"], "stepflow.v1"),
        (["stepflow.token.x", "stepflow.v1"], "stepflow.v1"),
        (["stepflow.token.x"], None),
        (["graphql-ws"], None),
        ([], None),
    ],
)
def test_the_token_is_never_the_protocol(offered: Sequence[Any], chosen: str | None) -> None:
    assert chosen_protocol(None, offered) == chosen  # type: ignore[arg-type]


async def test_guessing_is_429_for_both_servers_and_the_right_token_passes(api: Api) -> None:
    for _ in range(WRONG_TOKENS):
        assert (await api.get("/api/executions", headers={"X-API-Key": "guess"})).status == 401
    answer = await api.get("/api/executions", headers={"X-API-Key": "guess"})
    assert answer.status == 429
    assert "wrong tokens" in answer.error
    assert int(answer.headers["Retry-After"]) > 0
    with pytest.raises(InvalidStatus) as refused:
        await connect(api.websocket_url, additional_headers={"X-API-Key": "guess"})
    assert refused.value.response.status_code == 429
    assert (await api.get("/api/executions", headers={"X-API-Key": TOKEN})).status == 200


async def test_no_log_has_the_token(api: Api, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    await api.get("/api/executions", headers={"X-API-Key": TOKEN})
    await api.get(f"/api/executions?token={TOKEN}")
    listener = await api.connect(additional_headers={"Authorization": f"Bearer {TOKEN}"})
    await listener.close()
    ours = [record.getMessage() for record in caplog.records if record.name != "websockets.client"]
    assert TOKEN in caplog.text  # the log of the client has it, so there is something to be found
    assert not [text for text in ours if TOKEN in text]


# Other users


@also(auth_enabled=None)
async def test_another_user_is_refused_by_both_servers(api: Api) -> None:
    api.hub.door._peers = Peers([12345])
    if not PROC_NET.exists():
        pytest.skip("only Linux tells the owner of a socket")
    for path in ("/api/executions", "/api/health"):
        answer = await api.get(path)
        assert answer.status == 403
        assert "another user" in answer.error
    with pytest.raises(InvalidStatus) as refused:
        await connect(api.websocket_url)
    assert refused.value.response.status_code == 403
    assert (await api.get("/api/executions", headers={"X-API-Key": TOKEN})).status == 200


AS_NOBODY = """
import encodings.idna, os, sys, urllib.error, urllib.request
os.setuid(65534)
try:
    print(urllib.request.urlopen(sys.argv[1], timeout=10).status)
except urllib.error.HTTPError as error:
    print(error.code)
"""


@pytest.mark.skipif(
    os.geteuid() != 0 or not PROC_NET.exists(), reason="only root can be somebody else, only Linux tells who it is"
)
@also(auth_enabled=None)
async def test_a_process_of_another_user_is_refused(api: Api) -> None:
    for host in ("127.0.0.1", "[::1]"):
        url = f"http://{host}:{api.rest.port}/api/executions"
        command = [sys.executable, "-I", "-S", "-c", AS_NOBODY, url]
        done = await asyncio.to_thread(subprocess.run, command, capture_output=True, text=True, timeout=30)
        assert done.stdout == "403\n", done.stderr


@also(auth_enabled=None)
async def test_the_owner_is_looked_up_once_for_each_connection(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(Peers, "_is_stranger", lambda self, peer, own: bool(asked.append(peer)))
    for _ in range(3):
        assert (await api.get("/api/executions")).status == 200
    assert len(asked) == 1
    listener = await api.connect()
    assert len(asked) == 2
    await listener.close()


# Pages


def cors(headers: Any) -> dict[str, str]:
    return {name: value for name, value in headers.items() if name.lower().startswith("access-control-")}


@also(auth_enabled=None)
async def test_by_default_no_page_may_read(api: Api) -> None:
    for origin in (PAGE, api.url, "null"):
        for method, headers in (("GET", {}), ("POST", {}), ("OPTIONS", PREFLIGHT)):
            answer = await api.call(method, "/api/executions", headers={"Origin": origin, **headers})
            assert cors(answer.headers) == {}
            assert answer.status != 204


@also(auth_enabled=None, allowed_origins=(PAGE,))
async def test_a_listed_page_may_read_every_answer_and_no_other_page(api: Api) -> None:
    artifact = api.engine.add_artifact(api.engine.add(), b"data")
    for path in ("/api/executions", "/nowhere", "/api/executions/none", f"/api/artifacts/{artifact.id}/download"):
        answer = await api.get(path, headers={"Origin": PAGE})
        assert answer.headers["Access-Control-Allow-Origin"] == PAGE
        assert "Access-Control-Allow-Credentials" not in answer.headers
        assert "Origin" in answer.headers["Vary"]
    for origin in (PAGE + ":444", PAGE.upper(), "http://dash.example", PAGE + ".evil.example"):
        answer = await api.get("/api/executions", headers={"Origin": origin})
        assert (answer.status, cors(answer.headers)) == (403, {})
    answer = await api.get("/api/executions")
    assert cors(answer.headers) == {}
    assert answer.headers["Vary"] == "Origin"  # a cache must not hand this one to the page


@also(allowed_origins=(PAGE,))
async def test_a_listed_page_asks_first_and_needs_no_token_for_that(api: Api) -> None:
    answer = await api.call("OPTIONS", "/api/executions", headers={"Origin": PAGE, **PREFLIGHT})
    assert answer.status == 204
    assert answer.headers["Access-Control-Allow-Origin"] == PAGE
    assert "POST" in answer.headers["Access-Control-Allow-Methods"]
    for name in ("Authorization", "X-API-Key", "Content-Type"):
        assert name in answer.headers["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Credentials" not in answer.headers
    body = {"command": "true"}
    assert (await api.post("/api/executions", json=body, headers={"Origin": PAGE})).status == 401
    right = {"Origin": PAGE, "X-API-Key": TOKEN}
    assert (await api.post("/api/executions", json=body, headers=right)).status == 201


@also(allowed_origins=(PAGE,))
@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "https://evil.example", **PREFLIGHT}, 403),
        ({"Origin": PAGE, "Host": "evil.example", **PREFLIGHT}, 403),
        ({"Origin": PAGE}, 401),
        ({**PREFLIGHT}, 401),
    ],
)
async def test_what_is_no_question_of_a_listed_page_is_not_answered(
    api: Api, headers: dict[str, str], status: int
) -> None:
    assert (await api.call("OPTIONS", "/api/executions", headers=headers)).status == status


@also(auth_enabled=None, development=True)
async def test_in_development_every_page_may_read_and_pages_of_this_computer_write(api: Api) -> None:
    foreign, local = {"Origin": "https://evil.example"}, {"Origin": "http://localhost:3000"}
    for headers in (foreign, local, {"Origin": "null"}, {}):
        for method, path in (("GET", "/api/executions"), ("HEAD", "/api/health"), ("GET", "/nowhere")):
            answer = await api.call(method, path, headers=headers)
            assert answer.status != 403
            assert answer.headers["Access-Control-Allow-Origin"] == "*"
            assert "Access-Control-Allow-Credentials" not in answer.headers
        listener = await api.connect(additional_headers=headers)
        await listener.close()
    body = {"command": "true"}
    assert (await api.call("OPTIONS", "/api/executions", headers={**foreign, **PREFLIGHT})).status == 204
    assert (await api.post("/api/executions", json=body, headers=foreign)).status == 403
    assert (await api.post("/api/executions", json=body, headers={**foreign, "X-API-Key": "wrong"})).status == 403
    assert (await api.call("DELETE", "/api/executions/none", headers=foreign)).status == 403
    assert api.engine.executions == {}
    assert (await api.post("/api/executions", json=body, headers={**foreign, "X-API-Key": TOKEN})).status == 201
    assert (await api.post("/api/executions", json=body, headers=local)).status == 201
    assert (await api.get("/api/executions", headers={"Host": "evil.example"})).status == 403
    assert (await api.get("/api/executions", headers={"Sec-Fetch-Site": "cross-site"})).status == 403


# Any body that is refused


@also(auth_enabled=None)
async def test_compressed_and_foreign_bodies_are_415(api: Api) -> None:
    body = json.dumps({"command": "true"}).encode()
    for headers in (
        {"Content-Type": "application/json", "Content-Encoding": "gzip"},
        {"Content-Type": "application/json", "Content-Encoding": "identity"},
        {"Content-Type": "text/plain"},
        {"Content-Type": "application/json-seq"},
        {"Content-Type": "multipart/form-data; boundary=x"},
    ):
        answer = await api.post("/api/executions", data=body, headers=headers)
        assert (answer.status, answer.json["data"]) == (415, None), headers
    assert (await api.get("/api/executions", headers={"Content-Encoding": "br"})).status == 415
    upload = await api.post("/api/artifacts", data=body, headers={"Content-Type": "application/json"})
    assert upload.status == 415
    assert api.engine.calls == []
