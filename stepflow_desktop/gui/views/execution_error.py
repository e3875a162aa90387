"""The error card above the log of a failed execution: what failed, the first error line, and ways on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stepflow_desktop.core.model import ExecutionDetails, LogEntry
from stepflow_desktop.gui.models.failure_text import failed_step_id, failure_facts, failure_line, failure_title
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import Button, Card, ElidedLabel, IconButton
from stepflow_desktop.gui.widgets.banner import StateIcon


class ErrorCard(Card):
    """``first_error_wanted`` and ``report_wanted`` are its two buttons."""

    first_error_wanted = Signal()
    report_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent, padding=13)
        self.set_colors("failed_soft", "failed")
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
        first = Button(theme, self.tr("Go to first error"), "arrow-down-to-dot")
        first.setObjectName("go_to_first_error")
        first.setToolTip(self.tr("Go to first error (F8)"))
        first.clicked.connect(lambda: self.first_error_wanted.emit())
        copy = IconButton(theme, "copy", self.tr("Copy report"), side=30, icon_size=16)
        copy.setObjectName("copy_report")
        copy.clicked.connect(lambda: self.report_wanted.emit())
        row.addWidget(first)
        row.addWidget(copy)
        self.body.addLayout(row)

    def show_failure(self, details: ExecutionDetails, entries: Sequence[LogEntry]) -> None:
        """``entries`` are the last lines of the log, as far as they are read."""
        self.title.set_text(failure_title(details.execution))
        line = failure_line(details.execution, entries, failed_step_id(details))
        facts = failure_facts(details, line)
        self.line.set_text(line)
        self.line.setVisible(bool(line))
        self.facts.set_text(facts)
        self.facts.setVisible(bool(facts))
        self.setAccessibleName(f"{self.title.text()}. {line}".strip())
