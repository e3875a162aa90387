"""Details follow the updates: values that changed, files that came and went, steps in their order."""

from __future__ import annotations

from dataclasses import replace

from stepflow_desktop.core.model import StepStatus, Update
from stepflow_desktop.gui.models.following import followed
from tests.gui import sample_data as data


def test_what_an_update_tells_takes_the_place_of_what_was_known() -> None:
    details = data.churn()
    step = replace(details.steps[0], status=StepStatus.FAILED)
    later = replace(details.steps[0], id="new", index=99)
    execution = replace(details.execution, name="Renamed")
    told = followed(details, Update(execution=execution, steps=(later, step), masks=("secret",)))
    assert told.execution.name == "Renamed" and told.masks == ("secret",)
    assert told.steps[0] is step and told.steps[-1] is later and len(told.steps) == len(details.steps) + 1


def test_nothing_new_of_steps_and_masks_keeps_them() -> None:
    details = replace(data.churn(), masks=("secret",))
    told = followed(details, Update(execution=details.execution))
    assert told.steps is details.steps and told.masks == ("secret",)


def test_files_come_and_go() -> None:
    details = data.churn()
    first, *rest = details.artifacts
    new = replace(first, id="new")
    told = followed(details, Update(execution=details.execution, artifacts=(new,), removed_artifacts=(first,)))
    assert list(told.artifacts) == [*rest, new]
