"""Drag events in the way that the Qt at hand wants them: from 6.12 on a place is given in fractions of pixels."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, qVersion
from PySide6.QtGui import QDragEnterEvent, QDropEvent

_FRACTIONS = tuple(int(part) for part in qVersion().split(".")[:2]) >= (6, 12)


def enter_event(at: QPoint, mime: QMimeData) -> QDragEnterEvent:
    """Something to copy comes in at ``at``. ``mime`` must outlive the event."""
    return QDragEnterEvent(
        QPointF(at) if _FRACTIONS else at,  # type: ignore[call-overload]
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )


def drop_event(at: QPoint, mime: QMimeData) -> QDropEvent:
    return QDropEvent(
        QPointF(at), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
