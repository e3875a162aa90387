"""The tables of the database, and what makes an older file a current one step by step.

An execution's ``row_id`` orders everything: newest first means the highest ``row_id`` first. Steps, annotations and
the *run state* (what the reducer needs to go on, with the log offset it stands at) hang off it and go with it.
Times are microseconds since 1970, lists and mappings are JSON.

Three things keep lists fast at a million rows, all of them held up by triggers, so that no writer can forget them:
*counters* (how many executions have a status, a user, a folder or a tag) instead of ``COUNT(*)``, the side table
``execution_tags``, and ``executions_text``, a trigram index that answers substring searches. The narrow indices cover
what a filter and its order need, so a page finds its row ids without touching the wide rows.

``execution_keys`` finds earlier runs of a command, see ``schema_keys``.

``PRAGMA user_version`` is the number of migrations a file has been through.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from stepflow_desktop.core.schema_keys import LEARNING, derive_keys, learn

PLAIN_TABLES = (
    *("executions", "steps", "artifacts", "annotations", "run_states"),
    *("execution_tags", "execution_keys", "counters"),
)

Migration = Callable[[sqlite3.Connection], None]

TABLES = (
    """
    CREATE TABLE executions (
        row_id INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        status TEXT NOT NULL,
        created_us INTEGER NOT NULL,
        user TEXT NOT NULL,
        name TEXT NOT NULL,
        exit_code INTEGER,
        error_code TEXT,
        error_message TEXT,
        started_us INTEGER,
        completed_us INTEGER,
        started_boot_us INTEGER,
        duration_s REAL,
        pid INTEGER,
        total_steps INTEGER NOT NULL,
        completed_steps INTEGER NOT NULL,
        current_step_index INTEGER NOT NULL,
        current_step_name TEXT,
        failed_step_name TEXT,
        progress REAL NOT NULL,
        artifacts_count INTEGER NOT NULL,
        warnings_count INTEGER NOT NULL,
        errors_count INTEGER NOT NULL,
        log_size INTEGER NOT NULL,
        seq INTEGER NOT NULL,
        retention_days INTEGER,
        tags TEXT NOT NULL,
        metadata TEXT,
        origin TEXT NOT NULL,
        terminal INTEGER NOT NULL,
        timeout_s REAL,
        working_directory TEXT NOT NULL,
        argv TEXT,
        environment TEXT,
        command TEXT NOT NULL,
        idempotency_key TEXT,
        usual_s REAL,
        usual_runs INTEGER NOT NULL DEFAULT 0,
        expected_end_us INTEGER,
        has_plan INTEGER NOT NULL DEFAULT 0
    )
    """,
    """
    CREATE TABLE steps (
        execution_row INTEGER NOT NULL REFERENCES executions (row_id) ON DELETE CASCADE,
        step_index INTEGER NOT NULL,
        id TEXT NOT NULL,
        name TEXT NOT NULL,
        status TEXT NOT NULL,
        created_us INTEGER NOT NULL,
        started_us INTEGER,
        completed_us INTEGER,
        started_boot_us INTEGER,
        duration_s REAL,
        estimated_duration_s REAL,
        exit_code INTEGER,
        error_message TEXT,
        stop_on_error INTEGER NOT NULL,
        timeout_s REAL,
        weight REAL NOT NULL,
        progress REAL,
        progress_text TEXT,
        start_offset INTEGER,
        end_offset INTEGER,
        description TEXT NOT NULL,
        metadata TEXT,
        PRIMARY KEY (execution_row, step_index)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE artifacts (
        artifact_row INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        execution_row INTEGER NOT NULL REFERENCES executions (row_id) ON DELETE CASCADE,
        step_id TEXT,
        artifact_type TEXT NOT NULL,
        created_us INTEGER NOT NULL,
        name TEXT NOT NULL,
        file_path TEXT NOT NULL,
        file_name TEXT NOT NULL,
        file_size INTEGER NOT NULL,
        mime_type TEXT NOT NULL,
        description TEXT NOT NULL,
        tags TEXT NOT NULL,
        is_public INTEGER NOT NULL,
        retention_days INTEGER,
        metadata TEXT,
        log_offset INTEGER
    )
    """,
    """
    CREATE TABLE annotations (
        annotation_row INTEGER PRIMARY KEY,
        execution_row INTEGER NOT NULL REFERENCES executions (row_id) ON DELETE CASCADE,
        log_offset INTEGER NOT NULL,
        level TEXT NOT NULL,
        message TEXT NOT NULL,
        step_id TEXT,
        title TEXT NOT NULL,
        file TEXT NOT NULL,
        line INTEGER
    )
    """,
    """
    CREATE TABLE run_states (
        execution_row INTEGER PRIMARY KEY REFERENCES executions (row_id) ON DELETE CASCADE,
        log_offset INTEGER NOT NULL,
        parser_state TEXT NOT NULL,
        extra TEXT NOT NULL,
        masks TEXT
    )
    """,
    "CREATE TABLE execution_tags (tag NOT NULL, execution_row INTEGER NOT NULL, PRIMARY KEY (tag, execution_row)) "
    "WITHOUT ROWID",
    # A key has no declared type, so that it is compared and kept as it was given.
    "CREATE TABLE counters (kind TEXT NOT NULL, key NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (kind, key)) "
    "WITHOUT ROWID",
    """
    CREATE VIRTUAL TABLE executions_text USING fts5 (
        name, command, tags, error_message, content = 'executions', content_rowid = 'row_id', tokenize = 'trigram'
    )
    """,
)

# The explicit row_id lets further columns follow it: filters on those are answered by the index alone.
INDICES = (
    "CREATE INDEX executions_in_order ON executions (row_id, created_us)",
    "CREATE INDEX executions_by_status ON executions (status, row_id, user, created_us)",
    "CREATE INDEX executions_by_user ON executions (user, row_id, status, created_us)",
    # Status and duration are in it for what is counted over a stretch of time.
    "CREATE INDEX executions_by_creation ON executions (created_us, status, duration_s)",
    "CREATE UNIQUE INDEX executions_by_idempotency_key ON executions (idempotency_key) "
    "WHERE idempotency_key IS NOT NULL",
    "CREATE INDEX artifacts_by_execution ON artifacts (execution_row, artifact_row, artifact_type)",
    "CREATE INDEX artifacts_by_step ON artifacts (step_id, artifact_row, artifact_type) WHERE step_id IS NOT NULL",
    "CREATE INDEX artifacts_by_type ON artifacts (artifact_type, artifact_row)",
    "CREATE INDEX annotations_by_execution ON annotations (execution_row, log_offset)",
)
# For what is deleted after so many days: most rows are kept for ever and not in here.
RETENTION_INDICES = (
    "CREATE INDEX IF NOT EXISTS executions_with_days ON executions (row_id, retention_days, completed_us) "
    "WHERE retention_days IS NOT NULL",
    "CREATE INDEX IF NOT EXISTS artifacts_with_days ON artifacts (artifact_row, retention_days, created_us) "
    "WHERE retention_days IS NOT NULL",
)
# For what is counted over a stretch of time, since the version that has an overview.
COUNTING_INDICES = ("CREATE INDEX IF NOT EXISTS artifacts_by_creation ON artifacts (created_us, file_size)",)
# What a list is sorted by, and rare values. Equal names come newest first; what is equal else does so from the end.
SORTING_INDICES = (
    "CREATE INDEX IF NOT EXISTS executions_by_name ON executions (name COLLATE NOCASE, row_id DESC)",
    "CREATE INDEX IF NOT EXISTS executions_by_duration ON executions (duration_s, row_id)",
    "CREATE INDEX IF NOT EXISTS executions_by_exit ON executions (exit_code, row_id)",
    "CREATE INDEX IF NOT EXISTS executions_by_folder ON executions (working_directory, row_id)",
    "CREATE INDEX IF NOT EXISTS executions_by_files ON executions (artifacts_count, row_id)",
)
# Since the version whose table sorts by every column that says something of the execution itself.
TABLE_INDICES = (
    "CREATE INDEX IF NOT EXISTS executions_by_tags ON executions (tags, row_id DESC)",
    "CREATE INDEX IF NOT EXISTS executions_by_origin ON executions (origin, row_id DESC)",
    "CREATE INDEX IF NOT EXISTS executions_by_progress ON executions (progress, row_id)",
    "CREATE INDEX IF NOT EXISTS executions_by_usual ON executions (usual_s, row_id)",
)


def _count_up(kind: str, key: str) -> str:
    return (
        f"INSERT INTO counters (kind, key, n) VALUES ('{kind}', {key}, 1) "
        "ON CONFLICT (kind, key) DO UPDATE SET n = n + 1;"
    )


def _count_down(kind: str, key: str) -> str:
    return f"UPDATE counters SET n = n - 1 WHERE kind = '{kind}' AND key = {key};"


def _add_bytes(count: str) -> str:
    return (
        f"INSERT INTO counters (kind, key, n) VALUES ('bytes', 'artifacts', {count}) "
        "ON CONFLICT (kind, key) DO UPDATE SET n = n + excluded.n;"
    )


_STEPS = "'steps'"
_TEXT_COLUMNS = "name, command, tags, error_message"
_TAG = "INSERT INTO execution_tags (tag, execution_row) SELECT DISTINCT value, NEW.row_id FROM json_each(NEW.tags);"
_UNTAG = (
    "DELETE FROM execution_tags WHERE execution_row = OLD.row_id AND tag IN (SELECT value FROM json_each(OLD.tags));"
)
_INDEX_TEXT = (
    f"INSERT INTO executions_text (rowid, {_TEXT_COLUMNS}) "
    "VALUES (NEW.row_id, NEW.name, NEW.command, NEW.tags, NEW.error_message);"
)
_UNINDEX_TEXT = (
    f"INSERT INTO executions_text (executions_text, rowid, {_TEXT_COLUMNS}) "
    "VALUES ('delete', OLD.row_id, OLD.name, OLD.command, OLD.tags, OLD.error_message);"
)

TRIGGERS = {
    "execution_inserted": f"""
        AFTER INSERT ON executions BEGIN
            {_count_up("status", "NEW.status")} {_count_up("user", "NEW.user")}
            {_count_up("folder", "NEW.working_directory")} {_TAG} {_INDEX_TEXT}
        END""",
    "execution_deleted": f"""
        AFTER DELETE ON executions BEGIN
            {_count_down("status", "OLD.status")} {_count_down("user", "OLD.user")}
            {_count_down("folder", "OLD.working_directory")} {_UNTAG} {_UNINDEX_TEXT}
        END""",
    "execution_status_changed": f"""
        AFTER UPDATE OF status ON executions WHEN OLD.status IS NOT NEW.status BEGIN
            {_count_down("status", "OLD.status")} {_count_up("status", "NEW.status")}
        END""",
    "execution_tags_changed": f"""
        AFTER UPDATE OF tags ON executions WHEN OLD.tags IS NOT NEW.tags BEGIN {_UNTAG} {_TAG} END""",
    "execution_text_changed": f"""
        AFTER UPDATE OF name, command, tags, error_message ON executions
        WHEN OLD.name IS NOT NEW.name OR OLD.command IS NOT NEW.command OR OLD.tags IS NOT NEW.tags
            OR OLD.error_message IS NOT NEW.error_message
        BEGIN {_UNINDEX_TEXT} {_INDEX_TEXT} END""",
    "tag_inserted": f"AFTER INSERT ON execution_tags BEGIN {_count_up('tag', 'NEW.tag')} END",
    "tag_deleted": f"AFTER DELETE ON execution_tags BEGIN {_count_down('tag', 'OLD.tag')} END",
    "step_inserted": f"AFTER INSERT ON steps BEGIN {_count_up('table', _STEPS)} END",
    "step_deleted": f"AFTER DELETE ON steps BEGIN {_count_down('table', _STEPS)} END",
    "artifact_inserted": f"AFTER INSERT ON artifacts BEGIN {_count_up('artifact_type', 'NEW.artifact_type')} END",
    "artifact_deleted": f"AFTER DELETE ON artifacts BEGIN {_count_down('artifact_type', 'OLD.artifact_type')} END",
    "artifact_type_changed": f"""
        AFTER UPDATE OF artifact_type ON artifacts WHEN OLD.artifact_type IS NOT NEW.artifact_type BEGIN
            {_count_down("artifact_type", "OLD.artifact_type")} {_count_up("artifact_type", "NEW.artifact_type")}
        END""",
    "artifact_bytes_added": f"""
        AFTER INSERT ON artifacts WHEN NEW.file_size > 0 BEGIN {_add_bytes("NEW.file_size")} END""",
    "artifact_bytes_removed": f"""
        AFTER DELETE ON artifacts WHEN OLD.file_size > 0 BEGIN {_add_bytes("-OLD.file_size")} END""",
    "artifact_bytes_changed": f"""
        AFTER UPDATE OF file_size ON artifacts WHEN OLD.file_size IS NOT NEW.file_size BEGIN
            {_add_bytes("NEW.file_size - OLD.file_size")}
        END""",
    "counter_emptied": """
        AFTER UPDATE ON counters WHEN NEW.n = 0 BEGIN
            DELETE FROM counters WHERE kind = NEW.kind AND key = NEW.key;
        END""",
}

# What the counters must say; also how they are set again after a bulk load that ran without triggers.
COUNTED = """
    SELECT 'status' AS kind, status AS key, count(*) AS n FROM executions GROUP BY status
    UNION ALL SELECT 'user', user, count(*) FROM executions GROUP BY user
    UNION ALL SELECT 'folder', working_directory, count(*) FROM executions GROUP BY working_directory
    UNION ALL SELECT 'tag', tag, count(*) FROM execution_tags GROUP BY tag
    UNION ALL SELECT 'artifact_type', artifact_type, count(*) FROM artifacts GROUP BY artifact_type
    UNION ALL SELECT 'table', 'steps', count(*) FROM steps HAVING count(*) > 0
    UNION ALL SELECT 'bytes', 'artifacts', sum(file_size) FROM artifacts HAVING sum(file_size) > 0
"""


def create_tables(connection: sqlite3.Connection) -> None:
    for statement in (*TABLES, LEARNING[0]):
        connection.execute(statement)


def create_indices_and_triggers(connection: sqlite3.Connection) -> None:
    for statement in (*INDICES, *RETENTION_INDICES, *LEARNING, *COUNTING_INDICES, *SORTING_INDICES, *TABLE_INDICES):
        connection.execute(statement)
    for name, body in TRIGGERS.items():
        connection.execute(f"CREATE TRIGGER {name} {body}")


def derive_side_tables(connection: sqlite3.Connection) -> None:
    """Tags, keys, text index and counters anew from the rows; for a bulk load before its triggers exist."""
    connection.execute("DELETE FROM execution_tags")
    connection.execute(
        "INSERT INTO execution_tags (tag, execution_row) "
        "SELECT DISTINCT json_each.value, row_id FROM executions, json_each(executions.tags)"
    )
    derive_keys(connection)
    connection.execute("INSERT INTO executions_text (executions_text) VALUES ('rebuild')")
    connection.execute("DELETE FROM counters")
    connection.execute(f"INSERT INTO counters (kind, key, n) {COUNTED}")


def _create(connection: sqlite3.Connection) -> None:
    create_tables(connection)
    create_indices_and_triggers(connection)


def _index_retention(connection: sqlite3.Connection) -> None:
    for statement in RETENTION_INDICES:
        connection.execute(statement)


def _count_over_time(connection: sqlite3.Connection) -> None:
    """Also the counter of stored bytes, which its triggers keep from now on."""
    connection.execute("DROP INDEX executions_by_creation")
    connection.execute(next(statement for statement in INDICES if "executions_by_creation" in statement))
    for statement in COUNTING_INDICES:
        connection.execute(statement)
    connection.execute("DELETE FROM counters WHERE kind = 'bytes'")
    connection.execute(f"INSERT INTO counters (kind, key, n) SELECT * FROM ({COUNTED}) WHERE kind = 'bytes'")
    for name in ("artifact_bytes_added", "artifact_bytes_removed", "artifact_bytes_changed"):
        connection.execute(f"DROP TRIGGER IF EXISTS {name}")
        connection.execute(f"CREATE TRIGGER {name} {TRIGGERS[name]}")


def _index_sorting(connection: sqlite3.Connection) -> None:
    """Also the counters of folders, which their triggers keep from now on."""
    for statement in SORTING_INDICES:
        connection.execute(statement)
    connection.execute("DELETE FROM counters WHERE kind = 'folder'")
    connection.execute(f"INSERT INTO counters (kind, key, n) SELECT * FROM ({COUNTED}) WHERE kind = 'folder'")
    for name in ("execution_inserted", "execution_deleted"):
        connection.execute(f"DROP TRIGGER {name}")
        connection.execute(f"CREATE TRIGGER {name} {TRIGGERS[name]}")


def _index_table(connection: sqlite3.Connection) -> None:
    for statement in TABLE_INDICES:
        connection.execute(statement)


MIGRATIONS: tuple[Migration, ...] = (
    *(_create, _index_retention, learn, _count_over_time),
    *(_index_sorting, _index_table),
)
