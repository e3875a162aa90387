"""Printing what is previewed: the system's dialog asks how, then the pages are drawn on the printer.

Pages of a document come from its reader one after the other, so that the window goes on while they are drawn.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QImage, QPainter, QTextDocument
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

TEXT_POINTS, PAGE_POINTS = 8.5, 10.5
# Asks for the page of this number, to be answered with its image or None.
AskPage = Callable[[int, int, Callable[[QImage | None], None]], None]


def ask_printer(parent: QWidget, name: str, pages: int, then: Callable[[QPrinter], None]) -> None:
    """Show the system's dialog for printing something of so many pages; 0 where that is not known."""
    # Imported when somebody prints: nothing else waits for it.
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name[:200])
    dialog = QPrintDialog(printer, parent)
    dialog.setObjectName("print_dialog")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if pages:
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.setMinMax(1, pages)
        dialog.setFromTo(1, pages)
    dialog.accepted.connect(lambda: then(printer))
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.show()


def print_text(printer: QPrinter, document: QTextDocument, family: str, points: float = TEXT_POINTS) -> None:
    """A copy of ``document`` in a size for paper: one in pixels would be tiny. Breaks between pages are Qt's."""
    copy = document.clone()
    font = QFont(family)
    font.setPointSizeF(points)
    copy.setDefaultFont(font)
    copy.print_(printer)
    copy.deleteLater()


def print_picture(printer: QPrinter, image: QImage) -> bool:
    """As large as fits on one page. Answers whether the printer took it."""
    painter = QPainter()
    if not painter.begin(printer):
        return False
    _draw_fitted(painter, painter.viewport(), image)
    return bool(painter.end())


class PagesPrinting(QObject):
    """Prints pages ``first`` to ``last`` (from 0), and is gone then. ``ended`` says whether it printed all of them."""

    ended = Signal(bool)

    def __init__(self, printer: QPrinter, ask: AskPage, first: int, last: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._printer = printer
        self._ask = ask
        self._at, self._first, self._last = first, first, last
        self._painter = QPainter()

    def begin(self) -> None:
        if not self._painter.begin(self._printer):
            self._end(False)
            return
        self._next()

    def _next(self) -> None:
        self._ask(self._at, self._painter.viewport().width(), self._on_page)

    def _on_page(self, image: QImage | None) -> None:
        if not self._painter.isActive():
            return
        if image is None:
            self._end(False)
            return
        if self._at > self._first:
            self._printer.newPage()
        _draw_fitted(self._painter, self._painter.viewport(), image)
        if self._at >= self._last:
            self._end(True)
            return
        self._at += 1
        self._next()

    def stop(self) -> None:
        if self._painter.isActive():
            self._end(False)

    def _end(self, whole: bool) -> None:
        if self._painter.isActive():
            self._painter.end()
        self.ended.emit(whole)
        self.deleteLater()


def _draw_fitted(painter: QPainter, page: QRect, image: QImage) -> None:
    size = image.size().scaled(page.size(), Qt.AspectRatioMode.KeepAspectRatio)
    place = QRectF(0, 0, size.width(), size.height())
    place.moveCenter(QRectF(page).center())
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(place, image)
