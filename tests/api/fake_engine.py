"""An engine that runs nothing: it keeps what it is given and tells what a test makes it tell."""

from __future__ import annotations

import itertools
import shutil
import struct
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from stepflow_desktop.core.artifact_desk import checked_changes
from stepflow_desktop.core.artifacts import artifact_type_of, clean_file_name, mime_type_of
from stepflow_desktop.core.bus import Bus, Subscription
from stepflow_desktop.core.log_reader import read_page
from stepflow_desktop.core.model import (
    Annotation,
    Artifact,
    ArtifactPage,
    ArtifactQuery,
    ArtifactType,
    Execution,
    ExecutionDetails,
    ExecutionPage,
    ExecutionQuery,
    ExecutionStatus,
    Level,
    LogPage,
    NewExecution,
    Step,
    Update,
)
from stepflow_desktop.core.requests import check, check_metadata, check_name, check_tags
from stepflow_desktop.core.run_dir import RunDir
from stepflow_desktop.core.store_queries import DatabaseInfo
from stepflow_desktop.errors import Conflict, InvalidRequest, NotFound, StepFlowError, StorageProblem, Unavailable

EPOCH = datetime(2024, 1, 15, 10, 30, tzinfo=UTC)
_RECORD = struct.Struct("<qqq")


@dataclass
class FakeStore:
    """Counts like a database. ``broken`` makes it answer as a locked one does, ``problem`` refuse what is written."""

    engine: FakeEngine
    write_generation: int = 0
    cache_hits: int = 3
    cache_misses: int = 1
    broken: bool = False
    problem: StepFlowError | None = None
    full: bool = False
    optimized: int = 0

    async def info(self) -> DatabaseInfo:
        if self.broken:
            raise Unavailable("The database is locked by another program.")
        executions = self.engine.executions.values()
        times = [item.created_at for item in executions]
        return DatabaseInfo(
            path=self.engine.storage / "stepflow.db",
            size_bytes=16_384_000,
            wal_mode="wal",
            cache_size=4096,
            table_counts={
                "executions": len(self.engine.executions),
                "steps": sum(map(len, self.engine.steps.values())),
                "artifacts": len(self.engine.artifacts),
            },
            status_counts={status: sum(item.status is status for item in executions) for status in ExecutionStatus},
            oldest_execution=min(times, default=None),
            newest_execution=max(times, default=None),
        )

    async def try_to_write(self) -> None:
        self.problem = StorageProblem("The disk is full.") if self.full else None
        if self.problem is not None:
            raise self.problem

    async def optimize(self) -> list[str]:
        self.optimized += 1
        return ["ANALYZE tables", "WAL checkpoint", "Cache refresh"]


@dataclass
class FakeEngine:
    """Everything in dictionaries; logs are real files below ``storage``."""

    storage: Path
    working_directory: Path = Path("/")
    executions: dict[str, Execution] = field(default_factory=dict)
    steps: dict[str, list[Step]] = field(default_factory=dict)
    artifacts: dict[str, Artifact] = field(default_factory=dict)
    annotations: dict[str, list[Annotation]] = field(default_factory=dict)
    masks: dict[str, tuple[str, ...]] = field(default_factory=dict)
    calls: list[tuple[Any, ...]] = field(default_factory=list)
    failure: Exception | None = None

    def __post_init__(self) -> None:
        self.bus = Bus()
        self.store = FakeStore(self)
        self._numbers = itertools.count(1)
        self._keys: dict[str, str] = {}

    # -- what a test does

    def add(self, **fields: Any) -> Execution:
        """An execution as the database has it; unnamed fields have plain values."""
        number = next(self._numbers)
        given = {
            "id": str(uuid.uuid4()),
            "name": f"run {number}",
            "command": "true",
            "working_directory": "/",
            "created_at": EPOCH + timedelta(seconds=number),
            "row_id": number,
            "user": "developer",
        }
        execution = Execution(**{**given, **fields})
        self.change(execution)
        return execution

    def change(self, execution: Execution) -> None:
        self.executions[execution.id] = execution
        self.store.write_generation += 1

    def add_step(self, execution: Execution, **fields: Any) -> Step:
        steps = self.steps.setdefault(execution.id, [])
        given = {
            "id": str(uuid.uuid4()),
            "execution_id": execution.id,
            "name": f"step {len(steps)}",
            "index": len(steps),
            "created_at": EPOCH,
        }
        steps.append(Step(**{**given, **fields}))
        self.store.write_generation += 1
        return steps[-1]

    def add_artifact(self, execution: Execution, content: bytes = b"content", **fields: Any) -> Artifact:
        artifact_id = str(uuid.uuid4())
        name = fields.get("file_name", "report.html")
        given = {
            "id": artifact_id,
            "execution_id": execution.id,
            "name": "Output Report",
            "file_path": f"artifacts/{execution.id}/{artifact_id}/file",
            "file_name": name,
            "file_size": len(content),
            "mime_type": mime_type_of(name),
            "artifact_type": artifact_type_of(name),
            "created_at": EPOCH,
        }
        artifact = Artifact(**{**given, **fields})
        path = self.artifact_path(artifact)
        path.parent.mkdir(parents=True)
        path.write_bytes(content)
        self.artifacts[artifact.id] = artifact
        self.store.write_generation += 1
        return artifact

    def write_log(self, execution: Execution, data: bytes) -> tuple[int, int]:
        """Append to the log, with the time of writing; returns the range that was added."""
        path = self.log_path(execution.id)
        path.parent.mkdir(parents=True, exist_ok=True)
        start = path.stat().st_size if path.exists() else 0
        with path.open("ab") as log:
            log.write(data)
        with path.with_name("output.idx").open("ab") as index:
            index.write(_RECORD.pack(start + len(data), round(EPOCH.timestamp() * 1e6), 0))
        self.change(replace(self.executions[execution.id], log_size=start + len(data)))
        return start, start + len(data)

    def tell(self, update: Update) -> None:
        if not update.deleted:
            self.change(update.execution)
        self.bus.publish(update)

    def _check(self, *call: Any) -> None:
        self.calls.append(call)
        if self.failure is not None:
            raise self.failure

    # -- what the API does

    async def create(
        self, request: NewExecution, *, origin: str = "", user: str | None = None, idempotency_key: str | None = None
    ) -> Execution:
        self._check("create", request, origin)
        checked = check(request, self.working_directory)
        if idempotency_key is not None and idempotency_key in self._keys:
            return self.executions[self._keys[idempotency_key]]
        execution = self.add(
            name=checked.name,
            command=checked.command,
            argv=checked.argv,
            working_directory=str(checked.working_directory),
            environment=request.environment,
            tags=request.tags,
            metadata=request.metadata,
            timeout_s=request.timeout_s,
            terminal=request.terminal,
            retention_days=request.retention_days,
            origin=origin,
            seq=1,
        )
        if idempotency_key is not None:
            self._keys[idempotency_key] = execution.id
        self.tell(Update(execution=execution, created=True, seq_start=1))
        return execution

    async def rerun(self, execution_id: str, *, origin: str = "") -> Execution:
        old = self._execution(execution_id)
        return self.add(name=old.name, command=old.command, origin=origin)

    async def cancel(self, execution_id: str, *, force: bool = False) -> Execution:
        self._check("cancel", execution_id, force)
        execution = self._execution(execution_id)
        if execution.status.is_final:
            raise Conflict(f"This execution has ended ({execution.status}) and cannot be cancelled.")
        if execution.status is ExecutionStatus.PENDING:
            execution = replace(execution, status=ExecutionStatus.CANCELLED, completed_at=EPOCH)
            self.change(execution)
        return execution

    async def delete(self, execution_id: str) -> None:
        execution = self._execution(execution_id)
        del self.executions[execution_id]
        shutil.rmtree(self.log_path(execution_id).parent, ignore_errors=True)
        self.store.write_generation += 1
        self.bus.publish(Update(execution=execution, deleted=True, seq_start=execution.seq + 1))

    async def edit(
        self,
        execution_id: str,
        *,
        name: str | None = None,
        tags: tuple[str, ...] | None = None,
        metadata: Mapping[str, Any] | None = None,
    ) -> Execution:
        changes: dict[str, Any] = {"name": name, "tags": tags, "metadata": metadata}
        if name is not None:
            changes["name"] = check_name(name)
            if not changes["name"]:
                raise InvalidRequest("name must not be empty.", parameter="name")
        if tags is not None:
            changes["tags"] = check_tags(tags)
        if metadata is not None:
            check_metadata(metadata)
        given = {field: value for field, value in changes.items() if value is not None}
        execution = replace(self._execution(execution_id), **given)
        self.tell(Update(execution=execution, edited=True, seq_start=execution.seq + 1))
        return execution

    async def get(self, execution_id: str) -> ExecutionDetails:
        self._check("get", execution_id)
        execution = self._execution(execution_id)
        return ExecutionDetails(
            execution,
            tuple(self.steps.get(execution_id, ())),
            tuple(item for item in self.artifacts.values() if item.execution_id == execution_id),
            tuple(self.annotations.get(execution_id, ())),
            self.masks.get(execution_id, ()),
        )

    async def list(self, query: ExecutionQuery) -> ExecutionPage:
        self._check("list", query)
        found = [
            item
            for item in sorted(self.executions.values(), key=lambda item: -item.row_id)
            if (not query.status or item.status in query.status)
            and query.user in (None, item.user)
            and (query.tag is None or query.tag in item.tags)
            and (query.text is None or query.text in item.name)
            and (query.since is None or item.created_at >= query.since)
            and (query.before is None or item.created_at < query.before)
        ]
        page = found[query.offset : query.offset + query.limit]
        return ExecutionPage(tuple(page), len(found), query.offset + len(page) < len(found))

    async def counts(self) -> dict[ExecutionStatus, int]:
        return (await self.store.info()).status_counts

    async def list_artifacts(self, query: ArtifactQuery) -> ArtifactPage:
        found = [
            item
            for item in reversed(self.artifacts.values())
            if query.execution_id in (None, item.execution_id)
            and query.step_id in (None, item.step_id)
            and query.artifact_type in (None, item.artifact_type)
        ]
        page = found[query.offset : query.offset + query.limit]
        return ArtifactPage(tuple(page), len(found), query.offset + len(page) < len(found))

    async def get_artifact(self, artifact_id: str) -> Artifact:
        if artifact_id not in self.artifacts:
            raise NotFound(f"There is no artifact {artifact_id}.")
        return self.artifacts[artifact_id]

    def artifact_path(self, artifact: Artifact) -> Path:
        return self.storage / artifact.file_path

    async def attach(
        self,
        execution_id: str,
        source: Path,
        *,
        name: str,
        file_name: str | None = None,
        step_id: str | None = None,
        description: str = "",
        artifact_type: ArtifactType | None = None,
        tags: tuple[str, ...] = (),
        move: bool = False,
    ) -> Artifact:
        execution = self._execution(execution_id)
        if step_id is not None and all(step.id != step_id for step in self.steps.get(execution_id, ())):
            raise InvalidRequest("step_id names no step of this execution.", parameter="step_id")
        shown = clean_file_name(file_name or source.name)
        assert move
        artifact = self.add_artifact(
            execution,
            b"",
            file_size=source.stat().st_size,
            name=name,
            file_name=shown,
            step_id=step_id,
            description=description,
            artifact_type=artifact_type or artifact_type_of(shown),
            tags=tags,
        )
        source.rename(self.artifact_path(artifact))
        return artifact

    async def edit_artifact(self, artifact_id: str, **changes: Any) -> Artifact:
        artifact = replace(await self.get_artifact(artifact_id), **checked_changes(changes))
        self.artifacts[artifact_id] = artifact
        return artifact

    async def delete_artifact(self, artifact_id: str) -> None:
        artifact = await self.get_artifact(artifact_id)
        del self.artifacts[artifact_id]
        self.artifact_path(artifact).unlink(missing_ok=True)

    async def read_log(
        self,
        execution_id: str,
        *,
        after: int | None = None,
        limit: int = 1000,
        level: Level | None = None,
        step_id: str | None = None,
    ) -> LogPage:
        details = await self.get(execution_id)
        run = RunDir(self.log_path(execution_id).parent)
        return read_page(run, details, after=after, limit=limit, level=level, step_id=step_id)

    def log_path(self, execution_id: str) -> Path:
        return self.storage / "executions" / execution_id / "output.log"

    def subscribe(self, name: str) -> Subscription:
        return self.bus.subscribe(name)

    def _execution(self, execution_id: str) -> Execution:
        if execution_id not in self.executions:
            raise NotFound(f"There is no execution {execution_id}.")
        return self.executions[execution_id]
