"""Frames follow each other at their own pace, and stand still when paused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage

from stepflow_desktop.gui.preview.animation import Animation
from tests.gui.preview.conftest import moving_picture


@pytest.fixture
def animation(qtbot: Any) -> Iterator[Animation]:
    animation = Animation()
    yield animation
    animation.end()


def test_it_goes_round_and_goes_on_where_it_was_paused(animation: Animation, tmp_path: Path, qtbot: Any) -> None:
    seen: list[str] = []
    animation.shown.connect(lambda image: seen.append(QImage(image).pixelColor(1, 1).name()))
    path = moving_picture(tmp_path / "a.gif", ("#ff0000", "#00ff00", "#0000ff"))
    animation.play(path)
    qtbot.waitUntil(lambda: len(seen) >= 4)
    animation.pause()
    assert not animation.is_playing
    count = len(seen)
    animation.play(path)
    qtbot.waitUntil(lambda: len(seen) > count)
    assert seen[:4] == ["#ff0000", "#00ff00", "#0000ff", "#ff0000"]
    order = ["#ff0000", "#00ff00", "#0000ff"]
    assert seen[count] == order[count % 3]


def test_what_cannot_be_read_stops(animation: Animation, tmp_path: Path, qtbot: Any) -> None:
    (tmp_path / "a.gif").write_bytes(b"GIF89a")
    with qtbot.waitSignal(animation.stopped):
        animation.play(tmp_path / "a.gif")
    assert not animation.is_playing
