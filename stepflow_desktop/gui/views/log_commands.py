"""The commands about the log that the window's menus give the Executions page, each by the name of its action."""

from __future__ import annotations

from stepflow_desktop.gui.command_table import TABLE, Command
from stepflow_desktop.gui.log.log_panel import LogPanel
from stepflow_desktop.gui.views.execution_pane import ExecutionPane

WORK_TAB = 0


def log_commands() -> list[Command]:
    """Those that have keys, for windows without menus."""
    rows = [row for row in TABLE if isinstance(row, Command)]
    return [row for row in rows if row.keys and row.name in vars(LogCommands)]


class LogCommands:
    """For a page that has a ``pane``. What leads to a place in the log brings the log into sight."""

    pane: ExecutionPane

    @property
    def _log_in_sight(self) -> LogPanel:
        self.pane.tabs.setCurrentIndex(WORK_TAB)
        return self.pane.log

    def find_in_log(self) -> None:
        """In the file that is looked at, where one is."""
        if self.pane.artifacts_tab.isVisible():
            self.pane.artifacts_tab.viewer.pane.start_find()
        else:
            self._log_in_sight.find()

    def find_next(self) -> None:
        if self.pane.artifacts_tab.isVisible():
            self.pane.artifacts_tab.viewer.pane.step_match(1)
        else:
            self._log_in_sight.find_next()

    def find_previous(self) -> None:
        if self.pane.artifacts_tab.isVisible():
            self.pane.artifacts_tab.viewer.pane.step_match(-1)
        else:
            self._log_in_sight.find_previous()

    def go_to_first_error(self) -> None:
        self._log_in_sight.go_to_first_error()

    def next_error(self) -> None:
        self._log_in_sight.next_error()

    def previous_error(self) -> None:
        self._log_in_sight.previous_error()

    def next_step(self) -> None:
        self._log_in_sight.next_step()

    def previous_step(self) -> None:
        self._log_in_sight.previous_step()

    def go_to_line(self) -> None:
        self._log_in_sight.go_to_line()

    def toggle_follow(self) -> None:
        self.pane.log.toggle_follow()

    def toggle_wrap(self) -> None:
        self.pane.log.toggle_wrap()

    def toggle_caret(self) -> None:
        self.pane.log.toggle_caret()

    def toggle_timestamps(self) -> None:
        self.pane.log.toggle_timestamps()

    def larger_text(self) -> None:
        self.pane.log.larger_text()

    def smaller_text(self) -> None:
        self.pane.log.smaller_text()

    def usual_text(self) -> None:
        self.pane.log.usual_text()

    def pop_out_log(self) -> None:
        self.pane.log.pop_out_wanted.emit()
