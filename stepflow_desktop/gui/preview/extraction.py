"""Unpacking an archive into a folder that a person chose: never outside of it, never over what is there."""

from __future__ import annotations

import shutil
import tarfile
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from stepflow_desktop.errors import StorageProblem
from stepflow_desktop.gui.preview.readers.archive import safe_parts

MOST_BYTES = 8_000_000_000
MOST_FILES = 100_000
LEFT_FREE_BYTES = 500_000_000
_CHUNK = 1 << 20
_BROKEN = (zipfile.BadZipFile, tarfile.TarError, EOFError, RuntimeError, NotImplementedError)


def extract(archive: Path, folder: Path, stop: threading.Event) -> int:
    """Put all regular files of ``archive`` below ``folder``; answers how many. Blocking.

    Links, devices and names that lead out of the folder are left out; a name that is taken gets a number. Raises
    StorageProblem in words when the archive is broken, too large or the disk would be full.
    """
    count, room = 0, min(MOST_BYTES, shutil.disk_usage(folder).free - LEFT_FREE_BYTES)
    try:
        for name, source in _files(archive):
            parts = safe_parts(name)
            if not parts:
                continue
            if stop.is_set():
                break
            count += 1
            if count > MOST_FILES:
                raise StorageProblem("The archive holds more than {most:,} files.", most=MOST_FILES)
            target = free_name(folder.joinpath(*parts))
            target.parent.mkdir(parents=True, exist_ok=True)
            _check_inside(target, folder)
            room = _copy(source, target, room, stop)
    except _BROKEN as error:
        raise StorageProblem("The archive could not be unpacked: {reason}.", reason=str(error)) from error
    except OSError as error:
        raise StorageProblem(
            "{reason}: {path}", reason=error.strerror or str(error), path=error.filename or ""
        ) from error
    return count


def free_name(path: Path) -> Path:
    """``path``, or ``report (2).pdf`` when that is taken."""
    number, free = 2, path
    while free.exists() or free.is_symlink():
        free = path.with_name(f"{path.stem} ({number}){path.suffix}")
        number += 1
    return free


def _check_inside(target: Path, folder: Path) -> None:
    """A folder on the way may be a link that leads out."""
    if not target.parent.resolve().is_relative_to(folder.resolve()):
        raise StorageProblem("{name} would lie outside the folder.", name=target.name)


def _copy(source: IO[bytes], target: Path, room: int, stop: threading.Event) -> int:
    with target.open("xb") as out:
        while not stop.is_set() and (part := source.read(_CHUNK)):
            room -= len(part)
            if room < 0:
                out.close()
                target.unlink(missing_ok=True)
                raise StorageProblem("There is not enough room for what is in the archive.")
            out.write(part)
    return room


def _files(archive: Path) -> Iterator[tuple[str, IO[bytes]]]:
    if zipfile.is_zipfile(archive):
        with zipfile.ZipFile(archive) as opened:
            for member in opened.infolist():
                is_link = (member.external_attr >> 16) & 0o170000 == 0o120000
                if not member.is_dir() and not is_link:
                    with opened.open(member) as source:
                        yield member.filename, source
        return
    with tarfile.open(archive, "r:*") as opened_tar:
        for entry in opened_tar:
            source_file = opened_tar.extractfile(entry) if entry.isreg() else None
            if source_file is not None:
                with source_file:
                    yield entry.name, source_file
