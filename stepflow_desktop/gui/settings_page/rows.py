"""Rows: one setting each, with its words, its control, and why it cannot be changed where that is so."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QComboBox, QFileDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from stepflow_desktop.errors import SettingsError
from stepflow_desktop.gui.preferences import Preferences
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.translation import error_words
from stepflow_desktop.gui.widgets import Button, Label, Switch, TextField
from stepflow_desktop.gui.widgets.choice_switch import ChoiceSwitch
from stepflow_desktop.gui.widgets.elided_combo_box import ElidedComboBox

CONTROL_WIDTH = 300


class Row(QWidget):
    """Words at the left, a control at the right. ``name`` is the setting; empty for a row that is none."""

    def __init__(self, theme: Theme, title: str, text: str = "", name: str = "") -> None:
        super().__init__()
        self.name = name
        self.title, self.text = title, text
        self.setObjectName(f"row_{name}" if name else "")
        self._theme = theme
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 4, 0, 4)
        self._line.setSpacing(16)
        words = QVBoxLayout()
        words.setSpacing(2)
        self._heading = Label(theme, title, "body_medium")
        self._explanation = Label(theme, text, "small", "text2")
        self._remark = Label(theme, "", "small", "warning")
        for label in (self._heading, self._explanation, self._remark):
            label.setWordWrap(True)
            words.addWidget(label)
        self._explanation.setVisible(bool(text))
        self._remark.hide()
        self._line.addLayout(words, 1)

    def add(self, *controls: QWidget) -> None:
        side = QHBoxLayout()
        side.setSpacing(8)
        for control in controls:
            side.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
        self._line.addLayout(side)

    def say(self, text: str, token: str = "warning") -> None:
        """A remark under the words; empty takes it away."""
        self._remark.setText(text)
        self._remark.set_token(token)
        self._remark.setVisible(bool(text))

    def matches(self, query: str) -> bool:
        """Whether every word of ``query`` stands in the words of this row or in the name of its setting."""
        found = f"{self.title} {self.text} {self.name} {self.name.replace('_', ' ')}".casefold()
        return all(word in found for word in query.casefold().split())


class SettingRow(Row):
    """A row whose control shows the setting and changes it. Subclasses make the control and fill in ``show_value``."""

    def __init__(self, theme: Theme, preferences: Preferences, name: str, title: str, text: str = "") -> None:
        super().__init__(theme, title, text, name)
        self._preferences = preferences
        preferences.changed.connect(self._on_changed)

    def _settle(self, *controls: QWidget) -> None:
        """Take the controls in, named, and fixed where something else decides."""
        self.add(*controls)
        main = controls[0]
        main.setObjectName(f"setting_{self.name}")
        if not main.accessibleName():
            main.setAccessibleName(self.title)
        main.setAccessibleDescription(self.text)
        decides = self._preferences.fixed_by(self.name)
        if decides:
            for control in controls:
                control.setEnabled(False)
            self.say(self.tr("Decided by {source}").format(source=decides), "text2")
        self.show_value(self._preferences.value(self.name))

    def show_value(self, value: Any) -> None:
        raise NotImplementedError

    def take(self, value: Any) -> bool:
        """Change the setting; False with the reason in the row when the value cannot be used."""
        try:
            self._preferences.set(**{self.name: value})
        except SettingsError as problem:
            self.say(error_words(problem), "failed")
            return False
        self.say("")
        return True

    def _on_changed(self, names: frozenset[str]) -> None:
        if self.name in names:
            self.show_value(self._preferences.value(self.name))


class SwitchRow(SettingRow):
    """On or off. ``effective`` says what holds while the setting leaves it open."""

    def __init__(
        self,
        theme: Theme,
        preferences: Preferences,
        name: str,
        title: str,
        text: str = "",
        *,
        effective: Callable[[], bool] | None = None,
    ) -> None:
        super().__init__(theme, preferences, name, title, text)
        self._effective = effective
        self.switch = Switch(theme)
        self.switch.clicked.connect(self.take)
        self._settle(self.switch)

    def show_value(self, value: Any) -> None:
        if value is None and self._effective is not None:
            value = self._effective()
        self.switch.setChecked(bool(value))


class ChoiceRow(SettingRow):
    """One of several, in a box that opens. ``choices`` are values and words."""

    def __init__(
        self,
        theme: Theme,
        preferences: Preferences,
        name: str,
        title: str,
        choices: Sequence[tuple[Any, str]],
        text: str = "",
    ) -> None:
        super().__init__(theme, preferences, name, title, text)
        self.box = choice_box(theme, choices)
        self.box.activated.connect(lambda at: self.take(self.box.itemData(at)))
        self._settle(self.box)

    def show_value(self, value: Any) -> None:
        select(self.box, value)


class SegmentRow(SettingRow):
    """One of a few, all in sight."""

    def __init__(
        self,
        theme: Theme,
        preferences: Preferences,
        name: str,
        title: str,
        choices: Sequence[tuple[str, str]],
        text: str = "",
    ) -> None:
        super().__init__(theme, preferences, name, title, text)
        self.segments = ChoiceSwitch(theme, f"setting_{name}", choices, "")
        self.segments.setAccessibleName(title)
        self.segments.chosen.connect(self.take)
        self._settle(self.segments)

    def show_value(self, value: Any) -> None:
        self.segments.choose(value)


class FieldRow(SettingRow):
    """A text or a number to type; taken with Enter or when the field is left. ``unit`` multiplies what is shown."""

    def __init__(
        self,
        theme: Theme,
        preferences: Preferences,
        name: str,
        title: str,
        text: str = "",
        *,
        unit: str = "",
        factor: int = 1,
        width: int = 110,
    ) -> None:
        super().__init__(theme, preferences, name, title, text)
        self._factor = factor
        self.field = TextField(theme)
        self.field.setFixedWidth(theme.px(width))
        self.field.editingFinished.connect(self._on_finished)
        controls: list[QWidget] = [self.field]
        if not isinstance(preferences.value(name), tuple):
            # Numbers stand one under the other, with or without a unit.
            self.field.setAlignment(Qt.AlignmentFlag.AlignRight)
            label = Label(theme, unit, "body", "text2")
            label.setMinimumWidth(theme.px(60))
            controls.append(label)
        self._settle(*controls)

    def show_value(self, value: Any) -> None:
        if isinstance(value, tuple):
            self.field.setText(", ".join(value))
        elif self._factor > 1:
            self.field.setText(f"{value / self._factor:g}")
        else:
            self.field.setText(f"{value:g}" if isinstance(value, float) else str(value))
        self.field.set_problem("")

    def _on_finished(self) -> None:
        given: Any = self.field.text().strip()
        if self._factor > 1:
            try:
                given = round(float(given.replace(",", ".")) * self._factor)
            except (ValueError, OverflowError):
                given = self.field.text()
        if not self.take(given):
            self.field.set_problem(self._remark.text())
        else:
            self.show_value(self._preferences.value(self.name))


class FolderRow(SettingRow):
    """A folder, typed or chosen."""

    mode = QFileDialog.FileMode.Directory

    def __init__(
        self, theme: Theme, preferences: Preferences, name: str, title: str, text: str = "", placeholder: str = ""
    ) -> None:
        super().__init__(theme, preferences, name, title, text)
        self.field = TextField(theme, placeholder, role="mono")
        self.field.setMinimumWidth(theme.px(220))
        self.field.setMaximumWidth(theme.px(360))
        self.field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.field.editingFinished.connect(self._on_finished)
        self.choose = Button(theme, self.tr("Choose…"))
        self.choose.setObjectName("choose_folder")
        self.choose.clicked.connect(self._on_choose)
        self._settle(self.field, self.choose)

    def show_value(self, value: Any) -> None:
        self.field.setText(str(value))

    def problem_of(self, path: Path) -> str:
        """Why this one cannot be had, empty if it can."""
        return "" if path.is_dir() else self.tr("This folder does not exist.")

    def _on_finished(self) -> None:
        self._take_path(self.field.text())

    def _take_path(self, text: str) -> None:
        problem = self.problem_of(Path(text.strip()).expanduser()) if text.strip() else ""
        self.field.set_problem(problem)
        self.say(problem, "failed")
        if not problem and text.strip() != str(self._preferences.value(self.name)):
            self.field.set_problem("" if self.take(text) else self._remark.text())

    def _on_choose(self) -> None:
        picker = QFileDialog(self, self.title, str(self._preferences.value(self.name)))
        picker.setFileMode(self.mode)
        picker.fileSelected.connect(self._take_path)
        picker.open()


class ProgramRow(FolderRow):
    """A program by its whole path, typed or chosen; empty is the usual one, which ``placeholder`` names."""

    mode = QFileDialog.FileMode.ExistingFile

    def _take_path(self, text: str) -> None:
        """A name alone is looked for as a command line looks for it."""
        found = None if "/" in text else shutil.which(text.strip())
        if found:
            self.field.setText(found)
        super()._take_path(found or text)

    def problem_of(self, path: Path) -> str:
        if not path.is_absolute():
            return self.tr("Write the whole path, for example /bin/bash.")
        if not path.is_file():
            return self.tr("This program does not exist.")
        return "" if os.access(path, os.X_OK) else self.tr("This file may not be run as a program.")


def choice_box(theme: Theme, choices: Sequence[tuple[Any, str]]) -> QComboBox:
    box = ElidedComboBox()
    box.setProperty("look", "field")
    box.setFont(theme.font("body"))
    box.setFixedHeight(32)
    box.setMinimumWidth(theme.px(150))
    box.setMaximumWidth(theme.px(CONTROL_WIDTH))
    for value, word in choices:
        box.addItem(word, value)
    return box


def select(box: QComboBox, value: Any) -> None:
    """Show ``value``, which is added in its own words when it is none of those offered."""
    at = box.findData(value)
    if at < 0:
        box.addItem(str(value), value)
        at = box.count() - 1
    box.setCurrentIndex(at)


def column(*widgets: QWidget, spacing: int = 8) -> QBoxLayout:
    layout = QVBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    for widget in widgets:
        layout.addWidget(widget)
    return layout
