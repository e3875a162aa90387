"""The storage folder: one process owns it, everything in it is private, nothing is deleted at once.

``executions/`` holds a folder for each execution, ``artifacts/`` our copies of files, ``trash/`` what was deleted
lately, ``stepflow.db`` the database, ``lock`` the name of the owner.
"""

from __future__ import annotations

import errno
import fcntl
import json
import os
import shutil
import time
from pathlib import Path
from typing import Any

from stepflow_desktop.core.run_dir import RunDir
from stepflow_desktop.errors import StorageInUse, StorageProblem

FULL_BYTES = 100 * 1024 * 1024
LONGEST_PATH = 470
"""SQLite opens no database with a longer one than 504 bytes; the copies of ours have longer ones."""
_FOLDERS = ("executions", "artifacts", "trash")


class Storage:
    """The layout below ``path`` and the lock on it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.database = path / "stepflow.db"
        self._lock: int | None = None

    def open(self) -> None:
        """Make the folders and take the lock.

        Raises StorageInUse, with the owner's pid and address if it told them, and StorageProblem when the folder
        cannot be made or written.
        """
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            if len(os.path.realpath(os.fsencode(self.database))) > LONGEST_PATH:
                raise OSError(errno.ENAMETOOLONG, os.strerror(errno.ENAMETOOLONG))
            for name in _FOLDERS:
                (self.path / name).mkdir(mode=0o700, exist_ok=True)
            lock = os.open(self.path / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise self._unusable(error) from error
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(lock)
            owner = self.owner()
            raise self._in_use(owner.get("pid"), owner.get("address")) from None
        self._lock = lock
        try:
            self.announce(None)
        except OSError as error:
            self.close()
            raise self._unusable(error) from error

    def _unusable(self, error: OSError) -> StorageProblem:
        return StorageProblem(
            "The storage folder {path} cannot be used: {reason}. Choose another one with"
            " STEPFLOW_STORAGE_PATH or --storage-path.",
            path=self.path,
            reason=error.strerror,
        )

    def _in_use(self, pid: int | None, address: str | None) -> StorageInUse:
        if pid is None:
            return StorageInUse(
                "The storage folder {path} is in use by another StepFlow process.", path=self.path, address=address
            )
        return StorageInUse(
            "The storage folder {path} is in use by another StepFlow process (PID {pid}).",
            path=self.path,
            pid=pid,
            address=address,
        )

    def close(self) -> None:
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def announce(self, address: str | None) -> None:
        """Tell other processes who we are and where our REST server listens."""
        assert self._lock is not None
        text = json.dumps({"pid": os.getpid(), "address": address}).encode()
        # In this order a file that has been written once needs no more room on a full disk.
        os.pwrite(self._lock, text, 0)
        os.ftruncate(self._lock, len(text))

    def owner(self) -> dict[str, Any]:
        """What the owner of the lock told of itself; empty when it told nothing."""
        try:
            told = json.loads((self.path / "lock").read_bytes())
        except (OSError, ValueError):
            return {}
        return {k: v for k, v in told.items() if v is not None} if isinstance(told, dict) else {}

    def run(self, execution_id: str) -> RunDir:
        return RunDir(self.path / "executions" / execution_id)

    def run_ids(self) -> set[str]:
        """Ids of all executions that have a folder. Blocking."""
        with os.scandir(self.path / "executions") as entries:
            return {entry.name for entry in entries if entry.is_dir(follow_symlinks=False)}

    def free_bytes(self) -> int:
        return shutil.disk_usage(self.path).free

    def require_space(self) -> None:
        """Raises StorageProblem when so little is free that a new execution or upload could damage others."""
        try:
            free = self.free_bytes()
        except OSError as error:
            raise StorageProblem(
                "The storage folder {path} cannot be read: {reason}.", path=self.path, reason=error.strerror
            ) from error
        if free < FULL_BYTES:
            raise StorageProblem(
                "The disk of {path} is full ({free} MB free). Free some space and try again.",
                path=self.path,
                free=free // 1_000_000,
            )

    def discard(self, execution_id: str) -> None:
        """Move an execution's folders into the trash: the run folder first, so that a crash does not resurrect it."""
        trash = self.path / "trash"
        for kind in ("executions", "artifacts"):
            source = self.path / kind / execution_id
            if source.exists():
                target = trash / f"{execution_id}.{kind}"
                shutil.rmtree(target, ignore_errors=True)
                source.rename(target)
                os.utime(target)

    def bring_back(self, execution_id: str) -> bool:
        """Undo ``discard``; False when the trash was emptied meanwhile."""
        trash = self.path / "trash"
        if not (trash / f"{execution_id}.executions").exists():
            return False
        for kind in ("artifacts", "executions"):
            source = trash / f"{execution_id}.{kind}"
            if source.exists():
                source.rename(self.path / kind / execution_id)
        return True

    def purge(self, execution_id: str) -> None:
        """Really delete what ``discard`` moved away. Blocking."""
        for kind in ("executions", "artifacts"):
            shutil.rmtree(self.path / "trash" / f"{execution_id}.{kind}", ignore_errors=True)

    def discard_file(self, path: Path, name: str) -> None:
        """Move one file into the trash under ``name``; its folder goes if nothing else is in it. Blocking."""
        target = self.path / "trash" / f"{name}.file"
        shutil.rmtree(target, ignore_errors=True)
        if path.exists():
            target.mkdir(mode=0o700)
            path.rename(target / path.name)
        try:
            path.parent.rmdir()
        except OSError:
            pass

    def bring_back_file(self, path: Path, name: str) -> bool:
        """Undo ``discard_file``; False when the trash was emptied meanwhile. Blocking."""
        kept = self.path / "trash" / f"{name}.file" / path.name
        if not kept.exists():
            return False
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        kept.rename(path)
        kept.parent.rmdir()
        return True

    def empty_trash(self, older_than_s: float) -> None:
        """Really delete what has lain in the trash for longer than that. Blocking."""
        now = time.time()
        for entry in (self.path / "trash").iterdir():
            if now - entry.stat().st_mtime > older_than_s:
                shutil.rmtree(entry, ignore_errors=True)
