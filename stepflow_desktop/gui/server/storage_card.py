"""The disk: how full it is, and what of it is ours."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from stepflow_desktop.core.store_usage import Large, Usage
from stepflow_desktop.gui import wording
from stepflow_desktop.gui.server.figures import NameButton, Share, StatusMark
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import Button, Card, Label


@dataclass(frozen=True, slots=True)
class Disk:
    """The volume of the storage folder, in bytes."""

    total_bytes: int
    free_bytes: int


class StorageCard(Card):
    clean_up_requested = Signal()
    execution_chosen = Signal(str)

    def __init__(self, theme: Theme, retention_days: int) -> None:
        super().__init__(theme)
        self.setObjectName("storage_card")
        self.header(self.tr("Storage"))
        self.clean_up = Button(theme, self.tr("Clean up…"), kind="link")
        self.clean_up.setObjectName("clean_up_storage")
        self.clean_up.clicked.connect(lambda: self.clean_up_requested.emit())
        self.header_actions.addWidget(self.clean_up)
        self.disk = Share(theme, self.tr("Disk"), "accent")
        self.artifacts = Share(theme, self.tr("Artifacts"), "chart2")
        self.logs = Share(theme, self.tr("Logs"), "chart3")
        self.body.setSpacing(9)
        for share in (self.disk, self.artifacts, self.logs):
            self.body.addWidget(share)
        self._largest_title = Label(theme, self.tr("Largest executions"), "small_strong")
        self._shown: tuple[Large, ...] = ()
        self._largest = QVBoxLayout()
        self._largest.setSpacing(0)
        self.body.addWidget(self._largest_title)
        self.body.addLayout(self._largest)
        self.body.addStretch(1)
        self.body.addLayout(self._promise(retention_days))
        self._largest_title.hide()

    def show_disk(self, disk: Disk) -> None:
        used = disk.total_bytes - disk.free_bytes
        words = self.tr("{used} of {total}, {free} free").format(
            used=wording.size(used), total=wording.size(disk.total_bytes), free=wording.size(disk.free_bytes)
        )
        self.disk.show_share(words, used / disk.total_bytes if disk.total_bytes else 0.0)

    def show_usage(self, usage: Usage, disk: Disk) -> None:
        """Parts of the disk, as the bars have it."""
        whole = disk.total_bytes or 1
        self.artifacts.show_share(wording.size(usage.artifacts_bytes), usage.artifacts_bytes / whole)
        self.logs.show_share(wording.size(usage.logs_bytes), usage.logs_bytes / whole)
        if usage.largest == self._shown:
            return  # rows that are the same keep the keyboard
        self._shown = usage.largest
        while (item := self._largest.takeAt(0)) is not None:
            self._clear(item.layout())
        for large in usage.largest:
            self._largest.addLayout(self._row(large.id, large.name, large.size_bytes))
        self._largest_title.setVisible(bool(usage.largest))

    def _row(self, execution_id: str, name: str, size_bytes: int) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        link = NameButton(self._theme, name)
        link.setObjectName("open_largest")
        link.clicked.connect(lambda: self.execution_chosen.emit(execution_id))
        row.addWidget(link, 1)
        row.addWidget(Label(self._theme, wording.size(size_bytes), "small_medium"))
        return row

    def _clear(self, row: object) -> None:
        assert isinstance(row, QHBoxLayout)
        while (item := row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        row.deleteLater()

    def _promise(self, days: int) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(StatusMark(self._theme, "completed", 14), 0, Qt.AlignmentFlag.AlignTop)
        text = (
            self.tr("Older than {days} days is removed by itself").format(days=days)
            if days
            else self.tr("Nothing is removed by itself")
        )
        words = Label(self._theme, text, "small", "text2")
        words.setWordWrap(True)
        row.addWidget(words, 1)
        return row
