"""What can be set about the engine."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineOptions:
    """The settings that the core needs; see ``settings.Settings`` for their meaning and units."""

    slots: int = 128
    queue_limit: int = 10_000
    grace_s: float = 10.0
    working_directory: Path = field(default_factory=Path.home)
    artifact_limit_bytes: int = 512 * 1024 * 1024
    artifact_limit_count: int = 1_000
    artifact_roots: tuple[str, ...] = ()
    implicit_progress: bool = True
    retention_days: int = 0
    umask: int = 0o022
