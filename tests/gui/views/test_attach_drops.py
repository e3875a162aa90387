"""Files dropped on an execution, on a step of it, and scripts, which may be meant otherwise."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QUrl
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from stepflow_desktop.core.model import ExecutionDetails
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.attach_drops import AttachDrops, running_step_number
from stepflow_desktop.gui.views.drop_choice import START, DropZone
from stepflow_desktop.gui.views.execution_steps import StepsCard
from tests.gui import sample_data as data
from tests.gui.dragging import drop_event, enter_event

RUN = data.churn()
pytestmark = pytest.mark.qt_log_ignore("does not support", extend=True)


class Place(QWidget):
    def __init__(self, theme: Theme, clock: data.FixedClock) -> None:
        super().__init__()
        self.shown: ExecutionDetails | None = RUN
        self.head = QWidget()
        self.head.setMinimumHeight(80)
        self.steps = StepsCard(theme, clock)
        column = QVBoxLayout(self)
        column.addWidget(self.head)
        column.addWidget(self.steps)
        self.drops = AttachDrops(theme, self, (self.head,), self.steps.view, lambda: self.shown)


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


def drag(widget: QWidget, at: QPoint, mime: QMimeData) -> None:
    QApplication.sendEvent(widget, enter_event(at, mime))


def told(zone: DropZone) -> list[tuple[str, str]]:
    return [(target.title, target.text) for target in zone.choice.targets]


def test_it_says_what_will_happen_and_does_it(place: Place, tmp_path: Path, qtbot: Any) -> None:
    mime = mime_of(written(tmp_path / "a.csv"))
    drag(place.head, QPoint(9, 9), mime)
    (zone,) = place.drops.zones
    qtbot.waitUntil(zone.choice.isVisible)
    assert told(zone) == [("Attach to “Train churn model”", "a.csv, 4.0 KB, added to step 5")]
    with qtbot.waitSignal(place.drops.attach_wanted) as wanted:
        QApplication.sendEvent(place.head, drop_event(QPoint(9, 9), mime))
    assert wanted.args == [[tmp_path / "a.csv"]]
    assert not zone.choice.isVisible()


def test_a_step_gets_its_own_files(place: Place, tmp_path: Path, qtbot: Any) -> None:
    view = place.steps.view
    row = view.visualRect(view.model().index(1, 0))
    mime = mime_of(written(tmp_path / "a.csv"), written(tmp_path / "b.csv"))
    drag(view.viewport(), row.center(), mime)
    zone = place.drops.step_zone
    assert told(zone) == [("Attach to “Load dataset”", "2 files, 8.0 KB")]
    qtbot.waitUntil(zone.choice.isVisible)
    assert row.contains(zone.choice.geometry())
    with qtbot.waitSignal(place.drops.attach_to_step_wanted) as wanted:
        QApplication.sendEvent(view.viewport(), drop_event(row.center(), mime))
    assert wanted.args == [[tmp_path / "a.csv", tmp_path / "b.csv"], RUN.steps[1].id]


@pytest.mark.parametrize(("x", "signal"), [(20, "start_wanted"), (360, "attach_wanted")])
def test_a_script_may_be_meant_either_way(x: int, signal: str, place: Place, tmp_path: Path, qtbot: Any) -> None:
    script = written(tmp_path / "sweep.py")
    mime = mime_of(script)
    drag(place.head, QPoint(x, 9), mime)
    assert [title for title, _text in told(place.drops.zones[0])] == [
        "Start a new execution",
        "Attach to “Train churn model”",
    ]
    with qtbot.waitSignal(getattr(place.drops, signal)) as wanted:
        QApplication.sendEvent(place.head, drop_event(QPoint(x, 9), mime))
    assert wanted.args in ([script], [[script]])


def test_a_folder_starts_something_and_text_is_left_to_others(place: Place, tmp_path: Path, qtbot: Any) -> None:
    text = QMimeData()
    text.setText("just text")
    event = enter_event(QPoint(9, 9), text)
    event.ignore()
    QApplication.sendEvent(place.head, event)
    assert not event.isAccepted()
    mime = mime_of(tmp_path)
    drag(place.head, QPoint(9, 9), mime)
    with qtbot.waitSignal(place.drops.start_wanted) as wanted:
        QApplication.sendEvent(place.head, drop_event(QPoint(9, 9), mime))
    assert wanted.args == [tmp_path]


def test_without_an_execution_only_something_to_start_is_taken(place: Place, tmp_path: Path) -> None:
    place.shown = None
    drag(place.head, QPoint(9, 9), mime_of(written(tmp_path / "a.csv")))
    assert list(place.drops.zones[0].choice.targets) == []
    drag(place.head, QPoint(9, 9), mime_of(written(tmp_path / "a.py")))
    assert [target.wish for target in place.drops.zones[0].choice.targets] == [START]


@pytest.mark.parametrize(("run", "number"), [(data.churn(), 5), (data.integration(), 0)])
def test_what_is_attached_goes_to_the_step_that_runs(run: ExecutionDetails, number: int) -> None:
    assert running_step_number(run) == number
