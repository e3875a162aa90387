"""The load is measured off the loop, even when the storage folder is not there yet."""

from __future__ import annotations

import asyncio
import contextlib
from pathlib import Path

from stepflow_desktop.gui.machine_load import MachineLoad, measured, watch_load


def test_a_sample_has_plausible_figures(tmp_path: Path) -> None:
    load = measured(tmp_path / "not" / "made" / "yet")
    assert 0 < load.memory_used_bytes < load.memory_total_bytes
    assert load.disk_free_bytes > 0
    assert load.cpu_percent >= 0


async def test_watching_goes_on_until_it_is_cancelled(tmp_path: Path) -> None:
    loads: list[MachineLoad] = []
    three = asyncio.Event()

    def show(load: MachineLoad) -> None:
        loads.append(load)
        if len(loads) == 3:
            three.set()

    task = asyncio.get_running_loop().create_task(watch_load(tmp_path, show, every_s=0.001), name="watch")
    await asyncio.wait_for(three.wait(), 10)
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
    assert task.cancelled()
