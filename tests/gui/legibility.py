"""Finds text that cannot be read: cut off by its widget, or lying on other text.

Every visible widget is painted into an SVG, which keeps texts with their places and fonts. So texts that a widget
paints by hand are found as well as those of a label.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QRegion, QTransform
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QAbstractScrollArea, QLineEdit, QWidget

SLACK = 2.0
"""Pixels by which letters may stand over without anybody seeing it."""

_MATRIX = re.compile(r"matrix\(([^)]*)\)")


@dataclass(frozen=True, slots=True)
class Text:
    """``rect`` and ``seen`` are in the window: where it is painted, and what of that place is not cut off."""

    words: str
    rect: QRectF
    widget: QWidget
    seen: QRectF

    def __str__(self) -> str:
        place = self.rect.toRect().getRect()
        return f"{self.words!r} of {type(self.widget).__name__} {self.widget.objectName()!r} at {place}"


def problems(window: QWidget) -> list[str]:
    """One line for each text in ``window`` that is cut off or overlaps another."""
    texts = [text for widget in _shown(window) for text in _texts(widget, window)]
    return [*_clipped(texts), *_overlapping(texts)]


def _shown(window: QWidget) -> Iterator[QWidget]:
    yield window
    for widget in window.findChildren(QWidget):
        if widget.isVisible() and widget.window() is window and not widget.visibleRegion().isEmpty():
            yield widget


def _texts(widget: QWidget, window: QWidget) -> list[Text]:
    """What ``widget`` itself paints, without its children."""
    buffer = QBuffer()
    data = QByteArray()
    buffer.setBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(widget.size())
    generator.setResolution(96)
    painter = QPainter(generator)
    widget.render(painter, QPoint(), QRegion(), QWidget.RenderFlag(0))
    painter.end()
    if b"<text" not in data.data():
        return []
    origin = widget.mapTo(window, QPoint())
    seen = QRectF(QRect(origin, widget.size()))
    return [
        Text(words, rect.translated(origin), widget, seen)
        for words, rect in _svg_texts(ElementTree.fromstring(data.data()), QTransform())
        if words.strip()
    ]


def _svg_texts(element: ElementTree.Element, outer: QTransform) -> Iterator[tuple[str, QRectF]]:
    found = _MATRIX.search(element.get("transform", ""))
    transform = outer
    if found:
        transform = QTransform(*(float(number) for number in found.group(1).split(","))) * outer
    if element.tag.endswith("text"):
        words = "".join(element.itertext())
        font = QFont(element.get("font-family", ""))
        font.setPixelSize(max(1, round(float(element.get("font-size", "13")))))
        font.setWeight(QFont.Weight(int(element.get("font-weight", "400"))))
        metrics = QFontMetricsF(font)
        x, y = float(element.get("x", "0")), float(element.get("y", "0"))
        box = QRectF(x, y - metrics.capHeight(), metrics.horizontalAdvance(words.rstrip()), metrics.capHeight())
        yield words, transform.mapRect(box)
    for child in element:
        yield from _svg_texts(child, transform)


def _clipped(texts: list[Text]) -> Iterator[str]:
    for text in texts:
        if _scrolls(text.widget):
            continue
        if not text.seen.adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(text.rect):
            yield f"cut off: {text} in {text.seen.toRect().getRect()}"


def _scrolls(widget: QWidget) -> bool:
    """Whether the rest of what it shows can be brought into sight."""
    if isinstance(widget, QLineEdit):
        return True
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QAbstractScrollArea) and around.viewport() is not None:
            return around.viewport() is widget or around.viewport().isAncestorOf(widget)
        around = around.parentWidget()
    return False


def _overlapping(texts: list[Text]) -> Iterator[str]:
    """Texts that are painted over one another, widgets that lie above others left out: they hide what is below."""
    shown = [text for text in texts if _is_in_sight(text)]
    shown.sort(key=lambda text: text.rect.left())
    for number, one in enumerate(shown):
        for other in shown[number + 1 :]:
            if other.rect.left() > one.rect.right() - SLACK:
                break
            # A long text in a field is painted inside of the field only.
            common = one.rect.intersected(one.seen).intersected(other.rect.intersected(other.seen))
            if common.width() > SLACK and common.height() > SLACK and one.words != other.words:
                yield f"overlap: {one} and {other}"


def _is_in_sight(text: Text) -> bool:
    region = text.widget.visibleRegion().translated(text.seen.topLeft().toPoint())
    return region.intersects(text.rect.toRect().adjusted(1, 1, -1, -1)) and not text.widget.testAttribute(
        Qt.WidgetAttribute.WA_TransparentForMouseEvents
    )
