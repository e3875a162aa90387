"""What can be done with an execution in the state it is in, by the names of the actions."""

from __future__ import annotations

from stepflow_desktop.core.model import Execution, ExecutionStatus
from stepflow_desktop.gui.translation import translate

_ALWAYS = frozenset(
    (
        *("open", "open_window", "run_again", "edit_and_run", "copy_command", "open_folder", "rename", "edit_tags"),
        *("attach_files", "delete", "compare_runs"),
        *("show_work", "show_timeline", "show_files", "show_details", "show_past_runs"),
    )
)
_LOG = frozenset(
    (
        *("save_log", "find_in_log", "find_next", "find_previous", "go_to_line", "previous_step", "next_step"),
        *("toggle_timestamps", "toggle_wrap", "toggle_caret", "pop_out_log"),
        *("larger_text", "smaller_text", "usual_text"),
    )
)
_ERRORS = ("go_to_first_error", "next_error", "previous_error")


def abilities(execution: Execution | None, *, held: bool = False) -> frozenset[str]:
    """Nothing where there is no execution; ``held`` says that it waits for a word from the user."""
    if execution is None:
        return frozenset()
    can = set(_ALWAYS)
    if execution.log_size > 0 or execution.status is ExecutionStatus.RUNNING:
        can |= _LOG
    if execution.errors_count or execution.status is ExecutionStatus.FAILED:
        can.update(_ERRORS)
    if execution.status is ExecutionStatus.RUNNING:
        can.add("toggle_follow")
    if not execution.status.is_final:
        can |= {"stop", "kill"}
    if held and execution.status is ExecutionStatus.PENDING:
        can.add("run_now")
    return frozenset(can)


def why_not(name: str, execution: Execution | None) -> str:
    """Why the action ``name``, which does not apply to ``execution``, cannot be chosen; empty where nobody asks."""
    if execution is None:
        return translate("Abilities", "No execution is shown")
    if name in ("stop", "kill", "toggle_follow"):
        return translate("Abilities", "It has ended")
    if name == "run_now":
        return translate("Abilities", "It does not wait for your word")
    if name in _ERRORS:
        return translate("Abilities", "It has no errors")
    if name in _LOG:
        return translate("Abilities", "It has no output")
    return ""
