"""The program changes single settings of the file; what people wrote by hand stays."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from stepflow_desktop import settings, settings_file
from stepflow_desktop.errors import SettingsError

BY_HAND = """\
# My settings

slots = 8  # a small computer
artifact_roots = [
    "/data",  # the big disk
    "/scratch",
]
theme = "dark"
"""


@pytest.mark.parametrize(
    ("text", "changes", "after"),
    [
        ("", {"slots": 4}, "slots = 4\n"),
        ("slots = 8", {"theme": "light"}, 'slots = 8\ntheme = "light"\n'),
        ("slots = 8\n", {"slots": 9}, "slots = 9\n"),
        ("slots = 8  # small\n", {"slots": 9}, "slots = 9  # small\n"),
        ('interface_font = "a#b" # odd\n', {"interface_font": "c"}, 'interface_font = "c" # odd\n'),
        ("slots = 8\n", {"slots": None}, ""),
        ("", {"slots": None}, ""),
        ('"slots" = 8\r\ntheme = "dark"\r\n', {"slots": 3}, 'slots = 3\ntheme = "dark"\r\n'),
        ("", {"auth_enabled": True, "grace_s": 2.5}, "auth_enabled = true\ngrace_s = 2.5\n"),
        ("", {"artifact_roots": ("/a", 'b"c')}, 'artifact_roots = ["/a", "b\\"c"]\n'),
        (BY_HAND, {"theme": "light"}, BY_HAND.replace('"dark"', '"light"')),
        (BY_HAND, {"artifact_roots": None}, '# My settings\n\nslots = 8  # a small computer\ntheme = "dark"\n'),
        (BY_HAND, {"artifact_roots": ["/x"], "retention_days": 9}, None),
    ],
)
def test_only_what_is_changed_changes(text: str, changes: dict[str, object], after: str | None) -> None:
    found = settings_file.changed(text, changes)
    if after is None:
        assert found == '# My settings\n\nslots = 8  # a small computer\nartifact_roots = ["/x"]\ntheme = "dark"\n' + (
            "retention_days = 9\n"
        )
    else:
        assert found == after


@pytest.mark.parametrize("value", ['plain "quoted"', "back\\slash", "tab\tand\x7fdel", "ümläut 漢字", ""])
def test_every_text_comes_back_as_it_was_written(tmp_path: Path, value: str) -> None:
    path = tmp_path / "config.toml"
    settings_file.write(path, {"artifact_roots": [f"/{value}"]})
    loaded = settings.load({"STEPFLOW_CONFIG_PATH": str(path)})
    assert loaded.artifact_roots == (f"/{value}".strip(),)


def test_the_file_and_its_folder_are_made_for_their_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "config.toml"
    settings_file.write(path, {"slots": 4, "storage_path": tmp_path / "data"})
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [each.name for each in path.parent.iterdir()] == ["config.toml"]
    loaded = settings.load({"STEPFLOW_CONFIG_PATH": str(path)})
    assert (loaded.slots, loaded.storage_path) == (4, tmp_path / "data")


def test_a_link_to_the_file_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "dotfiles.toml", tmp_path / "config.toml"
    real.write_text("slots = 8\n", "utf-8")
    link.symlink_to(real)
    settings_file.write(link, {"slots": 9})
    assert link.is_symlink() and real.read_text("utf-8") == "slots = 9\n"


@pytest.mark.parametrize(
    ("text", "changes", "said"),
    [
        ("slots = \n", {"theme": "dark"}, "cannot be changed"),
        ("slots = " + "[" * 100_000, {"theme": "dark"}, "cannot be changed"),
        ("slots = 8\n", {"slots": 0}, "slots"),
        ("slots = 8\n", {"colour": "red"}, "there is no setting 'colour'"),
        ("slots = 8\n", {"config_path": "x"}, "there is no setting 'config_path'"),
    ],
)
def test_what_would_stop_the_next_start_is_refused_and_nothing_changes(
    tmp_path: Path, text: str, changes: dict[str, object], said: str
) -> None:
    path = tmp_path / "config.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(SettingsError, match=f"(?i){said}"):
        settings_file.write(path, changes)
    assert path.read_text("utf-8") == text
    assert [each.name for each in tmp_path.iterdir()] == ["config.toml"]


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(SettingsError, match="cannot be changed"):
        settings_file.write(tmp_path / "file" / "config.toml", {"slots": 4})


def test_what_many_write_at_the_same_time_is_all_there(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    changes = [{"slots": 3}, {"theme": "dark"}, {"log_size": 14}, {"keep_awake": True}, {"grace_s": 2.0}] * 4
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda change: settings_file.write(path, change), changes))
    assert sorted(path.read_text().splitlines()) == [
        "grace_s = 2.0",
        "keep_awake = true",
        "log_size = 14",
        "slots = 3",
        'theme = "dark"',
    ]
