"""The form's small parts: a label over a field, the message under it, the command and the folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QDir, QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import (
    QCompleter,
    QFileSystemModel,
    QHBoxLayout,
    QPlainTextEdit,
    QSizePolicy,
    QWidget,
)

from stepflow_desktop.gui.status_shapes import paint_status
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.validation import Offer, Problem
from stepflow_desktop.gui.views.new_execution_draft import short_folder
from stepflow_desktop.gui.widgets import Button, Label, TextField
from stepflow_desktop.gui.widgets.buttons import LINK_PADDING

SHAPE = 14
TEXT_SIZE = 13
MESSAGE_HEIGHT, GAP = 24, 6
LEAST_LINES, MOST_LINES = 2, 8


def caption(theme: Theme, text: str, field: QWidget | None = None, *, required: str = "") -> QHBoxLayout:
    """A field's name above it, and whether it has to be filled; more can be added at its right end."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    label = Label(theme, text, "small_strong")
    if field is not None:
        label.setBuddy(field)
        field.setAccessibleName(text)
    row.addWidget(label)
    if required:
        row.addWidget(Label(theme, required, "micro", "text3"))
    row.addStretch(1)
    return row


class Shape(QWidget):
    """The shape of ``failed``, ``warning`` or ``completed`` before a message."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.status = "failed"
        self.setFixedSize(SHAPE, SHAPE + 2)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_status(QPainter(self), QRectF(0, 1, SHAPE, SHAPE), self.status, self._theme)


class FieldMessage(QWidget):
    """What is wrong with the field above, with a button for each remedy; hidden while there is nothing to say.

    The buttons follow the words, or stand below them where there is no room. ``field`` is the one whose turn comes
    before the buttons when going through the form by Tab.
    """

    chosen = Signal(object)  # Offer
    # It is as high as its words and buttons need.
    keeps_height = True

    def __init__(self, theme: Theme, field: QWidget) -> None:
        super().__init__()
        self._theme = theme
        self._field = field
        self._shape = Shape(theme)
        self._label = Label(theme, role="small")
        self._label.setWordWrap(True)
        for part in (self._shape, self._label):
            part.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._buttons: list[Button] = []
        self._shown: object = None
        self.hide()

    def text(self) -> str:
        return self._label.text() if not self.isHidden() else ""

    @property
    def buttons(self) -> Sequence[Button]:
        return self._buttons

    def show_problem(self, problem: Problem | None) -> None:
        if problem == self._shown:
            return
        self._shown = problem
        if problem is None:
            self.hide()
            self._set_offers(())
            return
        status = "failed" if problem.is_error else "warning"
        self._say(problem.message, status, status)
        self._set_offers(problem.offers)

    def show_hint(self, text: str) -> None:
        """Something reassuring, in grey beside a tick."""
        if text == self._shown:
            return
        self._shown = text
        self._set_offers(())
        self._say(text, "completed", "text2")
        self.setHidden(not text)

    def _say(self, text: str, status: str, token: str) -> None:
        self._shape.status = status
        self._shape.update()
        self._label.setText(text)
        self._label.set_token(token)
        # Grey hints are long paths: they keep to one line, problems may wrap.
        self._label.setFont(self._theme.font("small" if status == "completed" else "small_medium"))
        self.setAccessibleName(text)
        self.show()
        self._arrange()

    def _set_offers(self, offers: Sequence[Offer]) -> None:
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = [self._button(offer) for offer in offers]
        before = self._field
        for button in self._buttons:
            QWidget.setTabOrder(before, button)
            before = button
        self._arrange()

    # -- places

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(200, self.width())))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.heightForWidth(max(120, self.width())))

    def heightForWidth(self, width: int) -> int:
        return self._laid(width)[1]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            # Text of another size wants other places.
            self._arrange()
        return super().event(event)

    def _arrange(self) -> None:
        for widget, place in self._laid(self.width())[0]:
            widget.setGeometry(place)
        self.updateGeometry()

    def _laid(self, width: int) -> tuple[list[tuple[QWidget, QRect]], int]:
        """Where each part lies in this width, and how high that is."""
        high, left = self._theme.px(MESSAGE_HEIGHT), SHAPE + GAP
        words = self._label.fontMetrics().horizontalAdvance(self._label.text()) + 4
        wanted = sum(button.sizeHint().width() + GAP for button in self._buttons)
        beside = left + words + wanted <= width
        room = words if beside else max(40, width - left)
        tall = high if beside else max(high, self._label.heightForWidth(room) + 6)
        shape = self._shape.size()
        places: list[tuple[QWidget, QRect]] = [
            (self._shape, QRect(0, (high - shape.height()) // 2, shape.width(), shape.height())),
            (self._label, QRect(left, 0, room, tall)),
        ]
        # Words of a button begin a little after its edge; below, they stand under the words of the message.
        first = left - LINK_PADDING
        x, y = (left + words + GAP, 0) if beside else (first, tall)
        for button in self._buttons:
            size = button.sizeHint()
            if x > first and x + size.width() > width:
                x, y = first, y + high
            places.append((button, QRect(x, y + (high - size.height()) // 2, size.width(), size.height())))
            x += size.width() + GAP
        return places, y + high if self._buttons else tall

    def _button(self, offer: Offer) -> Button:
        button = Button(self._theme, offer.word, kind="link", parent=self)
        button.setObjectName(offer.remedy.value)
        button.setFont(self._theme.font("small_strong"))
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self.chosen.emit(offer))
        button.show()
        return button


class CommandField(QPlainTextEdit):
    """The command: monospaced, two lines at least, as high as its text up to eight. ``left`` is sent with the focus."""

    left = Signal()
    # It is as high as its lines, which grow by themselves.
    keeps_height = True

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("command")
        self.setProperty("field", "true")
        font = theme.font("mono")
        font.setPixelSize(theme.px(TEXT_SIZE))
        self.setFont(font)
        self.setTabChangesFocus(True)
        self.setPlaceholderText("python train.py")
        self.document().setDocumentMargin(7)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        # A dropped file becomes a command line, which the dialog makes of it.
        self.setAcceptDrops(False)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def set_text(self, text: str) -> None:
        """Put ``text`` in place of what is there; one undo brings that back."""
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        self.moveCursor(QTextCursor.MoveOperation.End)

    def set_problem(self, message: str) -> None:
        self.setProperty("invalid", "true" if message else "false")
        self.setAccessibleDescription(message)
        self.style().unpolish(self)
        self.style().polish(self)

    def _fit(self) -> None:
        lines = max(1, int(self.document().documentLayout().documentSize().height()))
        shown = max(LEAST_LINES, min(lines, MOST_LINES))
        self.setFixedHeight(shown * self.fontMetrics().lineSpacing() + 20)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if left_by_hand(event):
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        starts = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if starts and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        super().keyPressEvent(event)


class LineField(TextField):
    """A line that says when it is left."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if left_by_hand(event):
            self.left.emit()


def left_by_hand(event: QFocusEvent) -> bool:
    """Going to another window, or opening a menu, is not leaving a field."""
    away = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
    return event.reason() not in away


class FolderField(LineField):
    """A folder's path with ``~`` for home; folders below it are offered while typing."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, role="mono")
        self.setObjectName("working_folder")

    def focusInEvent(self, event: QFocusEvent) -> None:
        # Made when it is first needed: the model starts a thread of its own.
        if self.completer() is None:
            self.setCompleter(_FolderCompleter(self))
        super().focusInEvent(event)


class _FolderCompleter(QCompleter):
    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        model = QFileSystemModel(self)
        model.setFilter(QDir.Filter.Dirs | QDir.Filter.NoDotAndDotDot | QDir.Filter.Drives)
        model.setRootPath("")
        self.setModel(model)

    def splitPath(self, path: str) -> list[str]:
        home = str(Path.home())
        return super().splitPath(home + path[1:] if path == "~" or path.startswith("~/") else path)

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        return short_folder(super().pathFromIndex(index))
