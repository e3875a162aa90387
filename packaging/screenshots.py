"""Makes the pictures of the README: opens the real window offscreen, runs the demos in it and photographs it.

Run by ``make screenshots``. Everything happens in a temporary home folder, so that no name or path of the computer it
runs on gets into a picture.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "docs" / "pictures"
PATIENCE_S = 60
SETTLE_S = 1.5


def main() -> int:
    home = Path(tempfile.mkdtemp(prefix="stepflow-pictures-"))
    os.environ.update(HOME=str(home), USER="you", LOGNAME="you", QT_QPA_PLATFORM="offscreen")
    os.environ["STEPFLOW_CONFIG_PATH"] = str(home / "config")
    sys.path.insert(0, str(ROOT))
    try:
        _photograph(home)
    finally:
        shutil.rmtree(home, ignore_errors=True)
    return 0


def _photograph(home: Path) -> None:
    from stepflow_desktop import settings
    from stepflow_desktop.gui import application

    loaded = settings.load(overrides={"storage_path": home / "storage", "http_port": 0, "websocket_port": 0})
    shutil.copytree(ROOT / "resources" / "demo", home / "solar-roof")
    shutil.copytree(ROOT / "resources" / "examples", home / "examples")
    app = application.make_application([])
    with asyncio.Runner(loop_factory=lambda: application.new_event_loop(app)) as runner:
        runner.run(_session(home, loaded))


async def _session(home: Path, loaded: Any) -> None:
    from stepflow_desktop.app import opened_engine
    from stepflow_desktop.core.model import NewExecution
    from stepflow_desktop.gui import application
    from stepflow_desktop.servers import AppServers

    shown: list[Any] = []

    class Seen(application.MainWindow):
        def __init__(self, *parts: Any) -> None:
            super().__init__(*parts)
            shown.append(self)

    application.MainWindow = Seen  # type: ignore[misc]
    async with opened_engine(loaded) as engine:
        servers = AppServers(engine, loaded)
        running = asyncio.get_running_loop().create_task(
            application.run_window(contextlib.nullcontext(engine), servers, loaded), name="window"
        )

        async def create(name: str, command: str, folder: str, *tags: str) -> str:
            request = NewExecution(command=command, name=name, working_directory=str(home / folder), tags=tags)
            return (await engine.create(request)).id

        async def ended(execution_id: str) -> bool:
            return (await engine.get(execution_id)).execution.status.is_final

        for name, command in (("Checks", "sh checks.sh"), ("Backup", "sh backup.sh")):
            execution = await create(name, command, "examples", "nightly")
            await _until(lambda execution=execution: ended(execution))
        failed = await create("Move customers", "python3 failing.py", "solar-roof", "database")
        await _until(lambda: ended(failed))
        demo = await create("Solar roof report", "python3 pipeline.py --speed 1.5", "solar-roof", "ml", "nightly")

        async def trains() -> bool:
            steps = (await engine.get(demo)).steps
            return any(step.name == "Train model" and (step.progress or 0) > 0.5 for step in steps)

        await _until(trains)
        window = shown[0]
        window._theme.set_mode("dark")
        await _photo(window, demo, PICTURES / "running-dark.png")
        window._theme.set_mode("light")
        await _photo(window, failed, PICTURES / "failed-light.png")
        await engine.cancel(demo, force=True)
        await _until(lambda: ended(demo))
        window.leave()
        await running
        await servers.stop()


async def _photo(window: Any, execution_id: str, path: Path) -> None:
    window.executions.open_execution(execution_id)
    await asyncio.sleep(SETTLE_S)
    path.parent.mkdir(parents=True, exist_ok=True)
    if not window.grab().save(str(path)):
        raise OSError(f"{path} could not be written")


async def _until(condition: Callable[[], Any]) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while not await condition():  # noqa: ASYNC110 - conditions of a window cannot be awaited
            await asyncio.sleep(0.05)


if __name__ == "__main__":
    sys.exit(main())
