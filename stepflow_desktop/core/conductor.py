"""Conducts all executions that have not ended: queue, slots, one look at each, one commit, one publish.

Every *tick* reads a bounded piece of each growing log, saves what all of them changed in one transaction and
publishes it. Between pieces the loop gets its turn, so that a window on the same loop stays smooth.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import replace

from stepflow_desktop.core import reducer
from stepflow_desktop.core.active_run import ActiveRun, Change, Phase
from stepflow_desktop.core.artifact_taker import ArtifactTaker
from stepflow_desktop.core.artifacts import ArtifactFolder
from stepflow_desktop.core.bus import Bus
from stepflow_desktop.core.clock import Clock
from stepflow_desktop.core.engine_options import EngineOptions
from stepflow_desktop.core.launcher import Launcher
from stepflow_desktop.core.log_limit import LogLimit
from stepflow_desktop.core.run_state import is_open
from stepflow_desktop.core.store import Store
from stepflow_desktop.errors import NotFound, StepFlowError
from stepflow_desktop.sentences import said

TICK_S = 0.05
PEEK_S = 0.01
QUIET_LOOKS = 20
QUIET_EVERY = 4
SLICE_S = 0.002
LIVENESS_US = 1_000_000
START_PATIENCE_US = 5_000_000
STEP_PATIENCE_US = 2_000_000
RETRY_S = 1.0
WARM_UP_S = 1.0
"""After the start of a program that is to show itself first."""
FOLDER_GONE = said("The files of this execution were removed while it ran, so it was stopped.")

log = logging.getLogger(__name__)


class Conductor:
    """``slots`` executions run at the same time; the others wait, first in, first out."""

    def __init__(
        self,
        store: Store,
        bus: Bus,
        launcher: Launcher,
        clock: Clock,
        folder: ArtifactFolder,
        *,
        slots: int,
        artifact_limit_count: int,
    ) -> None:
        self._store = store
        self._bus = bus
        self._launcher = launcher
        self._clock = clock
        self._folder = folder
        self._artifact_limit_count = artifact_limit_count
        self.log_limit = LogLimit(0)
        self.slots = slots
        self.runs: dict[str, ActiveRun] = {}
        self.problem: StepFlowError | None = None
        self.before_start: Callable[[ActiveRun], None] = lambda _run: None
        self._takers: dict[str, ArtifactTaker] = {}
        self._checked_boot_us: dict[str, int] = {}
        self._ended: dict[str, list[asyncio.Future[None]]] = {}
        self._wake = asyncio.Event()
        self._commit_lock = asyncio.Lock()
        self._closing = False
        self._ticks = 0
        self._task: asyncio.Task[None] | None = None
        self._warming: asyncio.TimerHandle | None = None

    def take_options(self, options: EngineOptions) -> None:
        """Work with these from now on; more slots are filled at once, fewer when executions end."""
        self.slots, self._artifact_limit_count = options.slots, options.artifact_limit_count
        self.log_limit = LogLimit(options.log_limit_bytes, stop=options.log_limit_action == "stop")
        for taker in self._takers.values():
            taker.limit_count = options.artifact_limit_count
        if self._task is not None:
            self._start_queued()
            self.wake()

    def start(self) -> None:
        loop = asyncio.get_running_loop()
        self._task = loop.create_task(self._conduct(), name="conductor")
        self._warming = loop.call_later(WARM_UP_S, self._launcher.warm_up)

    async def close(self) -> None:
        """Save what is known and let go; commands go on running."""
        self._closing = True
        if self._warming is not None:
            self._warming.cancel()
        self._wake.set()
        if self._task is not None:
            await self._task
        for taker in self._takers.values():
            await taker.close()
        try:
            await self.commit()
        except StepFlowError as error:
            log.error("The last changes could not be saved: %s", error)
        for run in self.runs.values():
            run.close()

    @property
    def running_count(self) -> int:
        return sum(1 for run in self.runs.values() if run.phase in (Phase.STARTING, Phase.RUNNING, Phase.ENDING))

    @property
    def queued_count(self) -> int:
        return sum(1 for run in self.runs.values() if run.phase in (Phase.QUEUED, Phase.HELD))

    def add(self, run: ActiveRun) -> None:
        self.runs[run.id] = run
        self._takers[run.id] = ArtifactTaker(run, self._folder, limit_count=self._artifact_limit_count, wake=self.wake)
        if run.phase is Phase.QUEUED:
            self._start_queued()
        self.wake()

    def adopt(self, run: ActiveRun, *, running: bool) -> None:
        """Take over an execution that was started before: its supervisor is followed, or replaced if it is gone.

        ``running`` says that its start is folded already.
        """
        run.phase = Phase.STARTING
        if running:
            run.attach()
        if not run.run.supervised() and run.run.exit() is None:
            self._launch(run)
        else:
            run.launched_boot_us = self._clock.now().boot_us
        self.add(run)

    def release(self, run: ActiveRun) -> None:
        """Let a held execution take its turn."""
        if run.phase is Phase.HELD:
            run.phase = Phase.QUEUED
            self._start_queued()
            self.wake()

    def forget(self, execution_id: str) -> None:
        """Stop following it without a trace, for an execution that is being deleted."""
        run = self.runs.pop(execution_id, None)
        if run is not None:
            run.close()
        self._takers.pop(execution_id, None)
        self._checked_boot_us.pop(execution_id, None)
        self._tell_ended(execution_id)
        self._start_queued()

    def wake(self) -> None:
        self._wake.set()

    def ended(self, execution_id: str) -> asyncio.Future[None]:
        """Done when the execution has ended and that is saved."""
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        if execution_id in self.runs:
            self._ended.setdefault(execution_id, []).append(future)
        else:
            future.set_result(None)
        return future

    async def commit(self) -> None:
        """Save what all runs changed in one transaction, then publish it. Raises StepFlowError; nothing is lost."""
        async with self._commit_lock:
            changes = [(run, change) for run in self.runs.values() if (change := run.change()) is not None]
            if not changes:
                return
            try:
                await self._store.save([change.saved for _, change in changes])
            except NotFound:
                await self._save_apart(changes)
            else:
                self._after_commit(changes)

    async def _save_apart(self, changes: list[tuple[ActiveRun, Change]]) -> None:
        """One row is gone, because somebody deleted it behind our back: the others are saved without it."""
        for run, change in changes:
            try:
                await self._store.save([change.saved])
            except NotFound:
                log.warning("The row of %s is gone; it is followed no longer", run.id)
                self.forget(run.id)
            else:
                self._after_commit([(run, change)])

    def _after_commit(self, changes: list[tuple[ActiveRun, Change]]) -> None:
        freed = False
        for run, change in changes:
            run.saved(change)
            self._bus.publish(change.update)
            if change.update.ended:
                freed = True
                self._drop(run)
        if freed:
            self._start_queued()

    def _drop(self, run: ActiveRun) -> None:
        if self.runs.get(run.id) is run:
            del self.runs[run.id]
            self._takers.pop(run.id, None)
            self._checked_boot_us.pop(run.id, None)
        run.close()
        self._tell_ended(run.id)

    def _tell_ended(self, execution_id: str) -> None:
        for future in self._ended.pop(execution_id, ()):
            if not future.done():
                future.set_result(None)

    def _start_queued(self) -> None:
        free = self.slots - self.running_count
        for run in list(self.runs.values()):
            if free <= 0 or self._closing:
                return
            if run.phase is Phase.QUEUED:
                free -= 1
                run.phase = Phase.STARTING
                self.before_start(run)
                self._launch(run)

    def _launch(self, run: ActiveRun) -> None:
        run.launched_boot_us = self._clock.now().boot_us
        try:
            self._launcher.start(run.run)
        except OSError as error:
            log.exception("The supervisor of %s could not be started", run.id)
            reason = error.strerror or str(error)
            run.finish_with("start_failed", said("The supervisor could not be started: {reason}.", reason=reason))

    async def _conduct(self) -> None:
        while not self._closing:
            try:
                more = await self._tick()
                self.problem = None
            except StepFlowError as error:
                if self.problem is None:
                    log.error("Changes wait to be saved: %s", error)
                self.problem = error
                await self._pause(RETRY_S)
                continue
            except Exception:
                log.exception("A tick failed")
                await self._pause(RETRY_S)
                continue
            if not more:
                await self._until_next_tick()

    async def _until_next_tick(self) -> None:
        """Wait; the start and the end of a lively run cut it short, so that short commands end when they end."""
        active = [run for run in self.runs.values() if run.phase not in (Phase.QUEUED, Phase.HELD)]
        lively = [run for run in active if run.quiet_looks <= QUIET_LOOKS]
        if not lively:
            await self._pause(TICK_S if active else None)
            return
        end = time.perf_counter() + TICK_S
        while time.perf_counter() < end and not self._wake.is_set():
            await asyncio.sleep(PEEK_S)
            if any(run.has_news() for run in lively):
                break
        self._wake.clear()

    async def _pause(self, seconds: float | None) -> None:
        """Until something happens, at most ``seconds``; what happens in a burst is dealt with in one tick."""
        if seconds is None:
            await self._wake.wait()
        else:
            try:
                async with asyncio.timeout(seconds):
                    await self._wake.wait()
            except TimeoutError:
                return
        self._wake.clear()
        await asyncio.sleep(PEEK_S)

    async def _tick(self) -> bool:
        """Read for at most the time of one tick, then save once; True when there is more to read.

        The loop gets its turn after every slice.
        """
        self._ticks += 1
        end = time.perf_counter() + TICK_S
        # A hundred quiet runs are looked at in turn, so that they cost the loop little.
        waiting = [
            run
            for number, run in enumerate(list(self.runs.values()))
            if run.quiet_looks <= QUIET_LOOKS or (self._ticks + number) % QUIET_EVERY == 0
        ]
        slice_end = time.perf_counter() + SLICE_S
        while waiting and time.perf_counter() < end:
            more = []
            for run in waiting:
                if self._look(run):
                    more.append(run)
                if time.perf_counter() > slice_end:
                    await asyncio.sleep(0)
                    slice_end = time.perf_counter() + SLICE_S
            waiting = more
        await self.commit()
        return bool(waiting)

    def _look(self, run: ActiveRun) -> bool:
        forgotten = self.runs.get(run.id) is not run  # since this round began
        if forgotten or run.phase not in (Phase.STARTING, Phase.RUNNING, Phase.ENDING):
            return False
        try:
            more = run.look()
            self.log_limit.watch(run, self._launcher)
            taker = self._takers[run.id]
            if taker.pump() and run.phase is Phase.ENDING:
                run.finish()
            more = more or taker.has_more
        except (OSError, ValueError, KeyError, TypeError) as error:
            log.exception("The run folder of %s cannot be read", run.id)
            run.finish_with("lost", said("The files of this execution cannot be read: {reason}", reason=error))
            return False
        if not more:
            self._watch(run)
        return more

    def _watch(self, run: ActiveRun) -> None:
        """Is its supervisor alive, does a step want the whole run to end?"""
        if run.phase not in (Phase.STARTING, Phase.RUNNING) or run.exit is not None:
            return
        now_us = self._clock.now().boot_us
        self._stop_for_step(run, now_us)
        if now_us - self._checked_boot_us.get(run.id, 0) < LIVENESS_US:
            return
        self._checked_boot_us[run.id] = now_us
        patience = START_PATIENCE_US if run.phase is Phase.STARTING else LIVENESS_US
        if now_us - run.launched_boot_us < patience or run.run.supervised() or run.run.exit() is not None:
            return
        if not run.run.is_described():
            running = run.phase is Phase.RUNNING
            run.finish_with("lost", FOLDER_GONE if running else said("The files of this execution are missing."))
            return
        if run.phase is Phase.RUNNING:
            log.info("The supervisor of %s is gone, another one takes over", run.id)
        self._launch(run)

    def _stop_for_step(self, run: ActiveRun, now_us: int) -> None:
        """End the run that a failed or overdue step wants ended.

        A script gets a moment to end by itself. When the failure is old news, because nobody was there to see it, the
        run is ended only if the script is still in that step.
        """
        stop = run.state.stop or reducer.due_timeouts(run.state, now_us)
        if stop is None or run.stop_requested:
            return
        if run.stop_seen_boot_us is None:
            run.stop_seen_boot_us = now_us
        old_news = run.stop_seen_boot_us - stop.boot_us > STEP_PATIENCE_US
        if old_news and not is_open(run.state, stop.step_id):
            # Left behind, so that a later failure counts again.
            run.state = replace(run.state, stop=None)
            run.stop_seen_boot_us = None
            return
        if stop.reason == "step_error" and now_us - stop.boot_us < STEP_PATIENCE_US:
            return
        at_us = self._clock.now().wall_us
        try:
            self._launcher.cancel(run.run, stop.reason, message=stop.message, force=False, at_us=at_us)
        except OSError as error:
            log.warning("%s could not be asked to end: %s", run.id, error)  # asked again at the next look
            return
        run.stop_requested = True
        run.state = replace(run.state, stop=stop)
