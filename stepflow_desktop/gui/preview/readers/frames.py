"""Pictures that move: one frame after the other as pixels, from the first again after the last."""

from __future__ import annotations

import os
from pathlib import Path

from stepflow_desktop.gui.preview.picture_data import FORMATS
from stepflow_desktop.gui.preview.readers.answers import Answer, Refused

MOST_PIXELS = 50_000_000
# What one frame is made smaller to, so that moving does not mean moving gigabytes.
FRAME_PIXELS = 1_500_000
# As browsers do it: what says less wants to be as fast as possible and is not meant.
LEAST_MS, USUAL_MS = 20, 100
LONGEST_MS = 60_000


class FramesReader:
    def __init__(self, path: str) -> None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        from PySide6.QtGui import QGuiApplication

        self._application = QGuiApplication.instance() or QGuiApplication(["preview"])
        self._path = Path(path)
        self._number = 0
        self._open()

    def _open(self) -> None:
        from PySide6.QtGui import QImageReader

        self._frames = QImageReader(str(self._path), FORMATS.get(self._path.suffix.lower(), b"gif"))
        self._frames.setDecideFormatFromContent(False)
        size = self._frames.size()
        if not size.isValid() or size.isEmpty():
            raise Refused("damaged")
        if size.width() * size.height() > MOST_PIXELS:
            raise Refused("too_many_pixels", f"{size.width():,} × {size.height():,}")
        self._number = 0

    def about(self) -> Answer:
        size = self._frames.size()
        return {"width": size.width(), "height": size.height()}, b""

    def frame(self) -> Answer:
        """The next one: four bytes per pixel, premultiplied, and how long it is to be seen."""
        from PySide6.QtCore import Qt
        from PySide6.QtGui import QImage

        image = self._frames.read()
        if image.isNull():
            if not self._number:
                raise Refused("damaged")
            self._open()
            image = self._frames.read()
            if image.isNull():
                raise Refused("damaged")
        self._number += 1
        delay_ms = self._frames.nextImageDelay()
        pixels = image.width() * image.height()
        if pixels > FRAME_PIXELS:
            shrink = (FRAME_PIXELS / pixels) ** 0.5
            width, height = max(1, int(image.width() * shrink)), max(1, int(image.height() * shrink))
            image = image.scaled(
                width, height, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.FastTransformation
            )
        image = image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
        told = {
            "number": self._number,
            "delay_ms": USUAL_MS if delay_ms < LEAST_MS else min(delay_ms, LONGEST_MS),
            "width": image.width(),
            "height": image.height(),
            "stride": image.bytesPerLine(),
        }
        return told, bytes(image.constBits())
