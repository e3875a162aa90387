"""The list under the search field: lines under headings, drawn over the page. The keyboard stays in the field."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from stepflow_desktop.gui.palette.hit import Hit
from stepflow_desktop.gui.status_shapes import status_pixmap
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.painting import paint_box
from stepflow_desktop.gui.widgets.row_painting import line_rect, paint_text

Index = QModelIndex | QPersistentModelIndex
HIT_ROLE = Qt.ItemDataRole.UserRole
LINE_HEIGHT = 32
HEADING_HEIGHT = 28
LEAST_WIDTH = 520
MOST_HEIGHT = 460
_RIGHT = Qt.AlignmentFlag.AlignRight


class HitList(QListWidget):
    def __init__(self, theme: Theme, field: QWidget) -> None:
        super().__init__(field)
        self.setObjectName("search_hits")
        self.setAccessibleName(self.tr("Found"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("look", "popup")
        self.setItemDelegate(_HitDelegate(theme, self))
        self.setMouseTracking(True)
        self.hide()

    @property
    def hits(self) -> list[Hit]:
        """The lines that can be chosen."""
        found = (self.item(row).data(HIT_ROLE) for row in range(self.count()))
        return [hit for hit in found if isinstance(hit, Hit)]

    def show_hits(self, hits: Sequence[Hit], note: str = "") -> None:
        """``note`` stands there where nothing was found."""
        self.clear()
        if note and not hits:
            line = QListWidgetItem(note)
            line.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addItem(line)
        group = ""
        for hit in hits:
            if hit.group and hit.group != group:
                group = hit.group
                heading = QListWidgetItem(group)
                heading.setFlags(Qt.ItemFlag.NoItemFlags)
                self.addItem(heading)
            item = QListWidgetItem(hit.text)
            item.setData(HIT_ROLE, hit)
            said = (hit.text, hit.detail, hit.group)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(part for part in said if part))
            self.addItem(item)
        self.step(1, start=-1)

    def step(self, by: int, *, start: int | None = None) -> None:
        """To the next line that can be chosen, round the end."""
        at = self.currentRow() if start is None else start
        for _ in range(self.count()):
            at = (at + by) % self.count()
            if self.item(at).flags() & Qt.ItemFlag.ItemIsSelectable:
                self.setCurrentRow(at)
                return

    def place_below(self, field: QWidget) -> None:
        window = field.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        wanted = sum(self.sizeHintForRow(row) for row in range(self.count())) + 14
        corner = field.mapTo(window, QPoint(0, field.height() + 6))
        width = min(max(LEAST_WIDTH, field.width()), window.width() - 16)
        left = min(max(8, corner.x() - (width - field.width()) // 2), window.width() - width - 8)
        height = min(wanted, MOST_HEIGHT, window.height() - corner.y() - 8)
        self.setGeometry(QRect(QPoint(left, corner.y()), QSize(width, height)))
        self.show()
        self.raise_()


class _HitDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: HitList) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, self._theme.px(LINE_HEIGHT if index.data(HIT_ROLE) is not None else HEADING_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        hit = index.data(HIT_ROLE)
        if hit is None:
            self._paint_heading(painter, option.rect, str(index.data()))
        else:
            self._paint_hit(painter, option, hit)
        painter.restore()

    def _paint_heading(self, painter: QPainter, rect: QRect, text: str) -> None:
        font = self._theme.font("micro_strong")
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.5)
        line = line_rect(rect.left() + 10, rect.right() - 10, rect.center().y() + 3)
        paint_text(painter, line, text.upper(), font, self._theme.color("text3"))

    def _paint_hit(self, painter: QPainter, option: QStyleOptionViewItem, hit: Hit) -> None:
        theme, rect = self._theme, option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            paint_box(painter, rect.adjusted(2, 1, -2, -1), 6, theme.color("accent_soft" if selected else "hover"))
        ratio = painter.device().devicePixelRatioF()
        top = rect.center().y() - 7
        if hit.status:
            painter.drawPixmap(rect.left() + 10, top, status_pixmap(hit.status, theme, 16, ratio))
        elif hit.icon:
            painter.drawPixmap(rect.left() + 10, top, theme.pixmap(hit.icon, "text2", 16, ratio))
        micro = theme.font("micro_medium")
        width = min(QFontMetrics(micro).horizontalAdvance(hit.detail), rect.width() // 2)
        right = rect.right() - 12
        line = line_rect(right - width, right, rect.center().y() + 1)
        paint_text(painter, line, hit.detail, micro, theme.color("text3"), _RIGHT)
        line = line_rect(rect.left() + 36, right - width - 10, rect.center().y() + 1)
        paint_text(painter, line, " ".join(hit.text.split()), theme.font("body"), theme.color("text"))
