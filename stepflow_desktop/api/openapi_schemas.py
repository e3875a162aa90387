"""The shapes of the values that REST takes and gives, as JSON Schema by name.

An object of an answer has all of its ``properties`` always; more may be added to it in later versions.
"""

from __future__ import annotations

from typing import Any

from stepflow_desktop.core.model import ArtifactType, ErrorCode, ExecutionStatus, Level, StepStatus

Schema = dict[str, Any]


def optional(schema: Schema) -> Schema:
    """The same, or null."""
    if isinstance(schema.get("type"), str) and "enum" not in schema:
        return {**schema, "type": [schema["type"], "null"]}
    return {"anyOf": [schema, {"type": "null"}]}


def array(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def answer(properties: Schema) -> Schema:
    """An object that always has all of these."""
    return {"type": "object", "properties": properties, "required": list(properties)}


def ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def choice(values: Any) -> Schema:
    return {"type": "string", "enum": [str(value) for value in values]}


def told(schema: Schema, description: str) -> Schema:
    return {**schema, "description": description}


TEXT: Schema = {"type": "string"}
INTEGER: Schema = {"type": "integer"}
COUNT: Schema = {"type": "integer", "minimum": 0}
AMOUNT: Schema = {"type": "number", "minimum": 0}
PERCENT: Schema = {"type": "number", "minimum": 0, "maximum": 100}
BOOLEAN: Schema = {"type": "boolean"}
OBJECT: Schema = {"type": "object"}
TEXTS: Schema = array(TEXT)
TIME: Schema = {"type": "string", "format": "date-time"}
DAYS: Schema = {"type": "integer", "minimum": 1, "maximum": 999_999}
_NO_NUL = r"^[^\u0000]*$"
# Not every \s of a pattern is white space to Python, and the other way about.
_NOT_BLANK = r"^[^\u0000]*[^\s\u0000\u001c-\u001f\u0085][^\u0000]*$"
_IN_SIGHT = r"[^\s\u0000-\u001f\u007f-\u009f]"
PLAIN: Schema = {"type": "string", "pattern": _NO_NUL}
WORDS: Schema = {"type": "string", "minLength": 1, "pattern": _NOT_BLANK}
NAME: Schema = {"type": "string", "minLength": 1, "maxLength": 1000, "pattern": _IN_SIGHT}
TAGS: Schema = {**array({**WORDS, "maxLength": 128}), "maxItems": 64}
# What begins with a bracket is taken for a JSON array.
_FORM_TAGS: Schema = {
    **array({"type": "string", "maxLength": 128, "pattern": r"^(?!\s*\[)[^\u0000]*$"}),
    "maxItems": 64,
}
VARIABLES: Schema = {
    "type": "object",
    "propertyNames": {"minLength": 1, "pattern": r"^[^=\u0000]+$"},
    "additionalProperties": PLAIN,
    "maxProperties": 256,
}


def changes(fields: dict[str, Schema], may_be_null: str = "") -> Schema:
    """An object that changes at least one of ``fields``; null leaves one as it is, but for ``may_be_null``."""
    return {
        "type": "object",
        "properties": {name: optional(shape) for name, shape in fields.items()},
        "anyOf": [
            {"required": [name], "properties": {name: optional(shape) if name == may_be_null else shape}}
            for name, shape in fields.items()
        ],
    }


EXECUTION = answer(
    {
        "id": TEXT,
        "name": TEXT,
        "command": told(TEXT, "A shell line; what was given as an array is quoted for a shell."),
        "working_directory": TEXT,
        "status": ref("ExecutionStatus"),
        "exit_code": told(optional(INTEGER), "As the system gives it: a signal is negative; null if it never started."),
        "error_message": optional(TEXT),
        "created_at": TIME,
        "started_at": optional(TIME),
        "completed_at": optional(TIME),
        "environment": told(
            {"type": "object", "additionalProperties": TEXT}, "Values of names that look secret are ***."
        ),
        "user": TEXT,
        "tags": TEXTS,
        "total_steps": COUNT,
        "completed_steps": COUNT,
        "current_step_index": told({"type": "integer", "minimum": -1}, "-1 before the first step."),
        "duration_seconds": told(optional(AMOUNT), "Null before the start, live while it runs."),
        "progress_percentage": PERCENT,
        "metadata": OBJECT,
        "argv": told(optional(TEXTS), "The program and its arguments, null for a shell line."),
        "timeout": told(optional(AMOUNT), "Seconds until it is stopped."),
        "terminal": BOOLEAN,
        "retention_days": told(optional(INTEGER), "Deleted so many days after its end; null keeps it."),
        "origin": told(TEXT, "The address that asked for it; empty for this window."),
        "pid": optional(INTEGER),
        "error_code": optional(choice(ErrorCode)),
        "current_step_name": optional(TEXT),
        "failed_step_name": optional(TEXT),
        "artifacts_count": COUNT,
        "warnings_count": COUNT,
        "errors_count": COUNT,
        "log_size": told(COUNT, "Bytes."),
        "seq": told(COUNT, "The number of the last message about it."),
    }
)
STEP = answer(
    {
        "id": TEXT,
        "execution_id": TEXT,
        "name": TEXT,
        "description": TEXT,
        "index": COUNT,
        "status": ref("StepStatus"),
        "exit_code": optional(INTEGER),
        "error_message": optional(TEXT),
        "created_at": TIME,
        "started_at": optional(TIME),
        "completed_at": optional(TIME),
        "estimated_duration": optional(AMOUNT),
        "stop_on_error": BOOLEAN,
        "duration_seconds": optional(AMOUNT),
        "metadata": OBJECT,
        "progress": told(optional({"type": "number", "minimum": 0, "maximum": 1}), "0 to 1."),
        "progress_text": optional(TEXT),
        "timeout": optional(AMOUNT),
        "weight": AMOUNT,
        "start_offset": told(optional(COUNT), "Where its lines begin in the log."),
        "end_offset": told(optional(COUNT), "Where its lines end, null while it runs."),
    }
)
ARTIFACT = answer(
    {
        "id": TEXT,
        "execution_id": TEXT,
        "step_id": optional(TEXT),
        "name": TEXT,
        "description": TEXT,
        "file_path": told(TEXT, "Our copy, relative to the storage folder."),
        "file_name": TEXT,
        "file_size": told(COUNT, "Bytes."),
        "mime_type": TEXT,
        "artifact_type": ref("ArtifactType"),
        "created_at": TIME,
        "tags": TEXTS,
        "is_public": BOOLEAN,
        "retention_days": told(optional(INTEGER), "Deleted so many days after its creation; null keeps it."),
        "download_url": TEXT,
        "metadata": OBJECT,
        "offset": told(optional(COUNT), "Where in the log it was announced, null for uploads."),
    }
)
ANNOTATION = answer(
    {
        "step_id": optional(TEXT),
        "offset": COUNT,
        "level": ref("Level"),
        "message": TEXT,
        "title": TEXT,
        "file": TEXT,
        "line": optional(INTEGER),
    }
)
LOG_ENTRY = answer(
    {
        "offset": told(COUNT, "The first byte of the line."),
        "step_id": optional(TEXT),
        "content": TEXT,
        "timestamp": TIME,
        "level": ref("Level"),
    }
)
NEW_EXECUTION: Schema = {
    "type": "object",
    "required": ["command"],
    "properties": {
        "command": {
            "description": "A text is a shell line, an array a program with its arguments.",
            "anyOf": [WORDS, {**array(PLAIN), "prefixItems": [WORDS], "minItems": 1}],
        },
        "name": told(optional({"type": "string", "maxLength": 1000}), "The command if missing."),
        "working_directory": told(optional(TEXT), "An absolute path that exists."),
        "environment": told(optional(VARIABLES), "Merged over the program's own."),
        "tags": optional(TAGS),
        "metadata": optional(OBJECT),
        "timeout": told(optional({"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 10**9}), "Seconds."),
        "terminal": told(optional(BOOLEAN), "Run it in a terminal."),
        "retention_days": optional(DAYS),
    },
}
HEALTH = answer(
    {
        "status": choice(("healthy", "degraded", "unhealthy")),
        "timestamp": TIME,
        "version": TEXT,
        "uptime_seconds": COUNT,
        "database": choice(("connected", "disconnected")),
        "websocket": choice(("running", "starting", "stopped", "failed")),
        "storage": choice(("accessible", "inaccessible")),
    }
)
STATUS = answer(
    {
        "system": answer(
            {
                "cpu_percent": PERCENT,
                "memory_percent": PERCENT,
                "disk_usage_percent": PERCENT,
                "load_average": {**array(AMOUNT), "minItems": 3, "maxItems": 3},
            }
        ),
        "database": answer(
            {
                "status": choice(("connected",)),
                "size_mb": AMOUNT,
                "wal_mode": BOOLEAN,
                "cache_hit_ratio": {"type": "number", "minimum": 0, "maximum": 1},
            }
        ),
        "websocket": answer(
            {
                "status": choice(("running", "starting", "stopped", "failed")),
                "connected_clients": COUNT,
                "total_messages": COUNT,
            }
        ),
    }
)
METRICS = answer(
    {
        "timestamp": TIME,
        "database": answer(
            {
                "database_size_bytes": COUNT,
                "database_size_mb": AMOUNT,
                "table_counts": answer({"executions": COUNT, "steps": COUNT, "artifacts": COUNT}),
                "wal_mode": TEXT,
                "cache_size": INTEGER,
                "storage_path": TEXT,
            }
        ),
        "system": answer(
            {
                "cpu_percent": PERCENT,
                "memory_percent": PERCENT,
                "disk_usage_percent": PERCENT,
                "open_connections": COUNT,
            }
        ),
        "uptime_seconds": COUNT,
    }
)
DATABASE = answer(
    {
        "total_executions": COUNT,
        "pending_executions": COUNT,
        "running_executions": COUNT,
        "completed_executions": COUNT,
        "failed_executions": COUNT,
        "cancelled_executions": COUNT,
        "total_steps": COUNT,
        "total_artifacts": COUNT,
        "database_size_mb": AMOUNT,
        "oldest_execution": optional(TIME),
        "newest_execution": optional(TIME),
    }
)

SCHEMAS: dict[str, Schema] = {
    "ExecutionStatus": choice(ExecutionStatus),
    "StepStatus": choice(StepStatus),
    "ArtifactType": choice(ArtifactType),
    "Level": choice(Level),
    "Execution": EXECUTION,
    "Step": STEP,
    "Artifact": ARTIFACT,
    "Annotation": ANNOTATION,
    "LogEntry": LOG_ENTRY,
    "NewExecution": NEW_EXECUTION,
    "ExecutionChanges": changes({"name": NAME, "tags": TAGS, "metadata": OBJECT}),
    "ArtifactChanges": changes(
        {
            "name": NAME,
            "description": {"type": "string", "maxLength": 10_000},
            "tags": TAGS,
            "retention_days": told(DAYS, "Null keeps it for ever."),
            "is_public": BOOLEAN,
        },
        may_be_null="retention_days",
    ),
    "Upload": {
        "type": "object",
        "required": ["execution_id", "name", "file"],
        # What a header of a part can hold as its name.
        "propertyNames": {"pattern": r"^[^\u0000-\u001f\u007f]*$"},
        "properties": {
            "execution_id": WORDS,
            "name": {**NAME, "pattern": _NOT_BLANK},
            "file": {"type": "string", "contentMediaType": "application/octet-stream"},
            "step_id": PLAIN,
            "description": {**PLAIN, "maxLength": 10_000},
            "artifact_type": ref("ArtifactType"),
            "tags": told(_FORM_TAGS, "Repeated, tags[], one JSON array or one comma list."),
        },
        "additionalProperties": PLAIN,
    },
    "CreatedExecution": answer({"execution_id": TEXT, "status": ref("ExecutionStatus"), "created_at": TIME}),
    "CancelledExecution": answer({"message": TEXT, "execution_id": TEXT, "status": ref("ExecutionStatus")}),
    "Message": answer({"message": TEXT}),
    "OneExecution": answer({"execution": ref("Execution")}),
    "OneArtifact": answer({"artifact": ref("Artifact")}),
    "ExecutionPage": answer({"executions": array(ref("Execution")), "total_count": COUNT, "has_more": BOOLEAN}),
    "ArtifactPage": answer({"artifacts": array(ref("Artifact")), "total_count": COUNT, "has_more": BOOLEAN}),
    "ExecutionDetails": answer(
        {
            "execution": ref("Execution"),
            "steps": array(ref("Step")),
            "artifacts": array(ref("Artifact")),
            "annotations": array(ref("Annotation")),
        }
    ),
    "LogPage": answer(
        {
            "execution_id": TEXT,
            "entries": array(ref("LogEntry")),
            "next_offset": told(INTEGER, "Hand it back as `after`."),
            "at_end": BOOLEAN,
        }
    ),
    "Health": HEALTH,
    "Status": STATUS,
    "Metrics": METRICS,
    "Database": DATABASE,
    "Optimized": answer(
        {
            "status": choice(("optimization_completed",)),
            "timestamp": TIME,
            "operations_performed": TEXTS,
            "metrics": ref("Metrics"),
        }
    ),
    "Error": answer(
        {
            "success": {"const": False},
            "data": {"type": "null"},
            "error": told(TEXT, "What is wrong and what to do."),
            "timestamp": TIME,
        }
    ),
}
