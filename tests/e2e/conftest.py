from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.harness import Server


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path / "storage")
    server.start()
    yield server
    if server.process is not None and server.process.poll() is None:
        assert server.stop() == 0, server.own_log()
    assert "Traceback" not in server.own_log()
