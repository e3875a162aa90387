"""The one event loop of the window and the servers: qasync's, with asyncio's own selector, timers and queue.

qasync starts a Qt timer for every callback and a notifier for every socket, which halves the rate of small requests.
Here the ready callbacks stay in asyncio's deque, timers in its heap and sockets in its selector; Qt is asked only to
wake the loop: by one posted event when callbacks are ready, by one timer for the next due time, and by one notifier
on the selector's own descriptor. Each *turn* takes what is ready for at most a *slice* of time, then lets Qt paint.
A *pass* is what Qt does between two looks at what has come in: where painting has filled one, the turn waits for the
next, so that the two do not add up.
"""

from __future__ import annotations

import asyncio
import heapq
import logging
import math
import selectors
import sys
import time
from typing import Any

import qasync
from PySide6.QtCore import QAbstractEventDispatcher, QCoreApplication, QEvent, QObject, QSocketNotifier, Qt, QTimer
from PySide6.QtWidgets import QApplication

log = logging.getLogger(__name__)

SLICE_S = 0.002
FULL_PASS_S = 0.004
_STOCK = asyncio.SelectorEventLoop
# A timer that stays cancelled is dropped from the heap once so many of them make up half of it.
_CANCELLED_KEPT = 100


class _Waker(QObject):
    """Receives the posted event that stands for all callbacks that are ready."""

    def __init__(self, loop: BatchingEventLoop) -> None:
        super().__init__()
        self._loop = loop
        self._posted = False

    def post(self) -> None:
        if not self._posted:
            self._posted = True
            QCoreApplication.postEvent(self, QEvent(QEvent.Type.User))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.User:
            self._posted = False
            self._loop.turn()
            return True
        return super().event(event)


class BatchingEventLoop(qasync.QEventLoop):  # type: ignore[misc]
    """qasync's loop, woken once per batch. ``slice_s`` bounds a turn; 0 gives Qt its say after every round."""

    slice_s = SLICE_S
    # asyncio's own, which typing stubs do not show.
    _selector: Any
    _ready: Any
    _scheduled: Any
    _timer_cancelled_count: Any
    _debug: bool

    def __init__(self, app: QApplication) -> None:
        self._waker: _Waker | None = None
        self._in_turn = False
        self._pass_began = 0.0
        self._stood_back = False
        self._interruption: BaseException | None = None
        super().__init__(app)
        self._use_stock_selector()
        self._waker = _Waker(self)
        self._due = QTimer()
        self._due.setSingleShot(True)
        self._due.setTimerType(Qt.TimerType.PreciseTimer)
        self._due.timeout.connect(self.turn)
        self._due_at = math.inf
        # An event that is posted while events are delivered is delivered with them, before any timer of Qt and before
        # anything is painted. What is left after a turn must wait behind those.
        self._rest_timer = QTimer()
        self._rest_timer.setSingleShot(True)
        self._rest_timer.setInterval(0)
        self._rest_timer.timeout.connect(self.turn)
        self._notifier = QSocketNotifier(self._selector.fileno(), QSocketNotifier.Type.Read)
        self._notifier.activated.connect(self.turn)
        self._dispatcher = QAbstractEventDispatcher.instance()
        self._dispatcher.awake.connect(self._on_awake)

    def _use_stock_selector(self) -> None:
        selector = selectors.DefaultSelector()
        for key in list(self._selector.get_map().values()):
            self._selector.unregister(key.fileobj)
            selector.register(key.fileobj, key.events, key.data)
        self._selector.close()
        self._selector = selector

    # -- asyncio's own bookkeeping instead of Qt's; each wakes the loop where asyncio would be waiting anyway

    def call_soon(self, callback: Any, *args: Any, context: Any = None) -> asyncio.Handle:
        handle = _STOCK.call_soon(self, callback, *args, context=context)
        if not self._in_turn and self._waker is not None:
            self._waker.post()
        return handle

    def call_at(self, when: float, callback: Any, *args: Any, context: Any = None) -> asyncio.TimerHandle:
        handle = _STOCK.call_at(self, when, callback, *args, context=context)
        if not self._in_turn and when < self._due_at:
            self._arm()
        return handle

    call_later = _STOCK.call_later
    # From another thread: a byte in the self-pipe, which the selector and so the notifier see.
    call_soon_threadsafe = _STOCK.call_soon_threadsafe
    run_in_executor = _STOCK.run_in_executor
    set_default_executor = _STOCK.set_default_executor
    _add_callback = _STOCK._add_callback  # type: ignore[attr-defined]
    _add_reader = _STOCK._add_reader  # type: ignore[attr-defined]
    _remove_reader = _STOCK._remove_reader  # type: ignore[attr-defined]
    _add_writer = _STOCK._add_writer  # type: ignore[attr-defined]
    _remove_writer = _STOCK._remove_writer  # type: ignore[attr-defined]

    # -- turns

    def turn(self, *_: object) -> None:
        """Run what is ready, in order, for at most a slice; then have Qt wake us for the rest."""
        if not self.is_running():
            self._notifier.setEnabled(False)
            return
        if self._rest_timer.isActive():
            # One turn, then Qt; what wants another one meanwhile is taken care of by the one that is due.
            return
        if self._in_turn:
            # A callback runs a Qt loop of its own (a native dialog, say): everything waits until it is back.
            self._notifier.setEnabled(False)
            return
        began = time.monotonic()
        if self._stands_back(began):
            self._rest_timer.start()
            self._notifier.setEnabled(False)
            return
        self._in_turn = True
        try:
            self._run_rounds(began + self.slice_s)
        except (SystemExit, KeyboardInterrupt) as interruption:
            self._interruption = interruption
            self.stop()
        finally:
            self._in_turn = False
        if self.is_running():
            self._rest()

    def _on_awake(self) -> None:
        self._pass_began = time.monotonic()

    def _stands_back(self, now: float) -> bool:
        """Whether this turn is left to the next pass of Qt, as what was painted in this one took long; never twice."""
        self._stood_back = not self._stood_back and now - self._pass_began >= FULL_PASS_S
        return self._stood_back

    def _run_rounds(self, deadline: float) -> None:
        ready, run = self._ready, self._run_handle
        while True:
            found = self._selector.select(0)
            if found:
                self._process_events(found)
            if self._scheduled:
                self._take_due()
            if not ready:
                return
            for _ in range(len(ready)):
                handle = ready.popleft()
                if not handle._cancelled:
                    run(handle)
                    if time.monotonic() >= deadline:
                        return
            if not self.is_running():
                return

    def _run_handle(self, handle: asyncio.Handle) -> None:
        if not self._debug:
            handle._run()
            return
        started = time.monotonic()
        handle._run()
        took_s = time.monotonic() - started
        if took_s >= self.slow_callback_duration:
            log.warning("Executing %r took %.3f seconds", handle, took_s)

    def _take_due(self) -> None:
        """Move due timers to the ready callbacks, and cancelled ones out of the way."""
        scheduled = self._scheduled
        if self._timer_cancelled_count > _CANCELLED_KEPT and 2 * self._timer_cancelled_count > len(scheduled):
            kept = [handle for handle in scheduled if not handle._cancelled]
            for handle in scheduled:
                handle._scheduled = not handle._cancelled
            scheduled[:] = kept
            heapq.heapify(scheduled)
            self._timer_cancelled_count = 0
        now = self.time() + self._clock_resolution
        while scheduled and (scheduled[0]._cancelled or scheduled[0]._when < now):
            handle = heapq.heappop(scheduled)
            handle._scheduled = False
            if handle._cancelled:
                self._timer_cancelled_count -= 1
            else:
                self._ready.append(handle)

    def _rest(self) -> None:
        """Make sure that Qt wakes us: at once if callbacks wait, else when a timer is due or a socket ready."""
        pending = bool(self._ready)
        if pending:
            self._rest_timer.start()
        self._arm()
        if self._notifier.isEnabled() is pending:
            # A socket that waits would keep Qt from ever being idle, which is when the timer comes.
            self._notifier.setEnabled(not pending)

    def _arm(self) -> None:
        when = self._scheduled[0]._when if self._scheduled else math.inf
        if when == self._due_at and self._due.isActive():
            return
        self._due_at = when
        if when == math.inf:
            self._due.stop()
        else:
            wait_ms = math.ceil((when - self.time()) * 1000)
            self._due.start(min(max(0, wait_ms), 2**30))

    # -- running and closing

    def run_forever(self) -> Any:
        hooks = sys.get_asyncgen_hooks()
        sys.set_asyncgen_hooks(firstiter=self._asyncgen_firstiter_hook, finalizer=self._asyncgen_finalizer_hook)
        self._rest()
        try:
            result = super().run_forever()
        finally:
            sys.set_asyncgen_hooks(*hooks)
        if self._interruption is not None:
            interruption, self._interruption = self._interruption, None
            raise interruption
        return result

    def close(self) -> None:
        if self.is_closed() or self.is_running():
            super().close()
            return
        self._notifier.setEnabled(False)
        self._due.stop()
        self._rest_timer.stop()
        self._dispatcher.awake.disconnect(self._on_awake)
        super().close()


def new_event_loop(app: QApplication) -> asyncio.AbstractEventLoop:
    """The loop for ``app``; on Windows, where sockets have no selector to watch, it is qasync's own."""
    return qasync.QEventLoop(app) if sys.platform == "win32" else BatchingEventLoop(app)
