"""Runs beside each other: what differs is marked, what is secret is not told."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from stepflow_desktop.core.model import ArtifactType, ExecutionDetails, ExecutionStatus, StepStatus
from stepflow_desktop.gui.models.comparison import CompareRow, artifact_rows, setting_rows, step_rows
from tests.gui import sample_data as data

NOW = data.FixedClock().now()
S = StepStatus


def run(row_id: int, took: float, *steps: tuple[str, float, StepStatus], **fields: Any) -> ExecutionDetails:
    status = fields.pop("status", ExecutionStatus.COMPLETED)
    command = fields.pop("command", "python train.py --rounds 100")
    execution = data.execution(row_id, "Train", command, status, took=took, **fields)
    made = tuple(data.step(execution.id, n, name, state, took) for n, (name, took, state) in enumerate(steps))
    return ExecutionDetails(execution, made, ())


def by_label(rows: list[CompareRow]) -> dict[str, CompareRow]:
    return {row.label: row for row in rows}


def test_steps_stand_in_their_order_with_what_they_took() -> None:
    first = run(1, 100, ("Get", 10, S.COMPLETED), ("Build", 90, S.COMPLETED))
    second = run(2, 130, ("Get", 10.2, S.COMPLETED), ("Lint", 5, S.COMPLETED), ("Build", 115, S.COMPLETED))
    rows = step_rows([first, second], NOW)
    assert [row.label for row in rows] == ["Whole run", "Get", "Lint", "Build"]
    assert [row.values for row in rows] == [
        ("1m 40s", "2m 10s (+30 s)"),
        ("10 s", "10 s"),
        ("–", "5.0 s"),
        ("1m 30s", "1m 55s (+25 s)"),
    ]
    assert [row.differs for row in rows] == [True, False, True, True]
    assert [row.is_apart(1) for row in rows] == [True, False, True, True]
    assert not any(row.is_apart(0) for row in rows)


def test_another_outcome_is_a_difference() -> None:
    first = run(1, 100, ("Get", 10, S.COMPLETED))
    second = run(2, 100, ("Get", 10, S.FAILED), status=ExecutionStatus.FAILED)
    whole, step = step_rows([first, second], NOW)
    assert (whole.states, step.states) == (("completed", "failed"), ("completed", "failed"))
    assert whole.differs
    assert step.differs


def test_the_same_name_twice_is_two_rows() -> None:
    twice = run(1, 20, ("Test", 10, S.COMPLETED), ("Test", 5, S.COMPLETED))
    assert [row.values for row in step_rows([twice, twice], NOW)[1:]] == [("10 s", "10 s"), ("5.0 s", "5.0 s")]


def test_other_words_of_the_command_are_picked_out() -> None:
    rows = by_label(setting_rows([run(1, 1), run(2, 1, command="python train.py --rounds 200 --fast")]))
    assert rows["Command"].differs
    assert rows["Other arguments"].values == ("100", "200 --fast")
    assert not rows["Folder"].differs
    assert "Other arguments" not in by_label(setting_rows([run(1, 1), run(2, 1)]))
    odd = by_label(setting_rows([run(1, 1, command="echo 'a"), run(2, 1, command="echo 'b")]))
    assert odd["Other arguments"].values == ("'a", "'b")


def test_secrets_say_only_whether_they_differ() -> None:
    first = run(1, 1, environment={"API_TOKEN": "s3cret", "STAGE": "dev", "DB_PASSWORD": "same"})
    second = run(2, 1, environment={"API_TOKEN": "other", "STAGE": "prod", "DB_PASSWORD": "same"})
    third = run(3, 1, environment={"STAGE": "dev", "DB_PASSWORD": "same"})
    rows = by_label(setting_rows([first, second, third]))
    assert rows["API_TOKEN"].values == ("***", "*** (another value)", "–")
    assert rows["STAGE"].values == ("dev", "prod", "dev")
    assert rows["DB_PASSWORD"].values == ("***", "***", "***")
    assert (rows["API_TOKEN"].differs, rows["DB_PASSWORD"].differs) == (True, False)
    assert "s3cret" not in repr(rows)


def test_what_a_run_hid_stays_hidden() -> None:
    first = replace(run(1, 1, command="login hunter2", environment={"USER_NAME": "hunter2"}), masks=("hunter2",))
    rows = setting_rows([first, run(2, 1, metadata={"epochs": 3})])
    assert "hunter2" not in repr(rows)
    assert by_label(rows)["epochs"].values == ("–", "3")


def test_files_stand_beside_each_other_by_name() -> None:
    first, second = run(1, 1), run(2, 1)
    kept = data.artifact(first.execution.id, 0, "report.html", 8_000, ArtifactType.DOCUMENT)
    first = replace(first, artifacts=(kept,))
    other = data.artifact(second.execution.id, 0, "report.html", 9_000, ArtifactType.DOCUMENT)
    more = data.artifact(second.execution.id, 1, "log.txt", 10, ArtifactType.LOG)
    rows = artifact_rows([first, replace(second, artifacts=(other, more))])
    assert rows == [
        CompareRow("report.html", ("8.0 KB", "9.0 KB"), True),
        CompareRow("log.txt", ("–", "10 B"), True),
    ]
