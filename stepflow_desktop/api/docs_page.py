"""The description: of REST for programs as OpenAPI, of both for people as one page without script."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from html import escape
from typing import Any

from aiohttp import web

from stepflow_desktop.api.message_words import HEARD, SAID, SHAPE
from stepflow_desktop.api.openapi import document
from stepflow_desktop.core import encoding

_STYLE = """
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { max-width: 60rem; margin: 0 auto; padding: 2rem 1rem }
nav a { margin-right: 1rem }
section { margin: 1.5rem 0; border-top: 1px solid #8884; padding-top: .5rem }
h3 { font: 600 1rem/1.5 ui-monospace, monospace; margin: .25rem 0; overflow-wrap: anywhere }
h3 span { display: inline-block; min-width: 4.5rem }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 }
td { border-bottom: 1px solid #8883; padding: .25rem .75rem .25rem 0; vertical-align: top; overflow-wrap: anywhere }
td:first-child { font-family: ui-monospace, monospace; width: 14rem }
"""
_STYLE_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_HEADERS = {
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


class DescriptionRoutes:
    """``/api/openapi.json`` and ``/api/docs``."""

    def __init__(self) -> None:
        described = document()
        self._json = encoding.dumps(described)
        self._page = page(described)

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/api/openapi.json", self.openapi),
            web.get("/api/docs", self.docs),
        ]

    async def openapi(self, request: web.Request) -> web.Response:
        return web.Response(body=self._json, headers={**_HEADERS, "Content-Type": "application/json; charset=utf-8"})

    async def docs(self, request: web.Request) -> web.Response:
        return web.Response(text=self._page, headers={**_HEADERS, "Content-Type": "text/html; charset=utf-8"})


def page(described: dict[str, Any]) -> str:
    """One HTML page of the document."""
    info, groups = described["info"], [tag["name"] for tag in described["tags"]]
    links = " ".join(f'<a href="#{escape(name)}">{escape(name)}</a>' for name in [*groups, "WebSocket", "Shapes"])
    return "".join(
        (
            '<!doctype html><html lang="en"><head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(info['title'])}: REST</title><style>{_STYLE}</style></head><body>",
            f"<h1>{escape(info['title'])} {escape(info['version'])}: REST</h1><p>{escape(info['description'])}</p>",
            f'<nav>{links} <a href="/api/openapi.json">openapi.json</a></nav><main>',
            *(part for name in groups for part in _group(described, name)),
            _websocket(),
            '<h2 id="Shapes">Shapes</h2>',
            *(_shape(name, schema) for name, schema in described["components"]["schemas"].items()),
            "</main></body></html>",
        )
    )


def _websocket() -> str:
    return (
        '<h2 id="WebSocket">WebSocket</h2><p>Messages in both directions are '
        f"<code>{escape(SHAPE)}</code>.</p>"
        f"<section><h3>What you hear</h3>{_table([(name, escape(words)) for name, words in HEARD])}</section>"
        f"<section><h3>What you can say</h3>{_table([(name, escape(words)) for name, words in SAID])}</section>"
    )


def _group(described: dict[str, Any], name: str) -> Iterator[str]:
    yield f'<h2 id="{escape(name)}">{escape(name)}</h2>'
    for path, operations in described["paths"].items():
        for method, operation in operations.items():
            if operation["tags"] == [name]:
                yield _operation(described, method, path, operation)


def _operation(described: dict[str, Any], method: str, path: str, operation: dict[str, Any]) -> str:
    rows = [
        (parameter["name"], f"{_words(parameter['schema'])}, {parameter['in']}: {escape(parameter['description'])}")
        for parameter in operation.get("parameters", ())
    ]
    for media_type, body in operation.get("requestBody", {}).get("content", {}).items():
        rows.append(("body", f"{escape(media_type)}: {_words(body['schema'])}"))
    for status, given in operation["responses"].items():
        shared = "$ref" in given
        meant = described["components"]["responses"][status] if shared else given
        shapes = "" if shared else _shapes(given)
        rows.append((status, f"{escape(meant['description'])}{shapes}"))
    return (
        f"<section><h3><span>{method.upper()}</span> {escape(path)}</h3><p>{escape(operation['summary'])}</p>"
        f"{_table(rows)}</section>"
    )


def _shapes(given: dict[str, Any]) -> str:
    words = []
    for media_type, content in given.get("content", {}).items():
        schema = content.get("schema", {})
        data = schema.get("properties", {}).get("data")
        words.append(f"data: {_words(data)}" if data else escape(media_type))
    return f" ({', '.join(words)})" if words else ""


def _shape(name: str, schema: dict[str, Any]) -> str:
    title = f'<section><h3 id="shape-{escape(name)}">{escape(name)}</h3>'
    if "properties" not in schema:
        return f"{title}<p>{_words(schema)}</p></section>"
    rows = []
    for field, shape in schema["properties"].items():
        said = f": {escape(shape['description'])}" if "description" in shape else ""
        needed = "" if field in schema.get("required", ()) else ", not needed"
        rows.append((field, f"{_words(shape)}{needed}{said}"))
    return f"{title}{_table(rows)}</section>"


def _words(schema: dict[str, Any]) -> str:
    """A schema in few words."""
    if "$ref" in schema:
        name = escape(schema["$ref"].rpartition("/")[2])
        return f'<a href="#shape-{name}">{name}</a>'
    if "anyOf" in schema:
        return " or ".join(_words(each) for each in schema["anyOf"])
    if "enum" in schema:
        return ", ".join(escape(str(value)) for value in schema["enum"])
    if "const" in schema:
        return escape(str(schema["const"]).lower())
    kind = schema.get("type", "anything")
    kinds = kind if isinstance(kind, list) else [kind]
    words = " or ".join(kinds)
    if "items" in schema:
        words = words.replace("array", f"array of {_words(schema['items'])}")
    if "properties" in schema:
        words = f"{{{', '.join(escape(name) for name in schema['properties'])}}}"
    return words


def _table(rows: list[tuple[str, str]]) -> str:
    """Names are escaped here, descriptions are HTML already."""
    cells = "".join(f"<tr><td>{escape(name)}</td><td>{text}</td></tr>" for name, text in rows)
    return f"<table>{cells}</table>" if cells else ""
