"""The Gantt chart, worked as a person does: hover, choose, zoom, drag, keys, table, picture."""

from __future__ import annotations

import time
from datetime import datetime

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from stepflow_desktop.gui.charts.exporting import chart_bytes
from stepflow_desktop.gui.charts.gantt import LEAST_ROW, MOST_ROW, GanttChart
from stepflow_desktop.gui.charts.gantt_rows import Diamond, Gantt, GanttRow, span_of
from stepflow_desktop.gui.charts.gantt_view import GanttView
from stepflow_desktop.gui.theme import Theme

START = datetime(2026, 11, 17, 14, 32).astimezone().timestamp()


def at(minutes: float) -> float:
    return START + 60 * minutes


ROWS = (
    GanttRow("a", "Set up", "completed", at(0), at(1), usual_s=60, time_text="1m 00s"),
    GanttRow("b", "Load", "failed", at(1), at(3), usual_s=90, time_text="2m 00s", notes=(("Usually", "1m 30s"),)),
    GanttRow("c", "Inner", "allowed", at(1.5), at(2), time_text="30 s", depth=1),
    GanttRow(
        "d", "Train", "running", at(3), at(13), at(3), at(18), 900, time_text="10m", diamonds=(Diamond(at(9), "m.csv"),)
    ),
    GanttRow("", "Evaluate", "expected", None, None, at(18), at(20), 120, time_text="≈ 2m 00s"),
    GanttRow("e", "Left out", "skipped", time_text="not reached"),
)
GANTT = Gantt(ROWS, at(13), span_of(ROWS, at(0), at(13)))


@pytest.fixture
def view(qtbot: QtBot, theme: Theme) -> GanttView:
    view = GanttView(theme, GanttChart(theme, "Timeline"))
    qtbot.addWidget(view)
    view.resize(900, 360)
    view.show()
    qtbot.waitExposed(view)
    view.chart.show_gantt(GANTT)
    return view


@pytest.fixture
def chart(view: GanttView) -> GanttChart:
    return view.chart


def _row(chart: GanttChart, number: int, x: int = 60) -> QPoint:
    return QPoint(x, round((number + 0.5) * chart.row_height))


def _wheel(chart: GanttChart, place: QPoint, turned: int, modifiers: Qt.KeyboardModifier) -> bool:
    event = QWheelEvent(
        QPointF(place),
        QPointF(chart.mapToGlobal(place)),
        QPoint(),
        QPoint(0, turned),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    event.setAccepted(False)
    QApplication.sendEvent(chart, event)
    return event.isAccepted()


def test_bars_lie_where_their_time_is(chart: GanttChart) -> None:
    first, second = chart.marks[0].place, chart.marks[1].place
    assert first.right() == pytest.approx(second.left(), abs=1)
    assert second.width() == pytest.approx(2 * first.width(), rel=0.05)
    left, right = chart.plot()
    assert left <= first.left() and chart.marks[4].place.right() <= right


def test_a_row_says_everything_about_its_step(qtbot: QtBot, chart: GanttChart) -> None:
    qtbot.mouseMove(chart, _row(chart, 1))
    assert chart.card_text.splitlines() == ["Load", "Failed 2m 00s", "Usually 1m 30s"]
    qtbot.mouseMove(chart, _row(chart, 3, 500))
    assert "m.csv" in chart.card_text


def test_a_click_chooses_and_a_double_click_opens(qtbot: QtBot, chart: GanttChart) -> None:
    with qtbot.waitSignal(chart.activated) as sent:
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=_row(chart, 1))
    assert sent.args == ["b"] and chart.selected == "b"
    chosen, other = (chart.grab().toImage().pixelColor(5, _row(chart, number).y()) for number in (1, 3))
    assert chosen.hsvSaturation() > other.hsvSaturation()
    with qtbot.waitSignal(chart.opened) as sent:
        qtbot.mouseDClick(chart, Qt.MouseButton.LeftButton, pos=_row(chart, 3))
    assert sent.args == ["d"]


def test_what_is_only_expected_is_no_link(qtbot: QtBot, chart: GanttChart) -> None:
    with qtbot.assertNotEmitted(chart.activated):
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=_row(chart, 4))


def test_arrow_keys_go_from_step_to_step_and_enter_opens(qtbot: QtBot, chart: GanttChart) -> None:
    chart.select("b")
    qtbot.keyClick(chart, Qt.Key.Key_Down)
    assert chart.selected == "c"
    qtbot.keyClick(chart, Qt.Key.Key_Up)
    with qtbot.waitSignal(chart.opened) as sent:
        qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert sent.args == ["b"]


def test_ctrl_wheel_zooms_at_the_pointer_and_the_plain_wheel_is_for_scrolling(chart: GanttChart) -> None:
    bar = chart.marks[1].place.center().toPoint()
    before = chart.marks[1].place
    assert _wheel(chart, bar, 480, Qt.KeyboardModifier.ControlModifier)
    assert chart.time.zoom > 1.5
    assert chart.marks[1].place.center().x() == pytest.approx(before.center().x(), abs=2)
    assert chart.marks[1].place.width() > 1.5 * before.width()
    left = chart.time.left
    assert _wheel(chart, bar, -240, Qt.KeyboardModifier.ShiftModifier)
    assert chart.time.left > left
    assert not _wheel(chart, bar, 120, Qt.KeyboardModifier.NoModifier)


def test_keys_zoom_pan_and_fit(qtbot: QtBot, chart: GanttChart) -> None:
    qtbot.keyClick(chart, Qt.Key.Key_Plus)
    qtbot.keyClick(chart, Qt.Key.Key_Plus)
    left = chart.time.left
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert chart.time.left > left
    qtbot.keyClick(chart, Qt.Key.Key_Minus)
    assert not chart.time.is_fit
    qtbot.keyClick(chart, Qt.Key.Key_0)
    assert chart.time.is_fit


def test_dragging_moves_in_time_and_is_no_click(qtbot: QtBot, chart: GanttChart) -> None:
    chart.zoom(4)
    left = chart.time.left
    begin = _row(chart, 1, 600)
    with qtbot.assertNotEmitted(chart.activated):
        qtbot.mousePress(chart, Qt.MouseButton.LeftButton, pos=begin)
        for moved in (20, 60, 100):
            qtbot.mouseMove(chart, begin - QPoint(moved, 0))
        qtbot.mouseRelease(chart, Qt.MouseButton.LeftButton, pos=begin - QPoint(100, 0))
    assert chart.time.left > left


def test_time_goes_on_and_another_run_is_shown_whole(chart: GanttChart) -> None:
    chart.zoom(3)
    left, right = chart.time.left, chart.time.right
    chart.show_gantt(Gantt(ROWS, at(14), span_of(ROWS, at(0), at(30))))
    assert (chart.time.left, chart.time.right) == (left, right)
    chart.restart()
    chart.show_gantt(GANTT)
    assert chart.time.is_fit and chart.selected == ""


def test_colours_shapes_and_hatching_are_painted(view: GanttView, theme: Theme) -> None:
    image = view.grab().toImage()
    colors = {QColor(image.pixel(x, y)).name() for x in range(image.width()) for y in range(image.height())}
    for token in ("completed", "failed", "running", "running_soft", "chart3", "accent", "warning"):
        assert theme.color(token).name() in colors, token


def test_rows_share_the_room_and_scroll_when_there_are_many(view: GanttView, chart: GanttChart) -> None:
    assert LEAST_ROW < chart.row_height <= MOST_ROW
    many = tuple(GanttRow(str(n), f"Step {n}", "completed", at(n), at(n + 1), usual_s=60) for n in range(1_000))
    chart.show_gantt(Gantt(many, None, span_of(many, at(0), at(1_000))))
    assert chart.row_height == LEAST_ROW
    view.bring_into_sight("900")
    assert chart.visibleRegion().boundingRect().intersects(chart.row_rect("900"))


def test_a_thousand_steps_paint_and_grow_within_a_frame(view: GanttView, chart: GanttChart) -> None:
    many = tuple(GanttRow(str(n), f"Step {n}", "completed", at(n), at(n + 1), usual_s=60) for n in range(1_000))
    gantt = Gantt(many, None, span_of(many, at(0), at(1_000)))
    chart.show_gantt(gantt)
    view.grab()
    begun = time.perf_counter()
    for _ in range(10):
        chart.show_gantt(gantt)
        view.grab()
    # One frame of sixty a second is 16 ms; a busy machine gets ten times that.
    assert (time.perf_counter() - begun) / 10 < 0.16


def test_the_same_as_a_table_and_in_words(chart: GanttChart) -> None:
    table = chart.table()
    assert table.columns[:4] == ("Step", "Status", "Started", "Duration")
    assert table.rows[3] == ("Train", "Running", "14:35:00", "10m", 900, 1)
    assert table.rows[2][0] == "    Inner"
    assert table.keys == ("a", "b", "c", "d", None, "e")
    said = chart.accessibleDescription()
    assert said.startswith("6 steps, 1 completed, 1 running, 1 failed") and said.endswith("now: Train")


@pytest.mark.parametrize(("kind", "begins"), [("png", b"\x89PNG"), ("svg", b"<?xml")])
def test_a_picture_has_the_times_too(chart: GanttChart, kind: str, begins: bytes) -> None:
    assert chart_bytes(chart, kind).startswith(begins)
    assert chart.picture().height() == 2 * (chart.height() + 32)


def test_nothing_is_said_in_words(chart: GanttChart) -> None:
    chart.set_empty_text("Not started yet")
    chart.show_gantt(Gantt())
    chart.grab()
    assert chart.summary() == "Not started yet"
