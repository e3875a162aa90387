"""All artifacts as rows, newest first, brought in pages; small pictures are asked for when a row is painted."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QImage

from stepflow_desktop.core.artifact_search import FoundArtifact
from stepflow_desktop.core.clock import Clock
from stepflow_desktop.core.encoding import masked
from stepflow_desktop.core.model import Artifact, Update
from stepflow_desktop.gui import wording
from stepflow_desktop.gui.models.artifact_filter import ArtifactFilter
from stepflow_desktop.gui.models.artifacts import (
    ARTIFACT_ROLE,
    FACTS_ROLE,
    NEW_ROLE,
    THUMBNAIL_ROLE,
    files_as_mime,
    kind,
)
from stepflow_desktop.gui.models.execution_text import full_time, plain_tip
from stepflow_desktop.gui.models.masking import masked_artifact

Index = QModelIndex | QPersistentModelIndex
PAGE = 120
KEPT_PICTURES = 600
_ROOT = QModelIndex()


class FoundFiles(QAbstractListModel):
    """``more_wanted`` asks for a page below the row given (None from the top); ``picture_wanted`` for a small picture.

    ``long_facts`` adds execution and step, which a tile has no room for.
    """

    more_wanted = Signal(object)
    picture_wanted = Signal(object)

    def __init__(self, clock: Clock, path_of: Callable[[Artifact], Path], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._path_of = path_of
        self._rows: list[FoundArtifact] = []
        self._next: int | None = None
        self._asked = False
        self._pictures: OrderedDict[str, QImage | None] = OrderedDict()
        self._filter = ArtifactFilter()
        self.long_facts = False

    # -- in

    def restart(self, found: ArtifactFilter) -> None:
        """Nothing yet; the first page of what this filter finds is asked for."""
        self.beginResetModel()
        self.forget_waiting()
        self._filter = found
        self._rows, self._next, self._asked = [], None, True
        self.endResetModel()
        self.more_wanted.emit(None)

    def add(self, found: Sequence[FoundArtifact], next_row: int | None) -> None:
        """The answer to ``more_wanted``. A short page with more behind it is followed by the next question."""
        self._asked, self._next = False, next_row
        known = {row.artifact.id for row in self._rows}
        new = [_masked(each) for each in found if each.artifact.id not in known]
        if new:
            first = len(self._rows)
            self.beginInsertRows(_ROOT, first, first + len(new) - 1)
            self._rows.extend(new)
            self.endInsertRows()
        if next_row is not None and len(found) < PAGE // 2:
            self.fetchMore(_ROOT)

    def failed(self) -> None:
        self._asked, self._next = False, None

    def forget_waiting(self) -> None:
        """Pictures that were asked for and have not come will not come; they are asked for again."""
        self._pictures = OrderedDict((key, image) for key, image in self._pictures.items() if image is not None)

    def take(self, update: Update) -> None:
        """New, changed and removed files of an execution."""
        gone = {artifact.id for artifact in update.removed_artifacts}
        for row in reversed(range(len(self._rows))):
            artifact = self._rows[row].artifact
            if artifact.id in gone or (update.deleted and artifact.execution_id == update.execution.id):
                self.beginRemoveRows(_ROOT, row, row)
                del self._rows[row]
                self.endRemoveRows()
        steps = {step.id: step for step in (update.all_steps or update.steps)}
        for artifact in update.artifacts:
            row = self.row_of(artifact.id)
            if row >= 0:
                old = self._rows[row]
                self._rows[row] = _masked(replace(old, artifact=artifact, masks=update.masks or old.masks))
                self.dataChanged.emit(self.index(row), self.index(row))
            elif artifact.id not in update.edited_artifacts:
                step = steps.get(artifact.step_id or "")
                name, index = (step.name, step.index) if step is not None else ("", -1)
                if self._filter.accepts(artifact, name, update.execution):
                    self.beginInsertRows(_ROOT, 0, 0)
                    found = FoundArtifact(artifact, update.execution.name, name, index, update.masks)
                    self._rows.insert(0, _masked(found))
                    self.endInsertRows()

    def set_picture(self, artifact_id: str, image: QImage) -> None:
        self._pictures[artifact_id] = image
        self._pictures.move_to_end(artifact_id)
        while len(self._pictures) > KEPT_PICTURES:
            self._pictures.popitem(last=False)
        row = self.row_of(artifact_id)
        if row >= 0:
            self.dataChanged.emit(self.index(row), self.index(row), [THUMBNAIL_ROLE])

    # -- the model

    @property
    def has_more(self) -> bool:
        return self._next is not None

    @property
    def is_waiting(self) -> bool:
        return self._asked

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._next is not None and not self._asked

    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            self._asked = True
            self.more_wanted.emit(self._next)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        found = self._rows[index.row()]
        artifact = found.artifact
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return artifact.name or artifact.file_name
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{artifact.name or artifact.file_name}, {self._facts(found).replace(' · ', ', ')}"
            case Qt.ItemDataRole.ToolTipRole:
                lines = (artifact.name, artifact.description, found.execution_name, full_time(artifact.created_at))
                return plain_tip("\n".join(line for line in lines if line))
            case _ if role == ARTIFACT_ROLE:
                return artifact
            case _ if role == FACTS_ROLE:
                return self._facts(found)
            case _ if role == NEW_ROLE:
                return False
            case _ if role == THUMBNAIL_ROLE:
                return self._picture(artifact)
        return None

    def _picture(self, artifact: Artifact) -> QImage | None:
        if artifact.id not in self._pictures:
            self._pictures[artifact.id] = None
            self.picture_wanted.emit(artifact)
        return self._pictures[artifact.id]

    def _facts(self, found: FoundArtifact) -> str:
        artifact = found.artifact
        time = wording.moment(artifact.created_at, self._clock.now().at)
        name = " ".join(found.execution_name.split())
        if not self.long_facts:
            return f"{time} · {name}"
        step = f"{found.step_index + 1} {' '.join(found.step_name.split())}" if found.step_name else ""
        facts = (kind(artifact), wording.size(artifact.file_size), time, name, step)
        return " · ".join(fact for fact in facts if fact)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flag = Qt.ItemFlag
        return flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemIsDragEnabled | flag.ItemNeverHasChildren

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction

    def mimeTypes(self) -> list[str]:
        return ["text/uri-list"]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        return files_as_mime([self._path_of(self._rows[index.row()].artifact) for index in indexes if index.isValid()])

    # -- for the page

    def row_of(self, artifact_id: str) -> int:
        return next((row for row, each in enumerate(self._rows) if each.artifact.id == artifact_id), -1)

    def found_at(self, row: int) -> FoundArtifact | None:
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def ids(self) -> list[str]:
        return [each.artifact.id for each in self._rows]


def _masked(found: FoundArtifact) -> FoundArtifact:
    """As it may be shown."""
    if not found.masks:
        return found
    return replace(
        found,
        artifact=masked_artifact(found.artifact, found.masks),
        execution_name=masked(found.execution_name, found.masks),
        step_name=masked(found.step_name, found.masks),
    )
