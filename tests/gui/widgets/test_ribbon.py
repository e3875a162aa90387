"""The ribbon shows every step, and never more than twenty-four."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.ribbon import Ribbon, Segment, layout, merged, paint_ribbon

STEPS = [
    Segment("Check out", "completed", 1),
    Segment("Type check", "allowed", 10),
    Segment("Test", "failed", 60),
    Segment("Build", "running", 30, 0.5),
    Segment("Publish", "skipped", 20),
    Segment("Tell", "expected", 20),
]


def test_few_segments_stay_as_they_are() -> None:
    assert merged(STEPS) == STEPS


@pytest.mark.parametrize("count", [25, 48, 49, 500])
def test_many_become_at_most_twenty_four_and_the_worst_wins(count: int) -> None:
    steps = [Segment(str(number), "completed") for number in range(count)]
    steps[count // 2] = Segment("bad", "failed")
    shown = merged(steps)
    assert len(shown) <= 24
    assert sum(segment.weight for segment in shown) == count
    assert [segment.status for segment in shown].count("failed") == 1


def test_a_merged_running_segment_keeps_its_share_done() -> None:
    steps = [Segment(str(n), "completed") for n in range(24)] + [Segment("now", "running", 1, 0.5)]
    last = merged(steps)[-1]
    assert last.status == "running"
    assert last.fraction == pytest.approx(0.5)


def test_segments_fill_the_bar_and_none_is_too_narrow() -> None:
    places = layout([Segment("a", "completed", 0.001), *STEPS], QRectF(10, 0, 400, 10))
    assert places[0].left() == 10
    assert places[-1].right() == pytest.approx(410)
    assert min(place.width() for place in places) >= 5
    assert all(right.left() - left.right() == pytest.approx(3) for left, right in itertools.pairwise(places))


def test_no_weight_at_all_is_shared_evenly() -> None:
    places = layout([Segment("a", "expected", 0), Segment("b", "expected", 0)], QRectF(0, 0, 102, 4))
    assert places[0].width() == pytest.approx(places[1].width())


def test_failures_are_hatched_and_running_is_filled_to_its_fraction(qtbot: QtBot, theme: Theme) -> None:
    image = QImage(400, 10, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    steps = [Segment("bad", "failed", 1), Segment("now", "running", 1, 0.5)]
    paint_ribbon(painter, QRectF(0, 0, 400, 10), steps, theme)
    painter.end()
    failed = {image.pixelColor(x, 5).name() for x in range(10, 190)}
    assert len(failed) > 2
    assert image.pixelColor(240, 5) == theme.color("running")
    assert image.pixelColor(380, 5) == theme.color("running_rest")


def test_the_control_tells_assistive_technology(qtbot: QtBot, theme: Theme) -> None:
    ribbon = Ribbon(theme)
    qtbot.addWidget(ribbon)
    ribbon.set_segments(STEPS)
    assert ribbon.accessibleName() == ("6 steps, 1 completed, 1 running, 1 failed, 1 failed, allowed to, 1 skipped")
    assert ribbon.value() == round(100 * (1 + 10 + 60 + 15) / 141)


def test_hovering_finds_the_segment(qtbot: QtBot, theme: Theme) -> None:
    ribbon = Ribbon(theme)
    qtbot.addWidget(ribbon)
    ribbon.resize(200, 10)
    ribbon.set_segments([Segment("first", "completed"), Segment("second", "expected")])
    found = ribbon.segment_at(150)
    assert found is not None and found.name == "second"
    assert ribbon.segment_at(500) is None


def test_only_an_unknown_share_needs_the_pulse(qtbot: QtBot, theme: Theme) -> None:
    theme.pulse.set_reduced_motion(False)
    ribbon = Ribbon(theme)
    qtbot.addWidget(ribbon)
    ribbon.show()
    ribbon.set_segments([Segment("a", "running", 1, 0.4)])
    assert not theme.pulse.is_running
    ribbon.set_segments([Segment("a", "running")])
    assert theme.pulse.is_running
    ribbon.set_segments([Segment("a", "completed")])
    assert not theme.pulse.is_running
