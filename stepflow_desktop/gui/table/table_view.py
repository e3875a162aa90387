"""The table itself: a row is chosen whole, the head sorts, moves and hides columns, and all of that is kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from PySide6.QtCore import (
    QByteArray,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from stepflow_desktop.core.model import ExecutionStatus
from stepflow_desktop.core.query import NEWEST, Order
from stepflow_desktop.gui.habits import single_keys_work, times_are_relative
from stepflow_desktop.gui.look import ROW_SHARES
from stepflow_desktop.gui.scaling import SCALED
from stepflow_desktop.gui.table.cell_delegate import CellDelegate
from stepflow_desktop.gui.table.columns import LOOKS, OPTIONAL, Column
from stepflow_desktop.gui.table.table_head import TableHead
from stepflow_desktop.gui.table.table_model import ExecutionsTableModel, Index
from stepflow_desktop.gui.theme import Theme

VERSION = 1
LEAST_NAME = 240


class Kept(Protocol):
    """Where the look of the table is kept: ``QSettings``, or a stand-in."""

    def value(self, key: str, default: object = None) -> object: ...

    def setValue(self, key: str, value: object) -> None: ...


class TableView(QTableView):
    """``wished`` names what a key asks for: open, open_window, delete, filter. ``order_chosen`` comes from the head."""

    wished = Signal(str)
    menu_wanted = Signal(QPoint)
    order_chosen = Signal(object)  # Order
    columns_wanted = Signal(QPoint)
    chosen_changed = Signal()

    def __init__(
        self,
        theme: Theme,
        model: ExecutionsTableModel,
        delegate: CellDelegate,
        kept: Kept,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._cells = delegate
        self._kept = kept
        self._table = model
        self._order = NEWEST
        self._percent = theme.look.percent
        self.setObjectName("executions_table")
        self.setAccessibleName(self.tr("Executions"))
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setHorizontalHeader(TableHead(theme, self))
        self._dress_head()
        self.verticalHeader().hide()
        self._take_rows()
        self.selectionModel().selectionChanged.connect(lambda *_: self._on_selection())
        model.modelReset.connect(self.chosen_changed)
        self._turning = QWidget(self)
        self._turning.setFixedSize(1, 1)
        self._turning.hide()
        theme.pulse.watch(self._turning)
        theme.pulse.beat.connect(self._on_beat)
        theme.changed.connect(self._take_look)

    # -- columns

    def _dress_head(self) -> None:
        head = self.horizontalHeader()
        head.setSectionsMovable(True)
        head.setFirstSectionMovable(False)
        head.setSectionsClickable(True)
        head.setHighlightSections(False)
        head.setMinimumSectionSize(44)
        head.setFixedHeight(36)
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head.customContextMenuRequested.connect(lambda at: self.columns_wanted.emit(head.mapToGlobal(at)))
        head.sectionClicked.connect(self._on_head_clicked)
        self.reset_columns()
        state = self._kept.value("table/head")
        if self._kept.value("table/version") in (VERSION, str(VERSION)) and isinstance(state, QByteArray):
            head.restoreState(state)
            kept = str(self._kept.value("table/percent", self._percent))
            self._scale_columns(int(kept) if kept.isdigit() else self._percent)
        head.setSectionResizeMode(Column.SELECT, QHeaderView.ResizeMode.Fixed)
        head.setSortIndicatorShown(False)
        for signal in (head.sectionMoved, head.sectionResized):
            signal.connect(self._keep)

    def _take_look(self) -> None:
        """Text of another size needs columns of another width."""
        before, self._percent = self._percent, self._theme.look.percent
        if before != self._percent:
            self._scale_columns(before)
            self._keep()
        self._take_rows()

    def _scale_columns(self, before: int) -> None:
        """Widths that were right for text of ``before`` per cent become right for what it is now."""
        head = self.horizontalHeader()
        for column in Column:
            shown = not self.isColumnHidden(column)
            # A hidden column has no width; one that is shown again begins with its own.
            if shown and before != self._percent:
                head.resizeSection(column, round(head.sectionSize(column) * self._percent / max(1, before)))
        self.fit_columns()

    def reset_columns(self) -> None:
        head = self.horizontalHeader()
        for column, look in LOOKS.items():
            head.moveSection(head.visualIndex(column), column)
            head.resizeSection(column, self._theme.px(look.width))
            self.setColumnHidden(column, column in OPTIONAL)
        self.fit_columns()

    def show_column(self, column: Column, shown: bool) -> None:
        self.setColumnHidden(column, not shown)
        if shown and self.columnWidth(column) < 44:
            self.setColumnWidth(column, self._theme.px(LOOKS[column].width))
        self.fit_columns()
        self._keep()

    def fit_columns(self) -> None:
        """The column of names takes what the others leave, or gives what they need."""
        head = self.horizontalHeader()
        others = sum(head.sectionSize(column) for column in Column if column is not Column.NAME)
        room = max(LEAST_NAME, self.viewport().width() - others)
        if head.sectionSize(Column.NAME) != room:
            head.resizeSection(Column.NAME, room)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()

    def _keep(self, *_: object) -> None:
        if self.isVisible():
            self._kept.setValue("table/version", VERSION)
            self._kept.setValue("table/percent", self._percent)
            self._kept.setValue("table/head", self.horizontalHeader().saveState())

    def set_compact(self, compact: bool) -> None:
        """One line a row or two; what is chosen here counts more than the height of rows in the settings."""
        self._kept.setValue("table/compact", "true" if compact else "false")
        self._take_rows()

    def _take_rows(self) -> None:
        chosen = self._kept.value("table/compact")
        look = self._theme.look.row_height
        self._cells.compact = look == "compact" if chosen is None else str(chosen) == "true"
        share = ROW_SHARES[look] if look == "large" and chosen is None else 1.0
        # The style scales this once more when the size of text changes.
        height = round(self._cells.row_height * share * (self.property(SCALED) or 100) / 100)
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(self._cells.row_height // 2)
        rows.setDefaultSectionSize(height)
        self.verticalScrollBar().setSingleStep(height)
        self.viewport().update()

    @property
    def compact(self) -> bool:
        return self._cells.compact

    # -- order

    def show_order(self, order: Order) -> None:
        self._order = order
        head = self.horizontalHeader()
        assert isinstance(head, TableHead)
        head.show_order(order)

    def _on_head_clicked(self, section: int) -> None:
        look = LOOKS[Column(section)]
        if look.sort is None:
            return
        again = look.sort is self._order.key
        self.order_chosen.emit(Order(look.sort, not self._order.descending if again else look.falling))

    # -- what is chosen

    def chosen_rows(self) -> list[int]:
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def _on_selection(self) -> None:
        self.chosen_changed.emit()
        self.viewport().update()

    def choose(self, row: int) -> None:
        self.setCurrentIndex(self._table.index(row, Column.NAME))

    # -- staying in place

    @contextmanager
    def keeping_place(self) -> Iterator[None]:
        """While the table is scrolled, rows that come or go above leave those in sight where they are."""
        bar = self.verticalScrollBar()
        row = self.rowAt(1)
        anchor = QPersistentModelIndex(self._table.index(row, 0)) if bar.value() > 0 and row >= 0 else None
        top = self.rowViewportPosition(row) if anchor is not None else 0
        yield
        if anchor is not None and anchor.isValid():
            self.executeDelayedItemsLayout()
            bar.setValue(bar.value() + self.rowViewportPosition(anchor.row()) - top)
        self._review_turning()

    def _rows_in_sight(self) -> range:
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        if first < 0:
            return range(0)
        return range(first, (last if last >= 0 else self._table.rowCount() - 1) + 1)

    # -- what moves

    def _running_in_sight(self) -> list[int]:
        found = []
        for row in self._rows_in_sight():
            execution = self._table.execution_at(row)
            if execution is not None and execution.status is ExecutionStatus.RUNNING:
                found.append(row)
        return found

    def _review_turning(self) -> None:
        self._turning.setVisible(bool(self._running_in_sight()))

    def _on_beat(self) -> None:
        if not self._turning.isVisible():
            return
        for row in self._running_in_sight():
            status = self.visualRect(self._table.index(row, Column.STATUS))
            self.viewport().update(self._cells.shape_rect(status))
            index = self._table.index(row, Column.PROGRESS)
            if self._cells.slides(index):
                self.viewport().update(self._cells.ribbon_rect(self.visualRect(index)))

    def tick(self) -> None:
        """Time has passed for those that run."""
        for row in self._running_in_sight():
            self._table.tell_changed(row, row)
        if times_are_relative():
            self.viewport().update()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._review_turning()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._review_turning()

    # -- mouse and keyboard

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, row: int) -> None:
        if row != self._cells.hovered:
            self._cells.hovered = row
            self.viewport().update()

    def selectionCommand(
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """A click on a check box adds its row or takes it out, as Ctrl and a click do elsewhere."""
        flag = QItemSelectionModel.SelectionFlag
        if isinstance(event, QMouseEvent) and index.isValid() and index.column() == Column.SELECT:
            if event.type() == QEvent.Type.MouseButtonPress:
                return flag.Toggle | flag.Rows
            return flag.NoUpdate
        return super().selectionCommand(index, event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.column() != Column.SELECT:
            self.choose(index.row())
            self.wished.emit("open")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, control = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.wished.emit("open_window" if control else "open")
        elif key == Qt.Key.Key_Delete:
            self.wished.emit("delete")
        elif key == Qt.Key.Key_Slash and single_keys_work():
            self.wished.emit("filter")
        elif key == Qt.Key.Key_Escape and self.selectionModel().hasSelection():
            self.clearSelection()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index: Index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if not index.isValid():
            return
        if not self.selectionModel().isRowSelected(index.row(), QModelIndex()):
            self.choose(index.row())
        at = self.visualRect(index).center() if by_key else event.pos()
        self.menu_wanted.emit(self.viewport().mapToGlobal(at))
