"""The menu of a chart: follow the mark, see the table, copy, export."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu

from stepflow_desktop.gui.charts.chart_table import csv_text
from stepflow_desktop.gui.charts.exporting import ask_to_export

if TYPE_CHECKING:
    from stepflow_desktop.gui.charts.chart import Chart


def chart_menu(chart: Chart, number: int = -1) -> QMenu:
    """``number`` is the mark that was asked about, -1 for the chart as a whole."""
    menu = QMenu(chart)
    menu.setObjectName("chart_menu")
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if 0 <= number < len(chart.marks) and chart.marks[number].key is not None:
        follow = _add(menu, "chart_follow", chart.link_text, lambda: chart.activate(number))
        menu.setDefaultAction(follow)
        menu.addSeparator()
    add_chart_actions(menu, chart)
    return menu


def add_chart_actions(menu: QMenu, chart: Chart) -> None:
    """What every chart can do."""
    translate = QCoreApplication.translate
    _add(menu, "chart_table", translate("ChartMenu", "Show as table"), chart.table_requested.emit)
    _add(menu, "chart_copy", translate("ChartMenu", "Copy picture"), lambda: copy_picture(chart))
    _add(menu, "chart_copy_csv", translate("ChartMenu", "Copy as CSV"), lambda: copy_csv(chart))
    menu.addSeparator()
    _add(menu, "chart_export_png", translate("ChartMenu", "Export as PNG…"), lambda: ask_to_export(chart, "png"))
    _add(menu, "chart_export_svg", translate("ChartMenu", "Export as SVG…"), lambda: ask_to_export(chart, "svg"))
    _add(menu, "chart_export_csv", translate("ChartMenu", "Export as CSV…"), lambda: ask_to_export(chart, "csv"))


def copy_picture(chart: Chart) -> None:
    QGuiApplication.clipboard().setImage(chart.picture())
    chart.said.emit("success", QCoreApplication.translate("ChartMenu", "Picture copied"))


def copy_csv(chart: Chart) -> None:
    QGuiApplication.clipboard().setText(csv_text(chart.table()))
    chart.said.emit("success", QCoreApplication.translate("ChartMenu", "Table copied"))


def _add(menu: QMenu, name: str, text: str, act: Callable[[], object]) -> QAction:
    action = menu.addAction(text)
    action.setObjectName(name)
    action.triggered.connect(lambda _checked=False: act())
    return action
