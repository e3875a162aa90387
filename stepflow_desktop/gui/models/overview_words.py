"""What the overview says: the line under its title, and each figure with what has changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from stepflow_desktop.core.statistics import Slot, SlowStep, Statistics
from stepflow_desktop.gui import wording
from stepflow_desktop.gui.charts.bar_list import Bar
from stepflow_desktop.gui.charts.stacked_bars import Stack
from stepflow_desktop.gui.models.execution_text import first_line
from stepflow_desktop.gui.models.overview_period import Period, now_words, slot_label, slot_title

NOTHING = "–"
WORTH_TELLING = 0.10
"""A step that got slower by more than this share is told in colour."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One card: the figure, the words under it, and where it comes from."""

    figure: str
    words: str
    values: tuple[float | None, ...] = ()


def headline(now: datetime, running: int, queued: int, failed: int) -> str:
    """``Tuesday 17 November, 14:45 · 4 running, 1 queued, 2 failures to look at``."""
    translate = QCoreApplication.translate
    parts = []
    if running:
        parts.append(translate("Overview", "{n} running").format(n=f"{running:,}"))
    if queued:
        parts.append(translate("Overview", "{n} queued").format(n=f"{queued:,}"))
    if failed == 1:
        parts.append(translate("Overview", "1 failure to look at"))
    elif failed:
        parts.append(translate("Overview", "{n} failures to look at").format(n=f"{failed:,}"))
    state = wording.listed(parts) or translate("Overview", "nothing running")
    return translate("Overview", "{when} · {state}").format(when=now_words(now), state=state)


def executions_figure(found: Statistics, period: Period) -> Figure:
    translate = QCoreApplication.translate
    total = found.tally.total
    each = total / max(1, len(found.slots))
    amount = f"{each:,.0f}" if each >= 9.95 or each == round(each) else f"{each:.1f}"
    words = translate("Overview", "{n} an hour") if period.is_hourly else translate("Overview", "{n} a day")
    rate = words.format(n=amount)
    change = _change_words(total, found.before.total)
    if change:
        rate = translate("Overview", "{rate}, {change}").format(rate=rate, change=change)
    return Figure(f"{total:,}", rate, tuple(float(slot.tally.total) for slot in found.slots))


def _change_words(now: int, before: int) -> str:
    """Nothing where there was so little before that a comparison says nothing."""
    translate = QCoreApplication.translate
    if not before or now > 10 * before:
        return ""
    percent = round(100 * (now / before - 1))
    if percent > 0:
        return translate("Overview", "up {n} %").format(n=percent)
    if percent < 0:
        return translate("Overview", "down {n} %").format(n=-percent)
    return translate("Overview", "as before")


def success_figure(found: Statistics) -> Figure:
    translate = QCoreApplication.translate
    rate = found.tally.success_rate
    failed, cancelled = found.tally.failed, found.tally.cancelled
    if cancelled:
        words = translate("Overview", "{failed} failed, {cancelled} cancelled")
    else:
        words = translate("Overview", "{failed} failed")
    figure = NOTHING if rate is None else _percent(rate)
    values = tuple(slot.tally.success_rate for slot in found.slots)
    return Figure(figure, words.format(failed=f"{failed:,}", cancelled=f"{cancelled:,}"), values)


def _percent(rate: float) -> str:
    """Only all is 100 %, and only none is 0 %."""
    shown = min(99.9, max(0.1, 100 * rate)) if 0 < rate < 1 else 100 * rate
    return f"{shown:.0f} %" if shown in (0, 100) else f"{shown:.1f} %"


def duration_figure(found: Statistics) -> Figure:
    translate = QCoreApplication.translate
    values = tuple(slot.median_s for slot in found.slots)
    if found.median_s is None:
        return Figure(NOTHING, translate("Overview", "nothing has completed"), values)
    if found.median_before_s is None:
        words = translate("Overview", "of completed executions")
    else:
        difference = found.median_s - found.median_before_s
        least = 0.02 * found.median_before_s
        if abs(difference) <= least:
            words = translate("Overview", "as long as before")
        elif difference < 0:
            words = translate("Overview", "{time} faster than before").format(time=wording.duration(-difference))
        else:
            words = translate("Overview", "{time} slower than before").format(time=wording.duration(difference))
    return Figure(wording.duration(found.median_s), words, values)


def artifacts_figure(found: Statistics, free_bytes: int | None) -> Figure:
    translate = QCoreApplication.translate
    stored = wording.size(found.artifact_bytes)
    if free_bytes is None:
        words = translate("Overview", "{stored} stored").format(stored=stored)
    else:
        words = translate("Overview", "{stored} stored, {free} free")
        words = words.format(stored=stored, free=wording.size(free_bytes))
    return Figure(f"{found.artifacts_total:,}", words, tuple(float(slot.artifacts) for slot in found.slots))


def stacks_of(slots: Sequence[Slot], period: Period, now: datetime) -> list[Stack]:
    """Completed, failed and cancelled executions of each day or hour; the key is the number of the slot."""
    return [
        Stack(
            slot_label(slot.start, period, now),
            slot_title(slot.start, period),
            (slot.tally.completed, slot.tally.failed, slot.tally.cancelled),
            number,
            slot.start <= now < slot.end,
        )
        for number, slot in enumerate(slots)
    ]


def bars_of(steps: Sequence[SlowStep]) -> list[Bar]:
    """The slowest steps; the key is the step's name."""
    # Where nothing ran in the period before, every step would be new, which is no news.
    compared = any(step.before_s is not None for step in steps)
    longest = max((step.median_s for step in steps), default=0.0) or 1.0
    return [
        Bar(
            first_line(step.name),
            step.median_s / longest,
            short_duration(step.median_s),
            first_line(step.command),
            _step_change(step) if compared else "",
            "failed" if (step.change or 0) > WORTH_TELLING else "text3",
            key=step.name,
        )
        for step in steps
    ]


def _step_change(step: SlowStep) -> str:
    translate = QCoreApplication.translate
    if step.change is None:
        return translate("Overview", "new")
    percent = round(100 * step.change)
    return f"{'+' if percent > 0 else '−' if percent < 0 else '±'}{abs(percent)} %"


def short_duration(seconds: float) -> str:
    """One unit: ``25.2 m``, ``6.3 s``, ``2.4 h``."""
    translate = QCoreApplication.translate
    if seconds < 60:
        return translate("Charts", "{seconds} s").format(seconds=f"{seconds:.1f}")
    if seconds < 3600:
        return translate("Charts", "{minutes} m").format(minutes=f"{seconds / 60:.1f}")
    return translate("Charts", "{hours} h").format(hours=f"{seconds / 3600:.1f}")
