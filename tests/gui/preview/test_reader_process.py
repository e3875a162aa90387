"""The window's side of a reader: questions, refusals, patience, and an end to everything."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import psutil
import pytest

from stepflow_desktop.gui.preview.reader_process import ReaderProcess, reader_command
from tests.gui.preview.conftest import Shower

SILENT = (sys.executable, "-c", "import time; time.sleep(60)")
BROKEN = (sys.executable, "-c", "raise SystemExit(3)")
ABSENT = ("/nowhere/to/be/found",)


class Ear:
    def __init__(self) -> None:
        self.done: list[Any] = []
        self.failed: list[tuple[str, str]] = []

    def hear(self, told: Any, payload: bytes) -> None:
        self.done.append((told, payload))

    def refuse(self, code: str, detail: str) -> None:
        self.failed.append((code, detail))

    @property
    def heard(self) -> int:
        return len(self.done) + len(self.failed)


@pytest.fixture
def ear() -> Ear:
    return Ear()


@pytest.fixture
def process(qapp: Any) -> Iterator[ReaderProcess]:
    process = ReaderProcess()
    yield process
    process.close()


def test_answers_come_with_their_bytes(process: ReaderProcess, ear: Ear, write: Shower, qtbot: Any) -> None:
    text = "line\n" * 100_000
    shown = write("a.txt", text)
    process.open("text", ear.hear, ear.refuse, path=str(shown.path), most_bytes=10**6)
    process.ask("colours", ear.hear, ear.refuse)
    qtbot.waitUntil(lambda: ear.heard == 2)
    assert ear.done[0][1].decode() == text
    assert ear.done[0][0]["lines"] == 100_000
    assert not process.is_busy


def test_a_refusal_has_a_code(process: ReaderProcess, ear: Ear, write: Shower, qtbot: Any) -> None:
    process.open("tree", ear.hear, ear.refuse, path=str(write("a.json", "{").path))
    qtbot.waitUntil(lambda: ear.heard == 1)
    assert ear.failed == [("damaged", "1:2")]


def test_whoever_does_not_answer_is_ended(ear: Ear, qtbot: Any) -> None:
    process = ReaderProcess(command=SILENT)
    process.open("text", ear.hear, ear.refuse, patience_s=0.2, path="x", most_bytes=1)
    process.ask("colours", ear.hear, ear.refuse)
    qtbot.waitUntil(lambda: ear.heard == 2)
    assert ear.failed == [("slow", ""), ("slow", "")]
    process.ask("colours", ear.hear, ear.refuse)
    assert ear.failed[-1] == ("closed", "")


@pytest.mark.parametrize("command", [BROKEN, ABSENT])
def test_a_reader_that_dies_is_told(command: tuple[str, ...], ear: Ear, qtbot: Any) -> None:
    process = ReaderProcess(command=command)
    process.open("text", ear.hear, ear.refuse, path="x", most_bytes=1)
    qtbot.waitUntil(lambda: ear.heard == 1)
    assert ear.failed == [("crashed", "")]


def test_one_that_used_up_its_time_was_slow(ear: Ear, qtbot: Any) -> None:
    process = ReaderProcess(command=(sys.executable, "-c", "import os; os.kill(os.getpid(), 24)"))
    process.open("page", ear.hear, ear.refuse, path="x", language="html")
    qtbot.waitUntil(lambda: ear.heard == 1)
    assert ear.failed == [("slow", "")]


def test_nobody_hears_of_a_file_that_was_put_away(process: ReaderProcess, ear: Ear, write: Shower, qtbot: Any) -> None:
    second = Ear()
    process.open("text", ear.hear, ear.refuse, path=str(write("a.txt", "one").path), most_bytes=9)
    process.open("text", second.hear, second.refuse, path=str(write("b.txt", "two").path), most_bytes=9)
    qtbot.waitUntil(lambda: second.heard == 1)
    assert second.done[0][1] == b"two"
    assert ear.heard == 0


def test_what_waits_can_be_forgotten(process: ReaderProcess, ear: Ear, write: Shower, qtbot: Any) -> None:
    shown = write("a.csv", "a,b\n1,2\n")
    process.open("table", ear.hear, ear.refuse, path=str(shown.path))
    process.ask("count", ear.hear, ear.refuse)
    process.ask("rows", ear.hear, ear.refuse, start=0, count=1)
    process.forget("count")
    qtbot.waitUntil(lambda: not process.is_busy)
    assert ear.heard == 2


def test_a_process_goes_with_its_owner(ear: Ear, qtbot: Any) -> None:
    process = ReaderProcess(command=SILENT)
    process.open("text", ear.hear, ear.refuse, path="x", most_bytes=1)
    qtbot.waitUntil(lambda: process._process.processId() > 0)  # type: ignore[union-attr]
    pid = process._process.processId()  # type: ignore[union-attr]
    with qtbot.waitSignal(process.destroyed):
        process.deleteLater()
    assert not psutil.pid_exists(pid)
    assert ear.heard == 0


def test_a_bundle_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/opt/stepflow/stepflow-desktop")
    assert reader_command() == ("/opt/stepflow/stepflow-desktop", "preview")
