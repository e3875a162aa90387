"""What every test shares: no screen, no settings of the person at the keyboard, no warning that goes unnoticed."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator

import pytest

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_API"] = "pyside6"
for variable in [name for name in os.environ if name.startswith("STEPFLOW_")]:
    del os.environ[variable]

WATCHED_LOGGERS = ("stepflow_desktop", "asyncio", "qasync", "aiohttp", "websockets")


def pytest_configure(config: pytest.Config) -> None:
    # The offscreen platform has no window manager and says so whenever one is asked for something.
    config.addinivalue_line("qt_log_ignore", "This plugin does not support (propagateSizeHints|raise)")


@pytest.fixture
def expected_log() -> list[str]:
    """Patterns of the warnings and errors that this test means to cause: ``expected_log.append("cannot be read")``."""
    return []


@pytest.fixture(autouse=True)
def _no_unexpected_log(caplog: pytest.LogCaptureFixture, expected_log: list[str]) -> Iterator[None]:
    """A warning or error in the log that the test did not name fails it; so does a named one that never came."""
    yield
    records = [
        record
        for phase in ("setup", "call")
        for record in caplog.get_records(phase)
        if record.levelno >= logging.WARNING and record.name.split(".")[0] in WATCHED_LOGGERS
    ]
    messages = [record.getMessage() for record in records]
    unexpected = [m for m in messages if not any(re.search(pattern, m) for pattern in expected_log)]
    absent = [pattern for pattern in expected_log if not any(re.search(pattern, m) for m in messages)]
    assert not unexpected, f"unexpected log messages: {unexpected}"
    assert not absent, f"log messages that never came: {absent}"
