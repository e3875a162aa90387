"""Every operation of the REST server, as a table: what it takes, what it gives, what can go wrong.

The routes themselves stand in ``executions``, ``logs``, ``artifacts``, ``health`` and ``docs_page``; a test holds the
router and this table to each other.
"""

from __future__ import annotations

from dataclasses import dataclass

from stepflow_desktop.api.openapi_schemas import BOOLEAN, TEXT, TIME, Schema, choice, ref
from stepflow_desktop.api.parameters import DEFAULT_LIMIT, MAX_LIMIT
from stepflow_desktop.core.model import ExecutionStatus

JSON = "application/json"
EXECUTIONS, ARTIFACTS, HEALTH, ABOUT = "Executions", "Artifacts", "Health", "About"
_EVERYWHERE = (400, 401, 403, 429, 431, 500, 503)


@dataclass(frozen=True, slots=True)
class Parameter:
    """``place`` is query, header or path."""

    name: str
    schema: Schema
    description: str
    place: str = "query"


@dataclass(frozen=True, slots=True)
class Answer:
    """``media_types`` other than JSON carry the bytes of a file; ``enveloped`` tells whether JSON has our envelope."""

    schema: Schema | None
    description: str
    media_types: tuple[str, ...] = (JSON,)
    enveloped: bool = True


@dataclass(frozen=True, slots=True)
class Operation:
    """``problems`` are the statuses of errors, beside those that every operation may have."""

    method: str
    path: str
    name: str
    group: str
    summary: str
    answers: dict[int, Answer]
    problems: tuple[int, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    body: str = ""
    body_type: str = JSON

    @property
    def all_problems(self) -> tuple[int, ...]:
        writing = (413, 415) if self.method != "get" else ()
        missing = (404,) if "{id}" in self.path else ()
        return tuple(sorted({*_EVERYWHERE, *writing, *missing, *self.problems} - set(self.answers)))


def _done(name: str, description: str = "Done", status: int = 200) -> dict[int, Answer]:
    return {status: Answer(ref(name), description)}


_FILE = ("*/*",)  # whatever type the artifact has
_ID = Parameter("id", TEXT, "The id", "path")
_RANGE = Parameter("Range", TEXT, "Bytes, for example bytes=0-999", "header")
_CONDITIONS = (
    _RANGE,
    Parameter("If-Range", TEXT, "An ETag; of another version the whole is given", "header"),
    Parameter("If-Match", TEXT, "An ETag; only this version is given", "header"),
    Parameter("If-None-Match", TEXT, "An ETag that is known already", "header"),
)
_LIMIT = Parameter(
    "limit",
    {"type": "integer", "minimum": 1, "default": DEFAULT_LIMIT},
    f"How many at most; more than {MAX_LIMIT} gives {MAX_LIMIT}",
)
_STATUS = "|".join(ExecutionStatus)
_STATUSES: Schema = {"type": "string", "pattern": f"^({_STATUS})(,({_STATUS}))*$"}
_KEY: Schema = {"type": "string", "minLength": 1, "maxLength": 255}
_OFFSET = Parameter("offset", {"type": "integer", "minimum": 0, "default": 0}, "How many to skip")
_LOG = (
    _ID,
    Parameter("format", {**choice(("json", "text", "raw")), "default": "json"}, "Entries, plain text, or the bytes"),
    Parameter("after", {"type": "integer", "minimum": -1}, "Only lines that begin beyond this offset"),
    Parameter("limit", {"type": "integer", "minimum": 1}, "How many lines; 1000, at most 10,000 as JSON"),
    Parameter("level", ref("Level"), "Only lines of this level or worse"),
    Parameter("step_id", TEXT, "Only the lines of this step"),
    *_CONDITIONS,
)

OPERATIONS: tuple[Operation, ...] = (
    Operation(
        *("get", "/api/executions", "listExecutions", EXECUTIONS, "List executions, newest first"),
        _done("ExecutionPage", "A page"),
        parameters=(
            _LIMIT,
            _OFFSET,
            Parameter("status", _STATUSES, "One status, or several with commas"),
            Parameter("user", TEXT, "Who created it"),
            Parameter("tag", TEXT, "A tag it has"),
            Parameter("text", TEXT, "A text in name, command, tags or error"),
            Parameter("since", TIME, "Created then or later"),
            Parameter("before", TIME, "Created before then"),
        ),
    ),
    Operation(
        *("post", "/api/executions", "createExecution", EXECUTIONS, "Run a command"),
        _done("CreatedExecution", "Created; it runs as soon as there is room", 201),
        (507,),
        (Parameter("Idempotency-Key", _KEY, "The same key gives the same execution", "header"),),
        "NewExecution",
    ),
    Operation(
        *("get", "/api/executions/{id}", "getExecution", EXECUTIONS, "One execution with steps and artifacts"),
        _done("ExecutionDetails", "The execution"),
        parameters=(_ID,),
    ),
    Operation(
        *("patch", "/api/executions/{id}", "changeExecution", EXECUTIONS, "Change name, tags or metadata"),
        _done("OneExecution", "The execution as it is now"),
        (507,),
        (_ID,),
        "ExecutionChanges",
    ),
    Operation(
        *("delete", "/api/executions/{id}", "deleteExecution", EXECUTIONS, "Stop it if it runs, and delete it"),
        _done("Message", "Deleted"),
        (409, 507),
        (_ID,),
    ),
    Operation(
        *("post", "/api/executions/{id}/cancel", "cancelExecution", EXECUTIONS, "Stop the command"),
        _done("CancelledExecution", "It is being stopped"),
        (409, 507),
        (_ID, Parameter("force", BOOLEAN, "Kill at once")),
    ),
    Operation(
        *("post", "/api/executions/{id}/rerun", "rerunExecution", EXECUTIONS, "Run the same command again"),
        _done("CreatedExecution", "Created", 201),
        (507,),
        (_ID,),
    ),
    Operation(
        *("get", "/api/executions/{id}/logs", "readLog", EXECUTIONS, "Read the log"),
        {
            200: Answer(ref("LogPage"), "The log", (JSON, "text/plain")),
            206: Answer(None, "The range of the bytes", ("text/plain",)),
            304: Answer(None, "The bytes are still those with the given ETag", ()),
        },
        (412, 416),
        _LOG,
    ),
    Operation(
        *("get", "/api/artifacts", "listArtifacts", ARTIFACTS, "List artifacts, newest first"),
        _done("ArtifactPage", "A page"),
        parameters=(
            Parameter("execution_id", TEXT, "Those of this execution"),
            Parameter("step_id", TEXT, "Those of this step"),
            Parameter("artifact_type", ref("ArtifactType"), "Those of this type"),
            _LIMIT,
            _OFFSET,
        ),
    ),
    Operation(
        *("post", "/api/artifacts", "uploadArtifact", ARTIFACTS, "Upload a file"),
        _done("OneArtifact", "Stored", 201),
        (404, 507),
        body="Upload",
        body_type="multipart/form-data",
    ),
    Operation(
        *("get", "/api/artifacts/{id}", "getArtifact", ARTIFACTS, "One artifact"),
        _done("OneArtifact", "The artifact"),
        parameters=(_ID,),
    ),
    Operation(
        *("patch", "/api/artifacts/{id}", "changeArtifact", ARTIFACTS, "Change what is written about it"),
        _done("OneArtifact", "The artifact as it is now"),
        (507,),
        (_ID,),
        "ArtifactChanges",
    ),
    Operation(
        *("delete", "/api/artifacts/{id}", "deleteArtifact", ARTIFACTS, "Delete our copy, never your original"),
        _done("Message", "Deleted"),
        (507,),
        (_ID,),
    ),
    Operation(
        *("get", "/api/artifacts/{id}/download", "downloadArtifact", ARTIFACTS, "Download the file"),
        {
            200: Answer(None, "The file, as an attachment", _FILE),
            206: Answer(None, "The range of the file", _FILE),
            304: Answer(None, "It is still the one with the given ETag", ()),
        },
        (412, 416),
        (_ID, *_CONDITIONS),
    ),
    Operation(
        *("get", "/api/health", "health", HEALTH, "Is it well"),
        {
            200: Answer(ref("Health"), "Well, or degraded without WebSocket"),
            503: Answer(ref("Health"), "Unhealthy; data says what is lost"),
        },
    ),
    Operation(
        *("get", "/api/health/status", "status", HEALTH, "Computer, database and WebSocket"),
        _done("Status", "The status"),
    ),
    Operation(
        *("get", "/api/health/metrics", "metrics", HEALTH, "Sizes, counts and load"),
        _done("Metrics", "The metrics"),
    ),
    Operation(
        *("get", "/api/health/database", "database", HEALTH, "How many of what, since when"),
        _done("Database", "The counts"),
    ),
    Operation(
        *("post", "/api/health/optimize", "optimize", HEALTH, "Tidy the database up"),
        _done("Optimized", "Tidied up"),
        (507,),
    ),
    Operation(
        *("get", "/api/openapi.json", "describe", ABOUT, "This description"),
        {200: Answer({"type": "object"}, "OpenAPI 3.1", enveloped=False)},
    ),
    Operation(
        *("get", "/api/docs", "docs", ABOUT, "This description for people"),
        {200: Answer(None, "A page", ("text/html",))},
    ),
)
