"""The previewer for archives: what is in them, a member opened in memory, extracted or dragged out."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QMimeData,
    QModelIndex,
    QSortFilterProxyModel,
    Qt,
    QTemporaryDir,
    QUrl,
    Signal,
)
from PySide6.QtGui import QDrag, QGuiApplication, QIcon
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from stepflow_desktop.core.artifacts import artifact_type_of, clean_file_name
from stepflow_desktop.errors import StorageProblem
from stepflow_desktop.gui import wording
from stepflow_desktop.gui.delegates.artifact_delegate import icon_of
from stepflow_desktop.gui.preview.archive_model import MEMBER_ROLE, ArchiveModel, Member, tree_of
from stepflow_desktop.gui.preview.chevron_tree import ChevronTree
from stepflow_desktop.gui.preview.extraction import extract
from stepflow_desktop.gui.preview.find_bar import FindBar
from stepflow_desktop.gui.preview.previewer import Previewer, Shown
from stepflow_desktop.gui.preview.work import Work
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.translation import error_words, reason_words
from stepflow_desktop.gui.widgets import IconButton

LIST_PATIENCE_S = 10.0


class ArchivePreview(Previewer):
    """``member_opened`` carries a file in a private folder that holds the bytes of a member, and its name."""

    member_opened = Signal(object, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._folder: QTemporaryDir | None = None
        self._extracting = Work(self)
        self._stop = threading.Event()
        self.model = ArchiveModel(self)
        self._nothing = ArchiveModel(self)
        self.filtered = QSortFilterProxyModel(self)
        self.filtered.setRecursiveFilteringEnabled(True)
        self.filtered.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.view = MembersView(theme)
        self.view.setModel(self.model)
        self.bar = FindBar(theme, self.tr("Filter by name"))
        column_layout = QVBoxLayout(self)
        column_layout.setContentsMargins(0, 0, 0, 0)
        column_layout.setSpacing(0)
        column_layout.addWidget(self.bar)
        column_layout.addWidget(self.view, 1)
        self.focus_stop = self.view
        self.view.activated.connect(self._on_activated)
        self.view.dragged.connect(self._on_dragged)
        self.bar.asked.connect(self._on_filter)
        self.bar.left.connect(self.view.setFocus)
        self.extract_button = IconButton(theme, "package-open", self.tr("Extract…"), side=30)
        self.extract_button.setObjectName("archive_extract")
        self.extract_button.clicked.connect(self.ask_extract)
        search = IconButton(theme, "search", self.tr("Filter by name"), shortcut="Ctrl+F", side=30)
        search.setObjectName("preview_search")
        search.clicked.connect(self.start_find)
        self.tools = [self.extract_button, search]

    # -- reading

    def begin(self, shown: Shown) -> None:
        self.reader.open("archive", self._on_list, self.failed.emit, patience_s=LIST_PATIENCE_S, path=str(shown.path))

    def put_away(self) -> None:
        super().put_away()
        self._stop.set()
        self._extracting.forget()
        self._folder = None
        self.bar.put_away()
        self._take_model(self.model)
        self.model.show(Member("", folder=True))

    def _take_model(self, model: QAbstractItemModel) -> None:
        """Through the filter only where something is sought: it looks at every member of an archive at once."""
        if self.view.model() is not model:
            chosen = self.view.selectionModel()
            self.filtered.setSourceModel(self.model if model is self.filtered else self._nothing)
            self.view.setModel(model)
            chosen.deleteLater()

    def _on_list(self, told: Mapping[str, Any], _payload: bytes) -> None:
        self.model.show(tree_of(told["entries"]))
        self.view.expandToDepth(0)
        self.view.setCurrentIndex(self.view.model().index(0, 0))
        size = wording.size(told["size"])
        if told["all"]:
            files = self.model.root.files
            text = self.tr("{count} files · {size} unpacked") if files != 1 else self.tr("1 file · {size} unpacked")
            self.told.emit(text.format(count=f"{files:,}", size=size))
        else:
            text = self.tr("first {shown} of {count} entries")
            self.told.emit(text.format(shown=f"{len(told['entries']):,}", count=f"{told['count']:,}"))
        self.known.emit([(self.tr("Entries"), f"{told['count']:,}"), (self.tr("Unpacked"), size)])

    # -- members

    def _member(self, index: QModelIndex) -> Member | None:
        member = index.data(MEMBER_ROLE)
        return member if isinstance(member, Member) and not member.folder else None

    def _on_activated(self, index: QModelIndex) -> None:
        member = self._member(index.siblingAtColumn(0))
        if member is not None:
            self._unpack(member, lambda path: self.member_opened.emit(path, member.label))

    def _on_dragged(self, index: QModelIndex) -> None:
        member = self._member(index.siblingAtColumn(0))
        if member is not None:
            self._unpack(member, self._drag)

    def _drag(self, path: Path) -> None:
        """The bytes may have come after the button was let go."""
        if QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton:
            drag = QDrag(self.view)
            data = QMimeData()
            data.setUrls([QUrl.fromLocalFile(str(path))])
            drag.setMimeData(data)
            drag.exec(Qt.DropAction.CopyAction)

    def _unpack(self, member: Member, then: Callable[[Path], None]) -> None:
        self.reader.forget("member")
        self.reader.ask(
            "member",
            lambda told, payload: self._on_member(member, bool(told["whole"]), payload, then),
            lambda code, _detail: self.said.emit("warning", self.tr("This file could not be unpacked"), code),
            name=member.name,
        )

    def _on_member(self, member: Member, whole: bool, payload: bytes, then: Callable[[Path], None]) -> None:
        if not whole:
            text = self.tr("It has {size} unpacked. Extract the archive to see it.")
            self.said.emit("info", self.tr("Too large to open here"), text.format(size=wording.size(member.size)))
            return
        if self._folder is None:
            # Private to the user; Qt removes it with its content.
            self._folder = QTemporaryDir()
        path = Path(self._folder.path()) / clean_file_name(member.label)
        try:
            path.write_bytes(payload)
        except OSError as error:
            self.said.emit("error", self.tr("This file could not be unpacked"), reason_words(error))
            return
        then(path)

    # -- all of it

    def ask_extract(self) -> None:
        dialog = QFileDialog(self.window(), self.tr("Extract into"))
        dialog.setObjectName("extract_dialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda name: self.extract_into(Path(name)))
        dialog.open()

    def extract_into(self, folder: Path) -> None:
        """Into a folder of the archive's name below ``folder``."""
        shown = self.shown
        if shown is None:
            return
        self._stop = stop = threading.Event()
        target = folder / (shown.name.split(".")[0] or "archive")

        def work() -> int | str:
            try:
                target.mkdir(parents=True, exist_ok=True)
                return extract(shown.path, target, stop)
            except StorageProblem as problem:
                return error_words(problem)

        self.extract_button.setEnabled(False)
        self._extracting.begin("extract-archive", work, lambda came: self._on_extracted(came, target))

    def _on_extracted(self, came: int | str | None, target: Path) -> None:
        self.extract_button.setEnabled(True)
        if isinstance(came, int):
            text = self.tr("Extracted {count} files") if came != 1 else self.tr("Extracted 1 file")
            self.said.emit("success", text.format(count=f"{came:,}"), str(target))
        else:
            self.said.emit("error", self.tr("It was not extracted"), came or "")

    def start_find(self) -> None:
        self.bar.start()

    def _on_filter(self, text: str) -> None:
        self.filtered.setFilterFixedString(text)
        self._take_model(self.filtered if text else self.model)
        if text:
            self.view.expandAll()
        else:
            self.view.expandToDepth(0)


class MembersView(ChevronTree):
    """``dragged`` carries the row that is pulled out."""

    dragged = Signal(QModelIndex)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setObjectName("archive_view")
        self.setAccessibleName(self.tr("Content of the archive"))
        self.setFont(theme.font("body"))
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.header().setFixedHeight(30)
        self.header().setFont(theme.font("small_strong"))
        self.setItemDelegateForColumn(0, _IconDelegate(theme, self))
        theme.changed.connect(self._take_theme)
        self._take_theme()

    def setModel(self, model: Any) -> None:
        super().setModel(model)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(column, 100)

    def _take_theme(self) -> None:
        soft, text = self._theme.color("accent_soft").name(), self._theme.color("text").name()
        hover = self._theme.color("hover").name()
        self.setStyleSheet(
            "QTreeView::item { height: 26px; padding-right: 10px; }"
            f"QTreeView::item:selected {{ background: {soft}; color: {text}; }}"
            f"QTreeView::item:hover:!selected {{ background: {hover}; }}"
        )

    def startDrag(self, _actions: Qt.DropAction) -> None:
        if self.currentIndex().isValid():
            self.dragged.emit(self.currentIndex())


class _IconDelegate(QStyledItemDelegate):
    """The icon of the type before the name."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def initStyleOption(self, option: QStyleOptionViewItem, index: Any) -> None:
        super().initStyleOption(option, index)
        member: Member = index.data(MEMBER_ROLE)
        if member.folder:
            opened = bool(option.state & QStyle.StateFlag.State_Open)
            name, token = "folder-open" if opened else "folder", "text2"
        else:
            name, token = icon_of(member.label, artifact_type_of(member.label))
        option.icon = QIcon(self._theme.pixmap(name, token, 16, option.widget.devicePixelRatioF()))
        option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration
