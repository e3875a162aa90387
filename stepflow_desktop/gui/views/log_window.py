"""The log of one execution in a window of its own, beside whatever the main window shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from stepflow_desktop.core.model import Artifact, ExecutionDetails, Update
from stepflow_desktop.gui.log.log_panel import LogPanel
from stepflow_desktop.gui.models.following import followed
from stepflow_desktop.gui.models.masking import masked_details
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.keyboard_menu import open_menu_of

if TYPE_CHECKING:
    from stepflow_desktop.gui.bridge import EngineBridge

UPDATES_MS = 100
SIZE = (960, 680)


class LogWindow(QWidget):
    """``closed`` is sent once, when it goes; ``artifact_wanted`` has the artifact that was pressed."""

    closed = Signal()
    artifact_wanted = Signal(object)

    def __init__(self, theme: Theme, details: ExecutionDetails, log_path: Path) -> None:
        super().__init__()
        self._theme = theme
        self._log_path = log_path
        self.details = details
        self.setObjectName("log_window")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*SIZE)
        self.panel = LogPanel(theme)
        self.panel.can_pop_out = False
        self.panel.bar.pop_out.setVisible(False)
        self.panel.artifact_activated.connect(self._on_artifact)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.addWidget(self.panel)
        self._add_keys()
        theme.changed.connect(self.update)
        self._show()
        # Only then can the lines be seen, which before have the keyboard in vain.
        self.panel.arrived.connect(
            lambda _snapshot: QTimer.singleShot(0, self.panel.view, self.panel.view.setFocus),
            Qt.ConnectionType.SingleShotConnection,
        )

    def _add_keys(self) -> None:
        """As in the main window, which these keys do not reach from here."""
        panel, view = self.panel, self.panel.view
        for keys, act in (
            ("Ctrl+F", panel.find),
            ("F3", panel.find_next),
            ("Shift+F3", panel.find_previous),
            ("F8", panel.next_error),
            ("Shift+F8", panel.previous_error),
            ("Ctrl+G", panel.go_to_line),
            ("Alt+T", panel.toggle_timestamps),
            ("Alt+W", panel.toggle_wrap),
            ("F7", panel.toggle_caret),
            ("Ctrl+S", panel.save_as),
            ("Ctrl++", panel.larger_text),
            ("Ctrl+-", panel.smaller_text),
            ("Ctrl+0", panel.usual_text),
            ("Alt+Up", panel.previous_step),
            ("Alt+Down", panel.next_step),
            ("Ctrl+End", view.go_to_end),
            ("Ctrl+W", self.close),
            ("Shift+F10", lambda: open_menu_of(QApplication.focusWidget())),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def apply(self, update: Update) -> None:
        self.details = followed(self.details, update)
        self._show()

    def _show(self) -> None:
        shown = masked_details(self.details)
        name = " ".join(shown.execution.name.split())
        self.setWindowTitle(self.tr("{name}: log").format(name=name[:80]))
        self.panel.set_execution(self._log_path, shown.execution, shown.steps, shown.artifacts, self.details.masks)

    def _on_artifact(self, artifact_id: str) -> None:
        for artifact in self.details.artifacts:
            if artifact.id == artifact_id:
                self.artifact_wanted.emit(artifact)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.panel.clear()
        self.closed.emit()
        super().closeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._theme.color("bg"))


class LogWindows(QObject):
    """The log windows that are open, one for each execution at most, kept up with its updates.

    They close with the window that ``widget`` is in.
    """

    def __init__(
        self,
        theme: Theme,
        bridge: EngineBridge,
        widget: QWidget,
        prepare: Callable[[LogPanel], None],
        open_artifact: Callable[[Artifact], None],
    ) -> None:
        super().__init__(widget)
        self._theme = theme
        self._bridge = bridge
        self._widget = widget
        self._prepare = prepare
        self._open_artifact = open_artifact
        self.by_id: dict[str, LogWindow] = {}
        self._waiting: dict[str, Update] = {}
        self._gather = QTimer(self, interval=UPDATES_MS, singleShot=True)
        self._gather.timeout.connect(self._show_updates)
        self._connected = False

    def open(self, details: ExecutionDetails) -> LogWindow:
        """A window for the log of this execution; the one it has comes forward."""
        execution_id = details.execution.id
        window = self.by_id.get(execution_id)
        if window is None:
            window = LogWindow(self._theme, details, self._bridge.engine.log_path(execution_id))
            self._prepare(window.panel)
            window.artifact_wanted.connect(self._open_artifact)
            window.closed.connect(lambda: self.by_id.pop(execution_id, None))
            self.by_id[execution_id] = window
            self._connect()
        window.show()
        window.raise_()
        window.activateWindow()
        return window

    def close_all(self) -> None:
        for window in list(self.by_id.values()):
            window.close()

    def _connect(self) -> None:
        if self._connected:
            return
        self._connected = True
        self._bridge.updated.connect(self._on_updated)
        closed = getattr(self._widget.window(), "closed", None)
        if closed is not None:
            closed.connect(self.close_all)

    def _on_updated(self, updates: Sequence[Update]) -> None:
        for update in updates:
            execution_id = update.execution.id
            if execution_id in self.by_id:
                waiting = self._waiting.get(execution_id)
                self._waiting[execution_id] = update if waiting is None else waiting.merged_into(update)
        if self._waiting and not self._gather.isActive():
            self._gather.start()

    def _show_updates(self) -> None:
        waiting, self._waiting = self._waiting, {}
        for execution_id, update in waiting.items():
            window = self.by_id.get(execution_id)
            if window is not None and update.deleted:
                window.close()
            elif window is not None:
                window.apply(update)
