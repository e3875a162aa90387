"""One execution: head, tabs, steps and files beside its log, and its details.

It holds the execution's details as last told and changes them with each update; how things are asked of the engine
is the page's business.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from stepflow_desktop.core.clock import Clock
from stepflow_desktop.core.model import (
    Artifact,
    Execution,
    ExecutionDetails,
    ExecutionStatus,
    LogEntry,
    Step,
    Update,
)
from stepflow_desktop.gui.log.log_panel import LogPanel
from stepflow_desktop.gui.models.artifacts import ArtifactsModel
from stepflow_desktop.gui.models.detail_rows import fact_groups
from stepflow_desktop.gui.models.expectations import Expectations
from stepflow_desktop.gui.models.following import followed
from stepflow_desktop.gui.models.masking import masked_artifact, masked_details, masked_remarks
from stepflow_desktop.gui.panes import Pane
from stepflow_desktop.gui.preview.first_pages import FileThumbnails
from stepflow_desktop.gui.staggering import Later
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.artifacts_tab import ArtifactsTab
from stepflow_desktop.gui.views.attach_drops import AttachDrops
from stepflow_desktop.gui.views.execution_artifacts import ArtifactsCard
from stepflow_desktop.gui.views.execution_details import DetailsTab
from stepflow_desktop.gui.views.execution_error import ErrorCard
from stepflow_desktop.gui.views.execution_head import LEAST_WIDTH, MARGIN, ExecutionHead
from stepflow_desktop.gui.views.execution_steps import StepsCard, later_ms
from stepflow_desktop.gui.views.execution_tabs import INSET, ExecutionTabs
from stepflow_desktop.gui.views.execution_work import LEAST_UNFOLDED, WorkPage
from stepflow_desktop.gui.views.timeline_place import TimelinePlace

NARROW = 1080
STEPS_LATER_MS = 200
STEPS_PAUSE_MS = 250


class ExecutionPane(QWidget):
    """``failure_shown`` asks for the last lines of the log, to be answered with ``show_last_lines``.

    ``past_wanted`` asks what earlier runs tell, ``past_shown`` carries the page that their list is to stand on.
    ``room_wanted`` says whether what is shown needs the width of the list.
    """

    failure_shown = Signal()
    past_wanted = Signal()
    past_shown = Signal(object)
    room_wanted = Signal(bool)

    def __init__(
        self,
        theme: Theme,
        clock: Clock,
        patience_s: float,
        path_of: Callable[[Artifact], Path],
        log_path_of: Callable[[str], Path],
        parent: QWidget | None = None,
        *,
        expectations: Expectations | None = None,
        is_held: Callable[[str], bool] = lambda _execution_id: False,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._clock = clock
        self._path_of = path_of
        self._log_path_of = log_path_of
        self.details: ExecutionDetails | None = None
        self.head = ExecutionHead(theme, clock, patience_s, expectations=expectations, is_held=is_held)
        self.files = ArtifactsModel(clock, path_of, self)
        self.thumbnails = FileThumbnails(self)
        self.thumbnails.ready.connect(self.files.set_thumbnail)
        self._show_steps = Later(self._on_steps, STEPS_LATER_MS, STEPS_PAUSE_MS, self)
        self.steps = StepsCard(theme, clock, expectations=expectations)
        self.artifacts = ArtifactsCard(theme, self.files)
        self.artifacts_tab = ArtifactsTab(theme, clock, self.files, path_of)
        self.error = ErrorCard(theme)
        self.error.hide()
        self.log = LogPanel(theme)
        self.facts = DetailsTab(theme)
        self.timeline = TimelinePlace(theme, clock, log_path_of, expectations=expectations)
        self.tabs = ExecutionTabs(theme)
        self.work = WorkPage(theme, self.steps, self.artifacts, self.error, self.log)
        self.drops = AttachDrops(theme, self, (self.head, self.log), self.steps.view, self._shown)
        self._build()
        self._connect()

    def _shown(self) -> ExecutionDetails | None:
        return masked_details(self.details) if self.details is not None else None

    # -- building

    def _build(self) -> None:
        self.tabs.add("list-checks", self.tr("Steps and log"))
        self.tabs.add("chart-gantt", self.tr("Timeline"))
        self._files_tab = self.tabs.add("package", self.tr("Artifacts"))
        self._facts_tab = self.tabs.add("info", self.tr("Details"))
        self._pages = QStackedWidget()
        # The tallest page must not make the window taller than its screen.
        self._pages.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._pages.addWidget(self.work)
        self._pages.addWidget(self.timeline)
        self._pages.addWidget(self.artifacts_tab)
        self._pages.addWidget(self.facts)
        self._past_tab = self.tabs.add("clock-fading", self.tr("Past runs"))
        self._pages.addWidget(QWidget())
        tab_line = _Strip(self._theme)
        line = QHBoxLayout(tab_line)
        line.setContentsMargins(MARGIN - INSET, 4, 14, 0)
        line.addWidget(self.tabs)
        line.addStretch(1)
        line.addWidget(self.work.steps_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(tab_line)
        column.addWidget(self._pages, 1)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._on_tab)
        self.work.step_chosen.connect(self.log.show_step)
        self.steps.step_chosen.connect(self.log.show_step)
        self.steps.step_isolated.connect(self.log.show_only_step)
        self.steps.step_log_wanted.connect(self.log.save_step)
        self.steps.usual_wanted.connect(self.show_past_runs)
        self.log.step_in_view.connect(self.steps.mark)
        self.error.first_error_wanted.connect(self.log.go_to_first_error)
        self.error.last_lines_wanted.connect(self._show_end)
        self.head.last_lines.clicked.connect(self._show_end)
        self.head.ribbon.segment_clicked.connect(self._show_step)
        self.steps.step_chosen.connect(self.timeline.select)
        self.timeline.step_chosen.connect(self.steps.select)
        self.timeline.step_opened.connect(self._show_step)
        self._theme.changed.connect(self.update)

    # -- in

    def show_details(self, details: ExecutionDetails) -> None:
        """Show another execution, or the same one read anew."""
        shown = masked_details(details)
        other = self.details is None or self.details.execution.id != details.execution.id
        self.details = details
        if other:
            self.thumbnails.restart()
            self.files.show(shown.artifacts)
            self.error.hide()
        else:
            self._take_files(shown.artifacts, self._gone(shown.artifacts))
        self._ask_thumbnails(shown.artifacts)
        self.log.set_execution(
            self._log_path_of(details.execution.id), shown.execution, shown.steps, shown.artifacts, details.masks
        )
        self._show_state(shown)
        if other and shown.execution.status is ExecutionStatus.FAILED:
            self.log.show_first_error()
        if other:
            self.tabs.set_count(self._past_tab, None)
            self.facts.show_summary("")
            self.past_wanted.emit()

    def clear(self) -> None:
        """Show nothing: the execution is gone."""
        self.details = None
        self.thumbnails.restart()
        self.timeline.clear()
        self.files.show(())
        self.log.clear()

    def apply(self, update: Update) -> None:
        """Take in an update about the execution that is shown."""
        old = self.details
        if old is None or old.execution.id != update.execution.id:
            return
        self.details = followed(old, update)
        masks = self.details.masks
        shown = masked_details(self.details)
        changed = tuple(masked_artifact(artifact, masks) for artifact in update.artifacts)
        self._take_files(changed, update.removed_artifacts)
        self._ask_thumbnails(changed)
        self.log.update_execution(shown.execution, shown.steps, shown.artifacts, masks)
        self._show_state(shown)
        if update.started or update.ended:
            self.past_wanted.emit()

    def _on_steps(self, execution: Execution, steps: Sequence[Step]) -> None:
        if self.details is not None and self.details.execution.id == execution.id:
            self.steps.show_steps(execution, steps)
            self.artifacts_tab.show_steps(steps)

    def show_last_lines(self, execution_id: str, entries: Sequence[LogEntry], line: int = 0) -> None:
        """``line`` is the number of the line that says why it failed, 0 if there is none."""
        if self.details is not None and self.details.execution.id == execution_id:
            self.error.show_failure(masked_details(self.details), entries, line, is_read=True)

    def _show_state(self, shown: ExecutionDetails) -> None:
        execution = shown.execution
        self.head.show_execution(execution, shown.steps)
        if self.steps.model.shows(execution.id) and not execution.status.is_final:
            self._show_steps.set_delay(later_ms(len(shown.steps), STEPS_LATER_MS))
            self._show_steps.ask(execution, shown.steps)
        else:
            self._show_steps.at_once(execution, shown.steps)
        self.timeline.show_details(shown)
        self.tabs.set_count(self._files_tab, len(shown.artifacts))
        failed = execution.status is ExecutionStatus.FAILED
        if failed and self.error.isHidden():
            self.error.show_failure(shown, ())
            self.error.show()
            self.failure_shown.emit()
        elif not failed:
            self.error.hide()
        if self.tabs.currentIndex() == self._facts_tab:
            self._show_facts()

    def _show_facts(self) -> None:
        if self.details is not None:
            log_path = self._log_path_of(self.details.execution.id)
            remarks = masked_remarks(self.details)
            self.facts.show_groups(fact_groups(self.details, log_path, self._clock.now()), remarks)

    # -- files

    def _take_files(self, changed: Sequence[Artifact], removed: Sequence[Artifact]) -> None:
        if changed or removed:
            self.files.apply(changed, removed)

    def _gone(self, artifacts: Sequence[Artifact]) -> list[Artifact]:
        keep = {artifact.id for artifact in artifacts}
        return [artifact for artifact in self.files.all() if artifact.id not in keep]

    def show_artifact(self, artifact_id: str) -> None:
        """Its tab, at this file."""
        self.tabs.setCurrentIndex(self._files_tab)
        self.artifacts_tab.show_artifact(artifact_id)
        self.artifacts_tab.view.setFocus()

    def _ask_thumbnails(self, artifacts: Sequence[Artifact]) -> None:
        for artifact in artifacts:
            self.thumbnails.ask(artifact, self._path_of(artifact))

    def panes(self) -> list[Pane]:
        """Where F6 goes in it."""
        return [
            (self.head, self.head.again_button),
            (self.tabs, self.tabs),
            (self.steps, self.steps.view),
            (self.artifacts, self.artifacts.view),
            (self.timeline, self.timeline.stop),
            (self.artifacts_tab, self.artifacts_tab.view),
            (self.log, self.log.view),
        ]

    def what_is_read(self) -> QWidget:
        """Log or files, whichever is in sight."""
        views: tuple[QWidget, ...] = (self.log.view, self.artifacts_tab.view)
        return next((view for view in views if view.isVisible()), self.tabs)

    # -- looks

    def _show_end(self) -> None:
        self.tabs.setCurrentIndex(0)
        self.log.set_follow(True)

    def _show_step(self, step_id: str) -> None:
        self.tabs.setCurrentIndex(0)
        self.log.show_step(step_id)

    def _on_tab(self, index: int) -> None:
        self._pages.setCurrentIndex(index)
        self._review_steps_button()
        self.head.set_compact(index == self._files_tab)
        self.room_wanted.emit(index == self._files_tab)
        if index == self._facts_tab:
            self._show_facts()
        elif index == self._past_tab:
            self.past_shown.emit(self._pages.currentWidget())

    def show_past_runs(self) -> None:
        self.tabs.setCurrentIndex(self._past_tab)

    def set_past_count(self, count: int) -> None:
        self.tabs.set_count(self._past_tab, count)

    def fold(self, folded: bool) -> None:
        self.work.fold(folded)
        self._review_steps_button()

    def _review_steps_button(self) -> None:
        self.work.steps_button.setVisible(self.work.is_folded and self.tabs.currentIndex() == 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fold(self.window().width() < NARROW or event.size().width() < LEAST_UNFOLDED)

    def minimumSizeHint(self) -> QSize:
        """That of the folded pane: Qt would otherwise never let it become narrow enough to fold."""
        return QSize(LEAST_WIDTH, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._theme.color("bg"))


class _Strip(QWidget):
    """The white line under the head that the tabs stand on."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("surface"))
        painter.setPen(self._theme.color("border"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
