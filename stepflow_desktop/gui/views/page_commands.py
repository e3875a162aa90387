"""The commands that the window's menus give the Executions page, each by the name of its action.

They concern the execution that is shown: its verbs do what changes it, its pane what only looks at it.
"""

from __future__ import annotations

from stepflow_desktop.gui.views.execution_pane import ExecutionPane
from stepflow_desktop.gui.views.execution_verbs import ExecutionVerbs
from stepflow_desktop.gui.views.log_commands import LogCommands


class PageCommands(LogCommands):
    """For a page that has ``verbs`` and a ``pane``."""

    verbs: ExecutionVerbs
    pane: ExecutionPane

    def run_now(self) -> None:
        self.verbs.run_now()

    def stop(self) -> None:
        self.verbs.stop()

    def kill(self) -> None:
        self.verbs.kill()

    def run_again(self) -> None:
        self.verbs.run_again()

    def edit_and_run(self) -> None:
        self.verbs.edit_and_run()

    def copy_command(self) -> None:
        self.verbs.copy_command()

    def open_folder(self) -> None:
        self.verbs.open_folder()

    def save_log(self) -> None:
        self.verbs.save_log()

    def delete(self) -> None:
        self.verbs.delete()

    def attach_files(self) -> None:
        self.verbs.attach([])

    def rename(self) -> None:
        self.verbs.rename()

    def edit_tags(self) -> None:
        self.verbs.edit_tags()

    def show_tab(self, index: int) -> None:
        self.pane.tabs.setCurrentIndex(index)
