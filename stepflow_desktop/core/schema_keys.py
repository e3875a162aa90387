"""How earlier runs of a command are found in the database, and what is learned from them: the third migration.

``execution_keys`` holds the keys of ``run_keys``; they cannot be reckoned by a trigger and come with the row, whose
command never changes.
"""

from __future__ import annotations

import sqlite3

from stepflow_desktop.core.run_keys import alike_key, same_key
from stepflow_desktop.core.store_values import mapping_of, text_of

LEARNING = (
    """
    CREATE TABLE IF NOT EXISTS execution_keys (
        execution_row INTEGER PRIMARY KEY REFERENCES executions (row_id) ON DELETE CASCADE,
        same INTEGER NOT NULL,
        alike INTEGER NOT NULL
    )
    """,
    "CREATE INDEX IF NOT EXISTS execution_keys_same ON execution_keys (same, execution_row)",
    "CREATE INDEX IF NOT EXISTS execution_keys_alike ON execution_keys (alike, execution_row)",
)
LEARNED_COLUMNS = (
    ("usual_s", "REAL"),
    ("usual_runs", "INTEGER NOT NULL DEFAULT 0"),
    ("expected_end_us", "INTEGER"),
    ("has_plan", "INTEGER NOT NULL DEFAULT 0"),
)


def derive_keys(connection: sqlite3.Connection) -> None:
    rows = connection.execute("SELECT row_id, command, working_directory, metadata FROM executions")
    connection.execute("DELETE FROM execution_keys")
    connection.executemany(
        "INSERT INTO execution_keys (execution_row, same, alike) VALUES (?, ?, ?)",
        (
            (row_id, same_key(text_of(command), text_of(folder), mapping_of(metadata)), alike_key(text_of(command)))
            for row_id, command, folder, metadata in rows
        ),
    )


def learn(connection: sqlite3.Connection) -> None:
    present = {row[1] for row in connection.execute("PRAGMA table_info(executions)")}
    for name, kind in LEARNED_COLUMNS:
        if name not in present:
            connection.execute(f"ALTER TABLE executions ADD COLUMN {name} {kind}")
    for statement in LEARNING:
        connection.execute(statement)
    derive_keys(connection)
