"""Files as rows under headers, as tiles and in a strip."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyleOptionViewItem

from stepflow_desktop.core.model import ArtifactType
from stepflow_desktop.gui.delegates.artifact_delegate import ROW_HEIGHT
from stepflow_desktop.gui.delegates.file_delegates import (
    HEADER_HEIGHT,
    FileTileDelegate,
    GroupedFileDelegate,
    StripDelegate,
)
from stepflow_desktop.gui.models.artifacts import ArtifactsModel
from stepflow_desktop.gui.models.grouped_files import GroupedFiles
from stepflow_desktop.gui.theme import Theme
from tests.gui import sample_data as data

RUN = data.churn()


@pytest.fixture
def model(qapp: Any) -> GroupedFiles:
    source = ArtifactsModel(data.FixedClock(), lambda artifact: Path("/store") / artifact.file_name)
    model = GroupedFiles(source, lambda: data.NOW)
    model.set_steps(RUN.steps)
    step_id = RUN.steps[0].id
    file = data.artifact(RUN.execution.id, 0, "a.png", 10, ArtifactType.IMAGE, step_id=step_id)
    source.show((file,))
    red = QImage(40, 40, QImage.Format.Format_RGB32)
    red.fill(QColor("red"))
    source.set_thumbnail(file.id, red)
    return model


def painted(delegate: Any, model: GroupedFiles, row: int, state: Any = QStyle.StateFlag.State_Enabled) -> QImage:
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, 160, 140)
    option.state = state
    image = QImage(160, 140, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    delegate.paint(painter, option, model.index(row))
    painter.end()
    return image


def has(image: QImage, colour: QColor) -> bool:
    wanted = colour.rgb()
    return any(image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height()))


def test_headers_are_lower_than_files(theme: Theme, model: GroupedFiles, qtbot: Any) -> None:
    view = QListView()
    qtbot.addWidget(view)
    delegate = GroupedFileDelegate(theme, view)
    heights = [delegate.sizeHint(QStyleOptionViewItem(), model.index(row)).height() for row in range(2)]
    assert heights == [HEADER_HEIGHT, ROW_HEIGHT]
    header = painted(delegate, model, 0)
    assert not has(header, QColor("red"))
    assert header != painted(delegate, model, 1)


@pytest.mark.parametrize("kind", [FileTileDelegate, StripDelegate])
def test_pictures_are_shown_and_headers_are_not(kind: Any, theme: Theme, model: GroupedFiles) -> None:
    delegate = kind(theme)
    assert has(painted(delegate, model, 1), QColor("red"))
    blank = painted(delegate, model, 0)
    assert {blank.pixel(x, y) for x in range(0, 160, 5) for y in range(0, 140, 5)} == {QColor("white").rgb()}


def test_the_chosen_one_of_a_strip_has_an_edge(theme: Theme, model: GroupedFiles) -> None:
    delegate = StripDelegate(theme)
    chosen = QStyle.StateFlag.State_Enabled | QStyle.StateFlag.State_Selected
    assert has(painted(delegate, model, 1, chosen), theme.color("accent"))
    assert not has(painted(delegate, model, 1), theme.color("accent"))
