"""The members of an archive as a tree of folders, with sizes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from stepflow_desktop.gui import wording
from stepflow_desktop.gui.preview.readers.archive import safe_parts

Index = QModelIndex | QPersistentModelIndex
MEMBER_ROLE = Qt.ItemDataRole.UserRole + 1
MOST_DEPTH = 60
_ROOT = QModelIndex()
_FOLDER_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_FILE_FLAGS = _FOLDER_FLAGS | Qt.ItemFlag.ItemIsDragEnabled


@dataclass(eq=False)
class Member:
    """A file or folder. ``name`` is the whole name in the archive, empty for a folder that is only implied."""

    label: str
    name: str = ""
    size: int = 0
    packed: int | None = None
    folder: bool = False
    parent: Member | None = None
    row: int = 0
    children: list[Member] = field(default_factory=list)
    files: int = 0


def tree_of(entries: Sequence[Mapping[str, Any]]) -> Member:
    """Folders first, each with the number and the sizes of what is below. Odd names stand where they are, flat."""
    root = Member("", folder=True)
    folders: dict[tuple[str, ...], Member] = {(): root}
    for entry in entries:
        parts = safe_parts(entry["name"])
        if not parts or len(parts) > MOST_DEPTH:
            parts = (entry["name"] or "?",)
        if entry["folder"]:
            _folder(folders, parts)
            continue
        above = _folder(folders, parts[:-1])
        member = Member(parts[-1], entry["name"], entry["size"], entry["packed"], parent=above)
        above.children.append(member)
        up: Member | None = above
        while up is not None:
            up.files += 1
            up.size += entry["size"]
            up.packed = (up.packed or 0) + entry["packed"] if entry["packed"] is not None else up.packed
            up = up.parent
    for folder in folders.values():
        folder.children.sort(key=lambda each: (not each.folder, each.label.casefold()))
        for row, child in enumerate(folder.children):
            child.row = row
    return root


def _folder(folders: dict[tuple[str, ...], Member], parts: tuple[str, ...]) -> Member:
    for depth in range(1, len(parts) + 1):
        if parts[:depth] not in folders:
            above = folders[parts[: depth - 1]]
            folders[parts[:depth]] = Member(parts[depth - 1], folder=True, parent=above)
            above.children.append(folders[parts[:depth]])
    return folders[parts]


class ArchiveModel(QAbstractItemModel):
    """Name, size, packed size."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.root = Member("", folder=True)

    def show(self, root: Member) -> None:
        self.beginResetModel()
        self.root = root
        self.endResetModel()

    def member_at(self, index: Index) -> Member:
        if not index.isValid():
            return self.root
        member = index.internalPointer()
        assert isinstance(member, Member)
        return member

    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        children = self.member_at(parent).children
        if not (0 <= row < len(children) and 0 <= column < 3):
            return QModelIndex()
        return self.createIndex(row, column, children[row])

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        above = self.member_at(index).parent
        return QModelIndex() if above is None or above is self.root else self.createIndex(above.row, 0, above)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return len(self.member_at(parent).children) if parent.column() <= 0 else 0

    def columnCount(self, _parent: Index = _ROOT) -> int:
        return 3

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _FOLDER_FLAGS if self.member_at(index).folder else _FILE_FLAGS

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        member = self.member_at(index)
        if role == MEMBER_ROLE:
            return member
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() > 0:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if index.column() == 0:
            return member.label
        if member.folder:
            return wording.count(member.files, "file", "files") if index.column() == 1 else ""
        if index.column() == 1:
            return wording.size(member.size)
        return wording.size(member.packed) if member.packed is not None else ""

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("Name"), self.tr("Size"), self.tr("Packed"))[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and section > 0:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None
