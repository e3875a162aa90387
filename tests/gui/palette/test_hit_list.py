"""Lines under headings: the keyboard steps over headings, the list stays in the window."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stepflow_desktop.gui.palette.hit import Hit
from stepflow_desktop.gui.palette.hit_list import HitList
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.frame_search import SearchBox


@pytest.fixture
def box(qtbot: Any, theme: Theme) -> SearchBox:
    window = QWidget()
    qtbot.addWidget(window)
    box = SearchBox(theme)
    box.host = window  # type: ignore[attr-defined]
    column = QVBoxLayout(window)
    column.addWidget(box)
    column.addStretch(1)
    window.resize(600, 400)
    window.show()
    qtbot.waitExposed(window)
    box.setFocus()
    return box


def popup(box: SearchBox) -> HitList:
    found = box.window().findChild(HitList)
    assert isinstance(found, HitList)
    return found


def test_the_arrows_step_over_headings_and_round_the_end(box: SearchBox, qtbot: Any) -> None:
    chosen: list[str] = []
    box.show_hits(
        [
            Hit("one", lambda: chosen.append("one"), group="A"),
            Hit("two", lambda: chosen.append("two"), group="B", detail="Ctrl+T", icon="plus"),
        ]
    )
    assert popup(box).count() == 4
    assert box.hits == ["one", "two"]
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert popup(box).currentItem().text() == "two"
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert popup(box).currentItem().text() == "one"
    qtbot.keyClick(box, Qt.Key.Key_Up)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert chosen == ["two"]


def test_a_heading_cannot_be_clicked(box: SearchBox, qtbot: Any) -> None:
    chosen: list[str] = []
    box.show_hits([Hit("one", lambda: chosen.append("one"), group="A", status="failed")])
    hits = popup(box)
    qtbot.mouseClick(hits.viewport(), Qt.MouseButton.LeftButton, pos=hits.visualItemRect(hits.item(0)).center())
    assert chosen == [] and hits.isVisible()
    qtbot.mouseClick(hits.viewport(), Qt.MouseButton.LeftButton, pos=hits.visualItemRect(hits.item(1)).center())
    assert chosen == ["one"] and not hits.isVisible()


def test_many_lines_stay_in_the_window_and_are_heard_whole(box: SearchBox) -> None:
    box.show_hits([Hit(f"line {n}", lambda: None, group="A", detail="now") for n in range(60)])
    hits = popup(box)
    assert box.window().rect().contains(hits.geometry())
    assert not hits.grab().isNull()
    heard = QAccessible.queryAccessibleInterface(hits).child(1).text(QAccessible.Text.Name)
    assert heard == "line 0, now, A"
