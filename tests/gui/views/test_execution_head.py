"""The head says how it stands; Stop becomes Kill after the time to wait."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt

from stepflow_desktop.core.foresight import LiveFacts
from stepflow_desktop.core.model import ExecutionStatus
from stepflow_desktop.gui.models.expectations import Expectations
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.execution_head import MANY_STEPS, ExecutionHead
from stepflow_desktop.gui.views.tag_pill import TagPill
from stepflow_desktop.gui.widgets import ElidedLabel, Label, Pill
from tests.gui import sample_data as data

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def head(theme: Theme, clock: data.FixedClock, qtbot: Any) -> ExecutionHead:
    head = ExecutionHead(theme, clock, 10.0)
    qtbot.addWidget(head)
    head.resize(1016, 140)
    head.show()
    return head


def shown(head: ExecutionHead) -> list[str]:
    labels = [*head.findChildren(Label), *head.findChildren(ElidedLabel)]
    return [label.text() for label in labels if not label.isHidden()]


def pills(head: ExecutionHead) -> list[str]:
    return [pill.text() for pill in head.findChildren(Pill) if pill.isVisible()]


def test_a_running_one(head: ExecutionHead) -> None:
    churn = data.churn()
    head.show_execution(churn.execution, churn.steps)
    texts = shown(head)
    assert "Train churn model" in texts
    assert "~/work/churn" in texts
    assert "12m 41s elapsed  ·  " in texts
    assert any(text.endswith("PID 48211") for text in texts)
    assert head.stop_button.isVisible()
    assert not head.edit_button.isVisible()
    assert head.ribbon.accessibleName() == "7 steps, 4 completed, 1 running"


def test_a_failed_one(head: ExecutionHead, qtbot: Any) -> None:
    failed = data.integration()
    head.show_execution(failed.execution, failed.steps)
    assert any(text.endswith("exit code 1") for text in shown(head))
    assert not head.stop_button.isVisible()
    assert head.edit_button.isVisible()
    qtbot.waitUntil(lambda: pills(head) == ["Failed", "ci", "api-service"])


def test_stop_counts_down_to_kill(head: ExecutionHead, clock: data.FixedClock, qtbot: Any) -> None:
    churn = data.churn()
    head.show_execution(churn.execution, churn.steps)
    wishes: list[str] = []
    head.wished.connect(wishes.append)
    qtbot.mouseClick(head.stop_button, LEFT)
    head.stop_asked()
    assert head.stop_button.text() == "Stopping, kill in 10 s"
    assert not head.stop_button.isEnabled()
    clock.late_s = 6
    head.tick()
    assert head.stop_button.text() == "Stopping, kill in 4 s"
    clock.late_s = 10
    head.tick()
    assert (head.stop_button.text(), head.stop_button.isEnabled()) == ("Kill", True)
    qtbot.mouseClick(head.stop_button, LEFT)
    assert wishes == ["stop", "kill"]


def test_the_countdown_ends_with_the_run_or_another_one(head: ExecutionHead) -> None:
    churn, sweep = data.churn(), data.sweep()
    head.show_execution(churn.execution, churn.steps)
    head.stop_asked()
    head.show_execution(sweep.execution, sweep.steps)
    assert not head.is_stopping
    head.stop_asked()
    head.show_execution(replace(sweep.execution, status=ExecutionStatus.CANCELLED), sweep.steps)
    assert not head.is_stopping


def test_a_tag_is_a_filter(head: ExecutionHead, qtbot: Any) -> None:
    churn = data.churn()
    head.show_execution(churn.execution, churn.steps)
    tag = next(pill for pill in head.findChildren(Pill) if pill.text() == "nightly")
    with qtbot.waitSignal(head.tag_clicked) as clicked:
        qtbot.mouseClick(tag, LEFT)
    assert clicked.args == ["nightly"]


def test_a_narrow_head_drops_the_tags_before_the_name(head: ExecutionHead, qtbot: Any) -> None:
    churn = data.churn()
    head.show_execution(churn.execution, churn.steps)
    head.resize(560, 140)
    qtbot.waitUntil(lambda: pills(head) == ["Running"])


def test_elapsed_time_ticks(head: ExecutionHead, clock: data.FixedClock) -> None:
    feed = data.feed()
    head.show_execution(feed.execution, feed.steps)
    clock.late_s = 60
    head.tick()
    assert "4m 05s elapsed  ·  " in shown(head)


def test_where_it_came_from(head: ExecutionHead) -> None:
    run = replace(data.integration().execution, origin="192.168.1.31")
    head.show_execution(run, ())
    assert any(text.endswith("from 192.168.1.31") for text in shown(head))


def test_a_late_and_silent_one_offers_its_last_lines(theme: Theme, clock: data.FixedClock, qtbot: Any) -> None:
    facts = LiveFacts(data.usual([("Train gradient boosting", 200.0)]), silent_s=320.0)
    head = ExecutionHead(theme, clock, 10.0, expectations=Expectations(lambda _id: facts))
    qtbot.addWidget(head)
    head.resize(1016, 140)
    head.show()
    again = data.churn_again(expected_end_at=clock.now().at)
    steps = (*again.steps[:4], replace(again.steps[4], progress=None))
    head.show_execution(again.execution, steps)
    assert "No output for 5 min" in shown(head)
    with qtbot.waitSignal(head.last_lines.clicked):
        qtbot.mouseClick(head.last_lines, LEFT)


def test_a_click_on_the_ribbon_chooses_the_step(head: ExecutionHead, qtbot: Any) -> None:
    failed = data.integration()
    head.show_execution(failed.execution, failed.steps)
    with qtbot.waitSignal(head.ribbon.segment_clicked) as clicked:
        qtbot.mouseClick(head.ribbon, LEFT, pos=QPoint(head.ribbon.width() // 2, 4))
    assert clicked.args == [failed.steps[3].id]


def test_the_ribbon_of_very_many_steps_is_worked_out_less_often(
    head: ExecutionHead, monkeypatch: pytest.MonkeyPatch, qtbot: Any
) -> None:
    told = data.churn()
    steps = tuple(replace(told.steps[0], id=str(number), index=number) for number in range(MANY_STEPS + 1))
    head.show_execution(told.execution, steps)
    ticked: list[int] = []
    monkeypatch.setattr(head._ticks, "_act", lambda: ticked.append(1))
    for progress in range(5):
        head.show_execution(replace(told.execution, progress=float(progress)), steps)
    assert not ticked
    qtbot.waitUntil(lambda: len(ticked) == 1)
    head.show_execution(replace(told.execution, status=ExecutionStatus.FAILED), steps)
    assert len(ticked) == 2


def test_a_compact_one_says_in_a_line_what_counts(head: ExecutionHead, qtbot: Any) -> None:
    failed = data.integration()
    tall = head.sizeHint().height()
    head.set_compact(True)
    head.show_execution(failed.execution, failed.steps)
    assert head.sizeHint().height() < tall - 40
    labels = [each for each in (*head.findChildren(Label), *head.findChildren(ElidedLabel)) if each.isVisible()]
    assert [each.text() for each in labels if each.text()] == ["Integration tests", "6m 12s  ·  ended 11:58"]
    assert head.again_button.isVisible() and not head.edit_button.isVisible()
    head.set_compact(False)
    assert head.edit_button.isVisible() and head.sizeHint().height() == tall


def test_long_tags_give_way_and_say_all_of_it_when_hovered(head: ExecutionHead, qtbot: Any) -> None:
    run = data.integration()
    tags = ("a-tag-that-says-rather-a-lot", "<b>another</b>-tag-that-says-rather-a-lot")
    head.resize(760, 140)
    head.show_execution(replace(run.execution, tags=tags), run.steps)
    shown_tags = head.findChildren(TagPill)
    qtbot.waitUntil(lambda: all(pill.width() < pill.sizeHint().width() for pill in shown_tags))
    assert [pill.toolTip() for pill in shown_tags] == [
        "<p>a-tag-that-says-rather-a-lot</p>",
        "<p>&lt;b&gt;another&lt;/b&gt;-tag-that-says-rather-a-lot</p>",
    ]
    head.resize(1600, 140)
    qtbot.waitUntil(lambda: [pill.toolTip() for pill in shown_tags] == ["", ""])
