"""The error card above the log of a failed execution: what failed, the first error line, and ways on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stepflow_desktop.core.history import FailureRecord
from stepflow_desktop.core.model import ExecutionDetails, LogEntry
from stepflow_desktop.gui.models.failure_text import (
    failed_step_id,
    failure_facts,
    failure_line,
    failure_title,
    has_no_error,
    record_words,
)
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import Button, Card, ElidedLabel, IconButton
from stepflow_desktop.gui.widgets.banner import StateIcon


class ErrorCard(Card):
    """``first_error_wanted`` and ``report_wanted`` are its two buttons.

    Of a log without an error the first one shows the end, with ``last_lines_wanted``.
    """

    first_error_wanted = Signal()
    last_lines_wanted = Signal()
    report_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent, padding=13)
        self.set_colors("failed_soft", "failed")
        self._details: ExecutionDetails | None = None
        self._number = 0
        self._record = ""
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(StateIcon(theme, "error"), 0, Qt.AlignmentFlag.AlignTop)
        self.title = ElidedLabel(theme, "", "body_strong", "failed")
        self.line = ElidedLabel(theme, "", "mono")
        self.facts = ElidedLabel(theme, "", "small", "text2")
        words = QVBoxLayout()
        words.setSpacing(2)
        for label in (self.title, self.line, self.facts):
            words.addWidget(label)
        row.addLayout(words, 1)
        first = self.first_button = Button(theme, self.tr("Go to first error"), "arrow-down-to-dot")
        first.setObjectName("go_to_first_error")
        first.setToolTip(self.tr("Go to first error (F8)"))
        first.clicked.connect(lambda: self.first_error_wanted.emit())
        last = self.last_button = Button(theme, self.tr("Show last lines"), "arrow-down-to-line")
        last.setObjectName("go_to_last_lines")
        last.clicked.connect(lambda: self.last_lines_wanted.emit())
        last.hide()
        copy = IconButton(theme, "copy", self.tr("Copy report"), side=30, icon_size=16)
        copy.setObjectName("copy_report")
        copy.clicked.connect(lambda: self.report_wanted.emit())
        row.addWidget(first)
        row.addWidget(last)
        row.addWidget(copy)
        self.body.addLayout(row)

    def show_failure(
        self, details: ExecutionDetails, entries: Sequence[LogEntry], number: int = 0, *, is_read: bool = False
    ) -> None:
        """``entries`` are the last lines of the log once it ``is_read``, ``number`` is that of the line shown."""
        nothing = is_read and has_no_error(entries, number)
        self.first_button.setVisible(not nothing)
        self.last_button.setVisible(nothing and details.execution.log_size > 0)
        if self._details is None or self._details.execution.id != details.execution.id:
            self._record = ""
        self._details, self._number = details, number
        self.title.set_text(failure_title(details.execution))
        line = failure_line(details.execution, entries, failed_step_id(details))
        self.line.set_text(line)
        self.line.setVisible(bool(line))
        self._show_facts()
        self.setAccessibleName(f"{self.title.text()}. {line}".strip())

    def show_record(self, record: FailureRecord, now: datetime) -> None:
        """How the failed step has fared lately."""
        self._record = record_words(
            record, now, of_step=bool(self._details and self._details.execution.failed_step_name)
        )
        self._show_facts()

    def _show_facts(self) -> None:
        if self._details is None:
            return
        facts = failure_facts(self._details, self.line.text(), number=self._number, record=self._record)
        self.facts.set_text(facts)
        self.facts.setVisible(bool(facts))
