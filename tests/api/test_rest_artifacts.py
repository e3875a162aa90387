from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from stepflow_desktop.api.artifacts import content_disposition
from stepflow_desktop.api.uploads import tags_of
from stepflow_desktop.core.model import ArtifactType
from stepflow_desktop.errors import InvalidRequest
from tests.api.conftest import Answer, Api


def form(**fields: str) -> aiohttp.FormData:
    data = aiohttp.FormData(default_to_multipart=True)
    for name, value in fields.items():
        data.add_field(name, value)
    return data


def left_behind(api: Api) -> list[Path]:
    return list((api.engine.storage / "incoming").glob("*"))


async def upload(api: Api, data: aiohttp.FormData, content: bytes | None = b"content") -> Answer:
    if content is not None:
        data.add_field("file", content, filename="report.html")
    return await api.post("/api/artifacts", data=data)


async def test_list_filters_and_pages(api: Api) -> None:
    one, two = api.engine.add(), api.engine.add()
    step = api.engine.add_step(one)
    first = api.engine.add_artifact(one, step_id=step.id)
    second = api.engine.add_artifact(two, file_name="plot.png")

    async def ids(query: str) -> list[str]:
        data = (await api.get(f"/api/artifacts?{query}")).data
        assert list(data) == ["artifacts", "total_count", "has_more"]
        return [item["id"] for item in data["artifacts"]]

    assert await ids("") == [second.id, first.id]
    assert await ids(f"execution_id={one.id}") == [first.id]
    assert await ids(f"step_id={step.id}") == [first.id]
    assert await ids("artifact_type=image") == [second.id]
    assert await ids("artifact_type=archive") == []
    assert await ids("limit=1&offset=1") == [first.id]
    assert (await api.get("/api/artifacts?artifact_type=movie")).error.startswith("artifact_type")
    assert (await api.get("/api/artifacts?limit=0")).error.startswith("limit")


async def test_get(api: Api) -> None:
    artifact = api.engine.add_artifact(api.engine.add())
    data = (await api.get(f"/api/artifacts/{artifact.id}")).data
    assert list(data) == ["artifact"]
    assert data["artifact"]["file_path"] == artifact.file_path
    assert not data["artifact"]["file_path"].startswith("/")


async def test_download(api: Api) -> None:
    artifact = api.engine.add_artifact(api.engine.add(), b"<script>", file_name='größe "1".html')
    answer = await api.get(f"/api/artifacts/{artifact.id}/download")
    assert (answer.status, answer.body) == (200, b"<script>")
    assert answer.headers["Content-Type"] == "text/html"
    assert answer.headers["Content-Disposition"] == content_disposition('größe "1".html')
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer.headers["Cache-Control"] == "no-store"


async def test_download_a_part(api: Api) -> None:
    artifact = api.engine.add_artifact(api.engine.add(), b"0123456789")
    answer = await api.get(f"/api/artifacts/{artifact.id}/download", headers={"Range": "bytes=2-4"})
    assert (answer.status, answer.body) == (206, b"234")
    assert answer.headers["Content-Range"] == "bytes 2-4/10"
    assert "sandbox" in answer.headers["Content-Security-Policy"]


async def test_a_strange_media_type_is_not_passed_on(api: Api) -> None:
    artifact = api.engine.add_artifact(api.engine.add(), mime_type="text/html\r\nX-Evil: 1")
    answer = await api.get(f"/api/artifacts/{artifact.id}/download")
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert "X-Evil" not in answer.headers


async def test_download_what_is_gone(api: Api) -> None:
    artifact = api.engine.add_artifact(api.engine.add())
    api.engine.artifact_path(artifact).unlink()
    answer = await api.get(f"/api/artifacts/{artifact.id}/download")
    assert answer.status == 404
    assert "gone" in answer.error


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("report.html", "attachment; filename=\"report.html\"; filename*=UTF-8''report.html"),
        ("a b.txt", "attachment; filename=\"a b.txt\"; filename*=UTF-8''a%20b.txt"),
        ("größe.txt", "attachment; filename=\"groe.txt\"; filename*=UTF-8''gr%C3%B6%C3%9Fe.txt"),
        ("报告", "attachment; filename=\"download\"; filename*=UTF-8''%E6%8A%A5%E5%91%8A"),
        ('a"b\\c\r\n.txt', "attachment; filename=\"a_b_c__.txt\"; filename*=UTF-8''a%22b%5Cc%0D%0A.txt"),
        ("a\udcff", "attachment; filename=\"a\"; filename*=UTF-8''a%3F"),
    ],
)
def test_content_disposition(name: str, header: str) -> None:
    assert content_disposition(name) == header


async def test_delete(api: Api) -> None:
    artifact = api.engine.add_artifact(api.engine.add())
    answer = await api.call("DELETE", f"/api/artifacts/{artifact.id}")
    assert answer.data == {"message": "Artifact deleted successfully"}
    assert (await api.get(f"/api/artifacts/{artifact.id}")).status == 404


async def test_upload(api: Api) -> None:
    execution = api.engine.add()
    step = api.engine.add_step(execution)
    data = form(
        execution_id=execution.id,
        step_id=step.id,
        name="Output Report",
        description="Generated",
        artifact_type="data",
        tags='["a", "b"]',
    )
    answer = await upload(api, data, b"<p>" * 10)
    assert answer.status == 201
    made = answer.data["artifact"]
    assert (made["execution_id"], made["step_id"], made["name"]) == (execution.id, step.id, "Output Report")
    assert (made["file_name"], made["file_size"], made["artifact_type"]) == ("report.html", 30, "data")
    assert (made["description"], made["tags"]) == ("Generated", ["a", "b"])
    assert (await api.get(made["download_url"])).body == b"<p>" * 10
    assert left_behind(api) == []


async def test_upload_with_the_file_first(api: Api) -> None:
    data = aiohttp.FormData()
    data.add_field("file", b"x", filename="plot.png")
    data.add_field("execution_id", api.engine.add().id)
    data.add_field("name", "Plot")
    answer = await upload(api, data, None)
    assert answer.data["artifact"]["artifact_type"] == ArtifactType.IMAGE


@pytest.mark.parametrize(
    ("disposition", "file_name"),
    [
        ('filename="a b.txt"', "a b.txt"),
        ('filename="日本.txt"', "日本.txt"),
        ('filename="a%20b%E6%97%A5.txt"', "a b日.txt"),
        ('filename="say %22hi%22.txt"', 'say "hi".txt'),
        ('filename="100%.txt"', "100%.txt"),
        ('filename="%FF.txt"', "%FF.txt"),
        ("filename=\"a.txt\"; filename*=UTF-8''50%2525.txt", "50%25.txt"),
    ],
)
async def test_the_name_of_a_file_in_every_form(api: Api, disposition: str, file_name: str) -> None:
    fields = f'execution_id"\r\n\r\n{api.engine.add().id}', 'name"\r\n\r\nn', f'file"; {disposition}\r\n\r\nx'
    body = "".join(f'--b\r\nContent-Disposition: form-data; name="{field}\r\n' for field in fields) + "--b--\r\n"
    headers = {"Content-Type": "multipart/form-data; boundary=b"}
    answer = await api.post("/api/artifacts", data=body.encode(), headers=headers)
    assert (answer.status, answer.data["artifact"]["file_name"]) == (201, file_name)


async def test_an_empty_file(api: Api) -> None:
    answer = await upload(api, form(execution_id=api.engine.add().id, name="n"), b"")
    assert answer.data["artifact"]["file_size"] == 0


@pytest.mark.parametrize(
    ("fields", "status", "text"),
    [
        ({"name": "n"}, 400, "execution_id"),
        ({"execution_id": "?"}, 400, "name"),
        ({"execution_id": "?", "name": "  "}, 400, "name"),
        ({"execution_id": "", "name": "n"}, 400, "execution_id is missing"),
        ({"execution_id": "unknown", "name": "n"}, 404, "unknown"),
        ({"execution_id": "?", "name": "n", "step_id": "other"}, 400, "step_id"),
        ({"execution_id": "?", "name": "n", "artifact_type": "movie"}, 400, "artifact_type"),
        ({"execution_id": "?", "name": "n", "tags": "[1]"}, 400, "tags"),
        ({"execution_id": "?", "name": "n", "tags": "[1"}, 400, "tags"),
        ({"execution_id": "?", "name": "n\0"}, 400, "name"),
        ({"execution_id": "?", "name": "n" * 70_000}, 400, "name"),
    ],
)
async def test_a_bad_field_is_named_and_nothing_stays(api: Api, fields: dict[str, str], status: int, text: str) -> None:
    execution = api.engine.add()
    given = {name: execution.id if value == "?" else value for name, value in fields.items()}
    answer = await upload(api, form(**given))
    assert answer.status == status
    assert text in answer.error
    assert left_behind(api) == []
    assert api.engine.artifacts == {}


@pytest.mark.parametrize(("more", "status"), [(0, 201), (1, 400)])
async def test_a_form_has_a_limit_of_fields_and_of_their_length(api: Api, more: int, status: int) -> None:
    given = {"execution_id": api.engine.add().id, "name": "n"}
    many = form(**given, **{f"x{number}": "" for number in range(197 + more)})
    assert (await upload(api, many)).status == status
    long = form(**given, description="ü" * 32_768 + "x" * more)
    answer = await upload(api, long)
    assert answer.status == status
    if more:
        assert answer.error == "description is longer than 65536 bytes."


async def test_text_that_is_no_utf_8_is_named(api: Api) -> None:
    head = b'--b\r\nContent-Disposition: form-data; name="name"\r\n\r\n'
    headers = {"Content-Type": "multipart/form-data; boundary=b"}
    answer = await api.post("/api/artifacts", data=head + b"\xff\xfe\r\n--b--\r\n", headers=headers)
    assert (answer.status, answer.error) == (400, "name is not UTF-8 text.")


async def test_fields_that_are_empty_are_as_good_as_missing(api: Api) -> None:
    empty = dict.fromkeys(("step_id", "artifact_type", "description", "tags", ""), "")
    answer = await upload(api, form(execution_id=api.engine.add().id, name="n", **empty))
    assert answer.status == 201
    artifact = answer.data["artifact"]
    assert (artifact["step_id"], artifact["artifact_type"], artifact["tags"]) == (None, "document", [])


async def test_an_upload_without_a_file(api: Api) -> None:
    data = form(execution_id=api.engine.add().id, name="n")
    assert (await upload(api, data, None)).error.startswith("file is missing")
    with_text = form(execution_id=api.engine.add().id, name="n", file="text")
    answer = await upload(api, with_text, None)
    assert (answer.status, answer.error.startswith("file")) == (400, True)


async def test_an_upload_with_two_files(api: Api) -> None:
    data = form(execution_id=api.engine.add().id, name="n")
    data.add_field("file", b"1", filename="1")
    answer = await upload(api, data)
    assert answer.status == 400
    assert left_behind(api) == []


async def test_an_upload_of_another_type(api: Api) -> None:
    answer = await api.post("/api/artifacts", json={"name": "n"})
    assert answer.status == 415
    assert "multipart/form-data" in answer.error
    assert (await api.post("/api/artifacts")).status == 415


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", b"x"),
        ("multipart/form-data; boundary=b", b"no boundary at all"),
        (f"multipart/form-data; boundary={'b' * 5000}", b"x"),
        ("multipart/form-data; boundary=b", b"--b\r\nno header\r\n\r\nx\r\n--b--\r\n"),
        ("multipart/form-data; boundary=b", b"--b\r\nContent-Disposition: form-data; name=x\r\n\r\nunfinished"),
    ],
)
async def test_a_broken_form(api: Api, kind: str, body: bytes) -> None:
    answer = await api.post("/api/artifacts", data=body, headers={"Content-Type": kind})
    assert answer.status == 400
    assert answer.error.startswith("The multipart body cannot be read: ")
    assert "400, message" not in answer.error
    assert len(answer.error) < 300


async def stream(count: int) -> AsyncIterator[bytes]:
    for _ in range(count):
        yield b"x" * 65_536


@pytest.mark.parametrize("chunked", [False, True])
async def test_a_file_over_the_limit(api: Api, chunked: bool) -> None:
    data = form(execution_id=api.engine.add().id, name="n")
    if chunked:
        data.add_field("file", stream(16), filename="big", content_type="application/octet-stream")
        answer = await upload(api, data, None)
    else:
        answer = await upload(api, data, b"x" * 1_000_001)
    assert answer.status == 413
    assert "1.0 MB" in answer.error
    assert left_behind(api) == []


async def test_a_file_at_the_limit(api: Api) -> None:
    answer = await upload(api, form(execution_id=api.engine.add().id, name="n"), b"x" * 1_000_000)
    assert answer.status == 201


@pytest.mark.parametrize(
    ("fields", "tags"),
    [
        ([], ()),
        ([""], ()),
        (["a, b,,a"], ("a", "b")),
        (['["a", " b,c "]'], ("a", "b,c")),
        (["a", "b,c"], ("a", "b,c")),
    ],
)
def test_tags_in_every_form(fields: list[str], tags: tuple[str, ...]) -> None:
    assert tags_of(fields) == tags


def test_tags_that_are_none() -> None:
    for text in ("[1]", "[", '[["a"]]'):
        with pytest.raises(InvalidRequest, match="tags"):
            tags_of([text])


async def test_tags_by_any_name(api: Api) -> None:
    for name in ("tags", "tags[]"):
        data = form(execution_id=api.engine.add().id, name="n")
        data.add_field(name, "a")
        data.add_field(name, "b")
        assert (await upload(api, data)).data["artifact"]["tags"] == ["a", "b"]
