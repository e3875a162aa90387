"""``stepflow artifacts``: list what was kept for an execution, or copy it into a folder."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from stepflow_desktop.core import wording
from stepflow_desktop.errors import NotFound, StorageProblem
from stepflow_desktop.settings import Settings
from stepflow_desktop.verbs.printing import print_json
from stepflow_desktop.verbs.sources import full_id, source_of


def artifacts(settings: Settings, *, id: str, names: Sequence[str], save: str | None, json: bool) -> int:
    """``names`` are names or file names; those that fit nothing are an error."""
    source = source_of(settings)
    found = chosen(source.show(full_id(source, id))["artifacts"], names)
    if save is not None:
        _save(settings.storage_path, found, Path(save).expanduser())
    if json:
        return print_json({"artifacts": found, "total_count": len(found)})
    if save is None:
        for item in found:
            size = wording.size(item["file_size"])
            print(f"{size:>8}  {item['artifact_type']:<8}  {item['name']}  {item['description']}".rstrip())
    return 0


def chosen(found: Sequence[dict[str, Any]], names: Sequence[str]) -> list[dict[str, Any]]:
    """The artifacts of these names; all if there are none. Raises NotFound."""
    known = {name for item in found for name in (item["name"], item["file_name"])}
    for name in names:
        if name not in known:
            raise NotFound(f"This execution has no artifact {name!r}.")
    return [item for item in found if not names or item["name"] in names or item["file_name"] in names]


def _save(storage: Path, found: Sequence[dict[str, Any]], folder: Path) -> None:
    """Copies; two of the same name become ``report.pdf`` and ``report (2).pdf``, nothing is overwritten."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for item in found:
            kept = storage / item["file_path"] if item["file_path"] else None
            if kept is None or not kept.is_file():
                continue  # a link to somewhere else has no file
            target = _free(folder, Path(item["file_name"]).name)
            shutil.copyfile(kept, target)
            print(target)
    except OSError as error:
        raise StorageProblem(f"{folder} cannot be written: {error.strerror or error}.") from error


def _free(folder: Path, name: str) -> Path:
    target, number = folder / name, 2
    while target.exists():
        target = folder / f"{Path(name).stem} ({number}){Path(name).suffix}"
        number += 1
    return target
