"""One execution that has not ended: its log is read, its state folded, its end noticed.

``look`` does one bounded piece of that work and is called again and again by the conductor; it never waits. What it
came to is picked up as a *change*: rows to save and the update to publish once they are saved.
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum
from types import MappingProxyType
from typing import Any

from stepflow_desktop.core import reducer
from stepflow_desktop.core.ansi_text import LINE_LIMIT
from stepflow_desktop.core.clock import Clock
from stepflow_desktop.core.events import Event
from stepflow_desktop.core.follower import Follower
from stepflow_desktop.core.history import NO_HISTORY, RunHistory
from stepflow_desktop.core.log_times import LogTimes
from stepflow_desktop.core.markers import MarkerParser
from stepflow_desktop.core.model import Artifact, Stamp, Update
from stepflow_desktop.core.reckoning import due_us, reckoned, with_history
from stepflow_desktop.core.reducer import ExitInfo, RunState
from stepflow_desktop.core.run_dir import RunDir
from stepflow_desktop.core.store import RunStateRow, Saved

LONG_LOOK_S = 0.002
"""Of this thread's own time: on a busy computer the clock on the wall would make a look seem long that was interrupted,
and reading in crumbs, each in a turn of its own, then takes as many times longer as they are smaller."""
SMALLEST_CHUNK_BYTES = 4 * 1024
PIECE_BYTES = 32 * 1024
FIRST_CHUNK_BYTES = 32 * 1024
LARGEST_CHUNK_BYTES = 256 * 1024


class Phase(Enum):
    QUEUED = "waits for a slot"
    HELD = "waits for a word from the user"
    STARTING = "its supervisor was started"
    RUNNING = "its command runs"
    ENDING = "its log is read, its artifacts are being copied"
    ENDED = "its end is folded, to be saved"


@dataclass(frozen=True, slots=True)
class Change:
    """What one look, or one verb of a user, changed."""

    saved: Saved
    update: Update
    state: RunState


class ActiveRun:
    """``state`` is the newest; what is saved of it lags by at most one tick.

    ``taken_sources`` are the paths that artifacts were copied from; ``artifact_changes`` is what users changed, in an
    earlier session, about artifacts that may be taken again: new values by id, None for a deleted one. ``history`` is
    what is expected of it, ``spoke_boot_us`` when it last wrote anything.
    """

    def __init__(
        self,
        run: RunDir,
        state: RunState,
        clock: Clock,
        *,
        phase: Phase = Phase.QUEUED,
        log_offset: int = 0,
        parser_state: Mapping[str, Any] | None = None,
        implicit_progress: bool = True,
        taken: frozenset[str] = frozenset(),
        artifact_changes: Mapping[str, Mapping[str, Any] | None] = MappingProxyType({}),
        history: RunHistory = NO_HISTORY,
    ) -> None:
        self.run = run
        self.state = state
        self.phase = phase
        self.launched_boot_us = 0
        self.stop_requested = False
        self.known_limit: object = None
        self.limit_refused = False
        self.beyond_limit = False
        self.read_before_bytes = log_offset
        self.stop_seen_boot_us: int | None = None
        self.quiet_looks = 0
        self.taken_sources = set(taken)
        self.artifact_changes = artifact_changes
        self.history = history
        self.spoke_boot_us = clock.now().boot_us
        self.exit: dict[str, Any] | None = None
        self._clock = clock
        self._saved_state = state
        self._parser = MarkerParser(log_offset, parser_state, implicit_progress=implicit_progress)
        self._read_offset = log_offset
        self._published_offset = log_offset
        self._end_offset: int | None = None
        self._lines = 0
        self._chunk_bytes = FIRST_CHUNK_BYTES
        self._follower = Follower(run.log)
        self._times = LogTimes(run.index)
        self._fifo: int | None = None
        self._new_artifacts: list[Artifact] = []
        self._removed_artifacts: list[Artifact] = []
        self._edited_artifacts: frozenset[str] = frozenset()
        self._edited = False
        self._reckoned = False
        self._reckoned_boot_us = 0

    @property
    def id(self) -> str:
        return self.run.execution_id

    @property
    def read_bytes(self) -> int:
        """How much of the log is read."""
        return self._read_offset

    def attach(self) -> None:
        """Follow a command that an earlier process saw start."""
        self._fifo = self.run.hold_fifo()
        self.phase = Phase.RUNNING

    def has_news(self) -> bool:
        """Whether the command has started or ended since the last look; cheaper than a look."""
        if self.phase is Phase.STARTING:
            return self.run.has_started() or self.run.has_ended()
        return self.phase is Phase.RUNNING and self.exit is None and self.run.has_ended()

    def look(self) -> bool:
        """Read one chunk; True when there is more to do at once."""
        if self.phase is Phase.STARTING:
            self._notice_start()
        if self.phase is not Phase.RUNNING:
            return False
        if self.exit is None and self.run.has_ended():
            self.exit = self.run.exit()
        start_s = time.thread_time()
        more = self._read(self._chunk_bytes)
        self._adapt(time.thread_time() - start_s)
        self._reckon()
        return more

    def learn(self, history: RunHistory) -> None:
        """Expect of this run what earlier ones did."""
        self.history = history
        self.state = replace(self.state, execution=with_history(self.state.execution, history))

    def _reckon(self) -> None:
        """Bring progress and expected end up to date, as far as they go by time."""
        now = self._clock.now()
        if now.boot_us - self._reckoned_boot_us >= due_us(self.state) and self.phase is Phase.RUNNING:
            self._reckoned_boot_us = now.boot_us
            before, self.state = self.state, reckoned(self.state, self.history, now)
            self._reckoned = self._reckoned or self.state is not before

    def _adapt(self, took_s: float) -> None:
        """A chunk of plain lines takes a fraction of a millisecond, one of nothing but markers a hundred times that."""
        if took_s > LONG_LOOK_S:
            self._chunk_bytes = max(self._chunk_bytes // 2, SMALLEST_CHUNK_BYTES)
        elif took_s < LONG_LOOK_S / 4:
            self._chunk_bytes = min(self._chunk_bytes * 2, LARGEST_CHUNK_BYTES)

    def _notice_start(self) -> None:
        if self._fifo is None:
            self._fifo = self.run.hold_fifo()
        child = self.run.child()
        if child is None:
            self.exit = self.run.exit()
            if self.exit is not None:
                self.phase = Phase.RUNNING
            return
        stamp = Stamp(int(child["started_at_us"]), int(child["started_boot_us"]))
        self.state = reducer.started(self.state, int(child["pid"]), stamp)
        self.phase = Phase.RUNNING

    def _read(self, limit_bytes: int) -> bool:
        end = self._follower.size() if self.exit is None else int(self.exit["log_size"])
        data = self._follower.read(self._read_offset, min(limit_bytes, end - self._read_offset))
        self.quiet_looks = 0 if data else self.quiet_looks + 1
        if data:
            self.spoke_boot_us = self._clock.now().boot_us
            self._take(data)
        if self.exit is None:
            return self._read_offset < end
        if data and self._read_offset < end:
            return True
        self._fold(self._parser.finish())
        self._end_offset = self._read_offset
        self.phase = Phase.ENDING
        self._let_go()
        return False

    def _take(self, data: bytes) -> None:
        """Take in what was read, or as much of it as there is time for if it is full of markers."""
        end_s = time.thread_time() + LONG_LOOK_S
        for start in range(0, len(data), PIECE_BYTES):
            piece = data[start : start + PIECE_BYTES]
            self._read_offset += len(piece)
            self._lines += piece.count(b"\n")
            self._fold(self._parser.feed(piece))
            if time.thread_time() > end_s:
                return

    def _fold(self, happened: list[Event]) -> None:
        if happened:
            now = self._clock.now()
            stamped = [(e, self._times.stamp_at(max(e.offset, e.end - 1)) or now) for e in happened]
            self.state = reducer.reduce_all(self.state, stamped)

    def finish(self) -> None:
        """Fold the end of the command; its artifacts are all in."""
        assert self.exit is not None
        self.state = reducer.finish(self.state, exit_info(self.exit))
        self.phase = Phase.ENDED

    def finish_with(self, reason: str, message: str | None, *, duration_s: float | None = None) -> None:
        """End it without an ``exit.json``: never started, or its folder is gone."""
        info = ExitInfo(
            code=None, signal=None, reason=reason, message=message, stamp=self._clock.now(), duration_s=duration_s
        )
        self.state = reducer.finish(self.state, info)
        self.phase = Phase.ENDED
        self._let_go()

    def add_artifacts(self, artifacts: tuple[Artifact, ...]) -> None:
        """Remember rows to save; the state counts them already."""
        self._new_artifacts.extend(artifacts)

    def edit_artifacts(self, artifacts: tuple[Artifact, ...]) -> None:
        """New values of artifacts, which may not have been told yet."""
        untold = {artifact.id for artifact in self._new_artifacts} - self._edited_artifacts
        self._new_artifacts = [*_without(self._new_artifacts, artifacts), *artifacts]
        self._edited_artifacts |= {artifact.id for artifact in artifacts} - untold

    def remove_artifacts(self, artifacts: tuple[Artifact, ...]) -> None:
        self._new_artifacts = _without(self._new_artifacts, artifacts)
        self._removed_artifacts.extend(artifacts)

    def edit(self, **changes: Any) -> None:
        """Change fields of the execution at a user's wish."""
        self.state = replace(self.state, execution=replace(self.state.execution, **changes))
        self._edited = True

    def change(self) -> Change | None:
        """What is not saved yet, or None. Call ``saved`` with it once it is."""
        old, new = self._saved_state, self.state
        offset = self._parser.offset if self._end_offset is None else self._end_offset
        grown = offset > self._published_offset
        rows_changed = new is not old or bool(self._new_artifacts or self._removed_artifacts)
        if not grown and not rows_changed:
            return None
        steps = reducer.changed_steps(old, new)
        annotations = reducer.new_annotations(old, new)
        first = old.execution.seq + 1
        # Of two neighbouring segments of a long line one may be short, together they are longer than 64 KiB.
        room = self._lines + 2 * ((offset - self._published_offset) // LINE_LIMIT) + 2
        room += 2 * len(steps) + len(self._new_artifacts) + len(self._removed_artifacts) + len(annotations) + 6
        execution = replace(new.execution, seq=first + room, log_size=offset)
        state = replace(new, execution=execution)
        update = Update(
            execution=execution,
            steps=steps,
            artifacts=tuple(self._new_artifacts),
            edited_artifacts=self._edited_artifacts & {artifact.id for artifact in self._new_artifacts},
            removed_artifacts=tuple(self._removed_artifacts),
            annotations=annotations,
            all_steps=state.steps,
            masks=state.masks,
            literal=state.literal,
            log_start=self._published_offset,
            log_end=offset,
            seq_start=first,
            started=old.execution.started_at is None and execution.started_at is not None,
            ended=execution.status.is_final and not old.execution.status.is_final,
            edited=self._edited,
            reckoned=self._reckoned,
        )
        saved = Saved(
            execution=execution,
            steps=steps,
            artifacts=update.artifacts,
            removed_artifacts=tuple(a.id for a in update.removed_artifacts),
            annotations=annotations,
            run_state=RunStateRow(log_offset=offset, parser_state=self._parser.snapshot(), extra=reducer.extra(state)),
        )
        return Change(saved, update, new)

    def saved(self, change: Change) -> None:
        """``change`` is in the database: what comes next is counted from there."""
        execution = replace(
            self.state.execution, seq=change.saved.execution.seq, log_size=change.saved.execution.log_size
        )
        unchanged = self.state is change.state
        self.state = replace(self.state, execution=execution)
        self._saved_state = self.state if unchanged else replace(change.state, execution=change.saved.execution)
        self._published_offset = change.update.log_end
        self._lines = 0
        told = {artifact.id for artifact in change.update.artifacts}
        # One that was edited while it was being saved is saved once more.
        self._new_artifacts = [a for a in self._new_artifacts if a not in change.update.artifacts]
        self._edited_artifacts = (self._edited_artifacts - told) | {a.id for a in self._new_artifacts if a.id in told}
        self._removed_artifacts = _without(self._removed_artifacts, change.update.removed_artifacts)
        self._edited = self._edited and not unchanged
        self._reckoned = self._reckoned and not unchanged

    def close(self) -> None:
        self._let_go()
        self._times.close()

    def _let_go(self) -> None:
        self._follower.close()
        if self._fifo is not None:
            os.close(self._fifo)
            self._fifo = None


def _without(artifacts: list[Artifact], done: tuple[Artifact, ...]) -> list[Artifact]:
    ids = {artifact.id for artifact in done}
    return [artifact for artifact in artifacts if artifact.id not in ids]


def exit_info(told: Mapping[str, Any]) -> ExitInfo:
    """What ``exit.json`` says, as the reducer wants it."""
    return ExitInfo(
        code=told.get("code"),
        signal=told.get("signal"),
        reason=str(told.get("reason", "exited")),
        message=told.get("message"),
        stamp=Stamp(int(told["ended_at_us"]), int(told["ended_boot_us"])),
        duration_s=told.get("duration_s"),
    )
