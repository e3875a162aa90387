"""The section *Appearance*: theme, status colours, text and layout, each with a picture of what it does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontDatabase, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QButtonGroup, QComboBox, QGridLayout, QHBoxLayout, QWidget

from stepflow_desktop.gui.preferences import Preferences
from stepflow_desktop.gui.settings_page.pictures import StatusChoice, ThemeChoice
from stepflow_desktop.gui.settings_page.rows import ChoiceRow, SegmentRow, SwitchRow, choice_box, column, select
from stepflow_desktop.gui.settings_page.section import Section
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.translation import translate
from stepflow_desktop.gui.widgets import Label

SIZES = (80, 90, 100, 110, 125, 150, 175, 200)
LOG_SIZES = (9, 10, 11, 12, 13, 14, 16, 18, 20, 24)
BODY_PX = 13


class Appearance(Section):
    """Names of settings come from the pieces, which are no rows."""

    def fill(self) -> None:
        self.title = self.tr("Appearance")
        self.reset_text = self.tr("Reset appearance")
        theme, preferences = self._theme, self._preferences
        self.add_card(self.tr("Theme"), self._theme_row())
        self.add_card(self.tr("Status colours"), self._status_row(), self._status_remark())
        self.add_card(self.tr("Text"), self._text_row())
        heights = (
            ("compact", self.tr("Compact")),
            ("comfortable", self.tr("Comfortable")),
            ("large", self.tr("Large")),
        )
        self.add_card(
            self.tr("Layout"),
            SegmentRow(theme, preferences, "row_height", self.tr("Row height"), heights),
            SegmentRow(
                theme,
                preferences,
                "times",
                self.tr("Times in lists"),
                (("clock", self.tr("Clock")), ("relative", self.tr("Relative"))),
            ),
            ChoiceRow(theme, preferences, "start_page", self.tr("Start on"), self._start_pages()),
        )
        self.names += ["theme", "system_accent", "dark_log", "reduce_motion", "status_colours"]
        self.names += ["interface_font", "interface_size", "log_font", "log_size"]

    def _start_pages(self) -> Sequence[tuple[Any, str]]:
        return start_pages(self)

    def _theme_row(self) -> QWidget:
        row = FoldingRow(self._theme, 780)
        row.setProperty("words", self.tr("theme system light dark log accent colour reduce motion spinners animation"))
        row.line.setContentsMargins(0, 4, 0, 2)
        row.line.setSpacing(14)
        line = QHBoxLayout()
        line.setSpacing(14)
        row.line.addLayout(line)
        modes = (("system", self.tr("System")), ("light", self.tr("Light")), ("dark", self.tr("Dark")))
        choices = [ThemeChoice(self._theme, mode, word) for mode, word in modes]
        _choose_one(row, self._preferences, "theme", {choice.mode: choice for choice in choices})
        for choice in choices:
            line.addWidget(choice)
        line.addStretch(1)
        self.dark_log = SwitchRow(
            self._theme,
            self._preferences,
            "dark_log",
            self.tr("Always use a dark log"),
            self.tr("Log stays dark in the light theme"),
        )
        self.motion = SwitchRow(
            self._theme,
            self._preferences,
            "reduce_motion",
            self.tr("Reduce motion"),
            self.tr("No spinners or sliding panels"),
            effective=lambda: self._theme.pulse.reduced_motion,
        )
        self.accent = SwitchRow(
            self._theme,
            self._preferences,
            "system_accent",
            self.tr("Accent of the system"),
            self.tr("Buttons and marks in the colour of the desktop"),
        )
        for switch_row in (self.accent, self.dark_log, self.motion):
            switch_row.setMinimumWidth(self._theme.px(280))
        switches = column(self.accent, self.dark_log, self.motion, spacing=4)
        switches.addStretch(1)
        row.line.addLayout(switches)
        return row

    def _status_row(self) -> QWidget:
        row = FoldingRow(self._theme, 620)
        row.setProperty("words", self.tr("status colours standard blue orange high contrast colour blind"))
        line = row.line
        line.setContentsMargins(0, 4, 0, 2)
        line.setSpacing(14)
        palettes = (
            ("standard", self.tr("Standard")),
            ("blue_orange", self.tr("Blue and orange")),
            ("high_contrast", self.tr("High contrast")),
        )
        choices = [StatusChoice(self._theme, palette, word) for palette, word in palettes]
        _choose_one(row, self._preferences, "status_colours", {choice.palette_name: choice for choice in choices})
        for choice in choices:
            line.addWidget(choice, 1)
        return row

    def _status_remark(self) -> QWidget:
        text = self.tr("Every status also has its own shape and word, so colour is never the only sign.")
        label = Label(self._theme, text, "small", "text2")
        label.setWordWrap(True)
        return label

    def _text_row(self) -> QWidget:
        row = FoldingRow(self._theme, 560)
        row.setProperty("words", self.tr("text font size interface log family large small"))
        row.line.setContentsMargins(0, 4, 0, 2)
        row.line.setSpacing(18)
        fonts, pixels = _pairs(), _pairs()
        installed = QFontDatabase.families()
        fixed = [family for family in installed if QFontDatabase.isFixedPitch(family)]
        text = _fonts(self.tr("Inter (built in)") if "Inter" in installed else self.tr("System font"), installed)
        code_name = self.tr("JetBrains Mono (built in)")
        code = _fonts(code_name if "JetBrains Mono" in installed else self.tr("System font"), fixed)
        sizes = [
            (size, self.tr("{percent} %  ({px} px)").format(percent=size, px=round(BODY_PX * size / 100)))
            for size in SIZES
        ]
        log_sizes = [(size, self.tr("{px} px").format(px=size)) for size in LOG_SIZES]
        fields: tuple[tuple[str, str, Sequence[tuple[Any, str]]], ...] = (
            (self.tr("Interface font"), "interface_font", text),
            (self.tr("Interface size"), "interface_size", sizes),
            (self.tr("Log font"), "log_font", code),
            (self.tr("Log size"), "log_size", log_sizes),
        )
        for at, (word, name, choices) in enumerate(fields):
            label = Label(self._theme, word, "body_medium")
            box = self._box(name, word, choices)
            label.setBuddy(box)
            grid = pixels if at % 2 else fonts
            grid.addWidget(label, at // 2, 0)
            grid.addWidget(box, at // 2, 1)
        row.line.addLayout(fonts)
        row.line.addLayout(pixels)
        row.line.addStretch(1)
        return row

    def _box(self, name: str, word: str, choices: Sequence[tuple[Any, str]]) -> QComboBox:
        preferences = self._preferences
        box = choice_box(self._theme, choices)
        box.setObjectName(f"setting_{name}")
        box.setAccessibleName(word)
        box.setMinimumWidth(168)
        box.setMaximumWidth(240)
        box.setEnabled(not preferences.fixed_by(name))
        box.activated.connect(lambda at: preferences.set(**{name: box.itemData(at)}))
        select(box, preferences.value(name))
        preferences.changed.connect(lambda names: select(box, preferences.value(name)) if name in names else None)
        return box


class FoldingRow(QWidget):
    """Things side by side, one under the other where the row is narrower than ``wide`` (at the usual size of text)."""

    def __init__(self, theme: Theme, wide: int) -> None:
        super().__init__()
        self._theme, self._wide = theme, wide
        self.line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)

    def minimumSizeHint(self) -> QSize:
        """As narrow as its widest part: side by side they would keep the row too wide to fold."""
        items = [self.line.itemAt(at) for at in range(self.line.count())]
        widest = max((item.minimumSize().width() for item in items if item is not None), default=0)
        margins = self.line.contentsMargins()
        return QSize(widest + margins.left() + margins.right(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= self._theme.px(self._wide)
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if direction != self.line.direction():
            self.line.setDirection(direction)
            self.updateGeometry()


def _pairs() -> QGridLayout:
    """For words with their fields, one pair under the other."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(18)
    grid.setVerticalSpacing(10)
    return grid


def start_pages(section: Section) -> Sequence[tuple[Any, str]]:
    return (
        ("last", translate("StartOn", "Last view")),
        ("overview", translate("StartOn", "Overview")),
        ("executions", translate("StartOn", "Executions")),
        ("artifacts", translate("StartOn", "Artifacts")),
        ("server", translate("StartOn", "Server")),
    )


def _fonts(built_in: str, families: Sequence[str]) -> list[tuple[str, str]]:
    return [("", built_in), *((family, family) for family in families if not family.startswith("."))]


def _choose_one(
    owner: QWidget, preferences: Preferences, name: str, choices: dict[str, QAbstractButton]
) -> QButtonGroup:
    """One of these buttons is down: the one of the setting."""
    group = QButtonGroup(owner)
    for value, button in choices.items():
        group.addButton(button)
        button.setEnabled(not preferences.fixed_by(name))
        button.clicked.connect(lambda _c=False, value=value: preferences.set(**{name: value}))

    def show(names: frozenset[str]) -> None:
        if name in names:
            choices[preferences.value(name)].setChecked(True)

    preferences.changed.connect(show)
    show(frozenset({name}))
    return group
