"""The end of the command: which status, why, and what becomes of the steps that are still open or planned."""

from __future__ import annotations

from dataclasses import dataclass

from stepflow_desktop.core import wording
from stepflow_desktop.core.model import ErrorCode, ExecutionStatus, Step, StepStatus
from stepflow_desktop.core.run_fold import RunFold
from stepflow_desktop.core.run_state import ExitInfo, RunState
from stepflow_desktop.sentences import said

_CANCELLED = ("cancelled", "deleted")


@dataclass(frozen=True, slots=True)
class Verdict:
    """How an execution ended. ``step_message`` is for the steps that were still open."""

    status: ExecutionStatus
    code: ErrorCode | None = None
    message: str | None = None
    step_message: str = ""


def finish(state: RunState, exit: ExitInfo) -> RunState:
    """The final state; a final state is left as it is."""
    if state.execution.status.is_final:
        return state
    run = RunFold(state, exit.stamp)
    blamed = _blamed(run, exit)
    verdict = judge(state, exit, blamed)
    _end_steps(run, verdict, exit)
    failed = None if verdict.status is ExecutionStatus.COMPLETED else run.current("failed_step_name")
    if verdict.status is ExecutionStatus.FAILED and blamed is not None:
        failed = blamed.name
    run.change_execution(
        status=verdict.status,
        exit_code=exit.code,
        error_code=verdict.code,
        error_message=verdict.message,
        failed_step_name=failed,
        completed_at=exit.stamp.at,
        duration_s=_duration(run, exit),
        expected_end_at=None,
    )
    if verdict.status is ExecutionStatus.COMPLETED:
        run.change_execution(progress=100.0)
    run.groups = ()
    run.stop = None
    run.settle()
    return run.frozen()


def judge(state: RunState, exit: ExitInfo, blamed: Step | None) -> Verdict:
    """What an exit means. ``blamed`` is the step that was open or failed last."""
    if exit.reason in _CANCELLED:
        return Verdict(ExecutionStatus.CANCELLED, None, exit.message, said("Cancelled"))
    if exit.reason == "timeout":
        limit = state.execution.timeout_s
        message = said("Stopped after its time limit")
        if limit:
            message = said("Stopped after the {limit} limit", limit=limit_words(limit))
        return _failed(ErrorCode.TIMEOUT, message, message)
    if exit.reason == "log_limit":
        return _failed(ErrorCode.EXECUTION_ERROR, *[exit.message or said("Stopped because its log grew too large")] * 2)
    if exit.reason == "step_error":
        return _failed(ErrorCode.CANCELLED_BY_STEP, *_stopped_for_error(exit, blamed))
    if exit.reason == "step_timeout":
        return _failed(ErrorCode.TIMEOUT, *_stopped_for_time(exit, blamed))
    if exit.reason == "start_failed":
        message = exit.message or said("The command could not be started")
        return _failed(ErrorCode.START_FAILED, message, said("Not started"))
    if exit.reason == "restart":
        message = exit.message or said("Interrupted by a restart of the computer, output kept")
        return _failed(ErrorCode.INTERRUPTED, message, message)
    if exit.reason == "lost":
        return _failed(ErrorCode.INTERRUPTED, *[exit.message or said("Ended unexpectedly")] * 2)
    if exit.code == 0:
        return Verdict(ExecutionStatus.COMPLETED)
    if exit.code is None and exit.signal is None:
        return _failed(ErrorCode.INTERRUPTED, *[exit.message or said("Exit code unknown, output complete")] * 2)
    ended = _exit_words(exit)
    if blamed is not None and blamed.status is StepStatus.FAILED:
        words = said("Step '{step}' failed: {reason}", step=blamed.name, reason=blamed.error_message)
        return _failed(ErrorCode.EXECUTION_ERROR, words, ended)
    return _failed(ErrorCode.EXECUTION_ERROR, ended, ended)


def limit_words(seconds: float) -> str:
    """``90 s``, ``45 min``, ``2 h``; what is none of these as a duration."""
    if seconds < 120:
        return f"{seconds:g} s"
    if seconds < 7200 and seconds % 60 == 0:
        return f"{seconds / 60:g} min"
    return f"{seconds / 3600:g} h" if seconds % 3600 == 0 else wording.duration(seconds)


def _failed(code: ErrorCode, message: str, step_message: str) -> Verdict:
    return Verdict(ExecutionStatus.FAILED, code, message, step_message)


def _stopped_for_error(exit: ExitInfo, blamed: Step | None) -> tuple[str, str]:
    if blamed is None:
        return exit.message or said("Stopped because a step failed"), said("Stopped")
    reason = blamed.error_message or exit.message or said("no reason given")
    return (
        said("Stopped because step '{step}' failed: {reason}", step=blamed.name, reason=reason),
        said("Stopped because step '{step}' failed", step=blamed.name),
    )


def _stopped_for_time(exit: ExitInfo, blamed: Step | None) -> tuple[str, str]:
    if blamed is None or blamed.timeout_s is None:
        return exit.message or said("Stopped after the time limit of a step"), said("Stopped")
    limit = limit_words(blamed.timeout_s)
    return (
        said("Step '{step}' was stopped after its {limit} limit", step=blamed.name, limit=limit),
        said("Stopped after the {limit} limit", limit=limit),
    )


def _exit_words(exit: ExitInfo) -> str:
    signal = exit.signal or (-exit.code if exit.code is not None and exit.code < 0 else None)
    if signal:
        return said("Killed by signal {number}", number=signal)
    return said("Exited with code {code}", code=exit.code)


def _blamed(run: RunFold, exit: ExitInfo) -> Step | None:
    """The step that a stop was asked for, else the innermost open one, else the last that failed."""
    if run.stop is not None and exit.reason == run.stop.reason:
        for step in run.steps:
            if step.id == run.stop.step_id:
                return step
    if exit.reason == "step_timeout":
        limited = [step for index in run.open if (step := run.steps[index]).timeout_s is not None]
        return limited[0] if limited else None
    if exit.reason != "step_error" and run.open:
        return run.innermost()
    failed = [step for step in run.steps if step.status is StepStatus.FAILED]
    return failed[-1] if failed else run.innermost()


def _end_steps(run: RunFold, verdict: Verdict, exit: ExitInfo) -> None:
    """Open steps end with the command, innermost first; planned ones were never reached."""
    innermost = True
    for index in run.open:
        step = run.steps[index]
        if verdict.status is ExecutionStatus.COMPLETED:
            run.close(index, None)
            continue
        if step.status is StepStatus.RUNNING:
            run.change_execution(failed_step_name=run.current("failed_step_name") or step.name)
        run.close(index, None, error_message=verdict.step_message, exit_code=exit.code if innermost else None)
        if innermost and step.status is StepStatus.FAILED:
            run.change_step(index, exit_code=exit.code)
        innermost = False
    for step in run.steps:
        if step.status is StepStatus.PENDING:
            run.change_step(step.index, status=StepStatus.SKIPPED)
            run.ended_share += step.weight


def _duration(run: RunFold, exit: ExitInfo) -> float | None:
    started = run.execution.started_at
    if exit.duration_s is not None or started is None or run.execution.started_boot_us is None:
        return exit.duration_s
    if exit.reason == "restart":
        return max(0.0, (exit.stamp.at - started).total_seconds())
    return exit.stamp.seconds_since(run.execution.started_boot_us)
