"""Rows of the artifacts card."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from stepflow_desktop.core.model import ArtifactType
from stepflow_desktop.gui.delegates.artifact_delegate import ArtifactDelegate, artifact_icon
from stepflow_desktop.gui.models.artifacts import ArtifactsModel
from stepflow_desktop.gui.theme import Theme
from tests.gui import sample_data as data
from tests.gui.delegates.pixels import has_color, painted


@pytest.fixture
def model() -> ArtifactsModel:
    model = ArtifactsModel(data.FixedClock(), lambda artifact: Path(artifact.file_path))
    model.show(data.churn().artifacts)
    return model


@pytest.mark.parametrize(
    ("name", "kind", "icon"),
    [
        ("a.csv", ArtifactType.DATA, "file-spreadsheet"),
        ("a.bin", ArtifactType.DATA, "file-braces"),
        ("a.png", ArtifactType.IMAGE, "file-image"),
        ("a.py", ArtifactType.OTHER, "file-code"),
        ("a.log", ArtifactType.LOG, "scroll-text"),
        ("a", ArtifactType.OTHER, "file"),
    ],
)
def test_icons(name: str, kind: ArtifactType, icon: str) -> None:
    assert artifact_icon(data.artifact("r", 0, name, 1, kind))[0] == icon


def test_a_thumbnail_replaces_the_icon(theme: Theme, model: ArtifactsModel) -> None:
    delegate = ArtifactDelegate(theme)
    assert not has_color(painted(delegate, model, 0), QColor("teal"))
    image = QImage(30, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    model.set_thumbnail(data.churn().artifacts[0].id, image)
    assert has_color(painted(delegate, model, 0), QColor("teal"), least=100)


def test_new_files_carry_a_pill(theme: Theme, model: ArtifactsModel) -> None:
    delegate = ArtifactDelegate(theme)
    model.apply((data.artifact("r", 5, "fresh.csv", 1, ArtifactType.DATA, made_ago=1),))
    assert has_color(painted(delegate, model, 0), theme.color("accent_soft"), least=20)
    model.mark_seen(model.index(0))
    assert not has_color(painted(delegate, model, 0), theme.color("accent_soft"), least=20)
