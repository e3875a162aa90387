"""The bundle of `make bundle`: its size, and how soon its two programs answer; nothing where none was built."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.figures import Figure, median_of

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "dist" / "stepflow"
ROUNDS = 5


def measure() -> list[Figure]:
    if not (FOLDER / "stepflow").exists():
        print("no bundle was built; make bundle builds one", file=sys.stderr)
        return []
    sys.path.insert(0, str(ROOT / "packaging"))
    import check_bundle

    size = sum(path.lstat().st_size for path in FOLDER.rglob("*") if not path.is_symlink())
    healthy = []
    with check_bundle.tried(FOLDER) as bundle:
        for _ in range(ROUNDS + 1):
            healthy.append(bundle.start())
            bundle.close()
    return [
        Figure(name="bundle, size", value=size / 1e6, unit="MB", at_most=160),
        Figure(name="bundle, verb without Qt", value=median_of(_version, ROUNDS), unit="s", at_most=0.3),
        Figure(name="bundle, window healthy", value=statistics.median(healthy[1:]), unit="s", at_most=1.0),
    ]


def _version() -> float:
    start = time.perf_counter()
    subprocess.run([FOLDER / "stepflow", "--version"], check=True, stdout=subprocess.DEVNULL, env=dict(os.environ))
    return time.perf_counter() - start
