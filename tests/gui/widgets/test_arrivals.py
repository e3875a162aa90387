"""What came in above a list is counted until the list is at its top."""

from __future__ import annotations

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QListView, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.arrivals import Arrivals


def test_it_counts_what_is_out_of_sight_and_leads_there(theme: Theme, qtbot: QtBot) -> None:
    page, view = QWidget(), QListView()
    QVBoxLayout(page).addWidget(view)
    view.setModel(QStringListModel([str(number) for number in range(200)], view))
    arrivals = Arrivals(theme, view, lambda: 30, page)
    qtbot.addWidget(page)
    page.resize(300, 200)
    page.show()
    arrivals.arrive(2)
    assert not arrivals.isVisible(), "they are in sight"
    view.scrollToBottom()
    arrivals.arrive(0)
    assert not arrivals.isVisible()
    arrivals.arrive(2)
    arrivals.arrive(1)
    assert (arrivals.isVisible(), arrivals.text(), arrivals.y()) == (True, "3 new", 30)
    assert abs(arrivals.geometry().center().x() - page.width() // 2) <= 1
    arrivals.click()
    assert view.verticalScrollBar().value() == 0 and not arrivals.isVisible()
    view.scrollToBottom()
    arrivals.arrive(1)
    assert arrivals.text() == "1 new", "the count began anew"
    arrivals.forget()
    assert not arrivals.isVisible()


def test_the_first_row_may_be_in_sight_of_a_view_that_is_scrolled_a_little(theme: Theme, qtbot: QtBot) -> None:
    page, view = QWidget(), QListView()
    QVBoxLayout(page).addWidget(view)
    view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
    view.setModel(QStringListModel([str(number) for number in range(200)], view))
    arrivals = Arrivals(theme, view, lambda: 0, page, in_sight=lambda: 20)
    qtbot.addWidget(page)
    page.resize(300, 200)
    page.show()
    view.verticalScrollBar().setValue(20)
    arrivals.arrive(1)
    assert not arrivals.isVisible()
    view.verticalScrollBar().setValue(21)
    arrivals.arrive(1)
    assert arrivals.isVisible()
    view.verticalScrollBar().setValue(15)
    assert not arrivals.isVisible()
