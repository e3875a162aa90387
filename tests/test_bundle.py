"""What goes into a bundle, the icons for every desktop, and, where a bundle was built, that it works."""

from __future__ import annotations

import importlib.util
import struct
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent
BUNDLE = ROOT / "dist" / "stepflow"
PNG = b"\x89PNG\r\n\x1a\n"


def packaging_module(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"packaging_{name}", ROOT / "packaging" / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


contents = packaging_module("bundle_contents")
icons = packaging_module("icons")
checking = packaging_module("check_bundle")
QT = "PySide6/Qt/"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("libpython3.11.so.1.0", True),
        ("aiohttp/_http_parser.cpython-311-x86_64-linux-gnu.so", True),
        ("PySide6/QtWidgets.abi3.so", True),
        (QT + "lib/libQt6Widgets.so.6", True),
        (QT + "lib/libQt6WaylandClient.so.6", True),
        (QT + "lib/libQt6XcbQpa.so.6", True),
        (QT + "lib/libicudata.so.73", True),
        (QT + "lib/libQt6Quick.so.6", False),
        (QT + "lib/libQt6QmlModels.so.6", False),
        (QT + "lib/libQt6EglFSDeviceIntegration.so.6", False),
        ("libQt6Quick.so.6", False),
        (QT + "plugins/platforms/libqxcb.so", True),
        (QT + "plugins/platforms/libqminimalegl.so", False),
        (QT + "plugins/platforms/libqvnc.so", False),
        (QT + "plugins/platformthemes/libqgtk3.so", False),
        (QT + "plugins/imageformats/libqwebp.so", True),
        (QT + "plugins/tls/libqopensslbackend.so", False),
        ("PySide6\\plugins\\platforms\\qwindows.dll", True),
        (QT + "qml/QtQuick/libqtquick2plugin.so", False),
        (QT + "translations/qtbase_zh_CN.qm", True),
        (QT + "translations/qtbase_fi.qm", False),
        (QT + "translations/qtdeclarative_zh_CN.qm", False),
    ],
)
def test_only_what_the_window_can_use_stays_in(name: str, kept: bool) -> None:
    assert contents.kept(name, ["zh_CN"]) is kept


def test_libraries_that_only_left_out_files_asked_for_are_left_out_too() -> None:
    entries = [
        ("libpython3.11.so.1.0", "/usr/lib/libpython3.11.so.1.0", "BINARY"),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", "/qt/libqxcb.so", "BINARY"),
        ("libX11.so.6", "/usr/lib/libX11.so.6", "BINARY"),
        ("libXau.so.6", "/usr/lib/libXau.so.6", "BINARY"),
        ("libgtk-3.so.0", "/usr/lib/libgtk-3.so.0", "BINARY"),
        ("libcairo.so.2", "/usr/lib/libcairo.so.2", "BINARY"),
    ]
    needs = {
        "/qt/libqxcb.so": ["libX11.so.6", "libc.so.6"],
        "/usr/lib/libX11.so.6": ["libXau.so.6"],
        "/usr/lib/libXau.so.6": ["libX11.so.6"],
        "/usr/lib/libgtk-3.so.0": ["libcairo.so.2", "libX11.so.6"],
    }
    kept = contents.reachable(entries, lambda file: needs.get(file, []))
    assert {entry[0] for entry in kept} == {entry[0] for entry in entries[:4]}


def test_each_font_of_the_design_is_taken_once(tmp_path: Path) -> None:
    for folder, name in (
        ("a/inter", "Inter-Regular.otf"),
        ("a/inter", "Inter-BlackItalic.otf"),
        ("a/mono", "JetBrainsMono-Bold.ttf"),
        ("b", "Inter-Regular.otf"),
        ("b", "Other-Regular.ttf"),
    ):
        (tmp_path / folder).mkdir(parents=True, exist_ok=True)
        (tmp_path / folder / name).touch()
    found = list(contents.fonts([tmp_path / "a", tmp_path / "b", tmp_path / "none"]))
    assert [path.name for path in found] == ["Inter-Regular.otf", "JetBrainsMono-Bold.ttf"]
    assert all(tmp_path / "a" in path.parents for path in found)


def test_a_bundle_brings_what_the_demo_imports() -> None:
    found = contents.imports_of(sorted((ROOT / "resources" / "demo").glob("*.py")))
    assert {"argparse", "csv", "zipfile", "random", "zlib"} <= found
    assert not found & {"solar", "charts", "report"}
    assert found <= set(sys.stdlib_module_names), "the demos need the standard library only"


def test_the_version_of_a_bundle_is_that_of_the_program() -> None:
    from stepflow_desktop import __version__

    assert contents.version(ROOT) == __version__


def test_the_icon_is_drawn_at_every_size_for_every_desktop(qapp, tmp_path: Path) -> None:
    assert icons.main(tmp_path) == 0
    for size in icons.SIZES:
        data = (tmp_path / "hicolor" / f"{size}x{size}" / "apps" / f"{icons.NAME}.png").read_bytes()
        assert data.startswith(PNG)
        assert struct.unpack(">II", data[16:24]) == (size, size)
    scalable = tmp_path / "hicolor" / "scalable" / "apps" / f"{icons.NAME}.svg"
    assert scalable.read_bytes() == icons.SOURCE.read_bytes()


def test_the_windows_icon_holds_a_picture_at_each_place_that_it_names(qapp, tmp_path: Path) -> None:
    icons.main(tmp_path)
    data = (tmp_path / "stepflow.ico").read_bytes()
    zero, kind, count = struct.unpack("<HHH", data[:6])
    assert (zero, kind, count) == (0, 1, len(icons.WINDOWS_SIZES))
    for number, size in enumerate(icons.WINDOWS_SIZES):
        entry = struct.unpack("<BBBBHHII", data[6 + 16 * number : 22 + 16 * number])
        length, offset = entry[6:]
        picture = data[offset : offset + length]
        assert picture.startswith(PNG)
        assert struct.unpack(">II", picture[16:24]) == (size, size)
        assert (entry[0] or 256) == size


def test_the_mac_icon_holds_a_picture_behind_each_kind(qapp, tmp_path: Path) -> None:
    icons.main(tmp_path)
    data = (tmp_path / "stepflow.icns").read_bytes()
    assert data[:4] == b"icns" and struct.unpack(">I", data[4:8])[0] == len(data)
    at, kinds = 8, []
    while at < len(data):
        length = struct.unpack(">I", data[at + 4 : at + 8])[0]
        kinds.append(data[at : at + 4])
        assert data[at + 8 :].startswith(PNG)
        at += length
    assert kinds == list(icons.MAC_KINDS.values())


@pytest.fixture
def uninstalled(tmp_path: Path) -> Path:
    """A folder with the two programs of a bundle, which run what is here."""
    for name in ("stepflow", "stepflow-desktop"):
        program = tmp_path / name
        program.write_text(f'#!/bin/sh\ncd {ROOT} && exec {sys.executable} -m stepflow_desktop "$@"\n')
        program.chmod(0o700)
    return tmp_path


def test_what_else_listens_on_this_computer_does_not_matter_to_the_check(uninstalled: Path) -> None:
    with checking.tried(uninstalled) as bundle:
        ports = {fact["name"]: fact["state"] for fact in checking.facts(bundle) if fact["name"].endswith(" 0")}
    assert ports == {"REST 0": "ok", "WebSocket 0": "ok"}


def test_the_check_shows_files_that_every_reader_can_show(uninstalled: Path) -> None:
    assert {"frames", "drawing", "pdf"} < set(checking.PREVIEWED)
    with checking.tried(uninstalled) as bundle:
        assert checking.refused_previews(bundle) == {}
        (bundle.home / "a.gif").unlink()
        checking.PREVIEWED["frames"] = ("a.gif", b"no picture", {})
        assert list(checking.refused_previews(bundle)) == ["frames"]


@pytest.mark.skipif(not (BUNDLE / "stepflow").exists(), reason="no bundle was built; make bundle builds one")
def test_a_bundle_runs_the_demo_without_python_and_survives_a_kill() -> None:
    command = [sys.executable, str(ROOT / "packaging" / "check_bundle.py"), str(BUNDLE)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=110)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.long
@pytest.mark.timeout(600)
@pytest.mark.skipif(sys.platform != "linux", reason="bundles are tried on Linux")
def test_a_bundle_can_be_built_and_works(tmp_path: Path) -> None:
    folders = ["--distpath", str(tmp_path / "dist"), "--workpath", str(tmp_path / "build")]
    command = [sys.executable, "-m", "PyInstaller", "stepflow.spec", "--noconfirm", "--log-level", "ERROR", *folders]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=400)
    check = [sys.executable, str(ROOT / "packaging" / "check_bundle.py"), str(tmp_path / "dist" / "stepflow")]
    done = subprocess.run(check, capture_output=True, text=True, timeout=150)
    assert done.returncode == 0, done.stdout + done.stderr
