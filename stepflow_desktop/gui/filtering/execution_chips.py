"""The status chips over the list: one click shows one status, Ctrl adds another, All takes the filter away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QWidget

from stepflow_desktop.core.model import ExecutionStatus
from stepflow_desktop.gui.status_shapes import status_word
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import Chip
from stepflow_desktop.gui.widgets.flow_row import GAP, FlowRow

_ORDER = (
    ExecutionStatus.RUNNING,
    ExecutionStatus.PENDING,
    ExecutionStatus.FAILED,
    ExecutionStatus.COMPLETED,
    ExecutionStatus.CANCELLED,
)


class StatusChips(FlowRow):
    """Those that count nothing are hidden unless they are down. With ``words`` they say their status, too."""

    changed = Signal(object)  # frozenset[ExecutionStatus], empty for all

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, words: bool = False) -> None:
        super().__init__(parent)
        self._words = words
        self._chosen: frozenset[ExecutionStatus] = frozenset()
        self._counts: Mapping[ExecutionStatus, int] = {}
        self._all = Chip(theme, self.tr("All"), parent=self)
        self._all.setObjectName("chip_all")
        self._all.clicked.connect(lambda: self.choose(frozenset()))
        self._chips = {status: Chip(theme, "0", status.value, self) for status in _ORDER}
        for status, chip in self._chips.items():
            chip.setObjectName(f"chip_{status.value}")
            chip.clicked.connect(lambda _down=False, status=status: self._on_clicked(status))
        self._show_chosen()

    @property
    def chosen(self) -> frozenset[ExecutionStatus]:
        return self._chosen

    def flowing(self) -> Sequence[Chip]:
        return (self._all, *self._chips.values())

    def arrange(self) -> None:
        self._tighten(self.width())
        super().arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._tighten(event.size().width())
        super().resizeEvent(event)

    def _tighten(self, width: int) -> None:
        """Closer together where that spares a second line."""
        chips = self.flowing()
        for tight in (False, True):
            for chip in chips:
                chip.set_tight(tight)
            if self.sizeHint().width() - GAP <= width:
                return
        for chip in chips:
            chip.set_tight(False)

    def set_counts(self, counts: Mapping[ExecutionStatus, int]) -> None:
        self._counts = dict(counts)
        self._all.set_text(self.tr("All {n}").format(n=f"{sum(counts.values()):,}"))
        for status, chip in self._chips.items():
            number = f"{counts.get(status, 0):,}"
            word = status_word(status.value)
            chip.set_text(self.tr("{status} {n}").format(status=word, n=number) if self._words else number)
            chip.setAccessibleName(self.tr("{status} {n}").format(status=word, n=number))
        self._show_chosen()

    def set_words(self, words: bool) -> None:
        if words != self._words:
            self._words = words
            self.set_counts(self._counts)

    def choose(self, chosen: frozenset[ExecutionStatus], *, quietly: bool = False) -> None:
        """Put these chips down; ``quietly`` tells nobody, because somebody else asks anew anyway."""
        changed = chosen != self._chosen
        self._chosen = chosen
        self._show_chosen()
        if changed and not quietly:
            self.changed.emit(chosen)

    def _on_clicked(self, status: ExecutionStatus) -> None:
        several = bool(QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier)
        if several:
            self.choose(self._chosen ^ {status})
        else:
            self.choose(frozenset() if self._chosen == {status} else frozenset({status}))

    def _show_chosen(self) -> None:
        self._all.setChecked(not self._chosen)
        for status, chip in self._chips.items():
            chip.setChecked(status in self._chosen)
            chip.setVisible(bool(self._counts.get(status)) or status in self._chosen)
        self.arrange()
