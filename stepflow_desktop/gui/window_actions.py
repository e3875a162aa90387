"""Every command of the window as a named ``QAction``: in a menu, with its key, found by the search box.

Actions on executions are carried out by the page that shows them: an action ``stop`` calls ``page.stop()``. Those
the page does not know are hidden, so that nothing in a menu is dead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from stepflow_desktop.gui.command_table import LETTERS, MENUS, SUBMENU_ICONS, SUBMENUS, TABLE, Command
from stepflow_desktop.gui.key_choices import Shortcut, keys_of
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.translation import translate
from stepflow_desktop.gui.widgets.menu import Menu


class WindowActions:
    """The actions by name. ``window`` and the page given later are the objects whose methods carry the names."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        self._theme, self._window = theme, window
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
        for key, title in MENUS.items():
            menu = Menu(self._theme, bar, translate("Actions", str(title)), kept=True)
            bar.addMenu(menu)
            self._fill_menu(menu, key)
            # Without a line under the letter: as everywhere else, keys stand in tips and in the help.
            letter = QShortcut(QKeySequence(f"Alt+{LETTERS[key]}"), self._window)
            letter.activated.connect(lambda menu=menu: bar.setActiveAction(menu.menuAction()))

    def set_page(self, page: QWidget) -> None:
        """The page that carries out what concerns an execution."""
        self._targets["page"] = page
        for name, command in self._commands.items():
            self.by_name[name].setVisible(self._method(command) is not None)
        self.review()

    def shortcuts(self) -> list[Shortcut]:
        """Every action that can be seen in a menu, with the keys it has by itself."""
        titles = {**MENUS, **SUBMENUS}
        return [
            Shortcut(name, translate("Actions", str(titles[command.menu])), self.by_name[name].text(), command.keys)
            for name, command in self._commands.items()
            if self.by_name[name].isVisible()
        ]

    def take_shortcuts(self, kept: Iterable[str]) -> None:
        """Give actions the keys that were chosen for them, and the others their usual ones."""
        usual = {name: command.keys for name, command in self._commands.items()}
        for name, keys in keys_of(usual, kept).items():
            if self.by_name[name].shortcut() != QKeySequence(keys):
                self.by_name[name].setShortcut(QKeySequence(keys))

    def icon_name(self, name: str) -> str:
        return self._commands[name].icon

    def review(self) -> None:
        """Enable what the page says it can do now (``page.can(name)``, where it has an opinion)."""
        page = self._targets["page"]
        can: Callable[[str], bool] | None = getattr(page, "can", None)
        if can is None:
            return
        why: Callable[[str], str] = getattr(page, "why_not", _no_reason)
        for name, command in self._commands.items():
            if command.target == "page":
                able = can(name)
                self.by_name[name].setEnabled(able)
                # Menus show it at the entry; one that can be chosen needs no explanation.
                self.by_name[name].setToolTip("" if able else why(name))

    def _fill_menu(self, menu: Menu, key: str) -> None:
        menu.setObjectName(f"menu_{key.lower()}")
        menu.aboutToShow.connect(self.review)
        menu.aboutToShow.connect(lambda: self._take_icons(menu))
        wanted_separator = False
        for row in TABLE:
            if (row.menu if isinstance(row, Command) else row[0]) != key:
                continue
            if not isinstance(row, Command) and not row[1]:
                wanted_separator = bool(menu.actions())
                continue
            if wanted_separator:
                menu.addSeparator()
                wanted_separator = False
            if isinstance(row, Command):
                menu.addAction(self.by_name[row.name])
            else:
                words = translate("Actions", str(SUBMENUS[row[1]]))
                self._fill_menu(menu.add_menu(words, SUBMENU_ICONS[row[1]]), row[1])

    def _method(self, command: Command) -> Callable[[], None] | None:
        method = getattr(self._targets[command.target], command.name, None)
        return method if callable(method) else None

    def _made(self, command: Command, window: QWidget) -> QAction:
        action = QAction(translate("Actions", str(command.text)), window)
        action.setObjectName(command.name)
        action.setCheckable(command.checkable)
        action.setProperty("icon_name", command.icon)
        action.setProperty("danger", command.danger)
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


def _no_reason(_name: str) -> str:
    return ""
