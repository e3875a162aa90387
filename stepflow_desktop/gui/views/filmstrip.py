"""All files as small pictures in a row, to go from one to the next."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListView, QSizePolicy, QWidget

from stepflow_desktop.gui.delegates.file_delegates import STRIP_HEIGHT, STRIP_WIDTH, StripDelegate
from stepflow_desktop.gui.models.artifacts import ARTIFACT_ROLE
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import IconButton

HEIGHT = 70


class _FilesOnly(QSortFilterProxyModel):
    """Without the headers that a list has between its files."""

    def filterAcceptsRow(self, row: int, parent: QModelIndex | QPersistentModelIndex) -> bool:
        return self.sourceModel().index(row, 0, parent).data(ARTIFACT_ROLE) is not None


class Filmstrip(QWidget):
    """``chosen`` carries an artifact's id, ``stepped`` 1 or -1."""

    chosen = Signal(str)
    stepped = Signal(int)

    def __init__(self, theme: Theme, model: QAbstractItemModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedHeight(HEIGHT)
        self._files = _FilesOnly(self)
        self._files.setSourceModel(model)
        self.view = QListView()
        self.view.setObjectName("filmstrip")
        self.view.setAccessibleName(self.tr("All files"))
        self.view.setFrameShape(QListView.Shape.NoFrame)
        self.view.setFlow(QListView.Flow.LeftToRight)
        self.view.setWrapping(False)
        self.view.setUniformItemSizes(True)
        self.view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setFixedHeight(STRIP_HEIGHT)
        self.view.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.view.setMouseTracking(True)
        self.view.setModel(self._files)
        self.view.setItemDelegate(StripDelegate(theme, self.view))
        self.view.selectionModel().currentChanged.connect(lambda index, _old: self._on_current(index))
        previous = IconButton(theme, "chevron-left", self.tr("Previous file"), shortcut="Left", side=30)
        following = IconButton(theme, "chevron-right", self.tr("Next file"), shortcut="Right", side=30)
        previous.setObjectName("previous_file")
        following.setObjectName("next_file")
        previous.clicked.connect(lambda: self.stepped.emit(-1))
        following.clicked.connect(lambda: self.stepped.emit(1))
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 10, 6)
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(previous)
        row.addWidget(self.view, 10)
        row.addWidget(following)
        row.addStretch(1)
        for signal in (self._files.modelReset, self._files.rowsInserted, self._files.rowsRemoved):
            signal.connect(lambda *_: self._fit())
        theme.changed.connect(self.update)
        self._fit()

    def show_current(self, artifact_id: str) -> None:
        for row in range(self._files.rowCount()):
            index = self._files.index(row, 0)
            if index.data(ARTIFACT_ROLE).id == artifact_id:
                self.view.setCurrentIndex(index)
                self.view.scrollTo(index)
                return

    def _on_current(self, index: QModelIndex) -> None:
        artifact = index.data(ARTIFACT_ROLE)
        if artifact is not None:
            self.chosen.emit(artifact.id)

    def _fit(self) -> None:
        """As wide as its files, so that few of them stand in the middle."""
        self.view.setMaximumWidth(max(1, self._files.rowCount()) * STRIP_WIDTH + 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.view.scrollTo(self.view.currentIndex())

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(1, 0, self.width() - 2, 1, self._theme.color("border"))
