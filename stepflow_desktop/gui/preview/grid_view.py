"""A calm grid of cells: sorted by its header, copied as text with tabs."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from stepflow_desktop.gui.theme import Theme

ROW = 27
WIDEST = 320
MOST_FITTED = 60
MOST_COPIED = 200_000


class GridView(QTableView):
    """A calm grid; Ctrl+C copies the chosen cells as a table."""

    copied = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("table_view")
        self.setAccessibleName(self.tr("Table"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFont(theme.font("body"))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setSortingEnabled(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setFixedHeight(30)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(True)
        self.horizontalHeader().setFont(theme.font("small_strong"))
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.horizontalHeader().setSortIndicatorShown(True)
        self.horizontalHeader().sortIndicatorChanged.connect(lambda column, order: self.model().sort(column, order))
        theme.changed.connect(self._take_theme)
        self._take_theme()

    def _take_theme(self) -> None:
        line, soft = self._theme.color("border").name(), self._theme.color("accent_soft").name()
        text = self._theme.color("text").name()
        self.setStyleSheet(
            "QTableView::item { padding: 0 8px; }"
            f"QTableView {{ gridline-color: {line}; selection-background-color: {soft}; selection-color: {text}; }}"
        )

    def sort_by(self, column: int, order: Qt.SortOrder) -> None:
        self.horizontalHeader().setSortIndicator(column, order)

    def show_unsorted(self) -> None:
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)

    def fit_columns(self) -> None:
        """As wide as what is in sight at first needs, within reason; columns far to the right keep a usual width."""
        metrics = self.fontMetrics()
        model = self.model()
        for column in range(min(model.columnCount(), MOST_FITTED)):
            title = str(model.headerData(column, Qt.Orientation.Horizontal) or "")
            cells = (str(model.index(row, column).data() or "") for row in range(min(30, model.rowCount())))
            widest = max((metrics.horizontalAdvance(text[:80]) for text in (title, *cells)), default=0)
            self.setColumnWidth(column, min(WIDEST, widest + 36))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        """The chosen cells, with tabs between them."""
        chosen = self.selectionModel().selectedIndexes()[:MOST_COPIED]
        if not chosen:
            return
        rows: dict[int, list[tuple[int, str]]] = {}
        for index in chosen:
            rows.setdefault(index.row(), []).append((index.column(), str(index.data() or "")))
        lines = ("\t".join(text for _column, text in sorted(cells)) for _row, cells in sorted(rows.items()))
        QGuiApplication.clipboard().setText("\n".join(lines))
        self.copied.emit()
