"""The lines of a comparison of two logs as rows."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from stepflow_desktop.gui.models.log_diff import DiffLine, LogDiff
from stepflow_desktop.gui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_SIGNS = {"added": "+", "removed": "−", "same": " "}
_FILLS = {"added": "completed_soft", "removed": "failed_soft", "skipped": "raised"}
_TEXTS = {"added": "completed", "removed": "failed", "skipped": "text3"}


class DiffModel(QAbstractListModel):
    """A sign before each line says where it is from; colour repeats it."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines: tuple[DiffLine, ...] = ()
        theme.changed.connect(self._repaint)

    def show_diff(self, found: LogDiff) -> None:
        self.beginResetModel()
        self._lines = found.lines
        self.endResetModel()

    def _repaint(self) -> None:
        if self._lines:
            self.dataChanged.emit(self.index(0), self.index(len(self._lines) - 1))

    def text(self, row: int) -> str:
        line = self._lines[row]
        if line.kind == "skipped":
            if line.count == 1:
                return self.tr("⋯ 1 line that is the same")
            return self.tr("⋯ {count} lines that are the same").format(count=f"{line.count:,}")
        return f"{_SIGNS[line.kind]} {line.text}"

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.text(index.row())
            case Qt.ItemDataRole.FontRole:
                return self._theme.font("small" if line.kind == "skipped" else "mono")
            case Qt.ItemDataRole.BackgroundRole if line.kind in _FILLS:
                return self._theme.color(_FILLS[line.kind])
            case Qt.ItemDataRole.ForegroundRole:
                return self._theme.color(_TEXTS.get(line.kind, "text"))
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._sentence(line, index.row())
        return None

    def _sentence(self, line: DiffLine, row: int) -> str:
        match line.kind:
            case "added":
                return self.tr("only in the second: {line}").format(line=line.text)
            case "removed":
                return self.tr("only in the first: {line}").format(line=line.text)
        return self.text(row).strip()
