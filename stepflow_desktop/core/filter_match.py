"""Whether an execution at hand meets a term. ``store_filters`` asks SQLite the same question."""

from __future__ import annotations

import operator
from collections.abc import Collection
from functools import lru_cache

from stepflow_desktop.core.model import Execution, Step
from stepflow_desktop.core.query import Has, Key, Term

COMPARISONS = {
    "=": operator.eq,
    "!=": operator.ne,
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
}


def fold(text: str) -> str:
    """Small letters, one for each letter, as the text index of SQLite folds them."""
    if text.isascii():
        return text.lower()
    return "".join(small if len(small := char.lower()) == 1 else char for char in text)


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    return fold(text)


def holds(term: Term, execution: Execution, steps: Collection[Step] = ()) -> bool:
    return any(_has(term, value, execution, steps) for value in term.values) is not term.negated


def _has(term: Term, value: str | float, execution: Execution, steps: Collection[Step]) -> bool:
    match term.key:
        case Key.EXIT:
            return _compares(execution.exit_code, term.op, value)
        case Key.DURATION:
            return _compares(execution.duration_s, term.op, value)
    return _has_word(term.key, str(value), execution, steps)


def _compares(known: float | None, op: str, value: str | float) -> bool:
    return known is not None and bool(COMPARISONS[op](known, value))


def _has_word(key: Key, word: str, execution: Execution, steps: Collection[Step]) -> bool:
    match key:
        case Key.TEXT:
            return in_text(word, execution)
        case Key.STATUS:
            return execution.status == word
        case Key.TAG:
            return word in execution.tags
        case Key.USER:
            return execution.user == word
        case Key.STEP:
            return any(_folded(word) in fold(step.name) for step in steps)
        case Key.HAS:
            return _owns(Has(word), execution)
        case Key.CWD:
            return in_folder(word, execution.working_directory)
        case _:
            return execution.id.startswith(word)


def in_text(word: str, execution: Execution) -> bool:
    needle = _folded(word)
    places = (execution.name, execution.command, execution.error_message or "", execution.working_directory)
    return any(needle in fold(place) for place in (*places, *execution.tags))


def in_folder(value: str, folder: str) -> bool:
    if not value.startswith("/"):
        return _folded(value) in fold(folder)
    return value == "/" or folder == value or folder.startswith(f"{value}/")


def _owns(what: Has, execution: Execution) -> bool:
    match what:
        case Has.ARTIFACT:
            return execution.artifacts_count > 0
        case Has.WARNING:
            return execution.warnings_count > 0
        case Has.ERROR:
            return execution.errors_count > 0
        case Has.TAG:
            return bool(execution.tags)
