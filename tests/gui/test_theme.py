"""Colours follow the mode, fonts their roles, and everything the design names exists."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from stepflow_desktop.gui import tokens
from stepflow_desktop.gui.theme import Theme


def _luminance(color: QColor) -> float:
    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF())


def _contrast(one: str, other: str) -> float:
    high, low = sorted((_luminance(QColor(one)), _luminance(QColor(other))), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("names", [tokens.LIGHT, tokens.DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("token", "on", "least"),
    [
        ("text", "surface", 12.0),
        ("text", "bg", 12.0),
        ("text2", "surface", 6.8),
        ("text3", "bg", 4.5),
        ("border3", "surface", 3.0),
        ("accent", "surface", 4.5),
        ("on_accent", "accent", 4.5),
        ("running", "running_soft", 4.5),
        ("completed", "completed_soft", 4.5),
        ("failed", "failed_soft", 4.5),
        ("warning", "warning_soft", 4.5),
        ("log_text", "log_bg", 7.0),
        ("log_gutter", "log_bg", 4.0),
    ],
)
def test_contrast_is_enough(names: dict[str, str], token: str, on: str, least: float) -> None:
    assert _contrast(names[token], names[on]) >= least


def test_a_mode_changes_the_colours_and_says_so_once(qtbot: QtBot, theme: Theme) -> None:
    assert theme.color("bg") == QColor("#F4F5F9")
    with qtbot.waitSignal(theme.changed):
        theme.set_mode("dark")
    assert theme.dark
    assert theme.color("bg") == QColor("#11131A")
    assert theme.ansi(15) == QColor("#FFFFFF")
    with qtbot.assertNotEmitted(theme.changed):
        theme.set_mode("dark")


def test_an_unknown_mode_or_token_is_refused(theme: Theme) -> None:
    with pytest.raises(ValueError, match="sepia"):
        theme.set_mode("sepia")
    with pytest.raises(KeyError):
        theme.color("mauve")


def test_a_colour_handed_out_can_be_changed_without_harm(theme: Theme) -> None:
    theme.color("text").setAlpha(0)
    assert theme.color("text").alpha() == 255


def test_fonts_have_the_size_of_their_role(theme: Theme) -> None:
    sizes = {role: theme.font(role).pixelSize() for role in ("page_title", "body", "small", "micro", "figure", "log")}
    assert sizes == {"page_title": 20, "body": 13, "small": 12, "micro": 11, "figure": 27, "log": 12}
    assert theme.font("body_strong").weight() > theme.font("body").weight()


def test_icons_come_in_two_sharpnesses_and_are_kept(theme: Theme) -> None:
    assert theme.pixmap("bell", "accent", 16, 2.0).width() == 32
    assert theme.pixmap("bell", "accent", 16, 2.0).cacheKey() == theme.pixmap("bell", "accent", 16, 2.0).cacheKey()
    assert not theme.icon("bell").isNull()


def test_the_application_is_dressed_in_our_palette(qapp: QApplication, theme: Theme) -> None:
    before, sheet = qapp.palette(), qapp.styleSheet()
    try:
        theme.apply(qapp)
        assert qapp.palette().color(QPalette.ColorRole.Window) == theme.color("bg")
        theme.set_mode("dark")
        assert qapp.palette().color(QPalette.ColorRole.Window) == QColor("#11131A")
        assert "#8F8CF5" in qapp.styleSheet().upper()
    finally:
        qapp.setPalette(before)
        qapp.setStyleSheet(sheet)
