"""What a column of a table comes to: a few figures, and bars of how often what occurs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import Label

HEIGHT = 118
_COLUMNS = 2


class ColumnCard(QWidget):
    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("column_card")
        self.setFixedHeight(HEIGHT)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(3)
        self._bars = Bars(theme)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(24)
        row.addLayout(self._grid)
        row.addWidget(self._bars, 1)
        theme.changed.connect(self.update)
        self.hide()

    def show_figures(self, name: str, figures: Mapping[str, Any]) -> None:
        """The answer of the table's reader, empty when there was none."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._grid.addWidget(Label(self._theme, name[:60], "small_strong"), 0, 0, 1, 2 * _COLUMNS)
        facts = self._facts(figures)
        for at, (word, value) in enumerate(facts):
            row, column = at // _COLUMNS + 1, 2 * (at % _COLUMNS)
            self._grid.addWidget(Label(self._theme, word, "small", "text2"), row, column)
            label = Label(self._theme, value, "small_medium")
            self._grid.addWidget(label, row, column + 1, Qt.AlignmentFlag.AlignRight)
        self._bars.show_bars(figures.get("bars", ()), figures.get("common", ()))
        self.setAccessibleName(", ".join([name, *(f"{word} {value}" for word, value in facts)]))

    def _facts(self, figures: Mapping[str, Any]) -> list[tuple[str, str]]:
        if not figures:
            return [(self.tr("No figures"), "")]
        facts = [
            (self.tr("Filled"), f"{figures['count'] - figures['empty']:,}"),
            (self.tr("Empty"), f"{figures['empty']:,}"),
            (self.tr("Different"), f"{figures['different']:,}"),
        ]
        if "mean" in figures:
            facts += [
                (self.tr("Mean"), short_number(figures["mean"])),
                (self.tr("Least"), short_number(figures["least"])),
                (self.tr("Median"), short_number(figures["median"])),
                (self.tr("Greatest"), short_number(figures["most"])),
                (self.tr("Deviation"), short_number(figures["spread"])),
            ]
        return facts

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("surface"))
        painter.fillRect(0, 0, self.width(), 1, self._theme.color("border"))


class Bars(QWidget):
    """Upright bars for numbers, lying ones with their words for the most common texts."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._bars: Sequence[int] = ()
        self._common: Sequence[Sequence[Any]] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(220, 90)

    def show_bars(self, bars: Sequence[int], common: Sequence[Sequence[Any]]) -> None:
        self._bars, self._common = bars, common
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("accent"))
        if self._bars:
            most, width = max(self._bars) or 1, self.width() / len(self._bars)
            for at, count in enumerate(self._bars):
                height = (self.height() - 4) * count / most
                painter.drawRoundedRect(QRectF(at * width, self.height() - height, width - 2, height), 1.5, 1.5)
            return
        painter.setFont(self._theme.font("micro"))
        most = self._common[0][1] if self._common else 1
        for at, (text, count) in enumerate(self._common[: self.height() // 17]):
            top = at * 17
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("accent_soft"))
            painter.drawRoundedRect(QRectF(0, top, max(2.0, (self.width() - 60) * count / most), 15), 3, 3)
            painter.setPen(self._theme.color("text"))
            words = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, self.width() - 70)
            painter.drawText(QRectF(6, top, self.width() - 66, 15), Qt.AlignmentFlag.AlignVCenter, words)
            painter.setPen(self._theme.color("text2"))
            painter.drawText(QRectF(0, top, self.width(), 15), Qt.AlignmentFlag.AlignRight, f"{count:,}")


def short_number(value: float) -> str:
    """Six digits that matter: ``0.861204``, ``27,395``, ``1.2e+09``."""
    if value == int(value) and abs(value) < 1e12:
        return f"{int(value):,}"
    return f"{value:,.6g}" if 1e-4 <= abs(value) < 1e12 else f"{value:.4g}"
