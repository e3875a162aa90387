"""Parts of the previewer for PDF: small pages in a list, and the field for a password."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import Button, Label, TextField

Index = QModelIndex | QPersistentModelIndex
SMALL_WIDTH = 56
LIST_WIDTH = 92
MOST_SMALL = 500


class SmallPages(QAbstractListModel):
    """``wanted`` asks for a page when its row is first looked at."""

    wanted = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._count = 0
        self._images: dict[int, QImage | None] = {}

    def show_pages(self, count: int) -> None:
        self.beginResetModel()
        self._count = count
        self._images.clear()
        self.endResetModel()

    def set_image(self, number: int, image: QImage) -> None:
        if number < self._count:
            self._images[number] = image
            self.dataChanged.emit(self.index(number), self.index(number), [Qt.ItemDataRole.DecorationRole])

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self._count

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{index.row() + 1}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.tr("Page {number}").format(number=index.row() + 1)
        if role == Qt.ItemDataRole.DecorationRole:
            if index.row() not in self._images and len(self._images) < MOST_SMALL:
                self._images[index.row()] = None
                self.wanted.emit(index.row())
            return self._images.get(index.row())
        return None


class SmallPageDelegate(QStyledItemDelegate):
    """A small page with its number below; the one in sight has an edge of the accent."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(LIST_WIDTH - 12, 106)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        rect: QRect = option.rect
        place = QRect(0, rect.top() + 8, SMALL_WIDTH, 76)
        place.moveLeft(rect.center().x() - SMALL_WIDTH // 2)
        image = index.data(Qt.ItemDataRole.DecorationRole)
        if isinstance(image, QImage):
            fitted = QRect(0, 0, *image.size().scaled(place.size(), Qt.AspectRatioMode.KeepAspectRatio).toTuple())
            fitted.moveCenter(place.center())
            place = fitted
        painter.fillRect(place, Qt.GlobalColor.white)
        if isinstance(image, QImage):
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(place, image)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.setPen(QPen(self._theme.color("accent" if chosen else "border2"), 2 if chosen else 1))
        painter.drawRect(place.adjusted(-1, -1, 0, 0))
        painter.setFont(self._theme.font("micro_strong" if chosen else "micro"))
        painter.setPen(self._theme.color("text" if chosen else "text2"))
        below = QRect(rect.left(), rect.bottom() - 19, rect.width(), 16)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, str(index.data()))
        painter.restore()


class PasswordBox(QWidget):
    """``given`` carries what was typed; it is kept nowhere."""

    given = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.addStretch(1)
        self._words = Label(theme, "", "body_strong")
        self._field = TextField(theme, self.tr("Password"))
        self._field.setObjectName("pdf_password")
        self._field.setEchoMode(QLineEdit.EchoMode.Password)
        self._field.setAccessibleName(self.tr("Password"))
        self._field.setFixedWidth(240)
        button = Button(theme, self.tr("Open"), kind="primary")
        button.setObjectName("pdf_unlock")
        middle = Qt.AlignmentFlag.AlignHCenter
        for each in (self._words, self._field, button):
            column.addWidget(each, 0, middle)
        column.addStretch(1)
        self._field.returnPressed.connect(self._give)
        button.clicked.connect(self._give)

    def ask_again(self, *, wrong: bool) -> None:
        self._words.setText(
            self.tr("That was not the password") if wrong else self.tr("A password protects this document")
        )
        self._field.clear()
        self._field.setFocus()

    def reset(self) -> None:
        self._field.clear()

    def _give(self) -> None:
        if self._field.text():
            self.given.emit(self._field.text())
