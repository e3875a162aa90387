from dataclasses import replace
from datetime import UTC, datetime

from stepflow_desktop.core.bus import Bus
from stepflow_desktop.core.model import Artifact, ArtifactType, Execution, Update

AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def execution(name: str) -> Execution:
    return Execution(id=name, name=name, command="x", working_directory="/", created_at=AT)


def artifact(name: str) -> Artifact:
    return Artifact(
        id=name,
        execution_id="a",
        name=name,
        file_path=name,
        file_name=name,
        file_size=1,
        mime_type="text/plain",
        artifact_type=ArtifactType.OTHER,
        created_at=AT,
    )


async def test_a_subscriber_gets_one_merged_update_per_execution():
    bus = Bus()
    subscription = bus.subscribe("test")
    first = Update(execution=execution("a"), log_start=0, log_end=10, seq_start=1, created=True)
    bus.publish(first)
    bus.publish(Update(execution=execution("b"), log_start=5, log_end=6, seq_start=1))
    bus.publish(
        Update(execution=replace(execution("a"), name="newer"), log_start=10, log_end=30, seq_start=9, started=True)
    )
    merged, other = await subscription.get()
    assert (merged.execution.name, merged.log_start, merged.log_end, merged.seq_start) == ("newer", 0, 30, 1)
    assert merged.created and merged.started and not merged.ended
    assert other.execution.id == "b"
    assert subscription.take() == []


async def test_updates_published_before_subscribing_or_after_closing_are_not_delivered():
    bus = Bus()
    bus.publish(Update(execution=execution("a")))
    subscription = bus.subscribe("test")
    assert subscription.take() == []
    subscription.close()
    bus.publish(Update(execution=execution("a")))
    assert subscription.take() == []


def test_an_artifact_removed_in_the_same_backlog_is_not_announced():
    older = Update(execution=execution("a"), artifacts=(artifact("x"), artifact("y")))
    merged = older.merged_into(Update(execution=execution("a"), removed_artifacts=(artifact("x"),)))
    assert [a.id for a in merged.artifacts] == ["y"]
    assert [a.id for a in merged.removed_artifacts] == ["x"]


def test_merging_updates_without_log_keeps_the_newer_range():
    older = Update(execution=execution("a"), log_start=7, log_end=7)
    merged = older.merged_into(Update(execution=execution("a"), log_start=7, log_end=12))
    assert (merged.log_start, merged.log_end) == (7, 12)
