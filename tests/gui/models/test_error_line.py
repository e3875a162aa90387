"""The line that says why, out of what common tools print."""

from __future__ import annotations

import pytest

from stepflow_desktop.core.model import Level, LogEntry
from stepflow_desktop.gui.models.error_line import error_line
from tests.gui import sample_data as data

TRACEBACK = """rolled back: no table was changed
Traceback (most recent call last):
  File "failing.py", line 90, in main
    migrate(wait)
    ~~~~~~~^^^^^^
  File "failing.py", line 76, in add_region
    raise MigrationFailed(text)
MigrationFailed: 17 rows of table invoices have no region
"""
CHAINED = """Traceback (most recent call last):
  File "a.py", line 2, in <module>
    {}["x"]
KeyError: 'x'

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "a.py", line 4, in <module>
    raise app.errors.Unready("no table x") from None
app.errors.Unready: no table x
"""
GROUP = """  + Exception Group Traceback (most recent call last):
  |   File "a.py", line 1, in <module>
  | ExceptionGroup: two of them (2 sub-exceptions)
  +-+---------------- 1 ----------------
    | ValueError: one
"""
PYTEST = """ERROR conftest: slow
    refund = client.post("/refunds", json=payload)
>   assert refund.status_code == 201
E   AssertionError: assert 409 == 201
E    +  where 409 = <Response [409 Conflict]>.status_code
E   KeyError: 'ledger_entry_id'
make: *** [Makefile:41: test-integration] Error 1
"""
NPM = """npm ERR! code ELIFECYCLE
npm ERR! errno 1
npm ERR! web@1.0.0 build: `vite build`
npm ERR! Exit status 1
"""


def entries(text: str, step_id: str | None = None, level: Level = Level.INFO) -> list[LogEntry]:
    return [
        LogEntry(offset=0, end=1, content=line, at=data.NOW, level=level, step_id=step_id) for line in text.splitlines()
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (TRACEBACK, "MigrationFailed: 17 rows of table invoices have no region"),
        (CHAINED, "app.errors.Unready: no table x"),
        (GROUP, "ExceptionGroup: two of them (2 sub-exceptions)"),
        ("Traceback (most recent call last):\n  File \"a.py\", line 1\nKeyboardInterrupt\n", "KeyboardInterrupt"),
        ("Traceback (most recent call last):\n  File \"a.py\", li", ""),
        (PYTEST, "AssertionError: assert 409 == 201"),
        ("\x1b[31mE   KeyError: 'x'\x1b[0m", "KeyError: 'x'"),
        ("main.c:3:1: error: expected ';'\nmake: *** [Makefile:2: all] Error 1", "main.c:3:1: error: expected ';'"),
        ("error[E0308]: mismatched types\nerror: could not compile", "error[E0308]: mismatched types"),
        ("2026-11-01 12:00:00 ERROR app: no disk", "2026-11-01 12:00:00 ERROR app: no disk"),
        ("ok\nmake[1]: *** [Makefile:4: it] Error 1\nmake: *** [all] Error 2", "make[1]: *** [Makefile:4: it] Error 1"),
        (NPM, "npm ERR! web@1.0.0 build: `vite build`"),
        ("npm ERR! code 1", "npm ERR! code 1"),
        ("src/a.ts(1,1): error TS2304: No name.\n" + NPM, "src/a.ts(1,1): error TS2304: No name."),
        ("TypeError: x is not a function\n    at main.js:1\n" + NPM, "TypeError: x is not a function"),
        ("thread 'main' panicked at src/main.rs:2:5:\nindex out of bounds\nnote: run with", "index out of bounds"),
        ("goroutine\npanic: runtime error: index out of range", "panic: runtime error: index out of range"),
        ("bash: line 1: frobnicate: command not found", "bash: line 1: frobnicate: command not found"),
        ("10 %\r20 %\rERROR: lost", "ERROR: lost"),
        ("fine\nalso fine", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_the_line(text: str, line: str) -> None:
    assert error_line(entries(text), None) == line


def test_the_failed_step_goes_before_the_rest() -> None:
    lines = [*entries("error: an allowed one", "a"), *entries("error: the one", "b")]
    assert error_line(lines, "b") == "error: the one"
    assert error_line(lines, None) == "error: an allowed one"
    assert error_line(lines, "c") == "error: an allowed one"


def test_a_stated_level_counts() -> None:
    assert error_line(entries("disk is gone", level=Level.ERROR), None) == "disk is gone"
