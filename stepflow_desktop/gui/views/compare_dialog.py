"""A window of its own for comparing runs; the main window stays in use."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from stepflow_desktop.core.clock import Clock, SystemClock
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.compare_view import CompareView

if TYPE_CHECKING:
    from stepflow_desktop.gui.bridge import EngineBridge

MOST_COMPARED = 4


class CompareDialog(QDialog):
    """Closes with Esc, and is gone then."""

    def __init__(self, theme: Theme, bridge: EngineBridge, parent: QWidget, clock: Clock | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("compare_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Compare runs"))
        self.setMinimumSize(720, 440)
        self.resize(1080, 680)
        self.view = CompareView(theme, bridge, clock or SystemClock())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)


def compare(
    theme: Theme, bridge: EngineBridge, parent: QWidget, execution_ids: Sequence[str], opened: Callable[[str], None]
) -> CompareDialog | None:
    """Show two to four runs beside each other; None for fewer."""
    chosen = tuple(dict.fromkeys(execution_ids))[:MOST_COMPARED]
    if len(chosen) < 2:
        return None
    dialog = CompareDialog(theme, bridge, parent)
    dialog.view.opened.connect(opened)
    dialog.view.compare(chosen)
    dialog.show()
    return dialog
