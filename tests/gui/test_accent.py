"""An accent from any colour can be read, and the window takes that of the desktop where it is told to."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtGui import QColor, QGuiApplication

from stepflow_desktop.gui import accent
from stepflow_desktop.gui.accent import accent_tokens, contrast, remember_system_accent, system_accent
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.tokens import DARK, LIGHT


def _ratio(one: str, other: str) -> float:
    return contrast(accent._rgb(one), accent._rgb(other))


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(
    "seed", ["#3584E4", "#000000", "#FFFFFF", "#FFFF00", "#808080", "#E01B24", "#2EC27E", "#000080", "#5753D0"]
)
def test_any_colour_makes_an_accent_that_can_be_read(seed: str, dark: bool) -> None:
    found, theme = accent_tokens(seed, dark), DARK if dark else LIGHT
    for ground in (theme["surface"], theme["on_accent"], found["accent_soft"]):
        assert _ratio(found["accent"], ground) >= 4.4
    assert found["accent_hover"] != found["accent"]
    assert all(QColor(value).isValid() for value in found.values())


def test_a_colour_that_can_be_read_stays_as_it_is() -> None:
    assert accent_tokens("#5753D0", False)["accent"] == "#5753D0"
    assert QColor(accent_tokens("#FFFF00", False)["accent"]).hue() == QColor("#FFFF00").hue()


def test_the_window_takes_the_accent_of_the_desktop_where_it_is_told_to(qapp: QGuiApplication, theme: Theme) -> None:
    own = theme.color("accent")
    before = qapp.property("stepflow_system_accent")
    qapp.setProperty("stepflow_system_accent", "#e01b24")
    try:
        theme.set_look(replace(theme.look, system_accent=True))
        assert theme.color("accent").name().upper() == accent_tokens("#e01b24", theme.dark)["accent"]
        assert theme.for_log().color("accent") == theme.color("accent")
        theme.set_look(replace(theme.look, system_accent=False))
        assert theme.color("accent") == own
    finally:
        qapp.setProperty("stepflow_system_accent", before)


def test_the_colour_is_asked_for_before_the_window_is_dressed(qapp: QGuiApplication) -> None:
    before = qapp.property("stepflow_system_accent")
    try:
        remember_system_accent(qapp)
        assert QColor(system_accent()).isValid()
        qapp.setProperty("stepflow_system_accent", None)
        assert system_accent() == ""
    finally:
        qapp.setProperty("stepflow_system_accent", before)
