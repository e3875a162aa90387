from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

from stepflow_desktop.api.docs_page import page
from stepflow_desktop.api.openapi import document
from stepflow_desktop.api.operations import OPERATIONS
from tests.api.conftest import Api


class Reader(HTMLParser):
    """What a page is made of and leads to; tags must close as they opened."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.ids: set[str] = set()
        self.links: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attributes)
        given = dict(attributes)
        self.ids.add(given.get("id") or "")
        self.links.add(given.get("href") or "")
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def read(text: str) -> Reader:
    reader = Reader()
    reader.feed(text)
    assert reader.open == []
    return reader


async def test_the_page_needs_nothing_from_elsewhere_and_allows_nothing(api: Api) -> None:
    answer = await api.get("/api/docs")
    text = answer.body.decode()
    reader = read(text)
    assert reader.tags.isdisjoint({"script", "link", "img", "iframe", "form", "object"})
    assert reader.attributes <= {"lang", "charset", "name", "content", "id", "href"}
    policy = answer.headers["Content-Security-Policy"]
    style = re.search("<style>(.*)</style>", text, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}';")
    assert "unsafe" not in policy
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"


def test_every_operation_and_shape_is_shown_and_every_link_leads_somewhere() -> None:
    described = document()
    text = page(described)
    for operation in OPERATIONS:
        assert f"<span>{operation.method.upper()}</span> {operation.path}<" in text
    reader = read(text)
    assert {f"shape-{name}" for name in described["components"]["schemas"]} <= reader.ids
    assert {link[1:] for link in reader.links if link.startswith("#")} <= reader.ids


def test_a_text_with_markup_is_shown_as_it_is() -> None:
    described = document()
    described["info"]["description"] = "<script>alert(1)</script>"
    assert "<script>" not in page(described)
