"""A picture to look at: fitted or at a scale, moved by the mouse, on one of four grounds, beside an earlier one."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from stepflow_desktop.gui.preview.picture_data import scaled_down
from stepflow_desktop.gui.preview.previewer import KEYBOARD_REASONS
from stepflow_desktop.gui.preview.work import Work
from stepflow_desktop.gui.theme import Theme

LEAST, MOST = 0.02, 32.0
STEP = 1.25
MARGIN = 24
_SQUARE = 8


class Ground(StrEnum):
    THEME = "theme"
    WHITE = "white"
    BLACK = "black"
    SQUARES = "squares"


class PictureCanvas(QWidget):
    """``scaled`` carries the scale (1 is a pixel of the picture per pixel of the window) and whether it is fitted."""

    scaled = Signal(float, bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("picture_canvas")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(120, 120)
        self._image: QImage | None = None
        self._natural = QSizeF()
        self._other: tuple[QImage, str] | None = None
        self._small: QImage | None = None
        self._making = QSize()
        self._work = Work(self)
        self._fitted = True
        self._shows_focus = False
        self._scale = 1.0
        self._offset = QPointF()
        self._split = 0.5
        self._drag: QPoint | None = None
        self._drags_split = False
        self.ground = Ground.THEME
        theme.changed.connect(self.update)

    # -- in

    def set_image(self, image: QImage | None, natural: QSize | None = None) -> None:
        """``natural`` is the size that counts as 100 %, that of the image if not given."""
        self._image, self._small, self._other = image, None, None
        self._work.forget()
        self._making = QSize()
        self._natural = QSizeF(natural or (image.size() if image is not None else QSize()))
        self.fit()

    def set_frame(self, image: QImage) -> None:
        """Show ``image`` where and as large as the one before."""
        self._image, self._small = image, None
        self._work.forget()
        self._making = QSize()
        self.update()

    @property
    def image(self) -> QImage | None:
        return self._image

    def set_other(self, image: QImage | None, caption: str = "") -> None:
        """Show ``image`` right of the slider instead of this one; None ends the comparison."""
        self._other = (image, caption) if image is not None else None
        self._split = 0.5
        self.update()

    @property
    def compares(self) -> bool:
        return self._other is not None

    def set_ground(self, ground: Ground) -> None:
        self.ground = ground
        self.update()

    # -- scale

    def fit(self) -> None:
        """As large as fits, never larger than it is."""
        self._fitted, self._offset = True, QPointF()
        self._take_fit()

    def set_scale(self, scale: float, at: QPointF | None = None) -> None:
        """``at`` is the place that stays where it is, the middle if not given."""
        scale = min(MOST, max(LEAST, scale))
        middle = QPointF(self.width() / 2, self.height() / 2)
        away = (at or middle) - middle - self._offset
        self._offset = (at or middle) - middle - away * (scale / self._scale)
        self._fitted, self._scale = False, scale
        self._hold()
        self._changed()

    def zoom(self, direction: int) -> None:
        if direction == 0:
            self.fit()
        else:
            self.set_scale(self._scale * (STEP if direction > 0 else 1 / STEP))

    @property
    def scale(self) -> float:
        return self._scale

    def _take_fit(self) -> None:
        if not self._natural.isEmpty():
            room = QSizeF(max(1, self.width() - 2 * MARGIN), max(1, self.height() - 2 * MARGIN))
            across, down = room.width() / self._natural.width(), room.height() / self._natural.height()
            self._scale = min(1.0, across, down)
        self._changed()

    def _changed(self) -> None:
        self._want_small()
        self.scaled.emit(self._scale, self._fitted)
        self.update()

    def _hold(self) -> None:
        """Some of the picture always stays in sight."""
        size = self._natural * self._scale
        across = max(0.0, (size.width() + self.width()) / 2 - 40)
        down = max(0.0, (size.height() + self.height()) / 2 - 40)
        self._offset = QPointF(min(across, max(-across, self._offset.x())), min(down, max(-down, self._offset.y())))

    def _want_small(self) -> None:
        """Below full size the picture is scaled smoothly, once per scale, in a thread."""
        image = self._image
        ratio = self.devicePixelRatioF()
        size = (self._natural * self._scale * ratio).toSize().expandedTo(QSize(1, 1))
        if image is None or size.width() >= image.width():
            self._small, self._making = None, QSize()
            return
        if (self._small is not None and self._small.size() == size) or self._making == size:
            return
        self._making = size
        self._work.begin("scale-picture", lambda: scaled_down(image, size), self._on_small)

    def _on_small(self, image: QImage) -> None:
        self._small, self._making = image, QSize()
        self.update()

    # -- the mouse and the keyboard

    def place(self) -> QRectF:
        """Where the picture is."""
        size = self._natural * self._scale
        middle = QPointF(self.width() / 2, self.height() / 2) + self._offset
        return QRectF(middle.x() - size.width() / 2, middle.y() - size.height() / 2, size.width(), size.height())

    def _split_x(self) -> float:
        place = self.place()
        return place.left() + place.width() * self._split

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fitted:
            self._take_fit()
        else:
            self._hold()

    def wheelEvent(self, event: QWheelEvent) -> None:
        turns = event.angleDelta().y() / 120
        if turns and self._image is not None:
            self.set_scale(self._scale * STEP**turns, event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._image is not None:
            self._drag = event.position().toPoint()
            self._drags_split = self.compares and abs(event.position().x() - self._split_x()) < 14
            self.setCursor(Qt.CursorShape.SplitHCursor if self._drags_split else Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is None:
            return
        if self._drags_split:
            place = self.place()
            self._set_split((event.position().x() - place.left()) / max(1.0, place.width()))
            return
        here = event.position().toPoint()
        self._offset += QPointF(here - self._drag)
        self._drag = here
        self._fitted = False
        self._hold()
        self.update()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._drag = None
        self.unsetCursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._fitted:
            self.set_scale(1.0, event.position())
        else:
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text, key = event.text(), event.key()
        if text in ("+", "="):
            self.zoom(1)
        elif text == "-":
            self.zoom(-1)
        elif text == "0":
            self.fit()
        elif text == "1":
            self.set_scale(1.0)
        elif self.compares and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._set_split(self._split + (0.02 if key == Qt.Key.Key_Right else -0.02))
        else:
            event.ignore()

    def _set_split(self, split: float) -> None:
        self._split = min(1.0, max(0.0, split))
        self.update()

    @property
    def split(self) -> float:
        return self._split

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._shows_focus = event.reason() in KEYBOARD_REASONS
        self.update()

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._paint_ground(painter, QRectF(event.rect()))
        image = self._image
        if image is None:
            return
        place = self.place()
        if self.ground is Ground.THEME:
            self._paint_shadow(painter, place)
        self._paint_image(painter, place, self._small if self._small is not None else image)
        if self._other is not None:
            self._paint_other(painter, place, *self._other)
        if self.hasFocus() and self._shows_focus:
            painter.setPen(QPen(self._theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))

    def _paint_ground(self, painter: QPainter, rect: QRectF) -> None:
        match self.ground:
            case Ground.WHITE:
                painter.fillRect(rect, QColor("white"))
            case Ground.BLACK:
                painter.fillRect(rect, QColor("black"))
            case Ground.SQUARES:
                painter.fillRect(rect, QColor("#FFFFFF"))
                painter.setBrush(QColor("#D9D9D9"))
                painter.setPen(Qt.PenStyle.NoPen)
                for row in range(int(rect.top()) // _SQUARE, int(rect.bottom()) // _SQUARE + 1):
                    for column in range(int(rect.left()) // _SQUARE, int(rect.right()) // _SQUARE + 1):
                        if (row + column) % 2:
                            painter.drawRect(column * _SQUARE, row * _SQUARE, _SQUARE, _SQUARE)
            case _:
                painter.fillRect(rect, self._theme.color("log_bg" if self._theme.dark else "side"))

    def _paint_shadow(self, painter: QPainter, place: QRectF) -> None:
        shade = QColor(0, 0, 0, 14)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shade)
        for away in (6, 4, 2):
            painter.drawRoundedRect(place.adjusted(-away, -away + 2, away, away + 2), 3, 3)

    def _paint_image(self, painter: QPainter, place: QRectF, image: QImage) -> None:
        """Only the part in sight; large pixels stay sharp."""
        seen = place.intersected(QRectF(self.rect()))
        if seen.isEmpty():
            return
        across, down = image.width() / place.width(), image.height() / place.height()
        source = QRectF(
            (seen.left() - place.left()) * across,
            (seen.top() - place.top()) * down,
            seen.width() * across,
            seen.height() * down,
        )
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, image is self._small or self._scale < 3)
        painter.drawImage(seen, image, source)

    def _paint_other(self, painter: QPainter, place: QRectF, other: QImage, caption: str) -> None:
        x = self._split_x()
        painter.save()
        right = QRectF(x, place.top(), place.right() - x, place.height())
        painter.setClipRect(right)
        painter.fillRect(right, self._theme.color("surface"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, other)
        painter.restore()
        accent = self._theme.color("accent")
        painter.setPen(QPen(accent, 2))
        painter.drawLine(QPointF(x, place.top()), QPointF(x, place.bottom()))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(accent)
        painter.drawEllipse(QPointF(x, place.center().y()), 9, 9)
        font = self._theme.font("small_strong")
        painter.setFont(font)
        top = max(8.0, place.top() + 8)
        for text, left_side in ((self.tr("This run"), True), (caption, False)):
            width = painter.fontMetrics().horizontalAdvance(text) + 16
            left = x - width - 10 if left_side else x + 10
            painter.setBrush(self._theme.color("raised"))
            painter.setPen(Qt.PenStyle.NoPen)
            box = QRectF(left, top, width, 22)
            painter.drawRoundedRect(box, 11, 11)
            painter.setPen(self._theme.color("text"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
