"""The Details tab as values, JSON and curl; secrets never come out."""

from __future__ import annotations

import json
import shlex
from dataclasses import replace
from pathlib import Path

from stepflow_desktop.gui.models.detail_rows import as_curl, as_json, fact_groups
from tests.gui import sample_data as data

NOW = data.FixedClock().now()
LOG = Path("/store/executions/x/output.log")


def facts(details: data.ExecutionDetails) -> dict[str, str]:
    return {fact.label: fact.value for group in fact_groups(details, LOG, NOW) for fact in group.facts}


def test_facts_of_a_failed_one() -> None:
    found = facts(data.integration())
    assert found["Command"] == data.integration().execution.command
    assert found["Exit code"] == "1"
    assert found["Failed step"] == "Run pytest"
    assert found["Duration"] == "6m 12s"
    assert found["File"] == str(LOG)
    assert found["Requested from"] == "this computer"


def test_where_a_run_was_asked_for() -> None:
    run = data.integration()
    said = {
        origin: facts(replace(run, execution=replace(run.execution, origin=origin)))["Requested from"]
        for origin in ("window", "command line", "192.168.1.31")
    }
    assert said == {"window": "this window", "command line": "command line", "192.168.1.31": "192.168.1.31"}


def test_environment_and_metadata() -> None:
    churn = data.churn()
    run = replace(churn.execution, metadata={"rounds": 1000, "note": "hunter2"})
    found = facts(replace(churn, execution=run, masks=("hunter2",)))
    assert found["API_TOKEN"] == "***"
    assert found["STAGE"] == "dev"
    assert found["rounds"] == "1000"
    assert found["note"] == "***"


def test_what_is_masked_can_be_looked_at_and_nothing_else() -> None:
    churn = data.churn()
    run = replace(churn.execution, environment={"API_TOKEN": "s3cret", "STAGE": "dev", "NOTE": "say hunter2"})
    groups = fact_groups(replace(churn, execution=run, masks=("hunter2",)), LOG, NOW)
    variables = next(group for group in groups if group.title == "Environment").facts
    assert [(fact.label, fact.value, fact.secret) for fact in variables] == [
        ("API_TOKEN", "***", "s3cret"),
        ("STAGE", "dev", ""),
        ("NOTE", "say ***", "say hunter2"),
    ]
    assert "s3cret" not in as_json(replace(churn, execution=run), NOW)


def test_what_the_script_told_about_its_steps() -> None:
    churn = data.churn()
    told = {"rows": 18_204, "parent_id": "x", "marker_id": "y", "note": "hunter2"}
    steps = (replace(churn.steps[0], metadata=told), *churn.steps[1:])
    found = facts(replace(churn, steps=steps, masks=("hunter2",)))
    assert found["Set up environment · rows"] == "18204"
    assert found["Set up environment · note"] == "***"
    assert not any("parent_id" in label or "marker_id" in label for label in found)


def test_what_is_usual() -> None:
    churn = data.churn()
    run = replace(churn.execution, usual_s=400.0, usual_runs=9)
    assert facts(replace(churn, execution=run))["Usually"] == "6m 40s, median of 9 completed runs before"
    run = replace(churn.execution, usual_s=400.0, usual_runs=1)
    assert facts(replace(churn, execution=run))["Usually"] == "6m 40s, as one completed run before"


def test_groups_without_facts_are_left_out() -> None:
    titles = [group.title for group in fact_groups(data.integration(), LOG, NOW)]
    assert titles == ["Command", "Outcome", "Times", "Identity", "Log"]


def test_as_json_is_what_the_api_answers() -> None:
    shown = json.loads(as_json(data.churn(), NOW))
    assert shown["execution"]["name"] == "Train churn model"
    assert shown["execution"]["environment"]["API_TOKEN"] == "***"
    assert len(shown["steps"]) == 7


def test_as_curl_can_be_pasted() -> None:
    churn = data.churn()
    run = replace(churn.execution, command="echo 'it''s'; echo \"$HOME\"")
    words = shlex.split(as_curl(replace(churn, execution=run), "http://127.0.0.1:8080"))
    assert words[:4] == ["curl", "-X", "POST", "http://127.0.0.1:8080/api/executions"]
    body = json.loads(words[-1])
    assert body["command"] == run.command
    assert body["tags"] == ["ml", "nightly"]
    assert body["environment"] == {"API_TOKEN": "***", "STAGE": "dev"}
    assert "timeout" not in body


def test_argv_stays_a_list() -> None:
    churn = data.churn()
    run = replace(churn.execution, argv=("python", "a b.py"))
    body = json.loads(shlex.split(as_curl(replace(churn, execution=run), "http://h"))[-1])
    assert body["command"] == ["python", "a b.py"]
