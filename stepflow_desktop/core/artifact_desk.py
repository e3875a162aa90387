"""What users do with artifacts: attach a file, change what is written about one, delete one."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from stepflow_desktop.core.artifacts import ArtifactFolder, artifact_type_of, clean_file_name
from stepflow_desktop.core.changes import Changes
from stepflow_desktop.core.clock import Clock
from stepflow_desktop.core.mime_types import mime_type_of
from stepflow_desktop.core.model import Artifact, ArtifactType
from stepflow_desktop.core.requests import check_description, check_name, check_retention_days, check_tags
from stepflow_desktop.core.storage import Storage
from stepflow_desktop.core.store import Store
from stepflow_desktop.errors import InvalidRequest, NotFound

EDITABLE = ("name", "description", "tags", "retention_days", "is_public")


class ArtifactDesk:
    """The verbs of artifacts; the engine hands them on."""

    def __init__(self, storage: Storage, store: Store, folder: ArtifactFolder, changes: Changes, clock: Clock) -> None:
        self._storage = storage
        self._store = store
        self._folder = folder
        self._changes = changes
        self._clock = clock

    async def get(self, artifact_id: str) -> Artifact:
        """Raises NotFound."""
        artifact = await self._store.get_artifact(artifact_id)
        if artifact is None:
            raise NotFound("There is no artifact {id}.", id=artifact_id)
        return artifact

    def path_of(self, artifact: Artifact) -> Path:
        return self._folder.path_of(artifact.file_path)

    async def attach(
        self,
        execution_id: str,
        source: Path,
        *,
        name: str,
        file_name: str | None = None,
        step_id: str | None = None,
        description: str = "",
        artifact_type: ArtifactType | None = None,
        tags: tuple[str, ...] = (),
        move: bool = False,
    ) -> Artifact:
        """Raises NotFound, InvalidRequest, TooLarge, StorageProblem, OSError when ``source`` cannot be read."""
        await self._changes.execution(execution_id)
        if step_id is not None and all(step.id != step_id for step in await self._store.get_steps(execution_id)):
            raise InvalidRequest("step_id names no step of this execution.", parameter="step_id")
        tags, description = check_tags(tags), check_description(description)
        shown = clean_file_name(file_name or source.name)
        name = check_name(name) or shown
        self._storage.require_space()
        artifact_id = str(uuid.uuid4())
        stored = await asyncio.to_thread(self._folder.keep, execution_id, artifact_id, source, shown, move=move)
        artifact = Artifact(
            id=artifact_id,
            execution_id=execution_id,
            step_id=step_id,
            name=name,
            description=description,
            file_path=stored.path,
            file_name=stored.file_name,
            file_size=stored.size,
            mime_type=mime_type_of(stored.file_name),
            artifact_type=artifact_type or artifact_type_of(stored.file_name),
            created_at=self._clock.now().at,
            tags=tags,
            metadata={"sha256": stored.sha256, "uploaded": True},
        )
        told = asdict(replace(artifact, metadata=dict(artifact.metadata)))
        told["created_at"] = artifact.created_at.isoformat()
        try:
            await self._changes.note(execution_id, {"verb": "upload", "artifact": told})
            await self._changes.apply(execution_id, added=(artifact,))
        except Exception:
            # Nobody has heard of it, so its copy must not stay either.
            await asyncio.to_thread(self._folder.remove, artifact.file_path)
            raise
        return artifact

    async def edit(self, artifact_id: str, changes: Mapping[str, Any]) -> Artifact:
        """New values of what ``EDITABLE`` names. Raises NotFound, InvalidRequest."""
        checked = checked_changes(changes)
        artifact = await self.get(artifact_id)
        if not checked:
            return artifact
        edited = replace(artifact, **checked)
        await self._changes.note(artifact.execution_id, {"verb": "edit_artifact", "id": artifact_id, **checked})
        await self._changes.apply(artifact.execution_id, changed=(edited,))
        return edited

    async def delete(self, artifact_id: str) -> None:
        """Move our copy to the trash and remove its row; the user's original stays. Raises NotFound."""
        artifact = await self.get(artifact_id)
        await self._changes.note(artifact.execution_id, {"verb": "delete_artifact", "id": artifact_id})
        await self._changes.apply(artifact.execution_id, removed=(artifact,))
        await asyncio.to_thread(self._storage.discard_file, self.path_of(artifact), artifact_id)

    async def undelete(self, artifact: Artifact) -> bool:
        """Bring a deleted artifact back as it was; False when the trash was emptied meanwhile. Raises NotFound."""
        await self._changes.execution(artifact.execution_id)
        if not await asyncio.to_thread(self._storage.bring_back_file, self.path_of(artifact), artifact.id):
            return False
        await self._changes.note(
            artifact.execution_id,
            {"verb": "undelete_artifact", "id": artifact.id, **{name: getattr(artifact, name) for name in EDITABLE}},
        )
        await self._changes.apply(artifact.execution_id, added=(artifact,))
        return True


def checked_changes(changes: Mapping[str, Any]) -> dict[str, Any]:
    """The values as they are kept. Raises InvalidRequest naming the field."""
    unknown = set(changes) - set(EDITABLE)
    if unknown:
        raise InvalidRequest("{names} of an artifact cannot be changed.", names=", ".join(sorted(unknown)))
    checked = dict(changes)
    if "name" in checked:
        checked["name"] = check_name(checked["name"])
        if not checked["name"]:
            raise InvalidRequest("name must not be empty.", parameter="name")
    if "description" in checked:
        checked["description"] = check_description(checked["description"])
    if "tags" in checked:
        checked["tags"] = check_tags(tuple(checked["tags"]))
    if "retention_days" in checked:
        check_retention_days(checked["retention_days"])
    return checked
