from datetime import UTC, datetime, timedelta
from pathlib import Path

from stepflow_desktop.core.clock import SystemClock


def test_wall_time_is_the_time_of_people():
    before = datetime.now(UTC)
    at = SystemClock().now().at
    assert before - timedelta(milliseconds=1) <= at <= datetime.now(UTC) + timedelta(milliseconds=1)


def test_the_boot_clock_counts_since_the_start_of_the_computer_and_never_goes_back():
    def uptime_s() -> float:
        return float(Path("/proc/uptime").read_text().split()[0])

    before = uptime_s()
    stamps = [SystemClock().now().boot_us for _ in range(1000)]
    # The file shows hundredths of a second.
    assert before - 0.01 <= stamps[0] / 1_000_000 <= stamps[-1] / 1_000_000 <= uptime_s() + 0.02
    assert stamps == sorted(stamps)
