"""A context menu that paints itself: keys at the right and muted, the default action strong, danger in its colour."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QWidget

from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.painting import paint_box
from stepflow_desktop.gui.widgets.row_painting import line_rect, paint_text

ICON = 16
TEXT_LEFT = 36


class Menu(QMenu):
    """Its actions hold ``words\\tkeys``, an icon name in ``icon_name`` and ``danger`` as properties: see ``add``."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        theme.changed.connect(self.update)

    def add(self, name: str, icon: str, words: str, keys: str = "", *, danger: bool = False) -> QAction:
        """The keys are only shown: the window's menu bar owns them."""
        action = self.addAction(self._theme.icon(icon), f"{words}\t{keys}" if keys else words)
        action.setObjectName(name)
        action.setProperty("icon_name", icon)
        action.setProperty("danger", danger)
        return action

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        color = self._theme.color
        painter.fillRect(self.rect(), color("surface"))
        paint_box(painter, self.rect(), 0, color("surface"), color("border2"))
        for action in self.actions():
            rect = self.actionGeometry(action)
            if action.isSeparator():
                painter.fillRect(rect.left() + 4, rect.center().y(), rect.width() - 8, 1, color("border"))
            elif action.isVisible():
                self._paint_action(painter, rect, action)

    def _paint_action(self, painter: QPainter, rect: QRect, action: QAction) -> None:
        theme = self._theme
        if action is self.activeAction() and action.isEnabled():
            paint_box(painter, rect, 6, theme.color("accent_soft"))
        danger = bool(action.property("danger"))
        token = "border3" if not action.isEnabled() else "failed" if danger else "text"
        icon_token = token if danger or not action.isEnabled() else "text2"
        ratio = self.devicePixelRatioF()
        name = str(action.property("icon_name") or "")
        if name:
            pixmap = theme.pixmap(name, icon_token, ICON, ratio)
            painter.drawPixmap(rect.left() + 10, rect.center().y() - ICON // 2 + 1, pixmap)
        words, _, keys = action.text().partition("\t")
        strong = action is self.defaultAction()
        left, right, middle = rect.left() + TEXT_LEFT, rect.right() - 10, rect.center().y() + 1
        small = theme.font("small")
        keys_token = "border3" if not action.isEnabled() else "text3"
        width = paint_text(
            painter, line_rect(left, right, middle), keys, small, theme.color(keys_token), Qt.AlignmentFlag.AlignRight
        )
        font = theme.font("body_strong" if strong else "body")
        paint_text(
            painter, line_rect(left, right - width - 8, middle), words.replace("&&", "&"), font, theme.color(token)
        )
