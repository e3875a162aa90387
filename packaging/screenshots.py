"""Makes the pictures of the README: opens the real window offscreen, runs the demos in it and photographs it.

Run by ``make screenshots``. Everything happens in a temporary home folder, so that no name or path of the computer it
runs on gets into a picture.
"""

from __future__ import annotations

import asyncio
import contextlib
import math
import os
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "docs" / "pictures"
PATIENCE_S = 60
SETTLE_S = 1.5
DEMO = "python3 pipeline.py --speed 1.5"


def main() -> int:
    home = Path(tempfile.mkdtemp(prefix="stepflow-pictures-"))
    os.environ.update(HOME=str(home), USER="you", LOGNAME="you", QT_QPA_PLATFORM="offscreen")
    os.environ["STEPFLOW_CONFIG_PATH"] = str(home / "config")
    sys.path[:0] = [str(ROOT), str(ROOT / "packaging")]
    try:
        _photograph(home)
    finally:
        shutil.rmtree(home, ignore_errors=True)
    return 0


def _photograph(home: Path) -> None:
    from screenshot_history import fill_history

    from stepflow_desktop import settings
    from stepflow_desktop.gui import application

    loaded = settings.load(overrides={"storage_path": home / "storage", "http_port": 0, "websocket_port": 0})
    fill_history(home / "storage" / "stepflow.db", home, DEMO)
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
    taken: dict[str, Any] = {}

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

        async def picture_of(execution_id: str) -> str:
            artifacts = (await engine.get(execution_id)).artifacts
            return next(artifact.id for artifact in artifacts if artifact.file_name == "power.png")

        for name, command in (("Checks", "sh checks.sh"), ("Backup", "sh backup.sh")):
            execution = await create(name, command, "examples", "nightly")
            await _until(lambda execution=execution: ended(execution))
        failed = await create("Move customers", "python3 failing.py", "solar-roof", "database")
        await _until(lambda: ended(failed))
        done = await create("Solar roof report", DEMO, "solar-roof", "ml", "nightly")
        await _until(lambda: ended(done))
        demo = await create("Solar roof report", DEMO, "solar-roof", "ml", "nightly")

        async def trains() -> bool:
            steps = (await engine.get(demo)).steps
            return any(step.name == "Train model" and (step.progress or 0) > 0.5 for step in steps)

        await _until(trains)
        window, page = shown[0], shown[0].executions
        window._theme.set_mode("dark")
        window.open_execution(demo)
        await _photo(taken, window, "running-dark")
        page.show_timeline()
        await _photo(taken, window, "timeline-dark")
        window._theme.set_mode("light")
        window.show_overview()
        await _photo(taken, window, "overview-light")
        window.open_execution(failed)
        page.show_work()
        await _photo(taken, window, "failed-light")
        window.open_execution(done)
        await asyncio.sleep(SETTLE_S)
        page.show_files()
        page.pane.show_artifact(await picture_of(done))
        await _photo(taken, window, "artifacts-light")
        await _until(lambda: ended(demo))
        window.leave()
        await running
        await servers.stop()
    for name, picture in taken.items():
        _save(picture, PICTURES / f"{name}.png")


async def _photo(taken: dict[str, Any], window: Any, name: str) -> None:
    for toast in window.toasts.toasts:
        toast.dismiss()
    await asyncio.sleep(SETTLE_S)
    taken[name] = window.grab().toImage()


def _save(picture: Any, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if not _few_colours(picture).save(str(path), "PNG", 0):
        raise OSError(f"{path} could not be written")


def _few_colours(picture: Any) -> Any:
    """With the 256 colours that it has most of, which makes a fourth of the bytes."""
    from PySide6.QtGui import QImage

    picture = picture.convertToFormat(QImage.Format.Format_RGB32)
    pixels = memoryview(picture.constBits()).cast("B").cast("I")
    counted = Counter(pixels)
    common = [color for color, _ in counted.most_common()]
    # Surfaces exactly; then one of each group of colours that are nearly the same, so that rare hues get a place too.
    first: dict[int, int] = {}
    for color in common:
        first.setdefault(color & 0xF0F0F0, color)
    table = list(dict.fromkeys((*common[:128], *first.values())))[:256]
    parts = [(color >> 16 & 255, color >> 8 & 255, color & 255) for color in table]

    def nearest(color: int) -> int:
        red, green, blue = color >> 16 & 255, color >> 8 & 255, color & 255
        return min(range(len(parts)), key=lambda n: math.dist(parts[n], (red, green, blue)))

    place = {color: nearest(color) for color in counted}
    indexed = bytes(place[color] for color in pixels)
    width, height = picture.width(), picture.height()
    small = QImage(indexed, width, height, width, QImage.Format.Format_Indexed8)
    small.setColorTable(table)
    return small.copy()


async def _until(condition: Callable[[], Any]) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while not await condition():  # noqa: ASYNC110 - conditions of a window cannot be awaited
            await asyncio.sleep(0.05)


if __name__ == "__main__":
    sys.exit(main())
