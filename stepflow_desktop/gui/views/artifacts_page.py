"""All artifacts of all executions: a gallery or list with a filter, and the same viewer as in an execution."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import (
    QDesktopServices,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from stepflow_desktop.core.artifact_search import ArtifactHits, FoundArtifact
from stepflow_desktop.core.clock import Clock
from stepflow_desktop.core.model import Artifact, Update
from stepflow_desktop.gui import wording
from stepflow_desktop.gui.models.artifact_filter import ArtifactFilter, parse
from stepflow_desktop.gui.models.found_files import PAGE, FoundFiles
from stepflow_desktop.gui.panes import Pane
from stepflow_desktop.gui.preview.first_pages import FileThumbnails
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.execution_actions import OpenUrl
from stepflow_desktop.gui.views.execution_files import ExecutionFiles
from stepflow_desktop.gui.views.file_viewer import FileViewer
from stepflow_desktop.gui.views.files_view import FilesView
from stepflow_desktop.gui.who import user_name
from stepflow_desktop.gui.widgets import Button, Card, EmptyState, IconButton, Label, SearchField
from stepflow_desktop.gui.widgets.focus_stop import FocusStop

if TYPE_CHECKING:
    from stepflow_desktop.gui.bridge import EngineBridge

TYPED_MS = 250
UPDATES_MS = 100
PICTURE_SIDE = 288


class ArtifactsPage(FocusStop):
    """``execution_wanted`` carries the id of an execution, ``said`` a message: kind, title, text."""

    execution_wanted = Signal(str)
    said = Signal(str, str, str)
    file_deleted = Signal(str, object)
    layout_changed = Signal(str)

    def __init__(
        self,
        theme: Theme,
        bridge: EngineBridge,
        clock: Clock,
        parent: QWidget | None = None,
        *,
        layout: str = "grid",
        open_url: OpenUrl = QDesktopServices.openUrl,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._bridge = bridge
        self._clock = clock
        self._question = 0
        self._stale = True
        self._filter = ArtifactFilter()
        self._single: FoundArtifact | None = None
        self._updates: list[Update] = []
        self.setObjectName("artifacts_page")

        self.model = FoundFiles(clock, self._path_of, self)
        self.view = FilesView(theme, self.model, previews=True)
        self.viewer = FileViewer(theme, clock, self.model, self._path_of)
        self.files = ExecutionFiles(theme, bridge, self, open_url)
        self._thumbnails = FileThumbnails(self, side=PICTURE_SIDE)
        self._build()
        self._connect()
        self.grid_button.setChecked(layout != "list")
        self._on_grid(self.grid_button.isChecked())

    # -- building

    def _build(self) -> None:
        theme = self._theme
        self.field = SearchField(
            theme, self.tr("Filter: text type:image tag:plot status:failed since:7d"), icon="list-filter"
        )
        self.field.setObjectName("artifacts_filter")
        self.field.setMinimumWidth(200)
        self.field.setMaximumWidth(520)
        self.grid_button = IconButton(theme, "layout-grid", self.tr("As a grid"), True, side=32)
        self.grid_button.setObjectName("artifacts_grid")
        self._told = Label(theme, "", "small", "text2")
        head = QHBoxLayout()
        head.setSpacing(12)
        title = QVBoxLayout()
        title.setSpacing(2)
        title.addWidget(Label(theme, self.tr("Artifacts"), "page_title"))
        title.addWidget(self._told)
        head.addLayout(title)
        head.addStretch(1)
        head.addWidget(self.field, 3)
        head.addWidget(self.grid_button)
        self._nothing = EmptyState(theme, "package", "")
        self._nothing.button.setObjectName("artifacts_clear_filter")
        self._inner = QStackedWidget()
        self._inner.addWidget(self.view)
        self._inner.addWidget(self._nothing)
        card = Card(theme, padding=8)
        card.body.addWidget(self._inner, 1)
        gallery = QWidget()
        column = QVBoxLayout(gallery)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(14)
        column.addLayout(head)
        column.addWidget(card, 1)
        self.back = Button(theme, self.tr("All artifacts"), "chevron-left", "link")
        self.back.setObjectName("artifacts_back")
        self._from = Button(theme, "", "list-checks", "link")
        self._from.setObjectName("artifacts_execution")
        self._from.setToolTip(self.tr("Go to this execution"))
        line = QHBoxLayout()
        line.addWidget(self.back)
        line.addStretch(1)
        line.addWidget(self._from)
        look = QWidget()
        column = QVBoxLayout(look)
        column.setContentsMargins(16, 10, 16, 14)
        column.setSpacing(8)
        column.addLayout(line)
        column.addWidget(self.viewer, 1)
        self.stack = QStackedWidget()
        self.stack.addWidget(gallery)
        self.stack.addWidget(look)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.stack)
        self.focus_stop = self.view

    def _connect(self) -> None:
        self.model.more_wanted.connect(self._ask)
        self.model.picture_wanted.connect(lambda artifact: self._thumbnails.ask(artifact, self._path_of(artifact)))
        self._thumbnails.ready.connect(self.model.set_picture)
        for signal in (self.model.modelReset, self.model.rowsInserted, self.model.rowsRemoved):
            signal.connect(lambda *_: self._review())
        self.model.dataChanged.connect(lambda *_: self._show_current())
        self.view.wished.connect(self._on_wished)
        self.viewer.wished.connect(self._on_wish)
        self.viewer.chosen.connect(self.show_artifact)
        self.viewer.said.connect(self.said)
        self.viewer.earlier_wanted.connect(self.files.more.answer_earlier)
        self.files.more.earlier_found.connect(self.viewer.show_earlier)
        self.files.said.connect(self.said)
        self.files.more.deleted.connect(self.file_deleted)
        self.back.clicked.connect(self.show_gallery)
        self._from.clicked.connect(self._go_to_execution)
        self._nothing.activated.connect(self.field.clear)
        self.grid_button.toggled.connect(self._on_grid)
        self._typed = QTimer(self, singleShot=True, interval=TYPED_MS)
        self._typed.timeout.connect(self.search)
        self.field.textChanged.connect(lambda _text: self._typed.start())
        self._gather = QTimer(self, singleShot=True, interval=UPDATES_MS)
        self._gather.timeout.connect(self._show_updates)
        self._bridge.updated.connect(self._on_updated)
        find = QShortcut(QKeySequence("Ctrl+F"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self._find)
        self._theme.changed.connect(self.update)

    def _path_of(self, artifact: Artifact) -> Path:
        return self._bridge.engine.artifact_path(artifact)

    # -- asking

    def search(self) -> None:
        """From the top, by what is typed."""
        self._typed.stop()
        self._stale = False
        self._question += 1
        found = parse(self.field.text(), self._clock.now().at, me=user_name())
        self.field.set_problem(found.problem)
        self._filter = found
        self._thumbnails.restart()
        self.model.restart(found)

    def _ask(self, before_row: int | None) -> None:
        question = self._question
        search = self._filter.search(limit=PAGE, before_row=before_row)
        self._bridge.call(
            self._bridge.engine.store.search_artifacts(search),
            name="search artifacts",
            done=lambda hits: self._on_hits(question, hits),
            error=lambda message: self._on_problem(question, message),
        )

    def _on_hits(self, question: int, hits: ArtifactHits) -> None:
        # An answer to what is no longer asked is dropped.
        if question == self._question:
            self.model.add(hits.found, hits.next_row)
            self._review()

    def _on_problem(self, question: int, message: str) -> None:
        if question == self._question:
            self.model.failed()
            self._nothing.set_words(self.tr("The files could not be read"), message)
            self._inner.setCurrentWidget(self._nothing)

    def _on_updated(self, updates: Sequence[Update]) -> None:
        if self._stale or not any(u.artifacts or u.removed_artifacts or u.deleted for u in updates):
            return
        if not self.isVisible():
            # Asked anew when somebody looks.
            self._stale = True
            return
        self._updates.extend(updates)
        if not self._gather.isActive():
            self._gather.start()

    def _show_updates(self) -> None:
        updates, self._updates = self._updates, []
        for update in updates:
            self.model.take(update)

    # -- showing

    def _review(self) -> None:
        count = self.model.rowCount()
        if count:
            self._inner.setCurrentWidget(self.view)
        elif self.model.is_waiting or self.model.has_more:
            self._nothing.set_words(self.tr("Searching…"), "")
            self._inner.setCurrentWidget(self._nothing)
        elif self._filter.is_empty:
            text = self.tr("Print ARTIFACT:path:description in a script to keep a file.")
            self._nothing.set_icon("package")
            self._nothing.set_words(self.tr("No artifacts yet"), text)
            self._inner.setCurrentWidget(self._nothing)
        else:
            self._nothing.set_icon("funnel-x")
            words = self._filter.problem or self.tr("No file is like that.")
            self._nothing.set_words(self.tr("Nothing matches"), words, self.tr("Clear filter"))
            self._inner.setCurrentWidget(self._nothing)
        files = wording.count(count, "file", "files")
        if self.model.has_more:
            self._told.setText(self.tr("The newest {files}, more when you scroll").format(files=files))
        else:
            self._told.setText(files)
        self._show_current()

    def _on_grid(self, grid: bool) -> None:
        self.model.long_facts = not grid
        self.view.set_grid(grid)
        self.layout_changed.emit("grid" if grid else "list")

    def show_artifact(self, artifact_id: str) -> None:
        """Look at one of the files that were found."""
        row = self.model.row_of(artifact_id)
        if row < 0:
            return
        self._single = None
        self.view.setCurrentIndex(self.model.index(row))
        self.stack.setCurrentIndex(1)
        self._show_current()
        self.viewer.setFocus()
        if row > self.model.rowCount() - 20:
            self.model.fetchMore(self.view.rootIndex())

    def open_artifact(self, artifact_id: str) -> None:
        """Look at a file wherever it stands."""
        self._bridge.call(
            self._bridge.engine.get_artifact(artifact_id),
            name="read an artifact",
            done=self._on_single,
            error=lambda message: self.said.emit("warning", self.tr("It cannot be shown"), message),
        )

    def _on_single(self, artifact: Artifact) -> None:
        if self.model.row_of(artifact.id) >= 0:
            self.show_artifact(artifact.id)
            return
        self._single = FoundArtifact(artifact, "")
        self.stack.setCurrentIndex(1)
        self._show_current()

    def show_gallery(self) -> None:
        self._single = None
        self.stack.setCurrentIndex(0)
        self.viewer.show_artifact(None, (), "")
        self.view.setFocus()

    def _current(self) -> FoundArtifact | None:
        return self._single or self.model.found_at(self.view.currentIndex().row())

    def _show_current(self) -> None:
        if self.stack.currentIndex() != 1 or not self.isVisible():
            return
        found = self._current()
        if found is None:
            self.show_gallery()
            return
        step = f"{found.step_index + 1}  {found.step_name}" if found.step_name else ""
        name = " ".join(found.execution_name.split())
        self._from.setText(name[:60] or self.tr("Its execution"))
        self._from.updateGeometry()
        self.viewer.show_artifact(found.artifact, self.model.ids(), step, name)

    # -- wishes

    def _on_wished(self, wish: str, files: list[Artifact]) -> None:
        if wish in ("preview", "full_screen"):
            self.show_artifact(files[0].id)
            if wish == "full_screen":
                self.viewer.full_screen()
        elif len(files) > 1 or wish in ("save_all", "copy_files"):
            self.files.more.do_many(wish, files)
        else:
            self._on_wish(wish, files[0])

    def _on_wish(self, wish: str, artifact: Artifact) -> None:
        if wish == "execution":
            self.execution_wanted.emit(artifact.execution_id)
        else:
            self.files.do(wish, artifact)

    def _go_to_execution(self) -> None:
        found = self._current()
        if found is not None:
            self.execution_wanted.emit(found.artifact.execution_id)

    def _find(self) -> None:
        if self.stack.currentIndex() == 1:
            self.viewer.pane.start_find()
        else:
            self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.field.selectAll()

    # -- the window

    def panes(self) -> list[Pane]:
        """Where F6 goes on this page."""
        if self.stack.currentIndex() == 1:
            return [(self.viewer.pane, self.viewer.pane.open_button), (self.viewer.strip, self.viewer.strip.view)]
        return [(self.field, self.field), (self.view, self.view)]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads from a file back to all of them."""
        if event.key() == Qt.Key.Key_Escape and self.stack.currentIndex() == 1:
            self.show_gallery()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.search()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._thumbnails.restart()
        self.model.forget_waiting()

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._theme.color("bg"))
