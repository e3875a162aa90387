"""What a run used, as series of a chart and in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from stepflow_desktop.core.model import Execution
from stepflow_desktop.core.run_usage import Usage
from stepflow_desktop.gui import wording
from stepflow_desktop.gui.charts.time_chart import Series

GAP_US = 60_000_000
"""Longer without a sample is a gap: the computer slept, or nobody sampled."""


def series_of(usage: Usage, execution: Execution, what: str) -> Series:
    """``cpu`` or ``memory`` over local time; boot times become wall times by the start of the run."""
    translate = QCoreApplication.translate
    if execution.started_at is None or execution.started_boot_us is None:
        return Series("", "accent")
    offset = execution.started_at.timestamp() - execution.started_boot_us / 1_000_000
    points: list[tuple[float, float | None]] = []
    before = None
    for sample in usage.samples:
        at = sample.boot_us / 1_000_000 + offset
        if before is not None and sample.boot_us - before > max(GAP_US, 3 * _apart_us(usage)):
            points.append((at - 0.001, None))
        before = sample.boot_us
        points.append((at, sample.cpu_percent if what == "cpu" else float(sample.memory_bytes)))
    if what == "cpu":
        return Series(translate("Usage", "CPU"), "accent", tuple(points))
    return Series(translate("Usage", "Memory"), "chart2", tuple(points))


def _apart_us(usage: Usage) -> float:
    samples = usage.samples
    return (samples[-1].boot_us - samples[0].boot_us) / (len(samples) - 1) if len(samples) > 1 else 0.0


def usage_words(usage: Usage, *, live: bool) -> str:
    """``CPU 612 %, memory 3.4 GB``: now while it runs, mean and most when it has ended."""
    translate = QCoreApplication.translate
    if not usage.samples:
        return ""
    if live:
        last = usage.samples[-1]
        words = translate("Usage", "CPU {cpu}, memory {memory}")
        return words.format(cpu=percent(last.cpu_percent or 0.0), memory=wording.size(last.memory_bytes))
    words = translate("Usage", "CPU {cpu} on average, up to {memory}")
    return words.format(cpu=percent(_mean(usage)), memory=wording.size(usage.most_memory))


def _mean(usage: Usage) -> float:
    known = [sample.cpu_percent for sample in usage.samples if sample.cpu_percent is not None]
    return sum(known) / len(known) if known else 0.0


def percent(value: float) -> str:
    return f"{value:,.0f} %"


def memory_text(value: float) -> str:
    return wording.size(round(value))
