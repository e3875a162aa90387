"""The rows of templates and past commands: a title, a line below it, and a shape or icon before them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from stepflow_desktop.gui.status_shapes import paint_status, status_word
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.new_execution_draft import Draft
from stepflow_desktop.gui.widgets.keyboard_menu import KeyboardMenu

ROW_HEIGHT, TITLE_HEIGHT = 49, 29
ENTRY = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Entry:
    """One row. Without a draft it is the title of a group. ``icon`` or ``status`` stands before it."""

    title: str
    text: str = ""
    draft: Draft | None = None
    icon: str = ""
    status: str = ""
    is_template: bool = False

    def matches(self, words: str) -> bool:
        command = self.draft.command if self.draft else ""
        return words.casefold() in f"{self.title}\n{command}".casefold()


class EntryList(QListWidget):
    """The rows. ``remove_requested`` is sent by Delete."""

    remove_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("past_commands")
        self.setAccessibleName(self.tr("Templates and past commands"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        KeyboardMenu(self)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.viewport().setAutoFillBackground(False)
        self.setItemDelegate(_EntryDelegate(theme, self))
        theme.changed.connect(self.viewport().update)

    def rows(self) -> list[QListWidgetItem]:
        return [self.item(row) for row in range(self.count())]

    def add(self, entry: Entry) -> None:
        item = QListWidgetItem(entry.title)
        item.setData(ENTRY, entry)
        if entry.draft is None:
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            item.setSizeHint(QSize(0, self._theme.px(TITLE_HEIGHT)))
        else:
            item.setSizeHint(QSize(0, self._theme.px(ROW_HEIGHT)))
            spoken = ", ".join(part for part in (entry.title, status_word(entry.status), entry.text) if part)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
        self.addItem(item)

    def select_first(self) -> None:
        if self.currentRow() < 0:
            row = next((r for r, item in enumerate(self.rows()) if item.data(ENTRY).draft is not None), -1)
            self.setCurrentRow(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.remove_requested.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if not control and self.currentItem() is not None:
                self.itemActivated.emit(self.currentItem())
            else:
                event.ignore()
        else:
            super().keyPressEvent(event)


class _EntryDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, view: QListWidget) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        entry: Entry = index.data(ENTRY)
        rect = QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if entry.draft is None:
            self._paint_title(painter, rect, entry.title)
        else:
            self._paint_back(painter, rect.adjusted(0, 2, -11, -2), option.state)
            self._paint_entry(painter, rect.adjusted(0, 0, -11, 0), entry)
        painter.restore()

    def _paint_title(self, painter: QPainter, rect: QRect, text: str) -> None:
        painter.setFont(self._theme.font("micro_strong"))
        painter.setPen(self._theme.color("text2"))
        painter.drawText(rect.adjusted(6, 3, 0, 0), Qt.AlignmentFlag.AlignVCenter, text.upper())

    def _paint_back(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        selected, hovered = state & QStyle.StateFlag.State_Selected, state & QStyle.StateFlag.State_MouseOver
        if selected or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("accent_soft" if selected else "border"))
            painter.drawRoundedRect(rect, 6, 6)
        if selected and self._view.hasFocus():
            painter.setPen(self._theme.color("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)

    def _paint_entry(self, painter: QPainter, rect: QRect, entry: Entry) -> None:
        shape = QRect(rect.x() + 9, rect.y() + self._theme.px(17) - 8, 16, 16)
        if entry.status:
            paint_status(painter, QRectF(shape), entry.status, self._theme)
        else:
            ratio = self._view.devicePixelRatioF()
            painter.drawPixmap(shape.topLeft(), self._theme.pixmap(entry.icon, "text2", 16, ratio))
        room = rect.adjusted(35, self._theme.px(7), -8, 0)
        for text, role, token, top in (
            (entry.title, "body_strong", "text", 0),
            (entry.text, "small", "text2", self._theme.px(18)),
        ):
            font = self._theme.font(role)
            metrics = QFontMetrics(font)
            painter.setFont(font)
            painter.setPen(self._theme.color(token))
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(QRect(room.x(), room.y() + top, room.width() + 2, metrics.height()), 0, shown)
