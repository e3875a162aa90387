"""Who is told what: the ends of executions by their settings and the rules of their tags, pure and in a table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from stepflow_desktop.core.model import Execution, ExecutionStatus
from stepflow_desktop.gui.desktop.notes import Note
from stepflow_desktop.gui.views.frame_notices import ended_words, together_words
from stepflow_desktop.settings import Settings

TOGETHER = "executions that ended together"
SHOW, AGAIN = "show", "again"


def is_told(execution: Execution, settings: Settings) -> bool:
    """Whether the end of ``execution`` is worth a notification."""
    rule = _rule(execution.tags, settings.notify_rules)
    if settings.do_not_disturb or rule == "never":
        return False
    if execution.status is ExecutionStatus.FAILED:
        return settings.notify_failed or rule in ("always", "failed")
    if execution.status is not ExecutionStatus.COMPLETED or rule == "failed":
        return False
    if rule == "always":
        return True
    return settings.notify_completed and (execution.duration_s or 0.0) > settings.notify_completed_after_s


def _rule(tags: Sequence[str], rules: Sequence[str]) -> str:
    """The rule of these tags; of several the one that tells least."""
    found = {rule for tag, _, rule in (each.rpartition("=") for each in rules) if tag in tags}
    return next((rule for rule in ("never", "failed", "always") if rule in found), "")


def note_of(execution: Execution) -> Note:
    """The note of one end, with what can be done about it."""
    _kind, title, text = ended_words(execution)
    failed = execution.status is ExecutionStatus.FAILED
    show = (
        QCoreApplication.translate("Telling", "Show error")
        if failed
        else QCoreApplication.translate("Telling", "Show files")
        if execution.artifacts_count
        else QCoreApplication.translate("Telling", "Show")
    )
    return Note(
        execution.id,
        title,
        text,
        ((SHOW, show), (AGAIN, QCoreApplication.translate("Telling", "Run again"))),
        urgent=failed,
    )


def note_together(executions: Sequence[Execution]) -> Note:
    """One note for ends that came within a few seconds."""
    kind, title, body = together_words(executions)
    return Note(TOGETHER, title, body, ((SHOW, QCoreApplication.translate("Telling", "Show")),), urgent=kind == "error")
