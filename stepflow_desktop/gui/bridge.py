"""The one way between the window and the engine.

Down: ``call`` runs an engine coroutine as a kept, named task and turns its errors into words. Up: ``updated`` brings
the engine's committed updates, merged, at most once per frame.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import traceback
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from stepflow_desktop.errors import StepFlowError, Unavailable
from stepflow_desktop.gui.translation import defect_title, error_words

if TYPE_CHECKING:
    from stepflow_desktop.core.engine import Engine

log = logging.getLogger(__name__)

FRAME_S = 0.016
PATIENCE_S = 5.0
"""How long the end of the window waits for what it has asked; what is being written is written all the same."""


class EngineBridge(QObject):
    """``engine`` for reading plain values; everything that waits goes through ``call``."""

    updated = Signal(object)  # list[Update], oldest first
    failed = Signal(str, str)  # title, details: an engine call raised something unexpected
    problem = Signal(str)  # a StepFlowError that the caller did not handle itself, in words

    def __init__(self, engine: Engine | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self._tasks: set[asyncio.Task[None]] = set()
        self._updates: asyncio.Task[None] | None = None
        self._closing = False

    @property
    def engine(self) -> Engine:
        """Raises Unavailable in the moment between the first paint and the opening of the engine."""
        if self._engine is None:
            raise Unavailable("StepFlow is still starting.")
        return self._engine

    def attach(self, engine: Engine) -> None:
        self._engine = engine

    def start(self) -> None:
        """Begin to emit ``updated``; needs the running loop."""
        if self._updates is None:
            self._updates = asyncio.get_running_loop().create_task(self._forward(), name="window updates")

    def call(
        self,
        coroutine: Coroutine[Any, Any, Any],
        *,
        name: str,
        done: Callable[[Any], None] | None = None,
        error: Callable[[str], None] | None = None,
    ) -> None:
        """Run ``coroutine`` as the task ``name``.

        Its result goes to ``done``. A ``StepFlowError`` goes to ``error`` in words, or to ``problem`` if none is
        given; anything else is a defect: it is logged and ``failed`` is emitted. Once the window closes nothing new
        is asked, for the engine closes next.
        """
        if self._closing:
            coroutine.close()
            return
        task = asyncio.get_running_loop().create_task(self._run(coroutine, name, done, error), name=name)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """End the updates and wait for calls that are under way; those that take too long are given up."""
        self._closing = True
        if self._updates is not None:
            self._updates.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._updates
            self._updates = None
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=PATIENCE_S)
            for task in late:
                task.cancel()
            if late:
                await asyncio.wait(late)

    async def _run(
        self,
        coroutine: Coroutine[Any, Any, Any],
        name: str,
        done: Callable[[Any], None] | None,
        error: Callable[[str], None] | None,
    ) -> None:
        try:
            result = await coroutine
            if done is not None:
                done(result)
        except StepFlowError as problem:
            if error is not None:
                error(error_words(problem))
            else:
                self.problem.emit(error_words(problem))
        except Exception as defect:  # noqa: BLE001  # the window goes on; the defect is logged and shown
            self._report(name, defect)

    async def _forward(self) -> None:
        """Emit what the engine has published, then let a frame pass so that the next ones merge."""
        subscription = self.engine.subscribe("window")
        try:
            while True:
                updates = await subscription.get()
                try:
                    self.updated.emit(updates)
                except Exception as defect:  # noqa: BLE001  # one bad view must not end all updates
                    self._report("showing an update", defect)
                await asyncio.sleep(FRAME_S)
        finally:
            subscription.close()

    def _report(self, name: str, defect: Exception) -> None:
        log.error("%s failed", name, exc_info=defect)
        self.failed.emit(defect_title(name), "".join((f"{name}\n", *traceback.format_exception(defect))))
