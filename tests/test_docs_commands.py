"""Every example of the pages is carried out against a real server, as a reader would, or named here with a reason."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.e2e.harness import Server
from tests.test_docs import PAGES, ROOT
from tests.waiting import wait_until

FENCE = re.compile(r"^```(sh|python|javascript|bat)\n(.*?)^```", re.MULTILINE | re.DOTALL)
PATIENCE_S = 60
# The first line of an example that is not carried out here, and why.
LEFT_OUT = {
    "make run     # sets up .venv the first time, then opens the window": "needs a display; make test is running now",
    "make run": "needs a display",
    "make check   # style, imports, types and tests: what a change has to pass": "is what runs these tests",
    "uv pip compile pyproject.toml --universal --python-version 3.11 --all-extras --generate-hashes \\": (
        "needs network"
    ),
    "STEPFLOW_HTTP_HOST=0.0.0.0 STEPFLOW_WEBSOCKET_HOST=0.0.0.0 STEPFLOW_ALLOWED_HOSTS=studio.lan stepflow serve": (
        "listens to the network; tests/e2e/test_security.py does it"
    ),
}
# What an example takes for granted: a project to build, scripts, variables, functions.
MAKEFILE = "all unit e2e:\n\t@echo made $@; mkdir -p dist; echo program > dist/app.zip\n"
TRAIN = 'print("epoch 1")\n'
BEFORE_PYTHON = "def train(epoch):\n    pass\n\n"


@dataclass(frozen=True)
class Example:
    page: str
    line: int
    language: str
    text: str

    @property
    def first(self) -> str:
        return self.text.splitlines()[0]


def examples() -> list[Example]:
    return [
        Example(path.name, text[: found.start()].count("\n") + 1, found[1], found[2])
        for path in PAGES
        for text in [path.read_text("utf-8")]
        for found in FENCE.finditer(text)
    ]


EXAMPLES = examples()


def test_what_is_left_out_is_still_there() -> None:
    assert set(LEFT_OUT) <= {example.first for example in EXAMPLES}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("pages") / "storage")
    server.start()
    yield server
    assert server.stop() == 0
    assert "Traceback" not in server.own_log()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The folder of somebody who tries the examples, with a ``bin`` in which our programs lie."""
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in ("python", "python3"):
        (programs / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    (programs / "stepflow").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m stepflow_desktop "$@"\n')
    # The list of packages is no matter of ours, and takes a second.
    (programs / "pip").write_text("#!/bin/sh\necho aiohttp 3.14\n")
    for program in programs.iterdir():
        program.chmod(0o755)
    (tmp_path / "Makefile").write_text(MAKEFILE)
    for script in ("train.py", "test.py"):
        (tmp_path / script).write_text(TRAIN)
    (tmp_path / "report.html").write_text("<p>fine</p>")
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist" / "app.zip").write_text("program")
    (tmp_path / "resources").symlink_to(ROOT / "resources")
    return tmp_path


def environment(project: Path, server: Server) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("STEPFLOW_")}
    return kept | {
        "PATH": f"{project / 'bin'}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "HOME": str(project),
        "TOKEN": "s3cret",
        "PYTHONUNBUFFERED": "1",
        "STEPFLOW_STORAGE_PATH": str(server.storage),
        "STEPFLOW_CONFIG_PATH": str(server.storage.parent / "config.toml"),
        "STEPFLOW": "1",
        "STEPFLOW_STEP_SUMMARY": str(project / "summary.md"),
    }


def at_this_server(text: str, server: Server) -> str:
    """The example with the address of this server, an id that it has, and the demo at a higher speed."""
    port = server.address.rsplit(":", 1)[1]
    text = text.replace("localhost:8080", f"localhost:{port}")
    text = text.replace("localhost:8765", f"localhost:{server.websocket_port()}")
    text = text.replace(".venv/bin/stepflow", "stepflow").replace("demo/pipeline.py", "demo/pipeline.py --speed 50")
    return text.replace("execution_id=…", f"execution_id={some_execution(server)}")


def some_execution(server: Server) -> str:
    return str(server.create("echo STEP_START:A; echo hello", name="For an example"))


@pytest.mark.parametrize("example", [e for e in EXAMPLES if e.language == "sh"], ids=lambda e: f"{e.page}:{e.line}")
def test_every_command_of_a_page_does_what_it_says(example: Example, server: Server, project: Path) -> None:
    if example.first in LEFT_OUT:
        pytest.skip(LEFT_OUT[example.first])
    if "curl" in example.text and shutil.which("curl") is None:
        pytest.skip("curl is not installed")
    text = at_this_server(example.text, server)
    if "config/stepflow/token" in text:
        token = project / ".config" / "stepflow" / "token"
        token.parent.mkdir(parents=True)
        token.write_text("not asked for here")
    done = subprocess.run(
        ["bash", "-eu", "-o", "pipefail", "-c", text],
        cwd=project,
        env=environment(project, server),
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    if "curl" in text:
        assert '"success":true' in done.stdout and '"success":false' not in done.stdout, done.stdout


@pytest.mark.parametrize(
    "example", [e for e in EXAMPLES if e.language in ("python", "javascript")], ids=lambda e: f"{e.page}:{e.line}"
)
def test_every_program_of_a_page_runs(example: Example, server: Server, project: Path) -> None:
    text = at_this_server(example.text, server)
    if example.language == "python":
        command, program = ["python"], project / "example.py"
        text = BEFORE_PYTHON + text
    else:
        if shutil.which("node") is None:
            pytest.skip("Node is not installed")
        command, program = ["node", "--no-warnings", "--experimental-websocket"], project / "example.mjs"
    program.write_text(text)
    listens = "WebSocket" in text
    output = project / "output.txt"
    with output.open("wb") as file:
        process = subprocess.Popen(
            [*command, str(program)], cwd=project, env=environment(project, server), stdout=file, stderr=file
        )
    if not listens:
        assert process.wait(timeout=PATIENCE_S) == 0, output.read_text()
        return
    try:
        heard(process, output, "connection_established")
        some_execution(server)
        heard(process, output, "execution_completed")
    finally:
        process.kill()
        process.wait()


def heard(process: subprocess.Popen[bytes], output: Path, message: str) -> None:
    def there() -> bool:
        assert process.poll() is None, output.read_text()
        return message in output.read_text()

    wait_until(there, message)
