"""What ``stepflow doctor`` looks at in the computer: Python, settings, ports, supervisor, and what a window needs."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from stepflow_desktop.api import binding
from stepflow_desktop.core import own_programs
from stepflow_desktop.core.beneath import Outside, _openat2
from stepflow_desktop.core.launcher import supervisor_command
from stepflow_desktop.core.run_dir import RunDir
from stepflow_desktop.settings import Settings
from stepflow_desktop.verbs.check import Check
from stepflow_desktop.verbs.doctor_storage import running

OLDEST = (3, 11)
PATIENCE_S = 30
_SCREEN_PACKAGES = (
    "libegl1 libgl1 libdbus-1-3 libfontconfig1 libxkbcommon0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1"
)


def python() -> Iterator[Check]:
    text = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    if own_programs.frozen():
        text += ", in a bundle"
    if sys.version_info < OLDEST:
        yield Check("Python", "bad", text, "StepFlow needs Python 3.11 or newer.")
    else:
        yield Check("Python", "ok", text)


def settings_file(settings: Settings, problem: str) -> Iterator[Check]:
    if problem:
        yield Check(
            "Settings", "bad", problem, "Mend it there; settings.md among the pages lists what each setting takes."
        )
    elif settings.config_path.exists():
        yield Check("Settings", "ok", str(settings.config_path))
    else:
        yield Check("Settings", "ok", f"all defaults, there is no {settings.config_path}")


def ports(settings: Settings) -> Iterator[Check]:
    """Whether both ports can be had, or are had by the StepFlow that runs on this storage folder."""
    owner = running(settings.storage_path) or {}
    for name, host, port, option in (
        ("REST", settings.http_host, settings.http_port, "--http-port"),
        ("WebSocket", settings.websocket_host, settings.websocket_port, "--websocket-port"),
    ):
        yield _port(name, host, port, option, owner.get("pid"))


def _port(name: str, host: str, port: int, option: str, ours: object) -> Check:
    shown = f"{name} {port}"
    try:
        for bound in binding.bind(host, port):
            bound.close()
    except OSError as error:
        holder = binding.holder(port)
        if ours is not None and f"(PID {ours})" in holder:
            return Check(shown, "ok", f"StepFlow listens there by {holder}")
        text = binding.problem_text(error, host, port, name)
        return Check(shown, "bad", text, f"End the other program, or choose another port: stepflow {option} {port + 1}")
    return Check(shown, "ok", "free" if port else "takes a free one")


def supervisor() -> Iterator[Check]:
    """What the kernel offers it, and whether a command really runs under it."""
    lacking = []
    if not hasattr(os, "splice"):
        lacking.append("splice: output is copied, which costs some speed")
    if sys.platform == "linux" and not _has_openat2():
        lacking.append("openat2: paths of artifacts are checked in two steps")
    if not Path(f"/proc/self/task/{os.getpid()}/children").exists():
        lacking.append("/proc/…/children: processes are found with ps or by looking at all of them")
    if lacking:
        yield Check("System", "note", "This system lacks " + "; ".join(lacking) + ".")
    else:
        yield Check("System", "ok", "splice, openat2 and the list of child processes are there")
    problem = _tried()
    if problem:
        remedy = "Look for a security program or a setting of the system that keeps programs from starting others."
        yield Check("Supervisor", "bad", f"A command could not be run: {problem}", remedy)
    else:
        yield Check("Supervisor", "ok", "runs a command")


def _has_openat2() -> bool:
    with tempfile.TemporaryDirectory() as folder:
        directory = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.close(_openat2(directory, "."))
        except (OSError, Outside):
            return False
        finally:
            os.close(directory)
    return True


def _tried() -> str:
    """What went wrong when a command was run as every command is; empty when nothing did."""
    with tempfile.TemporaryDirectory(prefix="stepflow-doctor-") as folder:
        run = RunDir(Path(folder) / str(uuid.uuid4()))
        spec = {"id": run.execution_id, "command": "echo fine", "cwd": folder, "environment": {}, "grace_s": 1}
        run.create({**spec, "artifacts_dir": str(run.artifacts_dir), "summary_path": str(run.summary)})
        command = [*supervisor_command(), "supervise", str(run.path)]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE_S, check=False)
            printed = run.log.read_bytes() if run.log.exists() else b""
        except (OSError, subprocess.TimeoutExpired) as error:
            return str(error)
        end = run.exit() or {}
    if end.get("code") == 0 and printed == b"fine\n":
        return ""
    return str(end.get("message") or done.stderr.strip() or f"it ended with {end.get('code')}")


def window() -> Iterator[Check]:
    """Qt is asked in a process of its own: what it lacks may end that one."""
    chosen = os.environ.get("QT_QPA_PLATFORM")
    has_display = bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or chosen)
    if sys.platform.startswith("linux") and not has_display:
        remedy = "Start it in a desktop session. stepflow serve needs no display."
        yield Check("Display", "note", "Neither DISPLAY nor WAYLAND_DISPLAY is set: no window can open here.", remedy)
    facts, problem = window_facts(with_display=has_display)
    if problem:
        ours = "" if own_programs.frozen() else "packaging/libraries.sh screen, or: "
        remedy = f"{ours}sudo apt-get install {_SCREEN_PACKAGES}"
        yield Check("Qt", "bad", f"Qt does not start: {problem}", remedy)
        return
    yield Check("Qt", "ok", f"{facts['qt']}, platform {facts['platform']}")
    if not has_display:
        return
    if facts["platform"] not in ("offscreen", "minimal"):
        yield Check("Display", "ok", str(facts["screen"]))
    if facts["tray"]:
        yield Check("Tray", "ok", "this desktop has one")
    else:
        yield Check("Tray", "note", "This desktop shows no tray icons; StepFlow then has none, and nothing is missing.")
    if facts["notifications"]:
        yield Check("Notifications", "ok", "this desktop shows them")
    else:
        yield Check("Notifications", "note", "No program here shows notifications; StepFlow's own window still does.")


def window_facts(*, with_display: bool) -> tuple[dict[str, Any], str]:
    """What Qt says of itself and the desktop, and what keeps it from starting."""
    environ = dict(os.environ) if with_display else {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = own_programs.command("window-facts", window=True)
    try:
        done = subprocess.run(command, env=environ, capture_output=True, text=True, timeout=PATIENCE_S, check=False)
        if done.returncode == 0:
            return json.loads(done.stdout), ""
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        return {}, str(error)
    told = [line.strip() for line in done.stderr.splitlines() if line.strip()]
    missing = [line for line in told if "cannot open shared object" in line or "Could not" in line]
    return {}, (missing or told or [f"it ended with {done.returncode}"])[-1]
