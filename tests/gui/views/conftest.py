"""The afternoon's executions behind a bridge that answers at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.gui import sample_data as data


@pytest.fixture
def afternoon(tmp_path: Path) -> data.FakeEngine:
    return data.FakeEngine(data.afternoon(), tmp_path)


@pytest.fixture
def fake_bridge(afternoon: data.FakeEngine) -> data.FakeBridge:
    return data.FakeBridge(afternoon)


@pytest.fixture
def clock() -> data.FixedClock:
    return data.FixedClock()
