"""SVG drawn to pixels. Whatever a drawing names outside itself is taken out before."""

from __future__ import annotations

import os
import xml.etree.ElementTree as ElementTree
from pathlib import Path

from stepflow_desktop.gui.preview.readers.answers import Answer, Refused

MOST_PIXELS = 16_000_000
USUAL_SIDE = 512.0


def without_references(source: bytes) -> bytes:
    """The drawing with no link to anything but its own parts and data inside it."""
    try:
        root = ElementTree.fromstring(source)
    except (ElementTree.ParseError, ValueError) as error:
        raise Refused("damaged", str(error)) from error
    for element in root.iter():
        for name in list(element.attrib):
            if name.rpartition("}")[2] == "href" and not element.attrib[name].strip().startswith(("#", "data:image/")):
                del element.attrib[name]
    cleaned: bytes = ElementTree.tostring(root, encoding="utf-8")
    return cleaned


class DrawingReader:
    def __init__(self, path: str) -> None:
        source = without_references(Path(path).read_bytes())
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        from PySide6.QtCore import QByteArray
        from PySide6.QtGui import QGuiApplication
        from PySide6.QtSvg import QSvgRenderer

        self._application = QGuiApplication.instance() or QGuiApplication(["preview"])
        self._drawing = QSvgRenderer(QByteArray(source))
        if not self._drawing.isValid():
            raise Refused("damaged")
        size = self._drawing.defaultSize()
        self._width, self._height = float(size.width()), float(size.height())
        if self._width <= 0 or self._height <= 0:
            self._width = self._height = USUAL_SIDE

    def about(self) -> Answer:
        return {"width": round(self._width), "height": round(self._height)}, b""

    def pixels(self, width: int) -> Answer:
        """The drawing ``width`` pixels wide, four bytes per pixel, premultiplied."""
        from PySide6.QtCore import QRectF, Qt
        from PySide6.QtGui import QImage, QPainter

        height = max(1.0, width * self._height / self._width)
        shrink = min(1.0, (MOST_PIXELS / (width * height)) ** 0.5)
        image = QImage(
            max(1, int(width * shrink)), max(1, int(height * shrink)), QImage.Format.Format_ARGB32_Premultiplied
        )
        if image.isNull():
            raise Refused("too_big")
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        self._drawing.render(painter, QRectF(image.rect()))
        painter.end()
        told = {"width": image.width(), "height": image.height(), "stride": image.bytesPerLine()}
        return told, bytes(image.constBits())
