"""The line under the log: whether it still grows, how long it is, and its warnings and errors to step through."""

from __future__ import annotations

import time
from collections import deque

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from stepflow_desktop.core.model import Execution, ExecutionStatus, Level
from stepflow_desktop.gui import wording
from stepflow_desktop.gui.log.worker import Snapshot
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.labels import ElidedLabel, Label
from stepflow_desktop.gui.widgets.painting import paint_focus

HEIGHT = 32
TERMINAL_SIZE = "120×40"
"""Of the terminal that a supervisor gives a command: columns and lines."""
_RATE_OVER_S = 3.0


class LogFooter(QWidget):
    """``level_pressed`` asks for the next line of that level."""

    level_pressed = Signal(Level)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._caught_up = False
        self._samples: deque[tuple[float, int]] = deque()
        self.setFixedHeight(HEIGHT)
        self._state = Label(theme, self.tr("Live"), "small_strong", "text")
        self._lines = ElidedLabel(theme, "", "small", "text2")
        # It has what the others leave, so a rate that changes lays out nothing.
        self._lines.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.errors = _CountButton(theme, "failed")
        self.errors.setObjectName("next_log_error")
        self.warnings = _CountButton(theme, "warning")
        self.warnings.setObjectName("next_log_warning")
        self._encoding = Label(theme, "UTF-8", "small", "text2")
        self.errors.clicked.connect(lambda: self.level_pressed.emit(Level.ERROR))
        self.warnings.clicked.connect(lambda: self.level_pressed.emit(Level.WARNING))
        row = QHBoxLayout(self)
        row.setContentsMargins(15, 0, 12, 0)
        row.setSpacing(7)
        self._dot = _Dot(theme)
        row.addWidget(self._dot)
        row.addWidget(self._state)
        row.addWidget(self._lines, 1)
        row.addWidget(self.errors)
        row.addWidget(Label(theme, "·", "small", "text3"))
        row.addWidget(self.warnings)
        row.addWidget(Label(theme, "·", "small", "text3"))
        row.addWidget(self._encoding)

    def restart(self) -> None:
        self._samples.clear()
        self._caught_up = False

    def show_state(self, execution: Execution, snapshot: Snapshot, live: bool) -> None:
        self._dot.setVisible(live)
        self._state.setVisible(live)
        self._set_lines(self._words(execution, snapshot, live))
        over = "" if snapshot.scanned >= 1 else "+"
        self.errors.show_count(len(snapshot.errors), over, "error", "errors")
        self.warnings.show_count(len(snapshot.warnings), over, "warning", "warnings")
        encoding = f"UTF-8 · PTY {TERMINAL_SIZE}" if execution.terminal else "UTF-8"
        if encoding != self._encoding.text():
            self._encoding.setText(encoding)

    def _words(self, execution: Execution, snapshot: Snapshot, live: bool) -> str:
        lines = wording.count(snapshot.lines, "line", "lines")
        if not live:
            return f"{self._ended(execution)} · {lines}"
        rate = self._rate(snapshot.lines, snapshot.scanned)
        if not rate:
            return lines
        if snapshot.fast:
            told = self.tr("{rate} lines/s: showing every update twice a second, nothing is lost").format(rate=rate)
            return f"{told} · {lines}"
        return self.tr("{lines} · {rate} lines/s").format(lines=lines, rate=rate)

    def _set_lines(self, words: str) -> None:
        if words != self._lines.text():
            self._lines.set_text(words)

    def _ended(self, execution: Execution) -> str:
        if execution.completed_at is None:
            return self.tr("Waiting") if execution.status is ExecutionStatus.PENDING else self.tr("Ended")
        return self.tr("Ended {time}").format(time=f"{execution.completed_at.astimezone():%H:%M:%S}")

    def _rate(self, lines: int, scanned: float) -> str:
        """Lines per second over the last few seconds, empty before that can be told."""
        # What was there before the log was opened did not come just now.
        self._caught_up = self._caught_up or (lines > 0 and scanned >= 1)
        if not self._caught_up:
            return ""
        now = time.monotonic()
        self._samples.append((now, lines))
        while len(self._samples) > 2 and now - self._samples[1][0] >= _RATE_OVER_S:
            self._samples.popleft()
        since, before = self._samples[0]
        if now - since < 1:
            return ""
        rate = (lines - before) / (now - since)
        if rate < 0.05:
            return ""
        return f"{rate:.1f}" if rate < 10 else f"{rate:,.0f}"


class _Dot(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedSize(8, 8)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("completed"))
        painter.drawEllipse(self.rect())


class _CountButton(QToolButton):
    """``3 errors`` in their colour, or ``0 errors`` in grey; pressed, it goes to the next one."""

    def __init__(self, theme: Theme, token: str) -> None:
        super().__init__()
        self._theme = theme
        self._token = token
        self._any = False
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.update)

    def show_count(self, count: int, over: str, one: str, many: str) -> None:
        self._any = count > 0
        self.setEnabled(self._any)
        words = wording.count(count, one, many)
        # While lines are still being looked through there may be more.
        text = words.replace(f"{count:,}", f"{count:,}{over}", 1)
        if text == self.text():
            return
        self.setText(text)
        self.setAccessibleName(self.tr("{count}, go to the next").format(count=text))
        self.setToolTip(self.tr("Next error (F8)") if self._token == "failed" else self.tr("Next warning"))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(QFontMetrics(self._font()).horizontalAdvance(self.text()) + 8, 28)

    def _font(self) -> QFont:
        return self._theme.font("small_strong" if self._any else "small")

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._font())
        painter.setPen(self._theme.color(self._token if self._any else "text2"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        paint_focus(painter, self, self._theme)
