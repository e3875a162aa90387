"""The project's own promises: what it depends on, what a wheel holds, and that its commands are what the docs say."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections import deque
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from stepflow_desktop import __version__

ROOT = Path(__file__).parent.parent
LOCK = (ROOT / "requirements.lock").read_text("utf-8")


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    table: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return table


def requirements(project: dict[str, Any]) -> list[Requirement]:
    return [Requirement(text) for text in project["dependencies"]]


def qt_allowed(project: dict[str, Any], python: str, version: str) -> bool:
    environment = {**default_environment(), "python_version": python, "python_full_version": f"{python}.1"}
    wanted = [r for r in requirements(project) if r.name == "PySide6-Essentials"]
    applying = [r for r in wanted if r.marker is None or r.marker.evaluate(environment)]
    assert len(applying) == 1, f"exactly one line must hold for Python {python}"
    return applying[0].specifier.contains(version)


@pytest.mark.parametrize(
    ("python", "version", "allowed"),
    [
        ("3.11", "6.11.3", True),
        ("3.11", "6.12.0", False),
        ("3.11", "6.12.1", False),
        ("3.12", "6.11.3", True),
        ("3.12", "6.12.0", True),
        ("3.13", "6.12.0", True),
        ("3.14", "6.12.0", True),
        ("3.14", "6.13.0", False),
    ],
)
def test_the_qt_that_loses_references_is_never_installed(
    project: dict[str, Any], python: str, version: str, allowed: bool
) -> None:
    assert qt_allowed(project, python, version) is allowed


def locked() -> list[tuple[Requirement, int]]:
    """Every pinned requirement with the number of its hashes."""
    logical = re.sub(r"\\\n", " ", LOCK)
    found = []
    for line in logical.splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            hashes = re.findall(r"--hash=sha256:[0-9a-f]{64}\b", line)
            found.append((Requirement(line.split("--hash")[0].strip()), len(hashes)))
    return found


def test_the_lock_pins_everything_by_version_and_hash() -> None:
    assert len(locked()) > 40
    for requirement, hashes in locked():
        assert re.fullmatch(r"==[0-9][\w.]*", str(requirement.specifier)), requirement
        assert hashes, f"{requirement} has no hash"


def test_the_lock_names_no_host_and_no_folder() -> None:
    assert "://" not in LOCK
    assert not re.search(r"^\s*(-|file:|/)(?!-hash)", LOCK, re.MULTILINE)
    assert " @ " not in LOCK


def test_the_lock_holds_what_the_project_asks_for(project: dict[str, Any]) -> None:
    pinned: dict[str, list[Requirement]] = {}
    for requirement, _ in locked():
        pinned.setdefault(canonicalize_name(requirement.name), []).append(requirement)
    extras = [Requirement(text) for texts in project["optional-dependencies"].values() for text in texts]
    for wanted in requirements(project) + extras:
        versions = [str(r.specifier).removeprefix("==") for r in pinned[canonicalize_name(wanted.name)]]
        assert any(wanted.specifier.contains(version) for version in versions), f"{wanted}: {versions}"


def test_the_lock_gives_each_python_the_right_qt() -> None:
    chosen = {}
    for python in ("3.11", "3.12", "3.13", "3.14"):
        environment = {**default_environment(), "python_version": python, "python_full_version": f"{python}.1"}
        pins = [r for r, _ in locked() if r.name == "pyside6-essentials"]
        applying = [r for r in pins if r.marker is None or r.marker.evaluate(environment)]
        assert len(applying) == 1
        chosen[python] = str(applying[0].specifier)
    assert chosen["3.11"].startswith("==6.11.")


def runtime_distributions(project: dict[str, Any]) -> set[str]:
    """The project's dependencies and theirs, as far as this environment needs them."""
    waiting, seen = deque(r for r in requirements(project)), set()
    while waiting:
        requirement = waiting.popleft()
        name = canonicalize_name(requirement.name)
        if name in seen or (requirement.marker is not None and not requirement.marker.evaluate({"extra": ""})):
            continue
        seen.add(name)
        waiting.extend(Requirement(text) for text in distribution(name).requires or ())
    return seen


def licence_of(name: str) -> str:
    metadata = distribution(name).metadata
    classifiers = [c for c in metadata.get_all("Classifier") or () if c.startswith("License ::")]
    return " ".join([metadata.get("License-Expression") or metadata.get("License") or "", *classifiers])


def test_nothing_that_is_needed_to_run_forces_the_gpl_on_us(project: dict[str, Any]) -> None:
    names = runtime_distributions(project)
    assert {"pyside6-essentials", "shiboken6", "aiohttp", "yarl", "websockets"} <= names
    for name in names:
        licence = licence_of(name)
        assert licence.strip(), f"{name} names no licence"
        if "GPL" in licence or "General Public" in licence:
            assert "LGPL" in licence, f"{name}: {licence[:200]}"


def test_parts_of_qt_that_are_gpl_only_are_not_asked_for(project: dict[str, Any]) -> None:
    names = {canonicalize_name(r.name) for r in requirements(project)} | {r.name for r, _ in locked()}
    assert not names & {"pyside6", "pyside6-addons", "pyqt6", "qtcharts"}
    with pytest.raises(PackageNotFoundError):
        distribution("pyside6-addons")


def test_python_has_a_lower_bound_that_the_classifiers_agree_with(project: dict[str, Any]) -> None:
    assert project["requires-python"] == ">=3.11"
    versions = [
        c.rsplit(" ", 1)[1] for c in project["classifiers"] if c.startswith("Programming Language :: Python ::")
    ]
    assert versions[0] == "3.11"


def test_a_wheel_holds_the_program_the_demo_and_the_licence(tmp_path: Path) -> None:
    build = "import sys, hatchling.build; hatchling.build.build_wheel(sys.argv[1])"
    subprocess.run([sys.executable, "-c", build, str(tmp_path)], cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.iterdir()
    assert wheel.name == f"stepflow_desktop-{__version__}-py3-none-any.whl"
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    sources = {str(path.relative_to(ROOT)) for path in (ROOT / "stepflow_desktop").rglob("*.py")}
    resources = {
        f"stepflow_desktop/{path.relative_to(ROOT)}"
        for path in (ROOT / "resources").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert "stepflow_desktop/resources/demo/pipeline.py" in resources
    assert sources | resources <= names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert not [name for name in names if name.startswith(("tests/", "docs/")) or name.endswith(".pyc")]


def test_the_installed_commands_are_those_of_the_project(project: dict[str, Any]) -> None:
    entries = {e.name: e.value for e in distribution("stepflow-desktop").entry_points}
    assert entries == {**project["scripts"], **project["gui-scripts"]}


def targets() -> dict[str, str]:
    """Every target of the Makefile with what `make` says about it."""
    text = (ROOT / "Makefile").read_text("utf-8")
    described = dict(re.findall(r"^([a-z-]+):[^#\n]*## (.+)$", text, re.MULTILINE))
    phony = re.search(r"^\.PHONY: (.+)$", text, re.MULTILINE)
    assert phony is not None
    assert set(described) == set(phony[1].split()), "every target is phony and says what it does"
    return described


def test_make_alone_lists_every_target() -> None:
    listing = subprocess.run(["make", "-s"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for name, text in targets().items():
        assert re.search(rf"make {name}\s+{re.escape(text)}", listing)


def test_no_target_does_nothing() -> None:
    text = (ROOT / "Makefile").read_text("utf-8")
    for name in targets():
        rule = re.search(rf"^{name}:([^#\n]*)##.*\n((?:\t.+\n)*)", text, re.MULTILINE)
        assert rule is not None
        assert rule[1].strip() or rule[2].strip(), f"make {name} does nothing"


@pytest.mark.parametrize(
    "script", sorted([*(ROOT / "packaging").glob("*.sh"), *(ROOT / "resources").rglob("*.sh"), ROOT / ".ci" / "run"])
)
def test_every_shell_script_can_be_read_by_its_shell(script: Path) -> None:
    first_line = script.read_text("utf-8").splitlines()[0]
    shell = "bash" if "bash" in first_line else "sh"
    subprocess.run([shell, "-n", str(script)], check=True, capture_output=True)
    assert first_line.startswith("#!") == os.access(script, os.X_OK), "executable if and only if it names its shell"


def shell(command: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), **variables}
    return subprocess.run(
        ["sh", "-c", command], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can lack a display")
def test_without_a_display_make_run_says_so_before_anything_else(tmp_path: Path) -> None:
    done = shell(str(ROOT / "packaging" / "run.sh"), tmp_path)
    assert done.returncode == 1
    assert "There is no display" in done.stderr
    assert "stepflow serve" in done.stderr
    assert done.stdout == ""


def half_a_project(folder: Path) -> Path:
    """A copy of what setup.sh needs, with a lock that asks for nothing."""
    (folder / "packaging").mkdir(parents=True)
    for name in ("setup.sh", "apt.sh"):
        copy = folder / "packaging" / name
        copy.write_text((ROOT / "packaging" / name).read_text("utf-8"), "utf-8")
        copy.chmod(0o755)
    (folder / "requirements.lock").write_text("")
    (folder / "pyproject.toml").write_text("")
    return folder


def test_a_python_that_is_too_old_is_named(tmp_path: Path) -> None:
    old = tmp_path / "python"
    old.write_text('#!/bin/sh\n[ "$1" != --version ] || echo Python 3.9.1\n[ "$1" = --version ]\n')
    old.chmod(0o755)
    done = shell("packaging/setup.sh", half_a_project(tmp_path / "project"), PYTHON=str(old))
    assert done.returncode == 1
    assert "needs Python 3.11 or newer; found: Python 3.9.1" in done.stderr
    assert not (tmp_path / "project" / ".venv").exists()


RECORDING_PYTHON = """#!/bin/sh
# Stands for a Python: says yes to every question, and a venv made by it is a folder with a copy of itself.
case "$*" in
    "-m venv .venv") echo made >>"$HOME/calls"; mkdir -p .venv/bin; cp "$0" .venv/bin/python
        echo "command = $0 -m venv $(pwd -P)/.venv" >.venv/pyvenv.cfg ;;
    *"pip install"*--require-hashes*) echo installed >>"$HOME/calls"; [ ! -e "$HOME/offline" ] ;;
    *"pip install"*) echo project >>"$HOME/calls" ;;
esac
"""


def test_setup_does_its_work_once_again_on_change_and_anew_after_an_interruption_or_a_move(tmp_path: Path) -> None:
    project = half_a_project(tmp_path / "a project")
    python = tmp_path / "python"
    python.write_text(RECORDING_PYTHON)
    python.chmod(0o755)

    def calls(folder: Path = project, succeeds: bool = True) -> list[str]:
        (tmp_path / "calls").write_text("")
        done = shell(f"cd '{folder}' && packaging/setup.sh", tmp_path, PYTHON=str(python))
        assert (done.returncode == 0) is succeeds, done.stderr
        return (tmp_path / "calls").read_text().split()

    assert calls() == ["made", "installed", "project"]
    assert calls() == []
    (project / "requirements.lock").write_text("# another lock\n")
    assert calls() == ["installed", "project"]
    assert calls() == []

    (project / "pyproject.toml").write_text("# another project\n")
    (tmp_path / "offline").touch()
    assert calls(succeeds=False) == ["installed"]
    told = shell("packaging/setup.sh", project, PYTHON=str(python), HOME=str(tmp_path)).stderr
    assert "no network" in told and "a full disk" in told
    (tmp_path / "offline").unlink()
    assert calls() == ["made", "installed", "project"], "an interrupted installation is not trusted"

    moved = project.rename(tmp_path / "elsewhere")
    assert calls(moved) == ["made", "installed", "project"]
    (moved / ".venv" / "bin" / "python").unlink()
    assert calls(moved) == ["made", "installed", "project"]


@pytest.mark.skipif(not shutil.which("flock"), reason="without flock nobody waits")
def test_two_setups_at_once_take_turns_and_a_dead_one_is_not_waited_for(tmp_path: Path) -> None:
    project = half_a_project(tmp_path / "project")
    python = tmp_path / "python"
    python.write_text(RECORDING_PYTHON)
    python.chmod(0o755)
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PYTHON": str(python)}

    (project / ".setup-lock").write_text("left by one that died\n")
    both = [
        subprocess.Popen(["packaging/setup.sh"], cwd=project, env=environment, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    told = [process.communicate(timeout=60)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0], told
    assert (tmp_path / "calls").read_text().split() == ["made", "installed", "project"]


def test_what_people_set_for_their_own_python_does_not_reach_ours(tmp_path: Path) -> None:
    project = half_a_project(tmp_path / "project")
    python = tmp_path / "python"
    python.write_text(RECORDING_PYTHON.replace("echo installed", 'env >"$HOME/seen"; echo installed'))
    python.chmod(0o755)
    theirs = {"PIP_USER": "1", "PIP_TARGET": "/x", "PYTHONPATH": "/x", "PYTHONHOME": "/x", "PIP_INDEX_URL": "/kept"}
    assert shell("packaging/setup.sh", project, PYTHON=str(python), HOME=str(tmp_path), **theirs).returncode == 0
    seen = dict(line.split("=", 1) for line in (tmp_path / "seen").read_text().splitlines() if "=" in line)
    assert seen["PIP_USER"] == "0"
    assert not seen.keys() & {"PIP_TARGET", "PYTHONPATH", "PYTHONHOME"}
    assert seen["PIP_INDEX_URL"] == "/kept"
