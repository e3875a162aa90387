"""Ends are told one by one, or in one when there are many, and short good ones not at all."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from stepflow_desktop.core.model import Execution, ExecutionStatus
from stepflow_desktop.gui import end_toasts
from stepflow_desktop.gui.end_toasts import EndToasts
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import Button, ToastArea
from tests.gui import sample_data as data

FAILED = data.integration().execution


@pytest.fixture
def area(qtbot: QtBot, theme: Theme) -> ToastArea:
    host = QWidget()
    qtbot.addWidget(host)
    host.show()
    area = ToastArea(theme, host)
    area.setParent(host)
    return area


def completed(number: int, took_s: float = 61.0) -> Execution:
    return replace(FAILED, id=str(number), name=f"Job {number}", status=ExecutionStatus.COMPLETED, duration_s=took_s)


def names(area: ToastArea) -> list[str]:
    return [toast.accessibleName() for toast in area.toasts]


def test_only_what_is_worth_it(area: ToastArea) -> None:
    ends = EndToasts(area, print, print)
    ends.tell([completed(1, took_s=2.0), replace(FAILED, status=ExecutionStatus.CANCELLED)])
    assert area.toasts == ()
    ends.tell([completed(1)])
    assert names(area) == ["Job 1 completed. 1m 01s, 2 artifacts."]


def test_the_buttons(area: ToastArea) -> None:
    done: list[tuple[str, str]] = []
    ends = EndToasts(area, lambda i: done.append(("show", i)), lambda i: done.append(("again", i)))
    for number in range(2):
        ends.tell([FAILED])
        area.toasts[0].findChildren(Button)[number].click()
    assert done == [("show", FAILED.id), ("again", FAILED.id)]


def test_many_are_one(area: ToastArea, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(end_toasts.time, "monotonic", lambda: now[0])
    ends = EndToasts(area, print, print)
    ends.tell([completed(1), completed(2)])
    assert len(area.toasts) == 2
    now[0] += 3
    ends.tell([completed(3)])
    assert names(area) == ["3 executions completed. Job 1, Job 2, Job 3"]
    now[0] += 3
    ends.tell([FAILED, completed(5)])
    assert names(area) == ["5 executions ended, 1 failed. Job 3, Integration tests, Job 5 and 2 more"]
    now[0] += 60
    ends.tell([completed(6)])
    assert len(area.toasts) == 2
