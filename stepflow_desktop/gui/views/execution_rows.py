"""The list view of executions: it keeps its place while rows come and go, and repaints only what moves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from stepflow_desktop.core.model import Execution, ExecutionStatus
from stepflow_desktop.gui.delegates.execution_delegate import MARGIN, ExecutionDelegate
from stepflow_desktop.gui.habits import single_keys_work, times_are_relative
from stepflow_desktop.gui.models.executions import ID_ROLE, ExecutionsModel, Index
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.dragging import drag_rows

TICK_MS = 1000
SCROLL_STEP = 24
_KEYS = {
    (Qt.Key.Key_Return, False, False): "open",
    (Qt.Key.Key_Enter, False, False): "open",
    (Qt.Key.Key_Return, True, False): "open_window",
    (Qt.Key.Key_Enter, True, False): "open_window",
    (Qt.Key.Key_Delete, False, False): "delete",
    (Qt.Key.Key_Slash, False, False): "filter",
    (Qt.Key.Key_Period, True, False): "stop",
    (Qt.Key.Key_R, True, False): "run_again",
    (Qt.Key.Key_R, True, True): "edit_and_run",
    (Qt.Key.Key_C, True, True): "copy_command",
}


class ExecutionRows(QListView):
    """``wished`` names what a key asks for: open, delete, stop, run_again, edit_and_run, copy_command, filter."""

    chosen = Signal(str)
    wished = Signal(str)
    menu_wanted = Signal(str, QPoint)

    def __init__(
        self, theme: Theme, model: ExecutionsModel, delegate: ExecutionDelegate, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("execution_rows")
        self._theme = theme
        self._rows = model
        self._delegate = delegate
        self._layout_is_due = False
        self._pressed = self._returns = False
        self._held = ""
        self._before = QPersistentModelIndex()
        self.setModel(model)
        model.rowsAboutToBeMoved.connect(self._on_rows_moving)
        self.setItemDelegate(delegate)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(SCROLL_STEP)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setAccessibleName(self.tr("Executions"))
        # The pulse repaints whatever is watched; this dot stands for the few shapes that really turn.
        self._turning = QWidget(self)
        self._turning.setFixedSize(1, 1)
        self._turning.hide()
        theme.pulse.watch(self._turning)
        theme.pulse.beat.connect(self._on_beat)
        theme.changed.connect(self.viewport().update)
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self._on_tick)
        self._timer.start()

    # -- staying in place

    @contextmanager
    def keeping_place(self) -> Iterator[None]:
        """While the list is scrolled, rows that come or go above leave those in sight where they are."""
        bar = self.verticalScrollBar()
        anchor = QPersistentModelIndex(self._first_in_sight()) if bar.value() > 0 else QPersistentModelIndex()
        top = self.visualRect(self._rows.index(anchor.row())).top() if anchor.isValid() else 0
        yield
        if anchor.isValid():
            self.executeDelayedItemsLayout()
            moved = self.visualRect(self._rows.index(anchor.row())).top() - top
            if moved:
                bar.setValue(bar.value() + moved)
        self._review_turning()

    def _first_in_sight(self) -> QModelIndex:
        for index in self._in_sight():
            if index.data(ID_ROLE) is not None:
                return index
        return QModelIndex()

    def _in_sight(self) -> Iterator[QModelIndex]:
        height = self.viewport().height()
        first = self.indexAt(QPoint(60, 1))
        for row in range(max(0, first.row()), self._rows.rowCount()):
            index = self._rows.index(row)
            rect = self.visualRect(index)
            if rect.top() > height:
                return
            if rect.bottom() >= 0:
                yield index

    def dataChanged(self, top_left: Index, bottom_right: Index, roles: Sequence[int] = ()) -> None:
        """Qt lays out all rows again after any change; rows that keep their height need only be painted."""
        if not roles or Qt.ItemDataRole.SizeHintRole in roles:
            self._on_rows_moving()
            self.scheduleDelayedItemsLayout()
        if self._layout_is_due:
            # Asking where a row lies would lay out everything at once, for each of many changes.
            self.viewport().update()
            return
        for row in range(top_left.row(), bottom_right.row() + 1):
            self.update(self._rows.index(row))

    def _on_rows_moving(self) -> None:
        self._layout_is_due = True

    def rowsInserted(self, parent: Index, start: int, end: int) -> None:
        self._layout_is_due = True
        super().rowsInserted(parent, start, end)

    def rowsAboutToBeRemoved(self, parent: Index, start: int, end: int) -> None:
        self._layout_is_due = True
        super().rowsAboutToBeRemoved(parent, start, end)

    def doItemsLayout(self) -> None:
        super().doItemsLayout()
        self._layout_is_due = False

    def paintEvent(self, event: QPaintEvent) -> None:
        """When only shapes have turned, nothing else of their rows is drawn again."""
        self._delegate.region = event.region()
        super().paintEvent(event)

    def execution_at(self, index: QModelIndex) -> Execution | None:
        """None for a heading, and where there is no row."""
        return self._rows.execution_at(index) if index.isValid() else None

    # -- what moves

    def _running_in_sight(self) -> list[QModelIndex]:
        found = []
        for index in self._in_sight():
            execution = self._rows.execution_at(index)
            if execution is not None and execution.status is ExecutionStatus.RUNNING:
                found.append(index)
        return found

    def _on_beat(self) -> None:
        if not self._turning.isVisible():
            return
        for index in self._running_in_sight():
            rect = self.visualRect(index)
            self.viewport().update(self._delegate.shape_rect(rect))
            if self._delegate.slides(index):
                self.viewport().update(self._delegate.ribbon_rect(rect))

    def _on_tick(self) -> None:
        if not self.isVisible():
            return
        with self.keeping_place():
            self._rows.regroup()
        if times_are_relative():
            self.viewport().update()
            return
        for index in self._running_in_sight():
            self.viewport().update(self.visualRect(index))

    def _review_turning(self) -> None:
        self._turning.setVisible(bool(self._running_in_sight()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A scroll bar stands in the margin: rows are as wide with it as without."""
        super().resizeEvent(event)
        self._delegate.right_margin = max(0, MARGIN - (self.width() - event.size().width()))

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._review_turning()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._review_turning()

    # -- choosing and asking

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        execution_id = current.data(ID_ROLE)
        if execution_id and not self._returns:
            if self._pressed:
                self._held, self._before = execution_id, QPersistentModelIndex(previous)
            else:
                self.chosen.emit(execution_id)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A row that is pulled is not opened: it may be meant for a tag of the one that is shown."""
        self._pressed, self._held = event.button() == Qt.MouseButton.LeftButton, ""
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        held, self._pressed, self._held = self._held, False, ""
        if held:
            self.chosen.emit(held)

    def startDrag(self, _actions: Qt.DropAction) -> None:
        indexes = [index for index in self.selectedIndexes() if index.data(ID_ROLE)]
        if not indexes:
            return
        drag_rows(self, indexes)
        before, pulled, self._pressed, self._held = self._before, bool(self._held), False, ""
        if pulled and before.isValid():
            self._returns = True
            self.setCurrentIndex(self._rows.index(before.row()))
            self._returns = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        modifiers = event.modifiers()
        control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        wish = _KEYS.get((Qt.Key(event.key()), control, shift and control))
        if wish is not None and (wish != "filter" or single_keys_work()):
            self.wished.emit(wish)
            event.accept()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.indexAt(event.position().toPoint()).data(ID_ROLE):
            self.wished.emit("open")

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        execution_id = index.data(ID_ROLE)
        if execution_id:
            at = self.visualRect(index).center() if by_key else event.pos()
            self.menu_wanted.emit(execution_id, self.viewport().mapToGlobal(at))
