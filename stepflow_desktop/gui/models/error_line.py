"""The one line of an output that says why it failed, as common tools write it.

A *cause* is where a program tells its own end: the exception under a Python traceback, the first ``E`` line of
pytest, a panic. A *complaint* is any other line that is an error by its level. An *echo* is what an outer tool (make,
npm, just) adds because the command inside it has failed. Causes go before complaints, complaints before echoes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from stepflow_desktop.core.ansi_text import strip_sequences
from stepflow_desktop.core.model import Level, LogEntry
from stepflow_desktop.gui.log.levels import level_of

_TRACEBACK = re.compile(r"\s*(?:[|+] )*(?:Exception Group )?Traceback \(most recent call last\):?\s*$")
_CHAINED = re.compile(r"(?:During handling of the above exception|The above exception was the direct cause)")
_EXCEPTION = re.compile(r"[A-Za-z_][\w.]*(?::|\s*$)")
_PYTEST = re.compile(r"E {3}\s*(?P<words>\S.*)")
_PANIC = re.compile(r"panic: \S|fatal error: \S|Exception in thread \S|Unhandled exception\b|Segmentation fault\b")
_RUST_PANIC = re.compile(r"thread '[^']*'(?: \(\d+\))? panicked at ")
_SHELL = re.compile(r"\S*sh: (?:line )?\d+: .*(?:not found|No such file|Permission denied|syntax error)", re.IGNORECASE)
_COMPILER = re.compile(r"\S.{0,200}?\(\d+(?:,\d+)?\): (?:fatal )?error\b")
_ECHO = re.compile(
    r"make(?:\[\d+\])?: \*\*\* |npm (?:ERR!|error)|error: Recipe |ninja: build stopped|error Command failed"
)
_NPM = re.compile(r"npm (?:ERR!|error)\s*(?P<words>.*)")
_NPM_DATA = re.compile(
    r"(?:code|errno|syscall|path|dest|command|workspace|location|file|cwd)\b|A complete log|\S*_logs|in workspace|$"
)


def error_line(entries: Sequence[LogEntry], step_id: str | None) -> str:
    """The line of the step ``step_id`` if it has one, else of the whole; empty if nothing looks like an error."""
    own = [entry for entry in entries if step_id and entry.step_id == step_id]
    return _of_lines(own) or _of_lines(entries)


def _of_lines(entries: Sequence[LogEntry]) -> str:
    lines = [_plain(entry.content) for entry in entries]
    cause = _cause(lines)
    if cause:
        return cause
    wrong = [line for entry, line in zip(entries, lines, strict=True) if _is_error(entry, line)]
    complaint = next((line for line in wrong if not _ECHO.match(line)), "")
    return complaint or _echo([line for line in lines if _ECHO.match(line)])


def _plain(content: str) -> str:
    """The line as it looks: without colours, after its last carriage return."""
    return strip_sequences(content).rstrip("\r\n").rpartition("\r")[2].rstrip()


def _is_error(entry: LogEntry, line: str) -> bool:
    if not line.strip() or _TRACEBACK.match(line):
        return False
    return (
        entry.level is Level.ERROR
        or level_of(entry.content.encode("utf-8", "replace")) is Level.ERROR
        or _SHELL.match(line) is not None
        or _COMPILER.match(line) is not None
    )


def _cause(lines: Sequence[str]) -> str:
    """The first line of pytest, else the end of the last traceback, else the first panic."""
    for line in lines:
        told = _PYTEST.match(line)
        if told:
            return told["words"]
    for start in range(len(lines) - 1, -1, -1):
        if _TRACEBACK.match(lines[start]):
            raised = _raised(lines[start + 1 :])
            if raised:
                return raised
    for number, line in enumerate(lines):
        if _RUST_PANIC.match(line):
            # Since 1.73 the words stand on the next line.
            said = next(iter(lines[number + 1 : number + 2]), "")
            return said.strip() if line.endswith(":") and said.strip() else line
        if _PANIC.match(line):
            return line
    return ""


def _raised(below: Sequence[str]) -> str:
    """The exception under the frames of a traceback, which are indented."""
    for line in below:
        line = re.sub(r"^(?:\s*[|+] ?)+", "", line) if re.match(r"\s*[|+]", line) else line
        if _CHAINED.match(line):
            return ""
        if line and not line[0].isspace() and _EXCEPTION.match(line):
            return line
    return ""


def _echo(lines: Sequence[str]) -> str:
    """What npm says rather than its codes; of make, the first."""
    for line in lines:
        told = _NPM.match(line)
        if told is None or not _NPM_DATA.match(told["words"]):
            return line
    return lines[0] if lines else ""
