"""The form's small parts: a label over a field, the message under it, the command and the folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QDir, QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import (
    QCompleter,
    QFileSystemModel,
    QHBoxLayout,
    QPlainTextEdit,
    QWidget,
)

from stepflow_desktop.gui.status_shapes import paint_status
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.validation import Offer, Problem
from stepflow_desktop.gui.views.new_execution_draft import short_folder
from stepflow_desktop.gui.widgets import Button, Label, TextField

SHAPE = 14
TEXT_SIZE = 13
MESSAGE_HEIGHT = 24
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

    ``field`` is the one whose turn comes before the buttons when going through the form by Tab.
    """

    chosen = Signal(object)  # Offer

    def __init__(self, theme: Theme, field: QWidget) -> None:
        super().__init__()
        self._theme = theme
        self._field = field
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        # As high as one with buttons, so that the messages of two fields stand on one line.
        self.setMinimumHeight(MESSAGE_HEIGHT)
        self._shape = Shape(theme)
        self._label = Label(theme, role="small")
        self._label.setWordWrap(True)
        self._row.addWidget(self._shape, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self._label, 1000)
        self._row.addStretch(1)
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
        # As wide as its text where there is room, so that the buttons follow at once.
        self._label.setMaximumWidth(self._label.fontMetrics().horizontalAdvance(text) + 4)
        self.setAccessibleName(text)
        self.show()

    def _set_offers(self, offers: Sequence[Offer]) -> None:
        for button in self._buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = [self._button(offer) for offer in offers]
        before = self._field
        for button in self._buttons:
            QWidget.setTabOrder(before, button)
            before = button

    def _button(self, offer: Offer) -> Button:
        button = Button(self._theme, offer.word, kind="link")
        button.setObjectName(offer.remedy.value)
        button.setFont(self._theme.font("small_strong"))
        button.setAutoDefault(False)
        # The width of this font is not a whole number of pixels; its last letters need the rest.
        button.setMinimumWidth(button.sizeHint().width() + 2)
        button.clicked.connect(lambda: self.chosen.emit(offer))
        self._row.insertWidget(self._row.count() - 1, button)
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
