"""Files under the steps they came from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from stepflow_desktop.core.model import ArtifactType
from stepflow_desktop.gui.models.artifacts import NEW_ROLE, ArtifactsModel
from stepflow_desktop.gui.models.grouped_files import HEADER_ROLE, GroupedFiles
from tests.gui import sample_data as data

RUN = data.churn()
STEPS = RUN.steps


def file(number: int, name: str, step: int | None, kind: ArtifactType = ArtifactType.IMAGE) -> Any:
    step_id = STEPS[step].id if step is not None else None
    return data.artifact(RUN.execution.id, number, name, 10, kind, step_id=step_id, made_ago=100 - number)


FILES = (file(0, "a.png", 4), file(1, "b.csv", 4, ArtifactType.DATA), file(2, "c.png", 0), file(3, "d.txt", None))


@pytest.fixture
def source(qapp: Any, clock: data.FixedClock) -> ArtifactsModel:
    return ArtifactsModel(clock, lambda artifact: Path("/store") / artifact.file_path)


@pytest.fixture
def clock() -> data.FixedClock:
    return data.FixedClock()


@pytest.fixture
def model(source: ArtifactsModel) -> GroupedFiles:
    model = GroupedFiles(source, lambda: data.NOW)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_steps(STEPS)
    source.show(FILES)
    return model


def shown(model: GroupedFiles) -> list[str]:
    return [str(model.index(row).data()) for row in range(model.rowCount())]


def test_steps_in_their_order_then_the_rest(model: GroupedFiles) -> None:
    assert shown(model) == [
        "1  SET UP ENVIRONMENT", "c.png", "5  TRAIN GRADIENT BOOSTING", "a.png", "b.csv", "OTHER FILES", "d.txt",
    ]  # fmt: skip
    header = model.index(0)
    assert header.data(HEADER_ROLE)
    assert not model.flags(header) & Qt.ItemFlag.ItemIsSelectable
    assert model.flags(model.index(1)) & Qt.ItemFlag.ItemIsDragEnabled


def test_the_filter_takes_headers_along(model: GroupedFiles) -> None:
    model.set_filter("type:data")
    assert shown(model) == ["5  TRAIN GRADIENT BOOSTING", "b.csv"]
    model.set_filter('step:"set up"')
    assert shown(model) == ["1  SET UP ENVIRONMENT", "c.png"]
    model.set_filter("nothing like it")
    assert shown(model) == []
    model.set_filter("")
    assert len(shown(model)) == 7


def test_without_steps_there_are_no_headers(model: GroupedFiles) -> None:
    model.set_steps(())
    assert shown(model) == ["a.png", "b.csv", "c.png", "d.txt"]
    model.set_steps(STEPS)
    model.set_headers(False)
    assert shown(model) == ["c.png", "a.png", "b.csv", "d.txt"]


def test_new_files_come_in_and_are_new_until_seen(model: GroupedFiles, source: ArtifactsModel) -> None:
    source.apply([file(9, "z.png", 4)])
    assert shown(model)[5] == "z.png"
    index = model.index_of(source.all()[0].id)
    assert index.data(NEW_ROLE)
    model.mark_seen(source.all()[0])
    assert not index.data(NEW_ROLE)
    source.apply([], [FILES[2]])
    assert shown(model)[0] == "5  TRAIN GRADIENT BOOSTING"


def test_rows_are_dragged_out_as_files(model: GroupedFiles) -> None:
    data_ = model.mimeData([model.index(0), model.index(1), model.index(3)])
    assert [url.fileName() for url in data_.urls()] == ["c.png", "a.png"]
