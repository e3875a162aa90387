"""The menu of the log, and of the line or the lines it was asked for at if there are any."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from stepflow_desktop.gui.log.links import Link, LinkKind
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.menu import Menu


class LogMenu(Menu):
    """``wished`` names the entry that was chosen. The keys are only shown: the window's menu bar owns them.

    ``link`` is what lies under the pointer; ``filtered`` says that only some lines are shown, ``at_line`` that there is
    one.
    """

    wished = Signal(str)

    def __init__(
        self,
        theme: Theme,
        parent: QWidget,
        *,
        link: Link | None,
        filtered: bool,
        can_pop_out: bool,
        at_line: bool = True,
    ) -> None:
        super().__init__(theme, parent)
        self.setObjectName("log_menu")
        if link is not None:
            opens = self.tr("Open address") if link.kind is LinkKind.WEB else self.tr("Open file")
            self._add("open_link", "external-link", opens, "Ctrl+click")
            self._add("copy_target", "copy", self.tr("Copy where it leads"))
            self.addSeparator()
        if at_line:
            self._add("copy_lines", "copy", self.tr("Copy lines"), "Ctrl+C")
            self._add("copy_link_to_line", "link", self.tr("Copy link to line"))
            self._add("only_like_this", "funnel", self.tr("Only lines like this"))
            self._add("hide_like_this", "eye-off", self.tr("Hide lines like this"))
        if filtered:
            self._add("clear_filter", "funnel-x", self.tr("Show all lines"))
        if at_line or filtered:
            self.addSeparator()
        self._add("go_to_line", "hash", self.tr("Go to line…"), "Ctrl+G")
        if can_pop_out:
            self._add("pop_out", "app-window", self.tr("Pop out log"), "Ctrl+Shift+L")

    def _add(self, name: str, icon: str, words: str, keys: str = "") -> QAction:
        action = self.add(name, icon, words, keys)
        action.triggered.connect(lambda _checked=False: self.wished.emit(name))
        return action
