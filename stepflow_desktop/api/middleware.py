"""Around every route: the guard, the form of the body, and the envelope for everything that goes wrong."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from http import HTTPStatus

from aiohttp import hdrs, web
from aiohttp.typedefs import Handler, Middleware

from stepflow_desktop.api import envelope
from stepflow_desktop.api.access import Door
from stepflow_desktop.api.guard import NotAdmitted
from stepflow_desktop.errors import InvalidRequest, StepFlowError, TooLarge

log = logging.getLogger(__name__)

UPLOAD_ROUTE = "upload"
BODY_S = 30.0
_WRITING = (hdrs.METH_POST, hdrs.METH_PUT, hdrs.METH_PATCH, hdrs.METH_DELETE)


class UnsupportedMedia(StepFlowError):
    """The body comes in a form that the route does not take."""

    code = "UNSUPPORTED_MEDIA_TYPE"
    http_status = 415


@web.middleware
async def errors_in_envelope(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Every error as JSON: what users can mend in their words, a defect in ours, with the traceback in the log."""
    try:
        return await handler(request)
    except NotAdmitted as error:
        # Who must not ask is not waited for either.
        return _failed(str(error), error.http_status, close=request.body_exists, headers=error.headers)
    except StepFlowError as error:
        return _failed(str(error), error.http_status, close=isinstance(error, TooLarge | UnsupportedMedia))
    except web.RequestPayloadError as error:
        return _failed(f"The body cannot be read: {' '.join(str(error).split())}", 400, close=True)
    except web.HTTPException as error:
        if error.status < 400:
            raise
        return _translated(request, error)
    except (ConnectionError, asyncio.CancelledError):
        raise
    except Exception:
        log.exception("%s %s failed", request.method, request.path)
        return _failed("Something went wrong inside StepFlow. The log of the program has the details.", 500)


def guarded(door: Door) -> Middleware:
    """Refuse who must not ask, before anything of the request is looked at."""

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        door.check_request(request)
        return door.answer_preflight(request) or await handler(request)

    return check


@web.middleware
async def media_type(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Bodies are JSON, except for the upload; nothing comes compressed, and JSON does not come in drips."""
    if request.match_info.http_exception is None:
        upload = request.match_info.route.name == UPLOAD_ROUTE
        has_body = request.body_exists and request.content_length != 0
        check_form(
            request.method,
            upload=upload,
            has_body=has_body,
            media=request.content_type if hdrs.CONTENT_TYPE in request.headers else None,
            encoded=hdrs.CONTENT_ENCODING in request.headers,
        )
        charset = request.charset
        if charset is not None and charset.lower().replace("-", "") != "utf8":
            raise InvalidRequest("Send the body in UTF-8.")
        if has_body and not upload:
            await _arrived(request)
    return await handler(request)


def check_form(method: str, *, upload: bool, has_body: bool, media: str | None, encoded: bool) -> None:
    """Raises UnsupportedMedia. ``media`` is the type without its parameters, None when none is given."""
    if encoded:
        raise UnsupportedMedia("Compressed bodies are not taken; send the body without Content-Encoding.")
    wanted = "multipart/form-data" if upload else "application/json"
    if method in _WRITING and (has_body or upload) and media != wanted:
        raise UnsupportedMedia(f"Send the body as Content-Type: {wanted}.")


async def _arrived(request: web.Request) -> None:
    """Read the body, which the route then finds read."""
    try:
        async with asyncio.timeout(BODY_S):
            await request.read()
    except TimeoutError:
        raise web.HTTPRequestTimeout from None


def _translated(request: web.Request, error: web.HTTPException) -> web.Response:
    if isinstance(error, web.HTTPMethodNotAllowed):
        allowed = ", ".join(sorted(error.allowed_methods))
        response = _failed(f"{request.path} takes {allowed}, not {request.method}.", 405)
        response.headers["Allow"] = allowed
        return response
    if isinstance(error, web.HTTPRequestEntityTooLarge):
        return _failed("The body is larger than 1 MiB.", 413, close=True)
    if isinstance(error, web.HTTPNotFound):
        return _failed(f"There is nothing at {request.path}. The routes start with /api/.", 404)
    if isinstance(error, web.HTTPRequestTimeout):
        return _failed(f"The body did not arrive within {BODY_S:.0f} seconds.", 408, close=True)
    return _failed(HTTPStatus(error.status).phrase, error.status)


def _failed(text: str, status: int, *, close: bool = False, headers: Mapping[str, str] | None = None) -> web.Response:
    response = envelope.failed(text, status=status, headers=headers)
    if close:
        # The rest of the body is on its way; reading it to keep the connection is not worth it.
        response.force_close()
    return response
