"""Routes of artifacts: list, get, download, upload, change, delete."""

from __future__ import annotations

import asyncio
import math
import os
import re
import unicodedata
from pathlib import Path
from urllib.parse import quote

from aiohttp import web
from aiohttp.abc import AbstractStreamWriter
from multidict import CIMultiDict

from stepflow_desktop.api import bodies, byte_range, envelope, parameters
from stepflow_desktop.api.conditional import Version
from stepflow_desktop.api.middleware import UPLOAD_ROUTE
from stepflow_desktop.api.port import Engine
from stepflow_desktop.api.uploads import Uploads
from stepflow_desktop.core import encoding
from stepflow_desktop.core.model import Artifact, ArtifactPage
from stepflow_desktop.errors import NotFound

_ROWS_ON_THE_LOOP = 150
_MIME_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+", re.ASCII)
_DOWNLOAD_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class ArtifactRoutes:
    """``/api/artifacts`` and below."""

    def __init__(self, engine: Engine, uploads: Uploads) -> None:
        self._engine = engine
        self._uploads = uploads

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/api/artifacts", self.list),
            web.post("/api/artifacts", self.upload, name=UPLOAD_ROUTE),
            web.get("/api/artifacts/{id}", self.get),
            web.patch("/api/artifacts/{id}", self.edit),
            web.delete("/api/artifacts/{id}", self.delete),
            web.get("/api/artifacts/{id}/download", self.download),
        ]

    async def list(self, request: web.Request) -> web.Response:
        page = await self._engine.list_artifacts(parameters.artifact_query(request.query))
        if len(page.artifacts) > _ROWS_ON_THE_LOOP:
            return envelope.succeeded_with(await asyncio.to_thread(_page_json, page))
        return envelope.succeeded_with(_page_json(page))

    async def get(self, request: web.Request) -> web.Response:
        return _answer(await self._engine.get_artifact(request.match_info["id"]))

    async def upload(self, request: web.Request) -> web.Response:
        return _answer(await self._uploads.receive(request), status=201)

    async def edit(self, request: web.Request) -> web.Response:
        changes = bodies.artifact_changes(await bodies.read_json(request))
        return _answer(await self._engine.edit_artifact(request.match_info["id"], **changes))

    async def delete(self, request: web.Request) -> web.Response:
        await self._engine.delete_artifact(request.match_info["id"])
        return envelope.succeeded({"message": "Artifact deleted successfully"})

    async def download(self, request: web.Request) -> web.StreamResponse:
        artifact = await self._engine.get_artifact(request.match_info["id"])
        path = self._engine.artifact_path(artifact)
        if not path.is_file():
            raise NotFound(f"The file of {artifact.name} is gone from the storage folder.")
        found = path.stat()
        version = _version(found)
        version.require(request.headers)
        part = None
        if version.fits_range(request.headers) and not version.is_known(request.headers):
            try:
                part = byte_range.requested(request.headers.get("Range"), found.st_size)
            except byte_range.Unsatisfiable:
                return envelope.beyond_the_end("file", found.st_size)
        response = _File(path, part)
        response.headers["Content-Type"] = (
            artifact.mime_type if _MIME_TYPE.fullmatch(artifact.mime_type) else "application/octet-stream"
        )
        response.headers["Content-Disposition"] = content_disposition(artifact.file_name)
        return response


class _File(web.FileResponse):
    """The framework's answer with a file, which is told only of ranges that can be answered and still fit."""

    def __init__(self, path: Path, part: tuple[int, int] | None) -> None:
        super().__init__(path, headers=_DOWNLOAD_HEADERS)
        self._part = part

    async def prepare(self, request: web.BaseRequest) -> AbstractStreamWriter | None:
        headers = CIMultiDict(request.headers)
        for name in ("Range", "If-Range", "If-Match", "If-Unmodified-Since"):
            headers.popall(name, None)
        if self._part is not None:
            headers["Range"] = f"bytes={self._part[0]}-{self._part[1] - 1}"
        try:
            asked = request.clone(headers=headers)
        except RuntimeError:
            asked = request  # a GET with a body, which has been read: the framework makes of its headers what it can
        return await super().prepare(asked)


def _version(found: os.stat_result) -> Version:
    """As the framework tells it of a file."""
    return Version(f'"{found.st_mtime_ns:x}-{found.st_size:x}"', math.ceil(found.st_mtime))


def content_disposition(file_name: str) -> str:
    """An attachment of that name, as RFC 6266 has it: plain ASCII for old clients, UTF-8 for all others."""
    plain = unicodedata.normalize("NFKD", file_name).encode("ascii", "ignore").decode()
    plain = re.sub(r"[^ !#-\[\]-~]", "_", plain).strip() or "download"
    exact = quote(file_name.encode("utf-8", "replace"), safe="!#$&+-.^_`|~")
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{exact}"


def _page_json(page: ArtifactPage) -> bytes:
    rows = encoding.dumps_array(encoding.artifact(item) for item in page.artifacts)
    more = b"true" if page.has_more else b"false"
    return b'{"artifacts":%b,"total_count":%d,"has_more":%b}' % (rows, page.total_count, more)


def _answer(artifact: Artifact, status: int = 200) -> web.Response:
    return envelope.succeeded({"artifact": encoding.artifact(artifact)}, status=status)
