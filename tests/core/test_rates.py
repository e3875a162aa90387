from __future__ import annotations

from stepflow_desktop.core.rates import LastMinute


def test_what_came_in_the_last_minute_counts() -> None:
    minute = LastMinute()
    assert minute.of(100, 0.0) == 0
    assert minute.of(130, 20.0) == 30
    assert minute.of(140, 59.0) == 40
    assert minute.of(145, 80.0) == 15
    assert minute.of(145, 200.0) == 0


def test_a_total_that_began_anew_counts_from_nothing() -> None:
    minute = LastMinute()
    minute.of(100, 0.0)
    assert minute.of(3, 1.0) == 3
    assert minute.of(5, 2.0) == 5


def test_no_more_is_remembered_than_a_minute() -> None:
    minute = LastMinute()
    for second in range(1000):
        assert minute.of(second, float(second)) == min(second, 60)
    assert len(minute._seen) <= 62
