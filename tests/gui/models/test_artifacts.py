"""Files as rows: newest first, new until seen, dragged out as files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from stepflow_desktop.core.model import Artifact, ArtifactType
from stepflow_desktop.gui.models.artifacts import FACTS_ROLE, NEW_ROLE, THUMBNAIL_ROLE, ArtifactsModel
from tests.gui import sample_data as data

RUN = "00000001-4f1c"


def made(number: int, name: str, made_ago: float) -> Artifact:
    return data.artifact(RUN, number, name, 1000, ArtifactType.OTHER, made_ago=made_ago)


@pytest.fixture
def model(qtmodeltester: Any) -> ArtifactsModel:
    model = ArtifactsModel(data.FixedClock(), lambda artifact: Path("/store") / artifact.file_path)
    qtmodeltester.check(model)
    model.show((made(0, "old.bin", 500), made(1, "newer.bin", 100)))
    return model


def names(model: ArtifactsModel) -> list[str]:
    return [str(model.index(row).data()) for row in range(model.rowCount())]


def test_newest_first_with_facts(model: ArtifactsModel) -> None:
    assert names(model) == ["newer.bin", "old.bin"]
    model.show(data.churn().artifacts)
    facts = [model.index(row).data(FACTS_ROLE) for row in range(2)]
    assert facts == ["Image · 46 KB · 14:44", "Table · 8.4 KB · 14:38"]


def test_what_comes_later_is_new_until_seen(model: ArtifactsModel, qtmodeltester: Any) -> None:
    model.apply((made(2, "between.bin", 200), made(3, "top.bin", 5)))
    assert names(model) == ["top.bin", "newer.bin", "between.bin", "old.bin"]
    assert [model.index(row).data(NEW_ROLE) for row in range(4)] == [True, False, True, False]
    assert ", new" in model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    model.mark_seen(model.index(0))
    assert not model.index(0).data(NEW_ROLE)
    qtmodeltester.check(model)


def test_changed_and_removed(model: ArtifactsModel) -> None:
    model.apply((replace(made(0, "old.bin", 500), name="renamed"),))
    assert names(model) == ["newer.bin", "renamed"]
    model.apply((), (made(1, "newer.bin", 100), made(9, "never there", 1)))
    assert names(model) == ["renamed"]


def test_a_dragged_row_is_the_file(model: ArtifactsModel) -> None:
    urls = model.mimeData([model.index(1)]).urls()
    assert [url.toLocalFile() for url in urls] == [f"/store/artifacts/{RUN}/old.bin"]
    assert model.supportedDragActions() == Qt.DropAction.CopyAction


def test_thumbnails(model: ArtifactsModel) -> None:
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    model.set_thumbnail(made(0, "old.bin", 500).id, image)
    model.set_thumbnail("unknown", image)
    assert model.index(1).data(THUMBNAIL_ROLE) == image
    assert model.index(0).data(THUMBNAIL_ROLE) is None


def test_names_are_not_markup_in_tooltips(model: ArtifactsModel) -> None:
    model.show((made(0, "<b>x</b>", 1),))
    assert "&lt;b&gt;" in model.index(0).data(Qt.ItemDataRole.ToolTipRole)


def test_many_at_once_come_in_few_insertions(model: ArtifactsModel, qtmodeltester: Any) -> None:
    inserted: list[tuple[int, int]] = []
    model.rowsInserted.connect(lambda _parent, first, last: inserted.append((first, last)))
    fresh = [made(10 + number, f"{number}.bin", 50 - number / 100) for number in range(1000)]
    model.apply((*fresh, made(5000, "between.bin", 300), made(5001, "oldest.bin", 900)))
    assert inserted == [(0, 999), (1001, 1001), (1003, 1003)]
    assert names(model)[:2] == ["999.bin", "998.bin"]
    assert names(model)[999:] == ["0.bin", "newer.bin", "between.bin", "old.bin", "oldest.bin"]
    assert model.index(500).data(NEW_ROLE)
    qtmodeltester.check(model)
