"""A second start of the program: what it asks for reaches the window that is open, and nothing is ever started."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from stepflow_desktop.core.storage import Storage
from tests.waiting import wait_until

PORTS = ("--http-port", "0", "--websocket-port", "0")


def start(storage: Path, *words: str) -> subprocess.Popen[str]:
    environ = {k: v for k, v in os.environ.items() if not k.startswith("STEPFLOW_")}
    environ |= {"QT_QPA_PLATFORM": "offscreen", "STEPFLOW_CONFIG_PATH": str(storage.parent / "config.toml")}
    command = [sys.executable, "-m", "stepflow_desktop", *words, "--storage-path", str(storage), *PORTS]
    return subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.fixture
def window(tmp_path: Path) -> Iterator[str]:
    """The address of an open window."""
    storage = tmp_path / "storage"
    process = start(storage, "open")
    address = wait_until(lambda: Storage(storage).owner().get("address"), "the window")
    yield address
    process.send_signal(signal.SIGTERM)
    _out, err = process.communicate(timeout=30)
    assert process.returncode == 0
    assert "Traceback" not in err


def test_a_later_start_hands_over_what_it_is_asked_for_and_ends(window: str, tmp_path: Path) -> None:
    api = f"{window}/api/executions"
    made = requests.post(api, json={"command": "echo one"}, timeout=30).json()["data"]["execution_id"]
    script = tmp_path / "never run.sh"
    script.write_text(f"touch '{tmp_path}/ran'\n")
    for target in ([str(script)], [script.as_uri()], [made[:8]], [f"stepflow://{made}#L1"], ["--new"], []):
        later = start(tmp_path / "storage", "open", *target)
        _out, err = later.communicate(timeout=60)
        assert (later.returncode, "Traceback" in err) == (0, False), err
    assert requests.get(api, timeout=30).json()["data"]["total_count"] == 1
    assert not (tmp_path / "ran").exists()


def test_a_later_start_that_asks_for_nonsense_says_so_where_it_was_started(window: str, tmp_path: Path) -> None:
    for target, told in (("nothing.py", "no file nothing.py"), ("stepflow://run?command=x", "no link of StepFlow")):
        later = start(tmp_path / "storage", "open", target)
        _out, err = later.communicate(timeout=60)
        assert later.returncode == 2
        assert told in err
