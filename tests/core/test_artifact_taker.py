"""What the markers of a run name is copied beside the loop: at once, at the end of a step, or at the very end."""

from __future__ import annotations

import asyncio
import os
import zipfile

import pytest

from stepflow_desktop.core import reducer
from stepflow_desktop.core.active_run import ActiveRun, Phase
from stepflow_desktop.core.artifact_taker import AT_ONCE, ArtifactTaker
from stepflow_desktop.core.artifacts import ArtifactFolder
from stepflow_desktop.core.model import ArtifactType, Level
from stepflow_desktop.core.storage import Storage
from tests.core.made_runs import WALL_US, FakeClock, MadeRun, an_execution
from tests.waiting import until


class Scene:
    """One run in its working folder, and the taker of its artifacts."""

    def __init__(self, path, *, limit_count=1000, limit_bytes=1 << 20) -> None:
        self.work = path / "work"
        self.work.mkdir()
        self.storage = Storage(path / "storage")
        self.storage.open()
        self.made = MadeRun(self.storage, an_execution(self.work))
        self.folder = ArtifactFolder(self.storage.path, limit_bytes=limit_bytes)
        self.limit_count = limit_count
        self.made.begin()
        self.begin()

    def begin(self, **more) -> None:
        self.active = ActiveRun(
            self.made.run, reducer.begin(self.made.execution), FakeClock(), phase=Phase.STARTING, **more
        )
        self.woken = 0
        self.taker = ArtifactTaker(self.active, self.folder, limit_count=self.limit_count, wake=self._wake)

    def _wake(self) -> None:
        self.woken += 1

    async def print(self, *lines: str) -> None:
        """The command prints; everything that comes of it at once has happened when this returns."""
        self.made.write("".join(f"{line}\n" for line in lines).encode())
        await self.look()

    async def end(self, code=0) -> bool:
        self.made.end(code)
        return await self.look()

    async def look(self) -> bool:
        while self.active.phase is not Phase.ENDING and self.active.look():
            pass
        for _ in range(100):
            done = self.taker.pump()
            if self.taker._task is None and not self.taker.has_more:
                return done
            if self.taker._task is not None:
                await asyncio.wait({self.taker._task})
        raise AssertionError("the artifacts are never done")

    def file(self, name: str, content: str = "content") -> None:
        path = self.work / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
        os.utime(path, (WALL_US / 1_000_000, WALL_US / 1_000_000))

    @property
    def names(self) -> list[str]:
        return [artifact.file_name for artifact in self.artifacts]

    @property
    def artifacts(self):
        change = self.active.change()
        return change.update.artifacts if change is not None else ()

    @property
    def remarks(self) -> list[str]:
        return [annotation.message for annotation in self.active.state.annotations]

    def copy_of(self, artifact) -> str:
        return self.folder.path_of(artifact.file_path).read_text()


@pytest.fixture
def scene(tmp_path):
    scene = Scene(tmp_path)
    yield scene
    scene.active.close()
    scene.storage.close()


async def test_a_file_is_copied_at_once_and_later_changes_do_not_reach_the_copy(scene):
    scene.file("data.csv", "first")
    await scene.print("STEP_START:A", "ARTIFACT:data.csv:The data")
    scene.file("data.csv", "second")
    assert await scene.end()
    (artifact,) = scene.artifacts
    assert scene.copy_of(artifact) == "first"
    assert artifact.step_id == scene.active.state.steps[0].id
    assert "snapshot_late" not in artifact.metadata
    assert scene.active.state.execution.artifacts_count == 1
    assert scene.remarks == []


async def test_parameters_fill_the_record(scene):
    scene.file("data.csv")
    await scene.print('ARTIFACT:data.csv:The data[type=log,tags="a|b",name=Data,retention_days=3,public=false]')
    (artifact,) = scene.artifacts
    assert (artifact.name, artifact.description, artifact.artifact_type) == ("Data", "The data", ArtifactType.LOG)
    assert (artifact.tags, artifact.retention_days, artifact.is_public) == (("a", "b"), 3, False)
    assert artifact.mime_type == "text/csv"


@pytest.mark.parametrize("end_of_step", ["STEP_COMPLETE:A", "STEP_START:B", "STEP_ERROR:bad\nSTEP_COMPLETE:A"])
async def test_what_is_missing_is_tried_again_when_a_step_ends(scene, end_of_step):
    await scene.print("STEP_START:A", "ARTIFACT:late.txt:late")
    scene.file("late.txt")
    await scene.print("a line in between")
    assert scene.names == []
    await scene.print(end_of_step)
    assert scene.names == ["late.txt"]
    assert scene.remarks == []


async def test_what_is_missing_is_tried_a_last_time_when_the_command_has_ended(scene):
    await scene.print("ARTIFACT:late.txt:late", "ARTIFACT:never.txt:never")
    scene.file("late.txt")
    assert await scene.end()
    assert scene.names == ["late.txt"]
    assert scene.remarks == ["never.txt was announced as an artifact but is not there."]
    assert [a.level for a in scene.active.state.annotations] == [Level.WARNING]


async def test_a_copy_newer_than_its_marker_says_so(scene):
    await scene.print("ARTIFACT:late.txt:late")
    scene.file("late.txt")
    newer = WALL_US / 1_000_000 + 60
    os.utime(scene.work / "late.txt", (newer, newer))
    await scene.end()
    assert [a.metadata["snapshot_late"] for a in scene.artifacts] == [True]


async def test_patterns_name_sorted_files_and_folders_become_one_archive(scene):
    for name in ("b.txt", "a.txt", "deep/c.txt", "deep/er/d.txt", "other.csv"):
        scene.file(name)
    await scene.print("ARTIFACT:*.txt:texts")
    assert scene.names == ["a.txt", "b.txt"]
    await scene.print("ARTIFACT:deep/**/*.txt:deep", "ARTIFACT:deep:folder")
    assert scene.names == ["a.txt", "b.txt", "c.txt", "d.txt", "deep.zip"]
    with zipfile.ZipFile(scene.folder.path_of(scene.artifacts[-1].file_path)) as archive:
        assert sorted(archive.namelist()) == ["c.txt", "er/d.txt"]


async def test_what_lies_outside_is_refused_with_a_remark_and_not_tried_again(scene, tmp_path):
    (tmp_path / "secret").write_text("s")
    (scene.work / "link").symlink_to(tmp_path / "secret")
    named = (f"{tmp_path}/secret", "../secret", "link", "/dev/null")
    await scene.print(*(f"ARTIFACT:{path}:x" for path in named))
    assert scene.active.state.pending_artifacts == ()
    await scene.end()
    assert scene.names == []
    assert len(scene.remarks) == 4
    assert all("outside" in remark for remark in scene.remarks)


async def test_what_is_too_large_is_refused(scene):
    scene.file("big", "x" * (1 << 20) + "x")
    await scene.print("ARTIFACT:big:b")
    assert scene.names == []
    assert "larger than the limit" in scene.remarks[0]


async def test_a_link_is_kept_as_a_remark_and_nothing_is_fetched(scene):
    await scene.print("ARTIFACT:https://example.org/report?a=b:The report")
    await scene.end()
    assert scene.names == []
    (annotation,) = scene.active.state.annotations
    assert (annotation.level, annotation.title) == (Level.INFO, "Link")
    assert annotation.message == "The report: https://example.org/report?a=b"
    assert scene.active.state.execution.warnings_count == 0


async def test_the_limit_of_artifacts_holds_for_all_of_them_together(tmp_path):
    scene = Scene(tmp_path, limit_count=5)
    for number in range(4):
        scene.file(f"{number}.txt")
    scene.file("sub/a.csv")
    scene.file("sub/b.csv")
    await scene.print("ARTIFACT:*.txt:all")
    await scene.print("ARTIFACT:sub/*.csv:two")
    await scene.print("ARTIFACT:0.txt:once more")
    assert scene.names == ["0.txt", "1.txt", "2.txt", "3.txt", "a.csv"]
    assert len(scene.remarks) == 2
    assert "the rest was left out" in scene.remarks[0]
    assert "the limit is 5 artifacts" in scene.remarks[1]
    assert await scene.end()
    assert scene.active.state.execution.artifacts_count == 5
    scene.active.close()
    scene.storage.close()


async def test_a_pattern_takes_a_thousand_files_and_says_that_there_were_more(tmp_path):
    scene = Scene(tmp_path, limit_count=5000)
    for number in range(1001):
        (scene.work / f"{number:04}.txt").touch()
    await scene.print("ARTIFACT:*.txt:all")
    assert scene.names == [f"{number:04}.txt" for number in range(1000)]
    assert "more than 1000 files" in scene.remarks[0]
    scene.active.close()
    scene.storage.close()


async def test_what_is_left_in_the_artifact_folder_is_taken_once(scene):
    left = scene.made.run.artifacts_dir
    (left / "announced.txt").write_text("1")
    (left / "sub").mkdir()
    (left / "sub" / "left.txt").write_text("2")
    await scene.print(f"ARTIFACT:{left}/announced.txt:named")
    assert scene.names == ["announced.txt"]
    assert await scene.end()
    assert scene.names == ["announced.txt", "left.txt"]


async def test_what_was_taken_in_an_earlier_session_is_not_taken_again(scene):
    left = scene.made.run.artifacts_dir
    for name in ("a.txt", "b.txt"):
        (left / name).write_text("1")
    await scene.print(f"ARTIFACT:{left}/a.txt:named")
    change = scene.active.change()
    scene.active.saved(change)
    saved = change.saved
    taken = frozenset(str(a.metadata["source"]) for a in saved.artifacts)
    scene.active.close()
    scene.active = ActiveRun(
        scene.made.run,
        reducer.restore(saved.execution, (), saved.run_state.extra),
        FakeClock(),
        phase=Phase.RUNNING,
        log_offset=saved.run_state.log_offset,
        parser_state=saved.run_state.parser_state,
        taken=taken,
    )
    scene.taker = ArtifactTaker(scene.active, scene.folder, limit_count=1000, wake=scene._wake)
    assert await scene.end()
    assert scene.names == ["b.txt"]
    assert scene.active.state.execution.artifacts_count == 2


async def test_a_request_that_was_not_saved_gives_the_same_artifact_again(scene):
    scene.file("a.txt", "first")
    await scene.print("ARTIFACT:a.txt:a")
    (before,) = scene.artifacts
    scene.file("a.txt", "second")
    scene.active.close()
    scene.begin()
    await scene.look()
    (after,) = scene.artifacts
    assert (after.id, after.file_path, scene.copy_of(after)) == (before.id, before.file_path, "first")


async def test_a_run_that_leaves_nothing_is_done_at_once(scene):
    scene.made.end(0)
    while scene.active.phase is not Phase.ENDING:
        scene.active.look()
    assert scene.taker.pump()
    assert scene.woken == 0


@pytest.mark.parametrize("left", ["artifacts/a.txt", "artifacts/.hidden", "summary.md"])
async def test_whoever_waits_for_the_last_files_is_woken(scene, left):
    (scene.made.run.path / left).write_text("# left")
    scene.made.end(0)
    while scene.active.phase is not Phase.ENDING:
        scene.active.look()
    assert not scene.taker.pump()
    await until(lambda: scene.woken)
    assert scene.taker.pump()


async def test_the_log_is_read_on_while_files_are_copied(scene, monkeypatch):
    """A copy that takes long holds up the end of the run, not its steps."""
    scene.file("slow.txt")
    go = asyncio.Event()
    loop = asyncio.get_running_loop()
    take = scene.folder.take

    def slow(*args, **more):
        asyncio.run_coroutine_threadsafe(go.wait(), loop).result(timeout=30)
        return take(*args, **more)

    monkeypatch.setattr(scene.folder, "take", slow)
    scene.made.write(b"ARTIFACT:slow.txt:s\n")
    scene.active.look()
    scene.active.look()
    assert not scene.taker.pump()
    scene.made.write(b"STEP_START:Next\n")
    scene.made.end(0)
    while scene.active.phase is not Phase.ENDING:
        scene.active.look()
        assert not scene.taker.pump()
    assert [s.name for s in scene.active.state.steps] == ["Next"]
    go.set()
    assert await scene.look()
    assert scene.names == ["slow.txt"]


async def test_of_many_files_some_are_taken_in_at_a_time(scene: Scene) -> None:
    count = 2 * AT_ONCE + 1
    for number in range(count):
        scene.file(f"{number}.txt")
    scene.made.write(b"".join(f"ARTIFACT:{number}.txt\n".encode() for number in range(count)))
    while scene.active.look():
        pass
    scene.taker.pump()
    await asyncio.wait({scene.taker._task})
    assert not scene.taker.pump()
    assert scene.taker.has_more
    assert len(scene.artifacts) == AT_ONCE
    assert await scene.end()
    assert len(scene.artifacts) == count
    assert scene.active.state.execution.artifacts_count == count
    assert scene.active.state.pending_artifacts == ()


async def test_of_many_patterns_that_name_nothing_usable_some_are_taken_in_at_a_time(scene: Scene) -> None:
    (scene.work / "dir").mkdir()
    (scene.work / "dir" / "out").symlink_to("/etc/hostname")
    scene.made.write(b"ARTIFACT:dir/*\n" * (AT_ONCE + 1))
    while scene.active.look():
        pass
    scene.taker.pump()
    await asyncio.wait({scene.taker._task})
    assert not scene.taker.pump()
    assert scene.taker.has_more
    assert len(scene.active.state.annotations) == AT_ONCE


async def test_of_many_files_left_in_the_folder_some_are_taken_in_at_a_time(scene: Scene) -> None:
    folder = scene.made.run.artifacts_dir
    folder.mkdir(exist_ok=True)
    for number in range(AT_ONCE + 1):
        (folder / f"{number}.txt").write_text("left")
    scene.made.end(0)
    while scene.active.phase is not Phase.ENDING:
        scene.active.look()
    scene.taker.pump()
    await asyncio.wait({scene.taker._task})
    assert not scene.taker.pump()
    assert len(scene.artifacts) == AT_ONCE
    assert await scene.look()
    assert len(scene.artifacts) == AT_ONCE + 1
