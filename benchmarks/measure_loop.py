"""The window's loop against plain asyncio: turns of ready callbacks, and small answers to 32 clients."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

from benchmarks.figures import Figure

ROUNDS = 5


def measure() -> list[Figure]:
    turns, echoes = [], []
    for _ in range(ROUNDS):
        plain, window = _measured("plain"), _measured("window")
        turns.append(window["turns"] / plain["turns"])
        echoes.append(window["answers"] / plain["answers"])
    return [
        Figure(name="loop turns a second", value=statistics.median(turns), unit="×", note="plain asyncio"),
        Figure(
            name="small REST answers to 32 clients",
            value=statistics.median(echoes),
            unit="×",
            at_least=0.8,
            note="plain asyncio",
        ),
    ]


def _measured(kind: str) -> dict[str, float]:
    environ = dict(os.environ, QT_QPA_PLATFORM="offscreen")
    shown = subprocess.run(
        [sys.executable, "-m", "benchmarks.loop_probe", kind],
        cwd=Path(__file__).parent.parent,
        env=environ,
        check=True,
        capture_output=True,
    )
    told: dict[str, float] = json.loads(shown.stdout)
    return told
