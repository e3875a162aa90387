"""The form of a body, by itself; that it is asked for at every route is tested at the routes."""

from __future__ import annotations

import pytest

from stepflow_desktop.api.middleware import UnsupportedMedia, check_form
from tests.api.conftest import Api

JSON, FORM = "application/json", "multipart/form-data"


@pytest.mark.parametrize(
    ("method", "upload", "has_body", "media"),
    [
        ("POST", False, True, JSON),
        ("PATCH", False, True, JSON),
        ("DELETE", False, True, JSON),
        ("POST", False, False, None),
        ("POST", False, False, "text/plain"),
        ("DELETE", False, False, None),
        ("POST", True, True, FORM),
        ("GET", False, False, None),
        ("GET", False, True, "text/plain"),
        ("HEAD", False, False, "text/plain"),
    ],
)
def test_bodies_that_are_taken(method: str, upload: bool, has_body: bool, media: str | None) -> None:
    check_form(method, upload=upload, has_body=has_body, media=media, encoded=False)
    with pytest.raises(UnsupportedMedia, match="without Content-Encoding"):
        check_form(method, upload=upload, has_body=has_body, media=media, encoded=True)


@pytest.mark.parametrize(
    ("method", "upload", "has_body", "media", "wanted"),
    [
        ("POST", False, True, None, JSON),
        ("POST", False, True, "text/plain", JSON),
        ("POST", False, True, "application/x-www-form-urlencoded", JSON),
        ("POST", False, True, FORM, JSON),
        ("POST", False, True, "text/json", JSON),
        ("PUT", False, True, "text/plain", JSON),
        ("PATCH", False, True, "application/merge-patch+json", JSON),
        ("DELETE", False, True, "text/plain", JSON),
        ("POST", True, True, JSON, FORM),
        ("POST", True, True, "multipart/mixed", FORM),
        ("POST", True, False, None, FORM),
    ],
)
def test_bodies_that_are_not(method: str, upload: bool, has_body: bool, media: str | None, wanted: str) -> None:
    with pytest.raises(UnsupportedMedia, match=f"Content-Type: {wanted}") as told:
        check_form(method, upload=upload, has_body=has_body, media=media, encoded=False)
    assert told.value.http_status == 415


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("application/json", 201),
        ("APPLICATION/JSON", 201),
        ("application/json; charset=utf-8", 201),
        ("application/json; charset=UTF8", 201),
        ("application/json; charset=latin-1", 400),
        ("application/json; charset=utf-16", 400),
        ("application/json, text/plain", 415),
        ("", 415),
    ],
)
async def test_the_type_in_all_its_spellings(api: Api, kind: str, status: int) -> None:
    answer = await api.post("/api/executions", data=b'{"command":"true"}', headers={"Content-Type": kind})
    assert answer.status == status
    assert len(api.engine.executions) == (1 if status == 201 else 0)


async def test_a_body_that_is_no_json_type_is_not_read_further(api: Api) -> None:
    answer = await api.post("/api/executions", data=b"{}", headers={"Content-Type": "text/plain"})
    assert answer.status == 415
    assert answer.headers.get("Connection") == "close"
