"""In a process of its own: how the log view opens, scrolls and searches the log at PATH, printed as JSON."""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import psutil
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from stepflow_desktop.core.model import Execution, ExecutionStatus
from stepflow_desktop.gui import application
from stepflow_desktop.gui.log.log_panel import LogPanel
from stepflow_desktop.gui.log.search import Query
from stepflow_desktop.gui.theme import Theme

SIZE = (1000, 900)
FRAMES = 300
PLACES = 500
PATIENCE_S = 300


class Probe:
    def __init__(self, app: QApplication, path: Path) -> None:
        self._app = app
        self._path = path
        self._memory = psutil.Process()
        self.told: dict[str, float] = {}
        self.panel = LogPanel(Theme("light"))
        self.panel.resize(*SIZE)
        self.panel.show()
        self._let_qt(lambda: True)
        self._picture = QImage(self.panel.view.viewport().size(), QImage.Format.Format_RGB32)

    def measure(self) -> dict[str, float]:
        self._open()
        self._scroll()
        self._jump()
        self.told["plain_s"] = self._search(Query("needle in it"))
        self.told["regex_s"] = self._search(Query(r"needle \w+ it \d+$", regex=True, case=True))
        self.told["run_s"] = self._search(Query(r"\b\d{11,}", regex=True))
        self.told["memory_mb"] = self._memory.memory_info().rss / 1e6 - self._before
        self.panel.clear()
        return self.told

    def _open(self) -> None:
        self._before = self._memory.memory_info().rss / 1e6
        start = time.perf_counter()
        self.panel.set_execution(self._path, _execution(), (), (), ())
        self._let_qt(lambda: self._rows() > 0)
        self._paint()
        self.told["shown_s"] = time.perf_counter() - start
        size = self._path.stat().st_size
        self._let_qt(lambda: self.panel.view.document is not None and self.panel.view.document.snapshot.size == size)
        self.told["opened_s"] = time.perf_counter() - start
        self.told["rows"] = self._rows()
        self._let_qt(lambda: self.panel.view.document is not None and self.panel.view.document.snapshot.scanned >= 1)
        self.told["marked_s"] = time.perf_counter() - start

    def _scroll(self) -> None:
        """The wheel, a few rows each frame, and whole pages."""
        view = self.panel.view
        for name, lines in (("wheel", 3), ("page", view.place.page_lines())):
            view.go_to_row(self._rows() // 2)
            self._let_qt(lambda: True)
            start = time.thread_time()
            for _ in range(FRAMES):
                view.scroll_lines(lines)
                self._app.processEvents()
            self.told[f"{name}_ms"] = (time.thread_time() - start) / FRAMES * 1000

    def _jump(self) -> None:
        """To any line, and paint it."""
        chance, took = random.Random(1), []
        for _ in range(PLACES):
            number = chance.randrange(1, self._rows())
            start = time.perf_counter()
            self.panel.show_line(number)
            self._paint()
            took.append((time.perf_counter() - start) * 1000)
        took.sort()
        self.told["jump_p99_ms"] = took[int(0.99 * PLACES)]

    def _search(self, query: Query) -> float:
        field, finding = self.panel.bar.find_field, self.panel.view.finding
        field.case.setChecked(query.case)
        field.regex.setChecked(query.regex)
        start = time.perf_counter()
        field.setText(query.text)
        self._let_qt(lambda: finding.matcher is not None and finding.matcher.query == query and not finding.searching)
        self.told["matches"] = finding.total
        return time.perf_counter() - start

    def _rows(self) -> int:
        return self.panel.view.place.total

    def _paint(self) -> None:
        self.panel.view.viewport().render(self._picture)

    def _let_qt(self, done: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE_S
        while True:
            self._app.processEvents()
            if done():
                return
            if time.monotonic() > end:
                raise RuntimeError("the log view did not get there")
            time.sleep(0.001)


def _execution() -> Execution:
    now = datetime.now(UTC)
    return Execution(
        id="bench",
        name="Bench",
        command="x",
        working_directory="/",
        created_at=now,
        status=ExecutionStatus.COMPLETED,
        started_at=now,
        started_boot_us=0,
        completed_at=now,
    )


def main(path: Path) -> None:
    sys.setswitchinterval(0.0005)
    app = application.make_application([])
    print(json.dumps(Probe(app, path).measure()))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
