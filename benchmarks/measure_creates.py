"""A hundred executions created at once."""

from __future__ import annotations

import asyncio
import statistics
import time

import aiohttp

from benchmarks.figures import Figure, percentile
from benchmarks.program import Program

COUNT = 100
ROUNDS = 5


def measure() -> list[Figure]:
    with Program(window=True) as program:
        asyncio.run(_hundred(program))
        rounds = [asyncio.run(_hundred(program)) for _ in range(ROUNDS)]
    done = statistics.median(done_s for done_s, _ in rounds)
    latencies = [latency for _, each in rounds for latency in each]
    spread = statistics.median(max(each) for _, each in rounds)
    return [
        Figure(name="100 creates at once until all have ended", value=done, unit="s", at_most=1.0),
        Figure(name="the last of 100 simultaneous POSTs is answered after", value=spread, unit="s"),
        Figure(name="POST, one after the other, p99", value=_p99_alone(), unit="ms", at_most=50),
        Figure(name="POST, 100 at once, median", value=1000 * percentile(latencies, 0.5), unit="ms"),
    ]


def _p99_alone() -> float:
    with Program(window=True) as program:
        times = []
        for _ in range(100):
            start = time.perf_counter()
            program.create("true")
            times.append(time.perf_counter() - start)
    return 1000 * percentile(times, 0.99)


async def _hundred(program: Program) -> tuple[float, list[float]]:
    latencies: list[float] = []
    async with aiohttp.ClientSession(f"{program.address}/") as session:

        async def create() -> None:
            start = time.perf_counter()
            async with session.post("/api/executions", json={"command": "echo hi"}) as answer:
                if answer.status != 201:
                    raise RuntimeError(await answer.text())
            latencies.append(time.perf_counter() - start)

        async def open_count() -> int:
            total = 0
            for status in ("pending", "running"):
                async with session.get(f"/api/executions?limit=1&status={status}") as answer:
                    total += (await answer.json())["data"]["total_count"]
            return total

        start = time.perf_counter()
        await asyncio.gather(*(create() for _ in range(COUNT)))
        while await open_count():  # noqa: ASYNC110 - the program under test is another process
            await asyncio.sleep(0.01)
        return time.perf_counter() - start, latencies
