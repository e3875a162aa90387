"""What the tests of the settings share."""

from __future__ import annotations

import pytest

from stepflow_desktop.gui.preferences import Preferences
from stepflow_desktop.settings import Settings


@pytest.fixture
def preferences(qapp: object, settings: Settings) -> Preferences:
    """Settings that are written nowhere."""
    return Preferences(settings, save=lambda _path, _changes: None)
