"""The timeline of an execution among its tabs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from stepflow_desktop.core.model import ExecutionStatus
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.timeline_place import TimelinePlace
from stepflow_desktop.gui.views.timeline_tab import TimelineTab
from stepflow_desktop.supervisor import USAGE_RECORD
from tests.gui import sample_data as data

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def place(qtbot: QtBot, theme: Theme, clock: data.FixedClock, tmp_path: Path) -> Iterator[TimelinePlace]:
    run = data.churn().execution
    begin = run.started_boot_us or 0
    folder = tmp_path / run.id
    folder.mkdir()
    samples = (USAGE_RECORD.pack(begin + n * 2_000_000, n * 12_000_000, 3_400_000_000, 8) for n in range(100))
    (folder / "usage.idx").write_bytes(b"".join(samples))
    place = TimelinePlace(theme, clock, lambda execution_id: tmp_path / execution_id / "output.log")
    qtbot.addWidget(place)
    place.resize(980, 640)
    place.show_details(data.churn())
    yield place
    if place.tab is not None:
        place.tab.usage.close_feed()


@pytest.fixture
def tab(place: TimelinePlace) -> TimelineTab:
    place.show()
    assert place.tab is not None
    return place.tab


def test_it_is_made_when_it_is_first_looked_at(place: TimelinePlace) -> None:
    assert place.tab is None
    place.select("x")
    place.refresh()
    place.show()
    assert place.tab is not None
    assert [row.name for row in place.tab.chart.gantt.rows][4] == "Train gradient boosting"
    assert place.tab.chart.selected == "x"


def test_a_step_that_is_clicked_is_chosen_and_one_that_is_opened_is_read(
    qtbot: QtBot, place: TimelinePlace, tab: TimelineTab
) -> None:
    step = data.churn().steps[1]
    position = tab.chart.row_rect(step.id).center()
    with qtbot.waitSignal(place.step_chosen) as sent:
        qtbot.mouseClick(tab.chart, LEFT, pos=position)
    assert sent.args == [step.id]
    with qtbot.waitSignal(place.step_opened) as sent:
        qtbot.mouseDClick(tab.chart, LEFT, pos=position)
    assert sent.args == [step.id]


def test_where_the_time_goes_leads_to_the_step(qtbot: QtBot, tab: TimelineTab) -> None:
    assert tab.shares.bars[0].name == "Train gradient boosting"
    assert tab.shares.bars[0].value.endswith(" %")
    with qtbot.waitSignal(tab.step_chosen):
        qtbot.mouseClick(tab.shares, LEFT, pos=tab.shares.marks[1].place.center().toPoint())
    assert tab.chart.selected == tab.shares.bars[1].key


def test_what_the_run_uses_is_read_and_shown_both_ways(qtbot: QtBot, tab: TimelineTab) -> None:
    qtbot.waitUntil(lambda: bool(tab.usage.chart.series))
    assert tab.usage.words.text() == "CPU 600 %, memory 3.4 GB"
    assert tab.usage.chart.series[0].name == "CPU"
    qtbot.mouseClick(tab.usage.what.buttons["memory"], LEFT)
    assert tab.usage.chart.series[0].name == "Memory"
    assert "3.4 GB" in tab.usage.chart.summary()


def test_zoom_buttons(qtbot: QtBot, tab: TimelineTab) -> None:
    assert not tab.zoom_out.isEnabled() and not tab.zoom_fit.isEnabled()
    qtbot.mouseClick(tab.zoom_in, LEFT)
    assert tab.chart.time.zoom == pytest.approx(1.5)
    qtbot.mouseClick(tab.zoom_in, LEFT)
    qtbot.mouseClick(tab.zoom_out, LEFT)
    assert tab.chart.time.zoom == pytest.approx(1.5)
    qtbot.mouseClick(tab.zoom_fit, LEFT)
    assert tab.chart.time.is_fit


def test_many_changes_are_one_picture(qtbot: QtBot, place: TimelinePlace, tab: TimelineTab) -> None:
    seen: list[int] = []
    tab.chart.changed.connect(lambda: seen.append(1))
    churn = data.churn()
    for progress in range(50):
        place.show_details(replace(churn, execution=replace(churn.execution, progress=float(progress))))
    assert not seen
    qtbot.waitUntil(lambda: bool(seen))
    assert len(seen) == 1


def test_hidden_it_only_remembers(place: TimelinePlace, tab: TimelineTab) -> None:
    place.hide()
    assert not tab._tick.isActive() and not tab._pause.isActive()
    seen: list[int] = []
    tab.chart.changed.connect(lambda: seen.append(1))
    place.show_details(data.integration())
    place.refresh()
    assert not seen
    place.show()
    assert seen and tab.chart.gantt.now is None
    assert not tab._tick.isActive()


def test_one_that_has_not_started_says_so(qtbot: QtBot, place: TimelinePlace, tab: TimelineTab) -> None:
    run = replace(
        data.churn().execution, id="waits", status=ExecutionStatus.PENDING, started_at=None, started_boot_us=None
    )
    place.show_details(replace(data.churn(), execution=run, steps=(), artifacts=()))
    assert tab.chart.summary() == "Not started yet"
    assert tab.shares.summary() == "No step has taken any time yet"
    tab.grab()
    place.clear()


def test_the_table_tells_the_same(tab: TimelineTab) -> None:
    tab.box.show_table()
    assert tab.box.view.model().rowCount() == 7
    assert tab.panes()[0][1] is tab.chart


@pytest.mark.parametrize("width", [560, 980, 1400])
def test_it_fits_where_it_is_put(place: TimelinePlace, tab: TimelineTab, width: int) -> None:
    place.resize(width, 460)
    left, right = tab.chart.plot()
    assert 0 < left < right <= tab.chart.width() <= tab.width()
    tab.grab()
