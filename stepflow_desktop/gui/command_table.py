"""The table of the window's commands, in the order of the menus: names, words, keys, icons and who acts."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP


@dataclass(frozen=True, slots=True)
class Command:
    """One row: ``name`` is the object name and the method, ``target`` who carries it out.

    ``text`` is English and is translated when the action is made.
    """

    menu: str
    name: str
    text: object
    keys: str = ""
    icon: str = ""
    target: str = "window"
    danger: bool = False
    checkable: bool = False


SEPARATOR = ""
# A pair is a menu with a line between its commands, or with the menu that opens at that place.
TABLE: tuple[Command | tuple[str, str], ...] = (
    Command("File", "new_execution", QT_TRANSLATE_NOOP("Actions", "New execution…"), "Ctrl+N", "plus"),
    Command("File", "run_script", QT_TRANSLATE_NOOP("Actions", "Run script…"), "Ctrl+O", "file-input"),
    Command("File", "run_demo", QT_TRANSLATE_NOOP("Actions", "Run the demo"), "Ctrl+D", "flask-conical"),
    Command("File", "run_failing_demo", QT_TRANSLATE_NOOP("Actions", "Run the demo that fails"), icon="flask-conical"),
    ("File", SEPARATOR),
    Command("File", "attach_files", QT_TRANSLATE_NOOP("Actions", "Attach files…"), "Ctrl+U", "upload", "page"),
    Command("File", "save_log", QT_TRANSLATE_NOOP("Actions", "Save log…"), "Ctrl+S", "download", "page"),
    Command("File", "export_csv", QT_TRANSLATE_NOOP("Actions", "Export executions…"), "", "file-down", "page"),
    ("File", SEPARATOR),
    Command("File", "show_settings", QT_TRANSLATE_NOOP("Actions", "Settings…"), "Ctrl+,", "settings"),
    ("File", SEPARATOR),
    Command("File", "quit", QT_TRANSLATE_NOOP("Actions", "Quit"), "Ctrl+Q", "log-out"),
    Command(
        "Execution",
        "open_window",
        QT_TRANSLATE_NOOP("Actions", "Open in new window"),
        "Ctrl+Return",
        "app-window",
        "page",
    ),
    Command("Execution", "run_now", QT_TRANSLATE_NOOP("Actions", "Run now"), icon="play", target="page"),
    Command("Execution", "stop", QT_TRANSLATE_NOOP("Actions", "Stop"), "Ctrl+.", "square", "page"),
    Command("Execution", "kill", QT_TRANSLATE_NOOP("Actions", "Kill"), icon="x", target="page"),
    Command("Execution", "run_again", QT_TRANSLATE_NOOP("Actions", "Run again"), "Ctrl+R", "rotate-cw", "page"),
    Command(
        "Execution", "edit_and_run", QT_TRANSLATE_NOOP("Actions", "Edit and run…"), "Ctrl+Shift+R", "pencil", "page"
    ),
    ("Execution", SEPARATOR),
    Command("Execution", "copy_command", QT_TRANSLATE_NOOP("Actions", "Copy command"), "Ctrl+Shift+C", "copy", "page"),
    Command(
        "Execution",
        "open_folder",
        QT_TRANSLATE_NOOP("Actions", "Open working folder"),
        icon="folder-open",
        target="page",
    ),
    Command("Execution", "rename", QT_TRANSLATE_NOOP("Actions", "Rename…"), "F2", "pencil", "page"),
    Command("Execution", "edit_tags", QT_TRANSLATE_NOOP("Actions", "Edit tags…"), "Ctrl+T", "tag", "page"),
    ("Execution", SEPARATOR),
    Command("Execution", "delete", QT_TRANSLATE_NOOP("Actions", "Delete…"), "Del", "trash-2", "page", danger=True),
    Command("View", "show_overview", QT_TRANSLATE_NOOP("Actions", "Overview"), "Ctrl+1", "layout-dashboard"),
    Command("View", "show_executions", QT_TRANSLATE_NOOP("Actions", "Executions"), "Ctrl+2", "list-checks"),
    Command("View", "show_artifacts", QT_TRANSLATE_NOOP("Actions", "Artifacts"), "Ctrl+3", "package"),
    Command("View", "show_server", QT_TRANSLATE_NOOP("Actions", "Server"), "Ctrl+4", "server"),
    ("View", SEPARATOR),
    Command("View", "show_work", QT_TRANSLATE_NOOP("Actions", "Steps and log"), "Alt+1", "list-checks", "page"),
    Command("View", "show_timeline", QT_TRANSLATE_NOOP("Actions", "Timeline"), "Alt+2", "chart-gantt", "page"),
    Command("View", "show_files", QT_TRANSLATE_NOOP("Actions", "Files of the execution"), "Alt+3", "package", "page"),
    Command("View", "show_details", QT_TRANSLATE_NOOP("Actions", "Details"), "Alt+4", "info", "page"),
    Command("View", "show_past_runs", QT_TRANSLATE_NOOP("Actions", "Past runs"), "Alt+5", "clock-fading", "page"),
    ("View", SEPARATOR),
    Command("View", "focus_filter", QT_TRANSLATE_NOOP("Actions", "Filter executions"), "Ctrl+L", "list-filter"),
    Command("View", "toggle_list", QT_TRANSLATE_NOOP("Actions", "List pane"), "Ctrl+B", "panel-left", "page"),
    Command("View", "toggle_table", QT_TRANSLATE_NOOP("Actions", "Table"), "Ctrl+Shift+T", "table-2", "page"),
    ("View", "Log"),
    ("View", "Theme"),
    ("View", SEPARATOR),
    Command("View", "next_pane", QT_TRANSLATE_NOOP("Actions", "Next pane"), "F6", "chevron-right"),
    Command("View", "previous_pane", QT_TRANSLATE_NOOP("Actions", "Previous pane"), "Shift+F6", "chevron-left"),
    Command(
        "View",
        "open_context_menu",
        QT_TRANSLATE_NOOP("Actions", "Menu of what has the keyboard"),
        "Shift+F10",
        "square-menu",
    ),
    ("View", SEPARATOR),
    Command("View", "toggle_menu_bar", QT_TRANSLATE_NOOP("Actions", "Menu bar"), "Ctrl+M", "menu", checkable=True),
    Command("View", "full_screen", QT_TRANSLATE_NOOP("Actions", "Full screen"), "F11", "maximize-2"),
    Command("Log", "find_in_log", QT_TRANSLATE_NOOP("Actions", "Find in log"), "Ctrl+F", "search", "page"),
    Command("Log", "find_next", QT_TRANSLATE_NOOP("Actions", "Next match"), "F3", "chevron-down", "page"),
    Command("Log", "find_previous", QT_TRANSLATE_NOOP("Actions", "Previous match"), "Shift+F3", "chevron-up", "page"),
    ("Log", SEPARATOR),
    Command("Log", "go_to_first_error", QT_TRANSLATE_NOOP("Actions", "First error"), "", "arrow-down-to-dot", "page"),
    Command("Log", "next_error", QT_TRANSLATE_NOOP("Actions", "Next error"), "F8", "chevron-down", "page"),
    Command("Log", "previous_error", QT_TRANSLATE_NOOP("Actions", "Previous error"), "Shift+F8", "chevron-up", "page"),
    ("Log", SEPARATOR),
    Command("Log", "previous_step", QT_TRANSLATE_NOOP("Actions", "Previous step"), "Alt+Up", "chevron-up", "page"),
    Command("Log", "next_step", QT_TRANSLATE_NOOP("Actions", "Next step"), "Alt+Down", "chevron-down", "page"),
    Command("Log", "go_to_line", QT_TRANSLATE_NOOP("Actions", "Go to line…"), "Ctrl+G", "hash", "page"),
    ("Log", SEPARATOR),
    Command("Log", "toggle_timestamps", QT_TRANSLATE_NOOP("Actions", "Timestamps"), "Alt+T", "clock", "page"),
    Command("Log", "toggle_wrap", QT_TRANSLATE_NOOP("Actions", "Wrap lines"), "Alt+W", "text-wrap", "page"),
    Command("Log", "toggle_caret", QT_TRANSLATE_NOOP("Actions", "Read with a caret"), "F7", "text-cursor", "page"),
    Command("Log", "toggle_follow", QT_TRANSLATE_NOOP("Actions", "Follow the log"), "", "arrow-down-to-line", "page"),
    ("Log", SEPARATOR),
    Command("Log", "larger_text", QT_TRANSLATE_NOOP("Actions", "Larger log text"), "Ctrl++", "zoom-in", "page"),
    Command("Log", "smaller_text", QT_TRANSLATE_NOOP("Actions", "Smaller log text"), "Ctrl+-", "zoom-out", "page"),
    Command("Log", "usual_text", QT_TRANSLATE_NOOP("Actions", "Usual log text"), "Ctrl+0", "rotate-ccw", "page"),
    ("Log", SEPARATOR),
    Command("Log", "pop_out_log", QT_TRANSLATE_NOOP("Actions", "Pop out log"), "Ctrl+Shift+L", "app-window", "page"),
    Command(
        "Theme", "theme_system", QT_TRANSLATE_NOOP("Actions", "Theme of the system"), icon="monitor", checkable=True
    ),
    Command("Theme", "theme_light", QT_TRANSLATE_NOOP("Actions", "Light theme"), icon="sun", checkable=True),
    Command("Theme", "theme_dark", QT_TRANSLATE_NOOP("Actions", "Dark theme"), icon="moon", checkable=True),
    Command("Tools", "search_everything", QT_TRANSLATE_NOOP("Actions", "Search and commands"), "Ctrl+K", "search"),
    Command("Tools", "compare_runs", QT_TRANSLATE_NOOP("Actions", "Compare runs"), icon="columns-2", target="page"),
    Command("Tools", "clean_up", QT_TRANSLATE_NOOP("Actions", "Clean up…"), icon="trash-2"),
    Command("Tools", "copy_diagnostics", QT_TRANSLATE_NOOP("Actions", "Copy diagnostics"), icon="clipboard-copy"),
    Command(
        "Help", "show_help", QT_TRANSLATE_NOOP("Actions", "Guide, markers and shortcuts"), "F1", "circle-question-mark"
    ),
    Command("Help", "show_about", QT_TRANSLATE_NOOP("Actions", "About StepFlow"), icon="info"),
)
MENUS = {
    "File": QT_TRANSLATE_NOOP("Actions", "File"),
    "Execution": QT_TRANSLATE_NOOP("Actions", "Execution"),
    "View": QT_TRANSLATE_NOOP("Actions", "View"),
    "Tools": QT_TRANSLATE_NOOP("Actions", "Tools"),
    "Help": QT_TRANSLATE_NOOP("Actions", "Help"),
}
# The letters that open them together with Alt. Alt+T is the key of the timestamps.
LETTERS = {"File": "F", "Execution": "E", "View": "V", "Tools": "O", "Help": "H"}
SUBMENU_ICONS = {"Log": "scroll-text", "Theme": "palette"}
SUBMENUS = {
    "Log": QT_TRANSLATE_NOOP("Actions", "Log"),
    "Theme": QT_TRANSLATE_NOOP("Actions", "Theme"),
}
