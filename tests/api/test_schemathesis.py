"""Thousands of requests that Schemathesis makes of the description: no defect, and every answer as described.

Half of the requests follow the description and half break it. The same ones are made every time.
"""

from __future__ import annotations

import asyncio
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode
from schemathesis.checks import CHECKS
from schemathesis.schemas import APIOperation

from stepflow_desktop.api.rest_server import RestServer
from stepflow_desktop.api.websocket_hub import WebSocketHub
from stepflow_desktop.core.model import ExecutionStatus
from stepflow_desktop.settings import Settings
from tests.api.conftest import Api
from tests.api.fake_engine import FakeEngine
from tests.api.test_openapi import DOCUMENT, OPERATIONS, filled

# The library warns of what a client got wrong; outside of tests that is a line in nobody's log.
pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning:aiohttp.multipart")

EXAMPLES = 95
LEAST_CASES = 2_000
repeatable = settings(
    max_examples=EXAMPLES,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)


class Server:
    """Both servers, on an engine that runs nothing, on a loop in a thread of its own."""

    def __init__(self, storage: Path) -> None:
        self._storage = storage
        self._ready = threading.Event()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="servers of a test")
        self._thread.start()
        assert self._ready.wait(30)

    def _run(self) -> None:
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.run(self._serve())

    async def _serve(self) -> None:
        options = Settings(storage_path=self._storage, http_port=0, websocket_port=0, upload_limit_bytes=100_000)
        self.engine = FakeEngine(self._storage)
        hub = WebSocketHub(self.engine, options)
        rest = RestServer(self.engine, hub, options)
        await hub.start()
        await rest.start()
        self.ids = await filled(Api(self.engine, hub, rest, None))  # type: ignore[arg-type]
        self._kept = {name: dict(value) for name, value in vars(self.engine).items() if isinstance(value, dict)}
        self._files = {path: path.read_bytes() for path in self._storage.rglob("*") if path.is_file()}
        self.url = f"http://127.0.0.1:{rest.port}"
        self._end = asyncio.Event()
        self._ready.set()
        await self._end.wait()
        await asyncio.gather(rest.stop(), hub.stop())

    def id_for(self, path: str) -> str:
        """One that the operation can do something with."""
        if path.endswith("/cancel"):
            return next(each.id for each in self.engine.executions.values() if each.status is ExecutionStatus.RUNNING)
        return self.ids[path.split("/")[2]]

    def restore(self) -> None:
        """What an earlier request deleted is there again."""
        for name, table in self._kept.items():
            setattr(self.engine, name, dict(table))
        for path, content in self._files.items():
            if not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._end.set)
        self._thread.join(30)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("storage"))
    yield server
    server.close()


def walk(operation: APIOperation, mode: GenerationMode, server: Server, session: requests.Session) -> Counter[int]:
    """Ask again and again; the statuses that were answered."""
    answered: Counter[int] = Counter()

    @repeatable
    @given(operation.as_strategy(generation_mode=mode))
    def ask(case: Case) -> None:
        server.restore()
        # Any text may stand there, but what is most interesting happens to what exists.
        if sum(answered.values()) % 3:
            if "id" in case.path_parameters:
                case.path_parameters["id"] = server.id_for(operation.path)
            if mode is GenerationMode.POSITIVE and isinstance(case.body, dict) and "execution_id" in case.body:
                case.body["execution_id"] = server.ids["executions"]
                case.body.pop("step_id", None)
        response = case.call(session=session)
        answered[response.status_code] += 1
        # No description can tell which folders exist and how many bytes a file has.
        depends = response.status_code in (412, 416) or "working_directory" in response.text
        spared = [CHECKS.get_one("positive_data_acceptance")] if depends else []
        case.validate_response(response, excluded_checks=spared)

    try:
        ask()
    except Unsatisfiable:
        assert mode is GenerationMode.NEGATIVE  # an operation that takes nothing cannot be asked wrongly
    return answered


@pytest.mark.timeout(400)
def test_no_request_of_thousands_finds_a_defect_or_an_answer_that_is_not_described(server: Server) -> None:
    schema = schemathesis.openapi.from_dict(DOCUMENT)
    schema.config.update(base_url=server.url)
    answered: dict[tuple[str, str], Counter[int]] = {}
    with requests.Session() as session:
        for found in schema.get_all_operations():
            operation = found.ok()
            for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
                answered[operation.label, mode.name] = walk(operation, mode, server, session)
    assert len(answered) == 2 * len(OPERATIONS)
    assert sum(sum(each.values()) for each in answered.values()) >= LEAST_CASES
    # It was not only errors that were looked at.
    for operation in OPERATIONS:
        label = f"{operation.method.upper()} {operation.path}"
        assert set(answered[label, "POSITIVE"]) & set(operation.answers), label
