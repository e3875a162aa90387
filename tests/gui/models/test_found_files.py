"""All artifacts as rows, in pages, kept up to date."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QAbstractItemModelTester

from stepflow_desktop.core.artifact_search import FoundArtifact
from stepflow_desktop.core.model import ArtifactType
from stepflow_desktop.gui.models import found_files as module
from stepflow_desktop.gui.models.artifact_filter import ArtifactFilter, parse
from stepflow_desktop.gui.models.artifacts import FACTS_ROLE, THUMBNAIL_ROLE
from stepflow_desktop.gui.models.found_files import PAGE, FoundFiles
from tests.gui import sample_data as data

RUN = data.churn()


def found(number: int, name: str = "", **fields: Any) -> FoundArtifact:
    artifact = data.artifact(
        RUN.execution.id, number, name or f"file{number}.png", 46_000, ArtifactType.IMAGE, made_ago=60
    )
    return FoundArtifact(artifact, "Train churn model", "Load dataset", 1, **fields)


@pytest.fixture
def asked() -> list[int | None]:
    return []


@pytest.fixture
def model(qapp: Any, asked: list[int | None]) -> FoundFiles:
    model = FoundFiles(data.FixedClock(), lambda artifact: Path("/store") / artifact.file_name)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.more_wanted.connect(asked.append)
    model.restart(ArtifactFilter())
    return model


def names(model: FoundFiles) -> list[str]:
    return [str(model.index(row).data()) for row in range(model.rowCount())]


def test_pages_follow_each_other_when_they_are_wanted(model: FoundFiles, asked: list[int | None]) -> None:
    model.add([found(number) for number in range(PAGE)], 77)
    assert asked == [None]
    assert model.canFetchMore(QModelIndex())
    model.fetchMore(QModelIndex())
    model.fetchMore(QModelIndex())
    assert asked == [None, 77], "asked once"
    model.add([found(500), found(3)], None)
    assert len(names(model)) == PAGE + 1, "what is there already is not there twice"
    assert not model.canFetchMore(QModelIndex())


def test_a_short_page_is_followed_up_at_once(model: FoundFiles, asked: list[int | None]) -> None:
    model.add([], 900)
    model.add([found(1)], 500)
    assert asked == [None, 900, 500]
    assert model.is_waiting


def test_facts_are_short_in_a_grid_and_long_in_a_list(model: FoundFiles) -> None:
    model.add([found(0)], None)
    assert model.index(0).data(FACTS_ROLE) == "14:44 · Train churn model"
    model.long_facts = True
    assert model.index(0).data(FACTS_ROLE) == "Image · 46 KB · 14:44 · Train churn model · 2 Load dataset"


def test_secrets_of_the_execution_are_hidden(model: FoundFiles) -> None:
    model.add([found(0, "s3cret.png", masks=("s3cret",))], None)
    assert "s3cret" not in names(model)[0]


def test_news_come_in_at_the_top(model: FoundFiles) -> None:
    model.add([found(0), found(1)], None)
    new = replace(found(9).artifact, step_id=RUN.steps[2].id)
    model.take(data.update_of(RUN, artifacts=(new,)))
    assert names(model) == ["file9.png", "file0.png", "file1.png"]
    first = model.found_at(0)
    assert first is not None and first.step_name == "Clean and impute"
    renamed = replace(found(1).artifact, name="renamed")
    model.take(data.update_of(RUN, artifacts=(renamed,), edited_artifacts=frozenset((renamed.id,))))
    assert names(model)[2] == "renamed"
    model.take(data.update_of(RUN, removed_artifacts=(new,)))
    assert names(model) == ["file0.png", "renamed"]
    model.take(data.update_of(RUN, deleted=True))
    assert names(model) == []


def test_news_that_the_filter_hides_stay_out(model: FoundFiles) -> None:
    model.restart(parse("type:archive", data.NOW))
    model.add([], None)
    model.take(data.update_of(RUN, artifacts=(found(9).artifact,)))
    assert names(model) == []


def test_pictures_are_asked_for_once_and_only_so_many_are_kept(
    model: FoundFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "KEPT_PICTURES", 2)
    wanted: list[str] = []
    model.picture_wanted.connect(lambda artifact: wanted.append(artifact.file_name))
    model.add([found(number) for number in range(3)], None)
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    for row in (0, 0, 1, 2):
        assert model.index(row).data(THUMBNAIL_ROLE) is None
    assert wanted == ["file0.png", "file1.png", "file2.png"]
    for number in range(3):
        model.set_picture(found(number).artifact.id, image)
    assert model.index(2).data(THUMBNAIL_ROLE) is not None
    model.index(0).data(THUMBNAIL_ROLE)
    assert wanted[-1] == "file0.png", "the oldest was let go and is asked for again"


def test_a_picture_that_did_not_come_is_asked_for_again(model: FoundFiles) -> None:
    wanted: list[str] = []
    model.picture_wanted.connect(lambda artifact: wanted.append(artifact.file_name))
    model.add([found(0)], None)
    model.index(0).data(THUMBNAIL_ROLE)
    model.forget_waiting()
    model.index(0).data(THUMBNAIL_ROLE)
    assert wanted == ["file0.png", "file0.png"]


def test_rows_are_dragged_out_as_files(model: FoundFiles) -> None:
    model.add([found(0), found(1)], None)
    urls = model.mimeData([model.index(0), model.index(1)]).urls()
    assert [url.toLocalFile() for url in urls] == ["/store/file0.png", "/store/file1.png"]
