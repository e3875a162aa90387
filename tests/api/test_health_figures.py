"""What health tells, held against SQLite, the file system and the clients themselves."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import aiohttp
import psutil
import pytest

from stepflow_desktop.api.rest_server import RestServer
from stepflow_desktop.api.websocket_hub import WebSocketHub
from stepflow_desktop.app import opened_engine
from stepflow_desktop.core import store
from stepflow_desktop.settings import Settings
from tests.api.conftest import Api


@pytest.fixture
async def live(settings: Settings, tmp_path: Path) -> AsyncIterator[Api]:
    settings = replace(settings, storage_path=tmp_path / "storage", working_directory=tmp_path)
    async with opened_engine(settings) as engine:
        hub = WebSocketHub(engine, settings)
        rest = RestServer(engine, hub, settings)
        await hub.start()
        await rest.start()
        try:
            async with aiohttp.ClientSession() as session:
                yield Api(engine, hub, rest, session)  # type: ignore[arg-type]
        finally:
            await asyncio.gather(rest.stop(), hub.stop())


def asked(live: Api, sql: str) -> Any:
    with closing(sqlite3.connect(live.engine.storage / "stepflow.db")) as connection:
        return connection.execute(sql).fetchone()[0]


async def run(live: Api, command: str) -> None:
    listener = await live.connect()
    await live.post("/api/executions", json={"command": command})
    await listener.until("execution_completed")
    await listener.close()


async def test_counts_are_those_of_the_tables(live: Api, tmp_path: Path) -> None:
    await run(live, "echo STEP_START:A; echo x > a.txt; echo ARTIFACT:a.txt; echo STEP_COMPLETE:A; echo STEP_START:B")
    await run(live, "exit 3")
    await run(live, "true")
    data = (await live.get("/api/health/database")).data
    for status in ("pending", "running", "completed", "failed", "cancelled"):
        count = asked(live, f"SELECT count(*) FROM executions WHERE status = '{status}'")
        assert data[f"{status}_executions"] == count
    tables = {name: asked(live, f"SELECT count(*) FROM {name}") for name in ("executions", "steps", "artifacts")}
    assert tables == {"executions": 3, "steps": 2, "artifacts": 1}
    assert (data["total_executions"], data["total_steps"], data["total_artifacts"]) == tuple(tables.values())
    newest = asked(live, "SELECT max(created_us) FROM executions")
    listed = (await live.get("/api/executions?limit=1")).data["executions"][0]
    assert data["newest_execution"] == listed["created_at"]
    assert newest % 1_000_000 // 1000 == int(listed["created_at"][20:23])

    metrics = (await live.get("/api/health/metrics")).data["database"]
    assert metrics["table_counts"] == tables
    assert metrics["wal_mode"] == asked(live, "PRAGMA journal_mode") == "wal"
    assert metrics["storage_path"] == str(live.engine.storage)
    file = live.engine.storage / "stepflow.db"
    size = file.stat().st_size + Path(f"{file}-wal").stat().st_size
    assert metrics["database_size_bytes"] == size
    assert metrics["database_size_mb"] == round(size / 1024**2, 2)


async def test_optimize_analyzes_and_moves_the_log_into_the_file(live: Api) -> None:
    await run(live, "true")
    wal = live.engine.storage / "stepflow.db-wal"
    assert wal.stat().st_size > 0
    answer = (await live.post("/api/health/optimize")).data
    assert answer["operations_performed"] == ["ANALYZE tables", "WAL checkpoint", "Cache refresh"]
    assert wal.stat().st_size == 0
    assert asked(live, "SELECT count(*) FROM sqlite_stat1 WHERE tbl = 'executions'") > 0
    file = live.engine.storage / "stepflow.db"
    assert answer["metrics"]["database"]["database_size_bytes"] == file.stat().st_size


async def test_the_loop_goes_on_while_the_database_is_tidied_up(live: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    loop = asyncio.get_running_loop()
    begun, may_end = asyncio.Event(), asyncio.Event()
    analyze = store._analyze

    def slowly(connection: sqlite3.Connection) -> None:
        loop.call_soon_threadsafe(begun.set)
        asyncio.run_coroutine_threadsafe(may_end.wait(), loop).result(30)
        analyze(connection)

    monkeypatch.setattr(store, "_analyze", slowly)
    tidying = loop.create_task(live.post("/api/health/optimize"), name="optimize")
    async with asyncio.timeout(30):
        await begun.wait()
        assert (await live.get("/api/health")).data["status"] == "healthy"
        assert (await live.get("/api/executions")).status == 200
        assert not tidying.done()
        may_end.set()
        assert (await tidying).status == 200


async def test_the_hit_ratio_is_that_of_the_read_caches(live: Api) -> None:
    await run(live, "true")
    status = (await live.get("/api/health/status")).data["database"]
    hits, misses = live.engine.store.cache_hits, live.engine.store.cache_misses
    for _ in range(20):
        await live.get("/api/executions?limit=7")
    # The first of them is a question to the database, the others are answered from bytes.
    assert (live.engine.store.cache_hits, live.engine.store.cache_misses) == (hits, misses + 1)
    after = (await live.get("/api/health/status")).data["database"]
    assert after["cache_hit_ratio"] > status["cache_hit_ratio"]
    assert after["cache_hit_ratio"] == round((hits + 19) / (hits + misses + 20), 3)


async def test_messages_and_clients_are_counted(live: Api) -> None:
    listener = await live.connect()
    await live.post("/api/executions", json={"command": "seq 50"})
    heard = 1 + len(await listener.until("execution_completed"))
    heard += 1 + len(await listener.in_step())
    websocket = (await live.get("/api/health/status")).data["websocket"]
    assert websocket == {"status": "running", "connected_clients": 1, "total_messages": heard}
    assert (await live.get("/api/health/metrics")).data["system"]["open_connections"] == 2
    await listener.close()


async def test_load_memory_and_disk_are_those_of_this_computer(live: Api) -> None:
    await live.rest._vitals.sample()
    system = (await live.get("/api/health/status")).data["system"]
    assert system["load_average"] == pytest.approx(psutil.getloadavg(), abs=1.5)
    assert system["memory_percent"] == pytest.approx(psutil.virtual_memory().percent, abs=20)
    assert system["disk_usage_percent"] == pytest.approx(psutil.disk_usage(str(live.engine.storage)).percent, abs=5)


async def test_uptime_grows(live: Api) -> None:
    (health,) = [
        resource.handler.__self__  # type: ignore[attr-defined]
        for resource in live.rest._runner.app.router.routes()  # type: ignore[union-attr]
        if getattr(resource.handler, "__name__", "") == "optimize"
    ]
    health._started_s -= 86_400
    assert (await live.get("/api/health")).data["uptime_seconds"] in (86_400, 86_401, 86_402)
    assert (await live.get("/api/health/metrics")).data["uptime_seconds"] >= 86_400
