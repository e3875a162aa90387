"""Whatever goes wrong comes back in the envelope, with a text that says what to do."""

from __future__ import annotations

import io

import pytest

from stepflow_desktop.errors import QueueFull, StorageProblem, Unavailable
from tests.api.conftest import Api

BODY = {"command": "true"}


@pytest.mark.parametrize(
    ("method", "path", "status", "text"),
    [
        ("GET", "/", 404, "/api/"),
        ("GET", "/api/nothing", 404, "/api/nothing"),
        ("POST", "/api/nothing", 404, "/api/nothing"),
        ("PUT", "/api/executions", 405, "takes GET, HEAD, POST, not PUT"),
        ("DELETE", "/api/health", 405, "takes GET, HEAD, not DELETE"),
        ("GET", "/api/executions/none", 404, "no execution none"),
        ("DELETE", "/api/executions/none", 404, "no execution none"),
        ("POST", "/api/executions/none/cancel", 404, "no execution none"),
        ("POST", "/api/executions/none/rerun", 404, "no execution none"),
        ("GET", "/api/executions/none/logs", 404, "no execution none"),
        ("GET", "/api/executions/none/logs?format=text", 404, "no execution none"),
        ("GET", "/api/executions/none/logs?format=raw", 404, "no execution none"),
        ("GET", "/api/artifacts/none", 404, "no artifact none"),
        ("DELETE", "/api/artifacts/none", 404, "no artifact none"),
        ("GET", "/api/artifacts/none/download", 404, "no artifact none"),
    ],
)
async def test_what_is_not_there(api: Api, method: str, path: str, status: int, text: str) -> None:
    answer = await api.call(method, path)
    assert answer.status == status
    assert text in answer.error
    assert answer.headers["Content-Type"] == "application/json; charset=utf-8"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


async def test_a_wrong_method_is_told_the_right_ones(api: Api) -> None:
    assert (await api.call("PATCH", "/api/health/optimize")).headers["Allow"] == "POST"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (b"", "empty"),
        (b"{", "not valid JSON"),
        (b"\xff\xfe{", "not valid JSON"),
        (b'{"command":"a","timeout":NaN}', "NaN"),
        (b'{"command":"a","timeout":1e999}', "too large"),
        (b'{"command":"\\ud800"}', "Unicode"),
        (b"[" * 100_000, "nested"),
        (b'{"timeout":' + b"9" * 5_000 + b"}", "not valid JSON"),
        (b"[]", "JSON object"),
        (b"null", "JSON object"),
    ],
)
async def test_a_body_that_is_no_json_object(api: Api, body: bytes, text: str) -> None:
    answer = await api.post("/api/executions", data=body, headers={"Content-Type": "application/json"})
    assert answer.status == 400
    assert text in answer.error
    assert api.engine.executions == {}


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "application/jsonx", ""])
async def test_another_media_type(api: Api, kind: str) -> None:
    answer = await api.post("/api/executions", data=b'{"command":"true"}', headers={"Content-Type": kind})
    assert answer.status == 415
    assert "application/json" in answer.error
    assert api.engine.executions == {}


async def test_media_types_with_parameters(api: Api) -> None:
    given = {"Content-Type": "application/json; charset=UTF-8"}
    assert (await api.post("/api/executions", data=b'{"command":"true"}', headers=given)).status == 201
    given = {"Content-Type": "application/json; charset=latin-1"}
    assert (await api.post("/api/executions", data=b'{"command":"true"}', headers=given)).status == 400


async def test_compressed_bodies_are_refused(api: Api) -> None:
    answer = await api.post("/api/executions", json=BODY, headers={"Content-Encoding": "gzip"})
    assert answer.status == 415


async def test_a_foreign_body_on_a_route_without_one(api: Api) -> None:
    execution = api.engine.add()
    path = f"/api/executions/{execution.id}/cancel"
    assert (await api.post(path, data=b"x", headers={"Content-Type": "text/plain"})).status == 415
    assert (await api.post(path)).status == 200


async def test_a_body_over_the_limit(api: Api) -> None:
    body = b'{"command":"%b"}' % (b"x" * 1024 * 1024)
    answer = await api.post("/api/executions", data=io.BytesIO(body), headers={"Content-Type": "application/json"})
    assert answer.status == 413
    assert "1 MiB" in answer.error


@pytest.mark.parametrize(
    ("failure", "status"),
    [(QueueFull("Wait."), 429), (Unavailable("Locked."), 503), (StorageProblem("The disk is full."), 507)],
)
async def test_errors_of_the_engine_keep_their_status(api: Api, failure: Exception, status: int) -> None:
    api.engine.failure = failure
    answer = await api.post("/api/executions", json=BODY)
    assert answer.status == status
    assert answer.error == str(failure)


async def test_a_defect_tells_nothing_of_the_inside(api: Api, expected_log: list[str]) -> None:
    expected_log.append("GET /api/executions failed")
    api.engine.failure = RuntimeError("/home/somebody/secret.py")
    answer = await api.get("/api/executions")
    assert answer.status == 500
    assert "secret" not in answer.error


async def test_head_has_the_headers_only(api: Api) -> None:
    answer = await api.call("HEAD", "/api/executions")
    assert (answer.status, answer.body) == (200, b"")
    assert int(answer.headers["Content-Length"]) > 0


async def test_a_number_of_thousands_of_digits_is_told_in_words_of_ours(api: Api) -> None:
    body = b'{"command":"x","timeout":%b}' % (b"9" * 5_000)
    answer = await api.post("/api/executions", data=body, headers={"Content-Type": "application/json"})
    assert answer.status == 400
    assert "too many digits" in answer.error and "sys." not in answer.error


@pytest.mark.parametrize("path", ["/api/executions", "/api/health", "/api/openapi.json", "/api/docs", "/nowhere"])
async def test_no_browser_keeps_guesses_or_shares_an_answer(api: Api, path: str) -> None:
    answer = await api.get(path)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
