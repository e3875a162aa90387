"""The filter language with the words of the window: who is asking, and what is said of what cannot be used."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from stepflow_desktop.core import filter_language
from stepflow_desktop.core.clock import Clock
from stepflow_desktop.core.filter_language import KEYS, ExecutionFilter, Problem, ProblemKind
from stepflow_desktop.gui.wording import listed

__all__ = ["KEYS", "ExecutionFilter", "Problem", "parse", "problem_text"]


def parse(text: str, clock: Clock, *, me: str = "") -> ExecutionFilter:
    """The filter that ``text`` describes; ``me`` is the name that ``user:me`` stands for."""
    return filter_language.parse(text, now=clock.now().at, me=me, home=str(Path.home()))


def problem_text(problem: Problem) -> str:
    """``No such filter: staus. Did you mean status?``"""
    translate = QCoreApplication.translate
    match problem.kind:
        case ProblemKind.UNKNOWN_KEY if problem.near:
            text = translate("Filter", "No such filter: {word}. Did you mean {near}?")
        case ProblemKind.UNKNOWN_KEY:
            text = translate("Filter", "No such filter: {word}. There are {known}.")
        case ProblemKind.UNKNOWN_VALUE if problem.near:
            text = translate("Filter", "{key} cannot be {word}. Did you mean {near}?")
        case ProblemKind.UNKNOWN_VALUE:
            text = translate("Filter", "{key} cannot be {word}. It can be {known}.")
        case _:
            text = _EXAMPLES.get(problem.key, lambda: translate("Filter", "{key} cannot be {word}."))()
    return text.format(key=problem.key, word=problem.word, near=problem.near, known=listed(problem.known))


_EXAMPLES = {
    "since": lambda: QCoreApplication.translate("Filter", "Write a date or an age: since:2026-11-01, since:7d."),
    "before": lambda: QCoreApplication.translate("Filter", "Write a date or an age: before:2026-11-01, before:7d."),
    "duration": lambda: QCoreApplication.translate("Filter", "Write a length of time: duration:>10m, duration:<1h30m."),
    "exit": lambda: QCoreApplication.translate("Filter", "Write exit codes: exit:1, exit:1,2, exit:>0."),
}
