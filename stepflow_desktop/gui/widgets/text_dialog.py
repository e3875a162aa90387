"""Asks for one line of text over a page, without holding it up."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog, QWidget

WIDTH = 420


def text_dialog(parent: QWidget, title: str, label: str, text: str) -> QInputDialog:
    """To be connected and opened; it is gone once it is closed."""
    dialog = QInputDialog(parent)
    dialog.setObjectName("edit_dialog")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(title)
    dialog.setLabelText(label)
    dialog.setTextValue(text)
    dialog.setMinimumWidth(WIDTH)
    return dialog
