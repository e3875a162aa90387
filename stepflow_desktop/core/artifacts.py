"""Keeping the files of a run: find what a marker names, make sure it may be taken, copy it at once.

A *request* names a path, a glob or a folder. Only regular files beneath an allowed root (the working directory, the
run's own artifact folder, roots from the settings) are taken, and they are copied from an opened descriptor, so that
nobody can swap the file between the check and the copy. A copy's place follows from its artifact's id, so asking
twice copies once.
"""

from __future__ import annotations

import glob
import hashlib
import itertools
import os
import re
import shutil
import stat
import unicodedata
import uuid
import zipfile
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from stepflow_desktop.core.beneath import Outside, open_beneath
from stepflow_desktop.core.mime_types import mime_type_of
from stepflow_desktop.core.model import ArtifactType
from stepflow_desktop.errors import StorageProblem, TooLarge
from stepflow_desktop.sentences import said

MAX_GLOB_FILES = 1_000
_MAX_GLOB_SEEN = 100_000  # a pattern over a whole home folder must end
_CHUNK = 1 << 20
_WILD = re.compile(r"[*?\[]")

_TYPES = {
    ".md": ArtifactType.DOCUMENT,
    ".ipynb": ArtifactType.DOCUMENT,
    ".log": ArtifactType.LOG,
    ".out": ArtifactType.LOG,
    ".csv": ArtifactType.DATA,
    ".tsv": ArtifactType.DATA,
    ".json": ArtifactType.DATA,
    ".jsonl": ArtifactType.DATA,
    ".xml": ArtifactType.DATA,
    ".yaml": ArtifactType.DATA,
    ".yml": ArtifactType.DATA,
    ".parquet": ArtifactType.DATA,
    ".npy": ArtifactType.DATA,
    ".npz": ArtifactType.DATA,
    ".h5": ArtifactType.DATA,
    ".db": ArtifactType.DATA,
    ".sqlite": ArtifactType.DATA,
    ".pkl": ArtifactType.DATA,
    ".zip": ArtifactType.ARCHIVE,
    ".tar": ArtifactType.ARCHIVE,
    ".gz": ArtifactType.ARCHIVE,
    ".tgz": ArtifactType.ARCHIVE,
    ".bz2": ArtifactType.ARCHIVE,
    ".xz": ArtifactType.ARCHIVE,
    ".zst": ArtifactType.ARCHIVE,
    ".7z": ArtifactType.ARCHIVE,
    ".whl": ArtifactType.ARCHIVE,
}
_DOCUMENT_TYPES = {"application/pdf", "application/rtf", "application/msword"}


class Missing(Exception):
    """The request names nothing that is there (yet)."""


class Refused(Exception):
    """The request names something that may not be taken; the text says what and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """A copy in the storage folder. ``path`` is relative to it, ``sha256`` hexadecimal, ``source_mtime`` seconds."""

    artifact_id: str
    path: str
    file_name: str
    size: int
    sha256: str
    source: str
    source_mtime: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What a request came to: copies, and remarks about what was left out."""

    files: tuple[StoredFile, ...]
    remarks: tuple[str, ...] = ()


def artifact_type_of(file_name: str) -> ArtifactType:
    """The type that the name suggests; ``other`` when it suggests none."""
    known = _TYPES.get(Path(file_name).suffix.lower())
    if known is not None:
        return known
    mime = mime_type_of(file_name)
    if mime.startswith("image/"):
        return ArtifactType.IMAGE
    if mime.startswith("text/") or mime in _DOCUMENT_TYPES or "officedocument" in mime or "opendocument" in mime:
        return ArtifactType.DOCUMENT
    return ArtifactType.OTHER


def clean_file_name(name: str) -> str:
    """The last component of a name from outside, without control and direction characters, at most 200 bytes."""
    last = re.split(r"[/\\]", name)[-1]
    shown = "".join(c for c in last if unicodedata.category(c) not in ("Cc", "Cf", "Cs")).strip(" .")
    while len(shown.encode()) > 200:
        stem, dot, suffix = shown.rpartition(".")
        shown = f"{stem[:-1]}.{suffix}" if dot and len(suffix) < 20 and stem else shown[:-1]
    return shown or "file"


class ArtifactFolder:
    """Copies of artifacts, under ``<storage>/artifacts/<execution>/<artifact>/<file name>``.

    ``limit_bytes`` bounds one file.
    """

    def __init__(self, storage: Path, *, limit_bytes: int, extra_roots: Sequence[str] = ()) -> None:
        self._storage = storage
        self.take_limits(limit_bytes, extra_roots)

    def take_limits(self, limit_bytes: int, extra_roots: Sequence[str]) -> None:
        self._limit_bytes = limit_bytes
        self._extra_roots = tuple(Path(root).expanduser() for root in extra_roots)

    def path_of(self, file_path: str) -> Path:
        return self._storage / file_path

    def folder_of(self, execution_id: str) -> Path:
        return self._storage / "artifacts" / execution_id

    def take(
        self, execution_id: str, key: str, path: str, *, working_directory: Path, artifacts_dir: Path, room: int
    ) -> Taken:
        """Copy what ``path`` names; at most ``room`` files.

        ``key`` is unique to the request within the execution; the ids of the artifacts follow from it and the files'
        order. Raises Missing when nothing is there, Refused when it may not be taken, StorageProblem when the disk is
        full. Blocking: call it in a thread.
        """
        roots = (working_directory, artifacts_dir, *self._extra_roots)
        if _WILD.search(path) and not (working_directory / path).exists():
            return self._take_glob(execution_id, key, path, roots, room)
        root, relative = _root_for(path, roots)
        with _opened(root, relative, path) as source:
            mode = os.fstat(source).st_mode
            if stat.S_ISDIR(mode):
                return self._take_folder(execution_id, key, source, root / relative)
            if not stat.S_ISREG(mode):
                raise Refused(said("{path} is not a regular file", path=path))
            return Taken(files=(self._copy(execution_id, f"{key}:0", source, root / relative),))

    def take_left(self, execution_id: str, artifacts_dir: Path, *, taken: Collection[str], room: int) -> Taken:
        """Copy what the run left in its artifact folder, except the sources in ``taken``."""
        try:
            return self._take_glob(execution_id, "left", "**", (artifacts_dir,), room, taken)
        except Missing:
            return Taken(files=())

    @staticmethod
    def nothing_left(artifacts_dir: Path, summary: Path) -> bool:
        """Whether there is nothing to take at the end of a run, as is mostly the case: quickly asked."""
        try:
            with os.scandir(artifacts_dir) as entries:
                return next(entries, None) is None and not summary.exists()
        except OSError:
            return False

    def take_summary(self, execution_id: str, summary: Path) -> Taken:
        """Copy the Markdown summary that the run wrote, if it wrote one."""
        try:
            with _opened(summary.parent, summary.name, summary.name) as source:
                info = os.fstat(source)
                if not stat.S_ISREG(info.st_mode) or info.st_size == 0:
                    return Taken(files=())
                return Taken(files=(self._copy(execution_id, "summary", source, summary),))
        except (Missing, Refused):
            return Taken(files=())

    def _take_glob(
        self,
        execution_id: str,
        key: str,
        pattern: str,
        roots: Sequence[Path],
        room: int,
        taken: Collection[str] = (),
    ) -> Taken:
        root, relative = _root_for(pattern, roots)
        files: list[StoredFile] = []
        remarks: list[str] = []
        allowed = min(room, MAX_GLOB_FILES)
        found = itertools.islice(glob.iglob(relative, root_dir=root, recursive=True), _MAX_GLOB_SEEN)
        for name in sorted(found):
            if (root / name).is_dir() or str(root / name) in taken:
                continue
            if len(files) >= allowed:
                remarks.append(
                    said("{pattern} names more than {most} files; the rest was left out", pattern=pattern, most=allowed)
                )
                break
            try:
                with _opened(root, name, name) as source:
                    if stat.S_ISREG(os.fstat(source).st_mode):
                        files.append(self._copy(execution_id, f"{key}:{name}", source, root / name))
            except (Missing, Refused) as problem:
                remarks.append(str(problem))
        if not files and not remarks:
            raise Missing(said("nothing matches {pattern}", pattern=pattern))
        return Taken(files=tuple(files), remarks=tuple(remarks))

    def _take_folder(self, execution_id: str, key: str, folder: int, shown: Path) -> Taken:
        """One zip archive of the regular files in a folder; links and special files are left out."""
        base = Path(f"/proc/self/fd/{folder}")
        if not base.exists():
            base = shown
        artifact_id = _artifact_id(execution_id, f"{key}:0")
        target = self._place(execution_id, artifact_id, f"{clean_file_name(shown.name)}.zip")
        if not target.exists():
            with _complete(target) as temporary, zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED) as archive:
                total = 0
                for file in _regular_files(base):
                    total += file.stat().st_size
                    if total > self._limit_bytes:
                        raise Refused(said("{path} holds more than {most} bytes", path=shown, most=self._limit_bytes))
                    archive.write(file, file.relative_to(base))
        return Taken(files=(self._described(artifact_id, target, shown, os.fstat(folder).st_mtime),))

    def _copy(self, execution_id: str, key: str, source: int, shown: Path) -> StoredFile:
        info = os.fstat(source)
        if info.st_size > self._limit_bytes:
            raise Refused(
                said("{name} is larger than the limit of {most} bytes", name=shown.name, most=self._limit_bytes)
            )
        artifact_id = _artifact_id(execution_id, key)
        target = self._place(execution_id, artifact_id, clean_file_name(shown.name))
        if not target.exists():
            with (
                _complete(target) as temporary,
                temporary.open("wb") as copy,
                os.fdopen(source, "rb", closefd=False) as opened,
            ):
                shutil.copyfileobj(opened, copy, _CHUNK)
        return self._described(artifact_id, target, shown, info.st_mtime)

    def keep(self, execution_id: str, artifact_id: str, source: Path, file_name: str, *, move: bool) -> StoredFile:
        """Keep a file that a user hands over. Raises TooLarge, StorageProblem, OSError."""
        with source.open("rb") as opened:
            info = os.fstat(opened.fileno())
            if not stat.S_ISREG(info.st_mode):
                raise OSError(said("{path} is not a regular file", path=source))
            if info.st_size > self._limit_bytes:
                raise TooLarge(
                    "{name} is larger than the limit of {most} bytes.", name=source.name, most=self._limit_bytes
                )
            target = self._place(execution_id, artifact_id, clean_file_name(file_name))
            if move:
                source.rename(target)
            else:
                with _complete(target) as temporary, temporary.open("wb") as copy:
                    shutil.copyfileobj(opened, copy, _CHUNK)
        return self._described(artifact_id, target, source, info.st_mtime)

    def remove(self, file_path: str) -> None:
        """Delete our copy; one that is gone already is fine."""
        path = self.path_of(file_path)
        path.unlink(missing_ok=True)
        try:
            path.parent.rmdir()
        except OSError:
            pass

    def _place(self, execution_id: str, artifact_id: str, file_name: str) -> Path:
        folder = self.folder_of(execution_id) / artifact_id
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder / file_name

    def _described(self, artifact_id: str, target: Path, source: Path, mtime: float) -> StoredFile:
        with target.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        return StoredFile(
            artifact_id=artifact_id,
            path=target.relative_to(self._storage).as_posix(),
            file_name=target.name,
            size=target.stat().st_size,
            sha256=digest,
            source=str(source),
            source_mtime=mtime,
        )


class _complete:
    """A temporary path beside ``target`` that becomes it, synced, when the block ends well, and vanishes otherwise."""

    def __init__(self, target: Path) -> None:
        self._target = target
        self._temporary = target.with_name(f".{uuid.uuid4().hex}")

    def __enter__(self) -> Path:
        return self._temporary

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> None:
        try:
            if kind is None:
                with self._temporary.open("rb") as file:
                    os.fsync(file.fileno())
                self._temporary.chmod(0o600)
                self._temporary.rename(self._target)
                return
        finally:
            self._temporary.unlink(missing_ok=True)
        if isinstance(error, OSError) and not isinstance(error, FileNotFoundError):
            reason = error.strerror or str(error)
            raise StorageProblem("The file could not be stored: {reason}.", reason=reason) from error


def _artifact_id(execution_id: str, key: str) -> str:
    return str(uuid.uuid5(uuid.UUID(execution_id), f"artifact:{key}"))


def _root_for(path: str, roots: Iterable[Path]) -> tuple[Path, str]:
    """The root that ``path`` lies beneath, and the path from there. Raises Refused when there is none."""
    roots = list(roots)
    if not Path(path).is_absolute():
        return roots[0], os.path.normpath(path) if not _WILD.search(path) else path
    normal = os.path.normpath(path)
    for root in roots:
        for spelled in (root, Path(os.path.realpath(root))):
            if normal == str(spelled) or normal.startswith(f"{spelled}{os.sep}"):
                return root, os.path.relpath(normal, spelled)
    raise Refused(said("{path} lies outside the working directory and was not taken", path=path))


@contextmanager
def _opened(root: Path, relative: str, shown: str) -> Iterator[int]:
    try:
        descriptor = open_beneath(root, relative)
    except (FileNotFoundError, NotADirectoryError):
        raise Missing(said("{path} is not there", path=shown)) from None
    except Outside:
        raise Refused(said("{path} lies outside the working directory and was not taken", path=shown)) from None
    except OSError as error:
        raise Refused(said("{path} cannot be read: {reason}", path=shown, reason=error.strerror)) from error
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _regular_files(base: Path) -> Iterable[Path]:
    for folder, folders, names in os.walk(base):
        folders.sort()
        for name in sorted(names):
            file = Path(folder, name)
            if stat.S_ISREG(file.lstat().st_mode):
                yield file
