"""Tags as chips with a cross, and a line to type more: Enter, a comma or a blank ends one."""

from __future__ import annotations

import re
from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QSizePolicy, QWidget

from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.validation import is_tag
from stepflow_desktop.gui.views.new_execution_fields import left_by_hand
from stepflow_desktop.gui.widgets.focus_stop import FocusStop
from stepflow_desktop.gui.widgets.painting import paint_box, paint_focus

CHIP_HEIGHT = 24
GAP = 6
PADDING = 6
LEAST_TYPING = 110


class TagChip(QPushButton):
    """One tag; pressing it takes it away."""

    def __init__(self, theme: Theme, tag: str, parent: QWidget) -> None:
        super().__init__(tag, parent)
        self._theme = theme
        self.setObjectName("remove_tag")
        self.setFont(theme.font("small_strong"))
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("Remove tag {tag}").format(tag=tag))
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 9 + 6 + 14 + 7, self._theme.px(CHIP_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill = "accent_line" if self.underMouse() or self.isDown() else "accent_soft"
        paint_box(painter, self.rect(), 6, self._theme.color(fill))
        painter.setPen(self._theme.color("accent"))
        room = self.rect().adjusted(9, 0, -24, 0)
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width() + 1)
        painter.drawText(room.adjusted(0, 0, 4, 0), Qt.AlignmentFlag.AlignVCenter, text)
        cross = self._theme.pixmap("x", "accent", 14, self.devicePixelRatioF())
        painter.drawPixmap(self.width() - 21, (self.height() - 14) // 2, cross)
        paint_focus(painter, self, self._theme, 6)


class TagsField(FocusStop):
    """``changed`` follows every change of the tags or the text being typed, ``left`` is sent with the focus.

    Text that is no tag stays in the line, to be mended; it counts as the last tag.
    """

    changed = Signal()
    left = Signal()
    # It is as high as its lines, which grow by themselves.
    keeps_height = True

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._chips: list[TagChip] = []
        self._invalid = False
        self.edit = QLineEdit(self)
        self.edit.setObjectName("tags")
        self.edit.setFrame(False)
        self.edit.setStyleSheet("QLineEdit { border: none; background: transparent; padding: 0; }")
        self.edit.setPlaceholderText(self.tr("Add a tag"))
        self.edit.setAccessibleName(self.tr("Tags"))
        self.edit.setFont(theme.font("body"))
        self.edit.installEventFilter(self)
        self.edit.textEdited.connect(self._on_edited)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.focus_stop = self.edit
        self.setCursor(Qt.CursorShape.IBeamCursor)
        theme.changed.connect(self.update)
        self._arrange()

    def tags(self) -> tuple[str, ...]:
        rest = self.edit.text().strip()
        return (*(chip.text() for chip in self._chips), *((rest,) if rest else ()))

    def set_tags(self, tags: Iterable[str]) -> None:
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._chips = []
        self.edit.clear()
        kept = [tag for tag in dict.fromkeys(tags) if not self._add(tag)]
        self.edit.setText(" ".join(kept))
        self._arrange()
        self.changed.emit()

    def set_problem(self, message: str) -> None:
        self._invalid = bool(message)
        self.edit.setAccessibleDescription(message)
        self.update()

    def take_text(self) -> None:
        """Make tags of what was typed; what is none stays."""
        words = [word for word in re.split(r"[\s,;]+", self.edit.text()) if word]
        kept = [word for word in words if not self._add(word)]
        self.edit.setText(" ".join(kept))
        self._arrange()
        self.changed.emit()

    def _add(self, tag: str) -> bool:
        if not is_tag(tag):
            return False
        if tag not in (chip.text() for chip in self._chips):
            chip = TagChip(self._theme, tag, self)
            chip.clicked.connect(lambda: self._remove(chip))
            chip.show()
            self._chips.append(chip)
            QWidget.setTabOrder(self._chips[-2] if len(self._chips) > 1 else self.edit, chip)
        return True

    def _remove(self, chip: TagChip) -> None:
        if chip in self._chips:
            self._chips.remove(chip)
            # Pressed by the mouse or by a key, the chip goes; what is next is typed.
            self.edit.setFocus()
            chip.hide()
            chip.deleteLater()
            self._arrange()
            self.changed.emit()

    def _on_edited(self, text: str) -> None:
        if re.search(r"[\s,;]", text):
            self.take_text()
        else:
            self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._on_key(event):
            return True
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
            if event.type() == QEvent.Type.FocusOut and left_by_hand(event):  # type: ignore[arg-type]
                self.take_text()
                self.left.emit()
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not control:
            self.take_text()
            return True
        if event.key() == Qt.Key.Key_Backspace and not self.edit.text() and self._chips:
            self._remove(self._chips[-1])
            return True
        return False

    # -- place and paint

    def sizeHint(self) -> QSize:
        return QSize(300, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Chips from the left, in as many lines as they need; the line to type in fills the last one."""
        high = self._theme.px(CHIP_HEIGHT)
        x, y, right = PADDING + 2, PADDING, self.width() - PADDING
        for chip in self._chips:
            width = min(chip.sizeHint().width(), max(60, right - PADDING))
            if x + width > right and x > PADDING + 2:
                x, y = PADDING + 2, y + high + 4
            chip.setGeometry(QRect(x, y, width, high))
            x += width + GAP
        if x + LEAST_TYPING > right and self._chips:
            x, y = PADDING + 2, y + high + 4
        self.edit.setGeometry(QRect(x + 2, y, max(LEAST_TYPING, right - x - 2), high))
        self.setFixedHeight(y + high + PADDING)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.edit.setFocus(Qt.FocusReason.MouseFocusReason)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        color, focused = self._theme.color, self.edit.hasFocus()
        token = "failed" if self._invalid else "accent" if focused else "border3"
        width = 2.0 if focused or self._invalid else 1.0
        painter.setBrush(color("surface"))
        painter.setPen(QPen(color(token), width))
        inset = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 7, 7)
