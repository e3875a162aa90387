"""Run folders written by hand, and stand-ins for clock, launcher and store: the core without a single process."""

from __future__ import annotations

import fcntl
import json
import os
import struct
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from stepflow_desktop.core import reducer
from stepflow_desktop.core.active_run import ActiveRun
from stepflow_desktop.core.artifacts import ArtifactFolder
from stepflow_desktop.core.bus import Bus, Subscription
from stepflow_desktop.core.conductor import Conductor
from stepflow_desktop.core.model import Execution, Stamp, Update
from stepflow_desktop.core.requests import spec_of
from stepflow_desktop.core.run_dir import RunDir
from stepflow_desktop.core.storage import Storage
from stepflow_desktop.core.store import Saved, Store

WALL_US = 1_750_000_000_000_000


class FakeClock:
    """Stands still until it is set; ``boot_s`` are seconds since boot."""

    def __init__(self, boot_s: float = 10.0) -> None:
        self.boot_s = boot_s

    def now(self) -> Stamp:
        return self.stamp(self.boot_s)

    @staticmethod
    def stamp(boot_s: float) -> Stamp:
        return Stamp(WALL_US + round(boot_s * 1_000_000), round(boot_s * 1_000_000))


class FakeLauncher:
    """Remembers what it was asked for. ``problem`` is raised instead."""

    def __init__(self) -> None:
        self.warm = False
        self.started: list[str] = []
        self.cancelled: list[tuple[str, str, str | None, bool]] = []
        self.limited: list[tuple[str, Mapping[str, Any] | None]] = []
        self.problem: OSError | None = None

    def warm_up(self) -> None:
        self.warm = True

    def start(self, run: RunDir) -> None:
        if self.problem is not None:
            raise self.problem
        self.started.append(run.execution_id)

    def cancel(self, run: RunDir, reason: str, *, message: str | None, force: bool, at_us: int) -> None:
        if self.problem is not None:
            raise self.problem
        self.cancelled.append((run.execution_id, reason, message, force))
        run.request_end(reason, message=message, force=force, at_us=at_us)

    def limit_log(self, run: RunDir, limit: Mapping[str, Any] | None) -> None:
        if self.problem is not None:
            raise self.problem
        self.limited.append((run.execution_id, limit))
        run.limit_log(limit)

    async def close(self) -> None:
        pass


class WatchedStore:
    """A real store whose saves are counted and can be made to fail."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.saves: list[tuple[str, ...]] = []
        self.problem: Exception | None = None

    async def save(self, rows: list[Saved]) -> None:
        if self.problem is not None:
            raise self.problem
        await self.store.save(rows)
        self.saves.append(tuple(row.execution.id for row in rows))


class MadeRun:
    """A run folder in which the test does what a supervisor does."""

    def __init__(self, storage: Storage, execution: Execution, *, exists: bool = False) -> None:
        self.execution = execution
        self.run = storage.run(execution.id)
        if not exists:
            self.run.create(spec_of(execution, self.run, grace_s=1.0, umask=0o022))
        self._lock: int | None = None

    def begin(self, *, boot_s: float = 10.0, pid: int = 4711, **more: Any) -> None:
        stamp = FakeClock.stamp(boot_s)
        told = {
            "pid": pid,
            "start_time": "1",
            "boot_id": "none",
            "started_at_us": stamp.wall_us,
            "started_boot_us": stamp.boot_us,
            **more,
        }
        (self.run.path / "child.json").write_text(json.dumps(told))

    def write(self, data: bytes, *, boot_s: float = 10.0) -> None:
        with self.run.log.open("ab") as log:
            log.write(data)
        stamp = FakeClock.stamp(boot_s)
        with self.run.index.open("ab") as index:
            index.write(struct.pack("<qqq", self.run.log.stat().st_size, stamp.wall_us, stamp.boot_us))

    def end(self, code: int | None = 0, *, boot_s: float = 20.0, **more: Any) -> None:
        stamp = FakeClock.stamp(boot_s)
        told = {
            "code": code,
            "signal": None,
            "reason": "exited",
            "message": None,
            "log_size": self.run.log.stat().st_size if self.run.log.exists() else 0,
            "ended_at_us": stamp.wall_us,
            "ended_boot_us": stamp.boot_us,
            "duration_s": 1.0,
            **more,
        }
        temporary = self.run.path / ".exit"
        temporary.write_text(json.dumps(told))
        temporary.rename(self.run.path / "exit.json")

    def hold_lock(self) -> None:
        """As a living supervisor does."""
        self._lock = os.open(self.run.path / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(self._lock, fcntl.LOCK_EX)

    def let_go_of_lock(self) -> None:
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


def an_execution(folder: Path, **fields: Any) -> Execution:
    known: dict[str, Any] = {
        "id": str(uuid.uuid4()),
        "name": "Made",
        "command": "true",
        "working_directory": str(folder),
        "created_at": datetime.fromtimestamp(WALL_US / 1_000_000, UTC),
        "seq": 1,
    }
    return Execution(**known | fields)


class Stage:
    """A conductor with real files and a real database, and nobody behind the launcher."""

    def __init__(self, path: Path, store: Store, *, slots: int = 128) -> None:
        self.path = path
        self.storage = Storage(path / "storage")
        self.store = WatchedStore(store)
        self.bus = Bus()
        self.clock = FakeClock()
        self.launcher = FakeLauncher()
        self.folder = ArtifactFolder(self.storage.path, limit_bytes=1 << 20)
        self.conductor = Conductor(
            self.store,  # type: ignore[arg-type]
            self.bus,
            self.launcher,
            self.clock,
            self.folder,
            slots=slots,
            artifact_limit_count=1000,
        )
        self._made: list[MadeRun] = []

    async def queued(self, **fields: Any) -> tuple[MadeRun, ActiveRun]:
        """A new execution that waits for its turn."""
        made = MadeRun(self.storage, an_execution(self.path, **fields))
        self._made.append(made)
        inserted = await self.store.store.insert(Saved(execution=made.execution, new=True))
        active = ActiveRun(made.run, reducer.begin(inserted), self.clock)
        self.conductor.add(active)
        return made, active

    async def running(self, output: bytes = b"", **fields: Any) -> tuple[MadeRun, ActiveRun]:
        """One whose command runs and has printed ``output``; its supervisor lives."""
        made, active = await self.queued(**fields)
        made.hold_lock()
        made.begin(boot_s=self.clock.boot_s)
        if output:
            made.write(output, boot_s=self.clock.boot_s)
        return made, active

    async def tick(self) -> bool:
        """One tick, with the artifacts that it hands out."""
        more = await self.conductor._tick()
        for taker in self.conductor._takers.values():
            await taker.close()
        return more

    async def ticks_until_ended(self, active: ActiveRun) -> None:
        ended = self.conductor.ended(active.id)
        for _ in range(20):
            if ended.done():
                return
            await self.tick()
        raise AssertionError(f"still {active.phase} after 20 ticks")

    def watch(self) -> Subscription:
        return self.bus.subscribe("test")

    async def close(self) -> None:
        await self.conductor.close()
        for made in self._made:
            made.let_go_of_lock()


def told(subscription: Subscription, execution_id: str) -> Update | None:
    """The merged update about one execution; takes the whole backlog."""
    return next((u for u in subscription.take() if u.execution.id == execution_id), None)
