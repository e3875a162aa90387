"""Around every route: the guard, the media type, and the envelope for everything that goes wrong."""

from __future__ import annotations

import asyncio
import logging
from http import HTTPStatus

from aiohttp import hdrs, web
from aiohttp.typedefs import Handler, Middleware

from stepflow_desktop.api import envelope
from stepflow_desktop.api.guard import Guard
from stepflow_desktop.errors import InvalidRequest, StepFlowError, TooLarge

log = logging.getLogger(__name__)

UPLOAD_ROUTE = "upload"
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


def guarded(guard: Guard) -> Middleware:
    """Refuse who must not ask, before anything of the request is looked at."""

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        headers = request.headers
        guard.check(headers.getall("Host", []), headers.getall("Origin", []), headers.get("Sec-Fetch-Site"))
        return await handler(request)

    return check


@web.middleware
async def media_type(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Bodies are JSON, except for the upload; nothing comes compressed."""
    if request.method in _WRITING and request.match_info.http_exception is None:
        if "Content-Encoding" in request.headers:
            raise UnsupportedMedia("Compressed bodies are not taken; send the body without Content-Encoding.")
        upload = request.match_info.route.name == UPLOAD_ROUTE
        wanted = "multipart/form-data" if upload else "application/json"
        has_body = request.body_exists and request.content_length != 0
        if (has_body or upload) and request.content_type != wanted:
            raise UnsupportedMedia(f"Send the body as Content-Type: {wanted}.")
        charset = request.charset
        if charset is not None and charset.lower().replace("-", "") != "utf8":
            raise InvalidRequest("Send the body in UTF-8.")
    return await handler(request)


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
    return _failed(HTTPStatus(error.status).phrase, error.status)


def _failed(text: str, status: int, *, close: bool = False) -> web.Response:
    response = envelope.failed(text, status=status)
    if close:
        # The rest of the body is on its way; reading it to keep the connection is not worth it.
        response.force_close()
    return response
