"""The section *Shortcuts*: every action with its keys, to be changed by pressing other ones."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QKeySequenceEdit, QLineEdit

from stepflow_desktop.gui.key_choices import Shortcut, clashes, keys_of, with_choice
from stepflow_desktop.gui.preferences import Preferences
from stepflow_desktop.gui.settings_page.rows import Row, SwitchRow
from stepflow_desktop.gui.settings_page.section import Section
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import IconButton
from stepflow_desktop.gui.wording import listed

SETTING = "shortcuts"


class Shortcuts(Section):
    def __init__(self, theme: Theme, preferences: Preferences, shortcuts: Sequence[Shortcut]) -> None:
        self._shortcuts = shortcuts
        self._usual = {each.name: each.usual for each in shortcuts}
        self.by_name: dict[str, KeyRow] = {}
        super().__init__(theme, preferences)

    def fill(self) -> None:
        self.title, self.reset_text = self.tr("Shortcuts"), self.tr("Reset all shortcuts")
        self.add_card(
            self.tr("Keys without Ctrl or Alt"),
            SwitchRow(
                self._theme,
                self._preferences,
                "single_keys",
                self.tr("Single keys"),
                self.tr("/ goes to the filter from a list; [ and ] fold and unfold in the log"),
            ),
        )
        for menu in dict.fromkeys(each.menu for each in self._shortcuts):
            rows = []
            for each in self._shortcuts:
                if each.menu == menu:
                    row = self.by_name[each.name] = KeyRow(self._theme, each)
                    row.chosen.connect(lambda keys, name=each.name: self._take(name, keys))
                    rows.append(row)
            self.add_card(menu, *rows)
        self.names.append(SETTING)
        self._preferences.changed.connect(lambda names: self._show() if SETTING in names else None)
        self._show()

    def _take(self, name: str, keys: str) -> None:
        kept = self._preferences.value(SETTING)
        self._preferences.set(shortcuts=with_choice(self._usual, kept, name, keys))

    def _show(self) -> None:
        keys = keys_of(self._usual, self._preferences.value(SETTING))
        clashing = clashes(keys)
        words = {each.name: each.text.rstrip("…") for each in self._shortcuts}
        for name, row in self.by_name.items():
            others = listed(words[other] for other in clashing.get(name, ()))
            row.show_keys(keys[name], others)


class KeyRow(Row):
    """``chosen`` carries keys that were pressed for the action; empty takes them away."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, shortcut: Shortcut) -> None:
        super().__init__(theme, shortcut.text.rstrip("…"))
        self.setObjectName(f"row_keys_{shortcut.name}")
        self._usual = shortcut.usual
        self.edit = QKeySequenceEdit()
        self.edit.setMaximumSequenceLength(1)
        self.edit.setObjectName(f"keys_{shortcut.name}")
        self.edit.setAccessibleName(self.tr("Keys of {action}").format(action=self.title))
        self.edit.setFixedSize(theme.px(180), 32)
        self.edit.setFont(theme.font("body"))
        for line in self.edit.findChildren(QLineEdit):
            line.setAlignment(Qt.AlignmentFlag.AlignCenter)
            line.setFixedHeight(32)
        self.edit.keySequenceChanged.connect(self._on_pressed)
        self.clear = IconButton(theme, "x", self.tr("No keys"), side=28, icon_size=16)
        self.clear.clicked.connect(lambda: self.chosen.emit(""))
        self.back = IconButton(theme, "rotate-ccw", self.tr("The usual keys"), side=28, icon_size=16)
        self.back.clicked.connect(lambda: self.chosen.emit(self._usual))
        self.add(self.edit, self.clear, self.back)

    def show_keys(self, keys: str, others: str) -> None:
        """``others`` are the words of actions that have the same keys."""
        self.edit.blockSignals(True)
        self.edit.setKeySequence(QKeySequence(keys))
        self.edit.blockSignals(False)
        for line in self.edit.findChildren(QLineEdit):
            line.setPlaceholderText(self.tr("None"))  # Qt puts its own words there whenever the keys change
        self.clear.setEnabled(bool(keys))
        self.back.setEnabled(keys != self._usual)
        self.say(self.tr("Also the keys of {others}: neither works").format(others=others) if others else "")

    def matches(self, query: str) -> bool:
        keys = self.edit.keySequence().toString(QKeySequence.SequenceFormat.NativeText).casefold()
        return super().matches(query) or (bool(keys) and query.casefold().replace(" ", "") == keys)

    def _on_pressed(self, keys: QKeySequence) -> None:
        if not keys.isEmpty():
            self.chosen.emit(keys.toString(QKeySequence.SequenceFormat.PortableText))
