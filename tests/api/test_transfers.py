"""Files on their way in and out: a disk that fills up, ranges, ETags, headers that keep a file from being run."""

from __future__ import annotations

import asyncio
import errno
import os
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from stepflow_desktop.api import uploads
from stepflow_desktop.core.model import ExecutionStatus
from tests.api.conftest import Api
from tests.api.fake_engine import FakeEngine


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A volume of its own with 1 MiB, for those who may make one."""
    folder = tmp_path / "volume"
    folder.mkdir()
    mounted = os.geteuid() == 0 and not subprocess.call(
        ["mount", "-t", "tmpfs", "-o", "size=1m,mode=700", "tmpfs", str(folder)], stderr=subprocess.DEVNULL
    )
    if not mounted:
        pytest.skip("making a volume needs to be root")
    yield folder
    subprocess.check_call(["umount", "-l", str(folder)])


def form(execution_id: str, content: Any) -> aiohttp.FormData:
    data = aiohttp.FormData({"execution_id": execution_id, "name": "n"})
    data.add_field("file", content, filename="f.bin", content_type="application/octet-stream")
    return data


def files_below(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and "logs" not in path.name]


class TestSmallDisk:
    @pytest.fixture
    def engine(self, small_disk: Path) -> FakeEngine:
        return FakeEngine(small_disk)

    async def test_a_full_disk_is_told_and_nothing_stays(self, api: Api) -> None:
        execution = api.engine.add()
        rest = b"x" * 700_000
        assert (await api.post("/api/artifacts", data=form(execution.id, rest))).status == 201
        before = files_below(api.engine.storage)
        answer = await api.post("/api/artifacts", data=form(execution.id, rest))
        assert answer.status == 507
        assert "disk is full" in answer.error
        assert files_below(api.engine.storage) == before
        assert len(api.engine.artifacts) == 1
        # With room again it works again.
        api.engine.artifact_path(*api.engine.artifacts.values()).unlink()
        assert (await api.post("/api/artifacts", data=form(execution.id, rest))).status == 201


@pytest.mark.parametrize(
    ("number", "word"), [(errno.ENOSPC, "disk is full"), (errno.EDQUOT, "disk is full"), (errno.EIO, "Input/output")]
)
async def test_a_write_that_fails_is_told_and_nothing_stays(
    api: Api, monkeypatch: pytest.MonkeyPatch, number: int, word: str
) -> None:
    def fail(target: int, data: bytes) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(uploads, "_write_and_sync", fail)
    answer = await api.post("/api/artifacts", data=form(api.engine.add().id, b"x" * 500_000))
    assert answer.status == 507
    assert word in answer.error
    assert files_below(api.engine.storage / uploads.FOLDER) == []
    assert api.engine.artifacts == {}


async def test_an_upload_that_is_cut_off_leaves_nothing(api: Api) -> None:
    execution = api.engine.add()
    begun, folder = asyncio.Event(), api.engine.storage / uploads.FOLDER

    async def half() -> Any:
        yield b"x" * 100_000
        begun.set()
        await asyncio.Event().wait()

    sending = asyncio.get_running_loop().create_task(
        api.post("/api/artifacts", data=form(execution.id, half())), name="upload"
    )
    async with asyncio.timeout(10):
        await begun.wait()
        while not files_below(folder):
            await asyncio.sleep(0.005)
        sending.cancel()
        await asyncio.gather(sending, return_exceptions=True)
        while files_below(folder):
            await asyncio.sleep(0.005)
    assert api.engine.artifacts == {}


@pytest.mark.parametrize(
    ("header", "status", "body", "content_range"),
    [
        ("bytes=0-0", 206, b"0", "bytes 0-0/10"),
        ("bytes=8-", 206, b"89", "bytes 8-9/10"),
        ("bytes=-3", 206, b"789", "bytes 7-9/10"),
        ("bytes=5-99", 206, b"56789", "bytes 5-9/10"),
        ("bytes=-99", 206, b"0123456789", "bytes 0-9/10"),
        ("bytes=10-", 416, None, "bytes */10"),
        ("bytes=0-" + "9" * 60, 206, b"0123456789", "bytes 0-9/10"),
        # What cannot be read, or asks for several parts, is passed over.
        ("bytes=0-1,4-5", 200, b"0123456789", None),
        ("bytes=5-3", 200, b"0123456789", None),
        ("lines=1-2", 200, b"0123456789", None),
    ],
)
async def test_ranges(api: Api, header: str, status: int, body: bytes | None, content_range: str | None) -> None:
    artifact = api.engine.add_artifact(api.engine.add(), b"0123456789")
    answer = await api.get(f"/api/artifacts/{artifact.id}/download", headers={"Range": header})
    assert answer.status == status
    assert answer.headers.get("Content-Range") == content_range
    if body is None:
        assert "10 bytes" in answer.error
    else:
        assert answer.body == body


async def test_a_known_etag_saves_the_way(api: Api) -> None:
    artifact = api.engine.add_artifact(api.engine.add(), b"0123456789")
    path = f"/api/artifacts/{artifact.id}/download"
    first = await api.get(path)
    etag = first.headers["ETag"]
    again = await api.get(path, headers={"If-None-Match": etag})
    assert (again.status, again.body) == (304, b"")
    assert (await api.get(path, headers={"If-None-Match": '"other"'})).body == b"0123456789"
    assert first.headers["Accept-Ranges"] == "bytes"


async def test_head_tells_the_size_without_the_file(api: Api) -> None:
    artifact = api.engine.add_artifact(api.engine.add(), b"0123456789")
    answer = await api.call("HEAD", f"/api/artifacts/{artifact.id}/download")
    assert (answer.status, answer.body, answer.headers["Content-Length"]) == (200, b"", "10")


@pytest.mark.parametrize("name", ["page.html", "picture.svg", "x.xhtml", "script.js", "file.pdf"])
async def test_no_browser_runs_what_it_downloads(api: Api, name: str) -> None:
    artifact = api.engine.add_artifact(api.engine.add(), b"<script>alert(1)</script>", file_name=name)
    for headers in ({}, {"Range": "bytes=0-3"}, {"Range": "bytes=99-"}):
        answer = await api.get(f"/api/artifacts/{artifact.id}/download", headers=headers)
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        if answer.status < 400:
            assert answer.headers["Content-Disposition"].startswith("attachment;")
            assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"


PLACES = ["download", "raw log"]


async def placed(api: Api, place: str) -> str:
    """The path of something of ten bytes."""
    execution = api.engine.add(status=ExecutionStatus.COMPLETED)
    if place == "download":
        return f"/api/artifacts/{api.engine.add_artifact(execution, b'0123456789').id}/download"
    api.engine.write_log(execution, b"0123456789")
    return f"/api/executions/{execution.id}/logs?format=raw"


@pytest.mark.parametrize("place", PLACES)
async def test_a_range_of_another_version_is_the_whole(api: Api, place: str) -> None:
    path = await placed(api, place)
    etag = (await api.get(path)).headers["ETag"]
    for validator, status, body in (
        (etag, 206, b"234"),
        ('"other"', 200, b"0123456789"),
        (f"W/{etag}", 200, b"0123456789"),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 200, b"0123456789"),
        ("nonsense", 200, b"0123456789"),
    ):
        answer = await api.get(path, headers={"Range": "bytes=2-4", "If-Range": validator})
        assert (answer.status, answer.body) == (status, body), validator
    beyond = {"Range": "bytes=99-", "If-Range": etag}
    answer = await api.get(path, headers=beyond)
    assert answer.status == 416 and "10 bytes" in answer.error
    assert (await api.get(path, headers=beyond | {"If-Range": '"other"'})).status == 200


@pytest.mark.parametrize("place", PLACES)
async def test_only_the_version_that_is_meant_is_given(api: Api, place: str) -> None:
    path = await placed(api, place)
    etag = (await api.get(path)).headers["ETag"]
    for header, status in (
        ({"If-Match": etag}, 200),
        ({"If-Match": "*"}, 200),
        ({"If-Match": f'"a", {etag}'}, 200),
        ({"If-Match": f"W/{etag}"}, 412),
        ({"If-Match": '"a"'}, 412),
        ({"If-None-Match": etag}, 304),
        ({"If-None-Match": f'"a", W/{etag}'}, 304),
        ({"If-None-Match": "*"}, 304),
        ({"If-None-Match": '"a"'}, 200),
        ({"If-None-Match": etag, "Range": "bytes=0-1"}, 304),
    ):
        answer = await api.get(path, headers=header)
        assert answer.status == status, header
        if status == 412:
            assert "ETag" in answer.error
        elif status == 304:
            assert (answer.body, answer.headers["ETag"]) == (b"", etag)


async def test_a_download_knows_its_date(api: Api) -> None:
    path = await placed(api, "download")
    date = (await api.get(path)).headers["Last-Modified"]
    early = "Thu, 01 Jan 1970 00:00:00 GMT"
    for header, status in (
        ({"If-Modified-Since": date}, 304),
        ({"If-Modified-Since": early}, 200),
        ({"If-Unmodified-Since": date}, 200),
        ({"If-Unmodified-Since": early}, 412),
        ({"If-Unmodified-Since": "nonsense"}, 200),
        ({"Range": "bytes=0-1", "If-Range": date}, 206),
    ):
        assert (await api.get(path, headers=header)).status == status, header


async def test_a_log_that_grew_or_hides_more_is_another_version(api: Api) -> None:
    path = await placed(api, "raw log")
    execution = next(iter(api.engine.executions.values()))
    etags = [(await api.get(path)).headers["ETag"]]
    api.engine.masks[execution.id] = ("345",)
    etags.append((await api.get(path)).headers["ETag"])
    api.engine.write_log(execution, b"more")
    etags.append((await api.get(path)).headers["ETag"])
    assert len(set(etags)) == 3
    assert (await api.get(path, headers={"If-None-Match": etags[0]})).body == b"012***6789more"


async def test_an_upload_that_says_it_is_too_large_is_not_waited_for(api: Api) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", api.rest.port)
    writer.write(
        b"POST /api/artifacts HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=b\r\n"
        b"Content-Length: 10000000000\r\n\r\n"
    )
    async with asyncio.timeout(10):
        line = await reader.readline()
    writer.close()
    await writer.wait_closed()
    assert line.split()[1] == b"413"
    assert files_below(api.engine.storage / uploads.FOLDER) == []


async def test_an_upload_is_on_the_disk_and_its_owners_alone_before_anybody_hears_of_it(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    happened: list[str] = []
    sync, attach = os.fsync, api.engine.attach

    def synced(descriptor: int) -> None:
        happened.append("synced")
        sync(descriptor)

    async def attached(execution_id: str, source: Path, **fields: Any) -> Any:
        happened.append(oct(stat.S_IMODE(source.stat().st_mode)))
        return await attach(execution_id, source, **fields)

    monkeypatch.setattr(uploads.os, "fsync", synced)
    monkeypatch.setattr(api.engine, "attach", attached)
    before = os.umask(0)
    try:
        assert (await api.post("/api/artifacts", data=form(api.engine.add().id, b"x"))).status == 201
    finally:
        os.umask(before)
    assert happened == ["synced", "0o600"]


async def test_a_form_has_a_limited_number_of_fields(api: Api) -> None:
    data = form(api.engine.add().id, b"x")
    for number in range(200):
        data.add_field(f"x{number}", "y")
    answer = await api.post("/api/artifacts", data=data)
    assert answer.status == 400 and "200 form fields" in answer.error
    assert api.engine.artifacts == {}


async def test_a_body_that_means_nothing_does_not_stop_a_download(api: Api) -> None:
    path = await placed(api, "download")
    for headers, body in (({}, b"0123456789"), ({"Range": "bytes=2-4"}, b"234")):
        answer = await api.get(path, json={"what": "for"}, headers=headers)
        assert (answer.status < 300, answer.body) == (True, body)
