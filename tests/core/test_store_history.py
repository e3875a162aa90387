"""Earlier runs of a command, out of a real database."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from stepflow_desktop.core import migrating, store_changes
from stepflow_desktop.core.history import NO_HISTORY, RunHistory
from stepflow_desktop.core.model import Execution, ExecutionStatus, Step, StepStatus
from stepflow_desktop.core.schema_keys import LEARNED_COLUMNS
from stepflow_desktop.core.store_history import (
    LOOKED_AT,
    Sought,
    history,
    history_with_id,
    past_runs,
)
from stepflow_desktop.core.store_rows import RunStateRow, Saved
from tests.core.test_history import usual_of

BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)
TRAIN = "python train.py --rounds 100"
DONE, FAILED = ExecutionStatus.COMPLETED, ExecutionStatus.FAILED


class Past:
    """A database that a test fills with runs."""

    def __init__(self, path: Path) -> None:
        self.connection = sqlite3.connect(path, isolation_level=None)
        self.connection.execute("PRAGMA foreign_keys = ON")
        migrating.migrate(self.connection, path)
        self.count = 0

    def add(self, took_s: float = 60.0, *steps: tuple[str, float], **fields: Any) -> Execution:
        self.count += 1
        given = {
            "id": f"e{self.count}",
            "name": "train",
            "command": TRAIN,
            "working_directory": "/work",
            "created_at": BEGINNING + timedelta(seconds=self.count),
            "status": DONE,
            "duration_s": took_s,
        }
        execution = Execution(**{**given, **fields})
        made = tuple(self.step(execution, index, name, seconds) for index, (name, seconds) in enumerate(steps))
        return store_changes.insert(self.connection, Saved(execution=execution, steps=made, new=True))

    @staticmethod
    def step(of: Execution, index: int, name: str, took_s: float, **fields: Any) -> Step:
        given = {"status": StepStatus.COMPLETED, "duration_s": took_s}
        return Step(
            id=f"{of.id}-{index}",
            execution_id=of.id,
            name=name,
            index=index,
            created_at=BEGINNING,
            **{**given, **fields},
        )

    def of(self, **fields: Any) -> RunHistory:
        given = {"command": TRAIN, "working_directory": "/work", "name": "train"}
        return history(self.connection, Sought(**{**given, **fields}))


@pytest.fixture
def past(tmp_path: Path) -> Iterator[Past]:
    made = Past(tmp_path / "stepflow.db")
    with closing(made.connection):
        yield made


def test_a_command_that_never_ran_has_no_history(past: Past) -> None:
    past.add(command="make")
    assert past.of() == NO_HISTORY


def test_the_last_ten_completed_runs_count(past: Past) -> None:
    for took_s in (1000, 1000, *range(1, 11)):
        past.add(took_s, ("Load", took_s / 2))
        past.add(5000, ("Load", 5000), status=FAILED)
        past.add(5000, status=ExecutionStatus.CANCELLED)
    found = past.of()
    assert (found.runs, found.usual_s, usual_of(found, "Load")) == (10, 5.5, 2.75)


def test_only_runs_before_the_one_that_is_asked_about_count(past: Past) -> None:
    past.add(10)
    asked = past.add(20)
    past.add(30)
    found = history_with_id(past.connection, asked.id)
    assert found is not None
    assert found.usual_s == 10
    assert history_with_id(past.connection, "nobody") is None


def test_the_folder_tells_two_commands_apart(past: Past) -> None:
    past.add(10, working_directory="/elsewhere", name="other")
    assert past.of() == NO_HISTORY
    past.add(30)
    assert past.of().usual_s == 30


def test_other_arguments_under_the_same_name_are_the_next_best(past: Past) -> None:
    past.add(10, command="python train.py --rounds 5")
    past.add(99, command="python train.py --rounds 6", name="another name")
    past.add(99, command="python test.py", name="train")
    assert past.of().usual_s == 10
    past.add(40, name="renamed")
    assert past.of().usual_s == 40, "the very same command is better, whatever its name"


def test_a_failed_run_of_the_same_command_does_not_hide_an_alike_one(past: Past) -> None:
    past.add(10, command="python train.py --rounds 5")
    past.add(5, status=FAILED)
    assert past.of().usual_s == 10


def test_runs_of_a_template_are_found_by_it_whatever_they_ran(past: Past) -> None:
    past.add(99)
    assert past.of(template="t").usual_s == 99, "before the first run of the template the command counts"
    past.add(10, command="make a", metadata={"template_id": "t"})
    assert past.of(template="t").usual_s == 10
    assert past.of().usual_s == 99


def test_steps_that_were_skipped_tell_nothing_and_failed_ones_that_were_allowed_do(past: Past) -> None:
    run = past.add(10)
    steps = (
        past.step(run, 0, "Get", 3),
        past.step(run, 1, "Lint", 4, status=StepStatus.FAILED),
        past.step(run, 2, "Publish", 0, status=StepStatus.SKIPPED, duration_s=None),
    )
    store_changes.save(past.connection, [Saved(execution=run, steps=steps)])
    assert [step.name for step in past.of().steps] == ["Get", "Lint"]


def test_a_nested_step_knows_the_step_around_it(past: Past) -> None:
    run = past.add(10)
    steps = (past.step(run, 0, "Build", 9), past.step(run, 1, "Compile", 5, metadata={"parent_id": f"{run.id}-0"}))
    store_changes.save(past.connection, [Saved(execution=run, steps=steps)])
    assert [step.parent for step in past.of().steps] == [None, ("build", 0)]


def test_a_name_with_something_hidden_in_it_is_known_again_but_not_shown(past: Past) -> None:
    run = past.add(10, ("Log in as hunter2", 4))
    state = RunStateRow(log_offset=0, extra={"masks": ["hunter2"]})
    store_changes.save(past.connection, [Saved(execution=run, run_state=state)])
    found = past.of()
    assert usual_of(found, "Log in as hunter2") == 4
    assert (found.steps[0].name, found.steps[0].key) == ("Log in as ***", ("log in as hunter2", 0))


def test_undecodable_commands_are_found_too(past: Past) -> None:
    past.add(10, command="run \udcff", name="\udcff", working_directory="/\udcff")
    assert past.of(command="run \udcff", name="\udcff", working_directory="/\udcff").usual_s == 10
    assert past.of(command="run \udcff", name="\udcff", working_directory="/").usual_s == 10


def test_past_runs_come_newest_first_with_every_outcome(past: Past) -> None:
    first = past.add(10)
    second = past.add(20, status=FAILED)
    past.add(command="make")
    third = past.add(30)
    found = past_runs(past.connection, second, 2, earlier=False)
    assert ([run.id for run in found.executions], found.total) == ([third.id, second.id], 3)
    found = past_runs(past.connection, second, 10, earlier=True)
    assert ([run.id for run in found.executions], found.total) == ([first.id], 1)


def test_a_single_run_is_shown_with_those_that_are_alike(past: Past) -> None:
    other = past.add(10, command="python train.py --rounds 5")
    alone = past.add(20)
    assert [run.id for run in past_runs(past.connection, alone, 9, earlier=False).executions] == [alone.id, other.id]


def test_keys_go_with_their_execution(past: Past) -> None:
    run = past.add()
    store_changes.delete(past.connection, run.id)
    assert past.connection.execute("SELECT count(*) FROM execution_keys").fetchone() == (0,)


def test_an_older_database_learns_the_keys_of_its_rows(past: Past, tmp_path: Path) -> None:
    past.add(10)
    rows = past.connection.execute("SELECT * FROM execution_keys").fetchall()
    past.connection.execute("DROP TABLE execution_keys")
    past.connection.execute("DROP INDEX executions_by_usual")
    for name, _ in LEARNED_COLUMNS:
        past.connection.execute(f"ALTER TABLE executions DROP COLUMN {name}")
    past.connection.execute("PRAGMA user_version = 2")
    assert migrating.migrate(past.connection, tmp_path / "stepflow.db") is not None
    assert past.connection.execute("SELECT * FROM execution_keys").fetchall() == rows
    assert past.of().usual_s == 10


@pytest.mark.parametrize("column", ["same", "alike"])
def test_the_question_is_answered_from_an_index_and_stops_early(past: Past, column: str) -> None:
    from stepflow_desktop.core.store_history import _FOUND

    plan = past.connection.execute(f"EXPLAIN QUERY PLAN {_FOUND.format(key=column)}", (1, 2, LOOKED_AT)).fetchall()
    told = " / ".join(row[3] for row in plan)
    assert f"USING COVERING INDEX execution_keys_{column} ({column}=? AND execution_row<?)" in told
    assert "SEARCH e USING INTEGER PRIMARY KEY" in told
    assert "TEMP B-TREE" not in told
