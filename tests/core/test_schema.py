"""Older files become current ones, with a backup; newer ones are left alone; the counters tell the truth."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from stepflow_desktop.core import migrating, schema, store_changes
from stepflow_desktop.core.model import Artifact, ArtifactType, Execution, ExecutionStatus, Step
from stepflow_desktop.core.store_rows import Saved

BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)


def connected(path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def execution(number: int, **changes) -> Execution:
    return Execution(
        id=f"e{number}",
        name=f"run {number}",
        command="true",
        working_directory="/",
        created_at=BEGINNING + timedelta(seconds=number),
        user="ann",
        **changes,
    )


class RandomWork:
    """Inserts, changes and deletes executions, steps and artifacts, as ``chance`` has it."""

    def __init__(self, connection: sqlite3.Connection, seed: int) -> None:
        self.connection = connection
        self.chance = random.Random(seed)
        self.alive: list[Execution] = []
        self.number = 0

    def act(self) -> None:
        if not self.alive or self.chance.random() < 0.3:
            self.insert()
        elif self.chance.random() < 0.2:
            gone = self.alive.pop(self.chance.randrange(len(self.alive)))
            store_changes.delete(self.connection, gone.id)
        else:
            self.change()

    def insert(self) -> None:
        self.number += 1
        new = execution(self.number, tags=self.tags(), status=self.chance.choice(list(ExecutionStatus)))
        store_changes.insert(self.connection, Saved(execution=replace(new, user=self.chance.choice("abc"))))
        self.alive.append(new)

    def change(self) -> None:
        place = self.chance.randrange(len(self.alive))
        self.alive[place] = changed = replace(
            self.alive[place],
            status=self.chance.choice(list(ExecutionStatus)),
            tags=self.tags(),
            name=self.chance.choice(["bake bread", "brew coffee"]),
        )
        saved = Saved(
            execution=changed,
            steps=tuple(self.step(changed, index) for index in range(self.chance.randrange(4))),
            artifacts=(self.artifact(changed, self.chance.randrange(4)),),
            removed_artifacts=(f"{changed.id}-{self.chance.randrange(4)}",),
        )
        store_changes.save(self.connection, [saved])

    def tags(self) -> tuple[str, ...]:
        return tuple(self.chance.choices(["red", "green", "it's", 'a "b"', "käse"], k=self.chance.randrange(4)))

    def step(self, of: Execution, index: int) -> Step:
        return Step(id=f"{of.id}-{index}", execution_id=of.id, name="s", index=index, created_at=BEGINNING)

    def artifact(self, of: Execution, number: int) -> Artifact:
        return Artifact(
            id=f"{of.id}-{number}",
            execution_id=of.id,
            name="a",
            file_path="p",
            file_name="f",
            file_size=1,
            mime_type="text/plain",
            artifact_type=self.chance.choice(list(ArtifactType)),
            created_at=BEGINNING,
        )


@pytest.mark.parametrize("seed", range(5))
def test_counters_tags_and_text_follow_every_change(tmp_path, seed):
    with closing(connected(tmp_path / "stepflow.db")) as connection:
        migrating.migrate(connection, tmp_path / "stepflow.db")
        work = RandomWork(connection, seed)
        connection.execute("BEGIN")
        for _ in range(300):
            work.act()
        connection.execute("COMMIT")

        counted = set(connection.execute(schema.COUNTED))
        assert len(counted) > 10
        assert set(connection.execute("SELECT kind, key, n FROM counters")) == counted
        tags = {(tag, each.id) for each in work.alive for tag in each.tags}
        found = connection.execute("SELECT tag, id FROM execution_tags JOIN executions ON row_id = execution_row")
        assert set(found) == tags
        # Raises if the text index and the rows differ.
        connection.execute("INSERT INTO executions_text (executions_text, rank) VALUES ('integrity-check', 1)")
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_bulk_load_derives_the_same_as_the_triggers(tmp_path):
    with closing(connected(tmp_path / "stepflow.db")) as connection:
        migrating.migrate(connection, tmp_path / "stepflow.db")
        work = RandomWork(connection, 7)
        for _ in range(200):
            work.act()
        side_tables = "SELECT kind, key, n FROM counters", "SELECT tag, execution_row FROM execution_tags"
        before = [set(connection.execute(query)) for query in side_tables]
        for name in schema.TRIGGERS:
            connection.execute(f"DROP TRIGGER {name}")
        schema.derive_side_tables(connection)
        assert [set(connection.execute(query)) for query in side_tables] == before
        connection.execute("INSERT INTO executions_text (executions_text, rank) VALUES ('integrity-check', 1)")


def test_a_database_from_before_the_overview_counts_stored_bytes_from_then_on(tmp_path):
    path = tmp_path / "stepflow.db"

    def bytes_counted(connection: sqlite3.Connection) -> list[tuple[int]]:
        return connection.execute("SELECT n FROM counters WHERE kind = 'bytes'").fetchall()

    def plot(number: int, size: int) -> Artifact:
        return Artifact(
            id=f"a{number}",
            execution_id="e1",
            name="plot",
            file_path="p",
            file_name="plot.png",
            file_size=size,
            mime_type="image/png",
            artifact_type=ArtifactType.IMAGE,
            created_at=BEGINNING,
        )

    with closing(connected(path)) as connection:
        migrating.migrate(connection, path, schema.MIGRATIONS[:1])
        store_changes.save(connection, [Saved(execution=execution(1), artifacts=(plot(1, 700), plot(2, 0)), new=True)])
        for name in ("artifact_bytes_added", "artifact_bytes_removed", "artifact_bytes_changed"):
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("DELETE FROM counters WHERE kind = 'bytes'")
        migrating.migrate(connection, path)
        assert bytes_counted(connection) == [(700,)]
        store_changes.save(connection, [Saved(execution=execution(1), artifacts=(plot(2, 50), plot(3, 5)))])
        assert bytes_counted(connection) == [(755,)]
        store_changes.delete(connection, "e1")
        assert bytes_counted(connection) == []
        index = connection.execute("SELECT sql FROM sqlite_schema WHERE name = 'executions_by_creation'").fetchone()
        assert "duration_s" in index[0]
