"""A stretch of the log is one text, counted as Qt counts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from stepflow_desktop.core.model import ExecutionStatus
from stepflow_desktop.gui.log.log_panel import LogPanel
from stepflow_desktop.gui.log.selection import LINE_END, Place
from stepflow_desktop.gui.log.stretch import BLOCK, Stretch, stretch_around
from tests.gui.log.log_samples import finished_log, long_log

WIDE = Stretch(10, ["plain", "a 😀 b", "", "日本"], [7, 8, -1, 9])


@pytest.mark.parametrize(
    ("row", "place", "offset"),
    [
        (10, Place(7, 0), 0),
        (10, Place(7, LINE_END), 5),
        (11, Place(8, 3), 10),
        (11, Place(8, 4), 11),
        (13, Place(9, 1), 15),
    ],
)
def test_a_place_has_an_offset_and_back(row: int, place: Place, offset: int) -> None:
    assert WIDE.offset_of(row, place) == offset
    found = WIDE.place_at(offset)
    assert found is not None and found.piece == place.piece
    assert found.character == min(place.character, 5)
    assert WIDE.row_at(offset) == row


def test_text_is_cut_by_offsets() -> None:
    assert WIDE.length == 16
    assert WIDE.text(0, -1) == "plain\na 😀 b\n\n日本"
    assert (WIDE.text(6, 12), WIDE.text(14, 99), WIDE.text(-5, 2)) == ("a 😀 b", "日本", "pl")
    # Half of a character is no error.
    assert WIDE.text(9, 12).endswith(" b")


def test_a_header_is_no_place() -> None:
    assert WIDE.place_at(13) is None
    assert WIDE.row_at(13) == 12


def test_nothing_has_no_places() -> None:
    empty = Stretch()
    assert (empty.length, empty.text(0, -1), empty.place_at(3), empty.offset_of(4, Place(1, 2))) == (0, "", None, 0)


def test_headers_and_artifacts_are_told_in_words(panel: LogPanel, show: Callable[..., None], tmp_path: Path) -> None:
    show(finished_log(tmp_path), ExecutionStatus.FAILED)
    assert panel.view.document is not None
    lines = stretch_around(panel.view.document, 0).text(0, -1).split("\n")
    assert lines[:2] == ["before", "Step 1, One, completed, 5 lines, folded"]
    assert "Step 3, Three, failed, 4 lines" in lines
    assert lines[-4:] == ["Artifact report.txt", "three c", "Error: three d", "after"]


def test_of_a_long_log_only_what_is_near_is_read(panel: LogPanel, show: Callable[..., None], tmp_path: Path) -> None:
    show(long_log(tmp_path, 5000))
    assert panel.view.document is not None
    panel.view.fold_all(False)
    stretch = stretch_around(panel.view.document, 2500)
    assert stretch.first == 2500 // BLOCK * BLOCK - BLOCK
    assert len(stretch.text(0, -1).split("\n")) == 3 * BLOCK
