"""The REST API of a running StepFlow, as the verbs use it: standard library, loopback, no proxies."""

from __future__ import annotations

import http.client
import json
import urllib.error
import urllib.parse
import urllib.request
from typing import Any

from stepflow_desktop.errors import Conflict, InvalidRequest, NotFound, StepFlowError, Unavailable

TIMEOUT_S = 30.0


class Client:
    """Calls of one server. ``address`` is its base URL such as ``http://127.0.0.1:8080``."""

    def __init__(self, address: str, token: str = "") -> None:
        self._address = address.rstrip("/")
        self._token = token
        # A proxy from the environment has no business between us and our own computer.
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def get(self, path: str, **query: Any) -> Any:
        """The ``data`` of an answer. Raises StepFlowError with the server's own words."""
        given = {name: value for name, value in query.items() if value is not None}
        return self._call("GET", path + (f"?{urllib.parse.urlencode(given)}" if given else ""), None)

    def post(self, path: str, body: Any = None) -> Any:
        return self._call("POST", path, body)

    def _call(self, method: str, path: str, body: Any) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self._address}/api{path}", data=data, method=method)
        if data is not None:
            request.add_header("Content-Type", "application/json")
        if self._token:
            request.add_header("Authorization", f"Bearer {self._token}")
        try:
            with self._opener.open(request, timeout=TIMEOUT_S) as answer:
                return json.load(answer)["data"]
        except urllib.error.HTTPError as error:
            raise _told(error) from error
        except (OSError, http.client.HTTPException, ValueError, KeyError, TypeError) as error:
            # Whatever is wrong, from a refused connection to an answer that is no StepFlow's.
            raise Unavailable(f"StepFlow at {self._address} does not answer: {error}") from error


def _told(error: urllib.error.HTTPError) -> StepFlowError:
    try:
        text = str(json.load(error)["error"])
    except (OSError, http.client.HTTPException, ValueError, KeyError, TypeError):
        text = f"{error.code} {error.reason}"
    known: dict[int, type[StepFlowError]] = {400: InvalidRequest, 404: NotFound, 409: Conflict}
    return known.get(error.code, StepFlowError)(text)
