"""The files of an execution under the steps they came from, narrowed by a filter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt

from stepflow_desktop.core.model import Artifact, Step
from stepflow_desktop.gui.models.artifact_filter import ArtifactFilter, parse
from stepflow_desktop.gui.models.artifacts import ARTIFACT_ROLE, ArtifactsModel

Index = QModelIndex | QPersistentModelIndex
HEADER_ROLE = Qt.ItemDataRole.UserRole + 20
_ROOT = QModelIndex()


class GroupedFiles(QAbstractListModel):
    """Rows are headers (text under ``HEADER_ROLE``) and files, which answer as they do in ``source``.

    Files of a step stand below it in the order they came; those of no step come last.
    """

    def __init__(self, source: ArtifactsModel, now: Callable[[], datetime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self._now = now
        self._steps: dict[str, Step] = {}
        self._filter = ArtifactFilter()
        self._rows: list[str | Artifact] = []
        self._row_of: dict[str, int] = {}
        self._source_rows: dict[str, int] = {}
        self._headers = True
        for signal in (source.modelReset, source.rowsInserted, source.rowsRemoved):
            signal.connect(lambda *_: self.rebuild())
        source.dataChanged.connect(self._on_changed)

    def set_steps(self, steps: Sequence[Step]) -> None:
        named = {step.id: step for step in steps}
        same = named.keys() == self._steps.keys() and all(
            step.name == self._steps[key].name for key, step in named.items()
        )
        self._steps = named
        if not same:
            self.rebuild()

    def set_filter(self, text: str) -> ArtifactFilter:
        self._filter = parse(text, self._now())
        self.rebuild()
        return self._filter

    def set_headers(self, headers: bool) -> None:
        """A grid has no place for them."""
        if headers != self._headers:
            self._headers = headers
            self.rebuild()

    def rebuild(self) -> None:
        self._source_rows = {artifact.id: row for row, artifact in enumerate(self._source.all())}
        rows: list[str | Artifact] = []
        for title, files in self._groups():
            if self._headers and title:
                rows.append(title)
            rows.extend(files)
        if rows == self._rows:
            return
        self.beginResetModel()
        self._rows = rows
        self._row_of = {row.id: at for at, row in enumerate(rows) if isinstance(row, Artifact)}
        self.endResetModel()

    def _groups(self) -> list[tuple[str, list[Artifact]]]:
        by_step: dict[str, list[Artifact]] = {}
        for artifact in reversed(self._source.all()):
            step = self._steps.get(artifact.step_id or "")
            if self._filter.accepts(artifact, step.name if step else ""):
                by_step.setdefault(step.id if step else "", []).append(artifact)
        groups = [
            (f"{step.index + 1}  {' '.join(step.name.split()).upper()}", by_step[step.id])
            for step in sorted(self._steps.values(), key=lambda step: step.index)
            if step.id in by_step
        ]
        if "" in by_step:
            groups.append((self.tr("OTHER FILES") if groups else "", by_step[""]))
        return groups

    def _on_changed(self, first: QModelIndex, last: QModelIndex, roles: Sequence[int] = ()) -> None:
        for row in range(first.row(), last.row() + 1):
            artifact = self._source.artifact_at(self._source.index(row))
            at = self._row_of.get(artifact.id, -1) if artifact is not None else -1
            if at < 0 or artifact is None:
                continue
            self._rows[at] = artifact
            self.dataChanged.emit(self.index(at), self.index(at), list(roles))

    # -- the model

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if isinstance(row, Artifact):
            # Asked of every row whenever there is a new one.
            if role == HEADER_ROLE:
                return None
            if role == ARTIFACT_ROLE:
                return row
            return self._source.index(self._source_rows.get(row.id, -1)).data(role)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, HEADER_ROLE):
            return row
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flag = Qt.ItemFlag
        if isinstance(self._rows[index.row()], str):
            return flag.ItemIsEnabled | flag.ItemNeverHasChildren
        return flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemIsDragEnabled | flag.ItemNeverHasChildren

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction

    def mimeTypes(self) -> list[str]:
        return self._source.mimeTypes()

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        files = [index.data(ARTIFACT_ROLE) for index in indexes]
        return self._source.mimeData([self._source.index(self._source.row_of(f.id)) for f in files if f is not None])

    # -- for the views

    def files(self) -> list[Artifact]:
        """In the order they are shown."""
        return [row for row in self._rows if isinstance(row, Artifact)]

    def index_of(self, artifact_id: str) -> QModelIndex:
        row = self._row_of.get(artifact_id, -1)
        return self.index(row) if row >= 0 else QModelIndex()

    def step_of(self, artifact: Artifact) -> Step | None:
        return self._steps.get(artifact.step_id or "")

    def mark_seen(self, artifact: Artifact) -> None:
        self._source.mark_seen(self._source.index(self._source.row_of(artifact.id)))
