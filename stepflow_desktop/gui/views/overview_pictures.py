"""The latest pictures: small, decoded on a thread, each a link to its execution."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QImage, QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QStackedWidget, QWidget

from stepflow_desktop.core.clock import Clock
from stepflow_desktop.core.model import Artifact
from stepflow_desktop.core.statistics import Picture
from stepflow_desktop.gui import wording
from stepflow_desktop.gui.models.execution_text import first_line
from stepflow_desktop.gui.models.thumbnails import Thumbnails
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import Button, Card, Label
from stepflow_desktop.gui.widgets.painting import paint_box, paint_focus

SIDE = 480
"""Pixels of a small picture; twice what a card shows, for screens of two pixels a point."""

WORDS = 46
LEAST_WIDTH = 150
RADIUS = 8.0


class PicturesCard(Card):
    """``chosen`` carries the ids of an execution and an artifact, ``all_wanted`` asks for all artifacts."""

    chosen = Signal(str, str)
    all_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        clock: Clock,
        path_of: Callable[[Artifact], Path],
        thumbnails: Thumbnails,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self._path_of = path_of
        self._thumbnails = thumbnails
        self.setObjectName("overview_pictures")
        self.show_all = Button(theme, self.tr("All artifacts"), kind="link")
        self.show_all.setObjectName("overview_all_artifacts")
        self.show_all.clicked.connect(self.all_wanted)
        head = self.header(self.tr("Latest pictures"))
        head.addWidget(self.show_all)
        head.addStrut(theme.px(28))
        row_page = QWidget()
        self._row = QHBoxLayout(row_page)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(12)
        self.tiles = [PictureTile(theme, clock) for _ in range(4)]
        for tile in self.tiles:
            tile.clicked.connect(lambda _checked=False, tile=tile: self._choose(tile))
            self._row.addWidget(tile, 1)
        self._nothing = Label(theme, self.tr("Pictures that executions keep appear here"), "body", "text2")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setWordWrap(True)
        self._stack = QStackedWidget()
        self._stack.addWidget(row_page)
        self._stack.addWidget(self._nothing)
        self.body.addWidget(self._stack, 1)
        self._pictures: tuple[Picture, ...] = ()
        self._images: dict[str, QImage] = {}
        thumbnails.ready.connect(self._on_ready)
        self._review()

    def show_pictures(self, pictures: Sequence[Picture]) -> None:
        if tuple(pictures) == self._pictures:
            return
        self._pictures = tuple(pictures)
        kept = {picture.artifact.id for picture in self._pictures}
        self._images = {key: image for key, image in self._images.items() if key in kept}
        self._review()

    def _review(self) -> None:
        self._stack.setCurrentIndex(0 if self._pictures else 1)
        room = max(1, min(len(self.tiles), (self.width() - 32 + 12) // (LEAST_WIDTH + 12)))
        shown = self._pictures[:room]
        for number, tile in enumerate(self.tiles):
            tile.setVisible(number < len(shown))
            if number < len(shown):
                artifact = shown[number].artifact
                tile.show_picture(shown[number], self._images.get(artifact.id))
                self._thumbnails.ask(artifact, self._path_of(artifact))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._review()

    def _on_ready(self, artifact_id: str, image: QImage) -> None:
        if any(picture.artifact.id == artifact_id for picture in self._pictures):
            self._images[artifact_id] = image
            self._review()

    def _choose(self, tile: PictureTile) -> None:
        if tile.picture is not None:
            self.chosen.emit(tile.picture.artifact.execution_id, tile.picture.artifact.id)


class PictureTile(QAbstractButton):
    """One picture in a frame, its file name, and where and when it was made."""

    def __init__(self, theme: Theme, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._clock = clock
        self.picture: Picture | None = None
        self.image: QImage | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.changed.connect(self.update)

    def show_picture(self, picture: Picture, image: QImage | None) -> None:
        """``image`` is None while it is being decoded, and for what cannot be."""
        self.picture, self.image = picture, image
        self.setAccessibleName(f"{first_line(picture.artifact.file_name)}, {self._made()}")
        self.update()

    def _made(self) -> str:
        if self.picture is None:
            return ""
        when = wording.moment(self.picture.artifact.created_at, self._clock.now().at)
        words = self.tr("{execution} · {when}")
        return words.format(execution=first_line(self.picture.execution_name), when=when)

    def sizeHint(self) -> QSize:
        return QSize(180, 200)

    def minimumSizeHint(self) -> QSize:
        return QSize(100, 120)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.picture is None:
            return
        painter = QPainter(self)
        px = self._theme.px
        frame = QRect(0, 0, self.width(), self.height() - px(WORDS))
        edge = self._theme.color("border3" if self.underMouse() else "border2")
        # Plots have white grounds mostly: their frame is white in both themes.
        fill = self._theme.color("surface") if self.image is None else Qt.GlobalColor.white
        paint_box(painter, frame, RADIUS, fill, edge)  # type: ignore[arg-type]
        self._paint_image(painter, QRectF(frame).adjusted(6, 6, -6, -6))
        name = first_line(self.picture.artifact.file_name)
        self._text(painter, QRect(2, frame.bottom() + 6, self.width() - 4, px(19)), name, "small_strong", "text")
        self._text(painter, QRect(2, frame.bottom() + px(24), self.width() - 4, px(18)), self._made(), "micro", "text2")
        paint_focus(painter, self, self._theme, RADIUS)

    def _paint_image(self, painter: QPainter, room: QRectF) -> None:
        image = self.image
        if image is None:
            pixmap = self._theme.pixmap("file-image", "text3", 24, self.devicePixelRatioF())
            painter.drawPixmap(room.center().toPoint() - QRect(0, 0, 24, 24).center(), pixmap)
            return
        size = image.size().scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(0, 0, size.width(), size.height())
        place.moveCenter(room.center())
        clip = QPainterPath()
        clip.addRoundedRect(place, 3, 3)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setClipPath(clip)
        painter.drawImage(place, image)
        painter.restore()

    def _text(self, painter: QPainter, place: QRect, text: str, role: str, token: str) -> None:
        font = self._theme.font(role)
        painter.setFont(font)
        painter.setPen(self._theme.color(token))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideMiddle, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)
