"""The steps card: what the run did, does and will do; a click takes the log there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QElapsedTimer, QModelIndex, QPersistentModelIndex, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QSizePolicy, QWidget

from stepflow_desktop.core.clock import Clock
from stepflow_desktop.core.model import Execution, Step, StepStatus
from stepflow_desktop.gui.delegates.step_delegate import ROW_HEIGHT, StepDelegate
from stepflow_desktop.gui.models.expectations import Expectations
from stepflow_desktop.gui.models.steps import STEP_ROLE, StepsModel, is_expected
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.step_menu import StepMenu
from stepflow_desktop.gui.widgets import Card, IconButton

Index = QModelIndex | QPersistentModelIndex
CHOICE_HOLDS_MS = 700
MOST_HEIGHT = 2_200
MANY_ROWS = 500
LATEST_MS = 3_000


def later_ms(count: int, usual_ms: int) -> int:
    """How long new rows may wait when there are ``count``: Qt lays out all of them when one is added."""
    return max(usual_ms, min(count // 10, LATEST_MS))


class StepsCard(Card):
    """``step_chosen`` carries a step's id, empty for the output of a run without steps.

    ``step_isolated`` asks to show nothing but this step, ``step_log_wanted`` to save what it printed.
    ``attach_wanted`` asks for files to keep with a step, ``usual_wanted`` for what earlier runs took.
    """

    step_chosen = Signal(str)
    step_isolated = Signal(str)
    step_log_wanted = Signal(object)
    attach_wanted = Signal(str)
    usual_wanted = Signal()

    def __init__(
        self, theme: Theme, clock: Clock, parent: QWidget | None = None, *, expectations: Expectations | None = None
    ) -> None:
        super().__init__(theme, parent, padding=0)
        self.model = StepsModel(clock, self, expectations=expectations)
        self.view = StepsView(theme, self.model)
        self.header(self.tr("Steps"))
        self._chosen_at = QElapsedTimer()
        self._content = -1
        self._live = False
        self._follow = IconButton(theme, "crosshair", self.tr("Keep the running step selected"), True, side=30)
        self._follow.setObjectName("follow_step")
        self._follow.toggled.connect(lambda _on: self._follow_running())
        self._to_failed = IconButton(theme, "arrow-down-to-dot", self.tr("Go to the step that failed"), side=30)
        self._to_failed.setObjectName("go_to_failed_step")
        self._to_failed.clicked.connect(self._go_to_failed)
        self.header_actions.addWidget(self._to_failed)
        self.header_actions.addWidget(self._follow)
        self.body.setContentsMargins(0, 2, 0, 8)
        self.body.addWidget(self.view)
        self.view.clicked.connect(self._on_chosen)
        self.view.activated.connect(self._on_chosen)
        self.view.doubleClicked.connect(self._on_isolated)
        self.view.menu_wanted.connect(self._show_menu)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def show_steps(self, execution: Execution, steps: Sequence[Step]) -> None:
        other = not self.model.shows(execution.id)
        ended, self._live = self._live and execution.status.is_final, not execution.status.is_final
        self.model.show(execution, steps)
        expected = self.model.expected_count
        if steps or expected:
            total = max(execution.total_steps, len(steps) + expected)
            self.header(self.tr("Steps"), f"{self.model.reached(execution):,} / {total:,}")
        else:
            self.header(self.tr("Steps"))
        self._follow.setVisible(not execution.status.is_final)
        self._to_failed.setVisible(execution.status.is_final and self._failed_row() >= 0)
        if other:
            self._chosen_at.start()
            self._follow.setChecked(not execution.status.is_final)
            self._select_worst()
        elif ended and self._follow.isChecked():
            # Who watched the running step wants to see the one that failed.
            self._select_worst()
        self._follow_running()
        self.view.review()
        self._fit()

    def _fit(self) -> None:
        """No higher than header and rows need."""
        content = self.view.content_height()
        if content == self._content:
            return
        self._content = content
        self.view.updateGeometry()
        layout = self.layout()
        if layout is not None:
            # Layouts inside layouts learn of changes only with the next event.
            self.body.invalidate()
            self.header_actions.invalidate()
            layout.invalidate()
            self.setMaximumHeight(layout.sizeHint().height())

    def mark(self, step_id: str) -> None:
        """Select the step that the log shows, unless the running one is to stay selected.

        A choice holds on while the log scrolls there: near its end, another step may remain at the top.
        """
        following = self._follow.isChecked() and bool(self.model.running_rows())
        just_chosen = self._chosen_at.isValid() and self._chosen_at.elapsed() < CHOICE_HOLDS_MS
        row = -1 if following or just_chosen else self.model.row_of(step_id)
        if row >= 0:
            self.view.setCurrentIndex(self.model.index(row))

    def select(self, step_id: str) -> None:
        """Select the step that was chosen elsewhere."""
        row = self.model.row_of(step_id)
        if row >= 0:
            self._chosen_at.start()
            self._follow.setChecked(row in self.model.running_rows())
            self.view.setCurrentIndex(self.model.index(row))

    def _select_worst(self) -> None:
        """At first the failed step is marked, else the running one."""
        running = self.model.running_rows()
        row = self._failed_row() if self._failed_row() >= 0 else running[-1] if running else -1
        if row >= 0:
            self.view.setCurrentIndex(self.model.index(row))

    def _failed_row(self) -> int:
        """The last step that failed and was not allowed to, or -1."""
        steps = self.model.all()
        failed = (row for row in range(len(steps) - 1, -1, -1) if steps[row].status is StepStatus.FAILED)
        return next((row for row in failed if self.model.state(steps[row]) == "failed"), -1)

    def _go_to_failed(self) -> None:
        index = self.model.index(self._failed_row())
        self.view.setCurrentIndex(index)
        self._on_chosen(index)

    def _follow_running(self) -> None:
        rows = self.model.running_rows()
        if self._follow.isChecked() and rows:
            self.view.setCurrentIndex(self.model.index(rows[-1]))

    def _show_menu(self, step: Step, at: QPoint) -> None:
        menu = StepMenu(self._theme, step, self)
        menu.wished.connect(lambda wish: self._do(wish, step))
        menu.popup(at)

    def _do(self, wish: str, step: Step) -> None:
        if wish == "show_only":
            self.step_isolated.emit(step.id)
        elif wish == "save_step_log":
            self.step_log_wanted.emit(step)
        elif wish == "attach_to_step":
            self.attach_wanted.emit(step.id)
        elif wish == "usual":
            self.usual_wanted.emit()
        else:
            QGuiApplication.clipboard().setText(step.name)

    def _on_isolated(self, index: QModelIndex) -> None:
        step = index.data(STEP_ROLE)
        if step is not None and step.id:
            self.step_isolated.emit(step.id)

    def _on_chosen(self, index: QModelIndex) -> None:
        step = index.data(STEP_ROLE)
        if step is not None and not is_expected(step):
            self._chosen_at.start()
            self._follow.setChecked(index.row() in self.model.running_rows())
            self.step_chosen.emit(step.id)


class StepsView(QListView):
    """As high as its rows; durations tick once a second, and only while something runs in sight.

    ``menu_wanted`` has the step a menu is wanted for, and where on the screen.
    """

    menu_wanted = Signal(object, QPoint)

    def __init__(self, theme: Theme, model: StepsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("steps_view")
        self._theme = theme
        self._steps = model
        self.setModel(model)
        self._delegate = StepDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        # The pulse repaints whatever is watched; this dot stands for the few shapes that really turn.
        self._turning = QWidget(self)
        self._turning.setFixedSize(1, 1)
        self._turning.hide()
        theme.pulse.watch(self._turning)
        theme.pulse.beat.connect(self._on_beat)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Steps"))
        self._timer = QTimer(self, interval=1000)
        self._timer.timeout.connect(self._on_tick)
        theme.changed.connect(self.viewport().update)
        model.modelReset.connect(self._review_heights)
        model.rowsInserted.connect(self._review_heights)

    def _review_heights(self) -> None:
        """Many rows are all of one height: asking each for its own, whenever one is added, would cost frames."""
        many = self._steps.rowCount() > MANY_ROWS
        if many != self.uniformItemSizes():
            self._delegate.one_height = many
            self.setUniformItemSizes(many)

    def dataChanged(self, top_left: Index, bottom_right: Index, roles: Sequence[int] = ()) -> None:
        """Qt lays out all rows again after any change, even where they are all of one height."""
        if self.uniformItemSizes():
            self.viewport().update()
        else:
            super().dataChanged(top_left, bottom_right, roles)

    def review(self) -> None:
        """Start or stop what moves."""
        running = bool(self._steps.running_rows())
        self._turning.setVisible(running)
        if not running:
            self._timer.stop()
        elif not self._timer.isActive():
            # Started anew with each update, it would never come to an end.
            self._timer.start()

    def content_height(self) -> int:
        """Of all rows, or of as many as no screen can show; asking thousands at every update would cost frames."""
        height, rows = 0, self._steps.rowCount()
        if rows * ROW_HEIGHT >= MOST_HEIGHT:
            return MOST_HEIGHT
        for row in range(rows):
            height += self.sizeHintForRow(row)
        return height or ROW_HEIGHT

    def sizeHint(self) -> QSize:
        return QSize(260, self.content_height() + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 2 * ROW_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._delegate.shapes_only = event.rect().right() <= self._delegate.shape_rect(self.viewport().rect()).right()
        super().paintEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        step = index.data(STEP_ROLE)
        if step is not None:
            at = self.visualRect(index).center() if by_key else event.pos()
            self.menu_wanted.emit(step, self.viewport().mapToGlobal(at))

    def _on_beat(self) -> None:
        if self._turning.isVisible():
            for row in self._steps.running_rows():
                self.viewport().update(self._delegate.shape_rect(self.visualRect(self._steps.index(row))))

    def _on_tick(self) -> None:
        if self.isVisible():
            for row in self._steps.running_rows():
                self.update(self._steps.index(row))
