"""Thumbnails come from a worker, small, and not at all from what is no picture or too big."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtGui import QColor, QImage

from stepflow_desktop.core.model import ArtifactType
from stepflow_desktop.gui.models import thumbnails
from stepflow_desktop.gui.models.thumbnails import Thumbnails, can_picture, read_thumbnail
from tests.gui import sample_data as data


def picture(path: Path, width: int = 640, height: int = 320) -> Path:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    assert image.save(str(path))
    return path


def test_pictures_are_scaled_down(tmp_path: Path) -> None:
    image = read_thumbnail(picture(tmp_path / "a.png"))
    assert image is not None
    assert (image.width(), image.height()) == (96, 48)


def test_small_ones_stay(tmp_path: Path) -> None:
    image = read_thumbnail(picture(tmp_path / "a.jpg", 20, 10))
    assert image is not None
    assert image.width() == 20


def test_what_is_no_picture(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    assert read_thumbnail(tmp_path / "a.png") is None
    assert read_thumbnail(tmp_path / "absent.png") is None


def test_too_many_pixels_are_not_decoded(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(thumbnails, "MOST_PIXELS", 1000)
    assert read_thumbnail(picture(tmp_path / "a.png")) is None


def test_which_files_can_be_pictured() -> None:
    assert can_picture(data.artifact("r", 0, "a.PNG", 10, ArtifactType.IMAGE))
    assert not can_picture(data.artifact("r", 0, "a.svg", 10, ArtifactType.IMAGE))
    assert not can_picture(data.artifact("r", 0, "a.png", 10**9, ArtifactType.IMAGE))


def test_the_worker_answers_with_id_and_picture(tmp_path: Path, qtbot: Any) -> None:
    worker = Thumbnails()
    artifact = data.artifact("r", 0, "a.png", 10, ArtifactType.IMAGE)
    with qtbot.waitSignal(worker.ready) as answer:
        worker.ask(artifact, picture(tmp_path / "a.png"))
        worker.ask(artifact, tmp_path / "a.png")
    assert answer.args[0] == artifact.id
    assert answer.args[1].width() == 96
    worker.close()
