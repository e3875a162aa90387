"""The verbs of the Executions page, on whatever execution its pane shows.

Gathers what ``ExecutionActions``, ``ExecutionFiles`` and ``ExecutionEdit`` can do and connects it with the pane's
buttons, cards and log.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from stepflow_desktop.core.clock import Clock
from stepflow_desktop.core.model import Artifact, Execution, ExecutionDetails, LogEntry, LogPage
from stepflow_desktop.gui.models.detail_rows import as_curl, as_json
from stepflow_desktop.gui.models.execution_text import current_step
from stepflow_desktop.gui.models.failure_text import error_offset, failed_step_id, failure_line, report
from stepflow_desktop.gui.scripts import draft_of
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.execution_actions import ExecutionActions, OpenUrl
from stepflow_desktop.gui.views.execution_edit import ExecutionEdit
from stepflow_desktop.gui.views.execution_files import ExecutionFiles
from stepflow_desktop.gui.views.execution_pane import ExecutionPane
from stepflow_desktop.gui.views.log_links import LogLinks
from stepflow_desktop.gui.views.log_window import LogWindows
from stepflow_desktop.settings import Settings

if TYPE_CHECKING:
    from stepflow_desktop.gui.bridge import EngineBridge

TAIL_BYTES = 256 * 1024
TAIL_LINES = 10_000


class ExecutionVerbs(QObject):
    """``said`` carries kind, title and text of a message to show."""

    draft_requested = Signal(object)
    created = Signal(str)
    released = Signal(str)
    deleted = Signal(str, str)
    file_deleted = Signal(str, object)
    said = Signal(str, str, str)

    def __init__(
        self,
        bridge: EngineBridge,
        settings: Settings,
        clock: Clock,
        pane: ExecutionPane,
        widget: QWidget,
        open_url: OpenUrl,
        theme: Theme,
    ) -> None:
        super().__init__(widget)
        self._bridge = bridge
        self._settings = settings
        self._clock = clock
        self._pane = pane
        self.actions = ExecutionActions(theme, bridge, widget, open_url)
        self.files = ExecutionFiles(theme, bridge, widget, open_url)
        self.editing = ExecutionEdit(theme, bridge, widget)
        self.links = LogLinks(theme, widget, open_url)
        self.log_windows = LogWindows(theme, bridge, widget, self.links.serve, self.files.open)
        self._by_name: dict[str, Callable[[], None]] = {
            "run_now": self.run_now,
            "stop": self.stop,
            "kill": self.kill,
            "run_again": self.run_again,
            "edit_and_run": self.edit_and_run,
            "copy_command": self.copy_command,
            "open_folder": self.open_folder,
            "save_log": self.save_log,
            "attach_files": lambda: self.attach([]),
            "rename": self.rename,
            "edit_tags": self.edit_tags,
            "delete": self.delete,
        }
        self._connect()

    def _connect(self) -> None:
        pane = self._pane
        pane.failure_shown.connect(self._read_tail)
        pane.head.name_field.given.connect(self._take_name)
        pane.error.report_wanted.connect(self.copy_report)
        pane.facts.json_wanted.connect(self.copy_json)
        pane.facts.curl_wanted.connect(self.copy_curl)
        pane.log.artifact_activated.connect(pane.show_artifact)
        pane.artifacts.wished.connect(self._on_wish)
        pane.artifacts.folder_wanted.connect(self.open_artifacts_folder)
        pane.artifacts_tab.wished.connect(self._on_wish)
        pane.artifacts_tab.wished_many.connect(self.files.more.do_many)
        pane.artifacts_tab.said.connect(self.said)
        pane.artifacts_tab.viewer.earlier_wanted.connect(self.files.more.answer_earlier)
        self.files.more.deleted.connect(self.file_deleted)
        self.files.more.earlier_found.connect(pane.artifacts_tab.viewer.show_earlier)
        pane.drops.start_wanted.connect(lambda script: self.draft_requested.emit(draft_of(script)))
        for drop in (pane.artifacts, pane.artifacts_tab, pane.drops):
            drop.attach_wanted.connect(self.attach)
        pane.drops.attach_to_step_wanted.connect(self.attach)
        pane.steps.attach_wanted.connect(lambda step_id: self.attach((), step_id))
        self.actions.draft_requested.connect(self.draft_requested)
        self.actions.created.connect(self.created)
        self.actions.released.connect(self.released)
        self.actions.deleted.connect(self.deleted)
        self.actions.stop_asked.connect(self._on_stop_asked)
        self.links.serve(pane.log)
        pane.log.pop_out_wanted.connect(self.pop_out_log)
        for source in (self.actions, self.files, self.editing, self.links):
            source.said.connect(self.said)

    def do(self, wish: str) -> None:
        self._by_name[wish]()

    @property
    def execution(self) -> Execution | None:
        return self._pane.details.execution if self._pane.details is not None else None

    def _active(self) -> Execution | None:
        execution = self.execution
        return execution if execution is not None and not execution.status.is_final else None

    # -- the run

    def run_now(self) -> None:
        if self.execution is not None:
            self.actions.release(self.execution)

    def stop(self) -> None:
        """Stop it; asked again while it is ending, kill it."""
        execution = self._active()
        if execution is not None:
            self.actions.stop(execution, force=self._pane.head.is_stopping)

    def kill(self) -> None:
        execution = self._active()
        if execution is not None:
            self.actions.stop(execution, force=True)

    def run_again(self) -> None:
        if self.execution is not None:
            self.actions.run_again(self.execution)

    def edit_and_run(self) -> None:
        if self.execution is not None:
            self.actions.edit_and_run(self.execution)

    def delete(self) -> None:
        if self.execution is not None:
            self.actions.delete(self.execution)

    def rename(self) -> None:
        """Where the name stands."""
        self._pane.head.edit_name()

    def _take_name(self, name: str) -> None:
        if self.execution is not None:
            self.editing.take_name(self.execution, name)

    def edit_tags(self) -> None:
        if self.execution is not None:
            self.editing.edit_tags(self.execution)

    def _on_stop_asked(self, execution_id: str) -> None:
        if self.execution is not None and self.execution.id == execution_id and not self._pane.head.is_stopping:
            self._pane.head.stop_asked()

    # -- its files

    def open_folder(self) -> None:
        if self.execution is not None:
            self.actions.open_folder(self.execution)

    def open_artifacts_folder(self) -> None:
        details = self._pane.details
        if details is not None and details.artifacts:
            self.files.show_in_folder(details.artifacts[0])
        else:
            self.open_folder()

    def _on_wish(self, wish: str, artifact: Artifact) -> None:
        if wish in ("preview", "full_screen"):
            self._pane.show_artifact(artifact.id)
            if wish == "full_screen":
                self._pane.artifacts_tab.viewer.full_screen()
        else:
            self.files.do(wish, artifact)

    def pop_out_log(self) -> None:
        """The log in a window of its own."""
        if self._pane.details is not None:
            self.log_windows.open(self._pane.details)

    def attach(self, paths: Sequence[Path], step_id: str | None = None) -> None:
        """Attach ``paths``, or ask which; to a step, that of a running execution if none is named."""
        if self.execution is not None:
            if paths:
                self.files.attach(self.execution.id, paths, step_id or self._running_step())
            else:
                self.files.ask_files(self.execution.id, step_id)

    def _running_step(self) -> str | None:
        """What runs now, as the execution is told to have files of its current step."""
        details = self._pane.details
        if details is None or details.execution.status.is_final:
            return None
        step = current_step(details.steps)
        return step.id if step is not None else None

    def save_log(self) -> None:
        if self._pane.details is not None:
            self.files.save_log(self._pane.details)

    # -- copies

    def copy_command(self) -> None:
        if self.execution is not None:
            self.actions.copy_command(self.execution)

    def copy_json(self) -> None:
        if self._pane.details is not None:
            self.actions.copy(as_json(self._pane.details, self._clock.now()), self.tr("Copied as JSON"))

    def copy_curl(self) -> None:
        if self._pane.details is not None:
            base_url = f"http://127.0.0.1:{self._settings.http_port}"
            self.actions.copy(as_curl(self._pane.details, base_url), self.tr("Copied as curl"))

    def copy_report(self) -> None:
        details = self._pane.details
        if details is not None:
            self._bridge.call(
                self._tail(details.execution),
                name="read the last lines",
                done=lambda page: self.actions.copy(report(details, page.entries), self.tr("Report copied")),
                error=lambda _message: self.actions.copy(report(details, ()), self.tr("Report copied")),
            )

    def _read_tail(self) -> None:
        """For the error card: without these lines it says what the execution itself says."""
        details = self._pane.details
        if details is not None:
            self._bridge.call(
                self._failure(details),
                name="read the last lines",
                done=lambda found: self._pane.show_last_lines(details.execution.id, *found),
                error=lambda _message: None,
            )

    async def _failure(self, details: ExecutionDetails) -> tuple[tuple[LogEntry, ...], int]:
        """The last lines, and the number of the one that says why it failed."""
        execution = details.execution
        entries = (await self._tail(execution)).entries
        offset = error_offset(entries, failure_line(execution, entries, failed_step_id(details)))
        if offset is None:
            return entries, 0
        return entries, await self._bridge.engine.line_number(execution.id, offset)

    async def _tail(self, execution: Execution) -> LogPage:
        after = execution.log_size - TAIL_BYTES
        return await self._bridge.engine.read_log(execution.id, after=after if after > 0 else None, limit=TAIL_LINES)
