"""Banners about the storage and about what an earlier time left: read-only, locked, damaged, interrupted."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from stepflow_desktop.core.database_holder import holder_of
from stepflow_desktop.core.model import ErrorCode, Execution
from stepflow_desktop.errors import StepFlowError, Unavailable
from stepflow_desktop.gui.bridge import EngineBridge
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.translation import error_words
from stepflow_desktop.gui.views.frame_banners import BannerArea
from stepflow_desktop.gui.widgets.question import Answer, ask

DATABASE, DAMAGED, INTERRUPTED = "database", "damaged", "interrupted"
# What the core says of a run that the computer took down with it.
_RESTARTED = "restart of the computer"


class StateBanners(QObject):
    """``look`` is to be called now and then; it costs two comparisons."""

    def __init__(
        self,
        theme: Theme,
        area: BannerArea,
        bridge: EngineBridge,
        show_interrupted: Callable[[], None],
        move: Callable[[], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._theme, self._area, self._bridge = theme, area, bridge
        self._show_interrupted, self._move = show_interrupted, move
        self._problem: StepFlowError | None = None
        self._damaged_told = False
        self._interrupted: list[Execution] = []

    def look(self) -> None:
        try:
            store = getattr(self._bridge.engine, "store", None)
        except Unavailable:
            return
        if store is None:
            return
        if store.problem is not self._problem:
            self._problem = store.problem
            self._show_problem(store.problem, store.path)
        if store.set_aside is not None and not self._damaged_told:
            self._damaged_told = True
            self._show_damaged(store.set_aside)

    def take_ended(self, executions: Sequence[Execution]) -> None:
        """Collect what ended with the computer and not by itself."""
        found = [each for each in executions if was_interrupted(each)]
        if found:
            self._interrupted += found
            self._show_interrupted_ones()

    def _show_problem(self, problem: StepFlowError | None, path: Path) -> None:
        if problem is None:
            self._area.drop(DATABASE)
            return
        # The database's library is not imported before the first paint.
        from stepflow_desktop.core.store_connection import DatabaseLocked, DatabaseReadOnly

        again = [(self.tr("Try again"), self._try_again)]
        if isinstance(problem, DatabaseReadOnly):
            text = self.tr("Running work continues, new executions are off. Make {path} writable again.")
            acts = [*again, (self.tr("Move…"), self._move)]
            self._area.put(DATABASE, "error", self.tr("The database is read-only"), text.format(path=path), acts)
        elif isinstance(problem, DatabaseLocked):
            title = self.tr("Waiting for another program to let go of the database")
            text = self.tr("Running work continues and is saved as soon as the database is free.")
            self._area.put(DATABASE, "warning", title, text, again)
            self._bridge.call(
                asyncio.to_thread(holder_of, path),
                name="who holds the database",
                done=lambda name: self._name_holder(name),
            )
        else:
            title = self.tr("The database cannot be written")
            self._area.put(DATABASE, "error", title, error_words(problem), again)

    def _name_holder(self, name: str) -> None:
        if name and DATABASE in self._area.keys and self._is_locked():
            title = self.tr("Waiting for {name} to let go of the database").format(name=name)
            text = self.tr("Running work continues and is saved as soon as the database is free.")
            self._area.put(DATABASE, "warning", title, text, [(self.tr("Try again"), self._try_again)])

    def _is_locked(self) -> bool:
        from stepflow_desktop.core.store_connection import DatabaseLocked

        return isinstance(self._problem, DatabaseLocked)

    def _try_again(self) -> None:
        call = self._bridge.engine.store.try_to_write()
        self._bridge.call(call, name="writing the database", done=lambda _n: self.look(), error=lambda _w: self.look())

    def _show_damaged(self, aside: Path) -> None:
        self._area.put(
            DAMAGED,
            "warning",
            self.tr("The database was damaged"),
            self.tr("StepFlow set the damaged file aside and rebuilt the list from the run folders."),
            [(self.tr("Show details"), lambda: self._tell_of_damage(aside))],
            dismissible=True,
        )

    def _tell_of_damage(self, aside: Path) -> None:
        text = self.tr(
            "It is kept as {path}. What was only in it, such as tags and names that were changed later, may be missing"
            " from the list; logs and files are whole."
        )
        copy = Answer("copy_path", self.tr("Copy path"), lambda: QGuiApplication.clipboard().setText(str(aside)))
        show = Answer(
            "show_in_folder",
            self.tr("Show in folder"),
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(aside.parent))),
            "outline",
        )
        title = self.tr("The damaged file was set aside")
        ask(self._theme, self._area.window(), "damage", title, text.format(path=aside), [copy, show])

    def _show_interrupted_ones(self) -> None:
        count = len(self._interrupted)
        if count == 1:
            title = self.tr("1 execution was interrupted when the computer shut down")
        else:
            title = self.tr("{n} executions were interrupted when the computer shut down").format(n=f"{count:,}")
        self._area.put(
            INTERRUPTED,
            "info",
            title,
            self.tr("They are marked failed, with their output up to then."),
            [(self.tr("Run again"), self._run_again), (self.tr("Show"), self._show)],
            dismissible=True,
        )

    def _run_again(self) -> None:
        again, self._interrupted = self._interrupted, []
        self._area.drop(INTERRUPTED)
        for execution in again:
            self._bridge.call(self._bridge.engine.rerun(execution.id, origin="window"), name="run again")

    def _show(self) -> None:
        self._interrupted = []
        self._area.drop(INTERRUPTED)
        self._show_interrupted()


def was_interrupted(execution: Execution) -> bool:
    """Whether it went down with the computer; a banner tells of all of these together."""
    return execution.error_code is ErrorCode.INTERRUPTED and _RESTARTED in (execution.error_message or "")
