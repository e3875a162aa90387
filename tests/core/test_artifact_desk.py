"""What users change about artifacts, while a run goes on, after its end, and across a rebuild of the database."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from stepflow_desktop.core.artifact_desk import checked_changes
from stepflow_desktop.core.model import Update
from stepflow_desktop.core.recovery import uploaded
from stepflow_desktop.errors import InvalidRequest, NotFound, StorageProblem
from tests.core.test_engine import Program


@pytest.fixture
async def program(tmp_path):
    program = Program(tmp_path)
    await program.open()
    yield program
    await program.close()


async def told_by(subscription, artifact_id: str) -> Update:
    async with asyncio.timeout(30):
        while True:
            for update in await subscription.get():
                if any(artifact.id == artifact_id for artifact in update.artifacts):
                    return update


@pytest.mark.parametrize("ended", [False, True])
async def test_an_edit_is_saved_and_told_as_an_edit(program, tmp_path, ended):
    engine = program.engine
    details = await program.run("true")
    execution_id = details.execution.id
    if not ended:
        execution_id = (await engine.rerun(execution_id)).id
    source = tmp_path / "a.txt"
    source.write_text("a")
    subscription = engine.subscribe("test")
    artifact = await engine.attach(execution_id, source, name="A")
    assert (await told_by(subscription, artifact.id)).edited_artifacts == frozenset()
    edited = await engine.edit_artifact(artifact.id, name=" B ", retention_days=3, is_public=False, tags=("x", "x"))
    assert (edited.name, edited.retention_days, edited.is_public, edited.tags) == ("B", 3, False, ("x",))
    update = await told_by(subscription, artifact.id)
    assert update.edited_artifacts == {artifact.id}
    assert update.artifacts == (edited,)
    subscription.close()
    await program.ended(execution_id)
    assert await engine.get_artifact(artifact.id) == edited
    assert (await engine.edit_artifact(artifact.id, retention_days=None)).retention_days is None


async def test_an_edit_outlives_the_database(program, tmp_path):
    details = await program.run("true")
    source = tmp_path / "a.txt"
    source.write_text("a")
    artifact = await program.engine.attach(details.execution.id, source, name="A")
    edited = await program.engine.edit_artifact(artifact.id, name="B", tags=("t",))
    assert uploaded(program.storage.run(details.execution.id)) == (edited,)


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"name": "\0 "}, "name"),
        ({"retention_days": 0}, "retention_days"),
        ({"tags": ("",)}, "tags"),
        ({"description": "x" * 10_001}, "description"),
        ({"file_path": "../../etc"}, "file_path"),
    ],
)
def test_changes_are_checked(changes, word):
    with pytest.raises(InvalidRequest, match=word):
        checked_changes(changes)


async def test_nothing_of_a_file_stays_that_could_not_be_noted(program, tmp_path, monkeypatch):
    details = await program.run("true")
    source = tmp_path / "a.txt"
    source.write_text("a")

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("stepflow_desktop.core.run_dir.RunDir.append_action", fail)
    with pytest.raises(StorageProblem, match="No space"):
        await program.engine.attach(details.execution.id, source, name="A")
    folder = program.engine.storage / "artifacts"
    assert [path for path in folder.rglob("*") if path.is_file()] == []
    assert Path(source).exists()
    with pytest.raises(NotFound):
        await program.engine.attach("none", source, name="A")


@pytest.mark.parametrize("ended", [False, True])
async def test_a_deleted_artifact_can_be_brought_back_as_it_was(program, tmp_path, ended):
    engine = program.engine
    execution_id = (await program.run("true")).execution.id
    if not ended:
        execution_id = (await engine.rerun(execution_id)).id
    source = tmp_path / "a.txt"
    source.write_text("content")
    artifact = await engine.attach(execution_id, source, name="A")
    artifact = await engine.edit_artifact(artifact.id, tags=("x",))
    await engine.delete_artifact(artifact.id)
    assert not engine.artifact_path(artifact).exists()
    assert (await engine.get(execution_id)).artifacts == ()
    assert await engine.undelete_artifact(artifact)
    assert engine.artifact_path(artifact).read_text() == "content"
    await program.ended(execution_id)
    assert await engine.get_artifact(artifact.id) == artifact
    assert (await engine.get(execution_id)).execution.artifacts_count == 1
    assert uploaded(engine.storage_folder.run(execution_id)) == (artifact,), "a rebuilt database has it too"


async def test_it_is_too_late_when_the_trash_was_emptied(program, tmp_path):
    engine = program.engine
    execution_id = (await program.run("true")).execution.id
    source = tmp_path / "a.txt"
    source.write_text("content")
    artifact = await engine.attach(execution_id, source, name="A")
    await engine.delete_artifact(artifact.id)
    engine.storage_folder.empty_trash(-1)
    assert not await engine.undelete_artifact(artifact)
    assert (await engine.get(execution_id)).artifacts == ()
