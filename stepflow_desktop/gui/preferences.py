"""The settings while the window stands: read, changed at once, told to everybody, and written to the settings file.

A value that the environment or the command line decides cannot be changed here. Changes that come quickly after one
another are written together, in a thread.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from stepflow_desktop.errors import SettingsError
from stepflow_desktop.gui.translation import error_words
from stepflow_desktop.settings import Settings, data_dir
from stepflow_desktop.settings_values import parsed

WAIT_MS = 150
Save = Callable[[Path, Mapping[str, Any]], None]

log = logging.getLogger(__name__)


class Preferences(QObject):
    """``settings`` as they are now. ``save`` writes changes into the file; None in them takes a value out of it."""

    changed = Signal(object)  # frozenset[str], the names of the settings that differ now
    failed = Signal(str)  # why the file could not be written

    def __init__(self, settings: Settings, parent: QObject | None = None, *, save: Save | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._save = save or _save
        self._waiting: dict[str, Any] = {}
        self._writer: ThreadPoolExecutor | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self._write)

    @property
    def settings(self) -> Settings:
        return self._settings

    def value(self, name: str) -> Any:
        return getattr(self._settings, name)

    def default(self, name: str) -> Any:
        return {"storage_path": data_dir(), "working_directory": Path.home()}.get(name, getattr(Settings(), name))

    def fixed_by(self, name: str) -> str:
        """The variable or option that decides ``name``; empty when it can be changed here."""
        return self._settings.fixed_by.get(name, "")

    def set(self, **values: Any) -> None:
        """Have these values from now on. Raises SettingsError for one that cannot be used; then none is taken."""
        self._take({name: None if value is None else parsed(name, value, name) for name, value in values.items()})

    def reset(self, names: Iterable[str]) -> None:
        """Have the defaults of these from now on, and nothing about them in the file."""
        self._take(dict.fromkeys(names))

    def flush(self) -> None:
        """Wait until everything is written."""
        if self._timer.isActive():
            self._timer.stop()
            self._write()
        if self._writer is not None:
            self._writer.shutdown()
            self._writer = None

    def _take(self, values: Mapping[str, Any]) -> None:
        free = {name: value for name, value in values.items() if not self.fixed_by(name)}
        new = {name: self.default(name) if value is None else value for name, value in free.items()}
        differing = frozenset(name for name, value in new.items() if value != self.value(name))
        self._waiting.update(free)
        if self._waiting:
            self._timer.start()
        if differing:
            self._settings = replace(self._settings, **new)
            self.changed.emit(differing)

    def _write(self) -> None:
        changes, self._waiting = self._waiting, {}
        if self._writer is None:
            self._writer = ThreadPoolExecutor(1, thread_name_prefix="settings")
        self._writer.submit(self._save, self._settings.config_path, changes).add_done_callback(self._on_written)

    def _on_written(self, future: Future[None]) -> None:
        error = future.exception()
        if isinstance(error, SettingsError):
            # In the writer's thread; the signal arrives in that of the window.
            self.failed.emit(error_words(error))
        elif error is not None:
            log.error("The settings could not be written", exc_info=error)


def _save(path: Path, changes: Mapping[str, Any]) -> None:
    # Reading and writing TOML is not needed before the first change.
    from stepflow_desktop import settings_file

    settings_file.write(path, changes)
