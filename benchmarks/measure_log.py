"""A log of 1 GB in the log view: opening, scrolling, going anywhere, searching, and what that costs in memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.figures import Figure

SIZE = 1_000_000_000
LINES_PER_BLOCK = 20_000
READ = 1 << 20


def measure() -> list[Figure]:
    with tempfile.TemporaryDirectory(prefix="stepflow-bench-") as folder:
        path = Path(folder) / "output.log"
        _write(path, SIZE)
        _read_s(path)  # fills the cache of the file system
        read_s = _read_s(path)
        told = _probe(path)
    mega = SIZE / 1e6
    return [
        Figure(name="1 GB log, lines", value=told["rows"] / 1e6, unit="million"),
        Figure(name="1 GB log, first lines shown", value=told["shown_s"], unit="s", at_most=1),
        Figure(name="1 GB log, all of it can be scrolled to", value=told["opened_s"], unit="s", at_most=1),
        Figure(
            name="1 GB log, all of it can be scrolled to", value=told["opened_s"] / read_s, unit="×", note="reading it"
        ),
        Figure(name="1 GB log, all levels known", value=told["marked_s"] / read_s, unit="×", note="reading it"),
        Figure(name="a notch of the wheel, processor time", value=told["wheel_ms"], unit="ms", at_most=8),
        Figure(name="a notch of the wheel", value=told["wheel_ms"] / told["page_ms"], unit="×", note="a whole page"),
        Figure(name="to any line and painted, p99", value=told["jump_p99_ms"], unit="ms", at_most=50),
        Figure(name="search for text", value=mega / told["plain_s"], unit="MB/s", at_least=200),
        Figure(name="search for a pattern", value=mega / told["regex_s"], unit="MB/s", at_least=200),
        Figure(name="search for a pattern without any text", value=mega / told["run_s"], unit="MB/s", at_least=200),
        Figure(name="memory for a log of 1 GB", value=told["memory_mb"], unit="MB", at_most=20),
    ]


def _write(path: Path, size: int) -> None:
    """Lines of about 70 bytes, one in 20,000 with an error and what is sought."""
    with path.open("wb") as log:
        block = 0
        while log.tell() < size:
            head = block * LINES_PER_BLOCK
            lines = [b"%010d epoch 12 batch 345 loss 0.04021 rate 0.0010 seen 18204 of 91377" % (head + number)
                     for number in range(LINES_PER_BLOCK - 1)]  # fmt: skip
            log.write(b"\n".join([*lines, b"ERROR %d: a needle in it %d" % (block, block)]) + b"\n")
            block += 1


def _read_s(path: Path) -> float:
    start = time.perf_counter()
    with path.open("rb", buffering=0) as log:
        while log.read(READ):
            pass
    return time.perf_counter() - start


def _probe(path: Path) -> dict[str, float]:
    environ = dict(os.environ, QT_QPA_PLATFORM="offscreen")
    shown = subprocess.run(
        [sys.executable, "-m", "benchmarks.log_probe", str(path)],
        cwd=Path(__file__).parent.parent,
        env=environ,
        check=True,
        capture_output=True,
        text=True,
    )
    told: dict[str, float] = json.loads(shown.stdout)
    return told
