"""The log of an execution: as JSON entries, as text, and as the very bytes, of which a range can be asked for."""

from __future__ import annotations

import asyncio
import hashlib
import os
from collections.abc import AsyncIterator, Iterator, Sequence
from pathlib import Path

from aiohttp import web

from stepflow_desktop.api import byte_range, envelope, parameters
from stepflow_desktop.api.conditional import Version
from stepflow_desktop.api.port import Engine
from stepflow_desktop.core import encoding
from stepflow_desktop.core.masking import mask_bytes, mask_overlap
from stepflow_desktop.core.model import Level, LogPage
from stepflow_desktop.errors import InvalidRequest

_FORMATS = ("json", "text", "raw")
_DEFAULT_LINES = 1_000
_MAX_LINES = 10_000
_CHUNK_BYTES = 256 * 1024
_LINES_ON_THE_LOOP = 300
_TEXT_HEADERS = {
    "Content-Type": "text/plain; charset=utf-8",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class LogRoutes:
    """``/api/executions/{id}/logs``."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def routes(self) -> list[web.RouteDef]:
        return [web.get("/api/executions/{id}/logs", self.get)]

    async def get(self, request: web.Request) -> web.StreamResponse:
        form = request.query.get("format", "json")
        if form not in _FORMATS:
            raise InvalidRequest(f"format is {form[:40]!r}; use one of {', '.join(_FORMATS)}.", parameter="format")
        execution_id, query = request.match_info["id"], request.query
        after = parameters.integer(query, "after", -1, low=-1)
        limit = parameters.integer(query, "limit", 0, low=1)
        wanted = _Wanted(
            execution_id=execution_id,
            after=None if after < 0 else after,
            level=parameters.choice(query, "level", Level),
            step_id=query.get("step_id"),
        )
        if form == "raw":
            return await self._raw(request)
        if form == "text":
            return await self._text(request, wanted, limit or None)
        lines = min(limit or _DEFAULT_LINES, _MAX_LINES)
        page = await wanted.read(self._engine, wanted.after, lines)
        if len(page.entries) > _LINES_ON_THE_LOOP:
            return envelope.succeeded_with(await asyncio.to_thread(_page_json, execution_id, page))
        return envelope.succeeded_with(_page_json(execution_id, page))

    async def _text(self, request: web.Request, wanted: _Wanted, lines: int | None) -> web.StreamResponse:
        pages = wanted.pages(self._engine, lines)
        # The first page comes before the headers, so that an unknown execution is still a 404.
        first = await anext(pages, None)
        response = web.StreamResponse(headers=_TEXT_HEADERS)
        await response.prepare(request)
        if first is not None:
            await response.write(_page_text(first))
            async for page in pages:
                await response.write(_page_text(page))
        await response.write_eof()
        return response

    async def _raw(self, request: web.Request) -> web.StreamResponse:
        found = await self._engine.get(request.match_info["id"])
        path = self._engine.log_path(found.execution.id)
        size = path.stat().st_size if path.exists() else 0
        version = _version(found.execution.id, size, found.masks)
        headers = {**_TEXT_HEADERS, "Accept-Ranges": "bytes", "ETag": version.etag}
        version.require(request.headers)
        if version.is_known(request.headers):
            return web.Response(status=304, headers=headers)
        asked = request.headers.get("Range") if version.fits_range(request.headers) else None
        try:
            part = byte_range.requested(asked, size)
        except byte_range.Unsatisfiable:
            return envelope.beyond_the_end("log", size)
        first, end = part or (0, size)
        if part is not None:
            headers["Content-Range"] = f"bytes {first}-{end - 1}/{size}"
        response = web.StreamResponse(status=206 if part else 200, headers=headers)
        response.content_length = end - first
        await response.prepare(request)
        if request.method != "HEAD":
            for chunk in _masked_chunks(path, first, end, found.masks):
                await response.write(chunk)
        await response.write_eof()
        return response


class _Wanted:
    """Which lines of which log are asked for."""

    def __init__(self, *, execution_id: str, after: int | None, level: Level | None, step_id: str | None) -> None:
        self._execution_id = execution_id
        self.after = after
        self._level = level
        self._step_id = step_id

    async def read(self, engine: Engine, after: int | None, lines: int) -> LogPage:
        return await engine.read_log(
            self._execution_id, after=after, limit=lines, level=self._level, step_id=self._step_id
        )

    async def pages(self, engine: Engine, lines: int | None) -> AsyncIterator[LogPage]:
        """Page after page to the end of the log, or until ``lines`` are read."""
        after, left = self.after, lines
        while left is None or left > 0:
            page = await self.read(engine, after, _DEFAULT_LINES if left is None else min(left, _DEFAULT_LINES))
            yield page
            if page.at_end or page.next_offset == after:
                return
            after = page.next_offset
            if left is not None:
                left -= len(page.entries)


def _version(execution_id: str, size: int, masks: Sequence[str]) -> Version:
    """A log only grows, so its size tells its bytes; what is masked in it may become more."""
    told = hashlib.sha256("\0".join((execution_id, *masks)).encode("utf-8", "surrogatepass")).hexdigest()
    return Version(f'"{size:x}-{told[:16]}"')


def _page_json(execution_id: str, page: LogPage) -> bytes:
    return b'{"execution_id":%b,"entries":%b,"next_offset":%d,"at_end":%b}' % (
        encoding.dumps(execution_id),
        encoding.dumps_array(encoding.log_entry(entry) for entry in page.entries),
        page.next_offset,
        b"true" if page.at_end else b"false",
    )


def _page_text(page: LogPage) -> bytes:
    return "".join(f"{entry.content}\n" for entry in page.entries).encode("utf-8", "backslashreplace")


def _masked_chunks(path: Path, first: int, end: int, masks: Sequence[str]) -> Iterator[bytes]:
    """The bytes from ``first`` to ``end``, every mask overwritten with as many ``*``.

    A mask may lie across the edges of a chunk or of the range: each chunk is read with as many bytes on both sides
    as the longest mask has.
    """
    margin = mask_overlap(masks)
    if first >= end:
        return
    log = os.open(path, os.O_RDONLY)
    try:
        for start in range(first, end, _CHUNK_BYTES):
            stop = min(start + _CHUNK_BYTES, end)
            read_from = max(0, start - margin)
            data = os.pread(log, stop + margin - read_from, read_from)
            yield mask_bytes(data, masks)[start - read_from : stop - read_from]
    finally:
        os.close(log)
