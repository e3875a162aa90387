"""Archives: what is in them, and single members as bytes. Nothing is ever written."""

from __future__ import annotations

import bz2
import gzip
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

from stepflow_desktop.gui.preview.readers.answers import Answer, Refused

MOST_ENTRIES = 10_000
MOST_MEMBER_BYTES = 32_000_000
_PLAIN: dict[str, Callable[..., Any]] = {".gz": gzip.open, ".bz2": bz2.open, ".xz": lzma.open}
_BROKEN = (zipfile.BadZipFile, tarfile.TarError, lzma.LZMAError, zlib.error, EOFError, ValueError)
# A compressed file tells how long it is only at its end; what can be told must end some time.
MOST_UNPACKED_BYTES = 4_000_000_000


class ArchiveReader:
    def __init__(self, path: str) -> None:
        self._path = Path(path)

    def about(self) -> Answer:
        """``entries`` have name, size, packed (or None), folder; ``all`` is false when the list was cut."""
        try:
            entries, count = self._entries()
        except _BROKEN as error:
            raise Refused("damaged", str(error)) from error
        except RuntimeError as error:
            raise Refused("password", str(error)) from error
        total = sum(entry["size"] for entry in entries)
        return {"entries": entries, "count": count, "all": count == len(entries), "size": total}, b""

    def member(self, name: str, most_bytes: int = MOST_MEMBER_BYTES) -> Answer:
        """The bytes of one member; ``whole`` is false when it is longer."""
        limit = min(most_bytes, MOST_MEMBER_BYTES)
        try:
            data = self._read(name, limit + 1)
        except _BROKEN as error:
            raise Refused("damaged", str(error)) from error
        except (RuntimeError, NotImplementedError) as error:
            raise Refused("password", str(error)) from error
        except KeyError as error:
            raise Refused("unreadable", name) from error
        return {"whole": len(data) <= limit}, data[:limit]

    def _entries(self) -> tuple[list[dict[str, Any]], int]:
        if zipfile.is_zipfile(self._path):
            with zipfile.ZipFile(self._path) as archive:
                members = archive.infolist()
                return [_zip_entry(member) for member in members[:MOST_ENTRIES]], len(members)
        if self._is_tar():
            with tarfile.open(self._path, "r:*") as tar:
                return _some(_tar_entry(member) for member in tar)
        return [self._single()], 1

    def _is_tar(self) -> bool:
        # To the library an endless run of zeros is a tar without members; a name that says otherwise is believed.
        if self._path.suffix.lower() in _PLAIN and Path(self._path.stem).suffix.lower() != ".tar":
            return False
        try:
            return tarfile.is_tarfile(self._path)
        except (*_BROKEN, OSError):
            return False

    def _single(self) -> dict[str, Any]:
        """A file that is only compressed: one member, measured by unpacking it without keeping it."""
        opener = _PLAIN.get(self._path.suffix.lower())
        if opener is None:
            raise ValueError("it is no archive")
        size = 0
        with opener(self._path, "rb") as file:
            while part := file.read(1 << 20):
                size += len(part)
                if size > MOST_UNPACKED_BYTES:
                    raise Refused("too_big")
        return {"name": self._path.stem, "size": size, "packed": self._path.stat().st_size, "folder": False}

    def _read(self, name: str, count: int) -> bytes:
        if zipfile.is_zipfile(self._path):
            with zipfile.ZipFile(self._path) as archive, archive.open(name) as member:
                return _read_at_most(member, count)
        if self._is_tar():
            with tarfile.open(self._path, "r:*") as tar:
                found = tar.extractfile(name)
                if found is None:
                    raise KeyError(name)
                return _read_at_most(found, count)
        with _PLAIN[self._path.suffix.lower()](self._path, "rb") as file:
            return _read_at_most(file, count)


def safe_parts(name: str) -> tuple[str, ...]:
    """The folders and the file name of a member below whatever folder it is put in; empty if it would leave it."""
    if "\0" in name or ":" in name:
        return ()
    parts = tuple(part for part in name.replace("\\", "/").split("/") if part not in ("", "."))
    return () if ".." in parts else parts


def _read_at_most(file: IO[bytes] | Any, count: int) -> bytes:
    parts, room = [], count
    while room > 0 and (part := file.read(min(room, 1 << 20))):
        parts.append(part)
        room -= len(part)
    return b"".join(parts)


def _some(entries: Iterator[dict[str, Any]]) -> tuple[list[dict[str, Any]], int]:
    kept: list[dict[str, Any]] = []
    count = 0
    for entry in entries:
        count += 1
        if len(kept) < MOST_ENTRIES:
            kept.append(entry)
    return kept, count


def _zip_entry(member: zipfile.ZipInfo) -> dict[str, Any]:
    return {
        "name": member.filename,
        "size": member.file_size,
        "packed": member.compress_size,
        "folder": member.is_dir(),
    }


def _tar_entry(member: tarfile.TarInfo) -> dict[str, Any]:
    return {"name": member.name, "size": member.size, "packed": None, "folder": member.isdir()}
