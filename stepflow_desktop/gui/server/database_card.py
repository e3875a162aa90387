"""The database: where it is, how large, what is in it, and how to keep it well."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from stepflow_desktop.core.daily_backup import Backup
from stepflow_desktop.core.store_queries import DatabaseInfo
from stepflow_desktop.gui import wording
from stepflow_desktop.gui.server.figures import Facts
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import Button, Card


class DatabaseCard(Card):
    optimise_requested = Signal()
    back_up_requested = Signal()
    folder_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.setObjectName("database_card")
        self.header(self.tr("Database"))
        self.optimise = Button(theme, self.tr("Optimise now"), kind="link")
        self.optimise.setObjectName("optimise_database")
        self.header_actions.addWidget(self.optimise)
        self.facts = Facts(
            theme, (self.tr("File"), self.tr("Size"), self.tr("Rows"), self.tr("Cache hits"), self.tr("Last backup"))
        )
        self.body.addWidget(self.facts)
        self.body.addStretch(1)
        self.back_up = Button(theme, self.tr("Back up…"), "save")
        self.back_up.setObjectName("back_up_database")
        self.show_folder = Button(theme, self.tr("Show in folder"), "folder-open")
        self.show_folder.setObjectName("show_database_folder")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.back_up)
        row.addWidget(self.show_folder)
        row.addStretch(1)
        self.body.addLayout(row)
        self.optimise.clicked.connect(lambda: self.optimise_requested.emit())
        self.back_up.clicked.connect(lambda: self.back_up_requested.emit())
        self.show_folder.clicked.connect(lambda: self.folder_requested.emit())

    def show_info(self, info: DatabaseInfo, hits: int, misses: int, backup: Backup | None, now: datetime) -> None:
        """``hits`` and ``misses`` are those of the cache of answers."""
        size = wording.size(info.size_bytes)
        in_use = info.wal_mode.lower() == "wal"
        self.facts.show_values(
            (
                _short(info.path),
                self.tr("{size}, WAL on").format(size=size) if in_use else self.tr("{size}, WAL off").format(size=size),
                self._rows(info),
                f"{100 * hits / (hits + misses):.0f} %" if hits + misses else "–",
                self._backup(backup, now),
            )
        )

    def _rows(self, info: DatabaseInfo) -> str:
        executions, steps = info.table_counts["executions"], info.table_counts["steps"]
        return wording.count(executions, "execution", "executions") + " · " + wording.count(steps, "step", "steps")

    def _backup(self, backup: Backup | None, now: datetime) -> str:
        if backup is None:
            return self.tr("none yet")
        when, size = wording.clock(backup.made_at, now), wording.size(backup.size_bytes)
        if backup.made_at.astimezone().date() == now.astimezone().date():
            return self.tr("Today {time}, {size}").format(time=when, size=size)
        return self.tr("{time}, {size}").format(time=when, size=size)


def _short(path: Path) -> str:
    home = Path.home()
    return f"~/{path.relative_to(home)}" if path.is_relative_to(home) else str(path)
