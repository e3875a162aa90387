"""How a run looks in a terminal: its log flows upwards, the open step with its bar stays on the last line.

Where the output is no terminal, the same story is told line by line: steps when they start and end, the log between.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from typing import Any, TextIO

from stepflow_desktop.core import wording

_MARKS = {"completed": "✔", "failed": "✖", "skipped": "»", "cancelled": "⊘"}
_COLOURS = {"completed": "32", "failed": "31", "skipped": "90", "cancelled": "90", "running": "34"}
_BAR_CELLS = 24


class RunView:
    """Draws what it is told about one execution; dicts are those of the REST API."""

    def __init__(self, stream: TextIO, *, quiet: bool) -> None:
        self._stream = stream
        self._quiet = quiet
        self._live = stream.isatty()
        self._status_shown = False
        self._told: dict[str, str] = {}

    def show(
        self,
        execution: Mapping[str, Any],
        steps: Sequence[Mapping[str, Any]],
        entries: Sequence[Mapping[str, Any]],
    ) -> None:
        """Tell what came since the last call, each line under its step, then draw the status line."""
        by_id = {step["id"]: step for step in steps}
        for entry in entries:
            step = by_id.get(entry["step_id"])
            if step is not None and step["id"] not in self._told:
                self._steps([earlier for earlier in steps if earlier["index"] < step["index"]], execution)
                self._start(step, execution)
            if not self._quiet:
                self._line(str(entry["content"]))
        self._steps(steps, execution)
        if self._live and execution["status"] in ("pending", "running"):
            self._status(execution, steps)

    def _steps(self, steps: Sequence[Mapping[str, Any]], execution: Mapping[str, Any]) -> None:
        for step in steps:
            status = step["status"]
            if status == "pending" or self._told.get(step["id"]) == status:
                continue
            if step["id"] not in self._told and status != "skipped":
                self._start(step, execution)
            if status != "running":
                self._line(self._ended(step))
            self._told[step["id"]] = status

    def _start(self, step: Mapping[str, Any], execution: Mapping[str, Any]) -> None:
        self._line(self._coloured("running", f"▶ {self._number(step, execution)} {step['name']}"))
        self._told[step["id"]] = "running"

    def end(self, execution: Mapping[str, Any], artifacts: Sequence[Mapping[str, Any]]) -> None:
        """The last words: outcome, time, files."""
        self._clear()
        for artifact in artifacts:
            size = wording.size(artifact["file_size"])
            self._line(f"  {artifact['name']} ({size}) {artifact['description']}".rstrip())
        status = execution["status"]
        text = f"{_MARKS.get(status, '·')} {execution['name']}: {status}"
        if execution["duration_seconds"] is not None:
            text += f" after {wording.duration(execution['duration_seconds'])}"
        if execution["error_message"]:
            text += f". {execution['error_message']}"
        self._line(self._coloured(status, text))

    def _ended(self, step: Mapping[str, Any]) -> str:
        time = f"  {wording.duration(step['duration_seconds'])}" if step["duration_seconds"] is not None else ""
        reason = f"  {step['error_message']}" if step["error_message"] else ""
        return self._coloured(step["status"], f"{_MARKS[step['status']]} {step['name']}{time}{reason}")

    @staticmethod
    def _number(step: Mapping[str, Any], execution: Mapping[str, Any]) -> str:
        return f"{step['index'] + 1}/{max(execution['total_steps'], step['index'] + 1)}"

    def _status(self, execution: Mapping[str, Any], steps: Sequence[Mapping[str, Any]]) -> None:
        running = [step for step in steps if step["status"] == "running"]
        name = running[-1]["name"] if running else execution["name"]
        fraction = running[-1].get("progress") if running else None
        elapsed = wording.duration(execution["duration_seconds"] or 0)
        tail = f" {elapsed}"
        if fraction is not None:
            tail = f" {bar(fraction)} {fraction:4.0%} {elapsed}"
        elif execution["progress_percentage"] > 0:
            tail = f" {bar(execution['progress_percentage'] / 100)} {execution['progress_percentage']:3.0f}% {elapsed}"
        room = shutil.get_terminal_size().columns - len(tail) - 3
        self._clear()
        self._stream.write(self._coloured("running", "● ") + name[: max(room, 8)] + tail)
        self._stream.flush()
        self._status_shown = True

    def _line(self, text: str) -> None:
        self._clear()
        self._stream.write(text + "\n")
        self._stream.flush()

    def _clear(self) -> None:
        if self._status_shown:
            self._stream.write("\r\x1b[K")
            self._status_shown = False

    def _coloured(self, status: str, text: str) -> str:
        return f"\x1b[{_COLOURS.get(status, '0')}m{text}\x1b[0m" if self._live else text


def bar(fraction: float) -> str:
    """``████████░░░░`` of fixed width; eighths of a cell keep slow progress visible."""
    eighths = round(min(max(fraction, 0.0), 1.0) * _BAR_CELLS * 8)
    full, rest = divmod(eighths, 8)
    part = " ▏▎▍▌▋▊▉"[rest] if rest else ""
    return ("█" * full + part).ljust(_BAR_CELLS, "░")
