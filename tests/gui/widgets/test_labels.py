"""Text is never read as markup and is cut where it does not fit."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from pytestqt.qtbot import QtBot

from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import ElidedLabel, Label


def test_markup_is_shown_as_it_is(qtbot: QtBot, theme: Theme) -> None:
    label = Label(theme, "<b>not bold</b>")
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText


def test_a_label_follows_the_theme(qtbot: QtBot, theme: Theme) -> None:
    label = Label(theme, "x", token="failed")
    qtbot.addWidget(label)
    theme.set_mode("dark")
    assert label.palette().color(QPalette.ColorRole.WindowText) == theme.color("failed")


def test_cut_text_is_in_the_tooltip_as_plain_text(qtbot: QtBot, theme: Theme) -> None:
    label = ElidedLabel(theme, "a <b>very</b> long command & more\nsecond line")
    qtbot.addWidget(label)
    label.resize(60, 20)
    label.grab()
    assert label.toolTip() == "<p>a &lt;b&gt;very&lt;/b&gt; long command &amp; more second line</p>"
    label.resize(900, 20)
    label.grab()
    assert label.toolTip() == ""
    assert label.minimumSizeHint().width() < 30
