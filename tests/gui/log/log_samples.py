"""Logs with steps, made line by line, for the tests of the log view."""

from __future__ import annotations

import struct
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from stepflow_desktop.core.model import Artifact, ArtifactType, Execution, ExecutionStatus, Step, StepStatus
from stepflow_desktop.gui.log.log_panel import LogPanel
from stepflow_desktop.gui.log.rows import RowKind

START = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)
BOOT_US = 5_000_000


class SampleLog:
    """A log that is written to ``path`` as it is made; each line a tenth of a second after the one before."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "output.log"
        self.size = self.count = 0
        self.steps: list[Step] = []
        self.artifacts: list[Artifact] = []
        self.path.write_bytes(b"")

    def lines(self, *lines: str) -> None:
        data = "".join(f"{line}\n" for line in lines).encode()
        index = b""
        for line in lines:
            self.size += len(line.encode()) + 1
            self.count += 1
            wall_us = int(START.timestamp() * 1e6) + self.count * 100_000
            index += struct.pack("<qqq", self.size, wall_us, BOOT_US + self.count * 100_000)
        with self.path.open("ab") as log, self.path.with_suffix(".idx").open("ab") as times:
            log.write(data)
            times.write(index)

    def start(self, name: str) -> None:
        self.lines(f"STEP_START:{name}")
        index = len(self.steps)
        self.steps.append(
            Step(
                id=f"step{index}",
                execution_id="e",
                name=name,
                index=index,
                created_at=START,
                status=StepStatus.RUNNING,
                start_offset=self.size,
                started_boot_us=BOOT_US,
            )
        )

    def end(self, status: StepStatus = StepStatus.COMPLETED, step: int = -1) -> None:
        self.steps[step] = replace(self.steps[step], status=status, end_offset=self.size, duration_s=1.5)
        self.lines(f"STEP_COMPLETE:{self.steps[step].name}")

    def artifact(self, name: str) -> None:
        self.artifacts.append(
            Artifact(
                id=name,
                execution_id="e",
                name=name,
                file_path=name,
                file_name=name,
                file_size=1,
                mime_type="text/plain",
                artifact_type=ArtifactType.OTHER,
                created_at=START,
                offset=self.size,
            )
        )
        self.lines(f"ARTIFACT:{name}")


def execution(status: ExecutionStatus = ExecutionStatus.COMPLETED) -> Execution:
    return Execution(
        id="e",
        name="Sample",
        command="x",
        working_directory="/",
        created_at=START,
        status=status,
        started_at=START,
        started_boot_us=BOOT_US,
        completed_at=START if status.is_final else None,
    )


def finished_log(folder: Path) -> SampleLog:
    """Two steps that went well, one that failed with an artifact, lines before and after."""
    log = SampleLog(folder)
    log.lines("before")
    log.start("One")
    log.lines(*(f"one {number}" for number in range(5)))
    log.end()
    log.lines("between")
    log.start("Two")
    log.lines("two a", "WARNING: two b", "META:PROGRESS:50", "two c")
    log.end()
    log.start("Three")
    log.lines("three a", "ERROR three b")
    log.artifact("report.txt")
    log.lines("three c", "Error: three d")
    log.end(StepStatus.FAILED)
    log.lines("after")
    return log


def settle(qtbot: QtBot, panel: LogPanel, size: int | None = None) -> None:
    """Wait until the view shows everything that is wanted of the log."""

    def settled() -> None:
        document, worker = panel.view.document, panel._worker
        assert document is not None and worker is not None
        snapshot = document.snapshot
        assert snapshot.wanted == worker._wanted
        assert (size is None or snapshot.size == size) and snapshot.scanned == 1 and not snapshot.searching

    qtbot.waitUntil(settled)


def rows(panel: LogPanel) -> list[str]:
    """The rows in words."""
    document = panel.view.document
    assert document is not None
    words = []
    for number in range(document.rows.total):
        row = document.row(number)
        if row.kind is RowKind.STEP:
            words.append(f"[{document.steps[row.item].name}]")
        elif row.kind is RowKind.ARTIFACT:
            words.append(f"<{document.snapshot.layout.artifacts[row.item].name}>")
        else:
            words.append(document.line(row.item).text)
    return words


def visible(panel: LogPanel) -> list[str]:
    return [rows(panel)[each.number] for each in panel.view.place.placed()]


def long_log(folder: Path, lines: int = 300) -> SampleLog:
    log = SampleLog(folder)
    log.start("Count")
    log.lines(*(f"line {number}" for number in range(lines)))
    return log


def point_of(panel: LogPanel, text: str, column: int = 0) -> QPoint:
    """Where ``text``, a row in sight, stands in the viewport."""
    view = panel.view
    for placed in view.place.placed():
        if rows(panel)[placed.number] == text:
            x = view.painter.text_left + column * view.painter.text.column_width + 1
            return QPoint(round(x), placed.y + 10)
    raise AssertionError(f"{text} is not in sight")


def press(qtbot: QtBot, panel: LogPanel, point: QPoint, *, shift: bool = False) -> None:
    modifier = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, modifier, point)
