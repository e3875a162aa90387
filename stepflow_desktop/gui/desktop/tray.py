"""The sign in the tray: what runs, what failed since somebody looked, and a menu of the few things one wants there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QIcon, QPainter, QPen, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSystemTrayIcon, QWidget

from stepflow_desktop.core.model import Execution
from stepflow_desktop.gui import wording
from stepflow_desktop.gui.status_shapes import paint_status, status_pixmap
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.menu import Menu
from stepflow_desktop.settings import resources_dir

LISTED = 5
_SIDE = 64


class Tray(QObject):
    """Signals say what was chosen; ``execution_chosen`` carries an id, ``mute_wanted`` whether to be quiet."""

    execution_chosen = Signal(str)
    new_wanted = Signal()
    window_wanted = Signal()
    mute_wanted = Signal(bool)
    quit_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._state = ""
        self.icon = QSystemTrayIcon(self)
        self.icon.activated.connect(self._on_activated)
        self.menu = Menu(theme, parent, kept=True)
        self.menu.setObjectName("tray_menu")
        self._running: list[QAction] = []
        self._separator = self.menu.addSeparator()
        self.new = self._add("plus", self.tr("New execution…"), self.new_wanted)
        self.show_window = self._add("app-window", self.tr("Show window"), self.window_wanted)
        self.mute = self.menu.addAction(self.tr("Mute for 1 hour"))
        self.mute.setCheckable(True)
        self.mute.triggered.connect(self.mute_wanted)
        self.menu.addSeparator()
        self.quit = self._add("log-out", self.tr("Quit…"), self.quit_wanted)
        self.icon.setContextMenu(self.menu)
        self.show_state([], 0, failed=False)
        theme.changed.connect(self._take_theme)
        self._take_theme()

    def _add(self, icon: str, word: str, signal: object) -> QAction:
        action = self.menu.addAction(word)
        action.setProperty("icon_name", icon)
        action.triggered.connect(lambda _c=False: signal.emit())  # type: ignore[attr-defined]
        return action

    def set_shown(self, shown: bool) -> None:
        self.icon.setVisible(shown)

    def show_state(self, running: Sequence[Execution], count: int, *, failed: bool) -> None:
        """The first of ``count`` running ones, and whether something failed since somebody looked."""
        state = "failed" if failed else "running" if count else ""
        if state != self._state or self.icon.icon().isNull():
            self._state = state
            self.icon.setIcon(_icon(state, self._theme))
        self.icon.setToolTip(self._tooltip(running, count))
        for action in self._running:
            self.menu.removeAction(action)
            action.deleteLater()
        self._running = []
        for execution in running[:LISTED]:
            left = left_words(execution)
            name = execution.name.replace("&", "&&")
            action = QAction(f"{name}\t{left}" if left else name, self.menu)
            action.setIcon(QIcon(status_pixmap("running", self._theme)))
            action.triggered.connect(lambda _c=False, i=execution.id: self.execution_chosen.emit(i))
            self.menu.insertAction(self._separator, action)
            self._running.append(action)

    def _tooltip(self, running: Sequence[Execution], count: int) -> str:
        if not count:
            return self.tr("StepFlow: nothing running")
        left = [words for each in sorted(running, key=_end) if (words := left_words(each))]
        words = self.tr("{n} running").format(n=count)
        if not left:
            return words
        return self.tr("{n} running, next ends in {time}").format(n=count, time=left[0])

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick):
            self.window_wanted.emit()

    def _take_theme(self) -> None:
        for action in (self.new, self.show_window, self.quit):
            action.setIcon(self._theme.icon(str(action.property("icon_name"))))
        self.mute.setIcon(self._theme.icon("bell-off"))
        self.icon.setIcon(_icon(self._state, self._theme))


def left_words(execution: Execution, now: datetime | None = None) -> str:
    """How long it will still take, in a word or two; empty when nobody knows."""
    if execution.expected_end_at is None:
        return ""
    left_s = (execution.expected_end_at - (now or datetime.now(UTC))).total_seconds()
    return wording.count(max(1, round(left_s / 60)), "minute", "minutes") if left_s < 3600 else wording.duration(left_s)


def _end(execution: Execution) -> float:
    return execution.expected_end_at.timestamp() if execution.expected_end_at else float("inf")


def _icon(state: str, theme: Theme) -> QIcon:
    """The program's sign; with an octagon in its corner after a failure, with a ring around it while something runs."""
    pixmap = QPixmap(_SIDE, _SIDE)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = 9 if state == "running" else 2
    QSvgRenderer(str(resources_dir() / "icons" / "stepflow.svg")).render(
        painter, QRectF(edge, edge, _SIDE - 2 * edge, _SIDE - 2 * edge)
    )
    if state == "running":
        painter.setPen(QPen(theme.color("running"), 6.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawArc(QRectF(3, 3, _SIDE - 6, _SIDE - 6), 90 * 16, -270 * 16)
    elif state == "failed":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("surface"))
        painter.drawEllipse(QRectF(28, 28, 36, 36))
        paint_status(painter, QRectF(31, 31, 30, 30), "failed", theme)
    painter.end()
    return QIcon(pixmap)
