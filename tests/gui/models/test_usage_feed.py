"""What a run used is read on a thread, again while it runs, and not at all while nobody looks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from stepflow_desktop.gui.models import usage_feed
from stepflow_desktop.gui.models.usage_feed import UsageFeed
from stepflow_desktop.supervisor import USAGE_RECORD


@pytest.fixture
def feed(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[UsageFeed]:
    monkeypatch.setattr(usage_feed, "EVERY_MS", 10)
    feed = UsageFeed()
    yield feed
    feed.close()


def write(folder: Path, count: int) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "usage.idx").write_bytes(b"".join(USAGE_RECORD.pack(n, n, n, 1) for n in range(count)))


def test_a_run_that_goes_on_is_read_again(qtbot: QtBot, feed: UsageFeed, tmp_path: Path) -> None:
    write(tmp_path / "a", 2)
    with qtbot.waitSignal(feed.ready, check_params_cb=lambda usage: usage.records == 2):
        feed.watch(tmp_path / "a", live=True)
    write(tmp_path / "a", 5)
    with qtbot.waitSignal(feed.ready, check_params_cb=lambda usage: usage.records == 5):
        pass


def test_one_that_has_ended_is_read_once(qtbot: QtBot, feed: UsageFeed, tmp_path: Path) -> None:
    write(tmp_path / "a", 2)
    with qtbot.waitSignal(feed.ready):
        feed.watch(tmp_path / "a", live=False)
    assert not feed._timer.isActive()
    feed.watch(tmp_path / "a", live=False)
    assert not feed._reading


def test_its_end_is_read_too(qtbot: QtBot, feed: UsageFeed, tmp_path: Path) -> None:
    write(tmp_path / "a", 2)
    with qtbot.waitSignal(feed.ready):
        feed.watch(tmp_path / "a", live=True)
    write(tmp_path / "a", 3)
    with qtbot.waitSignal(feed.ready, check_params_cb=lambda usage: usage.records == 3):
        feed.watch(tmp_path / "a", live=False)


def test_of_two_runs_the_later_one_is_told(qtbot: QtBot, feed: UsageFeed, tmp_path: Path) -> None:
    write(tmp_path / "a", 2)
    write(tmp_path / "b", 7)
    got: list[int] = []
    feed.ready.connect(lambda usage: got.append(usage.records))
    feed.watch(tmp_path / "a", live=False)
    feed.watch(tmp_path / "b", live=False)
    qtbot.waitUntil(lambda: bool(got))
    assert got == [7]


def test_stopped_it_tells_nothing(qtbot: QtBot, feed: UsageFeed, tmp_path: Path) -> None:
    write(tmp_path / "a", 2)
    with qtbot.waitSignal(feed.ready):
        feed.watch(tmp_path / "a", live=True)
    feed.stop()
    assert not feed._timer.isActive()
    feed.watch(tmp_path / "missing", live=False)
    with qtbot.waitSignal(feed.ready, check_params_cb=lambda usage: usage.records == 0):
        pass
