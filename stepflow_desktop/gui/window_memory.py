"""What the window remembers from one time to the next: its place, its splitters and its page.

Kept in ``window.ini`` beside the settings file, because none of it is a setting that anybody writes by hand.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QMainWindow, QSplitter


class WindowMemory:
    """Reads and writes ``window.ini`` in ``folder``. A file that cannot be written is not worth a message."""

    def __init__(self, folder: Path) -> None:
        self._store = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)

    def page(self, default: str) -> str:
        return str(self._store.value("window/page", default))

    def choice(self, name: str, default: str = "") -> str:
        """What was last chosen somewhere: the period of the overview, say."""
        return str(self._store.value(f"choices/{name}", default))

    def keep_choice(self, name: str, value: str) -> None:
        self._store.setValue(f"choices/{name}", value)

    def restore(self, window: QMainWindow) -> None:
        geometry = self._store.value("window/geometry")
        if isinstance(geometry, QByteArray):
            window.restoreGeometry(geometry)
        self.restore_splitters(window)

    def restore_splitters(self, window: QMainWindow) -> None:
        """Again, after a page with splitters was added."""
        for splitter in self._splitters(window):
            state = self._store.value(f"splitters/{splitter.objectName()}")
            if isinstance(state, QByteArray):
                splitter.restoreState(state)

    def keep(self, window: QMainWindow, page: str) -> None:
        self._store.setValue("window/geometry", window.saveGeometry())
        self._store.setValue("window/page", page)
        for splitter in self._splitters(window):
            self._store.setValue(f"splitters/{splitter.objectName()}", splitter.saveState())
        self._store.sync()

    def _splitters(self, window: QMainWindow) -> list[QSplitter]:
        """Those with a name of their own and something to split; Qt names those inside its dialogs with ``qt_``."""
        return [
            splitter
            for splitter in window.findChildren(QSplitter)
            if splitter.objectName() and not splitter.objectName().startswith("qt_") and splitter.count() > 1
        ]
