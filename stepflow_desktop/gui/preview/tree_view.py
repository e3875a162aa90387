"""The previewer for JSON and YAML: a tree with a colour per type, find, copy of path and value, the raw text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStackedLayout,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from stepflow_desktop.gui.preview.chevron_tree import ChevronTree
from stepflow_desktop.gui.preview.find_bar import FindBar
from stepflow_desktop.gui.preview.previewer import Previewer, Shown
from stepflow_desktop.gui.preview.text_view import TextView
from stepflow_desktop.gui.preview.tree_model import NODE_ROLE, PAGE, Node, TreeModel, node_of
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import IconButton
from stepflow_desktop.gui.widgets.keyboard_menu import KeyboardMenu
from stepflow_desktop.gui.widgets.menu import Menu
from stepflow_desktop.gui.widgets.row_painting import paint_row_box, paint_text

Index = QModelIndex | QPersistentModelIndex
OPEN_AT_FIRST = 40
MOST_UNFOLDED = 2_000
ROW = 24
NEAR = 100
_ANSI = {"text": 2, "number": 4, "bool": 5, "null": 8, "other": 6}


class TreePreview(Previewer):
    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._language = ""
        self._unfolding = 0
        self._found: list[list[int]] = []
        self._reached = -1
        self._seeking: list[int] = []
        self.model = TreeModel(self._ask_children, self)
        self.view = ChevronTree(theme)
        self.view.setObjectName("tree_view")
        self.view.setAccessibleName(self.tr("Content as a tree"))
        self.view.setHeaderHidden(True)
        self.view.setIndentation(20)
        self.view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setItemDelegate(NodeDelegate(theme, self.view))
        self.view.setModel(self.model)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._on_menu)
        KeyboardMenu(self.view)
        self.raw = TextView(theme)
        self.bar = FindBar(theme, self.tr("Find a key or value"))
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.raw)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(holder, 1)
        self.focus_stop = self.view
        self.bar.asked.connect(self._find_text)
        self.bar.stepped.connect(self._step)
        self.bar.left.connect(self.view.setFocus)
        self._make_tools()

    def _make_tools(self) -> None:
        theme = self._theme
        copy = IconButton(theme, "copy", self.tr("Copy the value"), side=30)
        copy.setObjectName("tree_copy")
        copy.clicked.connect(self.copy_value)
        unfold = IconButton(theme, "unfold-vertical", self.tr("Unfold all"), side=30)
        unfold.setObjectName("tree_unfold")
        unfold.clicked.connect(self.unfold_all)
        self.raw_button = IconButton(theme, "code", self.tr("Show the text"), True, side=30)
        self.raw_button.setObjectName("tree_raw")
        self.raw_button.toggled.connect(self._show_raw)
        search = IconButton(theme, "search", self.tr("Find a key or value"), shortcut="Ctrl+F", side=30)
        search.setObjectName("preview_search")
        search.clicked.connect(self.start_find)
        self.tools = [copy, unfold, self.raw_button, search]
        self.view.verticalScrollBar().valueChanged.connect(self._fetch_below)

    # -- reading

    def begin(self, shown: Shown) -> None:
        self.reader.open("tree", self._on_root, self.failed.emit, path=str(shown.path))

    def put_away(self) -> None:
        super().put_away()
        self._unfolding = 0
        self._seeking = []
        self.bar.put_away()
        self.raw_button.setChecked(False)
        self.raw.put_away()
        self.model.show(Node("", "null", "", 0, 0))

    def _on_root(self, told: Mapping[str, Any], _payload: bytes) -> None:
        self._language = told["language"]
        root = node_of(told["root"])
        if root.size == 0 and root.type not in ("object", "array"):
            # A single value has no children; it is shown as the only row.
            value, root = root, Node("", "array", "", 1, 0)
            self.model.show(root)
            root.children = []
            self.model.add(root, [{"key": "", "type": value.type, "text": value.text, "size": 0, "node": 0}])
        else:
            self._unfolding = OPEN_AT_FIRST
            self.model.show(root)
            self.model.fetchMore(QModelIndex())
        self.told.emit(self.tr("{language} · valid").format(language=self._language))
        self.known.emit([(self.tr("Format"), self._language)])

    def _ask_children(self, node: Node, start: int, count: int) -> None:
        self.reader.ask(
            "children",
            lambda told, _payload: self._on_children(node, told["rows"]),
            lambda _code, _detail: self.model.add(node, ()),
            node=node.number,
            start=start,
            count=count,
        )

    def _on_children(self, node: Node, rows: list[Mapping[str, Any]]) -> None:
        self.model.add(node, rows)
        for child in node.children[-len(rows) :] if rows else ():
            if child.size and self._unfolding >= child.size:
                self._unfolding -= child.size
                self._unfold(child)
        if self._seeking:
            self._seek()
        else:
            self._fetch_below()

    def _fetch_below(self) -> None:
        """The next children of what is nearly scrolled through."""
        wanted: dict[Node, None] = {}
        index = self.view.indexAt(QPoint(self.view.viewport().width() // 2, 0))
        bottom = self.view.viewport().height()
        while index.isValid() and self.view.visualRect(index).top() < bottom:
            node = self.model.node_at(index)
            while node.parent is not None and node.parent not in wanted:
                if node.row >= len(node.parent.children) - NEAR:
                    wanted[node.parent] = None
                node = node.parent
            index = self.view.indexBelow(index)
        for node in wanted:
            self.model.fetch_on(node)

    def _unfold(self, node: Node) -> None:
        index = self.model.index_of(node)
        if self.model.canFetchMore(index):
            self.model.fetchMore(index)
        self.view.expand(index)

    # -- tools

    def unfold_all(self) -> None:
        """As far as two thousand rows."""
        self._unfolding = MOST_UNFOLDED
        waiting = list(self.model.root.children)
        while waiting:
            node = waiting.pop(0)
            if node.size and self._unfolding >= node.size:
                self._unfolding -= node.size
                self._unfold(node)
                waiting.extend(node.children)

    def current(self) -> Node:
        return self.model.node_at(self.view.currentIndex())

    def copy_path(self) -> None:
        QGuiApplication.clipboard().setText(self.current().path())
        self.said.emit("success", self.tr("Path copied"), "")

    def copy_value(self) -> None:
        """All of the value, also what is not unfolded."""
        node = self.current()
        self.reader.ask(
            "value",
            lambda _told, payload: self._on_value(payload.decode()),
            lambda _code, _detail: self.said.emit("error", self.tr("It could not be copied"), ""),
            node=node.number,
        )

    def _on_value(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.said.emit("success", self.tr("Value copied"), "")

    def _show_raw(self, raw: bool) -> None:
        if raw and self.shown is not None and self.raw.shown != self.shown:
            self.raw.show_file(self.shown)
        self._stack.setCurrentWidget(self.raw if raw else self.view)

    def _on_menu(self, at: QPoint) -> None:
        if not self.view.indexAt(at).isValid():
            return
        menu = Menu(self._theme, self)
        for name, words, act in (
            ("copy_value", self.tr("Copy value"), self.copy_value),
            ("copy_path", self.tr("Copy path"), self.copy_path),
            ("unfold_all", self.tr("Unfold all"), self.unfold_all),
        ):
            action = menu.addAction(words)
            action.setObjectName(name)
            action.triggered.connect(lambda _checked=False, act=act: act())
        menu.popup(self.view.viewport().mapToGlobal(at))

    # -- finding

    def start_find(self) -> None:
        if self.raw_button.isChecked():
            self.raw.start_find()
        else:
            self.bar.start()

    def _find_text(self, text: str) -> None:
        self.reader.forget("find")
        self._found, self._reached, self._seeking = [], -1, []
        if not text:
            self.bar.show_count(0, 0)
            return
        self.reader.ask(
            "find",
            lambda told, _payload: self._on_found(text, told),
            lambda _code, _detail: None,
            text=text,
        )

    def _on_found(self, text: str, told: Mapping[str, Any]) -> None:
        if self.bar.field.text() != text:
            return
        self._found = told["found"]
        self._more = not told["complete"]
        self.bar.show_count(0, len(self._found), more=self._more)
        if self._found:
            self._step(1)

    def _step(self, direction: int) -> None:
        if self._found:
            self._reached = (self._reached + direction) % len(self._found)
            self.bar.show_count(self._reached + 1, len(self._found), more=self._more)
            self._seeking = list(self._found[self._reached])
            self._seek()

    def _seek(self) -> None:
        """Unfold the way to the place, as far as it is known; the rest when the next children come."""
        node = self.model.root
        for place in self._seeking:
            if place >= len(node.children):
                if not node.asked and len(node.children) < node.size:
                    node.asked = True
                    self._ask_children(node, len(node.children), max(PAGE, place + 1 - len(node.children)))
                return
            if node.parent is not None:
                self.view.expand(self.model.index_of(node))
            node = node.children[place]
        self._seeking = []
        self.view.setCurrentIndex(self.model.index_of(node))
        self.view.scrollTo(self.model.index_of(node), QAbstractItemView.ScrollHint.PositionAtCenter)


class NodeDelegate(QStyledItemDelegate):
    """Key, then the value in the colour of its type."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        node: Node = index.data(NODE_ROLE)
        metrics = QFontMetrics(self._theme.font("log"))
        return QSize(metrics.horizontalAdvance(f"{node.key}  {node.summary}"[:400]) + 20, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        rect: QRect = option.rect
        paint_row_box(painter, rect, option, self._theme)
        node: Node = index.data(NODE_ROLE)
        font = self._theme.font("log")
        place = rect.adjusted(4, 0, -4, 0)
        used = paint_text(painter, place, _one_line(node.key), font, self._theme.color("text"))
        folded = node.type in ("object", "array")
        colour = self._theme.color("text3") if folded else self._theme.ansi(_ANSI.get(node.type, 7))
        place.setLeft(place.left() + used + (10 if node.key else 0))
        paint_text(painter, place, _one_line(node.summary), font, colour)
        painter.restore()


def _one_line(text: str) -> str:
    return text.replace("\n", "↵").replace("\t", " ")
