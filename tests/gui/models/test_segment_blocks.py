"""The ribbon of very many steps: the same sums as one segment each, and work only where something has changed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stepflow_desktop.core.model import Execution, ExecutionStatus, Step, StepStatus
from stepflow_desktop.gui.models.segment_blocks import BLOCK, StepBlocks
from stepflow_desktop.gui.models.segments import MANY_STEPS, SegmentCache, segments
from stepflow_desktop.gui.widgets.ribbon import MOST_SEGMENTS, described, done_share, merged
from tests.gui import sample_data as data

NOW = data.FixedClock().now()
MANY = 4 * MANY_STEPS


def run_of(count: int, total: int = 0) -> tuple[Execution, tuple[Step, ...]]:
    churn = data.churn()
    done = replace(churn.steps[0], status=StepStatus.COMPLETED)
    steps = [replace(done, id=f"step {number}", index=number, duration_s=1 + number % 7) for number in range(count - 1)]
    steps.append(replace(churn.steps[4], id="last", index=count - 1, progress=0.5))
    execution = replace(churn.execution, status=ExecutionStatus.RUNNING, total_steps=total or count)
    return execution, tuple(steps)


def test_many_steps_become_few_segments_of_the_same_weight() -> None:
    execution, steps = run_of(MANY)
    found = segments(execution, steps, NOW)
    one_each = [part for at in range(0, MANY, MANY_STEPS) for part in segments(execution, steps[at : at + 500], NOW)]
    assert len(found) <= MOST_SEGMENTS
    steps_alone = [part for part in one_each if part.status != "expected"]
    assert sum(part.weight for part in found) == pytest.approx(sum(part.weight for part in steps_alone))
    done = sum(part.weight * done_share(part.status, part.fraction) for part in steps_alone)
    assert sum(part.weight * (part.fraction or 0) for part in found) == pytest.approx(done)
    assert [part.status for part in found][-2:] == ["completed", "running"]
    assert found[-1].key == "last"
    assert described(found) == f"{MANY:,} steps, {MANY - 1} completed, 1 running"


def test_what_was_announced_follows_as_one_segment() -> None:
    execution, steps = run_of(MANY, total=2 * MANY)
    last = segments(execution, steps, NOW)[-1]
    assert last.status == "expected"
    assert last.counts == (("expected", MANY),)
    assert last.weight == pytest.approx(MANY * 4, rel=0.2)


def test_only_blocks_that_have_changed_are_worked_out_again() -> None:
    execution, steps = run_of(MANY)
    blocks = StepBlocks()
    segments(execution, steps, NOW, blocks=blocks)
    first = blocks.worked_out
    assert first == -(-MANY // BLOCK)
    more = (*steps[:-1], replace(steps[-1], status=StepStatus.COMPLETED, duration_s=3.0), *run_of(MANY + 1)[1][-1:])
    segments(execution, more, NOW, blocks=blocks)
    assert blocks.worked_out <= first + 2


def test_a_failed_step_shows_in_its_block_until_it_turns_out_to_be_allowed() -> None:
    execution, steps = run_of(MANY)
    failed = replace(steps[5], status=StepStatus.FAILED, stop_on_error=False)
    steps = (*steps[:5], failed, *steps[6:])
    assert segments(execution, steps, NOW)[0].status == "allowed"
    assert segments(execution, steps[:6] * 1 + steps[6:], NOW)[0].key == failed.id


def test_the_list_keeps_the_blocks_of_each_run() -> None:
    execution, steps = run_of(MANY)
    cache = SegmentCache()
    shown = cache.segments(execution, steps, NOW)
    assert shown == merged(segments(execution, steps, NOW))
    blocks = cache._blocks[execution.id]
    before = blocks.worked_out
    cache.segments(replace(execution, log_size=1), steps, NOW)
    assert blocks.worked_out == before + 1
