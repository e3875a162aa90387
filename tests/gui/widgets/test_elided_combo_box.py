"""The text of a choice ends with an ellipsis where it is too long."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.elided_combo_box import ElidedComboBox
from tests.gui.legibility import problems


def test_a_long_choice_is_cut_with_an_ellipsis(qtbot: QtBot, theme: Theme) -> None:
    box = ElidedComboBox()
    qtbot.addWidget(box)
    box.setFont(theme.font("body"))
    box.addItems(["a choice that takes far more words than it has room for", "short"])
    box.setFixedSize(140, 30)
    box.show()
    qtbot.waitExposed(box)
    assert problems(box) == []
    cut = box.grab().toImage()
    box.setCurrentIndex(1)
    assert box.grab().toImage() != cut
