"""Connected clients as rows, kept by their ids so that a selection stays with its client."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from stepflow_desktop.core.server_protocol import ConnectedClient
from stepflow_desktop.gui import wording
from stepflow_desktop.gui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
CLIENT, ADDRESS, WATCHING, CONNECTED, DELAY, MESSAGES = range(6)
_ICONS = {"desktop": "monitor", "phone": "smartphone", "program": "terminal"}
_NUMBERS = (DELAY, MESSAGES)
_SHORT_ID = 8


class ClientsModel(QAbstractTableModel):
    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: list[ConnectedClient] = []
        self._names: dict[str, str] = {}
        theme.changed.connect(self._all_changed)

    def show_clients(self, clients: Sequence[ConnectedClient], names: Mapping[str, str]) -> None:
        """``names`` are those of executions by id; one that is not known yet is told by its id."""
        self._names = dict(names)
        wanted = [client.id for client in clients]
        for row in reversed(range(len(self._rows))):
            if self._rows[row].id not in wanted:
                self.beginRemoveRows(QModelIndex(), row, row)
                del self._rows[row]
                self.endRemoveRows()
        # Newer clients have higher numbers and come last.
        known = {client.id for client in self._rows}
        added = [client for client in clients if client.id not in known]
        by_id = {client.id: client for client in clients}
        self._rows = [by_id[client.id] for client in self._rows]
        self._all_changed()
        if added:
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(added) - 1)
            self._rows.extend(added)
            self.endInsertRows()

    def client(self, row: int) -> ConnectedClient:
        return self._rows[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else 6

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            words = (
                self.tr("Client"),
                self.tr("Address"),
                self.tr("Watching"),
                self.tr("Connected"),
                self.tr("Delay"),
                self.tr("Messages"),
            )
            return words[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        if role == Qt.ItemDataRole.FontRole:
            return self._theme.font("small_strong")
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        client, column = self._rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(client, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == Qt.ItemDataRole.FontRole:
            fonts = {CLIENT: "body_medium", ADDRESS: "mono"}
            return self._theme.font(fonts.get(column, "small"))
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._theme.color("text" if column in (CLIENT, WATCHING) else "text2")
        if role == Qt.ItemDataRole.DecorationRole and column == CLIENT:
            return self._theme.icon(_ICONS.get(client.kind, "terminal"), "text2", 18)
        if role == Qt.ItemDataRole.AccessibleTextRole and column == CLIENT:
            return ", ".join(self._text(client, each) for each in range(6))
        return None

    def _text(self, client: ConnectedClient, column: int) -> str:
        if column == CLIENT:
            return client.name or self.tr("A program")
        if column == ADDRESS:
            return client.address
        if column == WATCHING:
            return self._watching(client.watching)
        if column == CONNECTED:
            return wording.duration(client.connected_s)
        if column == DELAY:
            return "–" if client.delay_ms is None else self.tr("{n} ms").format(n=max(1, round(client.delay_ms)))
        return f"{client.messages:,}"

    def _watching(self, ids: tuple[str, ...] | None) -> str:
        if ids is None:
            return self.tr("All executions")
        if not ids:
            return self.tr("Nothing")
        if len(ids) == 1:
            return self._names.get(ids[0], ids[0][:_SHORT_ID])
        return wording.count(len(ids), "execution", "executions")

    def _all_changed(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, 5))


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in _NUMBERS else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
