"""The order of executions by one of their values, as Python compares it. ``store_search`` orders rows the same."""

from __future__ import annotations

from stepflow_desktop.core.model import Execution, ExecutionStatus
from stepflow_desktop.core.query import Order, SortKey
from stepflow_desktop.core.store_values import strings_text

STATUS_RANK = {
    ExecutionStatus.RUNNING: 0,
    ExecutionStatus.PENDING: 1,
    ExecutionStatus.FAILED: 2,
    ExecutionStatus.CANCELLED: 3,
    ExecutionStatus.COMPLETED: 4,
}
SortValue = tuple[float, bytes, int]


def sort_value(execution: Execution, order: Order) -> SortValue:
    """Smaller comes first.

    Of those that are equal the newest come first. Only by numbers upwards and by words downwards it is the other way
    round, because an index is walked backwards then.
    """
    sign = -1 if order.descending else 1
    newest = -execution.row_id
    match order.key:
        case SortKey.CREATED:
            return (0, b"", sign * execution.row_id)
        case SortKey.NAME:
            return (0, _letters(execution.name, capitals=False, backwards=order.descending), -sign * execution.row_id)
        case SortKey.TAGS:
            return (0, _letters(strings_text(execution.tags), backwards=order.descending), -sign * execution.row_id)
        case SortKey.ORIGIN:
            return (0, _letters(execution.origin, backwards=order.descending), -sign * execution.row_id)
        case SortKey.STATUS:
            return (sign * STATUS_RANK[execution.status], b"", newest)
        case SortKey.USER:
            return (0, _letters(execution.user, backwards=order.descending), newest)
        case SortKey.FOLDER:
            return (0, _letters(execution.working_directory, backwards=order.descending), newest)
    number = {
        SortKey.DURATION: execution.duration_s,
        SortKey.EXIT: execution.exit_code,
        SortKey.FILES: execution.artifacts_count,
        SortKey.PROGRESS: execution.progress,
        SortKey.ESTIMATE: execution.usual_s,
    }[order.key]
    # What has none is below every number, as in SQLite.
    return (float("-inf") * sign if number is None else sign * number, b"", sign * execution.row_id)


def _letters(text: str, *, capitals: bool = True, backwards: bool) -> bytes:
    """Bytes that compare as SQLite compares the text; backwards their complements, ended by the highest."""
    raw = text.encode("utf-8", "surrogatepass")
    raw = raw if capitals else raw.lower()
    return bytes(255 - byte for byte in raw) + b"\xff" if backwards else raw
