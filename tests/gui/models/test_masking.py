"""What a run asked to hide is hidden in everything that is shown of it."""

from __future__ import annotations

from dataclasses import replace

from stepflow_desktop.core.model import Annotation, Level
from stepflow_desktop.gui.models.masking import masked_details, masked_remarks, secrets_of
from tests.gui import sample_data as data


def test_everything_shown_is_masked() -> None:
    details = data.integration()
    details = replace(
        details,
        execution=replace(details.execution, name="use hunter2", command="login hunter2", error_message="hunter2 bad"),
        steps=(replace(details.steps[0], name="as hunter2", error_message="hunter2", progress_text="hunter2"),),
        artifacts=(replace(details.artifacts[0], name="hunter2.txt", description="of hunter2"),),
        masks=("hunter2",),
    )
    shown = masked_details(details)
    assert shown.execution.name == "use ***"
    assert shown.execution.command == "login ***"
    assert shown.execution.error_message == "*** bad"
    assert shown.steps[0].name == "as ***"
    assert shown.steps[0].progress_text == "***"
    assert shown.artifacts[0].name == "***.txt"
    assert shown.artifacts[0].file_path == details.artifacts[0].file_path


def test_nothing_to_mask_leaves_the_same_value() -> None:
    details = data.churn()
    assert masked_details(details) is details


def test_secret_values_of_the_environment_count_as_secrets() -> None:
    assert secrets_of(data.churn().execution, ("other",)) == ("other", "s3cret")


def test_remarks_hide_what_the_run_hid() -> None:
    remark = Annotation(
        execution_id="e", offset=0, level=Level.WARNING, message="as hunter2", title="hunter2", file="x"
    )
    details = replace(data.churn(), annotations=(remark,))
    assert masked_remarks(details) == (remark,)
    (shown,) = masked_remarks(replace(details, masks=("hunter2",)))
    assert (shown.message, shown.title, shown.file) == ("as ***", "***", "x")
