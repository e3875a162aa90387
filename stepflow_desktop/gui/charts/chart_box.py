"""A chart and its table in one place: one of them is shown."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStackedWidget, QTableView, QVBoxLayout, QWidget

from stepflow_desktop.gui.charts.chart import Chart
from stepflow_desktop.gui.charts.chart_menu import add_chart_actions
from stepflow_desktop.gui.charts.chart_table import ChartTableModel
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.buttons import Button, IconButton
from stepflow_desktop.gui.widgets.menu import Menu

ROW_HEIGHT = 26


class ChartBox(QStackedWidget):
    """*Show as table* of the chart's menu turns to the table, *Show chart* or Esc back. ``more`` opens the menu.

    ``shown`` is the widget that stands for the chart where it is more than the chart alone, in a scroll area say.
    """

    def __init__(
        self, theme: Theme, chart: Chart, parent: QWidget | None = None, *, shown: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.chart = chart
        self._table_page: QWidget | None = None
        self.addWidget(shown or chart)
        self.more = IconButton(theme, "ellipsis", self.tr("Chart menu"), side=28, icon_size=16)
        self.more.setObjectName("chart_more")
        self.more.clicked.connect(self._open_menu)
        chart.table_requested.connect(self.show_table)
        chart.changed.connect(self._refresh)

    @property
    def is_table(self) -> bool:
        return self.currentIndex() == 1

    def show_table(self) -> None:
        if self._table_page is None:
            self._table_page = self._made_table()
            self.addWidget(self._table_page)
        self.setCurrentIndex(1)
        self._refresh()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_chart(self) -> None:
        self.setCurrentIndex(0)
        self.chart.setFocus(Qt.FocusReason.OtherFocusReason)

    def _made_table(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.model = ChartTableModel(self)
        self.view = QTableView()
        self.view.setObjectName("chart_table_view")
        self.view.setAccessibleName(self.chart.title)
        self.view.setModel(self.model)
        self.view.setFrameShape(QTableView.Shape.NoFrame)
        self.view.setShowGrid(False)
        self.view.setAlternatingRowColors(True)
        self.view.setFont(self._theme.font("small"))
        self.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setTabKeyNavigation(False)
        self.view.verticalHeader().hide()
        self.view.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        header = self.view.horizontalHeader()
        header.setMinimumSectionSize(64)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(False)
        header.setFont(self._theme.font("small_strong"))
        self.view.activated.connect(lambda index: self._follow(index.row()))
        self.view.installEventFilter(self)
        self.back = Button(self._theme, self.tr("Show chart"), kind="link")
        self.back.setObjectName("chart_show_chart")
        self.back.clicked.connect(self.show_chart)
        column.addWidget(self.view, 1)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignRight)
        return page

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
            self.show_chart()
            return True
        return super().eventFilter(watched, event)

    def _refresh(self) -> None:
        """A table that nobody sees is not made."""
        if self.is_table:
            self.model.show_table(self.chart.table())
            if self.model.columnCount():
                self.view.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    def _follow(self, row: int) -> None:
        key = self.model.key(row)
        if key is not None:
            self.chart.activated.emit(key)

    def _open_menu(self) -> None:
        menu = Menu(self._theme, self)
        menu.setObjectName("chart_menu")
        add_chart_actions(menu, self.chart)
        if self.is_table:
            table = next(action for action in menu.actions() if action.objectName() == "chart_table")
            table.setText(self.tr("Show chart"))
            table.triggered.disconnect()
            table.triggered.connect(self.show_chart)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))
