"""``stepflow delete`` and ``attach``: done by the program that owns the storage folder, or by an engine of our own."""

from __future__ import annotations

import asyncio
import contextlib
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

from stepflow_desktop import app
from stepflow_desktop.core import wording
from stepflow_desktop.core.engine import Engine
from stepflow_desktop.errors import InvalidRequest, NotFound, StorageInUse
from stepflow_desktop.settings import Settings
from stepflow_desktop.verbs.client import Client
from stepflow_desktop.verbs.sources import full_id, source_of


class Changer(Protocol):
    """Whoever may change executions."""

    async def delete(self, execution_id: str) -> None: ...
    async def attach(self, execution_id: str, path: Path, name: str, description: str, tags: Sequence[str]) -> None: ...


def delete(settings: Settings, *, ids: Sequence[str], yes: bool) -> int:
    """Asks first where somebody can answer; elsewhere ``--yes`` must have been said."""
    source = source_of(settings)
    wanted = list(dict.fromkeys(full_id(source, given) for given in ids))
    names = [str(source.show(execution_id)["execution"]["name"]) for execution_id in wanted]
    if not yes and not _agreed(names):
        return 1

    async def work(changer: Changer) -> None:
        for execution_id in wanted:
            await changer.delete(execution_id)

    asyncio.run(_changed(settings, work))
    print(f"Deleted {wording.count(len(wanted), 'execution', 'executions')}.")
    return 0


def _agreed(names: Sequence[str]) -> bool:
    if not sys.stdin.isatty():
        raise InvalidRequest("Nobody can be asked here; add --yes to delete without a question.")
    count = wording.count(len(names), "execution", "executions")
    print(f"Delete {count} with everything that was kept for them? {', '.join(names)}")
    return input("Type yes to delete: ").strip().lower() in ("y", "yes")


def attach(
    settings: Settings, *, id: str, files: Sequence[str], name: str | None, description: str, tag: Sequence[str]
) -> int:
    """Keeps copies of ``files``; folders are refused. ``name`` is for one file."""
    paths = [Path(file).expanduser().absolute() for file in files]
    for path in paths:
        if not path.is_file():
            raise NotFound(f"There is no file {path}.")
    if name is not None and len(paths) > 1:
        raise InvalidRequest("--name is for one file; attach the others one by one.")
    source = source_of(settings)
    execution_id = full_id(source, id)

    async def work(changer: Changer) -> None:
        for path in paths:
            await changer.attach(execution_id, path, name or path.name, description, tag)

    asyncio.run(_changed(settings, work))
    print(f"Attached {wording.count(len(paths), 'file', 'files')}.")
    return 0


async def _changed(settings: Settings, work: Callable[[Changer], Any]) -> None:
    async with _changer(settings) as changer:
        await work(changer)


@contextlib.asynccontextmanager
async def _changer(settings: Settings) -> AsyncIterator[Changer]:
    async with contextlib.AsyncExitStack() as stack:
        try:
            engine = await stack.enter_async_context(app.opened_engine(settings))
        except StorageInUse as error:
            if error.address is None:
                raise
            yield _There(Client(error.address, settings.token))
        else:
            yield _Here(engine)


class _Here:
    """An engine of our own, for as long as it takes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def delete(self, execution_id: str) -> None:
        await self._engine.delete(execution_id)

    async def attach(self, execution_id: str, path: Path, name: str, description: str, tags: Sequence[str]) -> None:
        await self._engine.attach(
            execution_id, path, name=name, file_name=path.name, description=description, tags=tuple(tags)
        )


class _There:
    """The program that owns the storage, over REST."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def delete(self, execution_id: str) -> None:
        await asyncio.to_thread(self._client.delete, f"/executions/{execution_id}")

    async def attach(self, execution_id: str, path: Path, name: str, description: str, tags: Sequence[str]) -> None:
        fields = [("execution_id", execution_id), ("name", name), ("description", description)]
        fields += [("tags", tag) for tag in tags]
        await asyncio.to_thread(self._client.upload, "/artifacts", fields, path)
