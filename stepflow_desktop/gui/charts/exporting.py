"""A chart as a file: PNG and SVG as it looks, CSV as its table. Painted here, written on a thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QCoreApplication,
    QIODevice,
    QObject,
    QPoint,
    QRect,
    QRunnable,
    QThreadPool,
    Signal,
)
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtWidgets import QFileDialog, QWidget

from stepflow_desktop.gui.charts.chart_table import csv_text
from stepflow_desktop.gui.translation import reason_words

if TYPE_CHECKING:
    from stepflow_desktop.gui.charts.chart import Chart

KINDS = ("png", "svg", "csv")
Tell = Callable[[str, str], object]
"""Takes kind and words of a message."""


def ask_to_export(chart: Chart, kind: str) -> None:
    """Ask for a place, then write the chart there."""
    ask_for_place(chart, kind, chart.title, lambda path: export_chart(chart, kind, path))


def ask_for_place(parent: QWidget, kind: str, title: str, then: Callable[[Path], object]) -> None:
    """Ask where a file of this kind shall go; ``title`` becomes the name that is proposed."""
    dialog = QFileDialog(parent, QCoreApplication.translate("ChartExport", "Export"))
    dialog.setObjectName("export_chart")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(f"{kind.upper()} (*.{kind})")
    dialog.setDefaultSuffix(kind)
    dialog.selectFile(f"{file_name(title)}.{kind}")
    dialog.fileSelected.connect(lambda name: then(Path(name)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def file_name(title: str) -> str:
    """``executions-per-day``: letters and digits of any script, hyphens between."""
    words = "".join(char if char.isalnum() else " " for char in title.lower()).split()
    return "-".join(words)[:80] or "chart"


def export_chart(chart: Chart, kind: str, path: Path) -> None:
    """Write the chart to ``path``; ``chart.said`` tells how it went."""
    write_file(chart, chart_bytes(chart, kind), path, chart.said.emit)


def write_file(owner: QObject, content: bytes, path: Path, tell: Tell) -> None:
    """Write on a thread, for ``owner`` who may be gone before it is done."""
    writing = _Writing(owner)
    writing.ended.connect(lambda problem: _tell(tell, path, problem))
    writing.ended.connect(writing.deleteLater)
    QThreadPool.globalInstance().start(_Job(content, path, writing))


def chart_bytes(chart: Chart, kind: str) -> bytes:
    if kind == "csv":
        # The mark at the front has spreadsheets read it as UTF-8.
        return csv_text(chart.table()).encode("utf-8-sig")
    if kind == "png":
        return png_bytes(chart.picture())
    return _svg_bytes(chart)


def png_bytes(image: QImage) -> bytes:
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    buffer.close()
    return bytes(content.data())


def _svg_bytes(chart: Chart) -> bytes:
    from PySide6.QtSvg import QSvgGenerator  # only who exports pays for its import

    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(chart.picture_size())
    generator.setViewBox(QRect(QPoint(0, 0), chart.picture_size()))
    generator.setTitle(chart.title)
    generator.setDescription(chart.summary())
    painter = QPainter(generator)
    chart.paint_on(painter)
    painter.end()
    buffer.close()
    return bytes(content.data())


def _tell(tell: Tell, path: Path, problem: str) -> None:
    if problem:
        words = QCoreApplication.translate("ChartExport", "{name} could not be written: {problem}")
        tell("error", words.format(name=path.name, problem=problem))
    else:
        tell("success", QCoreApplication.translate("ChartExport", "Saved as {name}").format(name=path.name))


class _Writing(QObject):
    """Lives with the owner; the thread's word comes through its signal."""

    ended = Signal(str)  # what went wrong, empty if nothing


class _Job(QRunnable):
    def __init__(self, content: bytes, path: Path, writing: _Writing) -> None:
        super().__init__()
        self._content, self._path, self._writing = content, path, writing

    def run(self) -> None:
        problem = ""
        try:
            self._path.write_bytes(self._content)
        except OSError as error:
            problem = reason_words(error)
        try:
            self._writing.ended.emit(problem)
        except RuntimeError:
            pass  # its owner is gone, nobody waits for the word
