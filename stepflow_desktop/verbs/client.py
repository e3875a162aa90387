"""The REST API of a running StepFlow, as the verbs use it: standard library, loopback, no proxies."""

from __future__ import annotations

import http.client
import itertools
import json
import os
import urllib.error
import urllib.parse
import urllib.request
import uuid
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from stepflow_desktop.errors import Conflict, InvalidRequest, NotFound, StepFlowError, Unavailable

TIMEOUT_S = 30.0
# What is deleted while it runs is stopped first, which may take the whole time that it is given to tidy up.
STOP_TIMEOUT_S = 3700.0
_CHUNK_BYTES = 1 << 20
# As browsers write file names into a form.
_QUOTED = str.maketrans({'"': "%22", "\r": "%0D", "\n": "%0A"})


class Client:
    """Calls of one server. ``address`` is its base URL such as ``http://127.0.0.1:8080``."""

    def __init__(self, address: str, token: str = "", *, timeout_s: float = TIMEOUT_S) -> None:
        self._address = address.rstrip("/")
        self._timeout_s = timeout_s
        self._token = token
        # A proxy from the environment has no business between us and our own computer.
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def get(self, path: str, **query: Any) -> Any:
        """The ``data`` of an answer. Raises StepFlowError with the server's own words."""
        given = {name: value for name, value in query.items() if value is not None}
        return self._call("GET", path + (f"?{urllib.parse.urlencode(given)}" if given else ""), None)

    def post(self, path: str, body: Any = None) -> Any:
        return self._call("POST", path, body)

    def delete(self, path: str) -> Any:
        return self._call("DELETE", path, None, STOP_TIMEOUT_S)

    def upload(self, path: str, fields: Sequence[tuple[str, str]], file: Path) -> Any:
        """Send a form with ``file`` in it, read as it goes out. A name may stand in ``fields`` more than once."""
        boundary = uuid.uuid4().hex
        form = "".join(
            f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in fields
        )
        shown = file.name.translate(_QUOTED)
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{shown}"\r\n\r\n'
        before, after = (form + head).encode("utf-8", "replace"), f"\r\n--{boundary}--\r\n".encode()
        with file.open("rb") as content:
            size = os.fstat(content.fileno()).st_size
            request = self._request("POST", path, itertools.chain([before], _chunks(content, size), [after]))
            request.add_header("Content-Type", f"multipart/form-data; boundary={boundary}")
            request.add_header("Content-Length", str(len(before) + size + len(after)))
            return self._answer(request, self._timeout_s)

    def _call(self, method: str, path: str, body: Any, timeout_s: float | None = None) -> Any:
        request = self._request(method, path, None if body is None else json.dumps(body).encode())
        if body is not None:
            request.add_header("Content-Type", "application/json")
        return self._answer(request, self._timeout_s if timeout_s is None else timeout_s)

    def _request(self, method: str, path: str, data: Any) -> urllib.request.Request:
        request = urllib.request.Request(f"{self._address}/api{path}", data=data, method=method)
        if self._token:
            request.add_header("Authorization", f"Bearer {self._token}")
        return request

    def _answer(self, request: urllib.request.Request, timeout_s: float) -> Any:
        try:
            with self._opener.open(request, timeout=timeout_s) as answer:
                return json.load(answer)["data"]
        except urllib.error.HTTPError as error:
            raise _told(error) from error
        except (OSError, http.client.HTTPException, ValueError, KeyError, TypeError) as error:
            # Whatever is wrong, from a refused connection to an answer that is no StepFlow's.
            raise Unavailable(f"StepFlow at {self._address} does not answer: {error}") from error


def _chunks(content: BinaryIO, size: int) -> Iterator[bytes]:
    """Exactly ``size`` bytes, as announced, of a file that may grow; one that shrinks breaks the upload."""
    while size > 0 and (chunk := content.read(min(size, _CHUNK_BYTES))):
        size -= len(chunk)
        yield chunk


def _told(error: urllib.error.HTTPError) -> StepFlowError:
    try:
        text = str(json.load(error)["error"])
    except (OSError, http.client.HTTPException, ValueError, KeyError, TypeError):
        text = f"{error.code} {error.reason}"
    known: dict[int, type[StepFlowError]] = {400: InvalidRequest, 404: NotFound, 409: Conflict}
    return known.get(error.code, StepFlowError)(text)
