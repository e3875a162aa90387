"""What is announced reaches the reader with the urgency it has; without a reader nothing is said."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import ToastArea, speech
from stepflow_desktop.gui.widgets.speech import announce

POLITE, ASSERTIVE = QAccessible.AnnouncementPoliteness.Polite, QAccessible.AnnouncementPoliteness.Assertive
Heard = list[tuple[str, QAccessible.AnnouncementPoliteness]]


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Heard:
    events: Heard = []
    monkeypatch.setattr(speech.QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(
        speech.QAccessible, "updateAccessibility", lambda event: events.append((event.message(), event.politeness()))
    )
    return events


def test_it_is_said_politely_or_at_once(qtbot: QtBot, heard: Heard, monkeypatch: pytest.MonkeyPatch) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    announce(widget, "done")
    announce(widget, "failed", urgent=True)
    announce(widget, "")
    monkeypatch.setattr(speech.QAccessible, "isActive", lambda: False)
    announce(widget, "unheard")
    assert heard == [("done", POLITE), ("failed", ASSERTIVE)]


def test_a_toast_is_said_unless_somebody_else_says_it(qtbot: QtBot, theme: Theme, heard: Heard) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.show()
    area = ToastArea(theme, host)
    area.setParent(host)
    area.show("error", "Failed", "Why")
    area.show("success", "Copied")
    area.show("success", "Ended", aloud=False)
    assert [(text.rstrip(". "), how) for text, how in heard] == [("Failed. Why", ASSERTIVE), ("Copied", POLITE)]
