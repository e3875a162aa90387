"""Filter and tab of the executions page come back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from stepflow_desktop.gui.page_memory import keep_page, restore_page
from stepflow_desktop.gui.window_memory import WindowMemory


class Part:
    def __init__(self, **parts: object) -> None:
        self.__dict__.update(parts)


class Page(QWidget):
    def __init__(self, text: str = "", tab: int = 0) -> None:
        super().__init__()
        field, tabs = QLineEdit(text, self), QTabBar(self)
        for word in ("Steps", "Timeline", "Artifacts"):
            tabs.addTab(word)
        tabs.setCurrentIndex(tab)
        self.list, self.pane = Part(filter_field=field), Part(tabs=tabs, log=Part(follows_from_start=True))
        self.field, self.tabs = field, tabs

    def set_filter(self, text: str) -> None:
        self.field.setText(text)


@pytest.fixture
def memory(qapp: object, tmp_path: Path) -> WindowMemory:
    return WindowMemory(tmp_path)


def test_they_come_back(memory: WindowMemory, qtbot: QtBot) -> None:
    old, new = Page("status:failed tag:ml", 2), Page()
    for page in (old, new):
        qtbot.addWidget(page)
    keep_page(memory, old, follows=True)
    restore_page(memory, new)
    assert (new.field.text(), new.tabs.currentIndex()) == ("status:failed tag:ml", 2)


@pytest.mark.parametrize(
    ("setting", "chosen", "next_setting", "follows"),
    [(True, False, True, False), (False, True, False, True), (True, True, False, False), (False, False, True, True)],
)
def test_following_comes_back_where_it_was_chosen_against_the_setting(
    memory: WindowMemory, qtbot: QtBot, setting: bool, chosen: bool, next_setting: bool, follows: bool
) -> None:
    old, new = Page(), Page()
    for page in (old, new):
        qtbot.addWidget(page)
    old.pane.log.follows_from_start = chosen  # type: ignore[attr-defined]
    keep_page(memory, old, follows=setting)
    new.pane.log.follows_from_start = next_setting  # type: ignore[attr-defined]
    restore_page(memory, new)
    assert new.pane.log.follows_from_start is follows  # type: ignore[attr-defined]


def test_nonsense_and_a_page_without_them_change_nothing(memory: WindowMemory, qtbot: QtBot) -> None:
    page, plain = Page("x", 1), QWidget()
    for each in (page, plain):
        qtbot.addWidget(each)
    memory.keep_choice("executions_tab", "99")
    restore_page(memory, page)
    assert (page.field.text(), page.tabs.currentIndex()) == ("x", 1)
    keep_page(memory, None, follows=True)
    keep_page(memory, plain, follows=True)
    restore_page(memory, plain)
    assert memory.choice("executions_tab") == "99"
