"""A copy of the whole storage folder in another place, to go on from there: database, runs, logs and files.

Nothing in the old folder is touched, so a copy that fails or is stopped has cost nothing. The database is copied by
SQLite itself, together with what still lies in its journal; from a folder that may only be read, by its files.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from stepflow_desktop.errors import InvalidRequest, StorageProblem

DATABASE = "stepflow.db"
SPARE_BYTES = 200_000_000
# The lock is the owner's, the trash is about to go, and the database is copied in another way.
_LEFT = frozenset({"lock", "trash", DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", f"{DATABASE}-journal"})

_NOT_OPENED = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)


@dataclass(frozen=True, slots=True)
class Size:
    files: int
    bytes: int


def check_target(source: Path, target: Path) -> None:
    """Raises InvalidRequest for a folder that cannot take it, StorageProblem for one without room. Blocking."""
    source, target = source.resolve(), target.resolve()
    try:
        taken = [source, *(folder.resolve() for folder in source.iterdir() if folder.is_dir())]
        if target in source.parents or any(target == place or place in target.parents for place in taken):
            raise InvalidRequest("{path} lies within the present storage folder, or holds it.", path=target)
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise InvalidRequest("{path} is not empty. Choose an empty folder.", path=target)
        target.mkdir(mode=0o700, parents=True, exist_ok=True)
        probe = target / ".stepflow"
        probe.touch()
        probe.unlink()
        free = shutil.disk_usage(target).free
    except OSError as error:
        raise StorageProblem("{path} cannot be written: {reason}.", path=target, reason=error.strerror) from error
    needed = size_of(source).bytes + SPARE_BYTES
    if free < needed:
        raise StorageProblem(
            "There is too little room for {size} MB in {path}.", size=needed // 1_000_000 + 1, path=target
        )


def size_of(source: Path) -> Size:
    """How much would be copied. Blocking."""
    sizes = [entry.stat(follow_symlinks=False).st_size for entry in _files(source)]
    database = source / DATABASE
    return Size(len(sizes) + 1, sum(sizes) + (database.stat().st_size if database.exists() else 0))


def copy_storage(
    source: Path, target: Path, told: Callable[[int], None] | None = None, stop: threading.Event | None = None
) -> bool:
    """Copy ``source`` into the empty folder ``target``; ``told`` hears how many files are done. Blocking.

    False when it was stopped; then, and when it fails, nothing is left in ``target``. Raises StorageProblem.
    """
    try:
        if _copied(source, target, told or (lambda _done: None), stop or threading.Event()):
            return True
    except (OSError, sqlite3.Error) as error:
        _emptied(target)
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise StorageProblem("{path} could not be copied: {reason}.", path=source, reason=reason) from error
    _emptied(target)
    return False


def _copied(source: Path, target: Path, told: Callable[[int], None], stop: threading.Event) -> bool:
    done = 0
    for entry in _files(source):
        if stop.is_set():
            return False
        place = target / Path(entry.path).relative_to(source)
        _make_private(place.parent)
        shutil.copy2(entry.path, place, follow_symlinks=False)
        done += 1
        told(done)
    _copy_database((source / DATABASE).resolve(), target / DATABASE)
    told(done + 1)
    return not stop.is_set()


def _copy_database(source: Path, target: Path) -> None:
    if not source.exists():
        return
    target.touch(mode=0o600)
    try:
        _copy_rows(source, target)
    except sqlite3.OperationalError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF not in _NOT_OPENED:
            raise
        _copy_at_rest(source, target)


def _copy_rows(source: Path, target: Path) -> None:
    uri = f"{source.as_uri()}?mode=ro"
    with closing(sqlite3.connect(uri, uri=True)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


def _copy_at_rest(source: Path, target: Path) -> None:
    """What SQLite cannot even open for reading nobody changes now: its files as they lie there belong together."""
    for end in ("", "-wal"):
        file = source.with_name(source.name + end)
        if file.exists():
            shutil.copyfile(file, target.with_name(target.name + end))
    with closing(sqlite3.connect(target)) as new:
        new.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # the journal becomes part of it, and goes with the last one


def _make_private(folder: Path) -> None:
    """With all that are missing above it; ``mkdir`` itself would let everybody into those."""
    if not folder.is_dir():
        _make_private(folder.parent)
        folder.mkdir(mode=0o700)


def _files(folder: Path, *, top: bool = True) -> Iterator[os.DirEntry[str]]:
    """All files and links to be copied; folders without any are made again when they are needed.

    A link to a folder right in the storage folder stands for that folder, which somebody keeps on a larger disk.
    """
    with os.scandir(folder) as entries:
        for entry in entries:
            if top and entry.name in _LEFT:
                continue
            if entry.is_dir(follow_symlinks=top):
                yield from _files(Path(entry.path), top=False)
            elif entry.is_file(follow_symlinks=False) or entry.is_symlink():
                yield entry


def _emptied(target: Path) -> None:
    for entry in list(target.iterdir()) if target.is_dir() else ():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry, ignore_errors=True)
        else:
            entry.unlink(missing_ok=True)
