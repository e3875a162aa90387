"""Reads what runs took of the machine, off the loop and once for each run."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from stepflow_desktop.gui.table.usage import NO_USAGE, Usage

if TYPE_CHECKING:
    from stepflow_desktop.gui.bridge import EngineBridge

MOST_KEPT = 20_000


class UsageReader(QObject):
    """``usages`` fills by and by; ``ready`` says that it has."""

    ready = Signal()

    def __init__(self, bridge: EngineBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.usages: dict[str, Usage] = {}

    def ask(self, execution_ids: Sequence[str]) -> None:
        """Of executions that have ended."""
        new = [each for each in execution_ids if each not in self.usages]
        if not new:
            return
        if len(self.usages) > MOST_KEPT:
            self.usages.clear()
        self.usages.update(dict.fromkeys(new, NO_USAGE))
        read = self._bridge.engine.exit_facts
        self._bridge.call(
            asyncio.to_thread(_usages, read, new), name="read usages", done=self._on_read, error=lambda _message: None
        )

    def _on_read(self, found: dict[str, Usage]) -> None:
        self.usages.update(found)
        self.ready.emit()


def _usages(read: Callable[[str], dict[str, Any] | None], execution_ids: Sequence[str]) -> dict[str, Usage]:
    return {each: usage_of(read(each)) for each in execution_ids}


def usage_of(facts: dict[str, Any] | None) -> Usage:
    """What ``exit.json`` says of it; a run whose supervisor was lost has nothing to say."""
    found = (facts or {}).get("rusage")
    if not isinstance(found, dict):
        return NO_USAGE
    cpu = [found.get("user_s"), found.get("system_s")]
    memory = found.get("max_rss_bytes")
    return Usage(
        sum(float(part) for part in cpu if part is not None) if any(part is not None for part in cpu) else None,
        int(memory) if memory is not None else None,
    )
