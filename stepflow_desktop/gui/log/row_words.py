"""What each row of the log says to somebody who hears it."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from stepflow_desktop.gui import wording
from stepflow_desktop.gui.log.document import LogDocument
from stepflow_desktop.gui.log.rows import RowKind
from stepflow_desktop.gui.step_states import step_state
from stepflow_desktop.gui.translation import translate

_STATES: dict[str, object] = {
    "pending": QT_TRANSLATE_NOOP("RowWords", "planned"),
    "running": QT_TRANSLATE_NOOP("RowWords", "running"),
    "completed": QT_TRANSLATE_NOOP("RowWords", "completed"),
    "failed": QT_TRANSLATE_NOOP("RowWords", "failed"),
    "allowed": QT_TRANSLATE_NOOP("RowWords", "failed, allowed to"),
    "cancelled": QT_TRANSLATE_NOOP("RowWords", "cancelled"),
    "skipped": QT_TRANSLATE_NOOP("RowWords", "not reached"),
}


def row_words(document: LogDocument, number: int) -> str:
    """What row ``number`` says, in one line."""
    row = document.row(number)
    if row.kind is RowKind.LINE:
        return document.line(row.item).text.replace("\n", " ")
    if row.kind is RowKind.STEP:
        return step_words(document, row.item)
    name = " ".join(document.snapshot.layout.artifacts[row.item].name.split())
    return translate("RowWords", "Artifact {name}").format(name=name)


def step_words(document: LogDocument, step: int) -> str:
    """``Step 4, Run pytest, failed, 2,936 lines``."""
    shown = document.steps[step]
    words = translate("RowWords", "Step {number}, {name}, {state}, {lines}").format(
        number=shown.index + 1,
        name=" ".join(shown.name.split()),
        state=translate("RowWords", str(_STATES[step_state(shown, document.steps, document.execution)])),
        lines=wording.count(document.step_lines(step), "line", "lines"),
    )
    return translate("RowWords", "{step}, folded").format(step=words) if document.is_folded(step) else words
