"""The rail chooses one place at a time and tells how much runs."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.frame_rail import NARROW_WIDTH, WIDTH, Rail


def _rail(qtbot: QtBot, theme: Theme) -> Rail:
    rail = Rail(theme)
    qtbot.addWidget(rail)
    rail.add_page("executions", "list-checks", "Executions")
    rail.add_page("help", "circle-question-mark", "Help", below=True)
    rail.add_page("server", "server", "Server")
    rail.resize(WIDTH, 600)
    rail.show()
    return rail


def test_a_click_chooses_a_page(qtbot: QtBot, theme: Theme) -> None:
    rail = _rail(qtbot, theme)
    rail.select("executions")
    with qtbot.waitSignal(rail.page_chosen) as chosen:
        qtbot.mouseClick(rail.buttons["server"], Qt.MouseButton.LeftButton)
    assert chosen.args == ["server"]
    assert [key for key, button in rail.buttons.items() if button.isChecked()] == ["server"]


def test_pages_keep_their_order_and_help_is_below(qtbot: QtBot, theme: Theme) -> None:
    rail = _rail(qtbot, theme)
    tops = {key: button.y() for key, button in rail.buttons.items()}
    assert tops["executions"] < tops["server"] < tops["help"]
    assert tops["help"] > 500


def test_the_badge_is_told_in_words_too(qtbot: QtBot, theme: Theme) -> None:
    button = _rail(qtbot, theme).buttons["executions"]
    plain = button.grab().toImage()
    button.set_badge(4)
    assert button.accessibleName() == "Executions, 4 running"
    assert button.grab().toImage() != plain


def test_a_narrow_rail_does_not_cut_the_badge(qtbot: QtBot, theme: Theme) -> None:
    rail = _rail(qtbot, theme)
    rail.set_narrow(True)
    button = rail.buttons["executions"]
    button.resize(NARROW_WIDTH - 17, button.height())
    button.set_badge(60)
    picture = button.grab().toImage()
    blue = theme.color("running")
    reached = [x for x in range(picture.width()) for y in range(picture.height()) if picture.pixelColor(x, y) == blue]
    assert reached
    assert picture.pixelColor(picture.width() - 1, 12) != blue


def test_a_narrow_rail_keeps_the_words_as_tooltips(qtbot: QtBot, theme: Theme) -> None:
    rail = _rail(qtbot, theme)
    rail.set_narrow(True)
    assert rail.width() == NARROW_WIDTH
    assert rail.buttons["server"].toolTip() == "Server"
    rail.set_narrow(False)
    assert rail.width() == WIDTH
    assert rail.buttons["server"].toolTip() == ""
