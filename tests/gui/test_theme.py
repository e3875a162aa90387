"""Colours follow the mode, fonts their roles, and everything the design names exists."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from stepflow_desktop.gui import tokens
from stepflow_desktop.gui.look import Look
from stepflow_desktop.gui.theme import Theme


def _luminance(color: QColor) -> float:
    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF())


def _contrast(one: str, other: str) -> float:
    high, low = sorted((_luminance(QColor(one)), _luminance(QColor(other))), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("palette", tokens.STATUS_COLOURS)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
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
def test_contrast_is_enough(dark: bool, palette: str, token: str, on: str, least: float) -> None:
    names = tokens.colors(dark, palette)
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


def test_status_colours_change_at_once_and_only_those(qtbot: QtBot, theme: Theme) -> None:
    with qtbot.waitSignal(theme.changed):
        theme.set_look(Look(mode="light", status_colours="blue_orange"))
    assert (theme.color("completed"), theme.color("failed")) == (QColor("#2563D9"), QColor("#C25100"))
    assert theme.color("bg") == QColor("#F4F5F9")
    with qtbot.assertNotEmitted(theme.changed):
        theme.set_look(Look(mode="light", status_colours="blue_orange"))


def test_the_log_can_be_dark_alone_and_has_its_own_size(qtbot: QtBot, theme: Theme) -> None:
    log = theme.for_log()
    assert log is theme.for_log()
    assert log.color("log_bg") == theme.color("log_bg")
    with qtbot.waitSignal(log.changed):
        theme.set_look(Look(mode="light", dark_log=True, log_px=16))
    assert (log.color("log_bg"), theme.color("bg")) == (QColor("#0F1117"), QColor("#F4F5F9"))
    assert (log.font("log").pixelSize(), log.font("body").pixelSize()) == (16, 13)


def test_text_grows_by_per_cent_and_never_below_eight_pixels(theme: Theme) -> None:
    theme.set_look(Look(mode="light", percent=200))
    assert (theme.font("body").pixelSize(), theme.font("micro").pixelSize(), theme.px(64)) == (26, 22, 128)
    theme.set_look(Look(mode="light", percent=80))
    assert (theme.font("body").pixelSize(), theme.font("micro").pixelSize()) == (10, 9)


def test_motion_is_reduced_as_set(theme: Theme) -> None:
    theme.set_look(Look(mode="light", reduce_motion=True))
    assert theme.pulse.reduced_motion
    theme.set_look(Look(mode="light", reduce_motion=False))
    assert not theme.pulse.reduced_motion


def test_a_switch_polishes_each_control_a_few_times_however_deep_it_lies(qapp: QApplication, qtbot: QtBot) -> None:
    """Qt goes down from each widget to all below it when one style sheet takes the place of another."""
    theme = Theme("light")
    theme.apply(qapp)
    outer = inner = QWidget()
    qtbot.addWidget(outer)
    for _ in range(12):
        inner = QWidget(inner)
    outer.show()
    told: list[QEvent.Type] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            told.append(event.type())
            return super().eventFilter(watched, event)

    watch = Watch()
    inner.installEventFilter(watch)
    theme.set_mode("dark")
    assert told.count(QEvent.Type.StyleChange) <= 2
    assert outer.palette().window().color() == theme.color("bg")
