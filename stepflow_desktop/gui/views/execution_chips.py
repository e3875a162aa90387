"""The status chips over the list: one click shows one status, Ctrl adds another, All takes the filter away."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from stepflow_desktop.core.model import ExecutionStatus
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import Chip

GAP = 6
_ORDER = (
    ExecutionStatus.RUNNING,
    ExecutionStatus.PENDING,
    ExecutionStatus.FAILED,
    ExecutionStatus.COMPLETED,
    ExecutionStatus.CANCELLED,
)


class StatusChips(QWidget):
    """Chips wrap onto further lines; those that count nothing are hidden unless they are down."""

    changed = Signal(object)  # frozenset[ExecutionStatus], empty for all

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
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

    def set_counts(self, counts: Mapping[ExecutionStatus, int]) -> None:
        self._counts = dict(counts)
        self._all.set_text(f"{self.tr('All')} {sum(counts.values()):,}")
        for status, chip in self._chips.items():
            chip.set_text(f"{counts.get(status, 0):,}")
        self._show_chosen()

    def choose(self, chosen: frozenset[ExecutionStatus]) -> None:
        changed = chosen != self._chosen
        self._chosen = chosen
        self._show_chosen()
        if changed:
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
        self._arrange(self.width())
        self.updateGeometry()

    # -- lines of chips

    def sizeHint(self) -> QSize:
        return QSize(sum(place.width() + GAP for _, place in self._places(10_000)), self._all.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self._all.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(event.size().width())

    def _arrange(self, width: int) -> None:
        places = self._places(width)
        for chip, place in places:
            chip.setGeometry(place)
        self.setFixedHeight(places[-1][1].bottom() + 1)

    def _places(self, width: int) -> list[tuple[Chip, QRect]]:
        places: list[tuple[Chip, QRect]] = []
        x = y = 0
        for chip in (self._all, *self._chips.values()):
            if chip.isHidden():
                continue
            size = chip.sizeHint()
            if x and x + size.width() > width:
                x, y = 0, y + size.height() + GAP
            places.append((chip, QRect(x, y, size.width(), size.height())))
            x += size.width() + GAP
        return places
