"""The files of an execution: a list under its steps at the left, the chosen one beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QWidget

from stepflow_desktop.core.clock import Clock
from stepflow_desktop.core.model import Artifact, Step
from stepflow_desktop.gui.models.artifacts import ArtifactsModel
from stepflow_desktop.gui.models.grouped_files import GroupedFiles
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.execution_artifacts import DropButton, dropped_files
from stepflow_desktop.gui.views.file_viewer import FileViewer
from stepflow_desktop.gui.views.files_view import FilesView
from stepflow_desktop.gui.widgets import Card, EmptyState, IconButton, SearchField
from stepflow_desktop.gui.widgets.focus_stop import FocusStop

GAP = 14
LIST_WIDTH = 316
NARROW_LIST_WIDTH = 236
GRID_WIDTH = 470
NARROW = 980
LEAST_WIDTH = 520


class ArtifactsTab(FocusStop):
    """``wished`` carries a verb and one artifact, ``wished_many`` a verb and several.

    ``attach_wanted`` carries files to keep with the execution, none to ask which.
    """

    wished = Signal(str, object)
    wished_many = Signal(str, object)
    attach_wanted = Signal(list)
    said = Signal(str, str, str)

    def __init__(
        self,
        theme: Theme,
        clock: Clock,
        model: ArtifactsModel,
        path_of: Callable[[Artifact], Path],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model
        self._current = ""
        self._scrolled = 0
        self.setAcceptDrops(True)
        self.setObjectName("artifacts_tab")
        self.files = GroupedFiles(model, lambda: clock.now().at, self)
        self.view = FilesView(theme, self.files)
        self.viewer = FileViewer(theme, clock, self.files, path_of)
        self.card = Card(theme, padding=0)
        self._build()
        self._connect()
        self._review()

    def _build(self) -> None:
        theme = self._theme
        self.card.setFixedWidth(LIST_WIDTH)
        self.card.header(self.tr("Files"), 0)
        self.grid_button = IconButton(theme, "layout-grid", self.tr("As a grid"), True, side=30, icon_size=17)
        self.grid_button.setObjectName("files_grid")
        self.save_button = IconButton(theme, "download", self.tr("Save all as…"), side=30, icon_size=17)
        self.save_button.setObjectName("files_save_all")
        attach = IconButton(theme, "upload", self.tr("Attach files…"), shortcut="Ctrl+U", side=30, icon_size=17)
        attach.setObjectName("attach_files")
        attach.clicked.connect(lambda: self.attach_wanted.emit([]))
        for button in (self.grid_button, self.save_button, attach):
            self.card.header_actions.addWidget(button)
        self.field = SearchField(theme, self.tr("Filter by name or type"))
        self.field.setObjectName("files_filter")
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._nothing = EmptyState(theme, "funnel-x", self.tr("Nothing matches"), "", self.tr("Clear filter"))
        self._empty = EmptyState(
            theme,
            "package",
            self.tr("No artifacts yet"),
            self.tr("Print ARTIFACT:path:description, or drop files here."),
            self.tr("Attach files…"),
        )
        for page in (self.view, self._nothing, self._empty):
            self._stack.addWidget(page)
        self.zone = DropButton(theme, self.tr("Drop files to attach"))
        self.zone.setObjectName("files_drop_zone")
        body = self.card.body
        body.setContentsMargins(0, 4, 0, 12)
        body.setSpacing(6)
        line = QHBoxLayout()
        line.setContentsMargins(14, 0, 14, 0)
        line.addWidget(self.field)
        body.addLayout(line)
        body.addWidget(holder, 1)
        body.addWidget(self.zone)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, GAP, 16, GAP)
        row.setSpacing(GAP)
        row.addWidget(self.card)
        row.addWidget(self.viewer, 1)
        self.focus_stop = self.view

    def _connect(self) -> None:
        self.view.current_file.connect(lambda artifact: self.show_artifact(artifact.id))
        self.view.wished.connect(self._on_wished)
        self.viewer.wished.connect(self.wished)
        self.viewer.chosen.connect(self.show_artifact)
        self.viewer.said.connect(self.said)
        self.zone.clicked.connect(lambda: self.attach_wanted.emit([]))
        self._empty.activated.connect(lambda: self.attach_wanted.emit([]))
        self._nothing.activated.connect(self.field.clear)
        self.field.textChanged.connect(self._on_filter)
        self.grid_button.toggled.connect(self._on_grid)
        self.save_button.clicked.connect(lambda: self.wished_many.emit("save_all", self.files.files()))
        self.files.modelAboutToBeReset.connect(self._keep_place)
        self.files.modelReset.connect(self._review)
        self.files.dataChanged.connect(lambda *_: self._show_current())

    # -- in

    def show_steps(self, steps: Sequence[Step]) -> None:
        self.files.set_steps(steps)

    def show_artifact(self, artifact_id: str) -> None:
        """Choose this file; a filter that hides it is taken away."""
        index = self.files.index_of(artifact_id)
        if not index.isValid() and self.field.text():
            self.field.clear()
            index = self.files.index_of(artifact_id)
        if not index.isValid():
            return
        self._current = artifact_id
        if self.view.currentIndex().row() != index.row():
            self.view.setCurrentIndex(index)
        self.view.scrollTo(index)
        self._show_current()

    def close_all(self) -> None:
        self.viewer.close_all()

    def _keep_place(self) -> None:
        if self.isVisible():
            self._scrolled = self.view.verticalScrollBar().value()

    def _review(self) -> None:
        files = self.files.files()
        total = self._model.rowCount()
        self.card.header(self.tr("Files"), total)
        self._stack.setCurrentWidget(self.view if files else self._nothing if total else self._empty)
        self.save_button.setEnabled(bool(files))
        if not any(artifact.id == self._current for artifact in files):
            self._current = files[0].id if files else ""
        elif self._current and self.isVisible():
            self._return_to_place()
        self._show_current()

    def _return_to_place(self) -> None:
        self.view.setCurrentIndex(self.files.index_of(self._current))
        self.view.doItemsLayout()
        self.view.verticalScrollBar().setValue(self._scrolled)

    def _show_current(self) -> None:
        """Nothing is read while nobody looks."""
        if not self.isVisible():
            return
        files = self.files.files()
        artifact = next((each for each in files if each.id == self._current), None)
        if artifact is None:
            self.viewer.show_artifact(None, (), "")
            return
        if not self.view.selectionModel().hasSelection():
            self.view.setCurrentIndex(self.files.index_of(artifact.id))
        self.files.mark_seen(artifact)
        step = self.files.step_of(artifact)
        words = f"{step.index + 1}  {step.name}" if step is not None else ""
        self.viewer.show_artifact(artifact, [each.id for each in files], words)

    def _on_filter(self, text: str) -> None:
        found = self.files.set_filter(text)
        self.field.set_problem(found.problem)
        self._nothing.set_words(self.tr("Nothing matches"), found.problem, self.tr("Clear filter"))

    def _on_grid(self, grid: bool) -> None:
        self.files.set_headers(not grid)
        self.view.set_grid(grid)
        self._fit()

    def _on_wished(self, wish: str, files: list[Artifact]) -> None:
        if wish == "full_screen":
            self.show_artifact(files[0].id)
            self.viewer.full_screen()
        elif len(files) > 1 or wish in ("save_all", "copy_files"):
            self.wished_many.emit(wish, files)
        else:
            self.wished.emit(wish, files[0])

    # -- looks

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.files.index_of(self._current).isValid():
            self._return_to_place()
        self._show_current()

    def minimumSizeHint(self) -> QSize:
        return QSize(LEAST_WIDTH, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow = self.width() < NARROW
        wide = GRID_WIDTH if self.grid_button.isChecked() and not narrow else LIST_WIDTH
        self.card.setFixedWidth(NARROW_LIST_WIDTH if narrow else wide)

    # -- files from outside

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event) and event.source() is not self.view:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.zone.set_hot(True)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self.zone.set_hot(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.zone.set_hot(False)
        files = dropped_files(event)
        if files:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.attach_wanted.emit(files)
