"""The menu of one file or of several."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.menu import Menu

_WISHES = {
    (Qt.Key.Key_F2, False): "rename",
    (Qt.Key.Key_Delete, False): "delete",
    (Qt.Key.Key_Space, False): "full_screen",
    (Qt.Key.Key_T, True): "edit_tags",
    (Qt.Key.Key_S, True): "save_as",
}


def wish_of(event: QEvent) -> str:
    """What a key asks of a file, although the window's menu has that key for the execution; empty for nothing."""
    if not isinstance(event, QKeyEvent):
        return ""
    control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
    if event.modifiers() and not control:
        return ""
    return _WISHES.get((Qt.Key(event.key()), control), "")


def rows(count: int, *, previews: bool = False) -> list[tuple[str, str, str, str]]:
    """Wish, icon, words and the key that is shown; an empty wish is a line between them."""
    translate = QCoreApplication.translate
    if count > 1:
        return [
            ("save_all", "download", translate("FileMenu", "Save all as…"), ""),
            ("copy_files", "copy", translate("FileMenu", "Copy files"), "Ctrl+C"),
            ("", "", "", ""),
            ("delete", "trash-2", translate("FileMenu", "Delete…"), "Del"),
        ]
    first = [("preview", "maximize-2", translate("FileMenu", "Preview"), "Enter")] if previews else []
    return [
        *first,
        ("open", "external-link", translate("FileMenu", "Open"), "" if previews else "Enter"),
        ("open_with", "app-window", translate("FileMenu", "Open with…"), ""),
        ("show_in_folder", "folder-open", translate("FileMenu", "Show in folder"), ""),
        ("save_as", "download", translate("FileMenu", "Save as…"), "Ctrl+S"),
        ("", "", "", ""),
        ("copy_files", "copy", translate("FileMenu", "Copy file"), "Ctrl+C"),
        ("copy_path", "clipboard-copy", translate("FileMenu", "Copy path"), ""),
        ("copy_link", "link", translate("FileMenu", "Copy link"), ""),
        ("", "", "", ""),
        ("rename", "pencil", translate("FileMenu", "Rename…"), "F2"),
        ("edit_tags", "tag", translate("FileMenu", "Edit tags…"), "Ctrl+T"),
        ("retention", "clock", translate("FileMenu", "How long it is kept…"), ""),
        ("", "", "", ""),
        ("delete", "trash-2", translate("FileMenu", "Delete…"), "Del"),
    ]


class FileMenu(Menu):
    """``wished`` carries what was chosen; ``previews`` where the files are not looked at already."""

    wished = Signal(str)

    def __init__(self, theme: Theme, count: int, parent: QWidget, *, previews: bool = False) -> None:
        super().__init__(theme, parent)
        for wish, icon, words, keys in rows(count, previews=previews):
            if not wish:
                self.addSeparator()
                continue
            action = self.add(wish, icon, words, keys, danger=wish == "delete")
            action.triggered.connect(lambda _checked=False, wish=wish: self.wished.emit(wish))
        self.setDefaultAction(self.actions()[0])
