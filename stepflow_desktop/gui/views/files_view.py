"""Files as a list under their steps or as a grid: choose, open, drag out, menu, keys."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QWidget

from stepflow_desktop.core.model import Artifact
from stepflow_desktop.gui.delegates.file_delegates import TILE_HEIGHT, TILE_WIDTH, FileTileDelegate, GroupedFileDelegate
from stepflow_desktop.gui.models.artifacts import ARTIFACT_ROLE
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.dragging import drag_rows
from stepflow_desktop.gui.views.file_menu import FileMenu, wish_of
from stepflow_desktop.gui.widgets.keyboard_menu import KeyboardMenu


class FilesView(QListView):
    """``current_file`` carries the artifact that was gone to. ``wished`` a verb and the artifacts it is about.

    ``previews`` says that Enter and a double click ask for a preview, because none stands beside the list.
    """

    current_file = Signal(object)
    wished = Signal(str, object)

    def __init__(
        self, theme: Theme, model: QAbstractItemModel, parent: QWidget | None = None, *, previews: bool = False
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._previews = previews
        self.setObjectName("files_view")
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setMouseTracking(True)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setAccessibleName(self.tr("Files"))
        self.setModel(model)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu)
        KeyboardMenu(self)
        self.selectionModel().currentChanged.connect(lambda index, _old: self._on_current(index))
        theme.changed.connect(self.viewport().update)
        self.set_grid(False)

    def set_grid(self, grid: bool) -> None:
        if grid:
            self.setViewMode(QListView.ViewMode.IconMode)
            self.setItemDelegate(FileTileDelegate(self._theme, self))
            self._spread()
            self.setResizeMode(QListView.ResizeMode.Adjust)
            self.setMovement(QListView.Movement.Static)
            self.setUniformItemSizes(True)
            self.setWrapping(True)
        else:
            self.setViewMode(QListView.ViewMode.ListMode)
            self.setItemDelegate(GroupedFileDelegate(self._theme, self))
            self.setGridSize(QSize())
            self.setWrapping(False)
            self.setUniformItemSizes(False)
        # Icon mode turns these off.
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.doItemsLayout()
        self.scrollTo(self.currentIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._spread()
        super().resizeEvent(event)

    def _spread(self) -> None:
        """Tiles share the width, so that none is left over at the right."""
        if self.viewMode() == QListView.ViewMode.IconMode:
            bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
            room = max(TILE_WIDTH, self.width() - bar - 2)
            wide = QSize(room // (room // TILE_WIDTH), TILE_HEIGHT)
            if wide != self.gridSize():
                self.setGridSize(wide)

    def files(self) -> list[Artifact]:
        """Those that are chosen, in their order."""
        chosen = sorted(self.selectionModel().selectedIndexes(), key=lambda index: index.row())
        return [index.data(ARTIFACT_ROLE) for index in chosen if index.data(ARTIFACT_ROLE) is not None]

    @property
    def _first(self) -> str:
        return "preview" if self._previews else "open"

    def _on_current(self, index: QModelIndex) -> None:
        artifact = index.data(ARTIFACT_ROLE)
        if artifact is not None:
            self.current_file.emit(artifact)

    def _wish(self, wish: str, index: QModelIndex | None = None) -> None:
        files = self.files()
        under = index.data(ARTIFACT_ROLE) if index is not None and index.isValid() else None
        if under is not None and under not in files:
            files = [under]
        if files:
            self.wished.emit(wish, files)

    def _on_menu(self, at: QPoint) -> None:
        index = self.indexAt(at)
        if index.data(ARTIFACT_ROLE) is None:
            return
        menu = FileMenu(self._theme, max(1, len(self.files())), self, previews=self._previews)
        menu.wished.connect(lambda wish: self._wish(wish, index))
        menu.popup(self.viewport().mapToGlobal(at))

    def startDrag(self, _actions: Qt.DropAction) -> None:
        indexes = [index for index in self.selectedIndexes() if index.data(ARTIFACT_ROLE) is not None]
        if indexes:
            drag_rows(self, indexes)

    def event(self, event: QEvent) -> bool:
        """Some keys are about the file here, although the window's menu has them for the execution."""
        if event.type() == QEvent.Type.ShortcutOverride and wish_of(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self._wish("copy_files")
        elif wish := wish_of(event):
            self._wish(wish)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._wish(self._first)
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and self.viewMode() == QListView.ViewMode.ListMode:
            self._step(1 if event.key() == Qt.Key.Key_Right else -1)
        else:
            super().keyPressEvent(event)

    def _step(self, direction: int) -> None:
        row = self.currentIndex().row() + direction
        while 0 <= row < self.model().rowCount():
            index = self.model().index(row, 0)
            if index.data(ARTIFACT_ROLE) is not None:
                self.setCurrentIndex(index)
                return
            row += direction

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click opens; on some desktops a single one would be enough, which is kept for choosing."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._wish(self._first, self.indexAt(event.position().toPoint()))
