"""The artifacts card: the files of a run, to open, keep elsewhere or drag out; files dropped here are attached."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QPushButton, QStackedLayout, QWidget

from stepflow_desktop.gui.delegates.artifact_delegate import ArtifactDelegate
from stepflow_desktop.gui.models.artifacts import ARTIFACT_ROLE, ArtifactsModel, Index
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.dragging import drag_rows
from stepflow_desktop.gui.views.file_menu import FileMenu, wish_of
from stepflow_desktop.gui.widgets import Card, EmptyState, IconButton
from stepflow_desktop.gui.widgets.keyboard_menu import KeyboardMenu


class ArtifactsCard(Card):
    """``wished`` carries what is wanted of which artifact: preview, open, save_as, copy_path and so on."""

    wished = Signal(str, object)
    attach_wanted = Signal(list)  # list[Path], empty to ask which
    folder_wanted = Signal()

    def __init__(self, theme: Theme, model: ArtifactsModel, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent, padding=0)
        self._model = model
        self.setAcceptDrops(True)
        self.header(self.tr("Artifacts"), 0)
        folder = IconButton(theme, "folder-open", self.tr("Open the folder of these files"), side=30)
        folder.setObjectName("open_artifacts_folder")
        folder.clicked.connect(lambda: self.folder_wanted.emit())
        attach = IconButton(theme, "upload", self.tr("Attach files…"), shortcut="Ctrl+U", side=30)
        attach.setObjectName("attach_files")
        attach.setObjectName("attach_files")
        attach.clicked.connect(lambda: self.attach_wanted.emit([]))
        self.header_actions.addWidget(folder)
        self.header_actions.addWidget(attach)
        self.view = ArtifactsView(theme, model)
        self.view.wished.connect(self.wished)
        self._empty = EmptyState(
            theme,
            "package",
            self.tr("No artifacts yet"),
            self.tr("Print ARTIFACT:path:description, or drop files here."),
        )
        self._empty.give_way()
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        self._zone = DropButton(theme, self.tr("Drop files to attach"))
        self._zone.clicked.connect(lambda: self.attach_wanted.emit([]))
        self.body.setContentsMargins(0, 2, 0, 12)
        self.body.addWidget(holder, 1)
        self.body.addWidget(self._zone)
        for signal in (model.modelReset, model.rowsInserted, model.rowsRemoved):
            signal.connect(self._review)
        self._review()

    def _review(self) -> None:
        count = self._model.rowCount()
        self.header(self.tr("Artifacts"), count)
        self._stack.setCurrentWidget(self.view if count else self._empty)

    # -- files from outside

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event) and event.source() is not self.view:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self._zone.set_hot(True)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._zone.set_hot(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._zone.set_hot(False)
        files = dropped_files(event)
        if files:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.attach_wanted.emit(files)


def dropped_files(event: QDropEvent) -> list[Path]:
    """The files and folders of this computer that are dragged."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]


class ArtifactsView(QListView):
    """Rows that are looked at on a double click or Enter and can be dragged out as files."""

    wished = Signal(str, object)

    def __init__(self, theme: Theme, model: ArtifactsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("artifacts_view")
        self._theme = theme
        self._files = model
        self.setModel(model)
        self.setItemDelegate(ArtifactDelegate(theme, self))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setAccessibleName(self.tr("Artifacts"))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu)
        KeyboardMenu(self)
        self.activated.connect(lambda index: self._wish("preview", index))
        self.clicked.connect(model.mark_seen)
        theme.changed.connect(self.viewport().update)

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
        if wish := wish_of(event):
            self._wish(wish, self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _wish(self, wish: str, index: Index) -> None:
        artifact = index.data(ARTIFACT_ROLE) if index.isValid() else None
        if artifact is not None:
            self._files.mark_seen(index)
            self.wished.emit(wish, artifact)

    def _on_menu(self, at: QPoint) -> None:
        index = self.indexAt(at)
        if not index.isValid():
            return
        menu = FileMenu(self._theme, 1, self, previews=True)
        menu.wished.connect(lambda wish: self._wish(wish, index))
        menu.popup(self.viewport().mapToGlobal(at))


class DropButton(QPushButton):
    """A dashed box that says where to drop; pressing it asks for files."""

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._hot = False
        self.setObjectName("drop_zone")
        self.setFixedHeight(38)
        self.setFont(theme.font("small_medium"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.update)

    def set_hot(self, hot: bool) -> None:
        self._hot = hot
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        warm = self._hot or self.underMouse() or self.hasFocus()
        token = "accent" if warm else "text2"
        pen = QPen(self._theme.color("accent" if warm else "border2"), 1.5, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(self._theme.color("accent_soft") if self._hot else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(14, 1, -14, -1), 8, 8)
        painter.setFont(self.font())
        painter.setPen(self._theme.color(token))
        width = self.fontMetrics().horizontalAdvance(self.text())
        left = (self.width() - width - 22) // 2
        picture = self._theme.pixmap("upload", token, 16, self.devicePixelRatioF())
        painter.drawPixmap(left, (self.height() - 16) // 2, picture)
        painter.drawText(self.rect().adjusted(left + 23, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.text())
