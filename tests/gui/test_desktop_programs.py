"""Programs are found by what the desktop has written about types of files."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from stepflow_desktop.gui.desktop_programs import Places, Program, programs_for

RUN = f"{sys.executable} %f"


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places((tmp_path / "own", tmp_path / "shared"), (tmp_path / "config",))


def entry(folder: Path, name: str, **lines: str) -> None:
    (folder / "applications").mkdir(parents=True, exist_ok=True)
    words = {"Type": "Application", "Name": name.title(), "Exec": RUN} | lines
    text = "\n".join(f"{key}={value}" for key, value in words.items())
    (folder / "applications" / f"{name}.desktop").write_text(f"# made\n[Desktop Entry]\n{text}\n")


def associate(path: Path, group: str, **types: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = "\n".join(f"{key.replace('_', '/')}={value}" for key, value in types.items())
    with path.open("a") as file:
        file.write(f"[{group}]\n{lines}\n")


def found(places: Places, *types: str, language: str = "") -> list[str]:
    return [program.name for program in programs_for(types, places, language)]


def test_the_cache_names_programs_and_the_list_of_the_user_the_usual_one(places: Places) -> None:
    shared, cache = places.data[1], places.data[1] / "applications" / "mimeinfo.cache"
    entry(shared, "viewer")
    entry(shared, "editor")
    associate(cache, "MIME Cache", image_png="viewer.desktop;editor.desktop;", text_plain="editor.desktop;")
    associate(places.config[0] / "mimeapps.list", "Default Applications", image_png="editor.desktop;")
    programs = programs_for(("image/png",), places)
    assert [(program.name, program.is_default) for program in programs] == [("Editor", True), ("Viewer", False)]
    assert found(places, "text/plain") == ["Editor"]
    assert found(places, "application/pdf") == []


def test_what_the_user_added_comes_and_what_was_taken_back_goes(places: Places) -> None:
    for name in ("viewer", "editor"):
        entry(places.data[1], name)
    associate(places.data[1] / "applications" / "mimeinfo.cache", "MIME Cache", image_png="viewer.desktop;")
    associate(places.config[0] / "mimeapps.list", "Added Associations", image_png="editor.desktop;")
    associate(places.config[0] / "mimeapps.list", "Removed Associations", image_png="viewer.desktop;")
    assert found(places, "image/png") == ["Editor"]


def test_more_general_types_come_after(places: Places) -> None:
    for name in ("ide", "notes"):
        entry(places.data[1], name)
    associate(
        places.data[1] / "applications" / "mimeinfo.cache",
        "MIME Cache",
        **{"text_x-python": "ide.desktop;", "text_plain": "notes.desktop;ide.desktop;"},
    )
    assert found(places, "text/x-python", "text/plain") == ["Ide", "Notes"]


@pytest.mark.parametrize(
    "lines",
    [
        {"Terminal": "true"},
        {"Hidden": "true"},
        {"TryExec": "no-such-program-here"},
        {"Exec": "no-such-program-here %f"},
        {"Exec": ""},
        {"Exec": "'unclosed"},
        {"Type": "Link"},
    ],
)
def test_what_cannot_open_a_file_beside_us_is_left_out(places: Places, lines: dict[str, str]) -> None:
    entry(places.data[0], "odd", **lines)
    associate(places.data[0] / "applications" / "mimeinfo.cache", "MIME Cache", image_png="odd.desktop;../x.desktop;")
    assert found(places, "image/png") == []


def test_names_are_told_in_the_language(places: Places) -> None:
    entry(places.data[0], "viewer", **{"Name[zh_CN]": "看图", "Name[de]": "Betrachter"})
    associate(places.data[0] / "applications" / "mimeinfo.cache", "MIME Cache", image_png="viewer.desktop;")
    assert [found(places, "image/png", language=each)[0] for each in ("zh_CN", "de_DE", "fr_FR")] == [
        *("看图", "Betrachter", "Viewer")
    ]


def test_entries_of_folders_and_broken_files(places: Places) -> None:
    entry(places.data[0] / "applications" / "kde", "x")
    folder = places.data[0] / "applications"
    (folder / "kde").mkdir(exist_ok=True)
    (folder / "kde" / "applications" / "x.desktop").rename(folder / "kde" / "x.desktop")
    (folder / "mimeinfo.cache").write_text("[MIME Cache]\nimage/png=kde-x.desktop;\n")
    (folder / "mimeapps.list").write_text("[Added Associations]\nimage/png\n")
    (places.data[1] / "applications").mkdir(parents=True)
    (places.data[1] / "applications" / "mimeinfo.cache").write_bytes(b"\xff\x00no group\n=\n[[[")
    assert found(places, "image/png") == ["X"]


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("show %f", ["show", "/a b/c.png"]),
        ("show %U", ["show", "file:///a%20b/c.png"]),
        ("show", ["show", "/a b/c.png"]),
        ('"my show" --name %c %i 100%% %F', ["my show", "--name", "Show", "100%", "/a b/c.png"]),
    ],
)
def test_the_codes_of_a_command(command: str, words: list[str]) -> None:
    assert Program("show.desktop", "Show", command).words(Path("/a b/c.png")) == words


def test_places_follow_the_environment(tmp_path: Path) -> None:
    places = Places.of({"HOME": str(tmp_path), "XDG_DATA_DIRS": "/x:relative:/y", "XDG_CURRENT_DESKTOP": "KDE:GNOME"})
    assert places.data == (tmp_path / ".local/share", Path("/x"), Path("/y"))
    assert places.config == (tmp_path / ".config", Path("/etc/xdg"))
    assert places.desktops == ("kde", "gnome")
