from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from stepflow_desktop.gui.server.figures import Facts, Figure, NameButton, Share, StatusMark
from stepflow_desktop.gui.theme import Theme


def test_a_figure_is_read_with_its_word(qtbot: QtBot, theme: Theme) -> None:
    figure = Figure(theme, "requests a minute", "In the last minute")
    qtbot.addWidget(figure)
    figure.show_value("38")
    assert figure.accessibleName() == "38 requests a minute"
    assert (figure.value.text(), figure.toolTip()) == ("38", "In the last minute")


def test_facts_take_their_values_in_order(qtbot: QtBot, theme: Theme) -> None:
    facts = Facts(theme, ("File", "Size"))
    qtbot.addWidget(facts)
    assert facts.texts() == ["–", "–"]
    facts.show_values(("a.db", "3 MB"))
    assert facts.texts() == ["a.db", "3 MB"]


def test_a_bar_is_filled_as_far_as_it_goes(qtbot: QtBot, theme: Theme) -> None:
    share = Share(theme, "Disk", "accent")
    qtbot.addWidget(share)
    share.resize(200, 40)
    share.show()
    accent = theme.color("accent").rgb()

    def filled() -> int:
        image = share.grab().toImage()
        row = image.height() - round(4 * image.devicePixelRatio())
        return sum(image.pixel(x, row) == accent for x in range(image.width())) * 200 // image.width()

    share.show_share("145 of 216 GB", 0.5)
    assert 95 <= filled() <= 105
    share.show_share("nothing", 0.0)
    assert filled() == 0
    share.show_share("too much", 7.0)
    assert share.part == 1.0
    assert share.accessibleName() == "Disk: too much"


def test_a_name_leads_somewhere_by_mouse_and_by_keyboard(qtbot: QtBot, theme: Theme) -> None:
    button = NameButton(theme, "A long\nname")
    qtbot.addWidget(button)
    button.show()
    assert button.accessibleName() == "A long name"
    for press in (
        lambda: qtbot.mouseClick(button, Qt.MouseButton.LeftButton),
        lambda: qtbot.keyClick(button, Qt.Key.Key_Space),
    ):
        with qtbot.waitSignal(button.clicked):
            press()


def test_a_status_mark_is_painted(qtbot: QtBot, theme: Theme) -> None:
    mark = StatusMark(theme, "completed", 14)
    qtbot.addWidget(mark)
    image = mark.grab().toImage()
    wanted = theme.color("completed").rgb()
    assert any(image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height()))
