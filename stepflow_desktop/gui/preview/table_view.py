"""The previewer for tables: sort, filter, what a column comes to, a quick plot, copy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stepflow_desktop.gui.preview.column_card import ColumnCard
from stepflow_desktop.gui.preview.find_bar import FindBar
from stepflow_desktop.gui.preview.grid_view import GridView
from stepflow_desktop.gui.preview.plot import PlotPanel
from stepflow_desktop.gui.preview.previewer import Previewer, Shown
from stepflow_desktop.gui.preview.table_model import TableModel
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import IconButton
from stepflow_desktop.gui.widgets.menu import Menu

TYPED_MS = 250
LONG_PATIENCE_S = 30.0


class TablePreview(Previewer):
    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._total: int | None = None
        self._matching: int | None = None
        self._cut = False
        self._columns = 0
        self._order = (-1, False)
        self._arranged = 0
        self.model = TableModel(self._ask_rows, self)
        self.model.sort_wanted.connect(self._on_sort)
        self.view = GridView(theme)
        self.view.setModel(self.model)
        self.view.copied.connect(lambda: self.said.emit("success", self.tr("Cells copied"), ""))
        header = self.view.horizontalHeader()
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._on_header_menu)
        self.bar = FindBar(theme, self.tr("Show rows that contain"))
        self.plot = PlotPanel(theme)
        self.plot.wanted.connect(self._ask_points)
        self.card = ColumnCard(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.view, 3)
        column.addWidget(self.card)
        column.addWidget(self.plot, 2)
        self.focus_stop = self.view
        self._typed = QTimer(self, singleShot=True, interval=TYPED_MS)
        self._typed.timeout.connect(self._arrange)
        self.bar.asked.connect(lambda _text: self._typed.start())
        self.bar.left.connect(self.view.setFocus)
        self._make_tools()

    def _make_tools(self) -> None:
        theme = self._theme
        self.sort_button = IconButton(theme, "arrow-down-up", self.tr("As in the file"), side=30)
        self.sort_button.setObjectName("table_unsorted")
        self.sort_button.setEnabled(False)
        self.sort_button.clicked.connect(self._unsort)
        self.figures = IconButton(theme, "sigma", self.tr("Figures of the column"), True, side=30)
        self.figures.setObjectName("table_figures")
        self.figures.toggled.connect(self._on_figures)
        self.plot_button = IconButton(theme, "chart-line", self.tr("Plot"), True, side=30)
        self.plot_button.setObjectName("table_plot")
        self.plot_button.toggled.connect(self._on_plot)
        search = IconButton(theme, "search", self.tr("Filter the rows"), shortcut="Ctrl+F", side=30)
        search.setObjectName("preview_search")
        search.clicked.connect(self.start_find)
        self.tools = [self.sort_button, self.figures, self.plot_button, search]
        self.view.selectionModel().currentChanged.connect(lambda *_: self._ask_figures())

    # -- reading

    def begin(self, shown: Shown) -> None:
        self.reader.open("table", self._on_table, self.failed.emit, path=str(shown.path))

    def put_away(self) -> None:
        super().put_away()
        self._typed.stop()
        self._total = self._matching = None
        self._cut = False
        self._order = (-1, False)
        self._arranged = 0
        self.bar.put_away()
        self._typed.stop()
        self.figures.setChecked(False)
        self.plot_button.setChecked(False)
        self.view.show_unsorted()
        self.model.show((), ())

    def _on_table(self, told: Mapping[str, Any], _payload: bytes) -> None:
        self._columns = told["columns"]
        self.model.show(told["names"], told["types"])
        self.plot.set_columns(told["names"], told["types"])
        if told["all"]:
            self._total = told["rows"]
        self.model.fetchMore(QModelIndex())
        if not told["all"]:
            self.reader.ask("count", self._on_count, lambda _c, _d: None, patience_s=LONG_PATIENCE_S)
        self._tell()
        delimiters = {",": self.tr("Comma"), ";": self.tr("Semicolon"), "\t": self.tr("Tab"), "|": "|"}
        self._facts = [
            (self.tr("Columns"), f"{told['columns']:,}"),
            (self.tr("Separator"), delimiters[told["delimiter"]]),
            (self.tr("Encoding"), told["encoding"]),
        ]
        self._tell_facts()

    def _on_count(self, told: Mapping[str, Any], _payload: bytes) -> None:
        self._total, self._cut = told["rows"], told["cut"]
        self._tell()
        self._tell_facts()

    def _ask_rows(self, start: int, count: int) -> None:
        arranged = self._arranged
        self.reader.ask(
            "rows",
            lambda told, _payload: self._on_rows(arranged, told),
            self._on_no_rows,
            start=start,
            count=count,
        )

    def _on_rows(self, arranged: int, told: Mapping[str, Any]) -> None:
        if arranged != self._arranged:
            return
        first = self.model.rowCount() == 0 and self._arranged == 0
        self.model.add(told["rows"], told["numbers"], told["more"])
        if first:
            self.view.fit_columns()
        self._tell()

    def _on_no_rows(self, code: str, detail: str) -> None:
        self.model.add((), (), False)
        if self.model.rowCount() == 0:
            self.failed.emit(code, detail)

    def _tell(self) -> None:
        """``27,395 rows × 5 · first 1,000 shown``"""
        columns, shown = self._columns, self.model.rowCount()
        if self._matching is not None:
            words = [self.tr("{count} of the rows match").format(count=f"{self._matching:,}")]
        elif self._total is None:
            words = [self.tr("{columns} columns").format(columns=f"{columns:,}")]
        else:
            text = self.tr("more than {rows} rows × {columns}") if self._cut else self.tr("{rows} rows × {columns}")
            words = [text.format(rows=f"{self._total:,}", columns=f"{columns:,}")]
        all_rows = self._matching if self._matching is not None else self._total
        if all_rows is None or shown < all_rows:
            words.append(self.tr("first {count} shown").format(count=f"{max(shown, 0):,}"))
        if self.model.columnCount() < columns:
            words.append(self.tr("first {count} columns").format(count=f"{self.model.columnCount():,}"))
        self.told.emit(" · ".join(words))

    def _tell_facts(self) -> None:
        rows = [(self.tr("Rows"), f"{self._total:,}")] if self._total is not None else []
        self.known.emit(rows + self._facts)

    # -- order and filter

    def start_find(self) -> None:
        self.bar.start()

    def _on_sort(self, column: int, descending: bool) -> None:
        if column >= 0 and (column, descending) != self._order:
            self._order = (column, descending)
            self.sort_button.setEnabled(True)
            self._arrange()

    def _unsort(self) -> None:
        self._order = (-1, False)
        self.view.show_unsorted()
        self.sort_button.setEnabled(False)
        self._arrange()

    def _arrange(self) -> None:
        if self.shown is None:
            return
        text = self.bar.field.text().strip()
        column, descending = self._order
        self.reader.forget("arrange")
        self.reader.ask(
            "arrange",
            lambda told, _payload: self._on_arranged(text, told["rows"]),
            lambda code, detail: self.said.emit("error", self.tr("The rows could not be arranged"), detail or code),
            patience_s=LONG_PATIENCE_S,
            text=text,
            column=column,
            descending=descending,
        )

    def _on_arranged(self, text: str, rows: int) -> None:
        self._matching = rows if text else None
        # Rows that are still on their way are in the old order.
        self._arranged += 1
        self.reader.forget("rows")
        self.model.restart()
        if text:
            self.bar.show_count(rows, rows)
        self._tell()
        self._ask_figures()

    # -- figures and plot

    def _on_figures(self, on: bool) -> None:
        self.card.setVisible(on)
        self._ask_figures()

    def _ask_figures(self) -> None:
        if not self.figures.isChecked() or self.shown is None or not self.model.columnCount():
            return
        column = max(0, self.view.currentIndex().column())
        name = self.model.names[column]
        self.reader.forget("statistics")
        self.reader.ask(
            "statistics",
            lambda told, _payload: self.card.show_figures(name, told),
            lambda _code, _detail: self.card.show_figures(name, {}),
            patience_s=LONG_PATIENCE_S,
            column=column,
        )

    def _on_plot(self, on: bool) -> None:
        self.plot.setVisible(on)
        if on:
            self.plot.ask()

    def _ask_points(self, x: int, y: int) -> None:
        self.reader.forget("points")
        self.reader.ask(
            "points",
            lambda told, _payload: self.plot.show_points(told["points"], told["of"]),
            lambda _code, _detail: self.plot.show_points([], 0),
            patience_s=LONG_PATIENCE_S,
            x=x,
            y=y,
        )

    def _on_header_menu(self, at: QPoint) -> None:
        column = self.view.horizontalHeader().logicalIndexAt(at)
        if column < 0:
            return
        menu = Menu(self._theme, self)
        for name, words, act in (
            ("sort_up", self.tr("Sort upwards"), lambda: self.view.sort_by(column, Qt.SortOrder.AscendingOrder)),
            ("sort_down", self.tr("Sort downwards"), lambda: self.view.sort_by(column, Qt.SortOrder.DescendingOrder)),
            ("figures", self.tr("Figures of this column"), lambda: self._show_figures_of(column)),
            ("plot", self.tr("Plot this column"), lambda: self._show_plot_of(column)),
        ):
            action = menu.addAction(words)
            action.setObjectName(name)
            action.triggered.connect(lambda _checked=False, act=act: act())
        menu.popup(self.view.horizontalHeader().mapToGlobal(at))

    def _show_figures_of(self, column: int) -> None:
        self.view.setCurrentIndex(self.model.index(0, column))
        self.figures.setChecked(True)
        self._ask_figures()

    def _show_plot_of(self, column: int) -> None:
        self.plot.choose(column)
        self.plot_button.setChecked(True)
