"""The logs of two runs beside each other: what only one of them says."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QListView, QVBoxLayout, QWidget

from stepflow_desktop.core.model import ExecutionDetails
from stepflow_desktop.gui import wording
from stepflow_desktop.gui.models.diff_lines import DiffModel
from stepflow_desktop.gui.models.log_diff import MOST_LINES, LogDiff, log_diff
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import Card, Chip, Label
from stepflow_desktop.gui.widgets.elided_combo_box import ElidedComboBox

if TYPE_CHECKING:
    from stepflow_desktop.gui.bridge import EngineBridge

Asked = tuple[str, str, bool]


class CompareLogs(QWidget):
    """Nothing is read before ``compare``, and nothing twice."""

    def __init__(self, theme: Theme, bridge: EngineBridge, *, in_thread: Callable[..., Awaitable[Any]]) -> None:
        super().__init__()
        self._bridge = bridge
        self._in_thread = in_thread
        self._runs: tuple[ExecutionDetails, ...] = ()
        self._asked: Asked | None = None
        self.model = DiffModel(theme, self)
        self.first, self.second = ElidedComboBox(), ElidedComboBox()
        for box, name, words in (
            (self.first, "first_log", self.tr("First log")),
            (self.second, "second_log", self.tr("Second log")),
        ):
            box.setObjectName(name)
            box.setAccessibleName(words)
            box.setFixedHeight(30)
            box.setMinimumWidth(170)
            box.setSizeAdjustPolicy(ElidedComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.activated.connect(lambda _index: self.compare())
        self.numbers = Chip(theme, self.tr("Ignore numbers"))
        self.numbers.setObjectName("ignore_numbers")
        self.numbers.setToolTip(self.tr("Lines that differ in numbers only count as the same"))
        self.numbers.setChecked(True)
        self.numbers.toggled.connect(lambda _on: self.compare())
        self.told = Label(theme, "", "small", "text2")
        self.view = DiffView(self.model)
        self.view.setAccessibleName(self.tr("Differences of the logs"))
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.first, 1)
        line.addWidget(self.second, 1)
        line.addWidget(self.numbers)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(line)
        column.addWidget(self.told)
        card = Card(theme, padding=0)
        card.body.setContentsMargins(1, 6, 1, 6)
        card.body.addWidget(self.view)
        column.addWidget(card, 1)

    def show_runs(self, runs: Sequence[ExecutionDetails], titles: Sequence[str]) -> None:
        self._runs, self._asked = tuple(runs), None
        for number, box in enumerate((self.first, self.second)):
            box.clear()
            box.addItems(list(titles))
            box.setCurrentIndex(min(number, len(titles) - 1))

    def compare(self) -> None:
        """Compare the two that are chosen, unless that is what is shown."""
        one, other = self.first.currentIndex(), self.second.currentIndex()
        if min(one, other) < 0:
            return
        ids = self._runs[one].execution.id, self._runs[other].execution.id
        asked = (*ids, self.numbers.isChecked())
        if asked == self._asked:
            return
        self._asked = asked
        self.told.setText(self.tr("Comparing…"))
        self._bridge.call(
            self._found(asked),
            name="compare logs",
            done=lambda found: self._on_found(asked, found),
            error=lambda message: self.told.setText(message),
        )

    async def _found(self, asked: Asked) -> LogDiff:
        engine = self._bridge.engine
        pages = [await engine.read_log(each, limit=MOST_LINES) for each in asked[:2]]
        lines = [[entry.content for entry in page.entries] for page in pages]
        cut = not all(page.at_end for page in pages)
        found: LogDiff = await self._in_thread(log_diff, *lines, ignore_numbers=asked[2], cut=cut)
        return found

    def _on_found(self, asked: Asked, found: LogDiff) -> None:
        if asked == self._asked:
            self.model.show_diff(found)
            self.told.setText(self._words(found))

    def _words(self, found: LogDiff) -> str:
        if found.added or found.removed:
            words = self.tr("{removed} only in the first, {added} only in the second").format(
                removed=wording.count(found.removed, "line", "lines"), added=wording.count(found.added, "line", "lines")
            )
        elif not found.lines:
            words = self.tr("Neither has any output")
        else:
            words = self.tr("The logs say the same")
        if found.cut:
            cut = self.tr("Only the first {count} lines of each log are compared").format(count=f"{MOST_LINES:,}")
            return f"{words} · {cut}"
        return words


class DiffView(QListView):
    """Lines that can be selected and copied."""

    def __init__(self, model: DiffModel) -> None:
        super().__init__()
        self._lines = model
        self.setObjectName("log_differences")
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setModel(model)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            rows = sorted(index.row() for index in self.selectedIndexes())
            QGuiApplication.clipboard().setText("\n".join(self._lines.text(row) for row in rows))
        else:
            super().keyPressEvent(event)
