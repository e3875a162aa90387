"""Starting what the form asks for: looked over once more, then asked of the engine, which may refuse in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, Signal

from stepflow_desktop.core.model import Execution
from stepflow_desktop.errors import InvalidRequest, StepFlowError
from stepflow_desktop.gui.translation import error_words
from stepflow_desktop.gui.validation import Field, Problem
from stepflow_desktop.gui.views.new_execution_checks import FormChecks
from stepflow_desktop.gui.views.new_execution_draft import request_of
from stepflow_desktop.gui.views.new_execution_form import ExecutionForm

if TYPE_CHECKING:
    from stepflow_desktop.gui.bridge import EngineBridge

_FIELDS = {
    "command": Field.COMMAND,
    "working_directory": Field.FOLDER,
    "name": Field.NAME,
    "tags": Field.TAGS,
    "timeout": Field.TIME_LIMIT,
}


class Starter(QObject):
    """``started`` carries the execution and whether the form stays; ``hindered`` says there are problems to mend."""

    started = Signal(object, bool)  # Execution
    hindered = Signal()
    busy_changed = Signal()

    def __init__(self, bridge: EngineBridge, form: ExecutionForm, checks: FormChecks) -> None:
        super().__init__(form)
        self._bridge, self._form, self._checks = bridge, form, checks
        self.busy = False

    def start(self, *, stay_open: bool) -> None:
        """One at a time: pressed again while one is being started, nothing happens."""
        if self.busy:
            return
        self._form.tags.take_text()
        self._set_busy(True)
        self._bridge.call(
            self._start(), name="start an execution", done=lambda result: self._on_answer(result, stay_open)
        )

    async def _start(self) -> Execution | StepFlowError | None:
        try:
            if await self._checks.look_again():
                return None
            return await self._bridge.engine.create(request_of(self._form.draft()), origin="window")
        except StepFlowError as error:
            return error
        finally:
            if shiboken6.isValid(self):
                self._set_busy(False)

    def _on_answer(self, result: Execution | StepFlowError | None, stay_open: bool) -> None:
        if not shiboken6.isValid(self):
            return
        if result is None:
            self.hindered.emit()
        elif isinstance(result, StepFlowError):
            self._on_refused(result)
        else:
            self.started.emit(result, stay_open)

    def _on_refused(self, error: StepFlowError) -> None:
        """Beside the field it is about, else above the form; trying again is allowed where no field is at fault."""
        parameter = error.parameter if isinstance(error, InvalidRequest) else None
        field = _FIELDS.get(parameter or "", Field.STORAGE)
        self._checks.refuse(Problem(field, error_words(error), is_error=field is not Field.STORAGE))

    def _set_busy(self, busy: bool) -> None:
        self.busy = busy
        self.busy_changed.emit()
