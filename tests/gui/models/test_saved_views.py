"""Views are found again after a restart, and a spoilt file costs none but the spoilt ones."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from stepflow_desktop.core.model import ExecutionStatus
from stepflow_desktop.core.query import Order, SortKey
from stepflow_desktop.gui.models.saved_views import ListState, SavedViews

FAILED = ListState("tag:ml since:7d", frozenset({ExecutionStatus.FAILED}), Order(SortKey.DURATION))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "views.json"


def names(views: SavedViews) -> list[str]:
    return [view.name for view in views.all()]


def test_views_are_kept(path: Path, qapp: Any) -> None:
    views = SavedViews(path)
    views.save("  Failed   ml ", FAILED)
    views.save("All", ListState())
    again = SavedViews(path)
    assert names(again) == ["Failed ml", "All"]
    assert again.all()[0].state == FAILED
    assert not path.with_name("views.json.part").exists()


def test_saving_under_a_known_name_renews_it(path: Path, qapp: Any) -> None:
    views = SavedViews(path)
    views.save("a", FAILED)
    views.save("b", FAILED)
    views.save("a", ListState("x"))
    assert names(views) == ["a", "b"]
    assert views.all()[0].state == ListState("x")


def test_renaming_and_deleting(path: Path, qapp: Any, qtbot: Any) -> None:
    views = SavedViews(path)
    views.save("a", FAILED)
    views.save("b", ListState())
    with qtbot.waitSignal(views.changed):
        views.rename("b", "c")
    assert names(views) == ["a", "c"]
    views.rename("a", "c")
    assert [(view.name, view.state) for view in views.all()] == [("c", FAILED)]
    views.rename("c", "  ")
    views.delete("c")
    assert names(SavedViews(path)) == []


def test_a_nameless_view_is_none(qapp: Any) -> None:
    views = SavedViews()
    views.save("  ", FAILED)
    assert names(views) == []


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '[{"name": "x"}, 7, null]'])
def test_what_cannot_be_read_is_left_out(path: Path, text: str, qapp: Any) -> None:
    path.parent.mkdir()
    path.write_text(text)
    assert names(SavedViews(path)) == []


def test_good_ones_are_read_beside_bad_ones(path: Path, qapp: Any) -> None:
    SavedViews(path).save("good", FAILED)
    items = json.loads(path.read_text())
    items.append({**items[0], "name": "bad", "statuses": ["nonsense"]})
    path.write_text(json.dumps(items))
    assert names(SavedViews(path)) == ["good"]


def test_a_folder_that_cannot_be_written_is_told_in_the_log(path: Path, qapp: Any, expected_log: list[str]) -> None:
    expected_log.append("could not be written")
    path.parent.write_text("a file is in the way")
    views = SavedViews(path)
    views.save("a", FAILED)
    assert names(views) == ["a"]


@pytest.mark.parametrize("spoilt", ["{", "[" * 200_000, '"text"', "\0"])
def test_a_file_that_is_none_of_ours_is_no_views(spoilt: str, path: Path, qapp: Any) -> None:
    path.parent.mkdir()
    path.write_text(spoilt)
    assert names(SavedViews(path)) == []


def test_a_name_that_cannot_be_written_is_told_in_the_log(path: Path, qapp: Any, expected_log: list[str]) -> None:
    expected_log.append("could not be written")
    views = SavedViews(path)
    views.save("half a pair \ud800", FAILED)
    assert len(views.all()) == 1
