"""What is shown of the executions, and such choices kept under a name, on disk in ``views.json``."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from stepflow_desktop.core.model import ExecutionStatus
from stepflow_desktop.core.query import NEWEST, Order, SortKey

LONGEST_NAME = 40
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ListState:
    """What the filter field, the chips and the order say."""

    text: str = ""
    statuses: frozenset[ExecutionStatus] = frozenset()
    order: Order = NEWEST


@dataclass(frozen=True, slots=True)
class SavedView:
    name: str
    state: ListState


class SavedViews(QObject):
    """The views by name, in the order in which they were saved. Without a ``path`` they last as long as the window."""

    changed = Signal()

    def __init__(self, path: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._views: tuple[SavedView, ...] = _read(path) if path is not None else ()

    def all(self) -> Sequence[SavedView]:
        return self._views

    def find(self, name: str) -> SavedView | None:
        return next((view for view in self._views if view.name == name), None)

    def save(self, name: str, state: ListState) -> None:
        """Under a new name, or anew under a known one."""
        name = " ".join(name.split())[:LONGEST_NAME]
        if not name:
            return
        new = SavedView(name, state)
        known = self.find(name) is not None
        self._keep(tuple(new if view.name == name else view for view in self._views) if known else (*self._views, new))

    def rename(self, old: str, new: str) -> None:
        """A view that had the new name already gives way."""
        new = " ".join(new.split())[:LONGEST_NAME]
        if new and new != old:
            kept = (view for view in self._views if view.name != new)
            self._keep(tuple(replace(view, name=new) if view.name == old else view for view in kept))

    def delete(self, name: str) -> None:
        self._keep(tuple(view for view in self._views if view.name != name))

    def _keep(self, views: tuple[SavedView, ...]) -> None:
        self._views = views
        if self._path is not None:
            _write(self._path, views)
        self.changed.emit()


def _read(path: Path) -> tuple[SavedView, ...]:
    """Those that can be read; a file that somebody spoilt is no reason for having none."""
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return ()
    views = [view for item in found if (view := _view_of(item)) is not None] if isinstance(found, list) else []
    return tuple({view.name: view for view in views}.values())


def _view_of(item: Any) -> SavedView | None:
    try:
        order = Order(SortKey(item["sort"]), bool(item["descending"]))
        statuses = frozenset(ExecutionStatus(status) for status in item["statuses"])
        return SavedView(str(item["name"]), ListState(str(item["filter"]), statuses, order))
    except (KeyError, TypeError, ValueError):
        return None


def _write(path: Path, views: Sequence[SavedView]) -> None:
    items = [
        {
            "name": view.name,
            "filter": view.state.text,
            "statuses": sorted(view.state.statuses),
            "sort": view.state.order.key.value,
            "descending": view.state.order.descending,
        }
        for view in views
    ]
    unfinished = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_text(json.dumps(items, ensure_ascii=False, indent=2) + "\n", "utf-8")
        unfinished.replace(path)
    except (OSError, UnicodeEncodeError) as error:
        log.warning("The saved views could not be written to %s: %s", path, error)
