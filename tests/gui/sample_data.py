"""An afternoon's executions, as in the pictures of the design, and an engine and bridge that hold them.

Everything is told at ``NOW``, a quarter to three on a Tuesday, local time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from stepflow_desktop.core.artifact_search import ArtifactHits, ArtifactSearch, FoundArtifact
from stepflow_desktop.core.filter_language import ExecutionFilter, parse
from stepflow_desktop.core.foresight import LiveFacts
from stepflow_desktop.core.history import NO_HISTORY, PastRuns, RunHistory, UsualStep
from stepflow_desktop.core.model import (
    Artifact,
    ArtifactPage,
    ArtifactQuery,
    ArtifactType,
    ErrorCode,
    Execution,
    ExecutionDetails,
    ExecutionPage,
    ExecutionQuery,
    ExecutionStatus,
    LogEntry,
    LogPage,
    NewExecution,
    Stamp,
    Step,
    StepStatus,
    Update,
)
from stepflow_desktop.core.query import Key, Term
from stepflow_desktop.core.sort_keys import sort_value
from stepflow_desktop.errors import Conflict, NotFound, StepFlowError

NOW = datetime(2026, 11, 3, 14, 45, 20).astimezone()
BOOT_US = 500_000_000_000
S, E = StepStatus, ExecutionStatus


class FixedClock:
    """``NOW`` until told otherwise."""

    def __init__(self) -> None:
        self.late_s = 0.0

    def now(self) -> Stamp:
        return Stamp(int((NOW.timestamp() + self.late_s) * 1_000_000), BOOT_US + round(self.late_s * 1_000_000))


def ago(seconds: float) -> datetime:
    return NOW - timedelta(seconds=seconds)


def boot_ago(seconds: float) -> int:
    return BOOT_US - round(seconds * 1_000_000)


def execution(row_id: int, name: str, command: str, status: ExecutionStatus = E.COMPLETED, **fields: Any) -> Execution:
    """An execution; ``started_ago`` and ``took`` are in seconds."""
    started_ago = fields.pop("started_ago", 3600.0)
    took = fields.pop("took", 60.0)
    began = status is not E.PENDING
    made = {
        "id": f"{row_id:08x}-4f1c-4000-8000-000000000000",
        "row_id": row_id,
        "name": name,
        "command": command,
        "working_directory": str(Path.home() / "work"),
        "created_at": ago(started_ago + 1),
        "user": "user",
        "status": status,
        "started_at": ago(started_ago) if began else None,
        "started_boot_us": boot_ago(started_ago) if began else None,
        "completed_at": ago(started_ago - took) if status.is_final else None,
        "duration_s": took if status.is_final else None,
        "exit_code": 0 if status is E.COMPLETED else None,
        "pid": 48_000 + row_id if began else None,
        "progress": 100.0 if status is E.COMPLETED else 0.0,
        "seq": 10,
    }
    return Execution(**{**made, **fields})


def step(execution_id: str, index: int, name: str, status: StepStatus, took: float = 0.0, **fields: Any) -> Step:
    began = status in (S.RUNNING, S.COMPLETED, S.FAILED)
    started_ago = fields.pop("started_ago", took)
    made = {
        "id": f"{execution_id[:8]}-step-{index}",
        "execution_id": execution_id,
        "name": name,
        "index": index,
        "created_at": ago(started_ago),
        "status": status,
        "started_at": ago(started_ago) if began else None,
        "started_boot_us": boot_ago(started_ago) if began else None,
        "completed_at": ago(started_ago - took) if status.is_final and began else None,
        "duration_s": took if status.is_final and began else None,
        "start_offset": index * 1000 if began else None,
    }
    return Step(**{**made, **fields})


def artifact(execution_id: str, number: int, file_name: str, size: int, kind: ArtifactType, **fields: Any) -> Artifact:
    made_ago = fields.pop("made_ago", 60.0)
    made = {
        "id": f"{execution_id[:8]}-file-{number}",
        "execution_id": execution_id,
        "name": file_name,
        "file_path": f"artifacts/{execution_id}/{file_name}",
        "file_name": file_name,
        "file_size": size,
        "mime_type": "application/octet-stream",
        "artifact_type": kind,
        "created_at": ago(made_ago),
    }
    return Artifact(**{**made, **fields})


def churn() -> ExecutionDetails:
    """Running: step 5 of 7, with a plan, an estimate and two files."""
    run = execution(
        318, "Train churn model", "python train.py --config churn_v7.yaml --rounds 1000", E.RUNNING,
        started_ago=761, tags=("ml", "nightly"), total_steps=7, completed_steps=4, current_step_index=4,
        current_step_name="Train gradient boosting", progress=66.0, artifacts_count=2, pid=48_211,
        working_directory=str(Path.home() / "work/churn"), environment={"API_TOKEN": "s3cret", "STAGE": "dev"},
        log_size=90_000,
    )  # fmt: skip
    steps = (
        step(run.id, 0, "Set up environment", S.COMPLETED, 6.2),
        step(run.id, 1, "Load dataset", S.COMPLETED, 48),
        step(run.id, 2, "Clean and impute", S.COMPLETED, 92),
        step(run.id, 3, "Build features", S.COMPLETED, 185),
        step(run.id, 4, "Train gradient boosting", S.RUNNING, started_ago=430, progress=0.62,
             progress_text="Round 620 of 1000", estimated_duration_s=690.0),
        step(run.id, 5, "Evaluate on hold-out", S.PENDING, estimated_duration_s=100.0),
        step(run.id, 6, "Export model and report", S.PENDING, estimated_duration_s=35.0),
    )  # fmt: skip
    files = (
        artifact(run.id, 0, "learning_curve.png", 46_000, ArtifactType.IMAGE, made_ago=50, mime_type="image/png"),
        artifact(run.id, 1, "feature_summary.csv", 8_400, ArtifactType.DATA, made_ago=400),
    )
    return ExecutionDetails(run, steps, files)


def usual(steps: Sequence[tuple[str, float]], runs: int = 6, spread: float = 0.0) -> RunHistory:
    """What ``runs`` runs of exactly these steps tell."""
    made = tuple(UsualStep(name, 0, seconds, 0.0, runs) for name, seconds in steps)
    whole = sum(seconds for _, seconds in steps)
    by_key = {each.key: each for each in made}
    return RunHistory(runs=runs, usual_s=whole, spread_s=spread * whole, steps=made, usual=by_key)


CHURN_USUAL = usual((
    ("Set up environment", 6.0), ("Load dataset", 50.0), ("Clean and impute", 90.0), ("Build features", 180.0),
    ("Train gradient boosting", 690.0), ("Evaluate on hold-out", 100.0), ("Export model and report", 35.0),
))  # fmt: skip


def churn_again(**fields: Any) -> ExecutionDetails:
    """The same without a plan of its own, but after six runs."""
    found = churn()
    run = replace(found.execution, total_steps=5, usual_s=1151.0, usual_runs=6, **fields)
    steps = tuple(replace(step, estimated_duration_s=None) for step in found.steps[:5])
    return replace(found, execution=run, steps=steps)


def integration() -> ExecutionDetails:
    """Failed at step 4 of 6, after an allowed failure."""
    run = execution(
        313, "Integration tests", 'make test-integration PYTEST_ARGS="-n 4 --maxfail=20"', E.FAILED,
        started_ago=10_400, took=372, tags=("ci", "api-service"), total_steps=6, completed_steps=3,
        current_step_index=3, current_step_name="Run pytest", failed_step_name="Run pytest",
        error_message="3 failed, 412 passed", error_code=ErrorCode.EXECUTION_ERROR, exit_code=1, progress=71.0,
        artifacts_count=2, warnings_count=4, errors_count=3, log_size=120_000,
        working_directory=str(Path.home() / "work/api-service"),
    )  # fmt: skip
    steps = (
        step(run.id, 0, "Check out", S.COMPLETED, 4.1),
        step(run.id, 1, "Install dependencies", S.COMPLETED, 48),
        step(run.id, 2, "Type check", S.FAILED, 22, exit_code=1),
        step(run.id, 3, "Run pytest", S.FAILED, 291, exit_code=1, error_message="3 failed, 412 passed"),
        step(run.id, 4, "Coverage report", S.SKIPPED),
        step(run.id, 5, "Publish results", S.SKIPPED),
    )
    files = (
        artifact(run.id, 0, "junit.xml", 212_000, ArtifactType.DATA, made_ago=10_060),
        artifact(run.id, 1, "server.log", 1_800_000, ArtifactType.LOG, made_ago=10_020),
    )
    return ExecutionDetails(run, steps, files)


def sweep() -> ExecutionDetails:
    run = execution(
        317, "Spectrometer sweep 400–700 nm", "python sweep.py --start 400 --stop 700", E.RUNNING, started_ago=1510,
        tags=("lab",), total_steps=3, completed_steps=1, current_step_index=1, current_step_name="Acquire spectra",
        progress=49.0, artifacts_count=148, log_size=5_000,
    )  # fmt: skip
    steps = (
        step(run.id, 0, "Warm up lamp", S.COMPLETED, 20),
        step(run.id, 1, "Acquire spectra", S.RUNNING, started_ago=1490, progress=0.49, progress_text="148 of 300"),
        step(run.id, 2, "Fit peaks", S.PENDING, estimated_duration_s=90.0),
    )
    return ExecutionDetails(run, steps, ())


def backup() -> ExecutionDetails:
    run = execution(
        316, "Nightly backup to NAS", "bash backup.sh --dest nas", E.RUNNING, started_ago=445, tags=("ops",),
        total_steps=4, completed_steps=2, current_step_index=2, current_step_name="Copy snapshots", progress=81.0,
        log_size=700,
    )  # fmt: skip
    steps = (
        step(run.id, 0, "Mount", S.COMPLETED, 15),
        step(run.id, 1, "Snapshot", S.COMPLETED, 120),
        step(run.id, 2, "Copy snapshots", S.RUNNING, started_ago=310, progress=0.63),
        step(run.id, 3, "Prune", S.PENDING, estimated_duration_s=20.0),
    )
    return ExecutionDetails(run, steps, ())


def feed() -> ExecutionDetails:
    run = execution(
        315, "Import customer feed", "python etl/import.py --source s3", E.RUNNING, started_ago=185, tags=("etl",),
        total_steps=1, current_step_index=0, current_step_name="Download", log_size=700,
    )  # fmt: skip
    return ExecutionDetails(run, (step(run.id, 0, "Download", S.RUNNING, started_ago=184),), ())


def finished(
    row_id: int, name: str, command: str, started_ago: float, took: float, steps: int, files: int
) -> Execution:
    return execution(
        row_id, name, command, started_ago=started_ago, took=took, total_steps=steps, completed_steps=steps,
        current_step_index=steps - 1, artifacts_count=files,
    )  # fmt: skip


def queued() -> Execution:
    return execution(314, "Render weekly report pack", "Rscript render_all.R", E.PENDING, started_ago=90)


def afternoon() -> list[ExecutionDetails]:
    """Newest first."""
    hour = 3600
    quality = execution(
        309, "Data quality checks", "python -m checks.run --all", E.FAILED, started_ago=5.75 * hour, took=1800,
        total_steps=3, completed_steps=2, current_step_index=2, failed_step_name="Compare to last week",
        error_code=ErrorCode.TIMEOUT, error_message="Stopped after the 30 min limit",
    )  # fmt: skip
    stopped = execution(
        308, "Evaluate checkpoints", "python eval.py --ckpt runs/0917", E.CANCELLED, started_ago=5.97 * hour, took=880,
        total_steps=5, completed_steps=2, current_step_index=2, current_step_name="Score", tags=("ml",),
    )  # fmt: skip
    plain = [
        queued(),
        finished(311, "Build documentation", "make docs", 3.45 * hour, 108, 5, 2),
        finished(310, "Docker image build", "docker build -t api:latest .", 4.2 * hour, 567, 8, 1),
        quality,
        stopped,
        finished(307, "Sync lab notebooks", "rclone sync lab: ~/notebooks", 6.5 * hour, 22, 3, 0),
        finished(306, "Train churn model", "python train.py --config churn_v6.yaml", 24.5 * hour, 1144, 7, 5),
        finished(305, "Weekly digest", "python digest.py", 70 * hour, 31, 2, 1),
        finished(304, "Reindex", "python reindex.py", 20 * 24 * hour, 3100, 4, 0),
    ]
    details = [churn(), sweep(), backup(), feed(), integration(), *(ExecutionDetails(run, (), ()) for run in plain)]
    return sorted(details, key=lambda item: -item.execution.row_id)


class FakeEngine:
    """The engine's methods over values in memory."""

    slots = 4
    problem = set_aside = None

    def __init__(self, details: list[ExecutionDetails], storage: Path = Path("/nonexistent")) -> None:
        self.details = {item.execution.id: item for item in details}
        self.storage = storage
        self.calls: list[tuple[Any, ...]] = []
        self.refuse: StepFlowError | None = None
        self.refuse_lists: StepFlowError | None = None
        self.lines: tuple[LogEntry, ...] = ()
        self.held: set[str] = set()
        self.earlier: dict[str, tuple[FoundArtifact, ...]] = {}
        self.everything: list[FoundArtifact] = []
        self.trash_is_kept = True
        self.histories: dict[str, RunHistory] = {}
        self.summaries: dict[str, str] = {}
        self.facts: dict[str, LiveFacts] = {}

    @property
    def running_count(self) -> int:
        return sum(item.execution.status is E.RUNNING for item in self.details.values())

    @property
    def queued_count(self) -> int:
        return sum(item.execution.status is E.PENDING for item in self.details.values())

    async def list(self, query: ExecutionQuery = ExecutionQuery()) -> ExecutionPage:  # noqa: B008
        self.calls.append(("list", query))
        if self.refuse_lists is not None:
            raise self.refuse_lists
        runs = [item.execution for item in self.details.values() if _matches(item, query)]
        found = sorted(runs, key=lambda run: sort_value(run, query.order))
        page = tuple(found[query.offset : query.offset + query.limit])
        return ExecutionPage(page, len(found), query.offset + len(page) < len(found))

    async def counts(self) -> dict[ExecutionStatus, int]:
        runs = [item.execution for item in self.details.values()]
        return {status: sum(run.status is status for run in runs) for status in ExecutionStatus}

    async def get(self, execution_id: str) -> ExecutionDetails:
        if execution_id not in self.details:
            raise NotFound("There is no such execution.")
        return self.details[execution_id]

    async def list_artifacts(self, query: ArtifactQuery) -> ArtifactPage:
        found = [item for details in self.details.values() for item in details.artifacts]
        return ArtifactPage(tuple(found[query.offset : query.offset + query.limit]), len(found), False)

    async def names(self, kind: str) -> dict[str, int]:
        runs = [item.execution for item in self.details.values()]
        found = (name for run in runs for name in (run.tags if kind == "tag" else (run.user,)))
        return dict(Counter(found))

    async def steps_of(self, execution_ids: Sequence[str]) -> dict[str, tuple[tuple[Step, ...], tuple[str, ...]]]:
        found = [self.details[each] for each in execution_ids if each in self.details]
        return {item.execution.id: (item.steps, item.masks) for item in found if item.steps}

    async def cancel(self, execution_id: str, *, force: bool = False) -> Execution:
        self._note("cancel", execution_id, force)
        run = self.details[execution_id].execution
        if run.status.is_final:
            raise Conflict("It has ended already.")
        return run

    def is_held(self, execution_id: str) -> bool:
        return execution_id in self.held

    def live_facts(self, execution_id: str) -> LiveFacts | None:
        return self.facts.get(execution_id)

    async def line_number(self, execution_id: str, offset: int) -> int:
        return 1 + sum(entry.offset < offset for entry in self.lines)

    async def summary(self, execution_id: str) -> str:
        return self.summaries.get(execution_id, "")

    async def history(self, execution_id: str) -> RunHistory:
        return self.histories.get(execution_id, NO_HISTORY)

    async def past_runs(self, execution_id: str, *, limit: int = 100, earlier: bool = False) -> PastRuns:
        this = self.details[execution_id].execution
        runs = [item.execution for item in self.details.values() if item.execution.name == this.name]
        found = [run for run in runs if not earlier or run.row_id < this.row_id]
        found.sort(key=lambda run: -run.row_id)
        return PastRuns(tuple(found[:limit]), len(found))

    async def release(self, execution_id: str) -> Execution:
        self._note("release", execution_id)
        self.held.discard(execution_id)
        return self.details[execution_id].execution

    async def rerun(self, execution_id: str, *, origin: str = "") -> Execution:
        self._note("rerun", execution_id)
        old = self.details[execution_id].execution
        row_id = max(item.execution.row_id for item in self.details.values()) + 1
        run = execution(row_id, old.name, old.command, E.PENDING, started_ago=0)
        self.details[run.id] = ExecutionDetails(run, (), ())
        return run

    async def create(self, request: NewExecution, **_more: Any) -> Execution:
        self._note("create", request)
        raise AssertionError("the page makes no execution by itself")

    async def delete(self, execution_id: str) -> None:
        self._note("delete", execution_id)
        del self.details[execution_id]

    async def edit(self, execution_id: str, **changes: Any) -> Execution:
        self._note("edit", execution_id, changes)
        wanted = {name: value for name, value in changes.items() if value is not None}
        item = self.details[execution_id]
        self.details[execution_id] = replace(item, execution=replace(item.execution, **wanted))
        return self.details[execution_id].execution

    async def attach(self, execution_id: str, source: Path, *, name: str, **_more: Any) -> Artifact:
        self._note("attach", execution_id, source, name)
        return artifact(execution_id, 99, name, 10, ArtifactType.OTHER, made_ago=0)

    async def undelete(self, execution_id: str) -> bool:
        self._note("undelete", execution_id)
        return False

    async def read_log(self, execution_id: str, **asked: Any) -> LogPage:
        self._note("read_log", execution_id, asked)
        return LogPage(self.lines, 0, True)

    async def edit_artifact(self, artifact_id: str, **changes: Any) -> None:
        self._note("edit_artifact", artifact_id, changes)

    @property
    def store(self) -> FakeEngine:
        """The engine's store, for what is only read."""
        return self

    async def earlier_artifacts(self, item: Artifact, limit: int = 6) -> tuple[FoundArtifact, ...]:
        return self.earlier.get(item.file_name, ())[:limit]

    async def search_artifacts(self, search: ArtifactSearch) -> ArtifactHits:
        """Everything that is there, in the pages that are asked for; the terms are the store's business."""
        self._note("search_artifacts", search)
        start = search.before_row or 0
        page = self.everything[start : start + search.limit]
        following = start + search.limit
        return ArtifactHits(tuple(page), following if following < len(self.everything) else None)

    async def delete_artifact(self, artifact_id: str) -> None:
        self._note("delete_artifact", artifact_id)

    async def undelete_artifact(self, item: Artifact) -> bool:
        self._note("undelete_artifact", item.id)
        return self.trash_is_kept

    def artifact_path(self, item: Artifact) -> Path:
        return self.storage / item.file_path

    def exit_facts(self, execution_id: str) -> dict[str, Any] | None:
        run = self.details[execution_id].execution
        used = {"user_s": 60.0, "system_s": 2.0, "max_rss_bytes": 46_000_000}
        return {"rusage": used} if run.status.is_final else None

    def log_path(self, execution_id: str) -> Path:
        return self.storage / "executions" / execution_id / "output.log"

    def _note(self, *call: Any) -> None:
        self.calls.append(call)
        if self.refuse is not None:
            raise self.refuse


def _matches(item: ExecutionDetails, query: ExecutionQuery) -> bool:
    run = item.execution
    wanted = ExecutionFilter(
        statuses=query.status,
        tag=query.tag,
        user=query.user,
        since=query.since,
        before=query.before,
        where=(*query.where, *((Term(Key.TEXT, (query.text,)),) if query.text else ())),
    )
    return wanted.accepts(run, item.steps)


class FakeBridge(QObject):
    """Runs engine coroutines at once; ``hold`` keeps them until ``release``."""

    updated = Signal(object)
    failed = Signal(str, str)
    problem = Signal(str)

    def __init__(self, engine: FakeEngine) -> None:
        super().__init__()
        self.engine = engine
        self.hold = False
        self._held: list[tuple[Any, ...]] = []
        self.problem.connect(self._on_problem)
        self.problems: list[str] = []

    def call(
        self,
        coroutine: Coroutine[Any, Any, Any],
        *,
        name: str,
        done: Callable[[Any], None] | None = None,
        error: Callable[[str], None] | None = None,
    ) -> None:
        if self.hold:
            self._held.append((coroutine, done, error))
        else:
            self._run(coroutine, done, error)

    def release(self) -> None:
        self.hold = False
        held, self._held = self._held, []
        for item in held:
            self._run(*item)

    def _run(self, coroutine: Any, done: Any, error: Any) -> None:
        try:
            coroutine.send(None)
        except StopIteration as end:
            if done is not None:
                done(end.value)
        except StepFlowError as problem:
            (error or self.problem.emit)(str(problem))
        else:
            raise AssertionError("the fake engine never waits")

    def _on_problem(self, text: str) -> None:
        self.problems.append(text)


def update_of(details: ExecutionDetails, **fields: Any) -> Update:
    return Update(
        execution=details.execution, steps=details.steps, all_steps=details.steps, masks=details.masks, **fields
    )


def filter_of(text: str) -> ExecutionFilter:
    return parse(text, now=NOW, me="user", home=str(Path.home()))
