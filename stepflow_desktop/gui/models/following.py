"""The details of an execution, kept up with the updates about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from stepflow_desktop.core.model import ExecutionDetails, Step, Update


def followed(details: ExecutionDetails, update: Update) -> ExecutionDetails:
    """``details`` with what ``update`` tells of the same execution."""
    gone = {artifact.id for artifact in update.removed_artifacts}
    by_id = {artifact.id: artifact for artifact in (*details.artifacts, *update.artifacts) if artifact.id not in gone}
    return replace(
        details,
        execution=update.execution,
        steps=tuple(update.all_steps) or _with_changes(details.steps, update.steps),
        artifacts=tuple(by_id.values()),
        annotations=details.annotations + update.annotations,
        masks=update.masks or details.masks,
    )


def _with_changes(steps: tuple[Step, ...], changed: Sequence[Step]) -> tuple[Step, ...]:
    if not changed:
        return steps
    by_id = {step.id: step for step in steps}
    by_id.update((step.id, step) for step in changed)
    return tuple(sorted(by_id.values(), key=lambda step: step.index))
