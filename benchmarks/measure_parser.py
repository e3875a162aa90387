"""The marker parser on plain output, against counting its newlines."""

from __future__ import annotations

import statistics
import time

from benchmarks.figures import Figure
from stepflow_desktop.core.markers import MarkerParser

MEGABYTES = 64
CHUNK = 256 * 1024
ROUNDS = 5


def measure() -> list[Figure]:
    block = (b"x" * 79 + b"\n") * 12_500
    data = block * MEGABYTES
    speeds, ratios = [], []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        lines = sum(data[at : at + CHUNK].count(b"\n") for at in range(0, len(data), CHUNK))
        counting = time.perf_counter() - start
        parser = MarkerParser()
        start = time.perf_counter()
        events = sum(len(parser.feed(data[at : at + CHUNK])) for at in range(0, len(data), CHUNK))
        parsing = time.perf_counter() - start
        if events or lines != 12_500 * MEGABYTES:
            raise RuntimeError("plain lines must be no markers")
        speeds.append(len(data) / parsing / 1e6)
        ratios.append(parsing / counting)
    return [
        Figure(name="marker parser on plain lines", value=statistics.median(speeds), unit="MB/s", at_least=300),
        Figure(name="marker parser, time", value=statistics.median(ratios), unit="×", note="counting newlines"),
    ]
