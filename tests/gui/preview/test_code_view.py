"""Long texts come into the view part by part, and only lines in sight are coloured."""

from __future__ import annotations

from array import array
from typing import Any

import pytest

from stepflow_desktop.gui.preview import code_view
from stepflow_desktop.gui.preview.code_view import CodeView
from stepflow_desktop.gui.theme import Theme


@pytest.fixture
def view(theme: Theme, qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> CodeView:
    monkeypatch.setattr(code_view, "PART_LINES", 100)
    view = CodeView(theme)
    qtbot.addWidget(view)
    view.resize(400, 300)
    view.show()
    return view


@pytest.mark.parametrize("end", ["", "\n", "\n\n"])
def test_a_long_text_is_whole_in_the_end(view: CodeView, qtbot: Any, end: str) -> None:
    text = "\n".join(f"line {number}" for number in range(450)) + end
    view.show_text(text)
    assert view.blockCount() == 101
    qtbot.waitUntil(lambda: view.toPlainText() == text.removesuffix("\n"))
    assert view.verticalScrollBar().value() == 0


def test_another_text_takes_the_place_of_what_has_not_come(view: CodeView, qtbot: Any) -> None:
    view.show_text("old\n" * 450)
    view.show_text("new\n" * 250)
    qtbot.waitUntil(lambda: view.toPlainText() == ("new\n" * 250).removesuffix("\n"))


def test_what_was_sought_is_counted_again_when_all_has_come(view: CodeView, qtbot: Any) -> None:
    view.show_text("word\n" * 250)
    with qtbot.waitSignal(view.counted, check_params_cb=lambda _at, count, _more: count == 250):
        view.find_text("word")


def test_only_lines_in_sight_are_coloured(view: CodeView, qtbot: Any) -> None:
    view.show_text("word\n" * 450)
    qtbot.waitUntil(lambda: view.blockCount() == 450)
    view.show_colours(array("I", [part for line in range(450) for part in (5 * line, 4, 1)]))
    document = view.document()
    assert document.findBlockByNumber(0).layout().formats()[0].length == 4
    assert not document.findBlockByNumber(300).layout().formats()
    view.verticalScrollBar().setValue(300)
    qtbot.waitUntil(lambda: bool(document.findBlockByNumber(300).layout().formats()))
