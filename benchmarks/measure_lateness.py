"""How late a 16 ms timer of the window is while a script prints as fast as it can and ten clients ask REST."""

from __future__ import annotations

import threading
import time

from benchmarks.figures import Figure, percentile
from benchmarks.program import Program, lines_command

CLIENTS = 10
LINES = 1_000_000
STEPS = 200


def measure() -> list[Figure]:
    stop = threading.Event()
    with Program(window=True) as program:
        program.run(["true"])
        idle_from = time.time()
        time.sleep(2)
        busy_from = time.time()
        clients = [threading.Thread(target=_ask, args=(program, stop)) for _ in range(CLIENTS)]
        for client in clients:
            client.start()
        program.run(lines_command(LINES, LINES // STEPS))
        busy_to = time.time()
        stop.set()
        for client in clients:
            client.join()
    idle = [late for at, late in program.probe["late_ms"] if idle_from <= at < busy_from]
    busy = [late for at, late in program.probe["late_ms"] if busy_from <= at < busy_to]
    turns = [spent for at, spent in program.probe["turn_ms"] if busy_from <= at < busy_to]
    return [
        Figure(name="16 ms timer, idle, p99 late", value=percentile(idle, 0.99), unit="ms"),
        Figure(
            name="16 ms timer, firehose and 10 clients, p99 late", value=percentile(busy, 0.99), unit="ms", at_most=8
        ),
        Figure(name="16 ms timer, firehose and 10 clients, latest", value=max(busy), unit="ms", at_most=33),
        Figure(
            name="processor time of one turn of the window, p99",
            value=percentile(turns, 0.99),
            unit="ms",
            at_most=8,
            note="how late its own work can make a timer",
        ),
        Figure(name="processor time of one turn of the window, most", value=max(turns), unit="ms", at_most=33),
    ]


def _ask(program: Program, stop: threading.Event) -> None:
    while not stop.is_set():
        program.get("/executions?limit=20")
        time.sleep(0.05)
