"""Text is never read as markup and is cut where it does not fit."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget
from pytestqt.qtbot import QtBot

from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import ElidedLabel, Label


class LayoutRequests(QObject):
    """Counts how often ``watched`` is asked to lay itself out."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.count = 0
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() is QEvent.Type.LayoutRequest
        return super().eventFilter(watched, event)


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


def test_a_label_that_was_hidden_has_the_size_of_text_that_was_chosen_meanwhile(qtbot: QtBot, theme: Theme) -> None:
    label = ElidedLabel(theme, "2 lines", "small")
    qtbot.addWidget(label)
    theme.set_look(replace(theme.look, percent=150))
    # As Qt does it: the font that the label was made with comes back.
    label.setFont(Theme().font("small"))
    label.show()
    assert label.font().pixelSize() == theme.font("small").pixelSize() == 18


def test_a_text_that_is_said_again_lays_out_nothing(qtbot: QtBot, theme: Theme) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    row = QHBoxLayout(window)
    label = ElidedLabel(theme, "make test")
    row.addWidget(label)
    window.show()
    QCoreApplication.sendPostedEvents()
    asked = LayoutRequests(window)
    label.set_text("make test")
    QCoreApplication.sendPostedEvents()
    assert asked.count == 0
    label.set_text("make all of it")
    QCoreApplication.sendPostedEvents()
    assert asked.count == 1 and label.text() == "make all of it"


def test_a_label_that_gets_what_is_left_lays_out_nothing(qtbot: QtBot, theme: Theme) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    row = QHBoxLayout(window)
    label = ElidedLabel(theme, "1,000 lines")
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    row.addWidget(label, 1)
    window.show()
    QCoreApplication.sendPostedEvents()
    asked = LayoutRequests(window)
    label.set_text("1,000,000 lines")
    QCoreApplication.sendPostedEvents()
    assert asked.count == 0 and label.accessibleName() == "1,000,000 lines"
