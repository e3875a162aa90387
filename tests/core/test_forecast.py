"""What is still to come of a run: script, history, both, neither."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from stepflow_desktop.core.estimates import NO_OUTLOOK, Outlook
from stepflow_desktop.core.forecast import (
    MOST_STEPS_KNOWN,
    Expected,
    ends_at,
    expected_of,
    forecast,
    is_late,
    percent_of,
)
from stepflow_desktop.core.history import NO_HISTORY, PastRun, PastStep, RunHistory, learned
from stepflow_desktop.core.model import Execution, ExecutionStatus, Stamp, Step, StepStatus

BOOT_S = 5_000
NOW = Stamp(1_750_000_000_000_000, BOOT_S * 1_000_000)
BEGAN = datetime(2025, 6, 15, tzinfo=UTC)
S = StepStatus


def run(elapsed_s: float = 100, **fields: Any) -> Execution:
    given = {"status": ExecutionStatus.RUNNING, "started_at": BEGAN, "started_boot_us": began(elapsed_s)}
    return Execution(id="e", name="n", command="c", working_directory="/", created_at=BEGAN, **{**given, **fields})


def began(elapsed_s: float) -> int:
    return round((BOOT_S - elapsed_s) * 1_000_000)


def step(index: int, name: str, status: StepStatus = S.COMPLETED, elapsed_s: float = 10, **fields: Any) -> Step:
    given: dict[str, Any] = {"duration_s": elapsed_s} if status is S.COMPLETED else {}
    if status is S.RUNNING:
        given = {"started_at": BEGAN, "started_boot_us": began(elapsed_s)}
    return Step(
        id=f"s{index}", execution_id="e", name=name, index=index, created_at=BEGAN, status=status, **{**given, **fields}
    )


def history(
    *steps: tuple[str, float], took_s: float | None = None, parents: dict[str, str] | None = None
) -> RunHistory:
    made = tuple(
        PastStep((name.lower(), 0), name, seconds, ((parents[name].lower(), 0) if name in (parents or {}) else None))
        for name, seconds in steps
    )
    return learned([PastRun(sum(seconds for _, seconds in steps) if took_s is None else took_s, made)] * 3)


USUAL = history(("Get", 10), ("Build", 60), ("Test", 100))


def outlook(execution: Execution, steps: list[Step], known: RunHistory = USUAL) -> Outlook:
    return forecast(execution, steps, expected_of(execution, steps, known), known, NOW)


def test_steps_of_earlier_runs_are_expected_after_the_one_that_runs() -> None:
    found = expected_of(run(), [step(0, "Get"), step(1, "build", S.RUNNING)], USUAL)
    assert found.seconds == {"s0": 10, "s1": 60}
    assert found.learned == {"s0", "s1"}
    assert [each.name for each in found.ahead] == ["Test"]


def test_a_step_that_was_passed_over_is_expected_no_longer() -> None:
    assert expected_of(run(), [step(0, "Get"), step(1, "Test", S.RUNNING)], USUAL).ahead == ()


def test_the_history_goes_before_the_scripts_estimate_and_the_plan_before_the_history() -> None:
    steps = [step(0, "Get", S.RUNNING, estimated_duration_s=99), step(1, "Other", S.PENDING, estimated_duration_s=7)]
    found = expected_of(run(has_plan=True, total_steps=2), steps, USUAL)
    assert found.seconds == {"s0": 10, "s1": 7}
    assert found.learned == {"s0"}
    assert found.ahead == ()


def test_an_announced_number_is_filled_with_steps_of_earlier_runs() -> None:
    steps = [step(0, "Get", S.RUNNING)]
    found = expected_of(run(has_plan=True, total_steps=2), steps, USUAL)
    assert ([each.name for each in found.ahead], found.unnamed) == (["Build"], 0)
    found = expected_of(run(has_plan=True, total_steps=9), steps, USUAL)
    assert ([each.name for each in found.ahead], found.unnamed) == (["Build", "Test"], 6)


def test_of_very_many_steps_only_the_script_s_word_counts() -> None:
    steps = [step(number, "Get") for number in range(MOST_STEPS_KNOWN)]
    last = step(MOST_STEPS_KNOWN, "Build", S.RUNNING, estimated_duration_s=7)
    assert expected_of(run(), steps, USUAL).learned == {"s0"}
    assert expected_of(run(total_steps=3_000), [*steps, last], USUAL) == Expected(
        {last.id: 7}, unnamed=3_000 - MOST_STEPS_KNOWN - 1
    )


@pytest.mark.parametrize("status", [ExecutionStatus.COMPLETED, ExecutionStatus.FAILED])
def test_what_has_ended_expects_nothing(status: ExecutionStatus) -> None:
    assert expected_of(run(status=status), [step(0, "Get")], USUAL).ahead == ()


def test_what_waits_expects_everything() -> None:
    found = expected_of(run(status=ExecutionStatus.PENDING), [], USUAL)
    assert [each.name for each in found.ahead] == ["Get", "Build", "Test"]


@pytest.mark.parametrize(
    ("steps", "left_s", "late_s"),
    [
        # Before the first step.
        ([], 170, 0),
        # The running one less what it has had, and all that comes.
        ([step(0, "Get"), step(1, "Build", S.RUNNING, 20)], 40 + 100, 0),
        # Late: a twentieth is always left.
        ([step(0, "Get"), step(1, "Build", S.RUNNING, 90)], 3 + 100, 30),
        # Between two steps.
        ([step(0, "Get"), step(1, "Build")], 100, 0),
        # After the last: by the length of the whole.
        ([step(0, "Get"), step(1, "Build"), step(2, "Test")], 70, 0),
        # It says how far it is: blended by how far.
        ([step(0, "Get"), step(1, "Build", S.RUNNING, 20, progress=0.5)], 0.5 * 20 + 0.5 * 40 + 100, 0),
    ],
)
def test_what_is_left(steps: list[Step], left_s: float, late_s: float) -> None:
    found = outlook(run(), steps)
    assert (found.left_s, found.late_s) == (pytest.approx(left_s), late_s)
    assert (found.is_expected, found.runs) == (True, 3)


def test_an_unknown_step_leaves_no_total() -> None:
    assert outlook(run(), [step(0, "Get"), step(1, "New", S.RUNNING)]) == NO_OUTLOOK
    assert outlook(run(has_plan=True, total_steps=3), [step(0, "Get", S.RUNNING)], NO_HISTORY) == NO_OUTLOOK


def test_a_run_without_steps_goes_by_its_whole_length() -> None:
    plain = learned([PastRun(200.0), PastRun(220.0)])
    assert outlook(run(60), [], plain) == Outlook(150, 0, True, 2, pytest.approx(10 / 210))
    assert outlook(run(60), [], NO_HISTORY) == NO_OUTLOOK
    told = forecast(run(60), [], expected_of(run(60), [], plain), plain, NOW, reported=0.5)
    assert told.left_s == pytest.approx(0.5 * 60 + 0.5 * 150)


def test_the_script_s_own_estimate_is_not_that_of_earlier_runs() -> None:
    found = outlook(run(), [step(0, "New", S.RUNNING, 20, estimated_duration_s=50)], NO_HISTORY)
    assert found == Outlook(30, 0, True, 0)


def test_what_lies_in_a_step_is_not_counted_twice() -> None:
    nested = history(("Build", 100), ("Compile", 60), ("Link", 40), ("Pack", 20), took_s=120, parents={
        "Compile": "Build", "Link": "Build"
    })  # fmt: skip
    assert outlook(run(0), [], nested).left_s == 120
    steps = [step(0, "Build", S.RUNNING, 50), step(1, "Compile", S.RUNNING, 50)]
    assert outlook(run(50), steps, nested).left_s == 50 + 20
    # Once the step around them has ended, they count for themselves.
    assert outlook(run(60), [step(0, "Build"), step(1, "Compile", S.RUNNING, 50)], nested).left_s == 10 + 40 + 20


def test_steps_side_by_side_take_no_longer_than_the_whole() -> None:
    parallel = history(("A", 100), ("B", 100), took_s=100)
    assert outlook(run(0), [], parallel).left_s == 100


@pytest.mark.parametrize(
    ("outlook", "elapsed", "percent"),
    [
        (NO_OUTLOOK, 10, None),
        (Outlook(30.0), 10, None),
        (Outlook(30.0, 0, True), 10, 25),
        (Outlook(1.0, 0, True), 99, 95),
        (Outlook(0.0, 0, True), 0, 0),
    ],
)
def test_percent(outlook: Outlook, elapsed: float, percent: float | None) -> None:
    assert percent_of(outlook, elapsed) == percent


def test_when_it_ends_and_when_it_is_late() -> None:
    assert ends_at(NO_OUTLOOK, NOW) is None
    end = ends_at(Outlook(60), NOW)
    assert end is not None
    assert (end - NOW.at).total_seconds() == 60
    assert not is_late(Outlook(5, 4.9, True), 10)
    assert is_late(Outlook(5, 6, True), 10)
    assert not is_late(Outlook(5, 6, True), 1000)
