"""Copies what the markers of one run name, beside the loop, without holding up the reading of its log.

Requests that are waiting go to a thread together and come back as artifacts and remarks. What is not there yet is
tried again when a step ends, and a last time when the command has ended.
"""

from __future__ import annotations

import asyncio
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from stepflow_desktop.core import reducer
from stepflow_desktop.core.active_run import ActiveRun, Phase
from stepflow_desktop.core.artifacts import (
    ArtifactFolder,
    Missing,
    Refused,
    StoredFile,
    Taken,
    artifact_type_of,
)
from stepflow_desktop.core.mime_types import mime_type_of
from stepflow_desktop.core.model import Annotation, Artifact, ArtifactType, Level, Stamp
from stepflow_desktop.core.reducer import ArtifactRequest
from stepflow_desktop.errors import StepFlowError
from stepflow_desktop.sentences import said

AT_ONCE = 200
_URL = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one request came to. ``request`` is None for the files left in the artifact folder."""

    request: ArtifactRequest | None
    taken: Taken | None = None
    remark: str = ""
    level: Level = Level.WARNING


class ArtifactTaker:
    """The requests of one run. ``limit_count`` bounds its artifacts; ``wake`` is called when there is news to pump."""

    def __init__(
        self, active: ActiveRun, folder: ArtifactFolder, *, limit_count: int, wake: Callable[[], None]
    ) -> None:
        self._active = active
        self._wake = wake
        self._folder = folder
        self.limit_count = limit_count
        self._missing: set[int] = set()
        self._ended_share = 0.0
        self._last_try = False
        self._left_taken = False
        self._task: asyncio.Task[list[Outcome]] | None = None
        self._done: deque[Outcome] = deque()

    def pump(self) -> bool:
        """Take in what is done, hand out what waits; True when nothing is left to do for an ended command.

        Of thousands some are taken in at a time; ``has_more`` says that the rest waits for the next call.
        """
        if self._task is not None:
            if not self._task.done():
                return False
            self._done.extend(self._task.result())
            self._task = None
        self._take_in(list(self._some_done()))
        if self._done:
            return False
        ending = self._active.phase is Phase.ENDING
        self._look_again(ending)
        waiting = [r for r in self._active.state.pending_artifacts if r.offset not in self._missing]
        leftovers = ending and not waiting and not self._left_taken and not self._nothing_left()
        if waiting or leftovers:
            self._hand_out(waiting, leftovers)
            return False
        return ending and not self._active.state.pending_artifacts

    def _some_done(self) -> Iterator[Outcome]:
        count = 0
        while self._done and count < AT_ONCE:
            taken = self._done[0].taken
            count += max(1, len(taken.files)) if taken else 1
            yield self._done.popleft()

    @property
    def has_more(self) -> bool:
        return bool(self._done)

    def _nothing_left(self) -> bool:
        run = self._active.run
        return self._folder.nothing_left(run.artifacts_dir, run.summary)

    async def close(self) -> None:
        if self._task is not None:
            await asyncio.gather(self._task, return_exceptions=True)

    def _look_again(self, ending: bool) -> None:
        # Grows with every step that ends, failed ones too.
        ended = self._active.state.ended_share
        if ended != self._ended_share:
            self._ended_share = ended
            self._missing.clear()
        if ending and not self._last_try:
            self._last_try = True
            self._missing.clear()

    def _hand_out(self, waiting: list[ArtifactRequest], leftovers: bool) -> None:
        execution = self._active.state.execution
        room = self.limit_count - execution.artifacts_count
        directory = Path(execution.working_directory)
        # Only files that were there before the run's leftovers are looked for count as already taken.
        work = asyncio.to_thread(
            self._take_all, waiting, leftovers, directory, room, frozenset(self._active.taken_sources)
        )
        self._task = asyncio.get_running_loop().create_task(work, name=f"artifacts of {execution.id}")
        self._task.add_done_callback(lambda _task: self._wake())
        self._left_taken = self._left_taken or leftovers

    def _take_all(
        self, waiting: list[ArtifactRequest], leftovers: bool, directory: Path, room: int, known: frozenset[str]
    ) -> list[Outcome]:
        outcomes = []
        for request in waiting:
            outcome = self._take(request, directory, room)
            room -= len(outcome.taken.files) if outcome.taken else 0
            outcomes.append(outcome)
        if leftovers:
            try:
                taken = self._folder.take_left(self._active.id, self._active.run.artifacts_dir, taken=known, room=room)
                outcomes.extend(_in_parts(taken))
                outcomes.append(Outcome(None, self._folder.take_summary(self._active.id, self._active.run.summary)))
            except (StepFlowError, OSError) as error:
                remark = said("Files in the artifact folder were not stored: {reason}", reason=error)
                outcomes.append(Outcome(None, None, remark))
        return outcomes

    def _take(self, request: ArtifactRequest, directory: Path, room: int) -> Outcome:
        if _URL.match(request.path):
            return Outcome(request, None, f"{request.description or 'Link'}: {request.path}", Level.INFO)
        if room <= 0:
            remark = said(
                "{path} was not stored: the limit is {most} artifacts.", path=request.path, most=self.limit_count
            )
            return Outcome(request, None, remark)
        try:
            taken = self._folder.take(
                self._active.id,
                str(request.offset),
                request.path,
                working_directory=directory,
                artifacts_dir=self._active.run.artifacts_dir,
                room=room,
            )
        except Missing:
            return Outcome(request)
        except (Refused, StepFlowError) as error:
            return Outcome(request, None, str(error))
        except OSError as error:
            reason = error.strerror or str(error)
            return Outcome(request, None, said("{path} was not stored: {reason}", path=request.path, reason=reason))
        return Outcome(request, taken)

    def _take_in(self, outcomes: Sequence[Outcome]) -> None:
        settled: set[int] = set()
        artifacts: list[Artifact] = []
        for outcome in outcomes:
            request = outcome.request
            if request is not None and outcome.taken is None and not outcome.remark and not self._last_try:
                self._missing.add(request.offset)
                continue
            if request is not None:
                settled.add(request.offset)
            files = outcome.taken.files if outcome.taken else ()
            artifacts += self._as_users_left_them(
                artifact_of(self._active.state.execution.id, file, request) for file in files
            )
            self._active.taken_sources.update(file.source for file in files)
            self._remark(outcome)
        if settled or artifacts:
            self._active.state = reducer.artifacts_stored(self._active.state, settled, tuple(artifacts))
            self._active.add_artifacts(tuple(artifacts))

    def _remark(self, outcome: Outcome) -> None:
        request, state = outcome.request, self._active.state
        remarks = list(outcome.taken.remarks) if outcome.taken else [outcome.remark]
        if request is not None and outcome.taken is None and not outcome.remark:
            remarks = [said("{path} was announced as an artifact but is not there.", path=request.path)]
        for remark in filter(None, remarks):
            state = reducer.annotate(state, _annotation(state.execution.id, request, remark, outcome.level))
        self._active.state = state

    def _as_users_left_them(self, artifacts: Iterable[Artifact]) -> tuple[Artifact, ...]:
        kept = []
        for artifact in artifacts:
            changes = self._active.artifact_changes.get(artifact.id, {})
            if changes is None:
                self._folder.remove(artifact.file_path)
            else:
                kept.append(replace(artifact, **changes))
        return tuple(kept)


def _in_parts(taken: Taken) -> Iterator[Outcome]:
    """What was left in the folder, so that of thousands of files some can be taken in at a time."""
    for start in range(0, len(taken.files), AT_ONCE) or (0,):
        part = taken.files[start : start + AT_ONCE]
        yield Outcome(None, replace(taken, files=part, remarks=() if start else taken.remarks))


def artifact_of(execution_id: str, file: StoredFile, request: ArtifactRequest | None) -> Artifact:
    """The record of a copy. Without a request it was left in the artifact folder."""
    parameters: Mapping[str, Any] = request.parameters if request is not None else {}
    metadata: dict[str, Any] = {"sha256": file.sha256, "source": file.source}
    if request is None and file.source.endswith(f"{execution_id}/summary.md"):
        metadata["summary"] = True
    stamp = request.stamp if request is not None else Stamp(round(file.source_mtime * 1_000_000), 0)
    if request is not None and file.source_mtime * 1_000_000 > stamp.wall_us:
        metadata["snapshot_late"] = True
    wanted = str(parameters.get("type", "")).lower()
    days = parameters.get("retention_days")
    return Artifact(
        id=file.artifact_id,
        execution_id=execution_id,
        step_id=request.step_id if request is not None else None,
        name=str(parameters.get("name") or file.file_name),
        description=request.description if request is not None else "",
        file_path=file.path,
        file_name=file.file_name,
        file_size=file.size,
        mime_type=mime_type_of(file.file_name),
        artifact_type=ArtifactType(wanted) if wanted in list(ArtifactType) else artifact_type_of(file.file_name),
        created_at=stamp.at,
        tags=tuple(t for t in str(parameters.get("tags", "")).split("|") if t),
        is_public=parameters.get("public") is not False,
        retention_days=days if isinstance(days, int) and not isinstance(days, bool) and 0 < days < 10**6 else None,
        metadata=metadata,
        offset=request.offset if request is not None else None,
    )


def _annotation(execution_id: str, request: ArtifactRequest | None, message: str, level: Level) -> Annotation:
    return Annotation(
        execution_id=execution_id,
        offset=request.offset if request is not None else 0,
        level=level,
        message=message,
        step_id=request.step_id if request is not None else None,
        title="Link" if level is Level.INFO else "Artifact",
    )
