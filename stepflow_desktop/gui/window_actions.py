"""Every command of the window as a named ``QAction``: in a menu, with its key, found by the search box.

Actions on executions are carried out by the page that shows them: an action ``stop`` calls ``page.stop()``. Those
the page does not know are hidden, so that nothing in a menu is dead.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from stepflow_desktop.gui.theme import Theme


@dataclass(frozen=True, slots=True)
class Command:
    """One row of the table: ``name`` is the object name and the method, ``target`` who carries it out."""

    menu: str
    name: str
    text: str
    keys: str = ""
    icon: str = ""
    target: str = "window"
    danger: bool = False
    checkable: bool = False


SEPARATOR = ""
TABLE: tuple[Command | tuple[str, str], ...] = (
    Command("File", "new_execution", "New execution…", "Ctrl+N", "plus"),
    Command("File", "run_script", "Run script…", "Ctrl+O", "file-input"),
    Command("File", "run_demo", "Run the demo", "Ctrl+D", "flask-conical"),
    Command("File", "run_failing_demo", "Run the demo that fails", icon="flask-conical"),
    ("File", SEPARATOR),
    Command("File", "attach_files", "Attach files…", "Ctrl+U", "upload", "page"),
    Command("File", "save_log", "Save log…", "Ctrl+S", "download", "page"),
    ("File", SEPARATOR),
    Command("File", "quit", "Quit", "Ctrl+Q", "log-out"),
    Command("Execution", "run_now", "Run now", icon="play", target="page"),
    Command("Execution", "stop", "Stop", "Ctrl+.", "square", "page"),
    Command("Execution", "kill", "Kill", icon="x", target="page"),
    Command("Execution", "run_again", "Run again", "Ctrl+R", "rotate-cw", "page"),
    Command("Execution", "edit_and_run", "Edit and run…", "Ctrl+Shift+R", "pencil", "page"),
    ("Execution", SEPARATOR),
    Command("Execution", "copy_command", "Copy command", "Ctrl+Shift+C", "copy", "page"),
    Command("Execution", "open_folder", "Open working folder", icon="folder-open", target="page"),
    Command("Execution", "rename", "Rename…", "F2", "pencil", "page"),
    Command("Execution", "edit_tags", "Edit tags…", "Ctrl+T", "tag", "page"),
    ("Execution", SEPARATOR),
    Command("Execution", "delete", "Delete…", "Del", "trash-2", "page", danger=True),
    Command("View", "show_executions", "Executions", "Ctrl+2", "list-checks"),
    Command("View", "show_server", "Server", "Ctrl+4", "server"),
    ("View", SEPARATOR),
    Command("View", "focus_filter", "Filter executions", "Ctrl+L", "list-filter"),
    Command("View", "toggle_list", "List pane", "Ctrl+B", "panel-left", "page"),
    Command("View", "toggle_table", "Table", "Ctrl+Shift+T", "table-2", "page"),
    Command("View", "find_in_log", "Find in log", "Ctrl+F", "search", "page"),
    Command("View", "go_to_first_error", "First error", "F8", "arrow-down-to-dot", "page"),
    Command("View", "go_to_line", "Go to line…", "Ctrl+G", "hash", "page"),
    Command("View", "toggle_timestamps", "Timestamps", "Alt+T", "clock", "page"),
    Command("View", "toggle_wrap", "Wrap lines", "Alt+W", "text-wrap", "page"),
    Command("View", "toggle_follow", "Follow the log", "", "arrow-down-to-line", "page"),
    Command("View", "next_pane", "Next pane", "F6"),
    Command("View", "previous_pane", "Previous pane", "Shift+F6"),
    ("View", SEPARATOR),
    Command("View", "theme_system", "Theme of the system", icon="monitor", checkable=True),
    Command("View", "theme_light", "Light theme", icon="sun", checkable=True),
    Command("View", "theme_dark", "Dark theme", icon="moon", checkable=True),
    ("View", SEPARATOR),
    Command("View", "full_screen", "Full screen", "F11", "maximize-2"),
    Command("Tools", "search_everything", "Search and commands", "Ctrl+K", "search"),
    Command("Tools", "copy_diagnostics", "Copy diagnostics", icon="clipboard-copy"),
    Command("Help", "show_help", "Guide, markers and shortcuts", "F1", "circle-question-mark"),
    Command("Help", "show_about", "About StepFlow", icon="info"),
)
MENUS = ("File", "Execution", "View", "Tools", "Help")


class WindowActions:
    """The actions by name. ``window`` and the page given later are the objects whose methods carry the names."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        self._theme = theme
        self._targets: dict[str, QWidget | None] = {"window": window, "page": None}
        self.by_name: dict[str, QAction] = {}
        self._commands: dict[str, Command] = {}
        for row in TABLE:
            if isinstance(row, Command):
                self.by_name[row.name] = self._made(row, window)
                self._commands[row.name] = row
        self._bare = set(self.by_name)
        theme.changed.connect(self._drop_icons)

    def fill(self, bar: QMenuBar) -> None:
        """The menus of ``bar``, asked about what can be done whenever one opens."""
        for title in MENUS:
            rows = [row for row in TABLE if (row.menu if isinstance(row, Command) else row[0]) == title]
            menu = bar.addMenu(title)
            menu.setObjectName(f"menu_{title.lower()}")
            self._fill_menu(menu, rows)
            menu.aboutToShow.connect(self.review)
            menu.aboutToShow.connect(lambda menu=menu: self._take_icons(menu))

    def set_page(self, page: QWidget) -> None:
        """The page that carries out what concerns an execution."""
        self._targets["page"] = page
        for name, command in self._commands.items():
            self.by_name[name].setVisible(self._method(command) is not None)
        self.review()

    def icon_name(self, name: str) -> str:
        return self._commands[name].icon

    def review(self) -> None:
        """Enable what the page says it can do now (``page.can(name)``, where it has an opinion)."""
        page = self._targets["page"]
        can: Callable[[str], bool] | None = getattr(page, "can", None)
        if can is None:
            return
        for name, command in self._commands.items():
            if command.target == "page":
                self.by_name[name].setEnabled(can(name))

    def _fill_menu(self, menu: QMenu, rows: list[Command | tuple[str, str]]) -> None:
        wanted_separator = False
        for row in rows:
            if not isinstance(row, Command):
                wanted_separator = bool(menu.actions())
            else:
                if wanted_separator:
                    menu.addSeparator()
                    wanted_separator = False
                menu.addAction(self.by_name[row.name])

    def _method(self, command: Command) -> Callable[[], None] | None:
        method = getattr(self._targets[command.target], command.name, None)
        return method if callable(method) else None

    def _made(self, command: Command, window: QWidget) -> QAction:
        action = QAction(command.text, window)
        action.setObjectName(command.name)
        action.setCheckable(command.checkable)
        if command.keys:
            action.setShortcut(QKeySequence(command.keys))
        action.triggered.connect(lambda _checked=False: self._carry_out(command))
        window.addAction(action)
        return action

    def _carry_out(self, command: Command) -> None:
        method = self._method(command)
        if method is not None:
            method()

    def _take_icons(self, menu: QMenu) -> None:
        """Icons are drawn when a menu first opens: the first paint does not wait for forty drawings."""
        for action in menu.actions():
            name = action.objectName()
            if name in self._bare and self._commands[name].icon:
                command = self._commands[name]
                action.setIcon(self._theme.icon(command.icon, "failed" if command.danger else "text2"))
            self._bare.discard(name)

    def _drop_icons(self) -> None:
        self._bare = set(self.by_name)
