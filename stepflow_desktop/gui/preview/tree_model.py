"""The nodes of a JSON or YAML file; children come from the reader when somebody unfolds their parent."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
NODE_ROLE = Qt.ItemDataRole.UserRole + 1
PAGE = 500
_ROOT = QModelIndex()


@dataclass(eq=False)
class Node:
    """``type`` is object, array, text, number, bool, null or other; ``number`` is its name for the reader."""

    key: str
    type: str
    text: str
    size: int
    number: int
    parent: Node | None = None
    row: int = 0
    children: list[Node] = field(default_factory=list)
    asked: bool = False

    @property
    def summary(self) -> str:
        """What stands behind the key: the value, or how many there are inside."""
        if self.type == "object":
            return f"{{{self.size}}}"
        if self.type == "array":
            return f"[{self.size}]"
        return f'"{self.text}"' if self.type == "text" else self.text

    def path(self) -> str:
        """``metrics.folds[2]``"""
        parts: list[str] = []
        node: Node | None = self
        while node is not None and node.parent is not None:
            if node.parent.type == "array":
                parts.append(f"[{node.key}]")
            elif node.key.isidentifier():
                parts.append(f".{node.key}")
            else:
                escaped = node.key.replace("\\", "\\\\").replace('"', '\\"')
                parts.append(f'["{escaped}"]')
            node = node.parent
        return "".join(reversed(parts)).removeprefix(".")


def node_of(told: Mapping[str, Any], parent: Node | None = None, row: int = 0) -> Node:
    return Node(told["key"], told["type"], told["text"], told["size"], told["node"], parent, row)


class TreeModel(QAbstractItemModel):
    """``ask`` is called with a node's number, the place to begin and how many; ``add`` brings what came.

    Qt is told of no more than the first page of a node: it would ask for all others at once, one after another.
    ``fetch_on`` asks for the next.
    """

    def __init__(self, ask: Callable[[Node, int, int], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ask = ask
        self.root = Node("", "null", "", 0, 0)

    def show(self, root: Node) -> None:
        self.beginResetModel()
        self.root = root
        self.endResetModel()

    def add(self, parent: Node, rows: Sequence[Mapping[str, Any]]) -> None:
        parent.asked = False
        if not rows:
            parent.size = len(parent.children)
            return
        first = len(parent.children)
        self.beginInsertRows(self.index_of(parent), first, first + len(rows) - 1)
        parent.children.extend(node_of(told, parent, first + at) for at, told in enumerate(rows))
        self.endInsertRows()

    def index_of(self, node: Node) -> QModelIndex:
        return _ROOT if node.parent is None else self.createIndex(node.row, 0, node)

    def node_at(self, index: Index) -> Node:
        if not index.isValid():
            return self.root
        node = index.internalPointer()
        assert isinstance(node, Node)
        return node

    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        children = self.node_at(parent).children
        if column != 0 or not 0 <= row < len(children):
            return QModelIndex()
        return self.createIndex(row, 0, children[row])

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        node = self.node_at(index)
        return QModelIndex() if node.parent is None else self.index_of(node.parent)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return len(self.node_at(parent).children)

    def columnCount(self, _parent: Index = _ROOT) -> int:
        return 1

    def hasChildren(self, parent: Index = _ROOT) -> bool:
        return self.node_at(parent).size > 0

    def canFetchMore(self, parent: Index) -> bool:
        node = self.node_at(parent)
        return not node.asked and not node.children and node.size > 0

    def fetchMore(self, parent: Index) -> None:
        self.fetch_on(self.node_at(parent))

    def fetch_on(self, node: Node) -> None:
        if not node.asked and len(node.children) < node.size:
            node.asked = True
            self._ask(node, len(node.children), PAGE)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        node = self.node_at(index)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{node.key}  {node.summary}"
        if role == NODE_ROLE:
            return node
        return None
