from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from stepflow_desktop.api import byte_range
from stepflow_desktop.core.model import Execution, ExecutionStatus
from tests.api.conftest import Api

LOG = b"one\nSTEP_START:Build\ntwo \x1b[31mred\x1b[0m\n::error::three\nfour\n"


@pytest.fixture
def ended(api: Api) -> Execution:
    execution = api.engine.add(status=ExecutionStatus.FAILED)
    api.engine.write_log(execution, LOG)
    return execution


async def entries(api: Api, execution: Execution, query: str = "") -> list[dict[str, Any]]:
    data = (await api.get(f"/api/executions/{execution.id}/logs?{query}")).data
    assert list(data) == ["execution_id", "entries", "next_offset", "at_end"]
    assert data["execution_id"] == execution.id
    found: list[dict[str, Any]] = data["entries"]
    return found


async def test_entries_are_lines_with_their_offsets_and_no_markers(api: Api, ended: Execution) -> None:
    found = await entries(api, ended)
    assert [entry["offset"] for entry in found] == [LOG.index(word) for word in (b"one", b"two", b"::error", b"four")]
    assert list(found[0]) == ["offset", "step_id", "content", "timestamp", "level"]
    assert found[0]["timestamp"] == "2024-01-15T10:30:00.000Z"
    assert [entry["content"] for entry in (found[0], found[-1])] == ["one", "four"]


async def test_pages_follow_each_other_without_gap_or_repeat(api: Api, ended: Execution) -> None:
    whole = await entries(api, ended)
    for resume in ("next_offset", "offset"):
        found: list[dict[str, Any]] = []
        after = -1
        for _ in range(10):
            data = (await api.get(f"/api/executions/{ended.id}/logs?limit=1&after={after}")).data
            found += data["entries"]
            if data["at_end"] and not data["entries"]:
                break
            after = data["next_offset"] if resume == "next_offset" else data["entries"][-1]["offset"]
        assert found == whole


async def test_level_and_step(api: Api, ended: Execution) -> None:
    step = api.engine.add_step(ended, start_offset=LOG.index(b"two"), end_offset=LOG.index(b"four"))
    assert [entry["step_id"] for entry in await entries(api, ended)] == [None, step.id, step.id, None]
    assert len(await entries(api, ended, f"step_id={step.id}")) == 2
    assert await entries(api, ended, "step_id=other") == []
    assert len(await entries(api, ended, "level=debug")) == 4


@pytest.mark.parametrize("query", ["format=xml", "level=loud", "after=x", "after=-2", "limit=0", "limit=x"])
async def test_a_bad_parameter_is_named(api: Api, ended: Execution, query: str) -> None:
    answer = await api.get(f"/api/executions/{ended.id}/logs?{query}")
    assert answer.status == 400
    assert answer.error.startswith(query.split("=", maxsplit=1)[0])


async def test_an_execution_without_a_log(api: Api) -> None:
    execution = api.engine.add()
    assert await entries(api, execution) == []
    assert (await api.get(f"/api/executions/{execution.id}/logs?format=text")).body == b""
    assert (await api.get(f"/api/executions/{execution.id}/logs?format=raw")).body == b""


async def test_text_is_what_people_read(api: Api, ended: Execution) -> None:
    answer = await api.get(f"/api/executions/{ended.id}/logs?format=text")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    lines = answer.body.decode().split("\n")
    assert (lines[0], lines[-2:]) == ("one", ["four", ""])
    assert "STEP_START" not in answer.body.decode()
    some = await api.get(f"/api/executions/{ended.id}/logs?format=text&limit=2&after=0")
    assert some.body.decode().split("\n")[-1] == ""
    assert len(some.body.splitlines()) == 2


async def test_a_long_text_comes_in_pages(api: Api) -> None:
    execution = api.engine.add(status=ExecutionStatus.COMPLETED)
    log = b"".join(b"line %d\n" % number for number in range(3_500))
    api.engine.write_log(execution, log)
    assert (await api.get(f"/api/executions/{execution.id}/logs?format=text")).body == log
    assert len(await entries(api, execution)) == 1_000
    assert len(await entries(api, execution, "limit=3000")) == 3_000


async def test_raw_is_the_bytes(api: Api, ended: Execution) -> None:
    answer = await api.get(f"/api/executions/{ended.id}/logs?format=raw")
    assert (answer.status, answer.body) == (200, LOG)
    assert answer.headers["Accept-Ranges"] == "bytes"
    assert answer.headers["Content-Length"] == str(len(LOG))
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("bytes=0-2", slice(0, 3)),
        ("bytes=4-", slice(4, None)),
        ("bytes=-5", slice(-5, None)),
        ("bytes=0-9999", slice(0, None)),
        ("bytes=-9999", slice(0, None)),
    ],
)
async def test_a_range_of_the_bytes(api: Api, ended: Execution, header: str, part: slice) -> None:
    answer = await api.get(f"/api/executions/{ended.id}/logs?format=raw", headers={"Range": header})
    assert answer.status == 206
    assert answer.body == LOG[part]
    first, end, _ = part.indices(len(LOG))
    assert answer.headers["Content-Range"] == f"bytes {first}-{end - 1}/{len(LOG)}"


async def test_a_range_beyond_the_end(api: Api, ended: Execution) -> None:
    answer = await api.get(f"/api/executions/{ended.id}/logs?format=raw", headers={"Range": f"bytes={len(LOG)}-"})
    assert answer.status == 416
    assert answer.error
    assert answer.headers["Content-Range"] == f"bytes */{len(LOG)}"


@pytest.mark.parametrize(
    ("header", "found"),
    [
        (None, None),
        ("", None),
        ("bytes=-", None),
        ("bytes=5-3", None),
        ("bytes=0-1,3-4", None),
        ("lines=0-1", None),
        ("bytes=a-b", None),
        ("bytes=0-0", (0, 1)),
        ("bytes=9-", (9, 10)),
        ("bytes=-3", (7, 10)),
    ],
)
def test_ranges(header: str | None, found: tuple[int, int] | None) -> None:
    assert byte_range.requested(header, 10) == found


@pytest.mark.parametrize(("header", "size"), [("bytes=10-", 10), ("bytes=-0", 10), ("bytes=0-", 0), ("bytes=-1", 0)])
def test_ranges_that_cannot_be(header: str, size: int) -> None:
    with pytest.raises(byte_range.Unsatisfiable):
        byte_range.requested(header, size)


async def test_raw_keeps_its_length_under_masks(api: Api) -> None:
    execution = api.engine.add(status=ExecutionStatus.COMPLETED)
    log = b"a hush b\nhush\n" + b"x" * (256 * 1024 - 16) + b"hush and hush\n"
    api.engine.write_log(execution, log)
    api.engine.masks[execution.id] = ("hush",)
    expected = log.replace(b"hush", b"****")
    path = f"/api/executions/{execution.id}/logs?format=raw"
    assert (await api.get(path)).body == expected
    for first, end in ((0, 3), (3, 5), (5, 9), (256 * 1024 - 3, 256 * 1024 + 1)):
        answer = await api.get(path, headers={"Range": f"bytes={first}-{end - 1}"})
        assert answer.body == expected[first:end]


async def test_masks_in_entries(api: Api, ended: Execution) -> None:
    api.engine.masks[ended.id] = ("one",)
    api.engine.change(replace(ended, log_size=len(LOG)))
    assert (await entries(api, ended))[0]["content"] == "***"


@pytest.mark.parametrize("form", ["json", "text", "raw"])
@pytest.mark.parametrize("query", ["after=x", "limit=0", "level=loud"])
async def test_a_bad_parameter_is_named_in_every_format(api: Api, form: str, query: str) -> None:
    execution = api.engine.add()
    api.engine.write_log(execution, b"hello\n")
    answer = await api.get(f"/api/executions/{execution.id}/logs?format={form}&{query}")
    assert answer.status == 400
    assert query.split("=")[0] in answer.error


@pytest.mark.parametrize("form", ["text", "raw"])
async def test_no_browser_keeps_shares_or_runs_a_log(api: Api, ended: Execution, form: str) -> None:
    for headers in ({}, {"Range": "bytes=0-2"}):
        answer = await api.get(f"/api/executions/{ended.id}/logs?format={form}", headers=headers)
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
        assert answer.headers["Content-Type"].startswith("text/plain")
