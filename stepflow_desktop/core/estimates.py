"""How long a run still takes, as far as anything honest can be said about it.

A *part* is what the arithmetic needs of one step: how long it has run, how far it says it is, and how long it is
expected to take, by whoever knows (earlier runs, or the script: ``[duration=300]``). An *outlook* is what follows:
seconds left, or seconds later than expected, or neither. Nothing is invented: one part ahead without a basis, and the
whole has none. Numbers that are shown are held *steady*, because a figure that jumps is not believed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LEAST_PROGRESS = 0.05
"""Less than this is too little to go by."""

LEAST_ELAPSED_S = 10.0
LEAST_SHARE = 0.05
"""Of what was expected: so much is always left until the step has ended."""

MOST_FRACTION = 0.95
"""A bar that goes by time alone stops here until the step has ended."""

SHOWN_AT_LEAST_S = 5.0
SMALLEST_CHANGE_S = 60.0
SMALLEST_SHARE = 0.1


@dataclass(frozen=True, slots=True)
class Part:
    """One step that has not ended. ``elapsed_s`` is None while it is only planned; ``progress`` is 0 to 1."""

    elapsed_s: float | None = None
    progress: float | None = None
    expected_s: float | None = None


@dataclass(frozen=True, slots=True)
class Outlook:
    """``left_s`` is None without a basis; ``late_s`` is by how much an expectation was missed, else 0.

    ``is_expected`` says that it rests on an expectation, not on reported progress alone; that of ``runs`` earlier
    runs, or of the script if there are none. ``spread`` is how far those runs lay apart, as a share of their median,
    ``ahead`` how many steps they let expect beside those that are there.
    """

    left_s: float | None = None
    late_s: float = 0.0
    is_expected: bool = False
    runs: int = 0
    spread: float = 0.0
    ahead: int = 0


NO_OUTLOOK = Outlook()


def outlook_of(part: Part) -> Outlook:
    """What is left of one step."""
    elapsed, expected = part.elapsed_s, part.expected_s
    if elapsed is None:
        return NO_OUTLOOK if expected is None else Outlook(expected, is_expected=True)
    reported = _left_by_progress(elapsed, part.progress)
    if expected is None:
        return Outlook(reported)
    if reported is None or part.progress is None:
        return Outlook(max(expected - elapsed, LEAST_SHARE * expected), max(0.0, elapsed - expected), True)
    # The further it is, the more its own word counts.
    share = part.progress
    return Outlook(share * reported + (1 - share) * max(0.0, expected - elapsed), is_expected=True)


def _left_by_progress(elapsed_s: float, progress: float | None) -> float | None:
    if progress is None or progress < LEAST_PROGRESS or elapsed_s < LEAST_ELAPSED_S:
        return None
    return elapsed_s * max(0.0, 1 - progress) / progress


def fraction_of(part: Part) -> float | None:
    """How much of a running step's bar is full: as it says, else by time, else unknown."""
    if part.elapsed_s is None:
        return None
    if part.progress is not None:
        return min(1.0, max(0.0, part.progress))
    if not part.expected_s or part.expected_s <= 0:
        return None
    return min(MOST_FRACTION, part.elapsed_s / part.expected_s)


def outlook_of_run(open_parts: Sequence[Part], planned: Sequence[Part], unnamed: int = 0) -> Outlook:
    """What is left of a run: of the open step that takes longest, then of everything planned.

    Open steps lie inside one another or go side by side. ``unnamed`` is how many steps are announced that nothing
    else is known of.
    """
    running = [outlook_of(part) for part in open_parts]
    ahead = [outlook_of(part) for part in planned]
    every = [*running, *ahead]
    late_s = max((outlook.late_s for outlook in running), default=0.0)
    if unnamed > 0 or not every or any(outlook.left_s is None for outlook in every):
        return NO_OUTLOOK
    left = max((outlook.left_s or 0.0 for outlook in running), default=0.0)
    left += sum(outlook.left_s or 0.0 for outlook in ahead)
    return Outlook(left, late_s, any(outlook.is_expected for outlook in every))


class Steady:
    """Holds the seconds that are shown: renewed at most every five seconds, and only for a change that matters."""

    def __init__(self) -> None:
        self._shown_s: float | None = None
        self._since_us = 0

    def take(self, left_s: float | None, boot_us: int) -> float | None:
        """What to show now that ``left_s`` would be right. ``boot_us`` is the time since boot."""
        shown = self._shown_s
        if left_s is None or shown is None or boot_us < self._since_us:
            return self._show(left_s, boot_us)
        rests_s = (boot_us - self._since_us) / 1_000_000
        change = abs(left_s - shown)
        if rests_s >= SHOWN_AT_LEAST_S and (change >= SMALLEST_CHANGE_S or change >= SMALLEST_SHARE * shown):
            return self._show(left_s, boot_us)
        return shown

    def _show(self, left_s: float | None, boot_us: int) -> float | None:
        self._shown_s, self._since_us = left_s, boot_us
        return left_s
