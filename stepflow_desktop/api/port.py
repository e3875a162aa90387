"""What the API asks of the engine; a fake that runs nothing satisfies it too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from stepflow_desktop.core.model import (
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
    Update,
)
from stepflow_desktop.core.store_queries import DatabaseInfo
from stepflow_desktop.errors import StepFlowError


class Updates(Protocol):
    """A subscription to everything that is committed, merged per execution while nobody takes it."""

    async def get(self) -> list[Update]: ...
    def take(self) -> list[Update]: ...
    def close(self) -> None: ...


class Store(Protocol):
    """What the health routes and the cache of answers need of the database."""

    @property
    def write_generation(self) -> int: ...
    @property
    def cache_hits(self) -> int: ...
    @property
    def cache_misses(self) -> int: ...
    @property
    def problem(self) -> StepFlowError | None: ...
    async def try_to_write(self) -> None: ...
    async def info(self) -> DatabaseInfo: ...
    async def optimize(self) -> Sequence[str]: ...


class Engine(Protocol):
    """The verbs of ``core.engine.Engine`` that the API uses."""

    @property
    def storage(self) -> Path: ...
    @property
    def store(self) -> Store: ...

    async def create(
        self, request: NewExecution, *, origin: str = "", user: str | None = None, idempotency_key: str | None = None
    ) -> Execution: ...
    async def rerun(self, execution_id: str, *, origin: str = "") -> Execution: ...
    async def cancel(self, execution_id: str, *, force: bool = False) -> Execution: ...
    async def delete(self, execution_id: str) -> None: ...
    async def edit(
        self,
        execution_id: str,
        *,
        name: str | None = None,
        tags: tuple[str, ...] | None = None,
        metadata: Mapping[str, Any] | None = None,
    ) -> Execution: ...
    async def get(self, execution_id: str) -> ExecutionDetails: ...
    async def list(self, query: ExecutionQuery) -> ExecutionPage: ...
    async def counts(self) -> dict[ExecutionStatus, int]: ...
    async def list_artifacts(self, query: ArtifactQuery) -> ArtifactPage: ...
    async def get_artifact(self, artifact_id: str) -> Artifact: ...
    def artifact_path(self, artifact: Artifact) -> Path: ...
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
    ) -> Artifact: ...
    async def edit_artifact(self, artifact_id: str, **changes: Any) -> Artifact: ...
    async def delete_artifact(self, artifact_id: str) -> None: ...
    async def read_log(
        self,
        execution_id: str,
        *,
        after: int | None = None,
        limit: int = 1000,
        level: Level | None = None,
        step_id: str | None = None,
    ) -> LogPage: ...
    def log_path(self, execution_id: str) -> Path: ...
    def subscribe(self, name: str) -> Updates: ...
