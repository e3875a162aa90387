"""The finder of unreadable text finds it, and finds nothing where all can be read."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.legibility import problems


class Painted(QWidget):
    """Two words painted by hand, ``gap`` pixels apart."""

    def __init__(self, gap: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._gap = gap
        self.setGeometry(10, 10, 300, 40)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawText(QRect(0, 0, 300, 40), Qt.AlignmentFlag.AlignVCenter, "first word")
        painter.drawText(QRect(self._gap, 0, 300, 40), Qt.AlignmentFlag.AlignVCenter, "second word")


def _window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(400, 200)
    return window


def _shown(window: QWidget, qtbot: QtBot) -> list[str]:
    window.show()
    qtbot.waitExposed(window)
    return problems(window)


def test_text_that_fits_is_no_problem(qtbot: QtBot) -> None:
    window = _window(qtbot)
    column = QVBoxLayout(window)
    column.addWidget(QLabel("A line of text"))
    column.addWidget(QLabel("Another line of text"))
    assert _shown(window, qtbot) == []


def test_a_label_that_is_too_narrow_is_found(qtbot: QtBot) -> None:
    window = _window(qtbot)
    QLabel("A line of text that is too long", window).setGeometry(10, 10, 60, 20)
    [problem] = _shown(window, qtbot)
    assert problem.startswith("cut off: 'A line of text")


def test_a_label_that_is_too_low_is_found(qtbot: QtBot) -> None:
    window = _window(qtbot)
    QLabel("Low", window).setGeometry(10, 10, 100, 5)
    assert [problem[:7] for problem in _shown(window, qtbot)] == ["cut off"]


def test_labels_on_one_another_are_found(qtbot: QtBot) -> None:
    window = _window(qtbot)
    QLabel("One line of text", window).setGeometry(10, 10, 200, 20)
    QLabel("Another line", window).setGeometry(40, 12, 200, 20)
    [problem] = _shown(window, qtbot)
    assert problem.startswith("overlap: 'One line of text'")


def test_text_painted_by_hand_is_looked_at_too(qtbot: QtBot) -> None:
    window = _window(qtbot)
    Painted(20, window)
    [problem] = _shown(window, qtbot)
    assert "first word" in problem and "second word" in problem
    apart = _window(qtbot)
    Painted(150, apart)
    assert _shown(apart, qtbot) == []


def test_what_can_be_scrolled_into_sight_is_no_problem(qtbot: QtBot) -> None:
    window = _window(qtbot)
    edit = QPlainTextEdit("A line of text that is too long for it\n" * 20, window)
    edit.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
    edit.setGeometry(10, 10, 100, 60)
    assert _shown(window, qtbot) == []


def test_what_a_widget_above_hides_is_no_problem(qtbot: QtBot) -> None:
    window = _window(qtbot)
    QLabel("One line of text", window).setGeometry(10, 10, 200, 20)
    above = QLabel("Another line", window)
    above.setAutoFillBackground(True)
    above.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
    above.setGeometry(10, 10, 200, 20)
    assert _shown(window, qtbot) == []
