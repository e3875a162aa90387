"""The card of what runs now. It moves only while it can be seen."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStackedWidget, QWidget

from stepflow_desktop.gui.delegates.running_delegate import RunningDelegate
from stepflow_desktop.gui.models.executions import ID_ROLE
from stepflow_desktop.gui.models.running import RunningModel
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import Button, Card, Label


class RunningCard(Card):
    """``chosen`` carries the id of an execution, ``all_wanted`` asks for the list of what runs."""

    chosen = Signal(str)
    all_wanted = Signal()

    def __init__(
        self, theme: Theme, model: RunningModel, delegate: RunningDelegate, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent, padding=8)
        self._model = model
        self.setObjectName("overview_running")
        self.show_all = Button(theme, self.tr("Show all"), kind="link")
        self.show_all.setObjectName("overview_running_all")
        self.show_all.clicked.connect(self.all_wanted)
        head = self.header(self.tr("Running now"))
        head.addWidget(self.show_all)
        head.addStrut(theme.px(28))
        self.view = _Rows(theme, model, delegate)
        self.view.chosen.connect(self.chosen)
        self._nothing = Label(theme, self.tr("Nothing is running"), "body", "text2")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._nothing)
        self.body.addWidget(self._stack, 1)
        for signal in (model.rowsInserted, model.rowsRemoved, model.modelReset):
            signal.connect(self._review)
        self._review()

    def _review(self) -> None:
        running = self._model.rowCount() > 0
        self._stack.setCurrentIndex(0 if running else 1)
        self.view.set_moving(running)


class _Rows(QListView):
    chosen = Signal(str)

    def __init__(self, theme: Theme, model: RunningModel, delegate: RunningDelegate) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("overview_running_rows")
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setAccessibleName(self.tr("Running now"))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._choose)
        theme.changed.connect(self.viewport().update)

    def set_moving(self, moving: bool) -> None:
        if moving:
            self._theme.pulse.watch(self)
        else:
            self._theme.pulse.unwatch(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(index.data(ID_ROLE))
