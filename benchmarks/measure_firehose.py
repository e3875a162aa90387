"""A script of 200,000 lines from POST to completed in the window's process, in many steps and in one."""

from __future__ import annotations

import statistics

from benchmarks.figures import Figure
from benchmarks.program import Program, lines_command, seconds_to_file

LINES = 200_000
ROUNDS = 5


def measure() -> list[Figure]:
    many, one = lines_command(LINES, 1_000), lines_command(LINES, LINES)
    ratios, one_ratios, cpu, seconds = [], [], [], []
    with Program(window=True) as program:
        program.run(["true"])
        for _ in range(ROUNDS):
            to_file = seconds_to_file(many)
            before = program.cpu_s()
            took = program.run(many)
            cpu.append(program.cpu_s() - before)
            one_took = program.run(one)
            seconds.append(took)
            ratios.append(took / to_file)
            one_ratios.append(one_took / took)
        rss = program.rss_mb()
    return [
        Figure(name="200,000 lines, 200 steps", value=statistics.median(ratios), unit="×", at_most=1.3, note="> file"),
        Figure(name="the same, absolute", value=statistics.median(seconds), unit="s"),
        Figure(name="the same, processor time of ours", value=statistics.median(cpu), unit="s", at_most=0.3),
        Figure(
            name="200,000 lines, 1 step", value=statistics.median(one_ratios), unit="×", at_most=1.2, note="200 steps"
        ),
        Figure(name="memory after the firehose", value=rss, unit="MB", at_most=200),
    ]
