"""Samples of processor and memory are read as they were written, and few of very many."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from stepflow_desktop.core.run_usage import NO_USAGE, read_usage, usage_of
from stepflow_desktop.supervisor import USAGE_RECORD

SECOND = 1_000_000


def record(at_s: float, cpu_s: float, memory: int = 1_000, processes: int = 1) -> bytes:
    return USAGE_RECORD.pack(int(at_s * SECOND), int(cpu_s * SECOND), memory, processes)


def test_processor_is_the_share_of_the_time_between_samples() -> None:
    usage = usage_of(record(10, 0) + record(12, 3, 5_000, 2) + record(14, 3))
    assert [sample.cpu_percent for sample in usage.samples] == [None, 150.0, 0.0]
    assert [sample.memory_bytes for sample in usage.samples] == [1_000, 5_000, 1_000]
    assert usage.samples[1].processes == 2
    assert usage.most_memory == 5_000
    assert usage.last is usage.samples[-1]


def test_another_supervisor_that_counts_anew_makes_no_negative_share() -> None:
    usage = usage_of(record(10, 50) + record(12, 1) + record(14, 2))
    assert [sample.cpu_percent for sample in usage.samples] == [None, None, 50.0]


def test_a_record_cut_short_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "usage.idx"
    path.write_bytes(record(10, 0) + record(12, 1) + record(14, 2)[:20])
    assert read_usage(path).records == 2


def test_no_file_is_no_usage(tmp_path: Path) -> None:
    assert read_usage(tmp_path / "usage.idx") == NO_USAGE
    assert NO_USAGE.last is None and NO_USAGE.most_memory == 0


@pytest.mark.parametrize("count", [1, 999, 1_000, 1_001, 50_000])
def test_a_run_of_days_is_a_bounded_number_of_samples(count: int) -> None:
    content = b"".join(record(2 * n, n, 10_000 if n == count // 2 else 100) for n in range(count))
    usage = usage_of(content, 1_000)
    assert usage.records == count
    assert len(usage.samples) <= 1_000
    assert usage.most_memory == 10_000
    assert usage.samples[-1].boot_us == 2 * (count - 1) * SECOND
    shares = {sample.cpu_percent for sample in usage.samples if sample.cpu_percent is not None}
    assert shares <= {50.0}


def test_the_layout_is_the_supervisors() -> None:
    assert USAGE_RECORD.size == 32
    assert USAGE_RECORD.format == "<qqqq" or struct.calcsize(USAGE_RECORD.format) == 32
