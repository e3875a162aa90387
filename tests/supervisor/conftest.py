from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.supervisor.runs import Run


@pytest.fixture
def new_run(tmp_path: Path) -> Iterator[Callable[..., Run]]:
    """Makes run folders; nothing of them outlives the test."""
    runs: list[Run] = []

    def new(command: str | list[str], *, base: Path = tmp_path, **spec: Any) -> Run:
        runs.append(Run(base, command, **spec))
        return runs[-1]

    yield new
    for run in runs:
        run.clean_up()
        crash = run.path / "supervisor.log"
        assert not crash.exists(), crash.read_text()
