"""Files that clients hand over: streamed to disk, counted on the way, given to the engine when complete.

The framework's body limit does not cover a streamed multipart body, so the bytes are counted here. A file is written
under a random name, synced, and moved into the store by the engine; whatever goes wrong, nothing stays behind.
"""

from __future__ import annotations

import asyncio
import errno
import json
import os
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from aiohttp import BodyPartReader, hdrs, web
from aiohttp.http_exceptions import HttpProcessingError

from stepflow_desktop.api import parameters
from stepflow_desktop.api.port import Engine
from stepflow_desktop.core import wording
from stepflow_desktop.core.model import Artifact, ArtifactType
from stepflow_desktop.errors import InvalidRequest, StorageProblem, TooLarge

FOLDER = "incoming"
_WRITE_BYTES = 1024 * 1024
_MAX_FIELD_BYTES = 64 * 1024
_MAX_PARTS = 200
_ROOM_FOR_FIELDS = 1024 * 1024


@dataclass(slots=True)
class _Form:
    """What came so far; ``tags`` as they stand in their fields."""

    texts: dict[str, str] = field(default_factory=dict)
    tags: list[str] = field(default_factory=list)
    file: Path | None = None
    file_name: str = ""

    def required(self, name: str) -> str:
        value = self.texts.get(name, "").strip()
        if not value:
            raise InvalidRequest(f"{name} is missing. Send it as a form field.", parameter=name)
        return value


class Uploads:
    """Receives multipart uploads. ``limit_bytes`` bounds one file."""

    def __init__(self, engine: Engine, *, limit_bytes: int) -> None:
        self._engine = engine
        self._limit_bytes = limit_bytes

    def clear(self) -> None:
        """Remove what uploads left behind that were cut off by a crash."""
        for left in (self._engine.storage / FOLDER).glob("*"):
            left.unlink(missing_ok=True)

    async def receive(self, request: web.Request) -> Artifact:
        """Raises InvalidRequest, NotFound, TooLarge, StorageProblem."""
        if request.content_length is not None and request.content_length > self._limit_bytes + _ROOM_FOR_FIELDS:
            raise self._too_large()
        form = _Form()
        try:
            await self._read(request, form)
            return await self._hand_over(form)
        finally:
            if form.file is not None:
                form.file.unlink(missing_ok=True)

    async def _read(self, request: web.Request, form: _Form) -> None:
        try:
            reader = await request.multipart()
            parts = 0
            while (part := await reader.next()) is not None:
                parts += 1
                if parts > _MAX_PARTS or not isinstance(part, BodyPartReader):
                    raise InvalidRequest(f"Send at most {_MAX_PARTS} form fields and no nested ones.")
                await self._read_part(part, form)
        except (ValueError, AssertionError, EOFError, LookupError, HttpProcessingError) as error:
            said = error.message if isinstance(error, HttpProcessingError) else str(error)
            said = " ".join(said.split()).rstrip(".") or "it is malformed"
            raise InvalidRequest(f"The multipart body cannot be read: {said:.200}.") from error

    async def _read_part(self, part: BodyPartReader, form: _Form) -> None:
        name = part.name or ""
        if name == "file":
            if form.file is not None:
                raise InvalidRequest("Send one file for each upload.", parameter="file")
            if part.filename is None:
                raise InvalidRequest("file must be a file with a name, not a text.", parameter="file")
            if "execution_id" in form.texts:
                # Known already, so an unknown execution need not wait for the end of a long upload.
                await self._engine.get(form.required("execution_id"))
            await self._store(part, form)
            return
        text = await _text_of(part, name)
        if name in ("tags", "tags[]"):
            form.tags.append(text)
        else:
            form.texts[name] = text

    async def _store(self, part: BodyPartReader, form: _Form) -> None:
        folder = self._engine.storage / FOLDER
        form.file_name = _file_name(part)
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
            form.file = folder / uuid.uuid4().hex
            opened = os.open(form.file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
            try:
                await self._copy(part, opened)
            finally:
                os.close(opened)
        except OSError as error:
            if isinstance(error, ConnectionError):
                raise
            full = error.errno in (errno.ENOSPC, errno.EDQUOT)
            raise StorageProblem(
                "The disk is full; free some space and upload again."
                if full
                else f"The file could not be stored: {error.strerror or error}."
            ) from error

    async def _copy(self, part: BodyPartReader, target: int) -> None:
        count, waiting = 0, bytearray()
        while chunk := await part.read_chunk(64 * 1024):
            count += len(chunk)
            if count > self._limit_bytes:
                raise self._too_large()
            waiting += chunk
            if len(waiting) >= _WRITE_BYTES:
                await asyncio.to_thread(_write_all, target, bytes(waiting))
                waiting.clear()
        await asyncio.to_thread(_write_and_sync, target, bytes(waiting))

    async def _hand_over(self, form: _Form) -> Artifact:
        execution_id, name = form.required("execution_id"), form.required("name")
        if form.file is None:
            raise InvalidRequest("file is missing. Send it as a form field with a file name.", parameter="file")
        kind = form.texts.get("artifact_type") or None
        return await self._engine.attach(
            execution_id,
            form.file,
            name=name,
            file_name=form.file_name or name,
            step_id=form.texts.get("step_id") or None,
            description=form.texts.get("description", ""),
            artifact_type=parameters.chosen(kind, "artifact_type", ArtifactType) if kind else None,
            tags=tags_of(form.tags),
            move=True,
        )

    def _too_large(self) -> TooLarge:
        return TooLarge(f"The file is larger than the upload limit of {wording.size(self._limit_bytes)}.")


def tags_of(fields: Sequence[str]) -> tuple[str, ...]:
    """Tags from repeated fields, one JSON array, or one comma list."""
    tags: list[str] = []
    for text in fields:
        if text.lstrip().startswith("["):
            try:
                items = json.loads(text)
            except (ValueError, RecursionError):
                raise InvalidRequest("tags is not a valid JSON array.", parameter="tags") from None
            if not all(isinstance(item, str) for item in items):
                raise InvalidRequest("tags must be an array of texts.", parameter="tags")
            tags.extend(items)
        elif len(fields) == 1:
            tags.extend(text.split(","))
        else:
            tags.append(text)
    return tuple(dict.fromkeys(tag.strip() for tag in tags if tag.strip()))


def _file_name(part: BodyPartReader) -> str:
    """A plain ``filename`` may be percent-encoded (RFC 7578): by browsers where quotes are in it, by aiohttp always."""
    name = part.filename or ""
    if "filename*" in part.headers.get(hdrs.CONTENT_DISPOSITION, ""):
        return name  # that form has an encoding of its own, which is undone already
    try:
        return unquote(name, errors="strict")
    except UnicodeDecodeError:
        return name


async def _text_of(part: BodyPartReader, name: str) -> str:
    data = bytearray()
    while chunk := await part.read_chunk(8 * 1024):
        data += chunk
        if len(data) > _MAX_FIELD_BYTES:
            raise InvalidRequest(f"{name[:40]} is longer than {_MAX_FIELD_BYTES} bytes.", parameter=name)
    try:
        text = data.decode()
    except UnicodeDecodeError:
        raise InvalidRequest(f"{name[:40]} is not UTF-8 text.", parameter=name) from None
    if "\0" in text:
        raise InvalidRequest(f"{name[:40]} must not contain NUL characters.", parameter=name)
    return text


def _write_all(target: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(target, view) :]


def _write_and_sync(target: int, data: bytes) -> None:
    _write_all(target, data)
    os.fsync(target)
