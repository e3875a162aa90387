"""A menu that paints itself: keys at the right and muted, the default action strong, danger in its colour."""

from __future__ import annotations

import re

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import (
    QAction,
    QFontMetrics,
    QIcon,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QMenu, QWidget

from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.painting import RADIUS_CARD, cut_corners, paint_box
from stepflow_desktop.gui.widgets.row_painting import line_rect, paint_text

ICON = 16
SIGN_LEFT, TEXT_LEFT, BARE_LEFT = 10, 36, 12
KEYS_GAP, RIGHT = 24, 12
_EDGE = 14


class Menu(QMenu):
    """Its actions hold ``words\\tkeys`` or keys of their own, ``icon_name`` and ``danger`` as properties: see ``add``.

    One that is not to be ``kept`` is gone once it is closed. A tooltip of an action that cannot be chosen says why.
    """

    def __init__(self, theme: Theme, parent: QWidget | None, title: str = "", *, kept: bool = False) -> None:
        super().__init__(title, parent)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, not kept)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.setToolTipsVisible(True)
        self.aboutToShow.connect(self._take_width)
        theme.changed.connect(self.update)

    def add(self, name: str, icon: str, words: str, keys: str = "", *, danger: bool = False) -> QAction:
        """The keys are only shown: the window's menu bar owns them."""
        action = self.addAction(f"{words}\t{keys}" if keys else words)
        if icon:
            action.setIcon(self._theme.icon(icon))
        action.setObjectName(name)
        action.setProperty("icon_name", icon)
        action.setProperty("danger", danger)
        return action

    def add_menu(self, words: str, icon: str = "") -> Menu:
        """A menu that opens beside its entry."""
        menu = Menu(self._theme, self, words, kept=True)
        action = self.addMenu(menu)
        action.setProperty("icon_name", icon)
        if icon:
            action.setIcon(self._theme.icon(icon))
        return menu

    # -- size and outline

    def _take_width(self) -> None:
        """Wide enough for the longest words with their keys."""
        bold, body = (QFontMetrics(self._theme.font(role)) for role in ("body_strong", "body"))
        small = QFontMetrics(self._theme.font("small"))
        widest = 0
        for action in self.actions():
            if action.isSeparator() or not action.isVisible():
                continue
            words, keys = parts_of(action)
            metrics = bold if action is self.defaultAction() else body
            beside = small.horizontalAdvance(keys) if keys else ICON if action.menu() is not None else 0
            gap = KEYS_GAP if beside else 0
            widest = max(widest, self._left() + metrics.horizontalAdvance(words) + gap + beside + RIGHT)
        self.setMinimumWidth(widest + _EDGE + 2)

    def _left(self) -> int:
        """Where words begin: after the signs, if there are any."""
        signs = any(
            action.property("icon_name") or action.isCheckable() or not action.icon().isNull()
            for action in self.actions()
        )
        return TEXT_LEFT if signs else BARE_LEFT

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        cut_corners(self, RADIUS_CARD)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        cut_corners(self, RADIUS_CARD)

    # -- painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        color = self._theme.color
        if not self.mask().isEmpty():
            # Half of a pixel on the edge of the shape would be blended with black.
            painter.fillRect(self.rect(), color("border2"))
        paint_box(painter, self.rect(), RADIUS_CARD, color("surface"), color("border2"))
        left = self._left()
        for action in self.actions():
            rect = self.actionGeometry(action)
            if action.isSeparator():
                painter.fillRect(rect.left() + 4, rect.center().y(), rect.width() - 8, 1, color("border"))
            elif action.isVisible():
                self._paint_action(painter, rect, action, left)

    def _paint_action(self, painter: QPainter, rect: QRect, action: QAction, left: int) -> None:
        theme = self._theme
        if action is self.activeAction() and action.isEnabled():
            paint_box(painter, rect, 6, theme.color("accent_soft"))
        danger = bool(action.property("danger"))
        token = "border3" if not action.isEnabled() else "failed" if danger else "text"
        middle = rect.center().y() + 1
        self._paint_sign(painter, rect, action, token if danger or not action.isEnabled() else "text2")
        words, keys = parts_of(action)
        right = rect.right() - RIGHT + 2
        if action.menu() is not None:
            chevron = theme.pixmap("chevron-right", "text3", ICON, self.devicePixelRatioF())
            painter.drawPixmap(right - ICON + 4, middle - ICON // 2, chevron)
            right -= ICON
        strong = action is self.defaultAction()
        keys_token = "border3" if not action.isEnabled() else "text3"
        width = paint_text(
            *(painter, line_rect(rect.left() + left, right, middle), keys, theme.font("small")),
            *(theme.color(keys_token), Qt.AlignmentFlag.AlignRight),
        )
        font = theme.font("body_strong" if strong else "body")
        paint_text(painter, line_rect(rect.left() + left, right - width - 8, middle), words, font, theme.color(token))

    def _paint_sign(self, painter: QPainter, rect: QRect, action: QAction, token: str) -> None:
        """The icon, or a tick; an action that is on and has an icon shows it in a box."""
        place = QRect(rect.left() + SIGN_LEFT, rect.center().y() - ICON // 2 + 1, ICON, ICON)
        name = str(action.property("icon_name") or "")
        on = action.isCheckable() and action.isChecked()
        if on and (name or not action.icon().isNull()):
            color = self._theme.color
            paint_box(painter, place.adjusted(-4, -4, 4, 4), 6, color("accent_soft"), color("accent_line"))
            token = "accent" if action.isEnabled() else token
        elif on:
            name, token = "check", "accent" if action.isEnabled() else token
        if name:
            painter.drawPixmap(place, self._theme.pixmap(name, token, ICON, self.devicePixelRatioF()))
        elif not action.icon().isNull():
            mode = QIcon.Mode.Normal if action.isEnabled() else QIcon.Mode.Disabled
            action.icon().paint(painter, place, Qt.AlignmentFlag.AlignCenter, mode)


def parts_of(action: QAction) -> tuple[str, str]:
    """The words of an action as they are read, and its keys as they are pressed."""
    words, _, keys = action.text().partition("\t")
    if not keys:
        keys = keys_text(action.shortcut())
    return re.sub(r"&(.)", r"\1", words), keys


def keys_text(keys: QKeySequence) -> str:
    """Keys as keyboards name them: the one called Return is labelled Enter."""
    text = keys.toString(QKeySequence.SequenceFormat.NativeText)
    return re.sub(r"\bReturn$", "Enter", text)
