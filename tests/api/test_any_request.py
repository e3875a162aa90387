"""Requests made of the description, sensible and not: no defect, and every answer as described."""

from __future__ import annotations

import asyncio
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import aiohttp
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from stepflow_desktop.api.operations import OPERATIONS, Operation
from stepflow_desktop.api.rest_server import RestServer
from stepflow_desktop.api.websocket_hub import WebSocketHub
from stepflow_desktop.settings import Settings
from tests.api.conftest import Answer, Api
from tests.api.fake_engine import FakeEngine
from tests.api.test_openapi import CHECKER, DOCUMENT, filled, problems_of

# The library warns of what a client got wrong; outside of tests that is a line in nobody's log.
pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning:aiohttp.multipart")
TEXTS = st.one_of(
    st.sampled_from(["", " ", "x", "a,b", "\0", "ü💥", "../..", "x" * 2_000, "true", "\u202e"]), st.text()
)
NUMBERS = st.one_of(st.integers(-3, 3), st.sampled_from([2**31, 2**63, -(2**63), 10**30, 1e308, 0.5, -0.0]))
ANYTHING = st.recursive(
    st.one_of(st.none(), st.booleans(), NUMBERS, TEXTS),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(TEXTS, inner, max_size=4)),
    max_leaves=8,
)


def value_for(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Values that the schema allows, nearly always."""
    schema = CHECKER.resolved(schema)
    if "anyOf" in schema:
        return st.one_of([value_for(each) for each in schema["anyOf"]])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    kinds = schema.get("type", "object")
    by_kind = {
        "null": st.none(),
        "boolean": st.booleans(),
        "integer": st.one_of(st.integers(1, 20), NUMBERS),
        "number": st.one_of(st.integers(1, 20), NUMBERS),
        "string": st.one_of(TEXTS, st.just("2024-01-15T10:30:00Z"), st.just("true")),
    }
    if "array" in (kinds if isinstance(kinds, list) else [kinds]):
        by_kind["array"] = st.lists(value_for(schema["items"]), max_size=4)
    if "object" in (kinds if isinstance(kinds, list) else [kinds]):
        by_kind["object"] = object_for(schema)
    return st.one_of([by_kind[kind] for kind in (kinds if isinstance(kinds, list) else [kinds])])


def object_for(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    properties = schema.get("properties", {})
    if not properties:
        return st.dictionaries(TEXTS, ANYTHING, max_size=3)
    needed = {name: value_for(properties[name]) for name in schema.get("required", ())}
    others = {name: value_for(shape) for name, shape in properties.items() if name not in needed}
    return st.fixed_dictionaries(needed, optional=others)


@st.composite
def requests(draw: st.DrawFn) -> tuple[Operation, dict[str, str], dict[str, str], bytes | None, str]:
    """An operation, query, headers, body and id; about one in four is wild."""
    operation = draw(st.sampled_from(OPERATIONS))
    query: dict[str, str] = {}
    headers: dict[str, str] = {}
    for parameter in operation.parameters:
        if parameter.place == "path" or draw(st.integers(0, 2)):
            continue
        value = str(draw(st.one_of(value_for(parameter.schema), TEXTS)))
        if parameter.place == "query":
            query[parameter.name] = value
        else:
            ranges = st.sampled_from(["bytes=0-3", "bytes=-2", "bytes=99-", "bytes=3-1", "x", "bytes=0-1,3-4"])
            headers[parameter.name] = draw(ranges) if parameter.name == "Range" else quote(value)[:300]
    body: bytes | None = None
    if operation.body and operation.body_type == "application/json":
        headers["Content-Type"] = "application/json"
        schema = DOCUMENT["components"]["schemas"][operation.body]
        body = json.dumps(draw(st.one_of(*[object_for(schema)] * 3, ANYTHING))).encode()
        body = draw(st.sampled_from([body, body, body, body, body[:-1], b"", b"\xff"]))
    elif operation.body:
        headers["Content-Type"] = "multipart/form-data; boundary=b"
        body = _form(draw)
    which = draw(st.sampled_from(["known", "known", "known", "unknown", "wild"]))
    item_id = quote(draw(TEXTS), safe="") or "-" if which == "wild" else which
    return operation, query, headers, body, item_id


def _form(draw: st.DrawFn) -> bytes:
    fields = {"execution_id": "known", "name": draw(TEXTS)}
    for name in draw(st.lists(st.sampled_from(["step_id", "description", "artifact_type", "tags", "tags[]", "x"]))):
        fields[name] = draw(TEXTS)
    parts = [f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n' for name, text in fields.items()]
    if draw(st.integers(0, 4)):
        file_name = draw(TEXTS).replace('"', "").replace("\r", "").replace("\n", "")
        parts.append(f'--b\r\nContent-Disposition: form-data; name="file"; filename="{file_name}"\r\n\r\nxyz\r\n')
    whole = ("".join(parts) + "--b--\r\n").encode("utf-8", "replace")
    return whole[: draw(st.sampled_from([len(whole)] * 4 + [len(whole) // 2]))]


class Asked:
    """Both servers on a loop of their own, so that hypothesis may ask from outside of it."""

    def __init__(self, storage: Path) -> None:
        self._runner = asyncio.Runner()
        self._runner.run(self._open(storage))

    async def _open(self, storage: Path) -> None:
        options = Settings(storage_path=storage, http_port=0, websocket_port=0, upload_limit_bytes=100_000)
        engine = FakeEngine(storage)
        hub = WebSocketHub(engine, options)
        rest = RestServer(engine, hub, options)
        await hub.start()
        await rest.start()
        self._api = Api(engine, hub, rest, aiohttp.ClientSession())
        self._ids = await filled(self._api)
        self._fresh = dict(vars(engine))
        self._tables = {name: dict(value) for name, value in vars(engine).items() if isinstance(value, dict)}

    def ask(
        self, operation: Operation, query: dict[str, str], headers: dict[str, str], body: bytes | None, item_id: str
    ) -> Answer:
        return self._runner.run(self._ask(operation, query, headers, body, item_id))

    async def _ask(
        self, operation: Operation, query: dict[str, str], headers: dict[str, str], body: bytes | None, item_id: str
    ) -> Answer:
        # What an earlier request deleted is there again.
        for name, table in self._tables.items():
            setattr(self._api.engine, name, dict(table))
        kind = operation.path.split("/")[2]
        wanted = self._ids.get(kind, "") if item_id == "known" else item_id
        path = operation.path.replace("{id}", wanted)
        if body is not None and operation.body_type != "application/json":
            body = body.replace(b"known", self._ids["executions"].encode())
        target = f"{path}?{urlencode(query, errors='replace')}" if query else path
        async with self._api.session.request(
            operation.method.upper(),
            self._url(target),
            data=body,
            headers=headers,
            skip_auto_headers=["Content-Type"],
        ) as response:
            return Answer(response.status, response.headers, await response.read())

    def _url(self, target: str) -> Any:
        from yarl import URL

        return URL(self._api.url + target, encoded=True)

    def close(self) -> None:
        self._runner.run(self._close())
        self._runner.close()

    async def _close(self) -> None:
        await self._api.session.close()
        await asyncio.gather(self._api.rest.stop(), self._api.hub.stop())


@pytest.fixture(scope="module")
def asked() -> Iterator[Asked]:
    with tempfile.TemporaryDirectory() as folder:
        asked = Asked(Path(folder))
        yield asked
        asked.close()


def hold(asked: Asked, request: tuple[Operation, dict[str, str], dict[str, str], bytes | None, str]) -> None:
    answer = asked.ask(*request)
    operation = request[0]
    assert answer.status < 500 or answer.status == 503, (answer.status, answer.body)
    if answer.status == 404 and "nothing at" in answer.body.decode("utf-8", "replace"):
        return  # a wild id with a slash is another path
    assert problems_of(operation.method, operation.path, answer) == []


@settings(max_examples=200, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(requests())
def test_no_request_finds_a_defect(asked: Asked, request: Any) -> None:
    hold(asked, request)


@pytest.mark.long
@settings(
    max_examples=3_000,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate, Phase.shrink],
)
@given(requests())
def test_no_request_of_many_finds_a_defect(asked: Asked, request: Any) -> None:
    hold(asked, request)
