"""The parts of previews that only calculate: trees of members, paths of nodes, ticks, words."""

from __future__ import annotations

import math
import threading
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from stepflow_desktop.gui.preview.archive_model import tree_of
from stepflow_desktop.gui.preview.column_card import short_number
from stepflow_desktop.gui.preview.plot import ticks
from stepflow_desktop.gui.preview.tree_model import Node
from stepflow_desktop.gui.preview.words import bytes_words, refusal
from stepflow_desktop.gui.preview.work import Work


def entry(name: str, size: int = 10, *, folder: bool = False) -> dict[str, Any]:
    return {"name": name, "size": size, "packed": size // 2, "folder": folder}


def test_folders_count_and_add_up_what_is_below() -> None:
    root = tree_of([entry("a/b/c.txt", 10), entry("a/d.txt", 30), entry("e.txt", 2), entry("empty/", folder=True)])
    labels = [child.label for child in root.children]
    assert labels == ["a", "empty", "e.txt"]
    a = root.children[0]
    assert (a.files, a.size, a.packed) == (2, 40, 20)
    assert [child.label for child in a.children] == ["b", "d.txt"]
    assert (root.files, root.size) == (3, 42)


def test_odd_names_stand_flat() -> None:
    root = tree_of([entry("../../x"), entry("/".join(["deep"] * 500)), entry("")])
    assert all(not child.folder for child in root.children)
    assert len(root.children) == 3


def test_a_node_knows_its_path() -> None:
    root = Node("", "object", "", 1, 0)
    metrics = Node("metrics", "object", "", 1, 1, root)
    folds = Node("folds", "array", "", 3, 2, metrics)
    assert Node("2", "number", "0.5", 0, 3, folds).path() == "metrics.folds[2]"
    assert Node('odd "key"', "text", "x", 0, 4, root).path() == '["odd \\"key\\""]'


@pytest.mark.parametrize(
    ("least", "most", "expected"),
    [(0, 10, [0, 2, 4, 6, 8, 10]), (0.79, 0.9, [0.8, 0.85, 0.9]), (5, 5, [5]), (0, math.inf, [0]), (-3, 3, [-2, 0, 2])],
)
def test_ticks_are_round(least: float, most: float, expected: list[float]) -> None:
    assert ticks(least, most) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("value", "text"), [(27395, "27,395"), (0.8612, "0.8612"), (1234.5678, "1,234.57"), (0.00001234, "1.234e-05")]
)
def test_numbers_are_short(value: float, text: str) -> None:
    assert short_number(value) == text


@pytest.mark.parametrize(
    ("count", "text"), [(12, "12 B"), (46_120, "46.1 KB"), (999_970, "1.0 MB"), (10**13, "10.0 TB")]
)
def test_sizes_have_one_decimal(qapp: QApplication, count: int, text: str) -> None:
    assert bytes_words(count) == text


def test_every_code_has_words(qapp: QApplication) -> None:
    codes = (
        *("missing", "damaged", "password", "wrong_password", "too_deep", "too_big", "too_many_pixels"),
        *("slow", "too_slow", "unreadable", "crashed", "anything else"),
    )
    assert all(refusal(code, "")[0] for code in codes)
    assert refusal("damaged", "3:14")[1] == "The first mistake is at 3:14."


def test_only_the_newest_work_is_heard_of(qapp: QApplication, qtbot: Any) -> None:
    work, go, heard = Work(), threading.Event(), []
    work.begin("first", lambda: go.wait(10), heard.append)
    work.begin("second", lambda: "second", heard.append)
    qtbot.waitUntil(lambda: heard == ["second"])
    go.set()
    work.begin("third", lambda: "third", heard.append)
    qtbot.waitUntil(lambda: heard == ["second", "third"])


def test_an_error_of_the_system_is_nothing(qapp: QApplication, qtbot: Any) -> None:
    def fail() -> None:
        raise OSError("gone")

    work, heard = Work(), []
    work.begin("failing", fail, heard.append)
    qtbot.waitUntil(lambda: heard == [None])
