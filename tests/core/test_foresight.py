"""When a waiting execution gets its turn, and what is expected of runs that have not ended."""

from __future__ import annotations

import pytest

from stepflow_desktop.core.foresight import MOST_AHEAD, starts_in_s


@pytest.mark.parametrize(
    ("left", "before", "slots", "found"),
    [
        ([], [], 1, 0.0),
        ([60.0], [], 1, 60.0),
        ([60.0, 20.0], [], 2, 20.0),
        ([60.0, 20.0], [30.0], 2, 50.0),
        ([60.0, 20.0], [300.0], 2, 60.0),
        ([None], [], 1, None),
        ([None, 20.0], [], 2, 20.0),
        ([None, 20.0], [None], 2, None),
        ([60.0, 20.0], [None], 2, 60.0),
        ([], [], 0, None),
        ([1.0], [1.0] * (MOST_AHEAD + 1), 1, None),
    ],
)
def test_the_earliest_slot(left: list[float | None], before: list[float | None], slots: int, found: float) -> None:
    assert starts_in_s(left, before, slots) == found
