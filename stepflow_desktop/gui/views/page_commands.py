"""The commands that the window's menus give the Executions page, each by the name of its action.

They concern the execution that is shown, or those chosen in the table: verbs do what changes them, the pane does what
only looks at the one.
"""

from __future__ import annotations

from stepflow_desktop.gui.models.abilities import why_not
from stepflow_desktop.gui.translation import translate
from stepflow_desktop.gui.views.execution_pane import ExecutionPane
from stepflow_desktop.gui.views.execution_verbs import ExecutionVerbs
from stepflow_desktop.gui.views.execution_window import ExecutionWindows
from stepflow_desktop.gui.views.list_place import ListPlace
from stepflow_desktop.gui.views.log_commands import LogCommands
from stepflow_desktop.gui.views.page_layouts import PageLayouts
from stepflow_desktop.gui.views.table_verbs import TableVerbs

MOST_AT_ONCE = 5


class PageCommands(LogCommands):
    """For a page that has ``verbs``, a ``pane`` and ``layouts``."""

    verbs: ExecutionVerbs
    pane: ExecutionPane
    layouts: PageLayouts
    place: ListPlace
    windows: ExecutionWindows

    @property
    def acting(self) -> ExecutionVerbs | TableVerbs:
        """The verbs of what is in sight: of the execution that is shown, or of those chosen in the table."""
        return self.layouts.verbs if self.layouts.is_table else self.verbs

    def why_not(self, name: str) -> str:
        """Why the action ``name`` cannot be chosen now."""
        if not self.layouts.holder.isVisible():
            return translate("Abilities", "The executions are not in sight")
        if self.layouts.is_table:
            return "" if self.layouts.chosen() else translate("Abilities", "Nothing is chosen in the table")
        details = self.pane.details
        return why_not(name, details.execution if details is not None else None)

    def toggle_table(self) -> None:
        """From the list to the table or back."""
        shown = self.pane.details
        self.place.put_away()
        self.layouts.toggle(current_id=shown.execution.id if shown is not None else "")

    def open_window(self) -> None:
        """What is chosen in a window of its own."""
        shown = [self.pane.details.execution] if self.pane.details is not None else []
        for run in (self.layouts.chosen() if self.layouts.is_table else shown)[:MOST_AT_ONCE]:
            self.windows.open(run.id)

    def export_csv(self) -> None:
        self.layouts.export_csv()

    def run_now(self) -> None:
        self.acting.run_now()

    def stop(self) -> None:
        self.acting.stop()

    def kill(self) -> None:
        self.acting.kill()

    def run_again(self) -> None:
        self.acting.run_again()

    def edit_and_run(self) -> None:
        self.acting.edit_and_run()

    def copy_command(self) -> None:
        self.acting.copy_command()

    def open_folder(self) -> None:
        self.acting.open_folder()

    def save_log(self) -> None:
        self.acting.save_log()

    def delete(self) -> None:
        self.acting.delete()

    def attach_files(self) -> None:
        self.acting.attach([])

    def rename(self) -> None:
        self.acting.rename()

    def edit_tags(self) -> None:
        self.acting.edit_tags()

    def compare_runs(self) -> None:
        """The runs of this command, of which some can be chosen to compare."""
        self.pane.show_past_runs()

    def show_work(self) -> None:
        self.show_tab(0)

    def show_timeline(self) -> None:
        self.show_tab(1)

    def show_files(self) -> None:
        self.show_tab(2)

    def show_details(self) -> None:
        self.show_tab(3)

    def show_past_runs(self) -> None:
        self.pane.show_past_runs()

    def show_tab(self, index: int) -> None:
        self.pane.tabs.setCurrentIndex(index)
