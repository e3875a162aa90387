"""The menu of an execution: in the list, on its head and behind the three dots, always the same."""

from __future__ import annotations

from collections.abc import Set

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from stepflow_desktop.gui.theme import Theme

# wish: (icon, words, keys shown at the right); a dash separates
_ENTRIES: tuple[tuple[str, str, str, str] | None, ...] = (
    ("open", "panel-left", "Open", "Enter"),
    None,
    ("run_now", "play", "Run now", ""),
    ("stop", "square", "Stop", "Ctrl+."),
    ("run_again", "rotate-cw", "Run again", "Ctrl+R"),
    ("edit_and_run", "pencil", "Edit and run…", "Ctrl+Shift+R"),
    None,
    ("copy_command", "copy", "Copy command", "Ctrl+Shift+C"),
    ("open_folder", "folder-open", "Open working folder", ""),
    ("save_log", "download", "Save log…", "Ctrl+S"),
    ("attach_files", "upload", "Attach files…", "Ctrl+U"),
    None,
    ("rename", "pencil-line", "Rename…", "F2"),
    ("edit_tags", "tag", "Edit tags…", "Ctrl+T"),
    None,
    ("delete", "trash-2", "Delete…", "Del"),
)


class ExecutionMenu(QMenu):
    """``wished`` names the entry that was chosen; ``can`` are the names of those that apply.

    The keys are only shown: the window's menu bar owns them.
    """

    wished = Signal(str)

    def __init__(self, theme: Theme, can: Set[str], parent: QWidget, *, listed: bool) -> None:
        super().__init__(parent)
        self.setObjectName("execution_menu")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for entry in _ENTRIES:
            if entry is None:
                self.addSeparator()
                continue
            wish, icon, words, keys = entry
            if (wish == "open" and not listed) or (wish in ("stop", "run_now") and wish not in can):
                continue
            token = "failed" if wish == "delete" else "text2"
            action = self.addAction(theme.icon(icon, token), f"{words}\t{keys}" if keys else words)
            action.setObjectName(wish)
            action.setEnabled(wish in can)
            action.triggered.connect(lambda _checked=False, wish=wish: self.wished.emit(wish))
        if listed:
            self.setDefaultAction(self.actions()[0])
