"""Opens what a press with Ctrl on a link in the log asks for: addresses, and files of the working directory."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtWidgets import QWidget

from stepflow_desktop.gui.log.log_panel import LogPanel
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.execution_actions import OpenUrl
from stepflow_desktop.gui.views.execution_files import may_run
from stepflow_desktop.gui.widgets.question import Answer, ask


class LogLinks(QObject):
    """Asks before it opens what may run. ``said`` carries kind, title and text of a message."""

    said = Signal(str, str, str)

    def __init__(self, theme: Theme, widget: QWidget, open_url: OpenUrl) -> None:
        super().__init__(widget)
        self._theme = theme
        self._widget = widget
        self._open_url = open_url

    def serve(self, panel: LogPanel) -> None:
        """Open what ``panel`` asks for."""
        panel.address_wanted.connect(self.open_address)
        panel.file_wanted.connect(lambda path, _line: self.open_file(path, panel))
        panel.said.connect(self.said)

    def open_address(self, address: str) -> None:
        url = QUrl(address)
        if url.scheme() in ("http", "https") and not self._open_url(url):
            self.said.emit("warning", self.tr("No program could open this address"), address)

    def open_file(self, path: Path, asked_in: QWidget | None = None) -> None:
        if not may_run(path):
            self._open(path)
            return
        words = self.tr("Open “{name}”?").format(name=path.name[:60])
        text = self.tr("It is a program or script. Opening it may run it.")
        answer = Answer("open", self.tr("Open"), lambda: self._open(path), "danger")
        ask(self._theme, asked_in or self._widget, "confirm_open_link", words, text, [answer])

    def _open(self, path: Path) -> None:
        if not self._open_url(QUrl.fromLocalFile(str(path))):
            self.said.emit("warning", self.tr("No program could open this file"), str(path))
