"""What people choose about the look is one value, taken from the settings."""

from __future__ import annotations

from stepflow_desktop.gui.look import Look, look_of
from stepflow_desktop.settings import Settings


def test_the_defaults_are_the_settings_defaults() -> None:
    assert look_of(Settings()) == Look()


def test_every_choice_reaches_the_look() -> None:
    settings = Settings(
        theme="light",
        status_colours="blue_orange",
        dark_log=True,
        reduce_motion=True,
        interface_font="Serif",
        interface_size=150,
        log_font="Mono",
        log_size=16,
        row_height="large",
    )
    assert look_of(settings) == Look(
        mode="light",
        status_colours="blue_orange",
        dark_log=True,
        reduce_motion=True,
        font="Serif",
        percent=150,
        log_font="Mono",
        log_px=16,
        row_height="large",
    )


def test_the_log_is_dark_in_a_light_window_only_when_asked() -> None:
    assert Look(mode="light").of_log() == Look(mode="light")
    assert Look(mode="light", dark_log=True).of_log().mode == "dark"
