"""Icons are drawn in the colour asked for, and a name that is none does no harm."""

from __future__ import annotations

import io
import re
import zipfile
from importlib import resources
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

import stepflow_desktop.gui
from stepflow_desktop.gui import icons as icons_module
from stepflow_desktop.gui.command_table import TABLE, Command
from stepflow_desktop.gui.icons import Icons, zip_member
from stepflow_desktop.gui.theme import Theme


def test_an_icon_has_only_the_colour_asked_for(qapp: QApplication) -> None:
    image = Icons().pixmap("square", QColor("#FF0000"), 24).toImage()
    colors = {
        image.pixelColor(x, y).name() for x in range(24) for y in range(24) if image.pixelColor(x, y).alpha() > 250
    }
    assert colors == {"#ff0000"}


def test_an_unknown_name_draws_a_square(qapp: QApplication) -> None:
    icons = Icons()
    assert not icons.has("no-such-icon")
    assert not icons.pixmap("no-such-icon", QColor("#000000"), 16).isNull()


def test_the_cache_forgets_the_oldest(qapp: QApplication, monkeypatch: object) -> None:
    icons = Icons()
    first = icons.pixmap("x", QColor(0, 0, 0), 8).cacheKey()
    for number in range(icons_module.CACHED_PIXMAPS):
        icons.pixmap("x", QColor(number % 256, number // 256, 1), 8)
    assert icons.pixmap("x", QColor(0, 0, 0), 8).cacheKey() != first


def test_every_icon_that_the_window_names_exists(qapp: QApplication) -> None:
    icons = Icons()
    names = {row.icon for row in TABLE if isinstance(row, Command) and row.icon}
    for path in Path(stepflow_desktop.gui.__file__).parent.rglob("*.py"):
        names.update(
            re.findall(
                r'(?:IconButton\(\s*(?:self\._)?theme,|(?<![a-z_])pixmap\(|\.icon\()\s*"([a-z0-9-]+)"',
                path.read_text("utf-8"),
            )
        )
    assert len(names) > 30
    assert [name for name in sorted(names) if not icons.has(name)] == []


def test_a_member_of_an_archive_is_what_zipfile_reads() -> None:
    archive = resources.files("lucide").joinpath("lucide.zip").read_bytes()
    with zipfile.ZipFile(io.BytesIO(archive)) as members:
        for name in members.namelist()[::40]:
            assert zip_member(archive, name) == members.read(name)


def test_a_member_that_is_not_compressed_and_one_whose_name_ends_alike_are_told_apart() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as made:
        made.writestr("x.svg", "one")
        made.writestr("box.svg", "two")
    assert zip_member(stream.getvalue(), "x.svg") == b"one"
    with pytest.raises(KeyError):
        zip_member(stream.getvalue(), "ox.svg")


def test_the_log_draws_from_the_same_archive(qapp: QApplication) -> None:
    theme = Theme("light")
    assert theme.for_log().pixmap("square", "text").cacheKey() == theme.pixmap("square", "text").cacheKey()
