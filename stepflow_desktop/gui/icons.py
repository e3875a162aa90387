"""Line icons: Lucide drawings, tinted with a colour and cached per name, colour and size.

The drawings come from the ``lucide`` package, where they lie in one archive; none is kept here. A name that the
archive does not have draws a plain square, so a renamed icon never stops the window.
"""

from __future__ import annotations

import logging
import re
import struct
import zlib
from collections import OrderedDict
from importlib import resources

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

log = logging.getLogger(__name__)

STROKE = "1.8"
CACHED_PIXMAPS = 512
# What a ZIP file says of each member in the directory at its end, and before the member itself (APPNOTE 4.3.12, 4.3.7).
_ENTRY = struct.Struct("<4s6xH8xI4xH12xI")
_ENTRY_MARK = b"PK\1\2"
_NAME_LENGTHS = struct.Struct("<26xHH")
_DEFLATED = 8
_MISSING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="currentColor" '
    'stroke-width="2"><rect x="5" y="5" width="14" height="14" rx="2"/></svg>'
)


class Icons:
    """Draws icons by name; ``pixmap`` answers from its cache after the first time."""

    def __init__(self) -> None:
        self._archive: bytes | None = None
        self._sources: dict[str, str] = {}
        self._pixmaps: OrderedDict[tuple[str, str, int, float], QPixmap] = OrderedDict()

    def pixmap(self, name: str, color: QColor, size: int, dpr: float = 1.0) -> QPixmap:
        """``name`` drawn in ``color`` at ``size`` logical pixels for a screen of ratio ``dpr``."""
        key = (name, color.name(QColor.NameFormat.HexArgb), size, dpr)
        found = self._pixmaps.get(key)
        if found is not None:
            self._pixmaps.move_to_end(key)
            return found
        pixmap = self._drawn(name, color, size, dpr)
        self._pixmaps[key] = pixmap
        if len(self._pixmaps) > CACHED_PIXMAPS:
            self._pixmaps.popitem(last=False)
        return pixmap

    def has(self, name: str) -> bool:
        return self._source(name) != _MISSING

    def _drawn(self, name: str, color: QColor, size: int, dpr: float) -> QPixmap:
        side = max(1, round(size * dpr))
        pixmap = QPixmap(side, side)
        pixmap.fill(Qt.GlobalColor.transparent)
        svg = self._source(name).replace("currentColor", color.name())
        renderer = QSvgRenderer(QByteArray(svg.encode()))
        painter = QPainter(pixmap)
        painter.setOpacity(color.alphaF())
        renderer.render(painter, QRectF(0, 0, side, side))
        painter.end()
        pixmap.setDevicePixelRatio(dpr)
        return pixmap

    def _source(self, name: str) -> str:
        source = self._sources.get(name)
        if source is None:
            source = self._sources[name] = self._read(name)
        return source

    def _read(self, name: str) -> str:
        try:
            if self._archive is None:
                # Read as a whole (0.7 MB): an open file would have to be closed by somebody.
                self._archive = resources.files("lucide").joinpath("lucide.zip").read_bytes()
            svg = zip_member(self._archive, f"{name}.svg").decode()
        except (KeyError, OSError, ModuleNotFoundError):
            log.debug("there is no icon named %s", name)
            return _MISSING
        return re.sub(r'stroke-width="[\d.]+"', f'stroke-width="{STROKE}"', svg)


def zip_member(archive: bytes, name: str) -> bytes:
    """One member of a ZIP file; KeyError if there is none of that name.

    ``zipfile`` reads what all members are before it gives one, which for 1,700 of them takes a part of the first paint.
    """
    wanted = name.encode()
    at = archive.rfind(wanted)
    while at >= 0:
        entry = at - _ENTRY.size
        if entry >= 0 and archive.startswith(_ENTRY_MARK, entry):
            _, method, packed, length, start = _ENTRY.unpack_from(archive, entry)
            if length == len(wanted):
                name_length, extra_length = _NAME_LENGTHS.unpack_from(archive, start)
                start += _NAME_LENGTHS.size + name_length + extra_length
                data = archive[start : start + packed]
                return zlib.decompress(data, -zlib.MAX_WBITS) if method == _DEFLATED else data
        at = archive.rfind(wanted, 0, at)
    raise KeyError(name)
