"""The menu of an execution: in the list, on its head and behind the three dots, always the same."""

from __future__ import annotations

from collections.abc import Set

from PySide6.QtCore import QT_TRANSLATE_NOOP, Signal
from PySide6.QtWidgets import QWidget

from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.translation import translate
from stepflow_desktop.gui.widgets.menu import Menu

# wish: (icon, words, keys shown at the right); a dash separates
_ENTRIES: tuple[tuple[str, str, object, str] | None, ...] = (
    ("open", "panel-left", QT_TRANSLATE_NOOP("ExecutionMenu", "Open"), "Enter"),
    ("open_window", "app-window", QT_TRANSLATE_NOOP("ExecutionMenu", "Open in new window"), "Ctrl+Enter"),
    None,
    ("run_now", "play", QT_TRANSLATE_NOOP("ExecutionMenu", "Run now"), ""),
    ("stop", "square", QT_TRANSLATE_NOOP("ExecutionMenu", "Stop"), "Ctrl+."),
    ("run_again", "rotate-cw", QT_TRANSLATE_NOOP("ExecutionMenu", "Run again"), "Ctrl+R"),
    ("edit_and_run", "pencil", QT_TRANSLATE_NOOP("ExecutionMenu", "Edit and run…"), "Ctrl+Shift+R"),
    None,
    ("copy_command", "copy", QT_TRANSLATE_NOOP("ExecutionMenu", "Copy command"), "Ctrl+Shift+C"),
    ("open_folder", "folder-open", QT_TRANSLATE_NOOP("ExecutionMenu", "Open working folder"), ""),
    ("save_log", "download", QT_TRANSLATE_NOOP("ExecutionMenu", "Save log…"), "Ctrl+S"),
    ("attach_files", "upload", QT_TRANSLATE_NOOP("ExecutionMenu", "Attach files…"), "Ctrl+U"),
    None,
    ("rename", "pencil-line", QT_TRANSLATE_NOOP("ExecutionMenu", "Rename…"), "F2"),
    ("edit_tags", "tag", QT_TRANSLATE_NOOP("ExecutionMenu", "Edit tags…"), "Ctrl+T"),
    None,
    ("delete", "trash-2", QT_TRANSLATE_NOOP("ExecutionMenu", "Delete…"), "Del"),
)


class ExecutionMenu(Menu):
    """``wished`` names the entry that was chosen; ``can`` are the names of those that apply."""

    wished = Signal(str)

    def __init__(self, theme: Theme, can: Set[str], parent: QWidget, *, listed: bool) -> None:
        super().__init__(theme, parent)
        self.setObjectName("execution_menu")
        for entry in _ENTRIES:
            if entry is None:
                self.addSeparator()
                continue
            wish, icon, english, keys = entry
            words = translate("ExecutionMenu", str(english))
            if (wish == "open" and not listed) or (wish in ("stop", "run_now") and wish not in can):
                continue
            action = self.add(wish, icon, words, keys, danger=wish == "delete")
            action.setEnabled(wish in can)
            action.triggered.connect(lambda _checked=False, wish=wish: self.wished.emit(wish))
        if listed:
            self.setDefaultAction(self.actions()[0])
