"""The bar under the table while rows are chosen: how many, and what can be done with all of them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import Button, IconButton, Label

HEIGHT = 48
COMPARED = range(2, 5)


class BulkBar(QWidget):
    """``wished`` names the button: run_again, compare, add_tag, save_logs, delete, choose_all, clear."""

    wished = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("bulk_bar")
        self.setFixedHeight(HEIGHT)
        self.count = Label(theme, "", "body_strong")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 12, 6)
        row.setSpacing(8)
        row.addWidget(self.count)
        row.addSpacing(8)
        self.all = self._button("choose_all", "", "", "link")
        self.again = self._button("run_again", self.tr("Run again"), "rotate-cw")
        self.compare = self._button("compare", self.tr("Compare"), "columns-2")
        self.tag = self._button("add_tag", self.tr("Add tag…"), "tag")
        self.logs = self._button("save_logs", self.tr("Save logs…"), "download")
        self.delete = self._button("delete", self.tr("Delete…"), "trash-2", "danger")
        self.close_button = IconButton(theme, "x", self.tr("Clear the choice"), shortcut="Esc", side=30)
        self.close_button.setObjectName("clear_choice")
        self.close_button.clicked.connect(lambda: self.wished.emit("clear"))
        for button in (self.all, self.again, self.compare, self.tag, self.logs):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.delete)
        row.addWidget(self.close_button)
        theme.changed.connect(self.update)

    def _button(self, name: str, words: str, icon: str, kind: str = "outline") -> Button:
        button = Button(self._theme, words, icon or None, kind)
        button.setObjectName(f"bulk_{name}")
        button.clicked.connect(lambda: self.wished.emit(name))
        return button

    def show_chosen(self, count: int, *, can_compare: bool, total: int = 0) -> None:
        """``total`` is how many could be chosen where only those in the table are, 0 where all are."""
        self.setVisible(count > 0)
        self.count.setText(self.tr("{n} selected").format(n=f"{count:,}"))
        self.all.setText(self.tr("Select all {n}").format(n=f"{total:,}"))
        self.all.updateGeometry()
        self.all.setVisible(total > count)
        self.compare.setEnabled(can_compare and count in COMPARED)
        self.compare.setToolTip("" if self.compare.isEnabled() else self.tr("Choose two to four to compare"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, self._theme.color("border"))
