"""The menu of a chart: follow the mark, see the table, copy, export."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QGuiApplication

from stepflow_desktop.gui.charts.chart_table import csv_text
from stepflow_desktop.gui.charts.exporting import ask_to_export
from stepflow_desktop.gui.translation import translate
from stepflow_desktop.gui.widgets.menu import Menu

if TYPE_CHECKING:
    from stepflow_desktop.gui.charts.chart import Chart


def chart_menu(chart: Chart, number: int = -1) -> Menu:
    """``number`` is the mark that was asked about, -1 for the chart as a whole."""
    menu = Menu(chart.theme, chart)
    menu.setObjectName("chart_menu")
    if 0 <= number < len(chart.marks) and chart.marks[number].key is not None:
        follow = _add(menu, "chart_follow", "external-link", chart.link_text, lambda: chart.activate(number))
        menu.setDefaultAction(follow)
        menu.addSeparator()
    add_chart_actions(menu, chart)
    return menu


def add_chart_actions(menu: Menu, chart: Chart) -> None:
    """What every chart can do."""
    table, copy = translate("ChartMenu", "Show as table"), translate("ChartMenu", "Copy picture")
    _add(menu, "chart_table", "table-2", table, chart.table_requested.emit)
    _add(menu, "chart_copy", "copy", copy, lambda: copy_picture(chart))
    _add(menu, "chart_copy_csv", "clipboard-copy", translate("ChartMenu", "Copy as CSV"), lambda: copy_csv(chart))
    menu.addSeparator()
    for ending, icon, words in (
        ("png", "file-image", translate("ChartMenu", "Export as PNG…")),
        ("svg", "file-code", translate("ChartMenu", "Export as SVG…")),
        ("csv", "file-spreadsheet", translate("ChartMenu", "Export as CSV…")),
    ):
        _add(menu, f"chart_export_{ending}", icon, words, lambda ending=ending: ask_to_export(chart, ending))  # type: ignore[misc]


def copy_picture(chart: Chart) -> None:
    QGuiApplication.clipboard().setImage(chart.picture())
    chart.said.emit("success", translate("ChartMenu", "Picture copied"))


def copy_csv(chart: Chart) -> None:
    QGuiApplication.clipboard().setText(csv_text(chart.table()))
    chart.said.emit("success", translate("ChartMenu", "Table copied"))


def _add(menu: Menu, name: str, icon: str, text: str, act: Callable[[], object]) -> QAction:
    action = menu.add(name, icon, text)
    action.triggered.connect(lambda _checked=False: act())
    return action
