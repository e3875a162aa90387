"""Files dropped on an execution: on its head or log they are kept with it, on a step with that step.

What will happen is said before the mouse is let go; a script may also be meant to be started, so it has two targets.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QListView, QWidget

from stepflow_desktop.core.model import ExecutionDetails
from stepflow_desktop.gui.models.execution_text import current_step
from stepflow_desktop.gui.models.steps import STEP_ROLE
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.drop_choice import START, DropPlace, DropZone

DetailsOf = Callable[[], ExecutionDetails | None]


def running_step_number(details: ExecutionDetails) -> int:
    """That of the step that gets what is attached to the execution now, 0 for none."""
    step = None if details.execution.status.is_final else current_step(details.steps)
    return step.index + 1 if step is not None else 0


class AttachDrops(QObject):
    """``attach_wanted`` carries files, ``attach_to_step_wanted`` files and the id of a step, ``start_wanted`` a script.

    ``widgets`` belong to the execution as a whole, ``steps`` is the view of its steps. ``details_of`` answers what is
    shown, masked.
    """

    attach_wanted = Signal(list)
    attach_to_step_wanted = Signal(list, str)
    start_wanted = Signal(object)

    def __init__(
        self, theme: Theme, owner: QWidget, widgets: Sequence[QWidget], steps: QListView, details_of: DetailsOf
    ) -> None:
        super().__init__(owner)
        self._steps = steps
        self._details_of = details_of
        steps.setAcceptDrops(True)
        self.zones = [DropZone(theme, widget, self._place_in(widget)) for widget in widgets]
        self.step_zone = DropZone(theme, steps.viewport(), self._step_at)
        for zone in (*self.zones, self.step_zone):
            zone.chosen.connect(self._on_chosen)

    def _place_in(self, widget: QWidget) -> Callable[[QPoint], DropPlace | None]:
        def place_at(_at: QPoint) -> DropPlace | None:
            details = self._details_of()
            if details is None:
                return None
            return DropPlace(widget.rect(), "", details.execution.name, running_step_number(details))

        return place_at

    def _step_at(self, at: QPoint) -> DropPlace | None:
        """The row of a step; beside the rows it is the execution that is meant."""
        index = self._steps.indexAt(at)
        step = index.data(STEP_ROLE)
        if step is None:
            return self._place_in(self._steps.viewport())(at)
        return DropPlace(self._steps.visualRect(index), step.id, step.name, only_attach=True)

    def _on_chosen(self, wish: str, step_id: str, paths: Sequence[Path]) -> None:
        files = [path for path in paths if path.is_file()]
        if wish == START:
            self.start_wanted.emit(paths[0])
        elif step_id:
            self.attach_to_step_wanted.emit(files, step_id)
        else:
            self.attach_wanted.emit(files)
