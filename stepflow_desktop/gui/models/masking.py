"""Values that must not be shown: masked words of a log and secret-looking environment entries.

``masks`` are what the run asked to hide with ``::add-mask::``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from stepflow_desktop.core.encoding import looks_secret, masked
from stepflow_desktop.core.model import Annotation, Artifact, Execution, ExecutionDetails, Step


def secrets_of(execution: Execution, masks: Sequence[str] = ()) -> tuple[str, ...]:
    """Everything to hide in a text that leaves the window: ``masks`` and the secret environment values."""
    values = (value for name, value in execution.environment.items() if looks_secret(name) and value.strip())
    return (*masks, *values)


def masked_execution(execution: Execution, masks: Sequence[str]) -> Execution:
    if not masks:
        return execution
    return replace(
        execution,
        name=masked(execution.name, masks),
        command=masked(execution.command, masks),
        error_message=_maybe(execution.error_message, masks),
        current_step_name=_maybe(execution.current_step_name, masks),
        failed_step_name=_maybe(execution.failed_step_name, masks),
        tags=tuple(masked(tag, masks) for tag in execution.tags),
    )


def masked_steps(steps: tuple[Step, ...], masks: Sequence[str]) -> tuple[Step, ...]:
    if not masks:
        return steps
    return tuple(
        replace(
            step,
            name=masked(step.name, masks),
            error_message=_maybe(step.error_message, masks),
            progress_text=_maybe(step.progress_text, masks),
        )
        for step in steps
    )


def masked_artifact(artifact: Artifact, masks: Sequence[str]) -> Artifact:
    if not masks:
        return artifact
    return replace(artifact, name=masked(artifact.name, masks), description=masked(artifact.description, masks))


def masked_details(details: ExecutionDetails) -> ExecutionDetails:
    """``details`` as they may be shown."""
    masks = details.masks
    if not masks:
        return details
    return replace(
        details,
        execution=masked_execution(details.execution, masks),
        steps=masked_steps(details.steps, masks),
        artifacts=tuple(masked_artifact(artifact, masks) for artifact in details.artifacts),
    )


def masked_remarks(details: ExecutionDetails) -> tuple[Annotation, ...]:
    """The annotations as they may be shown."""
    masks = details.masks
    if not masks:
        return details.annotations
    return tuple(
        replace(
            each, message=masked(each.message, masks), title=masked(each.title, masks), file=masked(each.file, masks)
        )
        for each in details.annotations
    )


def _maybe(text: str | None, masks: Sequence[str]) -> str | None:
    return None if text is None else masked(text, masks)
