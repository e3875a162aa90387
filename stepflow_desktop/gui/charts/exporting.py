"""A chart as a file: PNG and SVG as it looks, CSV as its table. Painted here, written on a thread."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QObject, QRunnable, QThreadPool, Signal
from PySide6.QtGui import QImageWriter, QPainter
from PySide6.QtWidgets import QFileDialog

from stepflow_desktop.gui.charts.chart_table import csv_text

if TYPE_CHECKING:
    from stepflow_desktop.gui.charts.chart import Chart

KINDS = ("png", "svg", "csv")


def ask_to_export(chart: Chart, kind: str) -> None:
    """Ask for a place, then write the chart there."""
    title = QCoreApplication.translate("ChartExport", "Export chart")
    dialog = QFileDialog(chart, title)
    dialog.setObjectName("export_chart")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(f"{kind.upper()} (*.{kind})")
    dialog.setDefaultSuffix(kind)
    dialog.selectFile(f"{file_name(chart.title)}.{kind}")
    dialog.fileSelected.connect(lambda name: export_chart(chart, kind, Path(name)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def file_name(title: str) -> str:
    """``executions-per-day``: letters and digits of any script, hyphens between."""
    words = "".join(char if char.isalnum() else " " for char in title.lower()).split()
    return "-".join(words)[:80] or "chart"


def export_chart(chart: Chart, kind: str, path: Path) -> None:
    """Write the chart to ``path``; ``chart.said`` tells how it went."""
    writing = _Writing(chart, path)
    writing.ended.connect(lambda problem: _tell(chart, path, problem))
    writing.ended.connect(writing.deleteLater)
    QThreadPool.globalInstance().start(_Job(chart_bytes(chart, kind), path, writing))


def chart_bytes(chart: Chart, kind: str) -> bytes:
    if kind == "csv":
        # The mark at the front has spreadsheets read it as UTF-8.
        return csv_text(chart.table()).encode("utf-8-sig")
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if kind == "png":
        QImageWriter(buffer, QByteArray(b"png")).write(chart.picture())
    else:
        _paint_svg(chart, buffer)
    buffer.close()
    return bytes(content.data())


def _paint_svg(chart: Chart, buffer: QBuffer) -> None:
    from PySide6.QtSvg import QSvgGenerator  # only who exports pays for its import

    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(chart.size())
    generator.setViewBox(chart.rect())
    generator.setTitle(chart.title)
    generator.setDescription(chart.summary())
    painter = QPainter(generator)
    chart.paint_on(painter)
    painter.end()


def _tell(chart: Chart, path: Path, problem: str) -> None:
    if problem:
        words = QCoreApplication.translate("ChartExport", "{name} could not be written: {problem}")
        chart.said.emit("error", words.format(name=path.name, problem=problem))
    else:
        words = QCoreApplication.translate("ChartExport", "Saved as {name}")
        chart.said.emit("success", words.format(name=path.name))


class _Writing(QObject):
    """Lives with the chart; the thread's word comes through its signal."""

    ended = Signal(str)  # what went wrong, empty if nothing

    def __init__(self, parent: QObject, path: Path) -> None:
        super().__init__(parent)
        self.path = path


class _Job(QRunnable):
    def __init__(self, content: bytes, path: Path, writing: _Writing) -> None:
        super().__init__()
        self._content, self._path, self._writing = content, path, writing

    def run(self) -> None:
        problem = ""
        try:
            self._path.write_bytes(self._content)
        except OSError as error:
            problem = error.strerror or str(error)
        try:
            self._writing.ended.emit(problem)
        except RuntimeError:
            pass  # the chart is gone, nobody waits for the word
