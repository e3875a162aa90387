from __future__ import annotations

from datetime import date

import pytest

from stepflow_desktop.api.traffic import Traffic
from stepflow_desktop.errors import StorageProblem
from tests.api.conftest import Api


class Clock:
    def __init__(self) -> None:
        self.s, self.day = 0.0, date(2026, 11, 26)

    def now(self) -> float:
        return self.s

    def today(self) -> date:
        return self.day


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_the_median_is_of_the_last_minute(clock: Clock) -> None:
    traffic = Traffic(now=clock.now, today=clock.today)
    assert traffic.median_reply_ms is None
    for took_s in (0.5, 0.5, 0.5):
        traffic.answered(took_s, 200)
    clock.s = 61.0
    for took_s in (0.001, 0.003, 0.002):
        traffic.answered(took_s, 200)
    assert traffic.median_reply_ms == pytest.approx(2.0)
    clock.s = 200.0
    assert traffic.median_reply_ms is None
    assert traffic.requests == 6


def test_errors_are_those_of_today(clock: Clock) -> None:
    traffic = Traffic(now=clock.now, today=clock.today)
    for status in (200, 404, 499, 500, 507):
        traffic.answered(0.0, status)
    assert traffic.errors_today == 2
    clock.day = date(2026, 11, 27)
    assert traffic.errors_today == 0
    traffic.answered(0.0, 503)
    assert traffic.errors_today == 1


def test_no_more_is_remembered_than_a_thousand(clock: Clock) -> None:
    traffic = Traffic(now=clock.now, today=clock.today)
    for _ in range(5_000):
        traffic.answered(0.0, 200)
    assert traffic.requests == 5_000
    assert len(traffic._replies) == 1_024


async def test_every_answer_is_counted_whatever_it_is(api: Api, expected_log: list[str]) -> None:
    traffic = api.rest.traffic
    await api.get("/api/executions")
    await api.get("/nowhere")
    await api.get("/api/executions", headers={"Host": "evil.example"})
    assert (traffic.requests, traffic.errors_today) == (3, 0)
    assert traffic.median_reply_ms is not None
    api.engine.failure = StorageProblem("The disk is full.")
    await api.post("/api/executions", json={"command": "true"})
    api.engine.failure = RuntimeError("a defect")
    expected_log.append("POST /api/executions failed")
    await api.post("/api/executions", json={"command": "true"})
    assert (traffic.requests, traffic.errors_today) == (5, 2)
