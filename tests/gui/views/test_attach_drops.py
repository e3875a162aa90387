"""Files dropped on an execution, on a step of it, and scripts, which may be meant otherwise."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtWidgets import QApplication, QMenu, QVBoxLayout, QWidget

from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.attach_drops import AttachDrops
from stepflow_desktop.gui.views.execution_steps import StepsCard
from tests.gui import sample_data as data
from tests.gui.dragging import drop_event, enter_event

RUN = data.churn()
pytestmark = pytest.mark.qt_log_ignore("does not support", extend=True)


class Place(QWidget):
    def __init__(self, theme: Theme, clock: data.FixedClock) -> None:
        super().__init__()
        self.head = QWidget()
        self.head.setMinimumHeight(80)
        self.steps = StepsCard(theme, clock)
        column = QVBoxLayout(self)
        column.addWidget(self.head)
        column.addWidget(self.steps)
        self.drops = AttachDrops(theme, self, (self.head,), self.steps.view, lambda: "Train churn model")


@pytest.fixture
def place(theme: Theme, clock: data.FixedClock, qtbot: Any) -> Place:
    place = Place(theme, clock)
    qtbot.addWidget(place)
    place.resize(400, 600)
    place.steps.show_steps(RUN.execution, RUN.steps)
    place.show()
    return place


def mime_of(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def written(path: Path) -> Path:
    path.write_text("x" * 4000)
    return path


def test_it_says_what_will_happen_and_does_it(place: Place, tmp_path: Path, qtbot: Any) -> None:
    mime = mime_of(written(tmp_path / "a.csv"))
    QApplication.sendEvent(place.head, enter_event(QPoint(9, 9), mime))
    overlay = place.drops._overlay
    qtbot.waitUntil(overlay.isVisible)
    assert (overlay._title, overlay._text) == ("Attach to “Train churn model”", "a.csv, 4.0 KB")
    with qtbot.waitSignal(place.drops.attach_wanted) as wanted:
        QApplication.sendEvent(place.head, drop_event(QPoint(9, 9), mime))
    assert wanted.args == [[tmp_path / "a.csv"]]
    assert not overlay.isVisible()


def test_a_step_gets_its_own_files(place: Place, tmp_path: Path, qtbot: Any) -> None:
    view = place.steps.view
    at = view.visualRect(view.model().index(1, 0)).center()
    mime = mime_of(written(tmp_path / "a.csv"), written(tmp_path / "b.csv"))
    QApplication.sendEvent(view.viewport(), enter_event(at, mime))
    assert place.drops._overlay._title == "Attach to “Load dataset”"
    with qtbot.waitSignal(place.drops.attach_to_step_wanted) as wanted:
        QApplication.sendEvent(view.viewport(), drop_event(at, mime))
    assert wanted.args == [[tmp_path / "a.csv", tmp_path / "b.csv"], RUN.steps[1].id]


@pytest.mark.parametrize(("choice", "signal"), [("start_script", "start_wanted"), ("attach_script", "attach_wanted")])
def test_a_script_may_be_meant_either_way(choice: str, signal: str, place: Place, tmp_path: Path, qtbot: Any) -> None:
    script = written(tmp_path / "sweep.py")
    mime = mime_of(script)
    QApplication.sendEvent(place.head, enter_event(QPoint(9, 9), mime))
    QApplication.sendEvent(place.head, drop_event(QPoint(9, 9), mime))
    menu = place.head.findChild(QMenu, "script_drop_menu")
    assert menu is not None
    with qtbot.waitSignal(getattr(place.drops, signal)) as wanted:
        next(action for action in menu.actions() if action.objectName() == choice).trigger()
    assert wanted.args in ([script], [[script]])
    menu.close()


def test_folders_and_texts_are_left_to_the_window(place: Place, tmp_path: Path) -> None:
    text = QMimeData()
    text.setText("just text")
    for mime in (mime_of(tmp_path), text):
        event = enter_event(QPoint(9, 9), mime)
        event.ignore()
        QApplication.sendEvent(place.head, event)
        assert not event.isAccepted()
    assert place.drops._overlay.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
