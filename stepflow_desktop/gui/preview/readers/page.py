"""Markdown and HTML are laid out here for a rehearsal: only a page that was quick to lay out gets into the window."""

from __future__ import annotations

import os
import time
from pathlib import Path

from stepflow_desktop.gui.preview.readers.answers import Answer, Refused
from stepflow_desktop.gui.preview.readers.text import decoded

MOST_LAYOUT_S = 0.5
WIDTH, HEIGHT = 700, 1_400


class PageReader:
    """``about`` brings the source, once it has been laid out and painted in less than half a second."""

    def __init__(self, path: str, language: str) -> None:
        self._source, self._encoding = decoded(Path(path).read_bytes())
        self._language = language
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        from PySide6.QtGui import QGuiApplication

        self._application = QGuiApplication.instance() or QGuiApplication(["preview"])
        self._took_s = self._rehearse("<p>a</p>", "html")
        self._took_s = self._rehearse(self._source, language)

    def about(self) -> Answer:
        if self._took_s > MOST_LAYOUT_S:
            raise Refused("too_slow")
        return {"encoding": self._encoding, "took_s": self._took_s}, self._source.encode("utf-8", "replace")

    def _rehearse(self, source: str, language: str) -> float:
        from PySide6.QtCore import QRectF
        from PySide6.QtGui import QImage, QPainter, QTextDocument

        class Closed(QTextDocument):
            def loadResource(self, _kind: int, _name: object) -> object:
                return None

        began = time.process_time()
        document = Closed()
        if language == "markdown":
            document.setMarkdown(source)
        else:
            document.setHtml(source)
        document.setTextWidth(WIDTH)
        document.size()
        image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        document.drawContents(painter, QRectF(0, 0, WIDTH, HEIGHT))
        painter.end()
        return time.process_time() - began
