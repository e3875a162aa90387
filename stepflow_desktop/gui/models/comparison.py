"""Two to four runs beside each other: what their steps took, what they were asked to do, which files they left.

Pure. The first run is what the others are compared with; nothing secret is in the rows.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication

from stepflow_desktop.core.encoding import looks_secret, masked
from stepflow_desktop.core.forecast import elapsed_s
from stepflow_desktop.core.history import Key, keys_of
from stepflow_desktop.core.masking import MASK
from stepflow_desktop.core.model import ExecutionDetails, Stamp, Step
from stepflow_desktop.gui import wording
from stepflow_desktop.gui.models.execution_text import first_line
from stepflow_desktop.gui.models.masking import masked_details
from stepflow_desktop.gui.step_states import step_state

NONE = "–"
LEAST_DIFFERENCE_S = 1.0
LEAST_SHARE = 0.05


@dataclass(frozen=True, slots=True)
class CompareRow:
    """``states`` are the shapes before the values, where the row is about steps.

    ``apart`` says which values differ from the first; without it, those that read otherwise do.
    """

    label: str
    values: tuple[str, ...]
    differs: bool
    states: tuple[str, ...] = ()
    apart: tuple[bool, ...] = ()

    def is_apart(self, number: int) -> bool:
        """Whether that value differs from the first."""
        if self.apart:
            return self.apart[number]
        return self.differs and self.values[number] != self.values[0]


def step_rows(runs: Sequence[ExecutionDetails], now: Stamp) -> list[CompareRow]:
    """The whole first, then each step that any of the runs has."""
    shown = [masked_details(run) for run in runs]
    whole = [elapsed_s(run.execution, now) for run in shown]
    title = QCoreApplication.translate("Comparison", "Whole run")
    rows = [_duration_row(title, whole, [run.execution.status.value for run in shown])]
    keyed = [dict(zip(keys_of(step.name for step in run.steps), run.steps, strict=True)) for run in shown]
    for key in _merged([list(steps) for steps in keyed]):
        found = [steps.get(key) for steps in keyed]
        name = next(first_line(step.name) for step in found if step is not None)
        took = [elapsed_s(step, now) if step is not None else None for step in found]
        states = [_state(step, run) for step, run in zip(found, shown, strict=True)]
        rows.append(_duration_row(name, took, states))
    return rows


def _state(step: Step | None, run: ExecutionDetails) -> str:
    return step_state(step, run.steps, run.execution) if step is not None else ""


def _merged(orders: Sequence[Sequence[Key]]) -> list[Key]:
    """All keys once; one that the first order lacks comes after the one it follows in its own."""
    merged: list[Key] = []
    for order in orders:
        at = 0
        for key in order:
            if key in merged:
                at = merged.index(key) + 1
            else:
                merged.insert(at, key)
                at += 1
    return merged


def _duration_row(label: str, took: Sequence[float | None], states: Sequence[str]) -> CompareRow:
    first = took[0]
    values, apart = [], []
    for seconds, state in zip(took, states, strict=True):
        far = _is_far(first, seconds)
        apart.append(far or state != states[0])
        if seconds is None:
            values.append(NONE)
        elif far and first is not None:
            values.append(_with_difference(seconds, seconds - first))
        else:
            values.append(wording.duration(seconds))
    return CompareRow(label, tuple(values), any(apart), tuple(states), tuple(apart))


def _is_far(first: float | None, seconds: float | None) -> bool:
    """Whether one of two durations is missing, or they differ by more than chance makes them."""
    if first is None or seconds is None:
        return first is not seconds
    return abs(seconds - first) >= max(LEAST_DIFFERENCE_S, LEAST_SHARE * first)


def _with_difference(seconds: float, more: float) -> str:
    """``1m 40s (+8.0 s)``."""
    sign = "+" if more > 0 else "−"
    return f"{wording.duration(seconds)} ({sign}{wording.duration(abs(more))})"


def setting_rows(runs: Sequence[ExecutionDetails]) -> list[CompareRow]:
    """What was asked for: command, folder, variables, tags, metadata; and the exit code."""
    translate = QCoreApplication.translate
    executions = [run.execution for run in runs]
    rows = [
        _row(translate("Comparison", "Name"), runs, lambda run: run.execution.name),
        _row(translate("Comparison", "Command"), runs, lambda run: run.execution.command),
    ]
    if rows[1].differs:
        rows.append(_argument_row(runs))
    rows += [
        _row(translate("Comparison", "Folder"), runs, lambda run: run.execution.working_directory),
        _row(translate("Comparison", "Terminal"), runs, lambda run: _yes_no(run.execution.terminal)),
        _row(translate("Comparison", "Time limit"), runs, _limit),
        _row(translate("Comparison", "Tags"), runs, lambda run: ", ".join(run.execution.tags)),
        _row(translate("Comparison", "User"), runs, lambda run: run.execution.user),
        _row(translate("Comparison", "Exit code"), runs, _exit_code),
    ]
    for name in _names(execution.environment for execution in executions):
        rows.append(_variable_row(name, runs))
    for name in _names(execution.metadata for execution in executions):
        rows.append(_row(name, runs, partial(_metadata, name)))
    return [row for row in rows if any(value != NONE for value in row.values)]


def _row(label: str, runs: Sequence[ExecutionDetails], of: Callable[[ExecutionDetails], str]) -> CompareRow:
    values = [of(run) for run in runs]
    shown = tuple(str(masked(value, run.masks)) or NONE for value, run in zip(values, runs, strict=True))
    return CompareRow(label, shown, len(set(values)) > 1)


def _argument_row(runs: Sequence[ExecutionDetails]) -> CompareRow:
    """The words of each command that not all of them have."""
    words = [_words(run.execution.command) for run in runs]
    common = set(words[0]).intersection(*words[1:])
    told = [" ".join(word for word in each if word not in common) for each in words]
    shown = tuple(str(masked(text, run.masks)) or NONE for text, run in zip(told, runs, strict=True))
    return CompareRow(QCoreApplication.translate("Comparison", "Other arguments"), shown, True)


def _words(command: str) -> list[str]:
    try:
        return shlex.split(command)
    except ValueError:
        return command.split()


def _variable_row(name: str, runs: Sequence[ExecutionDetails]) -> CompareRow:
    values = [run.execution.environment.get(name) for run in runs]
    differs = len(set(values)) > 1
    if not looks_secret(name):
        pairs = zip(values, runs, strict=True)
        return CompareRow(name, tuple(NONE if v is None else str(masked(v, r.masks)) for v, r in pairs), differs)
    other = QCoreApplication.translate("Comparison", "{mask} (another value)").format(mask=MASK)
    shown = [NONE if value is None else MASK if value == values[0] else other for value in values]
    return CompareRow(name, tuple(shown), differs)


def _names(mappings: Iterable[Mapping[str, object]]) -> list[str]:
    return sorted({name for mapping in mappings for name in mapping})


def _yes_no(value: bool) -> str:
    translate = QCoreApplication.translate
    return translate("Comparison", "yes") if value else translate("Comparison", "no")


def _limit(run: ExecutionDetails) -> str:
    return "" if run.execution.timeout_s is None else wording.duration(run.execution.timeout_s)


def _exit_code(run: ExecutionDetails) -> str:
    return "" if run.execution.exit_code is None else str(run.execution.exit_code)


def _metadata(name: str, run: ExecutionDetails) -> str:
    value = run.execution.metadata.get(name, "")
    return value if isinstance(value, str) else repr(value)


def artifact_rows(runs: Sequence[ExecutionDetails]) -> list[CompareRow]:
    """Each file by its name, with its size in each run."""
    shown = [masked_details(run) for run in runs]
    names = dict.fromkeys(artifact.file_name for run in shown for artifact in run.artifacts)
    rows = []
    for name in names:
        sizes = [
            next((artifact.file_size for artifact in run.artifacts if artifact.file_name == name), None)
            for run in shown
        ]
        values = tuple(NONE if size is None else wording.size(size) for size in sizes)
        rows.append(CompareRow(first_line(name), values, len(set(sizes)) > 1))
    return rows
