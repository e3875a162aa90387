from __future__ import annotations

import json
from dataclasses import replace

from stepflow_desktop.api import answer_cache
from stepflow_desktop.api.answer_cache import AnswerCache, RowCache
from stepflow_desktop.core.model import Execution, ExecutionStatus, Stamp
from tests.api.fake_engine import EPOCH

RUNNING = Execution(
    id="e",
    name="n",
    command="c",
    working_directory="/",
    created_at=EPOCH,
    started_at=EPOCH,
    started_boot_us=0,
    status=ExecutionStatus.RUNNING,
)


def test_an_answer_holds_until_the_next_write() -> None:
    now = [1]
    cache = AnswerCache(lambda: now[0])
    assert cache.find("q") is None
    cache.keep("q", cache.generation(), b"1")
    assert cache.find("q") == b"1"
    assert cache.hits == 1
    now[0] = 2
    assert cache.find("q") is None


def test_an_answer_overtaken_by_a_write_is_not_kept() -> None:
    now = [1]
    cache = AnswerCache(lambda: now[0])
    generation = cache.generation()
    now[0] = 2
    cache.keep("q", generation, b"1")
    assert cache.find("q") is None


def test_few_and_small_answers_are_kept() -> None:
    cache = AnswerCache(lambda: 1)
    cache.keep("large", 1, b"x" * 600_000)
    assert cache.find("large") is None
    for number in range(65):
        cache.keep(number, 1, b"x")
    assert cache.find(0) is None
    assert cache.find(1) == b"x"
    cache.clear()
    assert cache.find(1) is None


def test_a_row_is_made_anew_when_it_changes() -> None:
    cache = RowCache()
    ended = replace(RUNNING, status=ExecutionStatus.COMPLETED, duration_s=1.0)
    first = cache.row(ended, Stamp(0, 0))
    assert cache.row(replace(ended), Stamp(9, 9)) is first
    assert json.loads(cache.row(replace(ended, name="new"), Stamp(0, 0)))["name"] == "new"


def test_a_running_row_is_live() -> None:
    cache = RowCache()
    durations = [json.loads(cache.row(RUNNING, Stamp(0, us)))["duration_seconds"] for us in (1_000_000, 2_000_000)]
    assert durations == [1.0, 2.0]


def test_rows_are_not_kept_for_ever() -> None:
    cache = RowCache()
    for number in range(answer_cache._ROWS + 10):
        cache.row(replace(RUNNING, id=str(number), status=ExecutionStatus.FAILED), Stamp(0, 0))
    assert len(cache._rows) == 10
