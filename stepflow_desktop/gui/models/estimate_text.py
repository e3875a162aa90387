"""The column Estimate: what is left of a run, or how it stood to what is usual."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from stepflow_desktop.core.estimates import Outlook
from stepflow_desktop.core.model import Execution, ExecutionStatus
from stepflow_desktop.gui import wording
from stepflow_desktop.gui.models.expectations import outlook_words, rough

LIKE_USUAL = 0.05
"""A difference of less than this share is none."""


def estimate_text(execution: Execution, outlook: Outlook, starts_in_s: float | None = None) -> str:
    translate = QCoreApplication.translate
    usual_s = execution.usual_s
    match execution.status:
        case ExecutionStatus.RUNNING:
            return outlook_words(outlook).removeprefix("about ") or translate("Table", "no estimate yet")
        case ExecutionStatus.PENDING if starts_in_s is not None:
            return translate("Table", "starts in ≈ {time}").format(time=rough(starts_in_s))
        case ExecutionStatus.COMPLETED if usual_s and execution.duration_s is not None:
            return compared(execution.duration_s, usual_s)
        case _ if usual_s:
            return translate("Table", "usually {time}").format(time=wording.duration(usual_s))
    return ""


def compared(took_s: float, usual_s: float) -> str:
    """``as usual``, ``3 s faster``, ``2m 05s slower``."""
    translate = QCoreApplication.translate
    apart_s = took_s - usual_s
    if abs(apart_s) < max(1.0, LIKE_USUAL * usual_s):
        return translate("Table", "as usual")
    words = translate("Table", "{time} slower") if apart_s > 0 else translate("Table", "{time} faster")
    return words.format(time=wording.duration(abs(apart_s)))
