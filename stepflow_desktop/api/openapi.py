"""The description of the REST server in OpenAPI 3.1, made of the tables ``operations`` and ``openapi_schemas``."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from stepflow_desktop import __version__
from stepflow_desktop.api.openapi_schemas import SCHEMAS, TIME, Schema, answer, ref
from stepflow_desktop.api.operations import JSON, OPERATIONS, Answer, Operation, Parameter

_ABOUT = (
    "Run commands and follow their steps, logs and files. Every JSON answer is an envelope of success, data, error and "
    "timestamp. Times are UTC, durations seconds."
)
_SAID = {
    400: "A parameter or field cannot be used; the text names it",
    401: "A token is needed, or the given one is wrong",
    403: "This host name, web page or site may not ask, or clients may only read",
    404: "There is no such thing",
    409: "It is in a state that does not allow this",
    412: "It is not the one with the given ETag",
    413: "Too large",
    415: "Another media type is needed",
    416: "The range lies beyond the end",
    429: "Too much at once; try again later",
    431: "A header or the request line is too long, or there are too many headers",
    500: "A defect of the program",
    503: "The database does not answer",
    507: "The disk is full or the storage folder cannot be written",
}
_SECURITY = {
    "token": {"type": "http", "scheme": "bearer"},
    "key": {"type": "apiKey", "in": "header", "name": "X-API-Key"},
}
_TOKEN_NOT_NEEDED: list[dict[str, list[str]]] = [{}]


def document() -> dict[str, Any]:
    """The whole description."""
    paths: dict[str, dict[str, Any]] = {}
    for operation in OPERATIONS:
        paths.setdefault(operation.path, {})[operation.method] = _operation(operation)
    return {
        "openapi": "3.1.0",
        "info": {"title": "StepFlow Desktop", "version": __version__, "description": _ABOUT},
        "servers": [{"url": "/"}],
        "security": [{}, {"token": []}, {"key": []}],
        "tags": [{"name": name} for name in dict.fromkeys(operation.group for operation in OPERATIONS)],
        "paths": paths,
        "components": {
            "schemas": SCHEMAS,
            "responses": {str(status): _problem(status) for status in _SAID},
            "securitySchemes": _SECURITY,
        },
    }


def _operation(operation: Operation) -> dict[str, Any]:
    told: dict[str, Any] = {
        "operationId": operation.name,
        "summary": operation.summary,
        "tags": [operation.group],
    }
    if operation.path == "/api/health":
        told["security"] = _TOKEN_NOT_NEEDED
    if operation.parameters:
        told["parameters"] = [_parameter(parameter) for parameter in operation.parameters]
    if operation.body:
        told["requestBody"] = {"required": True, "content": {operation.body_type: {"schema": ref(operation.body)}}}
    responses = {str(status): _answer(status, given) for status, given in operation.answers.items()}
    problems = {str(status): {"$ref": f"#/components/responses/{status}"} for status in operation.all_problems}
    told["responses"] = responses | problems
    return told


def _parameter(parameter: Parameter) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "in": parameter.place,
        "required": parameter.place == "path",
        "description": parameter.description,
        "schema": parameter.schema,
    }


def _answer(status: int, given: Answer) -> dict[str, Any]:
    content: dict[str, Any] = {}
    for media_type in given.media_types:
        if media_type != JSON:
            content[media_type] = {}
        elif given.schema is not None:
            content[media_type] = {"schema": _enveloped(given.schema, status) if given.enveloped else given.schema}
    return {"description": given.description} | ({"content": content} if content else {})


def _enveloped(schema: Schema, status: int) -> Schema:
    if status < 400:
        return answer({"success": {"const": True}, "data": schema, "error": {"type": "null"}, "timestamp": TIME})
    # Only an unhealthy program tells what it knows along with the error; a busy one says no more than that.
    data: Schema = {"anyOf": [schema, {"type": "null"}]}
    return answer({"success": {"const": False}, "data": data, "error": {"type": "string"}, "timestamp": TIME})


def _problem(status: int) -> dict[str, Any]:
    said = f"{HTTPStatus(status).phrase}: {_SAID[status]}"
    return {"description": said, "content": {JSON: {"schema": ref("Error")}}}
