"""Levels of lines by table, and that no line with a level is passed over."""

from __future__ import annotations

import pytest

from stepflow_desktop.core.model import Level
from stepflow_desktop.gui.log.levels import candidates, level_of, line_starts, stated_level
from stepflow_desktop.gui.log.word_bones import bones

ERROR, WARNING, DEBUG = Level.ERROR, Level.WARNING, Level.DEBUG
TABLE: list[tuple[bytes, Level | None]] = [
    (b"::error file=a.py,line=3::broken", ERROR),
    (b"::warning::careful", WARNING),
    (b"::notice::fine, no error:", None),
    (b"::debug::details", DEBUG),
    (b"ERROR something", ERROR),
    (b"  [ERROR] something", ERROR),
    (b"Error: something", ERROR),
    (b"error[E0308]: mismatched types", ERROR),
    (b"fatal: not a repository", ERROR),
    (b"FATAL x", ERROR),
    (b"CRITICAL:root:x", ERROR),
    (b"Traceback (most recent call last):", ERROR),
    (b"KeyError: 'x'", ERROR),
    (b"requests.exceptions.HTTPError: 500", ERROR),
    (b"E   AssertionError: assert 1 == 2", ERROR),
    (b"[Warning] whitespace in names", WARNING),
    (b"WARN  x", WARNING),
    (b"warning: unused variable", WARNING),
    (b"DEBUG x", DEBUG),
    (b"2026-11-03 12:00:00,123 ERROR worker.pool: failed", ERROR),
    (b"2026-11-03T12:00:00Z [worker] WARNING slow", WARNING),
    (b"12:00:00.123 | DEBUG | x", DEBUG),
    (b"src/a.c:10:5: error: expected ;", ERROR),
    (b"src/a.py:12: warning: unused import", WARNING),
    (b"\x1b[31mall of it is red\x1b[0m", ERROR),
    (b"\x1b[1;33mall of it is yellow\x1b[0m\x1b[K", WARNING),
    (b"50%\rERROR after the bar", ERROR),
    (b"", None),
    (b"an ordinary line", None),
    (b"Errors: 0", None),
    (b"Error rate 0.05", None),
    (b"no error here", None),
    (b"2026-11-03 12:00:00 INFO x: 1 ERROR found", None),
    (b"\x1b[31mFAILED\x1b[0m tests/test_a.py", None),
    (b"\x1b[31m\x1b[1m____ test_a ____\x1b[0m", None),
    (b"\x1b[32mall of it is green\x1b[0m", None),
    (b"warnings.py imported", None),
    (b"ERROR early\rfine now", None),
]


@pytest.mark.parametrize(("line", "level"), TABLE)
def test_level_of(line: bytes, level: Level | None) -> None:
    assert level_of(line) is level
    assert level_of(line + b"\r\n") is level


def _candidates(chunk: bytes) -> set[int]:
    return candidates(chunk, bones(chunk))


def test_every_line_with_a_level_is_a_candidate() -> None:
    chunk = b"\n".join(line for line, _ in TABLE) + b"\n"
    found = _candidates(chunk)
    at = 0
    for line, level in TABLE:
        if level is not None:
            assert at in found, line
            assert _candidates(b"x\n" + line) == {2}
            assert 0 in _candidates(line + b"\n"), line
        at += len(line) + 1


def test_lines_that_hold_a_needle() -> None:
    chunk = b"STEP_ a STEP_\nx\n::a\n::b\nSTEP_"
    assert line_starts(chunk, (b"STEP_",)) == {0, 24}
    assert line_starts(chunk, (b"\n::",)) == {16, 20}
    assert line_starts(chunk, (b"nothing",)) == set()


@pytest.mark.parametrize(
    ("line", "level"),
    [
        (b"::error::no\n", Level.ERROR),
        (b"50 %\r::warning file=a.py::no\r\n", Level.WARNING),
        (b"::debug::no\n", Level.DEBUG),
        (b"::notice::no\n", None),
        (b"ERROR no\n", None),
        (b"\x1b[31mno\x1b[0m\n", None),
    ],
)
def test_without_guessing_only_commands_state_a_level(line: bytes, level: Level | None) -> None:
    assert stated_level(line) is level
