"""``python -m benchmarks [NAME …]``: measure, print a table, keep it under ``benchmarks/results``."""

from __future__ import annotations

import importlib
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.figures import Figure, table

NAMES = (
    "loop",
    "parser",
    "start",
    "firehose",
    "creates",
    "quiet",
    "lateness",
    "many",
    "floods",
    "window",
    "log",
    "transfers",
    "lists",
    "overview",
    "fanout",
    "bundle",
)


def main(wanted: list[str]) -> int:
    unknown = [name for name in wanted if name not in NAMES]
    if unknown:
        print(f"There is no benchmark {', '.join(unknown)}; there are {', '.join(NAMES)}.", file=sys.stderr)
        return 2
    figures: list[Figure] = []
    for name in wanted or NAMES:
        print(f"measuring {name} …", file=sys.stderr, flush=True)
        module = importlib.import_module(f"benchmarks.measure_{name}")
        figures += module.measure()
    text = table(figures)
    print(text)
    results = Path(__file__).parent / "results"
    results.mkdir(exist_ok=True)
    head = f"Python {platform.python_version()}, {platform.platform()}\n\n"
    (results / f"{datetime.now(UTC):%Y-%m-%dT%H%M%S}.md").write_text(head + text + "\n")
    return 1 if any(figure.verdict == "MISSED" for figure in figures) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
