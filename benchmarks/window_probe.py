"""Runs the program's window and notes when it was first painted and how late a 16 ms timer was, second by second.

It opens each execution that comes, as somebody would who started it: its log is followed while it grows. With every
beat of the timer it does what ``BENCH_ACT`` says: ``scroll_log`` and ``scroll_list`` turn the wheel there.
"""

from __future__ import annotations

import json
import os
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractEventDispatcher, Qt, QTimer

from stepflow_desktop.gui import application
from stepflow_desktop.gui.main_window import MainWindow

INTERVAL_MS = 16
NOTED_MS = 0.1
ONE_WAY = 90


def scroll_log(window: Any, beat: int) -> None:
    """Three lines a frame, up for a while and down again."""
    page = window.executions
    if page is not None and page.pane.isVisible():
        page.pane.log.view.scroll_lines(-3 if beat // ONE_WAY % 2 == 0 else 3)


def scroll_list(window: Any, beat: int) -> None:
    page = window.executions
    if page is not None and page.list.isVisible():
        bar = page.list.rows.verticalScrollBar()
        bar.setValue(bar.value() + (60 if beat // ONE_WAY % 2 == 0 else -60))


ACTS = {"scroll_log": scroll_log, "scroll_list": scroll_list}


def main(arguments: list[str]) -> int:
    told: dict[str, Any] = {"painted_at": 0.0, "late_ms": [], "turn_ms": []}
    make_application = application.make_application
    act = ACTS.get(os.environ.get("BENCH_ACT", ""))
    windows: list[MainWindow] = []

    def with_timer(argv: list[str]) -> Any:
        app = make_application(argv)
        timer = QTimer(app)
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        last, worked = time.perf_counter(), time.thread_time()

        def tick() -> None:
            nonlocal last
            now = time.perf_counter()
            told["late_ms"].append((time.time(), max(0.0, (now - last) * 1000 - INTERVAL_MS)))
            last = now
            if act is not None and windows:
                act(windows[0], len(told["late_ms"]))

        def turn() -> None:
            nonlocal worked
            now = time.thread_time()
            if (now - worked) * 1000 > NOTED_MS:
                told["turn_ms"].append((time.time(), (now - worked) * 1000))
            worked = now

        dispatcher = QAbstractEventDispatcher.instance()
        dispatcher.aboutToBlock.connect(turn)
        timer.timeout.connect(tick)
        timer.start(INTERVAL_MS)
        return app

    class Watched(MainWindow):
        _newest: Any = (datetime.min.replace(tzinfo=UTC), "")

        def __init__(self, *parts: Any) -> None:
            super().__init__(*parts)
            self.painted.connect(lambda: told.update(painted_at=told["painted_at"] or time.time()))
            self._bridge.updated.connect(self._open_newest)
            windows.append(self)
            self.closed.connect(windows.clear)

        def _open_newest(self, updates: Any) -> None:
            newest = max(updates, key=lambda update: update.execution.created_at).execution
            if not newest.status.is_final and (newest.created_at, newest.id) > self._newest:
                self._newest = (newest.created_at, newest.id)
                self.open_execution(newest.id)

    application.make_application = with_timer  # type: ignore[assignment]
    application.MainWindow = Watched  # type: ignore[misc]
    from stepflow_desktop import cli

    try:
        return cli.main(arguments[1:])
    finally:
        Path(arguments[0]).write_text(json.dumps(told))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
