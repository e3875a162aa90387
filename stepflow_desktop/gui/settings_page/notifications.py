"""The section *Notifications*: what the desktop is told, and other rules for tags."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stepflow_desktop.gui.preferences import Preferences
from stepflow_desktop.gui.settings_page.rows import FieldRow, Row, SwitchRow, choice_box, select
from stepflow_desktop.gui.settings_page.section import Section
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import Button, IconButton, Label, TextField


class Notifications(Section):
    def fill(self) -> None:
        self.title, self.reset_text = self.tr("Notifications"), self.tr("Reset notifications")
        theme, preferences = self._theme, self._preferences
        self.add_card(
            self.tr("What the desktop is told"),
            SwitchRow(
                theme,
                preferences,
                "notify_failed",
                self.tr("An execution failed"),
                self.tr("Only while the window is not in front, like everything here"),
            ),
            SwitchRow(theme, preferences, "notify_completed", self.tr("An execution completed")),
            FieldRow(
                theme,
                preferences,
                "notify_completed_after_s",
                self.tr("Only if it ran for longer than"),
                unit=self.tr("seconds"),
            ),
            SwitchRow(theme, preferences, "notify_server", self.tr("A server does not listen any more")),
        )
        self.add_card(
            self.tr("Quiet"),
            SwitchRow(
                theme,
                preferences,
                "do_not_disturb",
                self.tr("Do not disturb"),
                self.tr("Nothing is told; the bell in the window goes on collecting"),
            ),
        )
        self.rules = Rules(theme, preferences)
        self.add_card(self.tr("Rules for tags"), self.rules)
        self.names.append("notify_rules")


class Rules(Row):
    """One line per tag. They are kept as ``tag=rule``."""

    def __init__(self, theme: Theme, preferences: Preferences) -> None:
        super().__init__(
            theme,
            self.tr("Executions with a tag follow its rule"),
            self.tr("Always tells every end, however short; failures only, or never"),
        )
        self._preferences = preferences
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._lines)
        column.addLayout(self._new_line())
        self.add(side)
        preferences.changed.connect(lambda names: self._show() if "notify_rules" in names else None)
        self._show()

    def _words(self) -> list[tuple[Any, str]]:
        return [("always", self.tr("Always")), ("failed", self.tr("Failures only")), ("never", self.tr("Never"))]

    def _new_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        self.tag = TextField(self._theme, self.tr("Tag"))
        self.tag.setObjectName("new_rule_tag")
        self.tag.setAccessibleName(self.tr("Tag"))
        self.tag.setFixedWidth(self._theme.px(140))
        self.rule = choice_box(self._theme, self._words())
        self.rule.setAccessibleName(self.tr("Rule"))
        self.add_button = Button(self._theme, self.tr("Add"), "plus")
        self.add_button.setObjectName("add_rule")
        self.add_button.clicked.connect(self._on_add)
        self.tag.returnPressed.connect(self._on_add)
        for widget in (self.tag, self.rule, self.add_button):
            line.addWidget(widget)
        return line

    def _on_add(self) -> None:
        tag = self.tag.text().strip()
        if tag:
            self._take({**rules_of(self._preferences.value("notify_rules")), tag: self.rule.currentData()})
            self.tag.clear()

    def _take(self, rules: dict[str, str]) -> None:
        self._preferences.set(notify_rules=tuple(f"{tag}={rule}" for tag, rule in rules.items()))

    def _show(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for tag, rule in rules_of(self._preferences.value("notify_rules")).items():
            self._lines.addWidget(self._rule_line(tag, rule))

    def _rule_line(self, tag: str, rule: str) -> QWidget:
        box = QWidget()
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        name = Label(self._theme, tag, "body_medium")
        name.setFixedWidth(self._theme.px(140))
        choice = choice_box(self._theme, self._words())
        choice.setAccessibleName(self.tr("Rule for {tag}").format(tag=tag))
        select(choice, rule)
        rules = rules_of(self._preferences.value("notify_rules"))
        choice.activated.connect(lambda at: self._take({**rules, tag: choice.itemData(at)}))
        gone = IconButton(self._theme, "x", self.tr("Remove this rule"), side=28, icon_size=16)
        gone.clicked.connect(lambda: self._take({other: its for other, its in rules.items() if other != tag}))
        for widget in (name, choice, gone):
            line.addWidget(widget)
        return box


def rules_of(kept: tuple[str, ...]) -> dict[str, str]:
    """The rule of each tag."""
    return {tag: rule for tag, _, rule in (each.rpartition("=") for each in kept)}
