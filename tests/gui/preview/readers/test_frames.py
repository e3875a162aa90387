"""Frames of a picture that moves come one after the other, and begin anew after the last."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from stepflow_desktop.gui.preview.readers import frames
from stepflow_desktop.gui.preview.readers.answers import Refused
from stepflow_desktop.gui.preview.readers.frames import FramesReader
from tests.gui.preview.conftest import moving_picture


def test_they_come_in_their_order_and_begin_anew(tmp_path: Path, qapp: QApplication) -> None:
    reader = FramesReader(str(moving_picture(tmp_path / "a.gif")))
    assert reader.about()[0] == {"width": 8, "height": 8}
    told = [reader.frame() for _ in range(3)]
    assert [payload[:4] for _told, payload in told] == [b"\0\0\xff\xff", b"\xff\0\0\xff", b"\0\0\xff\xff"]
    assert [each["number"] for each, _payload in told] == [1, 2, 1]
    assert told[0][0]["delay_ms"] == 40


def test_large_ones_are_made_smaller(tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frames, "FRAME_PIXELS", 16)
    told, payload = FramesReader(str(moving_picture(tmp_path / "a.gif"))).frame()
    assert (told["width"], told["height"], len(payload)) == (4, 4, 64)


@pytest.mark.parametrize("content", [b"GIF89a", b"", b"not a picture"])
def test_broken_ones_are_refused(tmp_path: Path, qapp: QApplication, content: bytes) -> None:
    (tmp_path / "a.gif").write_bytes(content)
    with pytest.raises(Refused) as refused:
        FramesReader(str(tmp_path / "a.gif"))
    assert refused.value.code == "damaged"


def test_one_that_says_it_is_huge_is_refused(tmp_path: Path, qapp: QApplication) -> None:
    path = moving_picture(tmp_path / "a.gif")
    data = bytearray(path.read_bytes())
    at = data.index(b"\x2c\0\0\0\0") + 5
    data[6:10] = data[at : at + 4] = b"\xff\xff\xff\xff"
    path.write_bytes(data)
    with pytest.raises(Refused) as refused:
        FramesReader(str(path))
    assert refused.value.code == "too_many_pixels"


def test_one_that_breaks_off_at_once_is_refused(tmp_path: Path, qapp: QApplication) -> None:
    path = moving_picture(tmp_path / "a.gif")
    path.write_bytes(path.read_bytes()[:60])
    with pytest.raises(Refused):
        FramesReader(str(path)).frame()
