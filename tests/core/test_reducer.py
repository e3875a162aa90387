import json
import uuid
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stepflow_desktop.core import reducer
from stepflow_desktop.core.events import StepCompleted, StepStarted
from stepflow_desktop.core.markers import MarkerParser
from stepflow_desktop.core.model import (
    Annotation,
    Artifact,
    ArtifactType,
    ErrorCode,
    Execution,
    ExecutionStatus,
    Level,
    Stamp,
    Step,
    StepStatus,
)
from stepflow_desktop.core.reducer import ExitInfo, RunState, StopRequest

ID = "12345678-1234-5678-1234-567812345678"
START = Stamp(1_700_000_000_000_000, 5_000_000)
C, F, R, P, S = (
    StepStatus.COMPLETED,
    StepStatus.FAILED,
    StepStatus.RUNNING,
    StepStatus.PENDING,
    StepStatus.SKIPPED,
)


def execution(**more) -> Execution:
    return Execution(
        id=ID, name="x", command="x", working_directory="/", created_at=datetime(2025, 1, 1, tzinfo=UTC), **more
    )


def after(seconds: float) -> Stamp:
    return Stamp(START.wall_us + round(seconds * 1e6), START.boot_us + round(seconds * 1e6))


def begun(**more) -> RunState:
    return reducer.started(reducer.begin(execution(**more)), 42, START)


def run(*lines: str, state: RunState | None = None) -> RunState:
    """The state after these lines, of which line n is printed n seconds after the start.

    Lines after a ``state`` stand far behind its own.
    """
    parser = MarkerParser(0 if state is None else 1_000_000)
    state = begun() if state is None else state
    for second, line in enumerate(lines, start=1):
        for event in parser.feed(f"{line}\n".encode()):
            state = reducer.reduce(state, event, after(second))
    return state


def ended(state: RunState, code: int | None = 0, **more) -> RunState:
    return reducer.finish(state, ExitInfo(code=code, stamp=after(100), **more))


def shape(state: RunState) -> list[tuple]:
    return [(step.name, step.status) for step in state.steps]


def parents(state: RunState) -> dict[str, str | None]:
    names = {step.id: step.name for step in state.steps}
    return {step.name: names.get(step.metadata.get("parent_id", "")) for step in state.steps}


def test_a_start_is_noted_once():
    state = begun()
    assert state.execution.status is ExecutionStatus.RUNNING
    assert (state.execution.pid, state.execution.started_at) == (42, START.at)
    assert state.execution.current_step_index == -1
    assert reducer.started(state, 43, after(1)) is state


# STEP_START, STEP_COMPLETE


def test_a_step_starts_and_completes():
    started = "STEP_START:Build[description=all of it,duration=1m,weight=2,timeout=30,x=1]"
    state = run(started, "out", "STEP_COMPLETE:build")
    (step,) = state.steps
    assert step == Step(
        id=str(uuid.uuid5(uuid.UUID(ID), "step:0")),
        execution_id=ID,
        name="Build",
        index=0,
        created_at=after(1).at,
        description="all of it",
        status=C,
        started_at=after(1).at,
        completed_at=after(3).at,
        started_boot_us=after(1).boot_us,
        duration_s=2.0,
        estimated_duration_s=60.0,
        timeout_s=30.0,
        weight=2.0,
        progress=1.0,
        metadata={"x": 1},
        start_offset=76,
        end_offset=80,
    )
    told = state.execution
    assert (told.total_steps, told.completed_steps, told.current_step_index, told.current_step_name) == (
        1,
        1,
        0,
        "Build",
    )


def test_the_next_step_closes_the_open_one():
    state = run("STEP_START:a", "STEP_START:b")
    assert shape(state) == [("a", C), ("b", R)]
    assert state.steps[0].end_offset == 13
    assert state.steps[0].duration_s == 1.0
    assert [step.index for step in state.steps] == [0, 1]
    assert state.execution.current_step_name == "b"


def test_the_same_name_twice_is_two_steps():
    assert shape(run("STEP_START:a", "STEP_COMPLETE:a", "STEP_START:a")) == [("a", C), ("a", R)]


@pytest.mark.parametrize("line", ["STEP_COMPLETE:my  STEP", "STEP_COMPLETE: My Step ", "STEP_COMPLETE:"])
def test_a_step_is_completed_by_its_name_or_none(line):
    assert shape(run("STEP_START:My Step", line)) == [("My Step", C)]


def test_no_match_is_a_warning_and_closes_nothing():
    state = run("STEP_START:a", "STEP_COMPLETE:b")
    assert shape(state) == [("a", R)]
    (remark,) = state.annotations
    assert remark == Annotation(
        execution_id=ID,
        offset=13,
        level=Level.WARNING,
        message="STEP_COMPLETE:b fits no open step.",
        step_id=state.steps[0].id,
    )
    assert state.execution.warnings_count == 1
    assert len(run("STEP_COMPLETE:").annotations) == 1
    assert len(run("STEP_START:a", "STEP_COMPLETE:a", "STEP_COMPLETE:a").annotations) == 1


def test_a_late_end_makes_a_step_the_parent_of_those_since():
    state = run("STEP_START:All", "STEP_START:a", "STEP_COMPLETE:a", "STEP_START:b", "STEP_SKIP:c", "STEP_COMPLETE:All")
    assert parents(state) == {"All": None, "a": "All", "b": "All", "c": "All"}
    assert shape(state) == [("All", C), ("a", C), ("b", R), ("c", S)]
    assert (state.steps[0].duration_s, state.steps[0].completed_at) == (5.0, after(6).at)
    assert state.steps[0].end_offset == 69
    assert state.execution.completed_steps == 2
    assert not state.annotations


def test_late_ends_nest():
    state = run(
        "STEP_START:A",
        "STEP_START:B",
        "STEP_START:C",
        "STEP_COMPLETE:C",
        "STEP_COMPLETE:B",
        "STEP_START:D",
        "STEP_COMPLETE:A",
        "STEP_START:E",
    )
    assert parents(state) == {"A": None, "B": "A", "C": "B", "D": "A", "E": None}
    assert not state.annotations


def test_the_latest_of_equal_names_is_meant():
    state = run("STEP_START:a", "STEP_START:a", "STEP_START:b", "STEP_COMPLETE:a")
    assert [step.end_offset for step in state.steps] == [13, 39, None]
    assert len(run(*["STEP_START:a"] * 2, "STEP_START:b", *["STEP_COMPLETE:a"] * 3).annotations) == 1


def test_a_step_can_name_its_parent():
    state = run("STEP_START:P", "STEP_START:a[parent=p]", "STEP_START:b[parent=P]", "STEP_COMPLETE:P")
    assert parents(state) == {"P": None, "a": "P", "b": "P"}
    assert shape(state) == [("P", C), ("a", C), ("b", C)]
    assert state.open == ()


def test_a_plain_step_closes_nested_ones_and_their_parent():
    state = run("STEP_START:P", "STEP_START:a[parent=P]", "STEP_START:Q")
    assert shape(state) == [("P", C), ("a", C), ("Q", R)]


def test_an_unknown_parent_is_a_warning():
    state = run("STEP_START:a", "STEP_START:b[parent=x]")
    assert [remark.level for remark in state.annotations] == [Level.WARNING]
    assert shape(state) == [("a", C), ("b", R)]
    assert parents(state)["b"] is None


def test_a_closed_parent_can_still_be_named():
    state = run("STEP_START:P", "STEP_START:a", "STEP_START:b[parent=P]")
    assert parents(state)["b"] == "P"
    assert shape(state) == [("P", C), ("a", C), ("b", R)]


def test_parallel_steps_stay_open():
    state = run("STEP_START:a", "STEP_START:b[parallel=true]", "STEP_START:c[parallel=true]", "STEP_COMPLETE:a")
    assert shape(state) == [("a", C), ("b", R), ("c", R)]
    assert shape(run("STEP_START:d", state=state)) == [("a", C), ("b", C), ("c", C), ("d", R)]


def test_a_nested_step_leaves_parallel_ones_alone():
    state = run(
        "STEP_START:A",
        "STEP_START:B[parallel=true]",
        "STEP_START:a1[parent=A]",
        "STEP_START:a2[parent=A]",
    )
    assert shape(state) == [("A", R), ("B", R), ("a1", C), ("a2", R)]


def test_an_id_names_a_step():
    state = run("STEP_START:Long name[id=x1]", "STEP_START:b[parent=X1]", "STEP_COMPLETE:x1")
    assert shape(state) == [("Long name", C), ("b", C)]
    assert parents(state)["b"] == "Long name"
    state = run("STEP_START:a[id=1]", "STEP_START:a[id=2,parallel=true]", "STEP_COMPLETE:a[id=1]")
    assert shape(state) == [("a", C), ("a", R)]
    assert len(run("STEP_START:a", "STEP_COMPLETE:a[id=3]").annotations) == 1


@pytest.mark.parametrize("parameter", ["duration=x", "timeout=-1", "weight=0", "weight=true", "timeout=true"])
def test_parameters_without_sense_change_nothing(parameter):
    (step,) = run(f"STEP_START:a[{parameter}]").steps
    assert (step.estimated_duration_s, step.timeout_s, step.weight) == (None, None, 1.0)


# STEP_ERROR


def test_an_error_fails_the_innermost_open_step():
    state = run("STEP_START:P", "STEP_START:a[parent=P]", "STEP_ERROR:no luck", "STEP_COMPLETE:a")
    assert shape(state) == [("P", R), ("a", F)]
    step = state.steps[1]
    assert (step.error_message, step.completed_at, step.duration_s) == ("no luck", after(3).at, 1.0)
    assert step.end_offset == 55
    assert state.execution.failed_step_name == "a"
    assert state.execution.status is ExecutionStatus.RUNNING
    assert not state.annotations


def test_a_failed_step_stays_open_for_lines_until_it_is_closed():
    state = run("STEP_START:a", "STEP_ERROR:x")
    assert state.steps[0].end_offset is None
    assert reducer.is_open(state, state.steps[0].id)
    state = run("STEP_START:b", state=state)
    assert shape(state) == [("a", F), ("b", R)]
    assert not reducer.is_open(state, state.steps[0].id)


def test_further_errors_are_added():
    state = run("STEP_START:a", "STEP_ERROR:x", "STEP_ERROR:y")
    assert state.steps[0].error_message == "x\ny"
    assert len(run("STEP_START:a", *["STEP_ERROR:" + "z" * 5000] * 9).steps[0].error_message) <= 16_384


def test_an_error_outside_of_steps_is_an_annotation():
    state = run("STEP_ERROR:x")
    assert [(r.level, r.message, r.step_id) for r in state.annotations] == [(Level.ERROR, "x", None)]
    assert state.execution.errors_count == 1


def test_stop_on_error_asks_for_a_stop():
    state = run(
        "STEP_START:a[stop_on_error=true]",
        "STEP_ERROR:x",
        "STEP_ERROR:y",
        "STEP_START:b[stop_on_error=1]",
        "STEP_ERROR:z",
    )
    assert state.stop == StopRequest(
        reason="step_error", step_id=state.steps[0].id, step_name="a", message="x", boot_us=after(2).boot_us
    )
    assert run("STEP_START:b[stop_on_error=no]", "STEP_ERROR:z").stop is None


def test_a_step_beyond_its_time_asks_for_a_stop():
    state = run("STEP_START:a[timeout=90]", "STEP_START:b[parallel=true]")
    assert reducer.due_timeouts(state, after(90.9).boot_us) is None
    stop = reducer.due_timeouts(state, after(91).boot_us)
    assert stop == StopRequest(
        reason="step_timeout",
        step_id=state.steps[0].id,
        step_name="a",
        message="Step 'a' ran longer than its 90 s limit",
        boot_us=after(91).boot_us,
    )
    assert reducer.due_timeouts(replace(state, stop=stop), after(99).boot_us) is None
    assert reducer.due_timeouts(run("STEP_COMPLETE:a", state=state), after(99).boot_us) is None


# STEP_SKIP and plans


def test_a_skipped_step_is_recorded_and_closes_nothing():
    state = run("STEP_START:a", "STEP_SKIP:b[description=why]")
    assert shape(state) == [("a", R), ("b", S)]
    assert state.steps[1].description == "why"
    assert state.execution.current_step_name == "a"
    assert state.execution.completed_steps == 0


def test_a_plan_is_pending_until_it_is_reached():
    state = run("META:STEPS:a|b| c ||d", "STEP_START:B", "STEP_START:x", "STEP_SKIP:c")
    assert shape(state) == [("a", P), ("b", C), ("c", S), ("d", P), ("x", R)]
    assert state.steps[1].id == str(uuid.uuid5(uuid.UUID(ID), "plan:0:1"))
    assert [step.index for step in state.steps] == [0, 1, 2, 3, 4]
    assert state.execution.current_step_index == 4
    assert shape(ended(state)) == [("a", S), ("b", C), ("c", S), ("d", S), ("x", C)]


def test_a_plan_does_not_repeat_what_there_is():
    state = run("STEP_START:a", "META:STEPS:a|b|a", "META:STEPS:a|b|c", "META:steps:c|c")
    assert shape(state) == [("a", R), ("b", P), ("a", P), ("c", P), ("c", P)]
    state = run("STEP_START:a", "STEP_START:c", "STEP_START:c", state=state)
    assert shape(state) == [("a", C), ("b", P), ("a", C), ("c", C), ("c", R)]


def test_a_number_of_steps_is_a_plan_too():
    assert run("META:TOTAL_STEPS:7").execution.total_steps == 7
    assert run("META:TOTAL_STEPS:1", "STEP_START:a", "STEP_START:b").execution.total_steps == 2
    state = run("META:TOTAL_STEPS:many")
    assert state.execution.total_steps == 0
    assert state.execution.metadata == {"TOTAL_STEPS": "many"}


# META


def test_meta_fills_the_open_step():
    state = run(
        "STEP_START:a", "META:description:text", "META:Estimated_Duration:1h30m", "META:Loss:0.5", "META:LOSS:0.4"
    )
    (step,) = state.steps
    assert (step.description, step.estimated_duration_s, step.metadata) == ("text", 5400.0, {"LOSS": "0.4"})


def test_meta_without_a_step_belongs_to_the_execution():
    state = run("META:DESCRIPTION:text", "META:commit:abc", "META:tags:a, b|c", "META:TAGS:c;d")
    assert state.execution.metadata == {"DESCRIPTION": "text", "commit": "abc"}
    assert state.execution.tags == ("a", "b", "c", "d")


def test_metadata_and_tags_are_bounded():
    state = run(*[f"META:k{n}:v" for n in range(1005)], "META:k1:w")
    assert len(state.execution.metadata) == 1000
    assert state.execution.metadata["k1"] == "w"
    assert state.execution.warnings_count == 5
    state = run("META:TAGS:" + "|".join(map(str, range(70))))
    assert len(state.execution.tags) == 64
    assert state.execution.warnings_count == 1


def test_no_script_sets_what_is_ours():
    state = run("STEP_START:a[parent_id=x,marker_id=y]", "META:Parent_ID:z", "META:marker_id:z")
    assert state.steps[0].metadata == {}


@pytest.mark.parametrize(
    ("value", "fraction", "text"),
    [("42", 0.42, None), ("42%", 0.42, None), ("0.42", 0.42, None), ("3/4", 0.75, "3 of 4"), ("250", 1.0, None)],
)
def test_progress_moves_the_step(value, fraction, text):
    (step,) = run("STEP_START:a", f"META:PROGRESS:{value}").steps
    assert (step.progress, step.progress_text) == (fraction, text)


def test_progress_goes_forwards_only():
    state = run("STEP_START:a", "META:PROGRESS:50", "META:PROGRESS:40")
    assert state.steps[0].progress == 0.5
    assert run("META:PROGRESS:x", state=state).steps[0].metadata == {"PROGRESS": "x"}


def test_reports_of_the_script_outweigh_bars():
    state = run("STEP_START:a", "META:PROGRESS:10", "90%", "STEP_START:b", "30%", "20%")
    assert [step.progress for step in state.steps] == [1.0, 0.3]
    state = run("META:PROGRESS:10", "90%")
    assert state.execution.progress == 10.0


def test_nothing_new_is_the_same_state():
    state = run("STEP_START:a", "50%")
    assert run("40%", state=state) is state
    assert run("::endgroup::", state=state) is state


# Progress


@pytest.mark.parametrize(
    ("lines", "percent"),
    [
        ([], 0.0),
        (["STEP_START:a", "STEP_COMPLETE:a", "STEP_START:b"], 0.0),
        (["META:TOTAL_STEPS:4", "STEP_START:a"], 0.0),
        (["META:TOTAL_STEPS:4", "STEP_START:a", "META:PROGRESS:50"], 12.5),
        (["META:TOTAL_STEPS:4", "STEP_START:a", "STEP_START:b"], 25.0),
        (["META:STEPS:a|b", "STEP_START:a", "STEP_COMPLETE:a"], 50.0),
        (["META:STEPS:a|b", "STEP_SKIP:a"], 50.0),
        (["META:STEPS:a|b", "STEP_START:a", "STEP_ERROR:x", "STEP_COMPLETE:a"], 50.0),
        (["META:STEPS:a|b", "STEP_START:a", "STEP_START:b", "STEP_COMPLETE:b"], 99.0),
        (["META:STEPS:a|b", "STEP_START:a[weight=3]", "STEP_START:b"], 75.0),
        (["META:TOTAL_STEPS:2", "STEP_START:a", "STEP_START:b", "STEP_START:c", "STEP_START:d"], 75.0),
        (["META:TOTAL_STEPS:2", "STEP_START:a", "STEP_START:b", "META:TOTAL_STEPS:10"], 50.0),
        (["STEP_START:a", "META:PROGRESS:62"], 62.0),
        (["STEP_START:a", "62%"], 62.0),
        (["META:PROGRESS:30", "META:PROGRESS:20"], 30.0),
        (["META:TOTAL_STEPS:4", "META:PROGRESS:80"], 80.0),
        (["100%"], 99.0),
    ],
)
def test_the_progress_of_a_running_execution(lines, percent):
    assert run(*lines).execution.progress == percent


def test_progress_ends_at_100_or_stays():
    state = run("META:TOTAL_STEPS:4", "STEP_START:a", "STEP_START:b")
    assert ended(state).execution.progress == 100.0
    assert ended(state, 1).execution.progress == 25.0
    assert ended(state, reason="cancelled").execution.progress == 25.0


# The end of the process


def test_exit_0_completes_open_steps_and_allows_failed_ones():
    state = ended(run("META:STEPS:a|b|z", "STEP_START:a", "STEP_ERROR:x", "STEP_START:b"))
    assert shape(state) == [("a", F), ("b", C), ("z", S)]
    told = state.execution
    assert (told.status, told.exit_code, told.error_code, told.error_message) == (
        ExecutionStatus.COMPLETED,
        0,
        None,
        None,
    )
    assert (told.failed_step_name, told.completed_steps, told.duration_s) == (None, 1, 100.0)
    assert told.completed_at == after(100).at
    assert state.steps[1].duration_s == 96.0


def test_another_exit_fails_the_innermost_open_step_with_its_code():
    state = ended(run("META:STEPS:z", "STEP_START:P", "STEP_START:a[parent=P]"), 3)
    assert shape(state) == [("z", S), ("P", F), ("a", F)]
    assert [step.exit_code for step in state.steps] == [None, None, 3]
    assert [step.error_message for step in state.steps][1:] == ["Exited with code 3"] * 2
    told = state.execution
    assert (told.status, told.error_code) == (ExecutionStatus.FAILED, ErrorCode.EXECUTION_ERROR)
    assert (told.exit_code, told.error_message, told.failed_step_name) == (3, "Exited with code 3", "a")


@pytest.mark.parametrize(
    ("lines", "message", "step"),
    [
        ([], "Exited with code 1", None),
        (["STEP_START:a", "STEP_ERROR:text"], "Step 'a' failed: text", "a"),
        (["STEP_START:a", "STEP_ERROR:text", "STEP_COMPLETE:a"], "Step 'a' failed: text", "a"),
        (["STEP_START:a", "STEP_ERROR:text", "STEP_START:b"], "Exited with code 1", "b"),
        (["STEP_START:a", "STEP_COMPLETE:a"], "Exited with code 1", None),
    ],
)
def test_why_an_execution_failed(lines, message, step):
    told = ended(run(*lines), 1).execution
    assert (told.error_message, told.failed_step_name) == (message, step)


@pytest.mark.parametrize(
    ("exit", "code", "message"),
    [
        ({"code": -9, "signal": 9}, ErrorCode.EXECUTION_ERROR, "Killed by signal 9"),
        ({"code": -15}, ErrorCode.EXECUTION_ERROR, "Killed by signal 15"),
        ({"code": None}, ErrorCode.INTERRUPTED, "Exit code unknown, output complete"),
        ({"code": None, "reason": "lost"}, ErrorCode.INTERRUPTED, "Ended unexpectedly"),
        ({"code": None, "reason": "lost", "message": "m"}, ErrorCode.INTERRUPTED, "m"),
        (
            {"code": None, "reason": "restart"},
            ErrorCode.INTERRUPTED,
            "Interrupted by a restart of the computer, output kept",
        ),
        ({"code": None, "reason": "start_failed", "message": "no such file"}, ErrorCode.START_FAILED, "no such file"),
        ({"code": None, "reason": "start_failed"}, ErrorCode.START_FAILED, "The command could not be started"),
        ({"code": -15, "reason": "timeout"}, ErrorCode.TIMEOUT, "Stopped after the 45 min limit"),
    ],
)
def test_other_ends(exit, code, message):
    told = ended(begun(timeout_s=2700), **exit).execution
    assert (told.status, told.error_code, told.error_message) == (ExecutionStatus.FAILED, code, message)
    assert told.exit_code == exit["code"]


def test_a_cancelled_execution_fails_its_open_steps():
    state = ended(run("META:STEPS:z", "STEP_START:a"), -15, signal=15, reason="cancelled")
    assert shape(state) == [("z", S), ("a", F)]
    assert state.steps[1].error_message == "Cancelled"
    assert state.execution.status is ExecutionStatus.CANCELLED
    assert (state.execution.error_code, state.execution.exit_code) == (None, -15)


def test_one_cancelled_before_it_started():
    told = ended(reducer.begin(execution()), None, reason="cancelled").execution
    assert (told.status, told.started_at, told.duration_s) == (ExecutionStatus.CANCELLED, None, None)


def test_a_step_that_stopped_the_run_is_to_blame():
    state = run("STEP_START:a[stop_on_error=true]", "STEP_ERROR:text", "STEP_START:b")
    told = ended(state, -15, reason="step_error").execution
    assert (told.error_code, told.failed_step_name) == (ErrorCode.CANCELLED_BY_STEP, "a")
    assert told.error_message == "Stopped because step 'a' failed: text"


@pytest.mark.parametrize("known", [True, False])
def test_a_step_that_took_too_long_is_to_blame(known):
    state = run("STEP_START:a[timeout=120]", "STEP_START:b[parent=a]")
    if known:
        state = replace(state, stop=reducer.due_timeouts(state, after(500).boot_us))
    state = ended(state, -15, reason="step_timeout")
    assert state.execution.error_message == "Step 'a' was stopped after its 2 min limit"
    assert (state.execution.error_code, state.execution.failed_step_name) == (ErrorCode.TIMEOUT, "a")
    assert {step.error_message for step in state.steps} == {"Stopped after the 2 min limit"}


def test_final_states_never_change():
    state = ended(run("STEP_START:a"))
    assert ended(state, 1) is state
    assert run("STEP_START:b", "META:k:v", state=state) is state


def test_the_supervisor_knows_the_duration_best():
    assert ended(begun(), duration_s=12.5).execution.duration_s == 12.5


def test_a_restart_makes_boot_times_worthless():
    info = ExitInfo(code=None, reason="restart", stamp=Stamp(after(60).wall_us, 7))
    assert reducer.finish(begun(), info).execution.duration_s == 60.0


# Artifacts, annotations, masks, groups


def test_an_artifact_is_asked_for_until_it_is_stored():
    state = run("STEP_START:a", "ARTIFACT:x.txt:the x[type=data]", "ARTIFACT:y.txt")
    first, second = state.pending_artifacts
    assert (first.path, first.description, dict(first.parameters)) == ("x.txt", "the x", {"type": "data"})
    assert (first.offset, first.step_id, first.step_index, first.stamp) == (13, state.steps[0].id, 0, after(2))
    stored = Artifact(
        id="i",
        execution_id=ID,
        name="x",
        file_path="p",
        file_name="x.txt",
        file_size=1,
        mime_type="text/plain",
        artifact_type=ArtifactType.DATA,
        created_at=after(2).at,
    )
    state = reducer.artifacts_stored(state, {13}, (stored, stored))
    assert state.pending_artifacts == (second,)
    assert state.execution.artifacts_count == 2
    assert reducer.artifacts_stored(state, {13}, ()) is state


def test_commands_annotate_and_count():
    state = run("STEP_START:a", "::error file=f,line=2,title=T::m", "::warning::w", "::notice::n", "::debug::d")
    assert [r.level for r in state.annotations] == [Level.ERROR, Level.WARNING, Level.INFO, Level.DEBUG]
    first = state.annotations[0]
    assert (first.title, first.file, first.line, first.step_id) == ("T", "f", 2, state.steps[0].id)
    assert (state.execution.errors_count, state.execution.warnings_count) == (1, 1)
    assert shape(state) == [("a", R)]


def test_new_annotations_and_changed_steps_are_what_is_to_be_saved():
    old = run(*[f"STEP_START:s{n}" for n in range(600)], "::notice::old")
    new = run("STEP_COMPLETE:s3", "STEP_START:x", "::notice::new", state=old)
    changed = reducer.changed_steps(old, new)
    assert [step.name for step in changed if "parent_id" not in step.metadata] == ["s3", "x"]
    assert [step.name for step in changed if "parent_id" in step.metadata] == [f"s{n}" for n in range(4, 600)]
    assert [r.message for r in reducer.new_annotations(old, new)] == ["new"]
    assert reducer.changed_steps(new, new) == ()
    assert reducer.new_annotations(new, new) == ()


def test_annotations_are_bounded_but_counted():
    state = run(*["::warning::w"] * 10_005)
    assert len(state.annotations) == 10_001
    assert "more than 10,000" in state.annotations[-1].message
    assert state.execution.warnings_count == 10_005


def test_requests_are_bounded():
    state = run(*["ARTIFACT:a"] * 10_005)
    assert len(state.pending_artifacts) == 10_000
    assert len(state.annotations) == 1


def test_masks_are_kept_once_and_line_by_line():
    state = run("::add-mask::abc", "::add-mask::abc", "::add-mask::d%0Aabc%0A%0A e ")
    assert state.masks == ("abc", "d", "e")


def test_groups_nest():
    state = run("::group::a", "::group::b", "::endgroup::", "::group::c")
    assert [(group.title, group.offset) for group in state.groups] == [("a", 0), ("c", 35)]
    assert ended(state).groups == ()


def test_where_commands_were_stopped_is_known():
    assert run("::stop-commands::t", "x", "::t::", "::stop-commands::u").literal == ((19, 21), (46, None))


# As a whole


def test_a_batch_is_folded_like_one_by_one():
    lines = [
        "META:TOTAL_STEPS:2",
        "STEP_START:a",
        "STEP_START:b",
        "META:TOTAL_STEPS:20",
        "STEP_ERROR:x",
        "::warning::w",
    ]
    parser = MarkerParser()
    found = [
        (event, after(second)) for second, line in enumerate(lines, 1) for event in parser.feed(f"{line}\n".encode())
    ]
    assert reducer.reduce_all(begun(), found) == run(*lines)


def restored(state: RunState) -> RunState:
    told = json.loads(json.dumps(reducer.extra(state)))
    rows = list(reversed(state.steps))
    again = reducer.restore(state.execution, rows, told)
    return replace(again, annotations=state.annotations)


LINES = st.sampled_from(
    [
        *(f"STEP_START:{name}" for name in "abc"),
        *(f"STEP_COMPLETE:{name}" for name in "abc"),
        "STEP_COMPLETE:",
        "STEP_START:d[parent=a,stop_on_error=true]",
        "STEP_START:e[parallel=true,weight=2.5]",
        "STEP_START:f[id=i,timeout=5]",
        "STEP_START:g[parent=i,parallel=true]",
        "STEP_COMPLETE:x[id=i]",
        "STEP_ERROR:no",
        "STEP_SKIP:b",
        "META:STEPS:a|b|a|h",
        "META:STEPS:c|h|h",
        "META:TOTAL_STEPS:9",
        "META:PROGRESS:1/3",
        "META:PROGRESS:0.7",
        "35%",
        "META:note:x",
        "META:TAGS:t",
        "ARTIFACT:f.txt:d[tags=a|b]",
        "::warning::w",
        "::add-mask::m",
        "::group::g",
        "::endgroup::",
        "::stop-commands::t",
        "::t::",
        "plain",
    ]
)
ENDS = st.sampled_from(["exited", "cancelled", "step_error", "step_timeout", "timeout", "lost"])


@given(st.lists(LINES, max_size=25), st.sets(st.integers(0, 25), max_size=3), st.integers(0, 1), ENDS)
def test_a_restart_at_any_point_gives_the_same_end(lines, restarts, code, reason):
    whole, broken = begun(), begun()
    parser = MarkerParser()
    for number, line in enumerate(lines):
        for event in parser.feed(f"{line}\n".encode()):
            whole = reducer.reduce(whole, event, after(number))
            broken = reducer.reduce(broken, event, after(number))
        if number in restarts:
            broken = restored(broken)
            assert broken == whole
    assert ended(broken, code, reason=reason) == ended(whole, code, reason=reason)


@given(st.lists(LINES, max_size=25))
def test_what_always_holds(lines):
    state = begun()
    parser = MarkerParser()
    progress = 0.0
    final: dict[str, StepStatus] = {}
    for number, line in enumerate(lines):
        before = state
        for event in parser.feed(f"{line}\n".encode()):
            state = reducer.reduce(state, event, after(number))
        assert progress <= state.execution.progress < 100
        progress = state.execution.progress
        assert [step.index for step in state.steps] == list(range(len(state.steps)))
        assert len({step.id for step in state.steps}) == len(state.steps)
        assert all(state.steps[index].end_offset is None for index in state.open)
        for step in state.steps:
            assert final.get(step.id, step.status) is step.status
        final |= {step.id: step.status for step in state.steps if step.status.is_final}
        changed = {step.id for step in reducer.changed_steps(before, state)}
        known = list(before.steps)
        assert changed >= {step.id for step in state.steps if step not in known}
        told = state.execution
        assert told.completed_steps == sum(step.status is C for step in state.steps)
        assert told.total_steps >= len(state.steps)
    state = ended(state)
    assert all(step.status.is_final for step in state.steps)
    assert state.execution.completed_steps == sum(step.status is C for step in state.steps)


def test_many_steps_keep_what_is_saved_beside_them_small():
    state = run(*[f"STEP_START:s{n}" for n in range(3000)], "STEP_COMPLETE:s7", "STEP_START:x")
    assert len(json.dumps(reducer.extra(state))) < 500
    assert restored(state) == state
    assert parents(state)["s2999"] == "s7"


def test_old_states_stay_as_they_are():
    first = run("STEP_START:a")
    kept = reducer.extra(first), list(first.steps), first.execution
    for event in (StepStarted(offset=13, end=20, name="b"), StepCompleted(offset=20, end=30, name="a")):
        reducer.reduce(first, event, after(5))
    assert kept == (reducer.extra(first), list(first.steps), first.execution)
