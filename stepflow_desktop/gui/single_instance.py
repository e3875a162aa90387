"""One window per storage folder: a second start calls the first one forward and ends.

The two meet at a local socket that only this user may open. What is said raises a window, it never starts a command.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

PATIENCE_MS = 1_000
MAX_BYTES = 64 * 1024


def socket_name(storage_path: Path) -> str:
    """Where the windows of this storage folder meet."""
    return "stepflow-" + hashlib.sha256(str(storage_path).encode()).hexdigest()[:24]


def call_first(storage_path: Path, words: list[str]) -> bool:
    """Ask the first window to come forward; False when there is none that answers. Blocks for at most a second."""
    socket = QLocalSocket()
    socket.connectToServer(socket_name(storage_path))
    if not socket.waitForConnected(PATIENCE_MS):
        return False
    socket.write(json.dumps(words).encode() + b"\n")
    said = socket.waitForBytesWritten(PATIENCE_MS)
    socket.disconnectFromServer()
    return said


class FirstInstance(QObject):
    """Listens for later starts. ``called`` carries their command line."""

    called = Signal(list)

    def __init__(self, storage_path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._sockets: list[QLocalSocket] = []
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connected)
        name = socket_name(storage_path)
        if not self._server.listen(name):
            # We hold the storage lock, so whoever left this socket behind is dead.
            QLocalServer.removeServer(name)
            self._server.listen(name)

    def close(self) -> None:
        self._server.close()

    def _on_connected(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            self._sockets.append(socket)
            socket.readyRead.connect(self._on_said)
            socket.disconnected.connect(self._on_said)
        self._on_said()

    def _on_said(self) -> None:
        for socket in list(self._sockets):
            while socket.canReadLine():
                self._hear(bytes(socket.readLine(MAX_BYTES).data()))
            gone = socket.state() == QLocalSocket.LocalSocketState.UnconnectedState
            if gone or socket.bytesAvailable() > MAX_BYTES:
                self._sockets.remove(socket)
                socket.deleteLater()

    def _hear(self, line: bytes) -> None:
        try:
            words = json.loads(line)
        except ValueError:
            return
        if isinstance(words, list) and all(isinstance(word, str) for word in words):
            self.called.emit(words)
