"""The previewer for pictures and drawings, with scale, ground, copy and the slider to an earlier run."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication, QHideEvent, QImage
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from stepflow_desktop.gui.preview.animation import Animation
from stepflow_desktop.gui.preview.kinds import Kind, kind_of
from stepflow_desktop.gui.preview.picture_canvas import Ground, PictureCanvas
from stepflow_desktop.gui.preview.picture_data import Picture, read_picture
from stepflow_desktop.gui.preview.previewer import Previewer, Shown
from stepflow_desktop.gui.preview.printing import print_picture
from stepflow_desktop.gui.preview.reader_process import ReaderProcess
from stepflow_desktop.gui.preview.work import Work
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import IconButton

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

DRAWN_WIDTH = 2_000
_SCALES = (0.25, 0.5, 1.0, 2.0, 4.0)


class PictureView(Previewer):
    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.canvas = PictureCanvas(theme)
        self.canvas.setAccessibleName(self.tr("Picture"))
        self._work = Work(self)
        self._other_work = Work(self)
        self._other_reader = ReaderProcess(self)
        self._grounds = list(Ground)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.canvas)
        self.focus_stop = self.canvas
        self.animation = Animation(self)
        self.animation.shown.connect(self.canvas.set_frame)
        self._make_tools()
        self.animation.stopped.connect(self._on_stopped)
        self.canvas.scaled.connect(self._on_scaled)

    def _make_tools(self) -> None:
        theme = self._theme
        self.play_button = IconButton(theme, "play", self.tr("Play"), side=30)
        self.play_button.setObjectName("picture_play")
        self.play_button.clicked.connect(self._on_play)
        smaller = IconButton(theme, "zoom-out", self.tr("Smaller"), shortcut="-", side=30)
        smaller.setObjectName("zoom_out")
        smaller.clicked.connect(lambda: self.canvas.zoom(-1))
        larger = IconButton(theme, "zoom-in", self.tr("Larger"), shortcut="+", side=30)
        larger.setObjectName("zoom_in")
        larger.clicked.connect(lambda: self.canvas.zoom(1))
        self._scales = QComboBox()
        self._scales.setObjectName("zoom_scale")
        self._scales.setAccessibleName(self.tr("Scale"))
        self._scales.setFont(theme.font("body"))
        self._scales.setFixedSize(84, 30)
        self._scales.addItem(self.tr("Fit"), 0.0)
        for scale in _SCALES:
            self._scales.addItem(f"{scale * 100:.0f} %", scale)
        self._scales.activated.connect(self._on_scale_chosen)
        ground = IconButton(theme, "contrast", self.tr("Another background"), side=30)
        ground.setObjectName("picture_ground")
        ground.clicked.connect(self._next_ground)
        copy = IconButton(theme, "copy", self.tr("Copy the picture"), side=30)
        copy.setObjectName("copy_picture")
        copy.clicked.connect(self.copy)
        self.tools = [self.play_button, smaller, self._scales, larger, ground, copy]

    # -- reading

    def begin(self, shown: Shown) -> None:
        self.play_button.hide()
        if kind_of(shown.name) is Kind.DRAWING:
            self._open_drawing(self.reader, shown.path, self._on_drawn, self.failed.emit)
        else:
            self._work.begin("read-picture", lambda: read_picture(shown.path), self._on_read)

    def put_away(self) -> None:
        super().put_away()
        self.animation.end()
        self._show_playing()
        self._work.forget()
        self.compare_with(None, "")
        self.canvas.set_image(None)

    def _on_read(self, picture: Picture | None) -> None:
        if picture is None:
            self.failed.emit("unreadable", "")
            return
        size = picture.size
        pixels = f"{size.width():,} × {size.height():,}"
        if picture.image is None:
            if size.isValid():
                self.known.emit([(self.tr("Pixels"), pixels)])
            self.failed.emit(picture.code, pixels)
            return
        self.canvas.set_image(picture.image)
        self._tell(pixels, picture.frames)

    def _open_drawing(self, reader: ReaderProcess, path: Path, done: Any, failed: Any) -> None:
        def draw(told: Mapping[str, Any], _payload: bytes) -> None:
            natural = QSize(told["width"], told["height"])
            width = max(DRAWN_WIDTH, min(natural.width(), 2 * DRAWN_WIDTH))
            reader.ask("pixels", lambda drawn, data: done(natural, drawn, data), failed, width=width)

        reader.open("drawing", draw, failed, path=str(path))

    def _on_drawn(self, natural: QSize, told: Mapping[str, Any], payload: bytes) -> None:
        self.canvas.set_image(_premultiplied(told, payload), natural)
        self._tell(f"{natural.width():,} × {natural.height():,}", 1)

    def _tell(self, pixels: str, frames: int) -> None:
        facts = [(self.tr("Pixels"), pixels)]
        self.play_button.setVisible(frames > 1)
        if frames > 1:
            facts.append((self.tr("Frames"), f"{frames:,}"))
            self.told.emit(self.tr("{pixels} · {frames} frames").format(pixels=pixels, frames=f"{frames:,}"))
        else:
            self.told.emit(pixels)
        self.known.emit(facts)

    # -- moving

    def _on_play(self) -> None:
        if self.animation.is_playing:
            self.animation.pause()
        elif self.shown is not None:
            self.animation.play(self.shown.path)
        self._show_playing()

    def _show_playing(self) -> None:
        playing = self.animation.is_playing
        self.play_button.set_icon("pause" if playing else "play")
        self.play_button.set_tooltip(self.tr("Pause") if playing else self.tr("Play"))

    def _on_stopped(self) -> None:
        self._show_playing()
        self.said.emit("warning", self.tr("The other frames could not be read"), "")

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.animation.pause()
        self._show_playing()

    # -- comparing

    @property
    def can_compare(self) -> bool:
        return True

    def compare_with(self, path: Path | None, caption: str) -> None:
        self._other_work.forget()
        self._other_reader.close()
        if path is None:
            self.canvas.set_other(None)
        elif kind_of(path.name) is Kind.DRAWING:
            self._open_drawing(
                self._other_reader,
                path,
                lambda _natural, told, data: self.canvas.set_other(_premultiplied(told, data), caption),
                lambda _code, _detail: self._no_other(),
            )
        else:
            self._other_work.begin(
                "read-other-picture", lambda: read_picture(path), lambda p: self._on_other(p, caption)
            )

    def _on_other(self, picture: Picture | None, caption: str) -> None:
        if picture is None or picture.image is None:
            self._no_other()
        else:
            self.canvas.set_other(picture.image, caption)

    def _no_other(self) -> None:
        self.said.emit("warning", self.tr("The earlier picture could not be read"), "")

    # -- tools

    def zoom(self, direction: int) -> None:
        self.canvas.zoom(direction)

    def copy(self) -> None:
        if self.canvas.image is not None:
            QGuiApplication.clipboard().setImage(self.canvas.image)
            self.said.emit("success", self.tr("Picture copied"), "")

    @property
    def can_print(self) -> bool:
        return True

    def print_on(self, printer: QPrinter) -> None:
        if self.canvas.image is not None and not print_picture(printer, self.canvas.image):
            self.said.emit("warning", self.tr("It was not printed"), "")

    def _next_ground(self) -> None:
        at = self._grounds.index(self.canvas.ground)
        self.canvas.set_ground(self._grounds[(at + 1) % len(self._grounds)])

    def _on_scale_chosen(self, at: int) -> None:
        scale = float(self._scales.itemData(at) or 0.0)
        if scale:
            self.canvas.set_scale(scale)
        else:
            self.canvas.fit()

    def _on_scaled(self, scale: float, fitted: bool) -> None:
        known = 0 if fitted else self._scales.findData(scale)
        if known >= 0:
            self._scales.setCurrentIndex(known)
            return
        if self._scales.count() == len(_SCALES) + 1:
            self._scales.addItem("", None)
        last = self._scales.count() - 1
        self._scales.setItemText(last, f"{scale * 100:.0f} %")
        self._scales.setItemData(last, scale)
        self._scales.setCurrentIndex(last)


def _premultiplied(told: Mapping[str, Any], payload: bytes) -> QImage:
    form = QImage.Format.Format_ARGB32_Premultiplied
    return QImage(payload, told["width"], told["height"], told["stride"], form).copy()
