"""The folder of one execution: the files that the supervisor and the program exchange.

``spec.json`` says what to run, ``child.json`` that it runs, ``output.log`` what it printed, ``exit.json`` how it
ended; ``cancel.json`` asks for its end, ``limit.json`` for another bound on its log; ``actions.jsonl`` keeps what users
did to the run. Every JSON file that can have a reader is written beside its place and renamed, so that one sees all of
it or nothing.
"""

from __future__ import annotations

import errno
import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

SPEC_VERSION = 1


class RunDir:
    """Paths and small files of one execution's folder."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.execution_id = path.name
        self.log = path / "output.log"
        self.index = path / "output.idx"
        self.fifo = path / "output.fifo"
        self.artifacts_dir = path / "artifacts"
        self.summary = path / "summary.md"
        self._child = path / "child.json"
        self._exit = path / "exit.json"
        self._spec = path / "spec.json"
        self._cancel = path / "cancel.json"
        self._limit = path / "limit.json"
        self._actions = path / "actions.jsonl"

    def create(self, spec: Mapping[str, Any]) -> None:
        """Make the folder with its specification, durable when this returns. Raises OSError."""
        self.path.mkdir(mode=0o700, parents=True)
        self.artifacts_dir.mkdir(mode=0o700)
        # Nobody reads it yet: written in place, and all three synced in one go, it costs the disk one turn.
        file = os.open(self._spec, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(file, "wb") as stream:
            stream.write(_encoded(spec))
            stream.flush()
            os.fsync(file)
        _sync_folder(self.path)
        _sync_folder(self.path.parent)

    def spec(self) -> dict[str, Any] | None:
        return read_json(self._spec)

    def is_described(self) -> bool:
        """Whether its files are there: somebody may have removed them by hand."""
        return self._spec.exists()

    def child(self) -> dict[str, Any] | None:
        return read_json(self._child)

    def exit(self) -> dict[str, Any] | None:
        return read_json(self._exit)

    def has_started(self) -> bool:
        return os.path.exists(self._child)  # noqa: PTH110 - asked a thousand times a second

    def has_ended(self) -> bool:
        return os.path.exists(self._exit)  # noqa: PTH110 - asked a thousand times a second

    def request_end(self, reason: str, *, message: str | None, force: bool, at_us: int) -> None:
        """Ask the supervisor to stop the command; a later, more forceful request replaces an earlier one."""
        write_json(self._cancel, {"reason": reason, "message": message, "force": force, "at_us": at_us})
        self.poke()

    def log_limit(self) -> dict[str, Any] | None:
        """The bound on the log that its supervisor knows."""
        told = read_json(self._limit)
        return (told or None) if told is not None else (self.spec() or {}).get("log_limit")

    def limit_log(self, limit: Mapping[str, Any] | None) -> None:
        """Set another bound on the log, None for no bound at all. It need not outlive this start of the computer."""
        write_json(self._limit, limit or {}, lasting=False)
        self.poke()

    def end_request(self) -> dict[str, Any] | None:
        return read_json(self._cancel)

    def poke(self) -> None:
        """Make a living supervisor look at ``cancel.json`` and ``limit.json`` now. Without one nothing happens."""
        try:
            control = os.open(self.path / "control.fifo", os.O_WRONLY | os.O_NONBLOCK)
        except OSError as error:
            if error.errno in (errno.ENOENT, errno.ENXIO):
                return
            raise
        try:
            os.write(control, b"!")
        except BlockingIOError:
            pass  # full of earlier pokes: it will look anyway
        finally:
            os.close(control)

    def supervised(self) -> bool:
        """Whether a supervisor lives: it holds ``lock`` from its start to its death, however it dies."""
        try:
            lock = os.open(self.path / "lock", os.O_RDONLY)
        except FileNotFoundError:
            return False
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        finally:
            os.close(lock)
        return False

    def hold_fifo(self) -> int | None:
        """A descriptor that keeps the bytes in the pipe alive should every other holder die; the caller closes it."""
        try:
            return os.open(self.fifo, os.O_RDWR | os.O_NONBLOCK)
        except OSError:
            return None

    def append_action(self, action: Mapping[str, Any]) -> None:
        """Keep what a user did to the run, durable when this returns."""
        line = json.dumps(action, ensure_ascii=False).encode() + b"\n"
        file = os.open(self._actions, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            os.write(file, line)
            os.fsync(file)
        finally:
            os.close(file)

    def actions(self) -> Iterator[dict[str, Any]]:
        """What users did, oldest first; a line cut short by a crash is left out."""
        try:
            lines = self._actions.read_bytes().splitlines()
        except FileNotFoundError:
            return
        for line in lines:
            try:
                action = json.loads(line)
            except ValueError:
                continue
            if isinstance(action, dict):
                yield action


def read_json(path: Path) -> dict[str, Any] | None:
    """The object in ``path``, or None when the file is missing or holds no object."""
    try:
        value = json.loads(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return None
    return value if isinstance(value, dict) else None


def write_json(path: Path, value: Mapping[str, Any], *, lasting: bool = True) -> None:
    """Write by temporary file, sync and rename. Raises OSError and leaves the old file as it was.

    What is not ``lasting`` is not synced: for files that mean nothing after a crash of the computer.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    file = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(file, "wb") as stream:
            stream.write(_encoded(value))
            stream.flush()
            if lasting:
                os.fsync(file)
        temporary.rename(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    if lasting:
        _sync_folder(path.parent)


def _encoded(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogateescape")


def _sync_folder(path: Path) -> None:
    folder = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
