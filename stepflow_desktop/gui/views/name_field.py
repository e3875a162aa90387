"""The name in the head of an execution while it is changed: typed where it stands, over the name itself."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import ElidedLabel, TextField

LEAST_WIDTH = 220
ROOM = 36
_STAYS = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


class NameField(TextField):
    """Enter, or going elsewhere, takes the name; Esc leaves it as it was. Hidden while nothing is changed."""

    given = Signal(str)

    def __init__(self, theme: Theme, label: ElidedLabel, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent, role="page_title")
        self.setObjectName("execution_name")
        self.setAccessibleName(self.tr("Name"))
        self._label = label
        self._before = ""
        self._came_from: QWidget | None = None
        self.returnPressed.connect(self._take)
        self.hide()

    def begin(self, name: str) -> None:
        self._before = name
        self._came_from = self.window().focusWidget()
        self.setText(name)
        self.setMinimumWidth(max(self._theme.px(LEAST_WIDTH), self.fontMetrics().horizontalAdvance(name) + ROOM))
        self._label.hide()
        self.show()
        self.selectAll()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Show the name again, changed or not."""
        if self.isHidden():
            return
        # Losing the keyboard would be taken for going elsewhere.
        self._before = self.text().strip()
        back = self._came_from
        if self.hasFocus() and back is not None and isValid(back) and back.isVisible():
            back.setFocus(Qt.FocusReason.OtherFocusReason)
        self._came_from = None
        self.hide()
        self._label.show()

    def _take(self) -> None:
        name, before = self.text().strip(), self._before
        self.leave()
        if name and name != before:
            self.given.emit(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _STAYS and not self.isHidden():
            self._take()
