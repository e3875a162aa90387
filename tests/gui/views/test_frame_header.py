"""The header shows the way to the other theme and has our own sign."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.frame_header import HEIGHT, Header, Logo


def test_the_theme_button_names_the_other_theme(qtbot: QtBot, theme: Theme) -> None:
    header = Header(theme)
    qtbot.addWidget(header)
    assert header.theme_button.accessibleName() == "Dark theme"
    theme.set_mode("dark")
    assert header.theme_button.accessibleName() == "Light theme"
    assert header.height() == HEIGHT


def test_the_logo_is_drawn(qtbot: QtBot) -> None:
    logo = Logo(56)
    qtbot.addWidget(logo)
    image = logo.grab().toImage()
    assert image.pixelColor(28, 8) != image.pixelColor(28, 28)


def test_the_search_field_reaches_its_full_width_on_a_wide_window(qtbot: QtBot, theme: Theme) -> None:
    header = Header(theme)
    qtbot.addWidget(header)
    for title in ("File", "Execution", "View", "Tools", "Help"):
        header.menu_bar.addMenu(title)
    header.resize(1440, HEIGHT)
    header.show()
    qtbot.waitUntil(lambda: header.search.width() == 430)
    header.resize(960, HEIGHT)
    qtbot.waitUntil(lambda: header.search.width() < 430)
    assert header.new_button.geometry().right() < 960
