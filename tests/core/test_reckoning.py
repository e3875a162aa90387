"""Progress by time: told once a second, never backwards, and only where something is expected."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from stepflow_desktop.core import events, reducer
from stepflow_desktop.core.forecast import MOST_STEPS_KNOWN
from stepflow_desktop.core.history import NO_HISTORY, PastRun, PastStep, learned
from stepflow_desktop.core.model import Execution, ExecutionStatus, Stamp
from stepflow_desktop.core.reckoning import MANY_STEPS, due_us, reckoned, with_history
from stepflow_desktop.core.run_state import RunState

START_US = 1_750_000_000_000_000
USUAL = learned([PastRun(100.0, (PastStep(("get", 0), "Get", 40.0), PastStep(("build", 0), "Build", 60.0)))])


def at(seconds: float) -> Stamp:
    return Stamp(START_US + round(seconds * 1e6), round(seconds * 1e6))


def begun(*names: str) -> RunState:
    execution = Execution(
        id="6f0e6a2c-4d5c-4c9e-9b0e-3f6a1c6f4a10", name="n", command="c", working_directory="/", created_at=at(0).at
    )
    state = reducer.started(reducer.begin(execution), 1, at(0))
    for number, name in enumerate(names):
        state = reducer.reduce(state, started(name, number * 100), at(0))
    return state


def started(name: str, offset: int) -> events.StepStarted:
    return events.StepStarted(offset=offset, end=offset + 50, name=name, parameters={})


def test_progress_goes_by_the_time_that_is_left() -> None:
    state = reckoned(begun("Get"), USUAL, at(10))
    assert state.execution.progress == 10
    assert state.execution.expected_end_at == at(100).at
    assert reckoned(state, USUAL, at(20)).execution.progress == 20


def test_nothing_is_told_that_nobody_can_see() -> None:
    state = reckoned(begun("Get"), USUAL, at(10))
    assert reckoned(state, USUAL, at(10.4)) is state


def test_it_never_goes_back_when_more_turns_out_to_come() -> None:
    state = reckoned(begun("Get"), USUAL, at(39))
    late = reckoned(state, USUAL, at(90))
    assert late.execution.progress == round(100 * 90 / (90 + 2 + 60), 2)
    further = reducer.reduce(late, started("Get", 500), at(90))
    held = reckoned(further, USUAL, at(91))
    assert held.execution.progress == late.execution.progress
    assert held.execution.expected_end_at is None, "nobody knows how long the second one takes"


def test_it_stays_at_95_percent_until_the_end() -> None:
    state = reckoned(begun("Get", "Build"), USUAL, at(5_000))
    assert state.execution.progress == 95
    done = reducer.finish(state, reducer.ExitInfo(code=0, stamp=at(5_001)))
    assert (done.execution.progress, done.execution.expected_end_at) == (100, None)


def test_a_plan_counted_in_steps_moves_nothing_while_time_does() -> None:
    planned = reducer.reduce(begun(), events.MetaGiven(offset=0, end=9, key="STEPS", value="Get|Build"), at(0))
    assert planned.execution.has_plan
    state = reckoned(reducer.reduce(planned, started("Get", 10), at(0)), USUAL, at(1))
    state = reducer.reduce(state, started("Build", 100), at(2))
    assert state.execution.progress == 1, "half of the steps, but not of the time"
    counted = reducer.reduce(reducer.reduce(planned, started("Get", 10), at(0)), started("Build", 100), at(2))
    assert counted.execution.progress == 50


def test_what_the_run_says_of_itself_as_a_whole_is_believed() -> None:
    told = reducer.reduce(begun(), events.MetaGiven(offset=0, end=9, key="PROGRESS", value="40"), at(1))
    state = reckoned(told, learned([PastRun(1000.0)]), at(20))
    assert state.execution.progress == 40
    assert state.execution.expected_end_at is not None


def test_without_expectations_nothing_changes() -> None:
    state = begun("Get")
    assert reckoned(state, NO_HISTORY, at(50)) is state
    waiting = reducer.begin(replace(state.execution, status=ExecutionStatus.PENDING, started_at=None))
    assert reckoned(waiting, USUAL, at(50)) is waiting


def test_the_expected_end_is_told_when_it_moves() -> None:
    state = reckoned(begun("Get"), USUAL, at(40))
    later = reckoned(state, USUAL, at(50))
    end = later.execution.expected_end_at
    assert end is not None
    assert end - at(100).at > timedelta(seconds=10)


def test_runs_of_very_many_steps_go_by_their_length_alone() -> None:
    state = begun(*(f"Step {number}" for number in range(MOST_STEPS_KNOWN + 1)))
    assert due_us(begun("Get")) == 1_000_000
    assert due_us(state) == 5_000_000
    assert MANY_STEPS < MOST_STEPS_KNOWN
    assert reckoned(state, learned([PastRun(200.0)]), at(50)).execution.progress == 25


def test_an_execution_tells_what_is_usual() -> None:
    execution = with_history(begun().execution, USUAL)
    assert (execution.usual_s, execution.usual_runs) == (100.0, 1)
