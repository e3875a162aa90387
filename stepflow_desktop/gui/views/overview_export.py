"""The overview as a file: the whole page as a picture, or its figures by day or hour as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage

from stepflow_desktop.gui.charts.chart_table import csv_text
from stepflow_desktop.gui.charts.exporting import ask_for_place, png_bytes, write_file
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import Button
from stepflow_desktop.gui.widgets.menu import Menu

if TYPE_CHECKING:
    from stepflow_desktop.gui.views.overview_layout import OverviewLayout

SCALE = 2.0


class ExportButton(Button):
    """``said`` carries kind and words of how it went."""

    said = Signal(str, str)

    def __init__(self, theme: Theme, parts: OverviewLayout) -> None:
        super().__init__(theme, "", "download")
        self._theme, self._parts = theme, parts
        self.setText(self.tr("Export"))
        self.setObjectName("overview_export")
        self.clicked.connect(self.open_menu)

    def open_menu(self) -> None:
        menu = Menu(self._theme, self)
        menu.setObjectName("overview_export_menu")
        picture = menu.addAction(self.tr("Page as PNG…"))
        picture.setObjectName("overview_export_png")
        picture.triggered.connect(self._export_picture)
        table = menu.addAction(self.tr("Executions as CSV…"))
        table.setObjectName("overview_export_csv")
        table.triggered.connect(self._export_table)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _export_picture(self) -> None:
        content = png_bytes(self._picture())
        ask_for_place(self, "png", self.tr("Overview"), lambda path: write_file(self, content, path, self.said.emit))

    def _export_table(self) -> None:
        chart = self._parts.per_day
        content = csv_text(chart.table()).encode("utf-8-sig")
        ask_for_place(self, "csv", chart.title, lambda path: write_file(self, content, path, self.said.emit))

    def _picture(self) -> QImage:
        """The whole page, also what is scrolled out of sight."""
        page = self._parts.content
        image = QImage(page.size() * SCALE, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(SCALE)
        image.fill(self._theme.color("bg"))
        page.render(image, renderFlags=page.RenderFlag.DrawChildren)
        return image
