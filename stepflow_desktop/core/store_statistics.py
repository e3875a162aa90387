"""What the store counts over a stretch of time: functions of the connection, run on the reader's thread.

Counting goes over an index that holds time, status and duration, so a row is never touched. What cannot be counted
that way is bounded: durations are a sample where there are very many, steps are those of the newest executions. A
period of twenty thousand executions takes a few dozen milliseconds, whatever else the database holds.
"""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from stepflow_desktop.core.encoding import masked
from stepflow_desktop.core.model import ArtifactType, ExecutionStatus
from stepflow_desktop.core.statistics import (
    CommandRuns,
    Picture,
    RunPoint,
    Slot,
    SlowStep,
    Statistics,
    StatisticsQuery,
    Tally,
    summed,
    weighted_median,
)
from stepflow_desktop.core.store_connection import snapshot
from stepflow_desktop.core.store_queries import counters
from stepflow_desktop.core.store_rows import ARTIFACT_COLUMNS, artifact_of
from stepflow_desktop.core.store_values import instant, microseconds, strings_of, text_of

SAMPLED_DURATIONS = 5_000
LEAST_PARTS, MOST_PARTS = 4, 64
NEWEST_FOR_COMMANDS = 5_000
NEWEST_FOR_STEPS = 1_000
MOST_STEPS = 4_000
MOST_COMMANDS = 30
MOST_SLOW_STEPS = 8
MOST_RUNS = 200
MOST_PICTURES = 4

_CREATED = "FROM executions INDEXED BY executions_by_creation WHERE created_us >= ? AND created_us < ?"
_TALLY = (
    "SELECT count(*), sum(status = 'completed'), sum(status = 'failed'), sum(status = 'cancelled'), "
    f"min(row_id), max(row_id) {_CREATED}"
)
_DURATIONS = (
    f"SELECT duration_s {_CREATED} AND status = 'completed' AND duration_s IS NOT NULL ORDER BY created_us LIMIT ?"
)
_COMMANDS = (
    "SELECT same, count(*), max(execution_row) FROM execution_keys WHERE execution_row BETWEEN ? AND ? "
    "GROUP BY same ORDER BY 2 DESC, 3 DESC LIMIT ?"
)
_STEPS = (
    "SELECT k.same, s.name, s.duration_s, k.execution_row FROM execution_keys AS k "
    "CROSS JOIN steps AS s ON s.execution_row = k.execution_row "
    "WHERE k.execution_row BETWEEN ? AND ? AND s.status = 'completed' AND s.duration_s IS NOT NULL "
    "ORDER BY k.execution_row DESC LIMIT ?"
)
_RUNS = (
    "SELECT e.id, ifnull(e.started_us, e.created_us), e.status, e.duration_s FROM execution_keys AS k "
    "CROSS JOIN executions AS e NOT INDEXED ON e.row_id = k.execution_row "
    "WHERE k.same = ? AND e.created_us >= ? AND e.started_us IS NOT NULL ORDER BY k.execution_row DESC LIMIT ?"
)
_PICTURES = (
    f"SELECT e.id, e.row_id, e.name, {', '.join(f'a.{column}' for column in ARTIFACT_COLUMNS)} "
    "FROM artifacts AS a INDEXED BY artifacts_by_type CROSS JOIN executions AS e ON e.row_id = a.execution_row "
    "WHERE a.artifact_type = ? ORDER BY a.artifact_row DESC LIMIT ?"
)


@dataclass(frozen=True, slots=True)
class _Span:
    """A stretch of time with what was created in it, and its lowest and highest row."""

    start: datetime
    end: datetime
    tally: Tally
    low: int
    high: int

    @property
    def times(self) -> tuple[int, int]:
        return microseconds(self.start), microseconds(self.end)


def statistics(connection: sqlite3.Connection, query: StatisticsQuery) -> Statistics:
    with snapshot(connection):
        edges = query.edges
        spans = [_span(connection, start, end) for start, end in itertools.pairwise(edges)]
        before = _span(connection, *query.before)
        samples = _samples(connection, spans)
        total = sum(counters(connection, "artifact_type").values())
        kept = _kept_by(connection, edges, total)
        slots = tuple(
            Slot(span.start, span.end, span.tally, weighted_median([sample]), artifacts)
            for span, sample, artifacts in zip(spans, samples, kept[1:], strict=True)
        )
        return Statistics(
            slots=slots,
            tally=summed([span.tally for span in spans]),
            before=before.tally,
            median_s=weighted_median(samples),
            median_before_s=weighted_median(_samples(connection, [before])),
            commands=tuple(_commands(connection, spans)),
            slow_steps=_slow_steps(connection, _rows_of(spans), (before.low, before.high)),
            artifacts_added=kept[-1] - kept[0],
            artifacts_total=total,
            artifact_bytes=counters(connection, "bytes").get("artifacts", 0),
            pictures=tuple(_pictures(connection)),
        )


def command_runs(connection: sqlite3.Connection, key: int, since: datetime) -> tuple[RunPoint, ...]:
    """Runs of one command that were created since then, newest first."""
    found = connection.execute(_RUNS, (key, microseconds(since), MOST_RUNS))
    return tuple(
        RunPoint(text_of(id_), instant(started), ExecutionStatus(status), duration_s)
        for id_, started, status, duration_s in found
    )


def _span(connection: sqlite3.Connection, start: datetime, end: datetime) -> _Span:
    row = connection.execute(_TALLY, (microseconds(start), microseconds(end))).fetchone()
    total, completed, failed, cancelled = (value or 0 for value in row[:4])
    tally = Tally(completed, failed, cancelled, total - completed - failed - cancelled)
    return _Span(start, end, tally, row[4] or 0, row[5] or -1)


def _rows_of(spans: Sequence[_Span]) -> tuple[int, int]:
    """From the lowest to the highest row of these spans; rows are nearly always in order of creation."""
    filled = [span for span in spans if span.high >= span.low]
    if not filled:
        return 0, -1
    return min(span.low for span in filled), max(span.high for span in filled)


def _samples(connection: sqlite3.Connection, spans: Sequence[_Span]) -> list[tuple[list[float], float]]:
    """Durations of completed executions in each span, and how many each of them stands for.

    Of very many, some are taken from each of several parts of the span, so that mornings count as evenings do.
    """
    most = max(1, SAMPLED_DURATIONS // max(1, len(spans)))
    found = []
    for span in spans:
        parts = 1 if span.tally.completed <= most else max(LEAST_PARTS, MOST_PARTS // len(spans))
        start, end = span.times
        edges = [start + (end - start) * number // parts for number in range(parts + 1)]
        values = [
            seconds
            for low, high in itertools.pairwise(edges)
            for (seconds,) in connection.execute(_DURATIONS, (low, high, max(1, most // parts)))
        ]
        found.append((values, span.tally.completed / len(values) if values else 1.0))
    return found


def _kept_by(connection: sqlite3.Connection, edges: Sequence[datetime], total: int) -> list[int]:
    """How many artifacts of those that are there now there were at each edge."""
    kept = [total]
    for start, end in zip(reversed(edges[:-1]), reversed(edges[1:]), strict=True):
        (added,) = connection.execute(
            "SELECT count(*) FROM artifacts INDEXED BY artifacts_by_creation WHERE created_us >= ? AND created_us < ?",
            (microseconds(start), microseconds(end)),
        ).fetchone()
        kept.append(kept[-1] - added)
    return kept[::-1]


def _commands(connection: sqlite3.Connection, spans: Sequence[_Span]) -> Iterator[CommandRuns]:
    low, high = _rows_of(spans)
    low = max(low, high - NEWEST_FOR_COMMANDS)
    for key, runs, newest in connection.execute(_COMMANDS, (low, high, MOST_COMMANDS)).fetchall():
        yield CommandRuns(key, _name(connection, newest), runs)


def _name(connection: sqlite3.Connection, row_id: int) -> str:
    (name,) = connection.execute("SELECT name FROM executions WHERE row_id = ?", (row_id,)).fetchone()
    return _shown(connection, row_id, name)


def _shown(connection: sqlite3.Connection, row_id: int, text: str | bytes) -> str:
    """``text`` without what the log of its execution asked to hide."""
    found = connection.execute("SELECT masks FROM run_states WHERE execution_row = ?", (row_id,)).fetchone()
    masks = strings_of(found[0]) if found else ()
    return masked(text_of(text), masks) if masks else text_of(text)


def _slow_steps(connection: sqlite3.Connection, rows: tuple[int, int], before: tuple[int, int]) -> tuple[SlowStep, ...]:
    now, newest = _step_times(connection, *rows)
    slowest = sorted(((median(took), step) for step, took in now.items()), reverse=True, key=lambda each: each[0])
    earlier, _ = _step_times(connection, *before) if slowest else ({}, {})
    return tuple(
        SlowStep(
            name=_shown(connection, newest[key, name], name),
            command=_name(connection, newest[key, name]),
            median_s=seconds,
            before_s=median(earlier[key, name]) if (key, name) in earlier else None,
            runs=len(now[key, name]),
        )
        for seconds, (key, name) in slowest[:MOST_SLOW_STEPS]
    )


_Step = tuple[int, str | bytes]


def _step_times(
    connection: sqlite3.Connection, low: int, high: int
) -> tuple[dict[_Step, list[float]], dict[_Step, int]]:
    """What each completed step of each command took in the newest rows of a range, and its newest row."""
    took: dict[_Step, list[float]] = {}
    newest: dict[_Step, int] = {}
    for key, name, seconds, row in connection.execute(_STEPS, (max(low, high - NEWEST_FOR_STEPS), high, MOST_STEPS)):
        took.setdefault((key, name), []).append(seconds)
        newest.setdefault((key, name), row)
    return took, newest


def _pictures(connection: sqlite3.Connection) -> Iterator[Picture]:
    for row in connection.execute(_PICTURES, (ArtifactType.IMAGE.value, MOST_PICTURES)):
        yield Picture(artifact_of(row[3:], text_of(row[0])), _shown(connection, row[1], row[2]))
