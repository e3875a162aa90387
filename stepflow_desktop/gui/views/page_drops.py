"""Files dropped on a row of the list or the table, or on the execution that is shown."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal

from stepflow_desktop.core.model import ExecutionDetails
from stepflow_desktop.gui.bridge import EngineBridge
from stepflow_desktop.gui.models.execution_text import current_step
from stepflow_desktop.gui.models.masking import masked_details
from stepflow_desktop.gui.scripts import draft_of
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.attach_drops import running_step_number
from stepflow_desktop.gui.views.drop_choice import ATTACH, DropPlace, DropZone
from stepflow_desktop.gui.views.execution_pane import ExecutionPane
from stepflow_desktop.gui.views.execution_rows import ExecutionRows
from stepflow_desktop.gui.views.execution_verbs import ExecutionVerbs
from stepflow_desktop.gui.views.page_layouts import PageLayouts

if TYPE_CHECKING:
    from stepflow_desktop.gui.table.table_page import ExecutionsTable


class PageDrops(QObject):
    """``draft_requested`` carries what a dropped script or folder would start."""

    draft_requested = Signal(object)  # NewExecution

    def __init__(
        self,
        theme: Theme,
        bridge: EngineBridge,
        verbs: ExecutionVerbs,
        layouts: PageLayouts,
        rows: ExecutionRows,
        pane: ExecutionPane,
    ) -> None:
        super().__init__(pane)
        self._theme = theme
        self._bridge = bridge
        self._verbs = verbs
        self._rows = rows
        self._pane = pane
        self.on_rows = DropZone(theme, rows.viewport(), self._row_at)
        self.on_pane = DropZone(theme, pane, self._shown_at)
        self.on_table: DropZone | None = None
        layouts.table_made.connect(self._take_table)
        pane.head.tag_given.connect(layouts.give_tag)
        for zone in (self.on_rows, self.on_pane):
            zone.chosen.connect(self._on_chosen)

    def _take_table(self, table: ExecutionsTable) -> None:
        """Rows of the table take drops, too."""

        def row_at(at: QPoint) -> DropPlace | None:
            row = table.view.rowAt(at.y())
            execution = table.model.execution_at(row) if row >= 0 else None
            if execution is None:
                return None
            viewport = table.view.viewport().rect()
            viewport.setTop(table.view.rowViewportPosition(row))
            viewport.setHeight(table.view.rowHeight(row))
            return DropPlace(viewport, execution.id, execution.name)

        self.on_table = DropZone(self._theme, table.view.viewport(), row_at)
        self.on_table.chosen.connect(self._on_chosen)

    def _row_at(self, at: QPoint) -> DropPlace | None:
        index = self._rows.indexAt(at)
        execution = self._rows.execution_at(index)
        if execution is None:
            return None
        return DropPlace(self._rows.visualRect(index), execution.id, execution.name)

    def _shown_at(self, _at: QPoint) -> DropPlace | None:
        if self._pane.details is None:
            return None
        details = masked_details(self._pane.details)
        number = running_step_number(details)
        return DropPlace(self._pane.rect(), details.execution.id, details.execution.name, number)

    def _on_chosen(self, wish: str, execution_id: str, paths: Sequence[Path]) -> None:
        if wish != ATTACH:
            self.draft_requested.emit(draft_of(paths[0]))
            return
        self._bridge.call(
            self._bridge.engine.get(execution_id),
            name="read before attaching",
            done=lambda details: self._attach(details, [path for path in paths if path.is_file()]),
            error=lambda message: self._verbs.said.emit("error", self.tr("The file was not attached"), message),
        )

    def _attach(self, details: ExecutionDetails, paths: Sequence[Path]) -> None:
        """To what runs now, else to the execution."""
        step = None if details.execution.status.is_final else current_step(details.steps)
        self._verbs.files.attach(details.execution.id, paths, step.id if step is not None else None)
