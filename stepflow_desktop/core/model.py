"""The values everything else passes around: executions, steps, artifacts, annotations.

All are frozen. Times are aware UTC datetimes, durations are seconds (``_s``) from a clock that does not jump,
offsets are bytes from the start of ``output.log``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, TypeVar

from stepflow_desktop.core.persistent import EMPTY
from stepflow_desktop.core.query import NEWEST, Order, Term


class ExecutionStatus(StrEnum):
    PENDING = "pending"
    RUNNING = "running"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def is_final(self) -> bool:
        return self not in (ExecutionStatus.PENDING, ExecutionStatus.RUNNING)


class StepStatus(StrEnum):
    PENDING = "pending"
    RUNNING = "running"
    COMPLETED = "completed"
    FAILED = "failed"
    SKIPPED = "skipped"

    @property
    def is_final(self) -> bool:
        return self not in (StepStatus.PENDING, StepStatus.RUNNING)


class ArtifactType(StrEnum):
    DOCUMENT = "document"
    IMAGE = "image"
    DATA = "data"
    LOG = "log"
    ARCHIVE = "archive"
    OTHER = "other"


class Level(StrEnum):
    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class ErrorCode(StrEnum):
    EXECUTION_ERROR = "EXECUTION_ERROR"
    START_FAILED = "START_FAILED"
    TIMEOUT = "TIMEOUT"
    CANCELLED_BY_STEP = "CANCELLED_BY_STEP"
    INTERRUPTED = "INTERRUPTED"


@dataclass(frozen=True, slots=True)
class Stamp:
    """One instant on two clocks: wall time and time since boot, both in microseconds.

    Times that people read come from ``wall_us``, durations from differences of ``boot_us``.
    """

    wall_us: int
    boot_us: int

    @property
    def at(self) -> datetime:
        return datetime.fromtimestamp(self.wall_us / 1_000_000, UTC)

    def seconds_since(self, earlier_boot_us: int) -> float:
        return max(0, self.boot_us - earlier_boot_us) / 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Execution:
    """One run of a command.

    ``argv`` is None when ``command`` is a shell line. ``environment`` holds the entries given for this execution
    only, as given (secrets are masked by the encoder, not here). ``duration_s`` is None until it has ended; while
    it runs, readers take the time since ``started_at``. ``progress`` is 0 to 100. ``seq`` is the number of the last
    message about this execution.

    ``usual_s`` is the median of the ``usual_runs`` last completed runs of the same command, ``expected_end_at`` when
    it will have ended as far as can be told; ``has_plan`` says that the script announced its steps.
    """

    id: str
    name: str
    command: str
    working_directory: str
    created_at: datetime
    row_id: int = 0
    argv: tuple[str, ...] | None = None
    environment: Mapping[str, str] = EMPTY
    user: str = ""
    tags: tuple[str, ...] = ()
    metadata: Mapping[str, Any] = EMPTY
    origin: str = ""
    terminal: bool = False
    timeout_s: float | None = None
    retention_days: int | None = None
    status: ExecutionStatus = ExecutionStatus.PENDING
    exit_code: int | None = None
    error_code: ErrorCode | None = None
    error_message: str | None = None
    started_at: datetime | None = None
    completed_at: datetime | None = None
    started_boot_us: int | None = None
    duration_s: float | None = None
    pid: int | None = None
    total_steps: int = 0
    completed_steps: int = 0
    current_step_index: int = -1
    current_step_name: str | None = None
    failed_step_name: str | None = None
    progress: float = 0.0
    artifacts_count: int = 0
    warnings_count: int = 0
    errors_count: int = 0
    log_size: int = 0
    seq: int = 0
    usual_s: float | None = None
    usual_runs: int = 0
    expected_end_at: datetime | None = None
    has_plan: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of an execution.

    Its lines are ``start_offset`` (end of its STEP_START line) up to ``end_offset`` (start of its closing line, None
    while open). A line belongs to the open step with the largest ``start_offset``. ``progress`` is 0 to 1 or None.
    """

    id: str
    execution_id: str
    name: str
    index: int
    created_at: datetime
    description: str = ""
    status: StepStatus = StepStatus.PENDING
    exit_code: int | None = None
    error_message: str | None = None
    started_at: datetime | None = None
    completed_at: datetime | None = None
    started_boot_us: int | None = None
    duration_s: float | None = None
    estimated_duration_s: float | None = None
    stop_on_error: bool = False
    timeout_s: float | None = None
    weight: float = 1.0
    progress: float | None = None
    progress_text: str | None = None
    metadata: Mapping[str, Any] = EMPTY
    start_offset: int | None = None
    end_offset: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Artifact:
    """A file kept for an execution. ``file_path`` is our stored copy, relative to the storage folder.

    ``offset`` is the log offset of the marker that named it, None for uploads.
    """

    id: str
    execution_id: str
    name: str
    file_path: str
    file_name: str
    file_size: int
    mime_type: str
    artifact_type: ArtifactType
    created_at: datetime
    step_id: str | None = None
    description: str = ""
    tags: tuple[str, ...] = ()
    is_public: bool = True
    retention_days: int | None = None
    metadata: Mapping[str, Any] = EMPTY
    offset: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """A remark on the run: from ``::warning::`` and its kin, or from the program itself (a refused artifact, say)."""

    execution_id: str
    offset: int
    level: Level
    message: str
    step_id: str | None = None
    title: str = ""
    file: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewExecution:
    """What a user asks for. ``command`` is a shell line when it is a string, argv when it is a tuple."""

    command: str | tuple[str, ...]
    name: str = ""
    working_directory: str | None = None
    environment: Mapping[str, str] = EMPTY
    tags: tuple[str, ...] = ()
    metadata: Mapping[str, Any] = EMPTY
    timeout_s: float | None = None
    terminal: bool = False
    retention_days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExecutionQuery:
    """A filtered page of executions. ``text`` matches name, command, tags or error; all of ``where`` must hold."""

    limit: int = 100
    offset: int = 0
    status: tuple[ExecutionStatus, ...] = ()
    user: str | None = None
    tag: str | None = None
    text: str | None = None
    since: datetime | None = None
    before: datetime | None = None
    where: tuple[Term, ...] = ()
    order: Order = NEWEST


@dataclass(frozen=True, slots=True, kw_only=True)
class ArtifactQuery:
    """A filtered page of artifacts, newest first."""

    limit: int = 100
    offset: int = 0
    execution_id: str | None = None
    step_id: str | None = None
    artifact_type: ArtifactType | None = None


@dataclass(frozen=True, slots=True)
class ExecutionPage:
    """``is_least`` says that there are ``total_count`` or more, because not all were counted or looked through."""

    executions: tuple[Execution, ...]
    total_count: int
    has_more: bool
    is_least: bool = False


@dataclass(frozen=True, slots=True)
class ArtifactPage:
    artifacts: tuple[Artifact, ...]
    total_count: int
    has_more: bool


@dataclass(frozen=True, slots=True)
class ExecutionDetails:
    """An execution with everything derived from it.

    ``masks`` are the ``::add-mask::`` values of its log, ``literal`` the ranges where ``::stop-commands::`` made
    markers plain text (an open one ends with None).
    """

    execution: Execution
    steps: tuple[Step, ...]
    artifacts: tuple[Artifact, ...]
    annotations: tuple[Annotation, ...] = ()
    masks: tuple[str, ...] = ()
    literal: tuple[tuple[int, int | None], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """What changed about one execution in one committed transaction: new values, not verbs.

    ``steps``, ``artifacts`` and ``annotations`` hold those that are new or changed, ``edited_artifacts`` the ids of
    artifacts that were known before; the log grew from ``log_start``
    to ``log_end`` (line or segment boundaries). ``all_steps`` is the whole list after the change, so that a reader
    can tell a line's step. Messages made of this update are numbered ``seq_start`` and up. ``reckoned`` says that
    time alone moved the progress or the expected end.
    """

    execution: Execution
    steps: tuple[Step, ...] = ()
    artifacts: tuple[Artifact, ...] = ()
    edited_artifacts: frozenset[str] = frozenset()
    removed_artifacts: tuple[Artifact, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    all_steps: Sequence[Step] = ()
    masks: tuple[str, ...] = ()
    literal: tuple[tuple[int, int | None], ...] = ()
    log_start: int = 0
    log_end: int = 0
    seq_start: int = 0
    created: bool = False
    started: bool = False
    ended: bool = False
    deleted: bool = False
    edited: bool = False
    reckoned: bool = False

    def merged_into(self, newer: Update) -> Update:
        """This update followed by ``newer`` as one, so that a slow consumer's backlog does not grow."""
        return Update(
            execution=newer.execution,
            steps=_newest(self.steps, newer.steps),
            artifacts=_newest(
                tuple(a for a in self.artifacts if a.id not in {r.id for r in newer.removed_artifacts}),
                newer.artifacts,
            ),
            edited_artifacts=self.edited_artifacts | (newer.edited_artifacts - {a.id for a in self.artifacts}),
            removed_artifacts=self.removed_artifacts + newer.removed_artifacts,
            annotations=self.annotations + newer.annotations,
            # An edit tells neither; both only ever grow, and the lines of the older update still need them.
            all_steps=newer.all_steps or self.all_steps,
            masks=newer.masks or self.masks,
            literal=newer.literal or self.literal,
            log_start=min(self.log_start, newer.log_start) if self.log_end > self.log_start else newer.log_start,
            log_end=max(self.log_end, newer.log_end),
            seq_start=self.seq_start,
            created=self.created or newer.created,
            started=self.started or newer.started,
            ended=self.ended or newer.ended,
            deleted=self.deleted or newer.deleted,
            edited=self.edited or newer.edited,
            reckoned=self.reckoned or newer.reckoned,
        )


_T = TypeVar("_T", Step, Artifact)


def _newest(older: tuple[_T, ...], newer: tuple[_T, ...]) -> tuple[_T, ...]:
    by_id = {item.id: item for item in older}
    by_id.update({item.id: item for item in newer})
    return tuple(by_id.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """One line of a log as readers see it: no escape sequences, no marker lines, masked values replaced.

    ``offset`` is its first byte, ``end`` the first byte after it.
    """

    offset: int
    end: int
    content: str
    at: datetime
    level: Level = Level.INFO
    step_id: str | None = None


@dataclass(frozen=True, slots=True)
class LogPage:
    entries: tuple[LogEntry, ...]
    next_offset: int
    at_end: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerState:
    """How one of the two servers stands: ``state`` is off, starting, listening or failed.

    ``address`` is what clients on this computer use, ``network_address`` what other computers do, empty when they do
    not get in. ``free_port`` is the next port that a failed one could have instead, 0 if none is known.
    """

    name: str
    state: str
    address: str = ""
    problem: str = ""
    clients: int = 0
    messages: int = 0
    free_port: int = 0
    network_address: str = ""
