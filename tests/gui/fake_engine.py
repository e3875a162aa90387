"""Stand-ins at the window's two seams: an engine that runs nothing and servers that do not listen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from stepflow_desktop.core.artifact_search import ArtifactHits, ArtifactSearch
from stepflow_desktop.core.filter_match import holds
from stepflow_desktop.core.foresight import LiveFacts
from stepflow_desktop.core.history import NO_HISTORY, PastRuns, RunHistory
from stepflow_desktop.core.model import (
    Execution,
    ExecutionDetails,
    ExecutionPage,
    ExecutionQuery,
    ExecutionStatus,
    NewExecution,
    ServerState,
    Update,
)
from stepflow_desktop.core.server_protocol import ConnectedClient, ServerAccess, ServerFigures
from stepflow_desktop.core.store_queries import DatabaseInfo
from stepflow_desktop.core.store_usage import Ended, Large, Usage
from stepflow_desktop.errors import NotFound, StepFlowError


class FakeSubscription:
    def __init__(self) -> None:
        self._updates: list[Update] = []
        self._ready = asyncio.Event()
        self.closed = False

    def offer(self, update: Update) -> None:
        self._updates.append(update)
        self._ready.set()

    async def get(self) -> list[Update]:
        await self._ready.wait()
        self._ready.clear()
        updates, self._updates = self._updates, []
        return updates

    def close(self) -> None:
        self.closed = True


class FakeStore:
    """Says how the database is; ``done`` holds what was asked of it."""

    problem = None
    set_aside = None
    path = Path("/nonexistent/stepflow.db")

    def __init__(self, storage: Path) -> None:
        self.cache_hits, self.cache_misses = 19, 1
        self.room = Usage(9_600_000_000, 2_100_000_000, (Large("e1", "Spectrometer sweep", 3_100_000_000),))
        self.goes = Ended()
        self.failure: Exception | None = None
        self.done: list[object] = []
        self.about = DatabaseInfo(
            path=storage / "stepflow.db",
            size_bytes=15_600_000,
            wal_mode="wal",
            cache_size=4096,
            table_counts={"executions": 1250, "steps": 8500, "artifacts": 3200},
            status_counts={},
            oldest_execution=None,
            newest_execution=None,
        )

    def _note(self, word: object) -> None:
        self.done.append(word)
        if self.failure is not None:
            raise self.failure

    async def info(self) -> DatabaseInfo:
        return self.about

    async def search_artifacts(self, search: ArtifactSearch) -> ArtifactHits:
        return ArtifactHits((), None)

    async def usage(self) -> Usage:
        return self.room

    async def apart(self, read: object) -> Ended:
        return self.goes

    async def optimize(self) -> list[str]:
        self._note("optimize")
        return ["ANALYZE tables"]

    async def backup(self, target: Path) -> None:
        self._note(target)


class FakeFolder:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.purged: list[str] = []

    def purge(self, execution_id: str) -> None:
        self.purged.append(execution_id)


class FakeEngine:
    """Keeps executions in a dict; ``publish`` is what a commit would do. ``asked`` holds what was requested."""

    def __init__(self, storage: Path) -> None:
        self.storage = storage
        self.store, self.storage_folder = FakeStore(storage), FakeFolder(storage)
        self.slots = 4
        self.executions: dict[str, Execution] = {}
        self.asked: list[tuple[str, object]] = []
        self.subscriptions: list[FakeSubscription] = []

    @property
    def running_count(self) -> int:
        return sum(e.status is ExecutionStatus.RUNNING for e in self.executions.values())

    @property
    def queued_count(self) -> int:
        return sum(e.status is ExecutionStatus.PENDING for e in self.executions.values())

    def publish(self, execution: Execution, **changes: object) -> None:
        self.executions[execution.id] = execution
        for subscription in self.subscriptions:
            subscription.offer(Update(execution=execution, **changes))  # type: ignore[arg-type]

    def subscribe(self, name: str) -> FakeSubscription:
        subscription = FakeSubscription()
        self.subscriptions.append(subscription)
        return subscription

    async def create(self, request: NewExecution, *, origin: str = "", **_: object) -> Execution:
        self.asked.append(("create", request))
        command = request.command if isinstance(request.command, str) else " ".join(request.command)
        execution = Execution(
            id=f"{len(self.executions) + 1:08d}-0000-4000-8000-000000000000",
            name=request.name or command,
            command=command,
            working_directory=request.working_directory or "",
            created_at=datetime.now(UTC),
            origin=origin,
        )
        self.publish(execution, created=True)
        return execution

    async def cancel(self, execution_id: str, *, force: bool = False) -> Execution:
        self.asked.append(("cancel", (execution_id, force)))
        return self._found(execution_id)

    async def rerun(self, execution_id: str, *, origin: str = "") -> Execution:
        self.asked.append(("rerun", execution_id))
        return replace(self._found(execution_id), status=ExecutionStatus.PENDING)

    async def delete(self, execution_id: str) -> None:
        self.asked.append(("delete", execution_id))
        self.publish(self._found(execution_id), deleted=True)
        del self.executions[execution_id]

    async def get(self, execution_id: str) -> ExecutionDetails:
        return ExecutionDetails(self._found(execution_id), (), ())

    async def list(self, query: ExecutionQuery = ExecutionQuery()) -> ExecutionPage:  # noqa: B008
        found = [e for e in self.executions.values() if not query.status or e.status in query.status]
        found = [e for e in found if all(holds(term, e) for term in query.where)]
        if query.since is not None:
            found = [e for e in found if e.created_at >= query.since]
        found.sort(key=lambda e: e.created_at, reverse=True)
        return ExecutionPage(tuple(found[: query.limit]), len(found), len(found) > query.limit)

    def live_facts(self, execution_id: str) -> LiveFacts | None:
        return None

    async def summary(self, execution_id: str) -> str:
        return ""

    async def history(self, execution_id: str) -> RunHistory:
        return NO_HISTORY

    async def history_for(self, command: str, working_directory: str, name: str = "") -> RunHistory:
        return NO_HISTORY

    async def past_runs(self, execution_id: str, *, limit: int = 100, earlier: bool = False) -> PastRuns:
        return PastRuns()

    async def counts(self) -> dict[ExecutionStatus, int]:
        return {s: sum(e.status is s for e in self.executions.values()) for s in ExecutionStatus}

    def log_path(self, execution_id: str) -> Path:
        return self.storage / "executions" / execution_id / "output.log"

    def _found(self, execution_id: str) -> Execution:
        try:
            return self.executions[execution_id]
        except KeyError:
            raise NotFound(f"There is no execution {execution_id}.") from None


class FakeServers:
    """Both listening at first; ``set_state`` changes one and tells."""

    def __init__(self) -> None:
        self._states = {
            "REST": ServerState(name="REST", state="listening", address="http://127.0.0.1:8080/api"),
            "WebSocket": ServerState(name="WebSocket", state="listening", address="ws://127.0.0.1:8765"),
        }
        self._callbacks: list[Callable[[], None]] = []
        self.retried: list[str] = []
        self.moved: list[tuple[str, int]] = []
        self.started = False
        self.asked: list[tuple[object, ...]] = []
        self.failure: StepFlowError | None = None
        self.shown_figures = ServerFigures()
        self.shown_clients: tuple[ConnectedClient, ...] = ()
        self.shown_access = ServerAccess()

    def set_state(self, state: ServerState) -> None:
        self._states[state.name] = state
        for callback in self._callbacks:
            callback()

    def states(self) -> tuple[ServerState, ...]:
        return tuple(self._states.values())

    def on_changed(self, callback: Callable[[], None]) -> Callable[[], None]:
        self._callbacks.append(callback)
        return lambda: self._callbacks.remove(callback)

    async def start(self) -> None:
        self.started = True

    async def retry(self, name: str) -> None:
        self.retried.append(name)

    def figures(self) -> ServerFigures:
        return self.shown_figures

    def clients(self) -> tuple[ConnectedClient, ...]:
        return self.shown_clients

    def access(self) -> ServerAccess:
        return self.shown_access

    def _note(self, *words: object) -> None:
        self.asked.append(words)
        if self.failure is not None:
            raise self.failure

    async def switch(self, name: str, on: bool) -> None:
        self._note("switch", name, on)
        self.set_state(replace(self._states[name], state="listening" if on else "off"))

    async def restart(self) -> None:
        self._note("restart")

    async def disconnect(self, client_id: int) -> None:
        self._note("disconnect", client_id)
        self.shown_clients = tuple(client for client in self.shown_clients if client.id != client_id)

    async def open_to_network(self, *, read_only: bool) -> None:
        self._note("open", read_only)
        self.shown_access = ServerAccess(
            open_to_network=True,
            token_required=True,
            token="a-token-to-show",
            token_file="/home/you/.config/stepflow/token",
            clients_may_start_commands=not read_only,
        )

    async def close_to_network(self) -> None:
        self._note("close")
        self.shown_access = ServerAccess()

    async def require_token(self, on: bool) -> None:
        self._note("token", on)
        self.shown_access = replace(self.shown_access, token_required=on, token="a-token-to-show" if on else "")

    async def let_clients_start(self, on: bool) -> None:
        self._note("commands", on)
        self.shown_access = replace(self.shown_access, clients_may_start_commands=on)

    async def renew_token(self) -> None:
        self._note("renew")
        self.shown_access = replace(self.shown_access, token="another-token")

    async def use_port(self, name: str, port: int) -> None:
        self.moved.append((name, port))
        self.set_state(ServerState(name=name, state="listening", address=f"http://127.0.0.1:{port}"))
