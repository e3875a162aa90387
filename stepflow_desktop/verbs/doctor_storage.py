"""What ``stepflow doctor`` looks at in the storage folder: rights, space, who owns it, and the database, read only."""

from __future__ import annotations

import fcntl
import os
import shutil
import sqlite3
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

from stepflow_desktop.core import schema, wording
from stepflow_desktop.core.storage import FULL_BYTES, Storage
from stepflow_desktop.verbs.check import Check

LOW_BYTES = 1_000_000_000
_CHOOSE = "Choose another folder with --storage-path or STEPFLOW_STORAGE_PATH."


def storage(path: Path) -> Iterator[Check]:
    """Rights and room of the folder, or of the one in which it will be made."""
    there = path
    while not there.exists() and there != there.parent:
        there = there.parent
    problem = _cannot_write(there)
    if problem:
        remedy = f"Give yourself the right to write there: chmod u+rwx {there}. {_CHOOSE}"
        yield Check("Storage", "bad", f"{there} {problem}.", remedy)
        return
    if path.exists():
        yield _ownership(path)
    else:
        yield Check("Storage", "ok", f"{path} will be made at the first start.")
    yield _room(there)


def _cannot_write(folder: Path) -> str:
    if not folder.is_dir():
        return "is not a folder"
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"x")
    except OSError as error:
        return f"cannot be written: {error.strerror}"
    return ""


def _ownership(path: Path) -> Check:
    found = path.stat()
    if found.st_uid not in (os.geteuid(), 0):
        return Check("Storage", "bad", f"{path} belongs to another user.", _CHOOSE)
    if stat.S_IMODE(found.st_mode) & 0o077:
        return Check("Storage", "note", f"Others can look into {path}.", f"chmod 700 {path}")
    owner = running(path)
    by = f", in use by the StepFlow with PID {owner.get('pid', '?')}" if owner is not None else ""
    address = f" at {owner['address']}" if owner is not None and owner.get("address") else ""
    return Check("Storage", "ok", f"{path}{by}{address}")


def running(path: Path) -> dict[str, object] | None:
    """What the StepFlow that owns this folder tells of itself; None when none does."""
    try:
        lock = os.open(path / "lock", os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return Storage(path).owner()
    finally:
        os.close(lock)
    return None


def _room(folder: Path) -> Check:
    free = shutil.disk_usage(folder).free
    text = f"{wording.size(free)} free on the disk of {folder}"
    if free < FULL_BYTES:
        return Check("Disk", "bad", f"{text}: no execution can start.", "Delete something, executions for example.")
    if free < LOW_BYTES:
        return Check("Disk", "note", f"{text}: that is little for logs and artifacts.")
    return Check("Disk", "ok", text)


def database(path: Path) -> Iterator[Check]:
    """Whether the index is whole. Reading it takes no lock that a running StepFlow would wait for."""
    file = Storage(path).database
    if not file.exists():
        yield Check("Database", "ok", "none yet")
        return
    try:
        version, finding = _looked_at(file)
    except sqlite3.Error as error:
        yield Check("Database", "bad", f"{file} cannot be read: {error}.", _mended(file))
        return
    known = len(schema.MIGRATIONS)
    if version > known:
        yield Check("Database", "bad", f"{file} was written by a newer StepFlow.", "Use that one, or update this one.")
    elif finding != "ok":
        yield Check("Database", "bad", f"{file} is damaged: {finding}.", _mended(file))
    else:
        yield Check("Database", "ok", f"whole, {wording.size(file.stat().st_size)}")


def _mended(file: Path) -> str:
    return f"Start StepFlow again: it sets {file.name} aside and fills a new one from the run folders. No log is lost."


def _looked_at(file: Path) -> tuple[int, str]:
    connection = _opened(file)
    try:
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        return version, str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
    finally:
        connection.close()


def _opened(file: Path) -> sqlite3.Connection:
    """For reading only. Without a journal beside it the file is all there is; SQLite would make one just to read."""
    address = file.absolute().as_uri()
    if not file.with_name(f"{file.name}-wal").exists():
        return sqlite3.connect(f"{address}?mode=ro&immutable=1", uri=True)
    return sqlite3.connect(f"{address}?mode=ro", uri=True, timeout=5)
