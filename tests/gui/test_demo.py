"""The demos can be started."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from stepflow_desktop.gui.demo import demo


@pytest.mark.parametrize("failing", [False, True])
def test_a_demo_names_a_script_that_is_there(failing: bool) -> None:
    request = demo(failing=failing)
    assert request.command[0] == sys.executable
    assert Path(request.command[-1]).is_file()
    assert request.name
