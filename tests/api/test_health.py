from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from stepflow_desktop import __version__
from stepflow_desktop.api.vitals import Vitals
from stepflow_desktop.core.model import ExecutionStatus
from stepflow_desktop.core.store_queries import DatabaseInfo
from stepflow_desktop.errors import StorageProblem
from tests.api.conftest import Api
from tests.api.fake_engine import FakeEngine


def vitals_of(api: Api) -> Vitals:
    return api.rest._vitals


async def look(api: Api) -> None:
    """Sample now, and no more by itself."""
    await vitals_of(api).stop()
    await vitals_of(api).sample()


async def test_health_has_its_seven_fields(api: Api) -> None:
    answer = await api.get("/api/health")
    data = answer.data
    assert answer.status == 200
    assert list(data) == ["status", "timestamp", "version", "uptime_seconds", "database", "websocket", "storage"]
    assert (data["status"], data["version"]) == ("healthy", __version__)
    assert (data["database"], data["websocket"], data["storage"]) == ("connected", "running", "accessible")
    assert isinstance(data["uptime_seconds"], int)


async def test_a_lost_database_is_told_with_503(api: Api) -> None:
    api.engine.store.broken = True
    await look(api)
    answer = await api.get("/api/health")
    assert answer.status == 503
    value = answer.json
    assert value["success"] is False
    assert value["data"]["status"] == "unhealthy"
    assert value["data"]["database"] == "disconnected"
    assert "database" in value["error"]
    assert (await api.get("/api/health/status")).status == 503
    api.engine.store.broken = False
    await look(api)
    assert (await api.get("/api/health")).status == 200


async def test_a_lost_storage_folder_is_told_with_503(api: Api, tmp_path: Path) -> None:
    vitals_of(api)._engine = FakeEngine(tmp_path / "gone")
    await look(api)
    answer = await api.get("/api/health")
    assert answer.status == 503
    assert answer.json["data"]["storage"] == "inaccessible"


async def test_a_database_that_cannot_be_written_is_told_with_503_until_it_can_be(api: Api) -> None:
    store = api.engine.store
    store.full, store.problem = True, StorageProblem("The disk is full.")
    await look(api)
    answer = await api.get("/api/health")
    assert answer.status == 503
    assert answer.json["data"]["status"] == "unhealthy"
    assert "The disk is full." in answer.json["error"]
    store.full = False
    await look(api)
    assert (await api.get("/api/health")).status == 200


async def test_health_does_not_wait_for_a_database_that_hangs(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    async def hang() -> DatabaseInfo:
        await asyncio.Event().wait()
        raise AssertionError

    monkeypatch.setattr(api.engine.store, "info", hang)
    async with asyncio.timeout(2):
        assert (await api.get("/api/health")).status == 200
    impatient = Vitals(api.engine, patience_s=0.01)
    await impatient.sample()
    assert impatient.database_connected is False


async def test_a_hub_without_a_port_degrades(api: Api) -> None:
    await api.hub.stop()
    assert (await api.get("/api/health")).data["websocket"] == "stopped"
    api.hub._state = replace(api.hub._state, state="failed")
    answer = await api.get("/api/health")
    assert (answer.status, answer.data["status"], answer.data["websocket"]) == (200, "degraded", "failed")


async def test_status(api: Api) -> None:
    data = (await api.get("/api/health/status")).data
    assert list(data) == ["system", "database", "websocket"]
    assert list(data["system"]) == ["cpu_percent", "memory_percent", "disk_usage_percent", "load_average"]
    assert len(data["system"]["load_average"]) == 3
    assert data["database"] == {"status": "connected", "size_mb": 15.62, "wal_mode": True, "cache_hit_ratio": 0.75}
    assert data["websocket"] == {"status": "running", "connected_clients": 0, "total_messages": 0}


async def test_status_counts_clients_and_their_messages(api: Api) -> None:
    listener = await api.connect()
    data = (await api.get("/api/health/status")).data["websocket"]
    assert data == {"status": "running", "connected_clients": 1, "total_messages": 1}
    await listener.close()


async def test_metrics(api: Api) -> None:
    api.engine.add_artifact(api.engine.add())
    data = (await api.get("/api/health/metrics")).data
    assert list(data) == ["timestamp", "database", "system", "uptime_seconds"]
    assert data["database"] == {
        "database_size_bytes": 16_384_000,
        "database_size_mb": 15.62,
        "table_counts": {"executions": 1, "steps": 0, "artifacts": 1},
        "wal_mode": "wal",
        "cache_size": 4096,
        "storage_path": str(api.engine.storage),
    }
    assert list(data["system"]) == ["cpu_percent", "memory_percent", "disk_usage_percent", "open_connections"]
    assert data["system"]["open_connections"] == 1


async def test_database(api: Api) -> None:
    assert (await api.get("/api/health/database")).data["oldest_execution"] is None
    api.engine.add(status=ExecutionStatus.FAILED)
    api.engine.add(status=ExecutionStatus.COMPLETED)
    data = (await api.get("/api/health/database")).data
    assert data == {
        "total_executions": 2,
        "pending_executions": 0,
        "running_executions": 0,
        "completed_executions": 1,
        "failed_executions": 1,
        "cancelled_executions": 0,
        "total_steps": 0,
        "total_artifacts": 0,
        "database_size_mb": 15.62,
        "oldest_execution": "2024-01-15T10:30:01.000Z",
        "newest_execution": "2024-01-15T10:30:02.000Z",
    }


async def test_optimize_needs_no_body(api: Api) -> None:
    data = (await api.post("/api/health/optimize")).data
    assert list(data) == ["status", "timestamp", "operations_performed", "metrics"]
    assert data["status"] == "optimization_completed"
    assert data["operations_performed"] == ["ANALYZE tables", "WAL checkpoint", "Cache refresh"]
    assert data["metrics"]["database"]["wal_mode"] == "wal"
    assert api.engine.store.optimized == 1


async def test_the_system_is_sampled(api: Api) -> None:
    await look(api)
    vitals = vitals_of(api)
    assert 0 < vitals.system.memory_percent <= 100
    assert 0 < vitals.system.disk_usage_percent <= 100
