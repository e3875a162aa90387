"""What completed runs tell: medians by name and occurrence."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from stepflow_desktop.core.history import (
    NO_HISTORY,
    FailureRecord,
    PastRun,
    PastStep,
    RunHistory,
    UsualStep,
    failure_record,
    fold,
    keys_of,
    learned,
)
from stepflow_desktop.core.model import Execution, ExecutionStatus

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def past(*steps: tuple[str, float], took_s: float | None = None) -> PastRun:
    keys = keys_of(name for name, _ in steps)
    made = tuple(PastStep(key, name, seconds) for key, (name, seconds) in zip(keys, steps, strict=True))
    return PastRun(sum(seconds for _, seconds in steps) if took_s is None else took_s, made)


def usual_of(history: RunHistory, name: str, nth: int = 0) -> float | None:
    """How long the ``nth`` step of that name takes as a rule."""
    known = history.usual.get((fold(name), nth))
    return None if known is None else known.usual_s


def test_without_runs_nothing_is_known() -> None:
    assert learned([]) is NO_HISTORY
    assert usual_of(NO_HISTORY, "Build") is None


def test_the_median_of_each_step_and_of_the_whole() -> None:
    found = learned([past(("Get", 10), ("Build", 60)), past(("Get", 14), ("Build", 80)), past(("get ", 90))])
    assert found.runs == 3
    assert found.usual_s == 90
    assert (usual_of(found, "GET"), usual_of(found, "Build"), usual_of(found, "Test")) == (14, 70, None)
    assert found.usual["get", 0].samples == 3
    assert found.usual["get", 0].spread_s == 4


def test_the_same_name_twice_is_two_steps() -> None:
    found = learned([past(("Test", 10), ("Test", 50)), past(("Test", 20), ("Test", 70))])
    assert (usual_of(found, "Test"), usual_of(found, "Test", 1), usual_of(found, "Test", 2)) == (15, 60, None)


def test_the_newest_run_tells_which_steps_to_expect() -> None:
    found = learned([past(("Get", 10), ("Sign", 5)), past(("Get", 20), ("Build", 60))])
    assert found.steps == (UsualStep("Get", 0, 15, 5, 2), UsualStep("Sign", 0, 5))
    assert usual_of(found, "Build") == 60


def run(status: ExecutionStatus, hours_ago: float, step: str | None = None) -> Execution:
    return Execution(
        id="e",
        name="n",
        command="c",
        working_directory="/",
        created_at=NOON,
        status=status,
        failed_step_name=step,
        completed_at=NOON - timedelta(hours=hours_ago),
    )


def test_how_often_a_step_failed_lately() -> None:
    done, failed, cancelled = ExecutionStatus.COMPLETED, ExecutionStatus.FAILED, ExecutionStatus.CANCELLED
    now = run(failed, 0, "Test")
    earlier = [run(cancelled, 1, "Test"), run(failed, 2, "Build"), run(done, 3), run(failed, 4, "test"), run(done, 5)]
    assert failure_record(now, earlier) == FailureRecord(2, 5, NOON - timedelta(hours=3))
    assert failure_record(now, []) == FailureRecord(1, 1, None)
    assert failure_record(now, [run(failed, 1, "Test")] * 30) == FailureRecord(10, 10, None)
    assert failure_record(replace(now, failed_step_name=None), earlier).failed == 1
