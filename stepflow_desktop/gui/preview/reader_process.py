"""The window's side of a reader: asks its process one question at a time and ends it when it does not answer.

Nothing waits here: answers arrive as callbacks from Qt's loop.
"""

from __future__ import annotations

import contextlib
import json
import sys
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer

from stepflow_desktop.core import own_programs

PATIENCE_S = 20.0
# The signal of a system that limits the processor's time.
OUT_OF_TIME = 24
END_MS = 2_000
MOST_ANSWER_BYTES = 256_000_000
_KEPT_VARIABLES = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "SYSTEMROOT", "FONTCONFIG_FILE", "LD_LIBRARY_PATH")

Done = Callable[[Mapping[str, Any], bytes], None]
Failed = Callable[[str, str], None]  # code, detail


def reader_command() -> tuple[str, ...]:
    """How to start a reader: by the hidden verb of our own executable in a bundle, else with this interpreter."""
    if own_programs.frozen():
        return own_programs.command("preview", window=True)
    root = str(Path(__file__).resolve().parents[3])
    code = f"import sys; sys.path.insert(0, {root!r}); from stepflow_desktop.__main__ import main; main(['preview'])"
    return (sys.executable, "-I", "-c", code)


@dataclass(frozen=True, slots=True)
class _Question:
    ask: str
    arguments: Mapping[str, Any]
    done: Done
    failed: Failed
    patience_s: float

    def line(self) -> bytes:
        return json.dumps({"ask": self.ask, "with": dict(self.arguments)}).encode() + b"\n"


class ReaderProcess(QObject):
    """One reader for one file. Besides the codes of the readers, ``failed`` may get slow, crashed or closed."""

    def __init__(self, parent: QObject | None = None, *, command: tuple[str, ...] | None = None) -> None:
        super().__init__(parent)
        self._command = command or reader_command()
        self._process: QProcess | None = None
        # A widget may go without a word; its process must not stay.
        running: list[QProcess] = []
        self._running = running
        self.destroyed.connect(lambda: _end_all(running))
        self._waiting: deque[_Question] = deque()
        self._asked: _Question | None = None
        self._heard = bytearray()
        self._head: dict[str, Any] | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(lambda: self._give_up("slow"))

    def open(self, kind: str, done: Done, failed: Failed, *, patience_s: float = PATIENCE_S, **arguments: Any) -> None:
        """Start over with another file; what was asked about the one before is forgotten."""
        self.close()
        process = self._process = QProcess()
        self._running.append(process)
        environment = QProcessEnvironment()
        ours = QProcessEnvironment.systemEnvironment()
        for name in _KEPT_VARIABLES:
            if ours.contains(name):
                environment.insert(name, ours.value(name))
        process.setProcessEnvironment(environment)
        process.setStandardErrorFile(QProcess.nullDevice())
        process.readyReadStandardOutput.connect(self._on_output)
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_error)
        process.start(self._command[0], list(self._command[1:]))
        self.ask("open", done, failed, patience_s=patience_s, kind=kind, **arguments)

    def ask(
        self, question: str, done: Done, failed: Failed, *, patience_s: float = PATIENCE_S, **arguments: Any
    ) -> None:
        """Put a question; it waits for those before it."""
        if self._process is None:
            failed("closed", "")
            return
        self._waiting.append(_Question(question, arguments, done, failed, patience_s))
        self._next()

    def forget(self, question: str) -> None:
        """Drop what waits of these questions: others are of interest now."""
        self._waiting = deque(each for each in self._waiting if each.ask != question)

    def close(self) -> None:
        """End the process; nobody hears of what was asked."""
        self._timer.stop()
        self._waiting.clear()
        self._asked = self._head = None
        self._heard.clear()
        process, self._process = self._process, None
        if process is not None:
            self._running.remove(process)
            _end(process)

    @property
    def is_busy(self) -> bool:
        return self._asked is not None

    def _next(self) -> None:
        if self._asked is None and self._waiting and self._process is not None:
            self._asked = self._waiting.popleft()
            self._process.write(self._asked.line())
            self._timer.start(round(self._asked.patience_s * 1000))

    def _on_output(self) -> None:
        process = self._process
        if process is None:
            return
        self._heard += process.readAllStandardOutput().data()
        if self._head is None:
            end = self._heard.find(b"\n")
            if end < 0:
                return
            self._head = json.loads(bytes(self._heard[:end]))
            del self._heard[: end + 1]
        if self._head["bytes"] > MOST_ANSWER_BYTES:
            self._give_up("too_big")
        elif len(self._heard) >= self._head["bytes"]:
            self._answer()

    def _answer(self) -> None:
        head, question = self._head, self._asked
        assert head is not None
        payload = bytes(self._heard[: head["bytes"]])
        del self._heard[: head["bytes"]]
        self._timer.stop()
        self._head = self._asked = None
        self._next()
        if question is None:
            return
        if "refused" in head:
            question.failed(head["refused"], head.get("detail", ""))
        else:
            question.done(head["told"], payload)

    def _on_finished(self, code: int, status: QProcess.ExitStatus) -> None:
        ended = status == QProcess.ExitStatus.CrashExit and code == OUT_OF_TIME
        self._give_up("slow" if ended else "crashed")

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._give_up("crashed")

    def _give_up(self, code: str) -> None:
        """Everybody who waits hears why; the process is ended."""
        questions = [each for each in (self._asked, *self._waiting) if each is not None]
        self.close()
        for question in questions:
            question.failed(code, "")


def _end_all(processes: list[QProcess]) -> None:
    for process in processes:
        _end(process)


def _end(process: QProcess) -> None:
    # At the end of the program Qt may have been faster.
    with contextlib.suppress(RuntimeError):
        process.blockSignals(True)
        process.kill()
        process.waitForFinished(END_MS)
        process.deleteLater()
