"""An empty place says what it is and how to fill it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import EmptyState


def test_its_button_is_only_there_with_something_to_do(qtbot: QtBot, theme: Theme) -> None:
    empty = EmptyState(theme, "package", "No artifacts yet", "Drop files here.", "Attach files…")
    qtbot.addWidget(empty)
    empty.show()
    assert empty.accessibleName() == "No artifacts yet. Drop files here."
    with qtbot.waitSignal(empty.activated):
        qtbot.mouseClick(empty.button, Qt.MouseButton.LeftButton)
    empty.set_words("Nothing matches", "")
    assert not empty.button.isVisible()
    assert empty.accessibleName() == "Nothing matches."


def test_in_a_low_place_the_picture_goes_first_and_the_title_stays(qtbot: QtBot, theme: Theme) -> None:
    empty = EmptyState(theme, "package", "No artifacts yet", "Print ARTIFACT:path:description, or drop files here.")
    empty.give_way()
    empty.setMinimumSize(1, 1)
    qtbot.addWidget(empty)
    empty.show()

    def seen(height: int) -> list[bool]:
        empty.resize(220, height)
        return [each.isVisible() for each in (empty._icon, empty._text, empty._title)]

    assert seen(300) == [True, True, True]
    assert seen(90) == [False, True, True]
    assert seen(40) == [False, False, True]
    assert seen(300) == [True, True, True]


def test_where_its_own_height_counts_it_shows_all_of_itself(qtbot: QtBot, theme: Theme) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    empty = EmptyState(theme, "package", "No file chosen", "Choose one.")
    column.addStretch(1)
    column.addWidget(empty)
    column.addStretch(1)
    qtbot.addWidget(page)
    page.resize(400, 60)
    page.show()
    page.resize(400, 400)
    assert all(each.isVisible() for each in (empty._icon, empty._text, empty._title))
