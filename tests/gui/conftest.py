"""What the tests of the window share: its loop for async tests, a theme, and an engine that runs nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from stepflow_desktop.gui.bridge import EngineBridge
from stepflow_desktop.gui.loop import new_event_loop
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.settings import Settings
from tests.gui.fake_engine import FakeEngine, FakeServers
from tests.waiting import PatientBot


def pytest_asyncio_loop_factories(
    config: pytest.Config, item: pytest.Item
) -> Mapping[str, Callable[[], asyncio.AbstractEventLoop]]:
    """Async tests in here run on the window's own loop."""
    return {"window": _window_loop}


def _window_loop() -> asyncio.AbstractEventLoop:
    app = QApplication.instance() or QApplication(["stepflow"])
    assert isinstance(app, QApplication)
    # As the application has it: a window that closes must not end the loop of the test.
    app.setQuitOnLastWindowClosed(False)
    return new_event_loop(app)


@pytest.fixture(autouse=True)
def _no_key_stays_pressed() -> Iterator[None]:
    """A click with Shift leaves Shift pressed, and the next test would choose rows with it."""
    yield
    if QApplication.instance() is not None and QApplication.keyboardModifiers():
        QTest.keyRelease(QWidget(), Qt.Key.Key_Shift)
        assert not QApplication.keyboardModifiers()


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> PatientBot:
    return PatientBot(request)


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme("light")


@pytest.fixture
def engine(tmp_path: Path) -> FakeEngine:
    return FakeEngine(tmp_path)


@pytest.fixture
def servers() -> FakeServers:
    return FakeServers()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        storage_path=tmp_path / "data", working_directory=tmp_path, config_path=tmp_path / "config" / "config.toml"
    )


@pytest.fixture
def bridge(qapp: QApplication, engine: FakeEngine) -> EngineBridge:
    return EngineBridge(engine)  # type: ignore[arg-type]
