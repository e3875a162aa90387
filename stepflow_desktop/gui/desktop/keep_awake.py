"""Keeps the computer from going to sleep by itself while something runs, where systemd-logind can be asked."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from stepflow_desktop.gui.translation import reason_words

# It ends with its input, that is with us, however we end.
_ARGUMENTS = (
    *("--what=idle:sleep", "--mode=block", "--who=StepFlow", "--why=Commands are running"),
    "cat",
)
LOOK_MS = 1_000
PATIENCE_S = 2.0


class KeepAwake(QObject):
    """``problem`` says why it cannot be done, empty while nothing is known against it."""

    changed = Signal()

    def __init__(
        self, parent: QObject | None = None, *, command: Sequence[str] | None = None, look_ms: int = LOOK_MS
    ) -> None:
        super().__init__(parent)
        self._command = list(command) if command is not None else _found()
        self._process: subprocess.Popen[bytes] | None = None
        self._timer = QTimer(self, singleShot=True, interval=look_ms)
        self._timer.timeout.connect(self._look)
        self.problem = "" if self._command else self.tr("This computer offers no way to ask for it")

    @property
    def is_held(self) -> bool:
        return self._process is not None

    def hold(self, wanted: bool) -> None:
        """Keep it awake from now on, or let it sleep."""
        if wanted and self._process is None and not self.problem:
            self._start()
        elif not wanted and self._process is not None:
            process, self._process = self._process, None
            self._timer.stop()
            _end(process)

    def _start(self) -> None:
        try:
            self._process = subprocess.Popen(
                self._command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
            )
        except OSError as error:
            self._refuse(reason_words(error))
        else:
            self._timer.start()

    def _look(self) -> None:
        """One that has ended although nobody let go was refused."""
        process = self._process
        if process is not None and process.poll() is not None:
            self._process = None
            assert process.stderr is not None
            said = process.stderr.read().decode(errors="replace").strip()
            _end(process)
            self._refuse(said.splitlines()[-1] if said else self.tr("The system does not allow it"))

    def _refuse(self, problem: str) -> None:
        self.problem = problem
        self.changed.emit()


def _end(process: subprocess.Popen[bytes]) -> None:
    assert process.stdin is not None and process.stderr is not None
    process.stdin.close()
    try:
        process.wait(PATIENCE_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    process.stderr.close()


def _found() -> list[str]:
    program = shutil.which("systemd-inhibit")
    return [program, *_ARGUMENTS] if program else []
