"""What the desktops are told about the program: entry, software centre, package, Windows and macOS metadata."""

from __future__ import annotations

import os
import plistlib
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from configparser import ConfigParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from stepflow_desktop import __version__, cli
from stepflow_desktop.gui.application import DESKTOP_ID
from tests.test_bundle import packaging_module

ROOT = Path(__file__).parent.parent
LINUX = ROOT / "packaging" / "linux"
ENTRY = LINUX / f"{DESKTOP_ID}.desktop"
METAINFO = LINUX / f"{DESKTOP_ID}.metainfo.xml"


@pytest.fixture(scope="module")
def entry() -> ConfigParser:
    parser = ConfigParser(interpolation=None, strict=True)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(ENTRY, "utf-8")
    return parser


def commands(entry: ConfigParser) -> list[list[str]]:
    return [section["Exec"].split() for section in entry.values() if "Exec" in section]


def test_the_entry_bears_the_name_that_the_window_gives_the_desktop(entry: ConfigParser, qapp) -> None:
    main = entry["Desktop Entry"]
    assert main["Icon"] == DESKTOP_ID
    # Under X11 the class of a window is the application's name.
    assert main["StartupWMClass"] == "StepFlow"
    source = (ROOT / "stepflow_desktop" / "gui" / "application.py").read_text("utf-8")
    assert 'setApplicationName("StepFlow")' in source and "setDesktopFileName(DESKTOP_ID)" in source


def test_every_command_of_the_entry_is_one_that_the_program_knows(entry: ConfigParser) -> None:
    assert len(commands(entry)) == 2
    for program, *words in commands(entry):
        assert program == "stepflow-desktop"
        given = [word.replace("%u", "stepflow://x") for word in words]
        assert cli.parser().parse_args(given).verb == "open"


def test_every_action_has_its_section_and_none_starts_a_command(entry: ConfigParser) -> None:
    actions = entry["Desktop Entry"]["Actions"].strip(";").split(";")
    assert {f"Desktop Action {name}" for name in actions} == set(entry.sections()) - {"Desktop Entry"}
    assert not any("run" in words for words in commands(entry))


def test_scripts_and_links_are_opened_with_it(entry: ConfigParser) -> None:
    types = entry["Desktop Entry"]["MimeType"].split(";")
    assert {"x-scheme-handler/stepflow", "text/x-python", "application/x-shellscript"} <= set(types)


@pytest.mark.skipif(not shutil.which("desktop-file-validate"), reason="apt-get install desktop-file-utils")
def test_the_validator_of_desktop_entries_finds_nothing() -> None:
    done = subprocess.run(["desktop-file-validate", str(ENTRY)], capture_output=True, text=True)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


@pytest.fixture
def metainfo(tmp_path: Path) -> Path:
    path = tmp_path / METAINFO.name
    path.write_text(METAINFO.read_text("utf-8").replace("@VERSION@", __version__).replace("@DATE@", "2026-11-26"))
    return path


def test_the_software_centre_is_told_the_same_names(metainfo: Path) -> None:
    root = ElementTree.parse(metainfo).getroot()
    assert root.findtext("id") == DESKTOP_ID
    assert root.findtext("launchable") == ENTRY.name
    assert root.findtext("project_license") == "MIT"
    assert {each.text for each in root.iter("binary")} == {"stepflow", "stepflow-desktop"}


@pytest.mark.skipif(not shutil.which("appstreamcli"), reason="apt-get install appstream")
def test_the_validator_of_software_centres_finds_nothing(metainfo: Path) -> None:
    done = subprocess.run(["appstreamcli", "validate", "--no-net", str(metainfo)], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_the_package_depends_on_the_typefaces_and_names_every_blank(tmp_path: Path) -> None:
    control = (LINUX / "control").read_text("utf-8")
    depends = re.findall(r"^Depends: (.*)$", control, re.MULTILINE)[0]
    assert {"fonts-inter", "fonts-jetbrains-mono", "fontconfig", "libegl1"} <= set(re.split(r",\s*", depends))
    script = (ROOT / "packaging" / "deb.sh").read_text("utf-8")
    for blank in set(re.findall(r"@[A-Z]+@", control + METAINFO.read_text("utf-8"))):
        assert f"s/{blank}/" in script, blank


def test_the_manual_names_every_verb() -> None:
    page = (LINUX / "stepflow.1").read_text("utf-8")
    assert [verb for verb in cli.VERBS if verb != "window" and not re.search(rf"^\.BR? {verb}\b", page, re.M)] == []


@pytest.mark.parametrize(("version", "numbers"), [("1.2.3", "(1, 2, 3, 0)"), ("0.1.0rc2", "(0, 1, 0, 2)")])
def test_windows_is_told_a_version_of_four_numbers(version: str, numbers: str) -> None:
    text = packaging_module("windows/version_info").text(version)
    assert f"filevers={numbers}" in text
    assert f'"ProductVersion", "{version}"' in text
    compile(text, "version_info", "eval")


def test_the_windows_installer_takes_what_the_bundle_and_the_icons_make() -> None:
    script = (ROOT / "packaging" / "windows" / "stepflow.iss").read_text("utf-8")
    for wanted in (
        r"..\..\dist\stepflow\*",
        r"..\..\build\icons\stepflow.ico",
        DESKTOP_ID,
        "PrivilegesRequired=lowest",
    ):
        assert wanted in script
    assert r'stepflow-desktop.exe"" open ""%1""' in script, "a link or file is opened, never run"


def test_the_mac_entitlements_can_be_read_and_are_few() -> None:
    given = plistlib.loads((ROOT / "packaging" / "macos" / "entitlements.plist").read_bytes())
    assert set(given) == {
        "com.apple.security.cs.disable-library-validation",
        "com.apple.security.cs.allow-unsigned-executable-memory",
    }


@pytest.fixture
def installed(tmp_path: Path) -> Iterator[Path]:
    """A home with a bundle in it that only tells its version."""
    bundle = tmp_path / "bundle"
    bundle.mkdir()
    for name in ("stepflow", "stepflow-desktop"):
        (bundle / name).write_text(f"#!/bin/sh\necho StepFlow Desktop {__version__}\n")
        (bundle / name).chmod(0o755)
    home = tmp_path / "a home & more"
    (home / ".local" / "share" / "stepflow").mkdir(parents=True)
    (home / ".local" / "share" / "stepflow" / "stepflow.db").touch()
    done = install(home, BUNDLE=str(bundle))
    assert done.returncode == 0, done.stderr
    assert f"{home}/.local/bin is not on your PATH" in done.stdout
    yield home


def install(home: Path, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "LANG": "C.UTF-8", **variables}
    command = [str(ROOT / "packaging" / "install.sh"), *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)


linux = pytest.mark.skipif(sys.platform != "linux", reason="menus of this kind are those of Linux")


@linux
def test_an_installed_bundle_is_in_the_menu_with_its_icons_and_commands(installed: Path) -> None:
    local = installed / ".local"
    entry = local / "share" / "applications" / ENTRY.name
    assert f'Exec="{local}/lib/stepflow/stepflow-desktop" open %u\n' in entry.read_text("utf-8")
    assert len(list((local / "share" / "icons").rglob(f"{DESKTOP_ID}.*"))) > 8
    version = subprocess.run([local / "bin" / "stepflow", "--version"], capture_output=True, text=True).stdout
    assert version == f"StepFlow Desktop {__version__}\n"
    if shutil.which("desktop-file-validate"):
        subprocess.run(["desktop-file-validate", str(entry)], check=True)


@linux
def test_removing_it_leaves_the_executions_and_nothing_else(installed: Path) -> None:
    assert install(installed, BUNDLE=str(installed.parent / "bundle")).returncode == 0, "again is an update"
    done = install(installed, "remove")
    assert done.returncode == 0, done.stderr
    left = [path for path in installed.rglob("*") if not path.is_dir() and path.suffix not in (".cache",)]
    assert left == [installed / ".local" / "share" / "stepflow" / "stepflow.db"]
    assert install(installed, "remove").returncode == 0, "twice does no harm"
    assert install(installed, "sideways").returncode == 2
