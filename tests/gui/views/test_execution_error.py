"""The error card says what failed and offers two ways on."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from stepflow_desktop.core.model import LogEntry
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.execution_error import ErrorCard
from tests.gui import sample_data as data


def test_the_card(theme: Theme, qtbot: Any) -> None:
    card = ErrorCard(theme)
    qtbot.addWidget(card)
    details = data.integration()
    card.show_failure(details, ())
    assert card.title.text() == "Run pytest failed with exit code 1"
    assert card.line.text() == "3 failed, 412 passed"
    entry = LogEntry(offset=0, end=9, content="E   KeyError: 'x'", at=data.NOW, step_id=details.steps[3].id)
    card.show_failure(details, (entry,))
    assert card.line.text() == "KeyError: 'x'"
    assert card.facts.text() == "3 failed, 412 passed · after 6m 12s · 2 steps not reached"
    assert card.accessibleName() == "Run pytest failed with exit code 1. KeyError: 'x'"
    for name, signal in (("go_to_first_error", card.first_error_wanted), ("copy_report", card.report_wanted)):
        with qtbot.waitSignal(signal):
            qtbot.mouseClick(card.findChild(QAbstractButton, name), Qt.MouseButton.LeftButton)


def test_without_an_error_in_the_log_its_last_lines_are_offered(theme: Theme, qtbot: Any) -> None:
    card = ErrorCard(theme)
    qtbot.addWidget(card)
    card.show()
    details = data.integration()
    card.show_failure(details, ())
    assert card.first_button.isVisible(), "the log has not been read"
    entry = LogEntry(offset=0, end=9, content="all is well", at=data.NOW)
    run = replace(details.execution, error_message=None, log_size=12)
    card.show_failure(replace(details, execution=run), (entry,), is_read=True)
    assert not card.first_button.isVisible()
    with qtbot.waitSignal(card.last_lines_wanted):
        qtbot.mouseClick(card.last_button, Qt.MouseButton.LeftButton)
    card.show_failure(replace(details, execution=replace(run, log_size=0)), (), is_read=True)
    assert not card.first_button.isVisible() and not card.last_button.isVisible()
