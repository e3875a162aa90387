"""The executions of ``ExecutionsModel`` in columns: it has the rows, this has the cells."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QAbstractTableModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt

from stepflow_desktop.core.clock import Clock
from stepflow_desktop.core.estimates import Outlook
from stepflow_desktop.core.model import Execution
from stepflow_desktop.gui.models.executions import OUTLOOK_ROLE, STEPS_ROLE, ExecutionsModel
from stepflow_desktop.gui.table.cell_text import cell_text
from stepflow_desktop.gui.table.columns import LOOKS, Column, alignment, title
from stepflow_desktop.gui.table.usage import Usage

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_SHOWN = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)


class ExecutionsTableModel(QAbstractTableModel):
    """``estimate_of`` says how an execution stands to what is usual, ``usages`` what it took of the machine."""

    def __init__(
        self,
        rows: ExecutionsModel,
        clock: Clock,
        parent: QObject | None = None,
        *,
        usages: Mapping[str, Usage] | None = None,
        estimate_of: Callable[[Execution, Outlook], str] = lambda _execution, _outlook: "",
    ) -> None:
        super().__init__(parent)
        self.rows = rows
        self._clock = clock
        self._usages = usages if usages is not None else {}
        self._estimate_of = estimate_of
        rows.rowsAboutToBeInserted.connect(lambda _parent, first, last: self.beginInsertRows(_ROOT, first, last))
        rows.rowsInserted.connect(lambda: self.endInsertRows())
        rows.rowsAboutToBeRemoved.connect(lambda _parent, first, last: self.beginRemoveRows(_ROOT, first, last))
        rows.rowsRemoved.connect(lambda: self.endRemoveRows())
        rows.rowsAboutToBeMoved.connect(
            lambda _source, first, last, _target, row: self.beginMoveRows(_ROOT, first, last, _ROOT, row)
        )
        rows.rowsMoved.connect(lambda: self.endMoveRows())
        rows.modelAboutToBeReset.connect(lambda: self.beginResetModel())
        rows.modelReset.connect(lambda: self.endResetModel())
        rows.dataChanged.connect(lambda first, last: self.tell_changed(first.row(), last.row()))

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else self.rows.rowCount()

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        source = self.rows.index(index.row())
        column = Column(index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return alignment(column)
        if role == Qt.ItemDataRole.AccessibleTextRole and column is Column.NAME:
            return source.data(role)
        if role == Qt.ItemDataRole.AccessibleTextRole and column is Column.SELECT:
            return source.data(Qt.ItemDataRole.DisplayRole)
        if role in _SHOWN:
            return self._text(source, column)
        return source.data(role)

    def _text(self, source: QModelIndex, column: Column) -> str:
        execution = self.rows.execution_at(source)
        if execution is None:
            return ""
        outlook: Outlook = source.data(OUTLOOK_ROLE)
        if column is Column.ESTIMATE:
            return self._estimate_of(execution, outlook)
        usage = self._usages.get(execution.id)
        return cell_text(column, execution, source.data(STEPS_ROLE), outlook, self._clock.now(), usage)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        column = Column(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return title(column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return alignment(column)
        if role == Qt.ItemDataRole.AccessibleTextRole and column is Column.SELECT:
            return self.tr("Select")
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flag = Qt.ItemFlag
        return flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemIsDragEnabled | flag.ItemNeverHasChildren

    def mimeTypes(self) -> list[str]:
        return self.rows.mimeTypes()

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        numbers = dict.fromkeys(index.row() for index in indexes)
        return self.rows.mimeData([self.rows.index(number) for number in numbers])

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self.rows.canFetchMore(parent)

    def fetchMore(self, parent: Index) -> None:
        if not parent.isValid():
            self.rows.fetchMore(parent)

    def execution_at(self, row: int) -> Execution | None:
        return self.rows.execution_at(self.rows.index(row))

    def row_of(self, execution_id: str) -> int:
        """-1 where it is not in the table."""
        return self.rows.index_of(execution_id).row()

    def tell_changed(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(LOOKS) - 1))
