"""The previewer for long texts: the view of the log, which reads only what is in sight."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from stepflow_desktop.core.model import Execution, ExecutionStatus
from stepflow_desktop.gui import wording
from stepflow_desktop.gui.log.line_times import TimeMode
from stepflow_desktop.gui.log.log_file import LogFile
from stepflow_desktop.gui.log.log_panel import LogPanel
from stepflow_desktop.gui.log.worker import LogWorker, Snapshot
from stepflow_desktop.gui.preview.previewer import Previewer, Shown
from stepflow_desktop.gui.theme import Theme


class LongTextView(Previewer):
    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.panel = FilePanel(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.panel)
        self.focus_stop = self.panel
        self.panel.arrived.connect(self._on_arrived)

    def begin(self, shown: Shown) -> None:
        # As far as the view of the log is concerned it is the output of something that ended.
        ended = Execution(
            id="", name=shown.name, command="", working_directory="", created_at=datetime.now(UTC),
            status=ExecutionStatus.COMPLETED, log_size=shown.size,
        )  # fmt: skip
        self.panel.set_execution(shown.path, ended, (), (), ())
        self.told.emit(wording.size(shown.size))

    def put_away(self) -> None:
        super().put_away()
        self.panel.clear()

    def start_find(self) -> None:
        self.panel.find()

    def zoom(self, direction: int) -> None:
        self.panel.view.enlarge(direction)

    def _on_arrived(self, snapshot: Snapshot) -> None:
        self.told.emit(f"{wording.count(snapshot.lines, 'line', 'lines')} · {wording.size(snapshot.size)}")


class FilePanel(LogPanel):
    """The log's panel without what only a run has; lines that look like markers are text here."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        for part in (self.bar.scope, self.bar.times, self.bar.follow):
            part.hide()
        self.bar.set_times(TimeMode.OFF)
        self.bar.find_field.setPlaceholderText(self.tr("Find in this file"))

    def _show_state(self) -> None:
        super()._show_state()
        # What it tells of a run is told of the file above.
        self.footer.hide()

    def _made_worker(self, path: Path) -> LogWorker:
        return LogWorker(LogFile(path), self._news.append, hides=lambda _line: False)
