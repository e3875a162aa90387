from __future__ import annotations

from stepflow_desktop.api.rate_limits import Attempts, Pace


class Watch:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_so_many_wrong_tokens_are_free_and_the_next_has_to_wait() -> None:
    watch = Watch()
    attempts = Attempts(3, 60.0, now=watch)
    assert [attempts.failed("10.0.0.1") for _ in range(3)] == [0, 0, 0]
    watch.now += 20.5
    assert attempts.failed("10.0.0.1") == 40
    assert attempts.failed("10.0.0.2") == 0
    watch.now += 39.5
    assert attempts.failed("10.0.0.1") == 0


def test_addresses_of_one_ipv6_network_count_together() -> None:
    attempts = Attempts(1)
    assert attempts.failed("2001:db8::1") == 0
    assert attempts.failed("2001:db8::ffff:2") > 0
    assert attempts.failed("2001:db8:0:1::1") == 0
    assert attempts.failed("::1") == 0
    assert attempts.failed("no address") == 0
    assert attempts.failed("") > 0


def test_ever_new_addresses_cost_no_more_memory() -> None:
    attempts = Attempts(1, max_addresses=10)
    for number in range(1_000):
        attempts.failed(f"10.0.{number // 250}.{number % 250}")
    assert len(attempts._failures) == 10
    assert attempts.failed("10.0.3.249") > 0  # the latest are remembered


def test_a_slow_client_never_waits() -> None:
    watch = Watch()
    pace = Pace(5, patience_s=2, now=watch)
    for _ in range(100):
        assert pace.heard() == 0
        watch.now += 0.2
    assert not pace.exhausted


def test_a_burst_is_slowed_down_and_forgiven() -> None:
    watch = Watch()
    pace = Pace(5, patience_s=2, now=watch)
    waits = [pace.heard() for _ in range(6)]
    assert waits[:5] == [0] * 5
    assert waits[5] == 1.0
    watch.now += 10
    for _ in range(50):
        assert pace.heard() == 0
        watch.now += 0.25
    assert not pace.exhausted


def test_who_never_lets_up_exhausts_the_patience() -> None:
    watch = Watch()
    pace = Pace(5, patience_s=3, now=watch)
    for _ in range(3 * 6):
        watch.now += pace.heard()
        assert not pace.exhausted
    pace.heard()
    assert pace.exhausted
