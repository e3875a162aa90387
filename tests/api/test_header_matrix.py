"""Every combination of what browsers, programs and attackers send, against the rules as they are written down.

The verdict of each value stands beside it, and ``verdict`` combines them in the words of docs/security.md; nothing
here asks the code what it thinks is right. All combinations go through the guard itself, a sample through sockets.
"""

from __future__ import annotations

import asyncio
import itertools
import random
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from stepflow_desktop.api.guard import Asked, Guard, NotAdmitted, Policy
from stepflow_desktop.api.middleware import UnsupportedMedia, check_form
from stepflow_desktop.api.rest_server import RestServer
from stepflow_desktop.api.websocket_hub import WebSocketHub
from stepflow_desktop.settings import Settings
from tests.api.fake_engine import FakeEngine

TOKEN = "the-right-token-of-this-test"
LISTED_HOST = "studio.lan"
LISTED_ORIGIN = "https://dash.example"

# Header values, and whether the Host is one under which StepFlow may be asked. {http} and {websocket} are our ports.
HOSTS: dict[str, tuple[list[str], bool]] = {
    "localhost": (["localhost:{http}"], True),
    "address": (["127.0.0.1:{http}"], True),
    "far end of ssh -L": (["127.8.8.8:9000"], True),
    "IPv6": (["[::1]:{http}"], True),
    "listed": ([LISTED_HOST], True),
    "rebound": (["evil.example:{http}"], False),
    "wildcard": (["0.0.0.0:{http}"], False),
    "begins like localhost": (["localhost.evil.example"], False),
    "begins like the address": (["127.0.0.1.evil.example"], False),
    "two": (["localhost", "evil.example"], False),
    "none": ([], False),
}

# own: may do everything. loopback: a page of this computer that is not ours. foreign: everyone else.
ORIGINS: dict[str, tuple[list[str], str]] = {
    "none": ([], "none"),
    "our REST port": (["http://localhost:{http}"], "own"),
    "our WebSocket port": (["http://127.0.0.1:{websocket}"], "own"),
    "the asked host": (["http://{host}"], "own"),
    "listed": ([LISTED_ORIGIN], "own"),
    "another port of this computer": (["http://localhost:3000"], "loopback"),
    "our port with https": (["https://localhost:{http}"], "loopback"),
    "foreign": (["http://evil.example"], "foreign"),
    "begins like the listed one": ([LISTED_ORIGIN + ".evil.example"], "foreign"),
    "sandboxed frame": (["null"], "foreign"),
    "two": (["http://localhost:{http}", "http://evil.example"], "nonsense"),
}

# Whether a request without an Origin may carry it.
SITES: dict[str, tuple[list[str], bool]] = {
    "absent": ([], True),
    "typed": (["none"], True),
    "same origin": (["same-origin"], True),
    "same site": (["same-site"], False),
    "cross site": (["cross-site"], False),
}

MEDIA: dict[str, tuple[str | None, bool]] = {
    "JSON": ("application/json", True),
    "text": ("text/plain", False),
    "form": ("application/x-www-form-urlencoded", False),
    "upload": ("multipart/form-data; boundary=x", False),
    "absent": (None, False),
}

METHODS = ("GET", "HEAD", "OPTIONS", "POST", "DELETE", "WebSocket")
READING = ("GET", "HEAD", "OPTIONS", "WebSocket")


@dataclass(frozen=True)
class Mode:
    """How the servers are set up and what token the client brings."""

    name: str
    asks: bool
    development: bool = False
    wide: bool = False
    token: str | None = None

    def settings(self, storage: Path) -> Settings:
        host = "0.0.0.0" if self.wide else "127.0.0.1"
        return Settings(
            storage_path=storage,
            http_host=host,
            websocket_host=host,
            http_port=0,
            websocket_port=0,
            auth_enabled=None if self.wide else self.asks,
            token=TOKEN,
            allowed_hosts=(LISTED_HOST,),
            allowed_origins=(LISTED_ORIGIN,),
            development=self.development,
        )


MODES = {
    mode.name: mode
    for mode in (
        Mode("off", asks=False),
        Mode("off, wrong token", asks=False, token="wrong"),
        Mode("on", asks=True),
        Mode("on, wrong token", asks=True, token="wrong"),
        Mode("on, right token", asks=True, token=TOKEN),
        Mode("development", asks=False, development=True),
        Mode("development, wrong token", asks=False, development=True, token="wrong"),
        Mode("development, right token", asks=False, development=True, token=TOKEN),
        Mode("wide", asks=True, wide=True),
        Mode("wide, right token", asks=True, wide=True, token=TOKEN),
    )
}


@dataclass(frozen=True)
class Case:
    mode: str
    host: str
    origin: str
    site: str
    method: str
    media: str


def cases() -> Iterator[Case]:
    for mode, host, origin, site, method in itertools.product(MODES, HOSTS, ORIGINS, SITES, METHODS):
        # Only what has a body has a type.
        for media in MEDIA if method == "POST" else ("absent",):
            yield Case(mode, host, origin, site, method, media)


def verdict(case: Case) -> int:
    """What the rules say: 403, 401, 415, or 200 for whatever comes after the gates."""
    mode, kind = MODES[case.mode], ORIGINS[case.origin][1]
    if not HOSTS[case.host][1]:
        return 403
    if kind == "none":
        if not SITES[case.site][1]:
            return 403
    elif kind != "own":
        reading = case.method in READING
        may_in_development = kind != "nonsense" and (reading or kind == "loopback" or mode.token == TOKEN)
        if not (mode.development and may_in_development):
            return 403
    if mode.asks and mode.token != TOKEN:
        return 401
    if case.method == "POST" and not MEDIA[case.media][1]:
        return 415
    return 200


def values(case: Case, http: int, websocket: int) -> tuple[list[str], list[str], list[str]]:
    hosts = [host.format(http=http) for host in HOSTS[case.host][0]]
    host = hosts[0] if hosts else "localhost"
    origins = [origin.format(http=http, websocket=websocket, host=host) for origin in ORIGINS[case.origin][0]]
    return hosts, origins, SITES[case.site][0]


def decision(case: Case) -> int:
    mode = MODES[case.mode]
    guard = Guard(Policy.of(mode.settings(Path("/nowhere"))))
    guard.own_ports.update((8080, 8765))
    hosts, origins, sites = values(case, 8080, 8765)
    asked = Asked(
        method="GET" if case.method == "WebSocket" else case.method,
        path="/" if case.method == "WebSocket" else "/api/executions",
        websocket=case.method == "WebSocket",
        hosts=hosts,
        origins=origins,
        sites=sites,
        tokens=[mode.token] if mode.token is not None else [],
        peer="127.0.0.1",
    )
    media = MEDIA[case.media][0]
    try:
        guard.check(asked)
        if case.method != "WebSocket":
            check_form(
                case.method,
                upload=False,
                has_body=case.method == "POST",
                media=media.partition(";")[0] if media else None,
                encoded=False,
            )
    except (NotAdmitted, UnsupportedMedia) as error:
        return error.http_status
    return 200


@pytest.mark.parametrize("mode", MODES)
def test_the_guard_decides_every_combination_as_the_rules_say(mode: str) -> None:
    mine = [case for case in cases() if case.mode == mode]
    assert len(mine) > 5_000
    wrong = [(case, verdict(case), got) for case in mine if (got := decision(case)) != verdict(case)]
    assert not wrong, f"{len(wrong)} of {len(mine)}, for example {wrong[:3]}"


def test_the_table_has_something_of_everything() -> None:
    """A table that lets everyone in, or nobody, would agree with a guard that does."""
    found = {mode: {verdict(case) for case in cases() if case.mode == mode} for mode in MODES}
    for name, mode in MODES.items():
        asks = mode.asks and mode.token != TOKEN
        assert found[name] == ({401, 403} if asks else {200, 403, 415})


SAMPLE = 240


@pytest.fixture
async def addresses(tmp_path: Path) -> AsyncIterator[dict[str, tuple[FakeEngine, int, int]]]:
    """Both servers in every mode: engine, REST port, WebSocket port."""
    running: list[RestServer | WebSocketHub] = []
    found = {}
    for name, mode in MODES.items():
        engine = FakeEngine(tmp_path / name)
        hub = WebSocketHub(engine, mode.settings(tmp_path / name))
        rest = RestServer(engine, hub, mode.settings(tmp_path / name))
        await hub.start()
        await rest.start()
        running += [rest, hub]
        found[name] = (engine, rest.port, hub.port)
    yield found
    await asyncio.gather(*(server.stop() for server in running))


async def test_a_sample_over_sockets(addresses: dict[str, tuple[FakeEngine, int, int]]) -> None:
    everything = list(cases())
    chance = random.Random(20240115)
    # Most combinations are refused for their Host; half of the sample are such that come further.
    further = [case for case in everything if verdict(case) != 403]
    sample = chance.sample(everything, SAMPLE // 2) + chance.sample(further, SAMPLE // 2)
    for case in sample:
        engine, http, websocket = addresses[case.mode]
        before = len(engine.calls)
        status = await over_socket(case, http, websocket)
        assert status in accepted(case), case
        if verdict(case) != 200:
            assert len(engine.calls) == before, case


def accepted(case: Case) -> set[int]:
    """Statuses on the wire. The HTTP parser itself may refuse two Hosts or none, before any gate."""
    expected = verdict(case)
    if expected == 200:
        after = {"GET": 200, "HEAD": 200, "OPTIONS": 405, "POST": 201, "DELETE": 404, "WebSocket": 101}
        return {after[case.method]}
    if expected == 401:
        return {401, 429} if MODES[case.mode].token else {401}
    return {400, 403} if case.host in ("two", "none") else {expected}


async def over_socket(case: Case, http: int, websocket: int) -> int:
    hosts, origins, sites = values(case, http, websocket)
    token = MODES[case.mode].token
    lines = [f"Host: {host}" for host in hosts]
    lines += [f"Origin: {origin}" for origin in origins]
    lines += [f"Sec-Fetch-Site: {site}" for site in sites]
    body = b""
    if case.method == "WebSocket":
        request = "GET / HTTP/1.1"
        lines += ["Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13"]
        lines += ["Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="]
        if token is not None:
            lines += [f"Sec-WebSocket-Protocol: stepflow.v1, stepflow.token.{token}"]
    else:
        path = "/api/executions/none" if case.method == "DELETE" else "/api/executions"
        request = f"{case.method} {path} HTTP/1.1"
        lines += ["Connection: close"]
        if token is not None:
            lines += [f"Authorization: Bearer {token}"]
        if case.method == "POST":
            body = b'{"command":"true"}'
            lines += [f"Content-Length: {len(body)}"]
            media = MEDIA[case.media][0]
            lines += [f"Content-Type: {media}"] if media else []
    reader, writer = await asyncio.open_connection("127.0.0.1", websocket if case.method == "WebSocket" else http)
    try:
        writer.write("\r\n".join([request, *lines, "", ""]).encode() + body)
        async with asyncio.timeout(10):
            status = await reader.readline()
        return int(status.split()[1])
    finally:
        writer.transport.abort()
