"""The verbs' client against a server that answers anything, or nothing."""

from __future__ import annotations

import http.server
import json
import socket
import threading
from collections.abc import Iterator

import pytest

from stepflow_desktop.errors import Conflict, InvalidRequest, NotFound, StepFlowError, Unavailable
from stepflow_desktop.verbs.client import Client


class Scripted(http.server.ThreadingHTTPServer):
    """Gives ``answer`` (status and body; None closes the connection) and remembers what was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answer: tuple[int, bytes] | None = (200, b'{"data": {"ok": 1}}')
        self.promised: int | None = None
        self.asked: list[tuple[str, str, dict[str, str], bytes]] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Handler(http.server.BaseHTTPRequestHandler):
    server: Scripted

    def handle_any(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.server.asked.append((self.command, self.path, dict(self.headers), body))
        if self.server.answer is None:
            return
        status, text = self.server.answer
        self.send_response(status)
        self.send_header("Content-Length", str(self.server.promised or len(text)))
        self.end_headers()
        self.wfile.write(text)

    do_GET = do_POST = handle_any

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Scripted]:
    with Scripted() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_what_is_asked_arrives(server):
    client = Client(server.address + "/", token="s3cret")
    assert client.get("/executions", limit=5, status=None, text="a b&c") == {"ok": 1}
    client.post("/executions", {"command": "ü"})
    client.post("/executions/x/cancel")
    (get, post, bare) = server.asked
    assert get[:2] == ("GET", "/api/executions?limit=5&text=a+b%26c")
    assert get[2]["Authorization"] == "Bearer s3cret"
    assert post[:2] == ("POST", "/api/executions")
    assert (post[2]["Content-Type"], json.loads(post[3])) == ("application/json", {"command": "ü"})
    assert bare[3] == b""
    assert bare[2].get("Content-Type") != "application/x-www-form-urlencoded"


def test_without_a_token_none_is_sent(server):
    Client(server.address).get("/executions")
    assert "Authorization" not in server.asked[0][2]


def test_a_proxy_of_the_environment_is_not_asked(server, monkeypatch):
    for variable in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(variable, "http://127.0.0.1:9")
    monkeypatch.delenv("no_proxy", raising=False)
    assert Client(server.address).get("/executions") == {"ok": 1}


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, InvalidRequest),
        (401, StepFlowError),
        (404, NotFound),
        (409, Conflict),
        (503, StepFlowError),
        (507, StepFlowError),
    ],
)
def test_refusals_come_in_the_servers_own_words(server, status, kind):
    server.answer = (status, json.dumps({"success": False, "data": None, "error": "Not so."}).encode())
    with pytest.raises(kind, match=r"^Not so\.$") as caught:
        Client(server.address).post("/executions/x/cancel")
    assert type(caught.value) is kind


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b"{}", b"\xff"])
def test_a_refusal_without_words_tells_its_number(server, body):
    server.answer = (502, body)
    with pytest.raises(StepFlowError, match="502"):
        Client(server.address).get("/executions")


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b'{"other": 1}', b"null", b"\xff"])
def test_an_answer_that_is_no_stepflows_is_told(server, body):
    server.answer = (200, body)
    with pytest.raises(Unavailable, match=server.address):
        Client(server.address).get("/executions")


def test_a_connection_that_ends_without_an_answer_is_told(server):
    server.answer = None
    with pytest.raises(Unavailable, match="does not answer"):
        Client(server.address).get("/executions")


def test_an_answer_that_breaks_off_is_told(server):
    server.promised = 1000
    with pytest.raises(Unavailable, match="does not answer"):
        Client(server.address).get("/executions")


def test_nobody_there_is_told():
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    with pytest.raises(Unavailable, match=str(port)):
        Client(f"http://127.0.0.1:{port}").get("/executions")


def test_a_server_that_hangs_is_not_waited_for_for_ever():
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(Unavailable, match="timed out"):
        Client(f"http://127.0.0.1:{silent.getsockname()[1]}", timeout_s=0.2).get("/executions")
