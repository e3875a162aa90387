"""Text of another size: fonts are taken anew, fixed heights grow with them, and all of it goes back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QComboBox, QStyleOptionViewItem, QTableView, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from stepflow_desktop.core.model import ExecutionStatus
from stepflow_desktop.gui.delegates.artifact_delegate import ArtifactDelegate
from stepflow_desktop.gui.filtering.execution_chips import StatusChips
from stepflow_desktop.gui.look import Look
from stepflow_desktop.gui.scaling import keeping_fonts
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import Button, IconButton, Label, TextField


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[Theme]:
    palette, font = qapp.palette(), qapp.font()
    theme = Theme("light")
    theme.apply(qapp)
    yield theme
    theme.set_look(Look(mode="light"))
    qapp.setStyleSheet("")
    qapp.setPalette(QPalette(palette))
    qapp.setFont(font)


class Form(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        self.button, self.icon = Button(theme, "Start"), IconButton(theme, "bell", "Notices")
        self.field, self.title = TextField(theme), Label(theme, "Title", "page_title")
        self.small = Label(theme, "Small", "small", "text2")
        for part in (self.button, self.icon, self.field, self.title, self.small):
            column.addWidget(part)

    def heights(self) -> tuple[int, int, int]:
        return self.button.height(), self.icon.height(), self.field.height()


def _shown(theme: Theme, qtbot: QtBot) -> Form:
    form = Form(theme)
    qtbot.addWidget(form)
    form.show()
    qtbot.waitExposed(form)
    return form


def test_a_window_that_stands_takes_the_size_at_once_and_goes_back(dressed: Theme, qtbot: QtBot) -> None:
    form = _shown(dressed, qtbot)
    assert form.heights() == (32, 32, 32)
    dressed.set_look(replace(dressed.look, percent=150))
    qtbot.waitUntil(lambda: form.heights() == (48, 32, 48))
    assert (form.title.font().pixelSize(), form.small.font().pixelSize()) == (30, 18)
    assert form.small.font().weight() == dressed.font("small").weight()
    dressed.set_mode("dark")
    assert (form.title.font().pixelSize(), form.button.font().pixelSize()) == (30, 20)
    dressed.set_look(replace(dressed.look, percent=80))
    qtbot.waitUntil(lambda: form.heights() == (26, 32, 26))
    dressed.set_look(replace(dressed.look, percent=100))
    qtbot.waitUntil(lambda: form.heights() == (32, 32, 32))
    assert form.title.font().pixelSize() == 20


def test_what_is_made_later_has_the_size_too(dressed: Theme, qtbot: QtBot) -> None:
    dressed.set_look(replace(dressed.look, percent=200))
    form = _shown(dressed, qtbot)
    assert form.heights() == (64, 32, 64)
    assert form.title.font().pixelSize() == 40


def test_another_family_reaches_what_stands(dressed: Theme, qtbot: QtBot) -> None:
    form = _shown(dressed, qtbot)
    dressed.set_look(replace(dressed.look, font="DejaVu Serif"))
    assert form.title.font().family() == "DejaVu Serif"
    assert form.title.font().pixelSize() == 20


def test_rows_of_lists_combos_and_tables_grow_and_go_back(dressed: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    box, table, chips = QComboBox(), QTableView(), StatusChips(dressed)
    box.setFixedSize(120, 30)
    table.verticalHeader().setDefaultSectionSize(36)
    chips.set_counts({ExecutionStatus.FAILED: 3})
    for part in (box, table, chips):
        column.addWidget(part)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    low = chips.height()
    dressed.set_look(replace(dressed.look, percent=150))
    assert (box.minimumWidth(), box.maximumWidth(), box.maximumHeight()) == (120, 180, 45)
    assert table.verticalHeader().defaultSectionSize() == 54
    qtbot.waitUntil(lambda: chips.height() > low)
    dressed.set_look(replace(dressed.look, percent=100))
    assert (box.minimumWidth(), box.maximumWidth(), box.maximumHeight()) == (120, 120, 30)
    assert table.verticalHeader().defaultSectionSize() == 36
    qtbot.waitUntil(lambda: chips.height() == low)


def test_rows_are_as_high_as_people_like(dressed: Theme) -> None:
    delegate = ArtifactDelegate(dressed)

    def height() -> int:
        return delegate.sizeHint(QStyleOptionViewItem(), QModelIndex()).height()

    assert height() == 48
    dressed.set_look(replace(dressed.look, row_height="compact"))
    assert height() == 41
    dressed.set_look(replace(dressed.look, row_height="large", percent=150))
    assert height() == 86


def test_what_gets_another_parent_keeps_the_size_of_its_text(dressed: Theme, qtbot: QtBot) -> None:
    form, other = _shown(dressed, qtbot), QWidget()
    qtbot.addWidget(other)
    dressed.set_look(replace(dressed.look, percent=150))
    before = [part.font() for part in (form.button, form.field, form.title, form.small)]
    with keeping_fonts(form):
        form.setParent(other)
    form.show()
    assert [part.font() for part in (form.button, form.field, form.title, form.small)] == before


def test_a_window_that_follows_another_has_the_size_too(dressed: Theme, qapp: QApplication, qtbot: QtBot) -> None:
    dressed.set_look(replace(dressed.look, percent=150))
    later = Theme(look=Look(mode="light", percent=150))
    later.apply(qapp)
    assert _shown(later, qtbot).heights() == (48, 32, 48)
    usual = Theme(look=Look(mode="light"))
    usual.apply(qapp)
    assert _shown(usual, qtbot).heights() == (32, 32, 32)
    usual.set_look(replace(usual.look, percent=150))
    assert _shown(usual, qtbot).heights() == (48, 32, 48)
