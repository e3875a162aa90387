"""The files of one execution as rows, newest first; a row can be dragged out as the file it stands for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import (
    QT_TRANSLATE_NOOP,
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QUrl,
)
from PySide6.QtGui import QImage

from stepflow_desktop.core.clock import Clock
from stepflow_desktop.core.model import Artifact, ArtifactType
from stepflow_desktop.gui import wording
from stepflow_desktop.gui.models.execution_text import full_time, plain_tip
from stepflow_desktop.gui.translation import translate

Index = QModelIndex | QPersistentModelIndex
ARTIFACT_ROLE = Qt.ItemDataRole.UserRole + 1
FACTS_ROLE = Qt.ItemDataRole.UserRole + 2
NEW_ROLE = Qt.ItemDataRole.UserRole + 3
THUMBNAIL_ROLE = Qt.ItemDataRole.UserRole + 4

PICTURE_BYTES = 8_000_000
_PICTURES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif"}
_ROOT = QModelIndex()
MODEL_SUFFIXES = (".onnx", ".pkl", ".pt", ".pth", ".ckpt", ".h5", ".keras", ".joblib", ".safetensors", ".gguf")
CODE_SUFFIXES = (
    *(".py", ".pyi", ".ipynb", ".js", ".mjs", ".ts", ".tsx", ".jsx", ".sh", ".bash", ".zsh", ".ps1", ".bat", ".r"),
    *(".jl", ".c", ".h", ".cc", ".cpp", ".hpp", ".cu", ".cs", ".java", ".kt", ".go", ".rs", ".rb", ".php", ".pl"),
    *(".lua", ".swift", ".scala", ".sql"),
)
_KINDS: dict[ArtifactType, object] = {
    ArtifactType.DOCUMENT: QT_TRANSLATE_NOOP("ArtifactKind", "Document"),
    ArtifactType.IMAGE: QT_TRANSLATE_NOOP("ArtifactKind", "Image"),
    ArtifactType.DATA: QT_TRANSLATE_NOOP("ArtifactKind", "Data"),
    ArtifactType.LOG: QT_TRANSLATE_NOOP("ArtifactKind", "Log"),
    ArtifactType.ARCHIVE: QT_TRANSLATE_NOOP("ArtifactKind", "Archive"),
    ArtifactType.OTHER: QT_TRANSLATE_NOOP("ArtifactKind", "File"),
}
_KINDS_BY_SUFFIX: dict[str, object] = {
    **dict.fromkeys((".csv", ".tsv", ".parquet", ".xlsx"), QT_TRANSLATE_NOOP("ArtifactKind", "Table")),
    **dict.fromkeys(MODEL_SUFFIXES, QT_TRANSLATE_NOOP("ArtifactKind", "Model")),
    **dict.fromkeys(CODE_SUFFIXES, QT_TRANSLATE_NOOP("ArtifactKind", "Code")),
    **dict.fromkeys((".html", ".htm"), QT_TRANSLATE_NOOP("ArtifactKind", "Web page")),
    **dict.fromkeys((".yaml", ".yml"), "YAML"),
    ".json": "JSON",
    ".toml": "TOML",
    ".xml": "XML",
    ".pdf": "PDF",
    ".md": "Markdown",
}


class ArtifactsModel(QAbstractListModel):
    """``path_of`` says where our copy of an artifact lies; ``thumbnail_wanted`` asks once for each picture."""

    def __init__(self, clock: Clock, path_of: Callable[[Artifact], Path], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._path_of = path_of
        self._artifacts: list[Artifact] = []
        self._new: set[str] = set()
        self._thumbnails: dict[str, QImage] = {}

    def show(self, artifacts: Sequence[Artifact]) -> None:
        """Show the files of another execution."""
        self.beginResetModel()
        self._artifacts = sorted(artifacts, key=_newest_first)
        self._new.clear()
        self._thumbnails.clear()
        self.endResetModel()

    def apply(self, changed: Sequence[Artifact], removed: Sequence[Artifact] = ()) -> None:
        """Take in what an update brings; files that were not there before are new until seen."""
        for artifact in removed:
            row = self.row_of(artifact.id)
            if row >= 0:
                self.beginRemoveRows(_ROOT, row, row)
                del self._artifacts[row]
                self.endRemoveRows()
        rows = {artifact.id: row for row, artifact in enumerate(self._artifacts)}
        fresh: dict[str, Artifact] = {}
        for artifact in changed:
            row = rows.get(artifact.id, -1)
            if row >= 0:
                self._artifacts[row] = artifact
                self.dataChanged.emit(self.index(row), self.index(row))
            else:
                fresh[artifact.id] = artifact
        self._insert(sorted(fresh.values(), key=_newest_first))

    def set_thumbnail(self, artifact_id: str, image: QImage) -> None:
        row = self.row_of(artifact_id)
        if row >= 0:
            self._thumbnails[artifact_id] = image
            self.dataChanged.emit(self.index(row), self.index(row), [THUMBNAIL_ROLE])

    def mark_seen(self, index: Index) -> None:
        artifact = self.artifact_at(index)
        if artifact is not None and artifact.id in self._new:
            self._new.discard(artifact.id)
            here = self.index(index.row())
            self.dataChanged.emit(here, here, [NEW_ROLE])

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._artifacts)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        artifact = self.artifact_at(index)
        if artifact is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return artifact.name or artifact.file_name
            case Qt.ItemDataRole.AccessibleTextRole:
                new = ", new" if artifact.id in self._new else ""
                return f"{artifact.name or artifact.file_name}, {self._facts(artifact).replace(' · ', ', ')}{new}"
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(_tip(artifact))
            case _ if role == ARTIFACT_ROLE:
                return artifact
            case _ if role == FACTS_ROLE:
                return self._facts(artifact)
            case _ if role == NEW_ROLE:
                return artifact.id in self._new
            case _ if role == THUMBNAIL_ROLE:
                return self._thumbnails.get(artifact.id)
        return None

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
        artifacts = [self.artifact_at(index) for index in indexes]
        return files_as_mime([self._path_of(item) for item in artifacts if item is not None])

    def artifact_at(self, index: Index) -> Artifact | None:
        return self._artifacts[index.row()] if index.isValid() else None

    def row_of(self, artifact_id: str) -> int:
        return next((row for row, item in enumerate(self._artifacts) if item.id == artifact_id), -1)

    def all(self) -> tuple[Artifact, ...]:
        return tuple(self._artifacts)

    def _insert(self, fresh: list[Artifact]) -> None:
        """Take in files that are sorted already; those that come to stand side by side come at once.

        Everything that shows them begins anew at each insertion, and a run can bring a thousand.
        """
        while fresh:
            row = bisect_left(self._artifacts, _newest_first(fresh[0]), key=_newest_first)
            after = self._artifacts[row : row + 1]
            count = bisect_left(fresh, _newest_first(after[0]), key=_newest_first) if after else len(fresh)
            together, fresh = fresh[:count], fresh[count:]
            self.beginInsertRows(_ROOT, row, row + count - 1)
            self._artifacts[row:row] = together
            self._new.update(artifact.id for artifact in together)
            self.endInsertRows()

    def _facts(self, artifact: Artifact) -> str:
        """``Image · 46 KB · 14:44``."""
        time = wording.moment(artifact.created_at, self._clock.now().at)
        return f"{kind(artifact)} · {wording.size(artifact.file_size)} · {time}"


def files_as_mime(paths: Sequence[Path]) -> QMimeData:
    """Files to be dropped elsewhere; a single picture also as itself, for programs that take no files."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    form = _PICTURES.get(paths[0].suffix.lower()) if len(paths) == 1 else None
    try:
        if form is not None and paths[0].stat().st_size <= PICTURE_BYTES:
            data.setData(form, paths[0].read_bytes())
    except OSError:
        # The address alone is dragged; whoever takes it says that nothing is there.
        pass
    return data


def kind(artifact: Artifact) -> str:
    """What sort of file it is, in a word or two."""
    kind = _KINDS_BY_SUFFIX.get(Path(artifact.file_name).suffix.lower(), _KINDS[artifact.artifact_type])
    return translate("ArtifactKind", str(kind))


def _tip(artifact: Artifact) -> str:
    kept = translate("ArtifactKind", "Kept {time}").format(time=full_time(artifact.created_at))
    lines = [artifact.name or artifact.file_name, artifact.description, kept]
    return "\n".join(line for line in lines if line)


def _newest_first(artifact: Artifact) -> tuple[float, str]:
    return (-artifact.created_at.timestamp(), artifact.id)
