"""Push buttons with a word and buttons with only an icon."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QCursor, QFontMetrics, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QToolButton, QWidget

from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.painting import RADIUS_BUTTON, paint_box, paint_focus, paint_inner_focus

KINDS = ("outline", "primary", "danger", "link", "quiet")
HEIGHT = 32
ICON = 16
LINK_PADDING = 4
_GAP = 7
_POINTER_MS = 60


class Button(QPushButton):
    """A button with a word: ``outline``, ``primary`` (one per place), ``danger``, ``link`` or ``quiet``."""

    def __init__(
        self,
        theme: Theme,
        text: str,
        icon: str | None = None,
        kind: str = "outline",
        parent: QWidget | None = None,
        *,
        icon_last: bool = False,
    ) -> None:
        super().__init__(text, parent)
        self._icon_last = icon_last
        if kind not in KINDS:
            raise ValueError(f"there is no button kind {kind!r}")
        self._theme = theme
        self._icon_name = icon
        self._kind = kind
        self.setFont(theme.font("body_strong"))
        self.setFixedHeight(HEIGHT if kind != "link" else 24)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.changed.connect(self.update)

    def set_icon(self, name: str | None) -> None:
        self._icon_name = name
        self.updateGeometry()
        self.update()

    def set_kind(self, kind: str) -> None:
        self._kind = kind
        self.update()

    def sizeHint(self) -> QSize:
        # One more, because an advance is rounded and a text that just fits would be cut.
        width = QFontMetrics(self.font()).horizontalAdvance(self.text()) + 1 + 2 * self._padding()
        if self._icon_name:
            width += ICON + (_GAP if self.text() else 0)
        return QSize(width, self.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _padding(self) -> int:
        return LINK_PADDING if self._kind == "link" else 13

    def _paint(self) -> tuple[QColor | None, QColor | None, str]:
        """Fill, edge and the token of the text for the state it is in."""
        color, hovered = self._theme.color, self.underMouse() and self.isEnabled()
        pressed = self.isDown() or self.isChecked()
        if not self.isEnabled():
            if self._kind in ("link", "quiet"):
                return None, None, "border3"
            return color("raised"), color("border"), "border3"
        if self._kind == "primary":
            return color("accent_hover") if hovered or pressed else color("accent"), None, "on_accent"
        if self._kind == "danger":
            return color("failed_soft") if hovered or pressed else color("surface"), color("failed"), "failed"
        if self._kind == "link":
            return color("accent_soft") if hovered or pressed else None, None, "accent"
        if self._kind == "quiet":
            return color("border") if hovered or pressed else color("raised"), None, "text"
        if self._theme.dark:
            shade = "border" if pressed or hovered else "raised"
        else:
            shade = "raised" if pressed else "hover" if hovered else "surface"
        return color(shade), color("border2"), "text"

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill, edge, token = self._paint()
        paint_box(painter, self.rect(), RADIUS_BUTTON, fill, edge)
        metrics = QFontMetrics(self.font())
        text = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width() - 6)
        width = metrics.horizontalAdvance(text)
        total = width + ((ICON + _GAP) if self._icon_name else 0)
        x = (self.width() - total) // 2
        if self._icon_name:
            pixmap = self._theme.pixmap(self._icon_name, token, ICON, self.devicePixelRatioF())
            painter.drawPixmap(x + (width + _GAP) * self._icon_last, (self.height() - ICON) // 2, pixmap)
            x += 0 if self._icon_last else ICON + _GAP
        painter.setPen(self._theme.color(token))
        painter.setFont(self.font())
        painter.drawText(QRect(x, 0, width + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, text)
        paint_focus(painter, self, self._theme)
        if self._kind == "primary" and self.isEnabled():
            # A ring in the colour of the button would not be seen: a second one inside of it sets it off.
            paint_inner_focus(painter, self, self._theme)


class IconButton(QToolButton):
    """A button with only an icon: its tooltip says what it does and is its accessible name."""

    def __init__(
        self,
        theme: Theme,
        icon: str,
        tooltip: str,
        checkable: bool = False,
        parent: QWidget | None = None,
        *,
        shortcut: str = "",
        side: int = 32,
        icon_size: int = 18,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon_name = icon
        self._icon_size = icon_size
        self._token: str | None = None
        self.setCheckable(checkable)
        self.setFixedSize(side, side)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.set_tooltip(tooltip, shortcut)
        theme.changed.connect(self.update)

    def setMenu(self, menu: QMenu) -> None:
        super().setMenu(menu)
        # When a menu closes Qt has the pointer be where it was when it opened, and tells so a moment later.
        menu.aboutToHide.connect(lambda: QTimer.singleShot(_POINTER_MS, self, self._review_hover))

    def _review_hover(self) -> None:
        if not self.rect().contains(self.mapFromGlobal(QCursor.pos())):
            self.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
            self.update()

    def set_icon(self, name: str) -> None:
        self._icon_name = name
        self.update()

    def set_token(self, token: str | None) -> None:
        """Draw the icon in the colour of ``token`` instead of the usual one."""
        self._token = token
        self.update()

    def set_tooltip(self, text: str, shortcut: str = "") -> None:
        keys = QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)
        self.setToolTip(f"{text} ({keys})" if keys else text)
        self.setAccessibleName(text)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        color = self._theme.color
        token = self._token or "text2"
        if not self.isEnabled():
            token = "border2"
        elif self.isCheckable() and self.isChecked():
            paint_box(painter, self.rect(), RADIUS_BUTTON, color("accent_soft"), color("accent_line"))
            token = "accent"
        elif self.isDown() or self.underMouse():
            paint_box(painter, self.rect(), RADIUS_BUTTON, color("border"))
            token = self._token or "text"
        size = self._icon_size
        pixmap = self._theme.pixmap(self._icon_name, token, size, self.devicePixelRatioF())
        painter.drawPixmap((self.width() - size) // 2, (self.height() - size) // 2, pixmap)
        paint_focus(painter, self, self._theme)
