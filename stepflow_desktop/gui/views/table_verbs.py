"""The verbs of the page while it shows the table: on the execution that is chosen there, or on several."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from stepflow_desktop.core.model import Execution
from stepflow_desktop.gui.bridge import EngineBridge
from stepflow_desktop.gui.models.abilities import abilities
from stepflow_desktop.gui.views.bulk_actions import BulkActions
from stepflow_desktop.gui.views.execution_verbs import ExecutionVerbs

OF_MANY = frozenset(("run_again", "delete", "edit_tags", "save_log", "copy_command", "stop"))
_OF_ONE = OF_MANY | {"open", "open_window", "run_now", "kill", "edit_and_run", "open_folder", "rename", "attach_files"}


class TableVerbs(QObject):
    """Has the verbs of ``ExecutionVerbs`` that make sense in a table, by the same names."""

    compare_requested = Signal(object)  # list[str]

    def __init__(
        self, bridge: EngineBridge, verbs: ExecutionVerbs, bulk: BulkActions, chosen: Callable[[], Sequence[Execution]]
    ) -> None:
        super().__init__(bulk)
        self._bridge = bridge
        self._verbs = verbs
        self._bulk = bulk
        self._chosen = chosen

    def can(self) -> frozenset[str]:
        runs = self._chosen()
        if not runs:
            return frozenset()
        if len(runs) == 1:
            return abilities(runs[0], held=self._bridge.engine.is_held(runs[0].id)) & _OF_ONE
        return OF_MANY if any(not run.status.is_final for run in runs) else OF_MANY - {"stop"}

    def do(self, wish: str) -> None:
        """What a menu, a key or the bar under the table asks for."""
        names = {"add_tag": "edit_tags", "save_logs": "save_log"}
        getattr(self, names.get(wish, wish))()

    def attach_files(self) -> None:
        self.attach([])

    def _one(self, act: Callable[[Execution], None]) -> None:
        runs = self._chosen()
        if len(runs) == 1:
            act(runs[0])

    def run_now(self) -> None:
        self._one(self._verbs.actions.release)

    def stop(self) -> None:
        for run in self._chosen():
            if not run.status.is_final:
                self._verbs.actions.stop(run)

    def kill(self) -> None:
        self._one(lambda run: self._verbs.actions.stop(run, force=True))

    def run_again(self) -> None:
        self._bulk.run_again(self._chosen())

    def edit_and_run(self) -> None:
        self._one(self._verbs.actions.edit_and_run)

    def copy_command(self) -> None:
        commands = [run.command for run in self._chosen()]
        if len(commands) == 1:
            self._one(self._verbs.actions.copy_command)
        elif commands:
            QGuiApplication.clipboard().setText("\n".join(commands))
            self._bulk.said.emit("success", self.tr("Commands copied"), "", [])

    def open_folder(self) -> None:
        self._one(self._verbs.actions.open_folder)

    def save_log(self) -> None:
        self._bulk.save_logs(self._chosen())

    def delete(self) -> None:
        self._bulk.delete(self._chosen())

    def rename(self) -> None:
        self._one(self._verbs.editing.rename)

    def edit_tags(self) -> None:
        runs = self._chosen()
        if len(runs) == 1:
            self._verbs.editing.edit_tags(runs[0])
        elif runs:
            self._bulk.add_tag(runs)

    def attach(self, _paths: Sequence[object]) -> None:
        self._one(lambda run: self._verbs.files.ask_files(run.id))

    def compare(self) -> None:
        self.compare_requested.emit([run.id for run in self._chosen()])
