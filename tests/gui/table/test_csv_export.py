"""All that match go into the file, whole or not at all, and no spreadsheet carries out what they say."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from stepflow_desktop.core.model import ExecutionDetails, ExecutionQuery, ExecutionStatus
from stepflow_desktop.errors import StorageProblem
from stepflow_desktop.gui.table import csv_export
from stepflow_desktop.gui.table.csv_export import HEADER, csv_text, export_csv
from tests.gui import sample_data as data


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


async def test_every_page_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_export, "PAGE", 4)
    target = tmp_path / "executions.csv"
    engine: Any = data.FakeEngine(data.afternoon())
    assert await export_csv(engine, ExecutionQuery(), target) == 14
    rows = rows_of(target)
    assert len(rows) == 14
    assert rows[0]["name"] == "Train churn model" and rows[0]["duration_s"] == ""
    failed = next(row for row in rows if row["status"] == "failed")
    assert (failed["exit_code"], failed["tags"], failed["duration_s"]) == ("1", "ci api-service", "372")
    assert [path.name for path in tmp_path.iterdir()] == ["executions.csv"]


async def test_only_what_matches(tmp_path: Path) -> None:
    engine: Any = data.FakeEngine(data.afternoon())
    target = tmp_path / "failed.csv"
    assert await export_csv(engine, ExecutionQuery(status=(ExecutionStatus.FAILED,)), target) == 2


async def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    engine: Any = data.FakeEngine(data.afternoon())
    with pytest.raises(StorageProblem):
        await export_csv(engine, ExecutionQuery(), tmp_path / "nowhere" / "a.csv")


def test_formulas_are_text_and_lines_stay_whole() -> None:
    run = replace(data.integration().execution, name="=1+1", command='a "b",\nc', tags=())
    details = ExecutionDetails(run, (), ())
    parsed = list(csv.reader(csv_text([details.execution]).splitlines(keepends=True)))
    assert parsed[0] == list(HEADER)
    assert parsed[1][1:3] == ["'=1+1", 'a "b",\nc']
