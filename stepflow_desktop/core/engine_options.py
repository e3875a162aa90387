"""The settings that the core needs, which can be changed while it runs."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineOptions:
    """See ``settings.Settings`` for the meaning and the units of each."""

    slots: int = 128
    queue_limit: int = 10_000
    grace_s: float = 10.0
    shell: str = ""
    working_directory: Path = field(default_factory=Path.home)
    artifact_limit_bytes: int = 512 * 1024 * 1024
    artifact_limit_count: int = 1_000
    artifact_roots: tuple[str, ...] = ()
    implicit_progress: bool = True
    retention_days: int = 0
    artifact_retention_days: int = 0
    log_limit_bytes: int = 0
    log_limit_action: str = "warn"
    umask: int = 0o022


def options_of(settings: object, **others: Any) -> EngineOptions:
    """What of ``settings`` concerns the core, which does not know them."""
    names = [f.name for f in fields(EngineOptions) if hasattr(settings, f.name)]
    return EngineOptions(**{name: getattr(settings, name) for name in names}, **others)
