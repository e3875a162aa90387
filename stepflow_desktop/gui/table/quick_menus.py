"""The buttons Tag, User and Date beside the filter: they write its conditions for those who do not type."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu

from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import Button
from stepflow_desktop.gui.widgets.menu import Menu

if TYPE_CHECKING:
    from stepflow_desktop.gui.bridge import EngineBridge

MOST = 20


class QuickMenus(QObject):
    """``chosen`` carries the conditions to set, by key; an empty value takes one away."""

    chosen = Signal(object)  # Mapping[str, str]

    def __init__(self, theme: Theme, bridge: EngineBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._bridge = bridge
        self.tag = self._button("filter_tag", self.tr("Tag"), lambda: self._ask("tag", self.tag))
        self.user = self._button("filter_user", self.tr("User"), lambda: self._ask("user", self.user))
        self.date = self._button("filter_date", self.tr("Date"), self._show_dates)

    @property
    def buttons(self) -> tuple[Button, ...]:
        return (self.tag, self.user, self.date)

    def _button(self, name: str, words: str, act: Callable[[], None]) -> MenuButton:
        button = MenuButton(self._theme, words)
        button.setObjectName(name)
        button.clicked.connect(lambda: act())
        return button

    def _ask(self, kind: str, button: Button) -> None:
        self._bridge.call(
            self._bridge.engine.names(kind),
            name=f"list {kind} names",
            done=lambda found: self._show_names(kind, button, found),
        )

    def _show_names(self, kind: str, button: Button, found: Mapping[str | bytes, int]) -> None:
        menu = self._menu(button)
        names = [(name, n) for name, n in found.items() if isinstance(name, str) and name]
        for name, n in sorted(names, key=lambda item: (-item[1], item[0].lower()))[:MOST]:
            self._add(menu, f"{name.replace('&', '&&')}\t{n:,}", {kind: name})
        if not menu.actions():
            menu.addAction(self.tr("None yet")).setEnabled(False)
        menu.addSeparator()
        self._add(menu, self.tr("Any tag") if kind == "tag" else self.tr("Any user"), {kind: ""})
        self._popup(menu, button)

    def _show_dates(self) -> None:
        menu = self._menu(self.date)
        for words, since, before in (
            (self.tr("Today"), "today", ""),
            (self.tr("Last 24 hours"), "24h", ""),
            (self.tr("Last 7 days"), "7d", ""),
            (self.tr("Last 30 days"), "30d", ""),
            (self.tr("Older than 30 days"), "", "30d"),
            (self.tr("Any time"), "", ""),
        ):
            self._add(menu, words, {"since": since, "before": before})
        self._popup(menu, self.date)

    def _add(self, menu: QMenu, words: str, conditions: Mapping[str, str]) -> None:
        action = menu.addAction(words)
        action.triggered.connect(lambda _checked=False: self.chosen.emit(conditions))

    def _menu(self, button: Button) -> QMenu:
        menu = Menu(self._theme, button)
        menu.setObjectName(f"{button.objectName()}_menu")
        return menu

    def _popup(self, menu: QMenu, button: Button) -> None:
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))


class MenuButton(Button):
    """A button with an arrow after its word."""

    def __init__(self, theme: Theme, words: str) -> None:
        super().__init__(theme, words, "chevron-down", icon_last=True)
