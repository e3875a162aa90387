"""The bar over the log: which step, find, level, and how lines are shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStyleOptionComboBox, QWidget

from stepflow_desktop.core.model import Step
from stepflow_desktop.gui.log.filter_strip import LineFilter
from stepflow_desktop.gui.log.find_field import FindField
from stepflow_desktop.gui.log.layout import Showing, Threshold
from stepflow_desktop.gui.log.line_times import TimeMode
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.buttons import IconButton
from stepflow_desktop.gui.widgets.menu import Menu

HEIGHT = 46
_FIXED_SCOPES = 2


class ScopeBox(QComboBox):
    """All steps, markers only, or one step; closed it shows the step's number without its name."""

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        super().initStyleOption(option)
        if self.currentIndex() >= _FIXED_SCOPES:
            option.currentText = self.tr("Step {0}").replace("{0}", str(self.currentIndex() - _FIXED_SCOPES + 1))


class LogBar(QWidget):
    """Sends what is wanted; shows what it is told with the ``show_…`` methods, without sending it back."""

    showing_changed = Signal(Showing)
    times_changed = Signal(TimeMode)
    wrap_changed = Signal(bool)
    follow_changed = Signal(bool)
    stepped = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._step_ids: list[str] = []
        self._times = TimeMode.CLOCK
        self.line_filter = LineFilter()
        self.setFixedHeight(HEIGHT)
        self.scope = ScopeBox()
        self.scope.setFont(theme.font("body_strong"))
        self.scope.addItems([self.tr("All steps"), self.tr("Markers")])
        self.scope.setAccessibleName(self.tr("Steps shown"))
        self.scope.setFixedSize(126, 30)
        self.scope.view().setMinimumWidth(260)
        self.level = QComboBox()
        self.level.setFont(theme.font("body_medium"))
        self.level.addItems(
            [self.tr("All levels"), self.tr("Debug+"), self.tr("Info+"), self.tr("Warnings"), self.tr("Errors")]
        )
        self.level.setAccessibleName(self.tr("Lowest level shown"))
        self.level.setFixedSize(118, 30)
        self.find_field = FindField(theme)
        self.find_field.setMinimumWidth(120)
        self.previous = IconButton(theme, "chevron-up", self.tr("Previous match"), shortcut="Shift+F3", side=28)
        self.next = IconButton(theme, "chevron-down", self.tr("Next match"), shortcut="F3", side=28)
        self.times = IconButton(theme, "clock", self.tr("Timestamps"), True, shortcut="Alt+T", side=30)
        self.wrap = IconButton(theme, "text-wrap", self.tr("Wrap lines"), True, shortcut="Alt+W", side=30)
        self.follow = IconButton(theme, "arrow-down-to-line", self.tr("Follow"), True, shortcut="End", side=30)
        self.more = IconButton(theme, "ellipsis", self.tr("More"), side=30)
        self.times.setChecked(True)
        self._build()
        self._build_menu(theme)
        self._connect()

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 8, 0)
        row.setSpacing(4)
        row.addWidget(self.scope)
        row.addSpacing(4)
        row.addWidget(self.find_field, 1)
        row.addWidget(self.previous)
        row.addWidget(self.next)
        row.addSpacing(2)
        row.addWidget(self.level)
        for button in (self.times, self.wrap, self.follow, self.more):
            row.addWidget(button)
        names = (
            "log_times",
            "log_wrap",
            "log_follow",
            "log_more",
            "log_scope",
            "log_level",
            "log_next",
            "log_previous",
        )
        parts = (self.times, self.wrap, self.follow, self.more, self.scope, self.level, self.next, self.previous)
        for name, part in zip(names, parts, strict=True):
            part.setObjectName(name)

    def _build_menu(self, theme: Theme) -> None:
        menu = Menu(theme, self, kept=True)
        self.copy_all = menu.addAction(self.tr("Copy all"))
        save = menu.add_menu(self.tr("Save as"), "download")
        self.save_text = save.addAction(self.tr("Text…"))
        self.save_ansi = save.addAction(self.tr("Text with colours (ANSI)…"))
        self.save_html = save.addAction(self.tr("Page (HTML)…"))
        self.pop_out = menu.addAction(self.tr("Pop out log") + "\tCtrl+Shift+L")
        menu.addSeparator()
        self.go_to_line = menu.addAction(self.tr("Go to line…") + "\tCtrl+G")
        self.clear_highlights = menu.addAction(self.tr("Clear highlights"))
        self.fold_all = menu.addAction(self.tr("Fold all steps") + "\t{")
        self.unfold_all = menu.addAction(self.tr("Unfold all steps") + "\t}")
        menu.addSeparator()
        times = menu.add_menu(self.tr("Timestamps"), "clock")
        group = QActionGroup(self)
        words = {
            TimeMode.CLOCK: self.tr("Clock time"),
            TimeMode.RUN: self.tr("Since the start"),
            TimeMode.STEP: self.tr("Since the start of the step"),
            TimeMode.OFF: self.tr("Off"),
        }
        self._time_actions: dict[TimeMode, QAction] = {}
        for mode, word in words.items():
            action = times.addAction(word)
            action.setCheckable(True)
            group.addAction(action)
            action.triggered.connect(lambda _on=False, mode=mode: self.set_times(mode))
            self._time_actions[mode] = action
        self._time_actions[TimeMode.CLOCK].setChecked(True)
        size = menu.add_menu(self.tr("Text size"), "zoom-in")
        self.larger = size.addAction(self.tr("Larger") + "\tCtrl++")
        self.smaller = size.addAction(self.tr("Smaller") + "\tCtrl+-")
        self.usual = size.addAction(self.tr("Usual") + "\tCtrl+0")
        menu.addSeparator()
        self.caret = menu.addAction(self.tr("Read with a caret") + "\tF7")
        self.caret.setCheckable(True)
        self.caret.setToolTip(self.tr("Arrow keys move a caret through the lines instead of scrolling"))
        self.read_new_lines = menu.addAction(self.tr("Read new lines"))
        self.read_new_lines.setCheckable(True)
        self.read_new_lines.setToolTip(self.tr("A screen reader is told each line that comes"))
        for name in (
            *("copy_all", "save_text", "save_ansi", "save_html", "pop_out", "go_to_line", "clear_highlights"),
            *("fold_all", "unfold_all", "larger", "smaller", "usual", "caret", "read_new_lines"),
        ):
            getattr(self, name).setObjectName(f"log_{name}")
        for action, icon in (
            (self.copy_all, "copy"),
            (self.save_text, "file-text"),
            (self.save_ansi, "terminal"),
            (self.save_html, "file-code"),
            (self.pop_out, "app-window"),
            (self.go_to_line, "hash"),
            (self.larger, "zoom-in"),
            (self.smaller, "zoom-out"),
            (self.usual, "rotate-ccw"),
        ):
            action.setProperty("icon_name", icon)
        self.more.setMenu(menu)

    def _connect(self) -> None:
        self.scope.currentIndexChanged.connect(lambda _at: self._tell_showing())
        self.level.currentIndexChanged.connect(lambda _at: self._tell_showing())
        self.previous.clicked.connect(lambda: self.stepped.emit(-1))
        self.next.clicked.connect(lambda: self.stepped.emit(1))
        self.find_field.stepped.connect(self.stepped)
        self.times.clicked.connect(lambda on: self.set_times(self._times if on else TimeMode.OFF))
        self.wrap.toggled.connect(self.wrap_changed)
        self.follow.clicked.connect(self.follow_changed)

    def set_times(self, mode: TimeMode) -> None:
        if mode is not TimeMode.OFF:
            self._times = mode
        self.times.setChecked(mode is not TimeMode.OFF)
        self._time_actions[mode].setChecked(True)
        self.times_changed.emit(mode)

    def showing(self) -> Showing:
        scope = self.scope.currentIndex() - _FIXED_SCOPES
        step_id = self._step_ids[scope] if 0 <= scope < len(self._step_ids) else None
        threshold = Threshold(max(0, self.level.currentIndex()))
        lines = self.line_filter
        return Showing(threshold, step_id, self.scope.currentIndex() == 1, lines.only, lines.without)

    def set_line_filter(self, wanted: LineFilter) -> None:
        """Show only lines like one, or leave some out."""
        if wanted != self.line_filter:
            self.line_filter = wanted
            self._tell_showing()

    def show_only_step(self, step_id: str) -> None:
        """Choose the scope of one step, or of all for an unknown one."""
        at = self._step_ids.index(step_id) + _FIXED_SCOPES if step_id in self._step_ids else 0
        self.scope.setCurrentIndex(at)

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Offer these steps; the choice made stays if its step is still there."""
        ids = [step.id for step in steps]
        if ids == self._step_ids:
            return
        known = len(self._step_ids)
        if ids[:known] != self._step_ids:
            self.show_all_steps()
            while self.scope.count() > _FIXED_SCOPES:
                self.scope.removeItem(self.scope.count() - 1)
            known = 0
        self._step_ids = ids
        self.scope.addItems([f"{step.index + 1}  {' '.join(step.name.split())}" for step in steps[known:]])

    def show_all_steps(self) -> None:
        """Back to every step, level and line."""
        self.scope.setCurrentIndex(0)
        self.level.setCurrentIndex(0)
        self.set_line_filter(LineFilter())

    def show_follow(self, follow: bool) -> None:
        self.follow.setChecked(follow)

    def _tell_showing(self) -> None:
        self.showing_changed.emit(self.showing())
