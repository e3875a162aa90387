"""The head of an execution: what it is, how it stands, and what can be done with it."""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stepflow_desktop.core.clock import Clock
from stepflow_desktop.core.estimates import NO_OUTLOOK, Outlook
from stepflow_desktop.core.model import Execution, ExecutionStatus, Stamp, Step
from stepflow_desktop.gui.models.detail_rows import HERE
from stepflow_desktop.gui.models.execution_text import current_step, end_words, first_line
from stepflow_desktop.gui.models.expectations import Expectations, basis_words
from stepflow_desktop.gui.models.head_text import left_text, right_text, short_text
from stepflow_desktop.gui.models.segment_blocks import StepBlocks
from stepflow_desktop.gui.models.segments import segments
from stepflow_desktop.gui.staggering import Later
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.name_field import NameField
from stepflow_desktop.gui.views.tag_pill import TagPill
from stepflow_desktop.gui.widgets import Button, ElidedLabel, IconButton, Label, Pill, Ribbon, ThemedIcon

MARGIN = 22
MANY_STEPS = 24
MANY_STEPS_MS = 250
MOST_TAGS = 6
TAGS_FROM_WIDTH = 720
LEAST_WIDTH = 520
RIBBON, THIN_RIBBON = 10, 6


class ExecutionHead(QWidget):
    """``wished`` names an action: run_now, stop, kill, run_again, edit_and_run, copy_command, open_folder, more."""

    wished = Signal(str)
    tag_clicked = Signal(str)
    tag_given = Signal(str, object)  # to executions with these ids

    def __init__(
        self,
        theme: Theme,
        clock: Clock,
        patience_s: float,
        parent: QWidget | None = None,
        *,
        expectations: Expectations | None = None,
        is_held: Callable[[str], bool] = lambda _execution_id: False,
    ) -> None:
        super().__init__(parent)
        self._expectations = expectations or Expectations()
        self._is_held = is_held
        self._theme = theme
        self._clock = clock
        self._patience_s = patience_s
        self._execution: Execution | None = None
        self._steps: Sequence[Step] = ()
        self._blocks = StepBlocks()
        self._asked_boot_us: int | None = None
        self._compact = False
        self._host = socket.gethostname().split(".")[0]
        self._build()
        # With hundreds of steps working out the ribbon takes a part of a frame; nobody reads it ten times a second.
        self._ticks = Later(self.tick, MANY_STEPS_MS, MANY_STEPS_MS, self)
        self._timer = QTimer(self, interval=1000)
        self._timer.timeout.connect(self.tick)

    # -- building

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 14, 14, 0)
        column.setSpacing(0)
        column.addLayout(self._title_line())
        self._facts = _shown_as_one(self._facts_line(), top=6)
        column.addWidget(self._facts)
        column.addSpacing(12)
        self.ribbon = Ribbon(self._theme)
        ribbon = QHBoxLayout()
        ribbon.setContentsMargins(0, 0, 4, 0)
        ribbon.addWidget(self.ribbon)
        column.addLayout(ribbon)
        self._state = _shown_as_one(self._status_line(), top=7, right=4)
        column.addWidget(self._state)

    def _title_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        self.list_button = IconButton(self._theme, "panel-left", self.tr("Show the list"), shortcut="Ctrl+B")
        self.list_button.setObjectName("toggle_list")
        self.list_button.clicked.connect(lambda: self.wished.emit("toggle_list"))
        self.list_button.hide()
        self._name = ElidedLabel(self._theme, "", "page_title")
        self._status = Pill(self._theme, "", "pending")
        self._tag_box = QWidget()
        self._tags = QHBoxLayout(self._tag_box)
        self._tags.setContentsMargins(0, 0, 0, 0)
        self._tags.setSpacing(8)
        self.now_button = Button(self._theme, self.tr("Run now"), "play", "primary")
        self.now_button.setObjectName("run_now")
        self.now_button.clicked.connect(lambda: self.wished.emit("run_now"))
        self.stop_button = Button(self._theme, self.tr("Stop"), "square", "danger")
        self.stop_button.setObjectName("stop")
        self.stop_button.clicked.connect(lambda: self.wished.emit("kill" if self._may_kill() else "stop"))
        self.again_button = Button(self._theme, self.tr("Run again"), "rotate-cw")
        self.again_button.setObjectName("run_again")
        self.again_button.clicked.connect(lambda: self.wished.emit("run_again"))
        self.edit_button = Button(self._theme, self.tr("Edit and run…"), "pencil")
        self.edit_button.setObjectName("edit_and_run")
        self.edit_button.clicked.connect(lambda: self.wished.emit("edit_and_run"))
        self.more_button = IconButton(self._theme, "ellipsis", self.tr("More actions"))
        self.more_button.setObjectName("more_actions")
        self.more_button.clicked.connect(lambda: self.wished.emit("more"))
        line.addWidget(self.list_button)
        line.addWidget(self._name, 0)
        self.name_field = NameField(self._theme, self._name)
        line.addWidget(self.name_field)
        line.addSpacing(4)
        line.addWidget(self._status)
        line.addWidget(self._tag_box)
        self._short = ElidedLabel(self._theme, "", "small_medium", "text2")
        self._short.hide()
        line.addWidget(self._short)
        line.addStretch(1)
        for button in (self.now_button, self.stop_button, self.again_button, self.edit_button, self.more_button):
            line.addWidget(button)
        return line

    def _facts_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(7)
        self._command = ElidedLabel(self._theme, "", "mono", "text2", Qt.TextElideMode.ElideMiddle)
        copy = IconButton(self._theme, "copy", self.tr("Copy command"), shortcut="Ctrl+Shift+C", side=24, icon_size=14)
        copy.setObjectName("copy_command")
        copy.clicked.connect(lambda: self.wished.emit("copy_command"))
        self._folder = ElidedLabel(self._theme, "", "mono", "text2", Qt.TextElideMode.ElideMiddle)
        folder = IconButton(self._theme, "folder", self.tr("Open working folder"), side=24, icon_size=14)
        folder.setObjectName("open_folder")
        folder.clicked.connect(lambda: self.wished.emit("open_folder"))
        self._who = ElidedLabel(self._theme, "", "small_medium", "text2")
        for button in (copy, folder):
            button.set_token("text3")
        line.addWidget(ThemedIcon(self._theme, "terminal", "text3"))
        line.addWidget(self._command)
        line.addWidget(copy)
        place = QHBoxLayout()
        place.setContentsMargins(4, 0, 8, 0)
        place.setSpacing(3)
        place.addWidget(folder)
        place.addWidget(self._folder)
        line.addLayout(place)
        line.addWidget(ThemedIcon(self._theme, "user", "text3"))
        line.addWidget(self._who)
        line.addStretch(1)
        return line

    def _status_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(0)
        self._left_strong = Label(self._theme, "", "small_strong")
        self._left = ElidedLabel(self._theme, "", "small_medium", "text2")
        self._right_before = Label(self._theme, "", "small_medium", "text2")
        self._right_strong = Label(self._theme, "", "small_strong")
        self._right = Label(self._theme, "", "small_medium", "text2")
        self.last_lines = Button(self._theme, self.tr("Show last lines"), kind="link")
        self.last_lines.setObjectName("show_last_lines")
        self.last_lines.setFont(self._theme.font("small_strong"))
        self.last_lines.setFixedHeight(18)
        self.last_lines.hide()
        line.addWidget(self._left_strong)
        line.addWidget(self._left)
        line.addStretch(1)
        for widget in (self._right_before, self._right_strong, self._right, self.last_lines):
            line.addWidget(widget)
        return line

    # -- in

    def show_execution(self, execution: Execution, steps: Sequence[Step]) -> None:
        before = self._execution
        if before is None or before.id != execution.id or execution.status.is_final:
            self._asked_boot_us = None
        if before is not None and before.id != execution.id:
            self.name_field.leave()
        self._execution, self._steps = execution, steps
        if before is None or before.name != execution.name:
            _set_text(self._name, first_line(execution.name), 120)
        if before is None or before.tags != execution.tags:
            self._show_tags(execution.tags)
        self._status.set_status(execution.status.value)
        self._command.set_text(first_line(execution.command))
        _set_text(self._folder, _short_path(execution.working_directory), 110)
        _set_text(self._who, self._who_text(execution), 150)
        self._show_buttons(execution.status)
        if execution.status.is_final:
            self._timer.stop()
        else:
            self._timer.start()
        steady = before is not None and before.id == execution.id and before.status is execution.status
        if steady and len(steps) > MANY_STEPS:
            self._ticks.ask()
        else:
            self._ticks.at_once()

    def review(self) -> None:
        """Show the same execution anew: something that no update tells has changed."""
        if self._execution is not None:
            self.show_execution(self._execution, self._steps)

    def set_compact(self, compact: bool) -> None:
        """Name, state and times in one line over a thin ribbon: what stands below has the room."""
        self._compact = compact
        for full in (self._facts, self._state):
            full.setVisible(not compact)
        self._short.setVisible(compact)
        self.ribbon.setFixedHeight(THIN_RIBBON if compact else RIBBON)
        if self._execution is not None:
            self._show_buttons(self._execution.status)

    def edit_name(self) -> None:
        if self._execution is not None:
            self.name_field.begin(first_line(self._execution.name))

    def stop_asked(self) -> None:
        """The user asked to stop it: count down to where Kill is offered."""
        self._asked_boot_us = self._clock.now().boot_us
        self.tick()

    @property
    def is_stopping(self) -> bool:
        return self._asked_boot_us is not None

    def tick(self) -> None:
        """Take everything that grows with time anew."""
        execution = self._execution
        if execution is None:
            return
        now = self._clock.now()
        expected = self._expectations.expected(execution, self._steps)
        self.ribbon.set_segments(segments(execution, self._steps, now, expected, self._blocks))
        outlook = self._expectations.of_run(execution, self._steps, now)
        strong, rest = left_text(
            execution,
            self._steps,
            outlook,
            held=self._held(),
            starts_in_s=self._expectations.starts_in_s(execution),
        )
        self._left_strong.setText(strong)
        self._left.set_text(rest)
        self._short.set_text(short_text(execution, self._steps, now, outlook))
        self._show_right(execution, outlook, now)
        self._show_stop()

    def _show_right(self, execution: Execution, outlook: Outlook, now: Stamp) -> None:
        step = current_step(self._steps)
        of_step = self._expectations.of_step(step, now) if step is not None else NO_OUTLOOK
        stuck = self._expectations.is_stuck(execution, self._steps, now)
        silent_s = self._expectations.silent_s(execution) if stuck else 0.0
        before, strong, rest = right_text(execution, now, outlook, of_step, silent_s=silent_s)
        self._right_before.setText(before)
        self._right_strong.setText(strong)
        self._right_strong.set_token("warning" if outlook.late_s or stuck else "text")
        self._right.setText(rest)
        self.last_lines.setVisible(stuck)
        basis = basis_words(outlook)
        for label in (self._right_strong, self._right):
            label.setToolTip(basis)

    # -- parts

    def _show_tags(self, tags: Sequence[str]) -> None:
        while (item := self._tags.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for tag in tags[:MOST_TAGS]:
            pill = TagPill(self._theme, first_line(tag))
            pill.clicked.connect(lambda tag=tag: self.tag_clicked.emit(tag))
            pill.given.connect(lambda ids, tag=tag: self.tag_given.emit(tag, ids))
            self._tags.addWidget(pill)
        if len(tags) > MOST_TAGS:
            self._tags.addWidget(Pill(self._theme, f"+{len(tags) - MOST_TAGS}"))

    def _show_buttons(self, status: ExecutionStatus) -> None:
        active = not status.is_final
        self.now_button.setVisible(self._held())
        self.stop_button.setVisible(active)
        self.edit_button.setVisible(not active and not self._compact)
        self.again_button.set_kind("primary" if status is ExecutionStatus.FAILED else "outline")

    def _held(self) -> bool:
        execution = self._execution
        return execution is not None and execution.status is ExecutionStatus.PENDING and self._is_held(execution.id)

    def _waited_s(self) -> float:
        return self._clock.now().seconds_since(self._asked_boot_us) if self._asked_boot_us is not None else 0.0

    def _may_kill(self) -> bool:
        return self.is_stopping and self._waited_s() >= self._patience_s

    def _show_stop(self) -> None:
        waiting = self.is_stopping and not self._may_kill()
        if waiting:
            left_s = max(1, round(self._patience_s - self._waited_s()))
            text = self.tr("Stopping, kill in {seconds} s").format(seconds=left_s)
        else:
            text = self.tr("Kill") if self.is_stopping else self.tr("Stop")
        if self.stop_button.text() != text:
            self.stop_button.setText(text)
            self.stop_button.updateGeometry()
        self.stop_button.set_icon("x" if self._may_kill() else "square")
        self.stop_button.setEnabled(not waiting)

    def _who_text(self, execution: Execution) -> str:
        parts = [f"{execution.user}@{self._host}" if execution.user else self._host]
        if execution.status is ExecutionStatus.RUNNING and execution.pid is not None:
            parts.append(f"PID {execution.pid}")
        elif execution.status.is_final:
            parts.append(end_words(execution) or self.tr("no exit code"))
        # That it was started in the window goes without saying.
        if execution.origin not in ("", HERE):
            parts.append(self.tr("from {origin}").format(origin=first_line(execution.origin)))
        return " · ".join(parts)

    def minimumSizeHint(self) -> QSize:
        """Narrower than tags and buttons would like: the tags give way."""
        return QSize(LEAST_WIDTH, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tag_box.setVisible(event.size().width() >= TAGS_FROM_WIDTH)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._name.geometry().contains(event.position().toPoint()):
            self.wished.emit("rename")

    def contextMenuEvent(self, _event: QContextMenuEvent) -> None:
        self.wished.emit("more")

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._theme.color("surface"))


def _shown_as_one(line: QHBoxLayout, *, top: int, right: int = 0) -> QWidget:
    """A line that is shown or hidden as a whole, with the room around it."""
    line.setContentsMargins(0, top, right, 0)
    widget = QWidget()
    widget.setLayout(line)
    return widget


def _set_text(label: ElidedLabel, text: str, least_width: int) -> None:
    """Set a text that keeps at least so many pixels when longer ones beside it are cut."""
    label.set_text(text)
    label.setMinimumWidth(min(least_width, label.sizeHint().width()))


def _short_path(path: str) -> str:
    """The path with ``~`` for the home folder."""
    home = str(Path.home())
    return f"~{path[len(home) :]}" if path == home or path.startswith(home + "/") else first_line(path)
