"""A short run beside a hundred quiet ones, and what the quiet ones cost."""

from __future__ import annotations

import statistics
import time

from benchmarks.figures import Figure
from benchmarks.program import Program

COUNT = 100
ROUNDS = 10
WATCHED_S = 5.0


def measure() -> list[Figure]:
    with Program(window=True) as program:
        program.run("echo hi")
        alone = statistics.median(program.run("echo hi") for _ in range(ROUNDS))
        ids = [program.create(["sleep", "600"]) for _ in range(COUNT)]
        while any(program.get(f"/executions/{i}")["execution"]["status"] != "running" for i in ids):
            time.sleep(0.05)
        time.sleep(3)
        before = program.cpu_s()
        time.sleep(WATCHED_S)
        load = (program.cpu_s() - before) / WATCHED_S
        beside = statistics.median(program.run("echo hi") for _ in range(ROUNDS))
        for execution_id in ids:
            _cancel(program, execution_id)
        while program.get("/executions?limit=1&status=running")["total_count"]:
            time.sleep(0.05)
    return [
        Figure(name="a short run beside 100 quiet ones", value=beside / alone, unit="×", at_most=1.5, note="alone"),
        Figure(name="a short run, alone", value=1000 * alone, unit="ms"),
        Figure(name="processor share of 100 quiet runs", value=100 * load, unit="%"),
    ]


def _cancel(program: Program, execution_id: str) -> None:
    import urllib.request

    request = urllib.request.Request(
        f"{program.address}/api/executions/{execution_id}/cancel?force=true", method="POST"
    )
    urllib.request.urlopen(request, timeout=30).close()
