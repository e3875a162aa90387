"""The envelope around every JSON answer: ``{success, data, error, timestamp}``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from aiohttp import web

from stepflow_desktop.core import encoding

_HEADERS = {
    "Content-Type": "application/json; charset=utf-8",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def now_text() -> str:
    return encoding.time_text(datetime.now(UTC))


def succeeded(data: Any, *, status: int = 200, headers: Mapping[str, str] | None = None) -> web.Response:
    return succeeded_with(encoding.dumps(data), status=status, headers=headers)


def succeeded_with(data: bytes, *, status: int = 200, headers: Mapping[str, str] | None = None) -> web.Response:
    """``data`` is JSON already."""
    body = b'{"success":true,"data":%b,"error":null,"timestamp":"%b"}' % (data, now_text().encode())
    return web.Response(body=body, status=status, headers={**_HEADERS, **headers} if headers else _HEADERS)


def failed(error: str, *, status: int, data: Any = None, headers: Mapping[str, str] | None = None) -> web.Response:
    """``data`` stays None but for an unhealthy ``/api/health``, which still tells what it knows."""
    body = encoding.dumps({"success": False, "data": data, "error": error, "timestamp": now_text()})
    return web.Response(body=body, status=status, headers={**_HEADERS, **headers} if headers else _HEADERS)


def beyond_the_end(what: str, size: int) -> web.Response:
    """For a range that holds none of the ``size`` bytes."""
    return failed(
        f"The {what} has {size} bytes; the range lies beyond them.",
        status=416,
        headers={"Content-Range": f"bytes */{size}"},
    )
