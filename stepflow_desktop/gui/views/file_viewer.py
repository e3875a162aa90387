"""One file of several looked at: preview, strip of all files, details; full screen; compared with an earlier run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QAbstractItemModel, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stepflow_desktop.core.artifact_search import FoundArtifact
from stepflow_desktop.core.clock import Clock
from stepflow_desktop.core.model import Artifact
from stepflow_desktop.gui import wording
from stepflow_desktop.gui.preview.first_pages import FileThumbnails
from stepflow_desktop.gui.preview.preview_pane import PreviewPane
from stepflow_desktop.gui.preview.previewer import Shown
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.file_details import FileDetails
from stepflow_desktop.gui.views.file_menu import wish_of
from stepflow_desktop.gui.views.filmstrip import Filmstrip
from stepflow_desktop.gui.widgets import IconButton
from stepflow_desktop.gui.widgets.focus_stop import FocusStop
from stepflow_desktop.gui.widgets.painting import RADIUS_CARD, paint_box

GAP = 14
DETAILS_FROM_WIDTH = 760
LEAST_PREVIEW = 320


class FileViewer(FocusStop):
    """``wished`` carries a verb and the artifact; ``chosen`` the id of the file to show instead.

    ``earlier_wanted`` asks for the same file in earlier runs, to be answered with ``show_earlier``.
    """

    wished = Signal(str, object)
    chosen = Signal(str)
    earlier_wanted = Signal(object)
    said = Signal(str, str, str)

    def __init__(
        self,
        theme: Theme,
        clock: Clock,
        model: QAbstractItemModel,
        path_of: Callable[[Artifact], Path],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._path_of = path_of
        self._clock = clock
        self.artifact: Artifact | None = None
        self._ids: list[str] = []
        self._story = ("", "")
        self._details_wanted: bool | None = None
        self._full: FullScreenPreview | None = None
        self._thumbnails = FileThumbnails(self)
        self.pane = PreviewPane(theme, framed=False)
        self.strip = Filmstrip(theme, model)
        self.details = FileDetails(theme, clock)
        self._thumbnails.ready.connect(self.details.set_earlier_image)
        self.details_button = IconButton(theme, "info", self.tr("Details"), side=30)
        self.details_button.setObjectName("file_details_button")
        self._build()
        self._connect()

    def _build(self) -> None:
        self._card = _Frame(self._theme)
        column = QVBoxLayout(self._card)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.pane, 1)
        column.addWidget(self.strip)
        self.pane.add_tool(self.details_button)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self._card, 1)
        row.addWidget(self.details)
        self.focus_stop = self.pane

    def _connect(self) -> None:
        self.pane.wished.connect(self._wish)
        self.pane.said.connect(self.said)
        self.pane.known.connect(self.details.show_more)
        self.strip.chosen.connect(self.chosen)
        self.strip.stepped.connect(self.step)
        self.details.wished.connect(self._wish)
        self.details.compared.connect(self._on_compared)
        self.details_button.clicked.connect(lambda: self._want_details(True))
        self.details.left.connect(lambda: self._want_details(False))

    # -- in

    def show_artifact(self, artifact: Artifact | None, ids: Sequence[str], step: str, execution: str = "") -> None:
        """``ids`` are all files in their order; the names of step and execution go into the details."""
        before, self.artifact, self._ids = self.artifact, artifact, list(ids)
        self.details.setEnabled(artifact is not None)
        if artifact is None:
            self.pane.show_nothing()
            self._place_details()
            return
        path = self._path_of(artifact)
        at = self._ids.index(artifact.id) + 1 if artifact.id in self._ids else 0
        count = len(self._ids)
        position = self.tr("{number} of {count}").format(number=f"{at:,}", count=f"{count:,}") if at else ""
        same = before is not None and before.id == artifact.id
        self.strip.show_current(artifact.id)
        if not same or before != artifact or self._story != (step, execution):
            self._story = (step, execution)
            self.details.show_artifact(artifact, path, step, execution)
            self.details.show_kept(artifact)
        self.pane.show_file(Shown(path, artifact.file_name, artifact.file_size), position)
        if self._full is not None and self._full.isVisible():
            self._full.pane.show_file(Shown(path, artifact.file_name, artifact.file_size), position)
        if not same:
            self._ask_earlier(artifact)
        self._place_details()

    def close_all(self) -> None:
        self.pane.close_all()
        if self._full is not None:
            self._full.pane.close_all()

    def step(self, direction: int) -> None:
        """To the next (1) or the file before (-1)."""
        if self.artifact is not None and self.artifact.id in self._ids:
            at = self._ids.index(self.artifact.id) + direction
            if 0 <= at < len(self._ids):
                self.chosen.emit(self._ids[at])

    # -- earlier runs

    def _ask_earlier(self, artifact: Artifact) -> None:
        self._thumbnails.restart()
        self.earlier_wanted.emit(artifact)

    def show_earlier(self, artifact: Artifact, found: tuple[FoundArtifact, ...]) -> None:
        if self.artifact is None or self.artifact.id != artifact.id:
            return
        self.details.show_earlier(found, {})
        for each in found:
            self._thumbnails.ask(each.artifact, self._path_of(each.artifact))

    def _on_compared(self, found: FoundArtifact | None) -> None:
        """Pictures are laid over each other; anything else opens as it was then."""
        if found is None:
            self.pane.compare_with(None, "")
            if self.artifact is not None and not self.pane.can_compare:
                path = self._path_of(self.artifact)
                self.pane.show_file(Shown(path, self.artifact.file_name, self.artifact.file_size))
            return
        path = self._path_of(found.artifact)
        day = wording.clock(found.artifact.created_at, self._clock.now().at)
        if self.pane.can_compare:
            self.pane.compare_with(path, day)
        else:
            self.pane.show_file(Shown(path, found.artifact.file_name, found.artifact.file_size), day)

    # -- wishes

    def _wish(self, name: str) -> None:
        if name == "full_screen":
            self.full_screen()
        elif self.artifact is not None:
            self.wished.emit(name, self.artifact)

    def full_screen(self) -> None:
        if self.artifact is None:
            return
        if self._full is None:
            self._full = FullScreenPreview(self._theme, self)
            self._full.stepped.connect(self.step)
            self._full.pane.wished.connect(self._wish_from_full)
            self._full.pane.said.connect(self.said)
        path = self._path_of(self.artifact)
        self._full.showFullScreen()
        self._full.pane.show_file(Shown(path, self.artifact.file_name, self.artifact.file_size))
        self._full.pane.setFocus()

    def _wish_from_full(self, name: str) -> None:
        if self._full is not None:
            self._full.close()
        if name != "full_screen":
            self._wish(name)

    def event(self, event: QEvent) -> bool:
        """Some keys are about the file here, although the window's menu has them for the execution."""
        if event.type() == QEvent.Type.ShortcutOverride and wish_of(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if wish := wish_of(event):
            self._wish(wish)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not event.modifiers():
            self.step(1 if key == Qt.Key.Key_Right else -1)
        elif event.text() in ("+", "="):
            self.pane.zoom(1)
        elif event.text() == "-":
            self.pane.zoom(-1)
        else:
            super().keyPressEvent(event)

    # -- looks

    def _want_details(self, wanted: bool) -> None:
        self._details_wanted = wanted
        self._place_details()

    def _place_details(self) -> None:
        """At the right where there is room, else instead of the preview when asked for."""
        room = self.width() >= DETAILS_FROM_WIDTH
        wanted = self._details_wanted if self._details_wanted is not None else room
        fits = self.width() - self.details.width() - GAP >= LEAST_PREVIEW
        self.details.setVisible(wanted and fits and self.artifact is not None)
        # What is in sight has a cross of its own, and the bar needs its room.
        self.details_button.setVisible(not self.details.isVisibleTo(self))
        self.pane.fit_bar()

    def minimumSizeHint(self) -> QSize:
        """That without details: they could otherwise never give way."""
        return QSize(LEAST_PREVIEW, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_details()


class FullScreenPreview(QWidget):
    """A window of its own over everything; Esc, Space and F11 close it, ← and → go on."""

    stepped = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._theme = theme
        self.setObjectName("full_screen_preview")
        self.setWindowTitle(self.tr("Preview"))
        self.pane = PreviewPane(theme, framed=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pane)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Space, Qt.Key.Key_F11):
            self.close()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.stepped.emit(1 if event.key() == Qt.Key.Key_Right else -1)
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.pane.show_nothing()
        super().closeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._theme.color("surface"))


class _Frame(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        color = self._theme.color
        paint_box(QPainter(self), self.rect(), RADIUS_CARD, color("surface"), color("border"))
