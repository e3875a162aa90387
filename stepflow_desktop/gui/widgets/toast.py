"""Toasts: short messages at the lower right that go away by themselves."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.banner import Action, StateIcon
from stepflow_desktop.gui.widgets.buttons import Button, IconButton
from stepflow_desktop.gui.widgets.labels import ElidedLabel, Label
from stepflow_desktop.gui.widgets.painting import RADIUS_CARD, paint_box
from stepflow_desktop.gui.widgets.speech import announce

WIDTH = 392
MARGIN = 16
SHOWN_MS = 6_000
MOST = 4
LONGEST = 400


class Toast(QWidget):
    """One message of ``kind`` error, warning, info or success. Errors stay; hovering keeps the others."""

    closed = Signal()

    def __init__(
        self,
        theme: Theme,
        kind: str,
        title: str,
        text: str = "",
        actions: Sequence[Action] = (),
        parent: QWidget | None = None,
        *,
        shown_ms: int | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.about = ""
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(f"{title}. {text}".strip())
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        stays = kind == "error" and shown_ms is None
        self._timer.setInterval(0 if stays else shown_ms or SHOWN_MS)
        self._timer.timeout.connect(self._on_timeout)
        self._fill(kind, title, text, actions)
        self._restart()
        theme.changed.connect(self.update)

    def _fill(self, kind: str, title: str, text: str, actions: Sequence[Action]) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 12, 10, 12)
        row.setSpacing(10)
        row.addWidget(StateIcon(self._theme, kind, 18), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(3)
        # What is said in one sentence is said to its end; a title over a text may be cut short.
        column.addWidget(
            ElidedLabel(self._theme, title, "body_strong") if text else self._wrapped(title, "body_strong")
        )
        if text:
            column.addWidget(self._wrapped(text, "small", "text2"))
        if actions:
            line = QHBoxLayout()
            line.setContentsMargins(0, 6, 0, 0)
            for word, act in actions:
                button = Button(self._theme, word)
                button.setFixedHeight(28)
                button.clicked.connect(lambda _checked=False, act=act: self._on_action(act))
                line.addWidget(button)
            line.addStretch(1)
            column.addLayout(line)
        row.addLayout(column, 1)
        cross = IconButton(self._theme, "x", self.tr("Close"), side=24, icon_size=14)
        cross.clicked.connect(self.dismiss)
        row.addWidget(cross, 0, Qt.AlignmentFlag.AlignTop)

    def _wrapped(self, text: str, role: str, token: str = "text") -> Label:
        words = Label(self._theme, text if len(text) <= LONGEST else f"{text[:LONGEST]}…", role, token)
        words.setWordWrap(True)
        return words

    def _on_action(self, act: object) -> None:
        self.dismiss()
        act()  # type: ignore[operator]

    def fitting_height(self) -> int:
        layout = self.layout()
        return layout.totalHeightForWidth(WIDTH) if layout and layout.hasHeightForWidth() else self.sizeHint().height()

    def dismiss(self) -> None:
        self._timer.stop()
        self.hide()
        self.closed.emit()
        self.deleteLater()

    def _on_timeout(self) -> None:
        """Whoever has the keyboard in it is still reading."""
        focus = self.window().focusWidget()
        if not self.isWindow() and focus is not None and self.isAncestorOf(focus):
            self._timer.start()
        else:
            self.dismiss()

    def _restart(self) -> None:
        if self._timer.interval():
            self._timer.start()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._restart()
        super().leaveEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        color = self._theme.color
        paint_box(QPainter(self), self.rect(), RADIUS_CARD, color("surface"), color("border2"))


class ToastArea(QObject):
    """Stacks toasts in the lower right of ``host``, the newest lowest; more than four push the oldest out."""

    def __init__(self, theme: Theme, host: QWidget, *, bottom: int = MARGIN) -> None:
        super().__init__(host)
        self._theme = theme
        self._host = host
        self._bottom = bottom
        self._toasts: list[Toast] = []
        host.installEventFilter(self)

    @property
    def toasts(self) -> tuple[Toast, ...]:
        return tuple(self._toasts)

    def show(
        self,
        kind: str,
        title: str,
        text: str = "",
        actions: Sequence[Action] = (),
        *,
        about: str = "",
        shown_ms: int | None = None,
        aloud: bool = True,
    ) -> Toast:
        """Show a message, once if it is said again, and announce it unless it is not to be said ``aloud``.

        ``about`` is what ``withdraw`` takes it back by.
        """
        toast = Toast(self._theme, kind, title, text, actions, self._host, shown_ms=shown_ms)
        toast.about = about
        toast.closed.connect(lambda: self._on_closed(toast))
        for old in [
            old for old in self._toasts if (old.accessibleName(), old.about) == (toast.accessibleName(), about)
        ]:
            old.dismiss()
        self._toasts.append(toast)
        if aloud:
            announce(self._host, toast.accessibleName(), urgent=kind == "error")
        for old in self._toasts[:-MOST]:
            old.dismiss()
        toast.show()
        self._arrange()
        return toast

    def withdraw(self, about: str) -> None:
        """Take back what was said about something, because it has been seen."""
        for toast in [toast for toast in self._toasts if about and toast.about == about]:
            toast.dismiss()

    def _on_closed(self, toast: Toast) -> None:
        if toast in self._toasts:
            self._toasts.remove(toast)
        self._arrange()

    def _arrange(self) -> None:
        y = self._host.height() - self._bottom
        for toast in reversed(self._toasts):
            toast.resize(WIDTH, toast.fitting_height())
            y -= toast.height()
            toast.move(self._host.width() - WIDTH - MARGIN, y)
            toast.raise_()
            y -= 10

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._arrange()
        return super().eventFilter(watched, event)
