"""The overview, used as a person does: every figure and mark leads to the executions it stands for."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from stepflow_desktop.core.model import ExecutionStatus, Update
from stepflow_desktop.core.statistics import Slot, Tally
from stepflow_desktop.gui.live_counts import Counts
from stepflow_desktop.gui.models.overview_period import USUAL, query_of
from stepflow_desktop.gui.models.overview_words import Figure
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.overview_figure import FigureCard
from stepflow_desktop.gui.views.overview_page import OverviewPage
from tests.gui import sample_data as data
from tests.gui.legibility import problems
from tests.gui.overview_data import BACKUP, OverviewEngine

# What the offscreen platform says of every popup.
pytestmark = pytest.mark.qt_log_ignore("does not support", extend=True)


@pytest.fixture
def engine(tmp_path: Path) -> OverviewEngine:
    engine = OverviewEngine(tmp_path)
    folder = tmp_path / "artifacts" / "p1"
    folder.mkdir(parents=True)
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("#123456"))
    image.save(str(folder / "field_map.png"))
    return engine


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, engine: OverviewEngine) -> OverviewPage:
    bridge = data.FakeBridge(engine)
    page = OverviewPage(theme, bridge, data.FixedClock())  # type: ignore[arg-type]
    page.bridge_of_test = bridge  # type: ignore[attr-defined]
    qtbot.addWidget(page)
    page.resize(1356, 820)
    page.show()
    qtbot.waitExposed(page)
    return page


def _click(qtbot: QtBot, chart, number: int = 0) -> None:
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=chart.marks[number].place.center().toPoint())


def test_it_reads_its_figures_when_it_comes_into_sight(page: OverviewPage, engine: OverviewEngine) -> None:
    parts = page.parts
    assert parts.executions.figure.figure == "196"
    assert parts.success.accessibleName() == "Success rate: 92.3 %. 14 failed, 14 cancelled"
    assert parts.duration.figure.words == "12 s faster than before"
    assert len(parts.per_day.marks) == 14 * 3
    assert [bar.name for bar in parts.slowest.bars][:2] == ["Acquire spectra", "Copy snapshots"]
    assert page.running.rowCount() == sum(
        item.execution.status is ExecutionStatus.RUNNING for item in engine.details.values()
    )
    assert parts.commands.currentText() == "Train churn model"
    assert len(parts.durations.marks) == 3


def test_the_line_under_the_title_says_what_to_look_at(page: OverviewPage) -> None:
    page.show_counts(Counts(total=9, running=4, queued=1, failed_today=2))
    assert page.parts.headline.text().endswith("14:45 · 4 running, 1 queued, 2 failures to look at")


def test_figures_lead_to_the_list(qtbot: QtBot, page: OverviewPage) -> None:
    wanted: list[str] = []
    page.filter_wanted.connect(wanted.append)
    for card in (page.parts.executions, page.parts.success, page.parts.duration):
        qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    since = f"since:{query_of(USUAL, data.NOW).edges[0]:%Y-%m-%d}"
    assert wanted == [since, f"{since} status:failed", f"{since} status:completed"]
    with qtbot.waitSignal(page.artifacts_wanted):
        qtbot.keyClick(page.parts.artifacts, Qt.Key.Key_Space)


def test_a_bar_leads_to_its_day_and_outcome(qtbot: QtBot, page: OverviewPage) -> None:
    with qtbot.waitSignal(page.filter_wanted) as sent:
        _click(qtbot, page.parts.per_day, 1)
    day = query_of(USUAL, data.NOW).edges
    assert sent.args == [f"since:{day[0]:%Y-%m-%d} before:{day[1]:%Y-%m-%d} status:failed"]


def test_a_slow_step_leads_to_executions_with_it_and_a_run_to_itself(qtbot: QtBot, page: OverviewPage) -> None:
    with qtbot.waitSignal(page.filter_wanted) as sent:
        _click(qtbot, page.parts.slowest)
    assert sent.args[0].startswith('step:"Acquire spectra" since:')
    with qtbot.waitSignal(page.execution_wanted) as sent:
        _click(qtbot, page.parts.durations)
    assert sent.args == ["first"]


def test_what_runs_is_a_list_of_links(qtbot: QtBot, page: OverviewPage) -> None:
    view = page.parts.running_card.view
    with qtbot.waitSignal(page.execution_wanted) as sent:
        qtbot.mouseClick(
            view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(page.running.index(0)).center()
        )
    assert sent.args == [view.model().index(0, 0).data(Qt.ItemDataRole.UserRole + 4)]
    view.setCurrentIndex(page.running.index(1))
    with qtbot.waitSignal(page.execution_wanted):
        qtbot.keyClick(view, Qt.Key.Key_Return)
    with qtbot.waitSignal(page.filter_wanted) as sent:
        qtbot.mouseClick(page.parts.running_card.show_all, Qt.MouseButton.LeftButton)
    assert sent.args == ["status:running"]


def test_an_end_takes_its_row_away_at_once(page: OverviewPage) -> None:
    before = page.running.rowCount()
    run = data.churn().execution
    page.bridge_of_test.updated.emit(  # type: ignore[attr-defined]
        [Update(execution=replace(run, status=ExecutionStatus.COMPLETED), ended=True)]
    )
    assert page.running.rowCount() == before - 1
    assert page.feed._pause.isActive()


def test_hidden_it_does_nothing_and_shown_again_it_catches_up(page: OverviewPage, engine: OverviewEngine) -> None:
    page.hide()
    asked, rows = len(engine.asked), page.running.rowCount()
    run = replace(data.churn().execution, id="new")
    page.bridge_of_test.updated.emit([Update(execution=run, started=True)])  # type: ignore[attr-defined]
    assert (len(engine.asked), page.running.rowCount()) == (asked, rows)
    assert not page.feed._pause.isActive()
    page.show()
    assert len(engine.asked) > asked


def test_another_period_changes_title_bars_and_words(qtbot: QtBot, page: OverviewPage) -> None:
    with qtbot.waitSignal(page.period_changed) as sent:
        qtbot.mouseClick(page.parts.period.buttons["24h"], Qt.MouseButton.LeftButton)
    assert sent.args == ["24h"]
    assert len(page.parts.per_day.marks) == 24 * 3
    assert page.parts.per_day_card.accessibleName() == "Executions per hour"
    qtbot.keyClick(page.parts.period.buttons["24h"], Qt.Key.Key_Right)
    assert page.feed.period.key == "7d"
    assert page.parts.per_day_card.accessibleName() == "Executions per day"


def test_another_command_shows_its_runs(page: OverviewPage) -> None:
    page.parts.commands.setCurrentIndex(1)
    page.parts.commands.activated.emit(1)
    assert page.feed.command == BACKUP
    assert "7m 02s" in str(page.parts.durations.table().rows)
    page.feed.refresh()
    assert page.parts.commands.currentText() == "Nightly backup"


def test_an_empty_period_keeps_its_axes_and_says_so(page: OverviewPage, engine: OverviewEngine) -> None:
    edges = query_of(USUAL, data.NOW).edges
    slots = tuple(Slot(start, end, Tally()) for start, end in itertools.pairwise(edges))
    engine.changes = {
        "slots": slots,
        "tally": Tally(),
        "before": Tally(),
        "median_s": None,
        "commands": (),
        "slow_steps": (),
        "pictures": (),
    }
    page.feed.refresh()
    parts = page.parts
    assert parts.per_day.marks == [] and parts.per_day.summary() == "No executions in these 14 days"
    assert parts.executions.figure.figure == "0"
    assert parts.commands.isHidden()
    page.grab()
    engine.changes["tally"] = Tally(unfinished=1)
    page.feed.refresh()
    assert parts.executions.figure.figure == "1"
    assert parts.per_day.summary() == parts.slowest.summary() == "None of them has ended yet"


def test_pictures_are_decoded_in_the_background_and_are_links(qtbot: QtBot, page: OverviewPage) -> None:
    tile = page.parts.pictures.tiles[0]
    qtbot.waitUntil(lambda: tile.image is not None)
    color = QColor(tile.grab().toImage().pixel(tile.width() // 2, (tile.height() - 46) // 2))
    assert color == QColor("#123456")
    assert tile.accessibleName().startswith("field_map.png, Heat sensor scan · ")
    with qtbot.waitSignal(page.artifact_wanted) as sent:
        qtbot.mouseClick(tile, Qt.MouseButton.LeftButton)
    assert sent.args == ["p1", "p1-file-1"]
    with qtbot.waitSignal(page.artifacts_wanted):
        qtbot.mouseClick(page.parts.pictures.show_all, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize(("kind", "begins"), [("png", b"\x89PNG"), ("csv", b"\xef\xbb\xbfWhen,")])
def test_the_page_can_be_exported(qtbot: QtBot, page: OverviewPage, tmp_path: Path, kind: str, begins: bytes) -> None:
    qtbot.mouseClick(page.parts.export, Qt.MouseButton.LeftButton)
    menu = page.findChild(QMenu, "overview_export_menu")
    assert isinstance(menu, QMenu)
    next(action for action in menu.actions() if action.objectName().endswith(kind)).trigger()
    dialog = page.findChild(QFileDialog, "export_chart")
    assert isinstance(dialog, QFileDialog)
    target = tmp_path / f"out.{kind}"
    with qtbot.waitSignal(page.said) as told:
        dialog.fileSelected.emit(str(target))
    dialog.reject()
    assert told.args == ["success", f"Saved as out.{kind}"]
    assert target.read_bytes().startswith(begins)


@pytest.mark.parametrize("width", [640, 876, 1100, 1356, 1700])
def test_nothing_is_wider_than_the_window(page: OverviewPage, width: int) -> None:
    page.resize(width, 540)
    content = page.parts.content
    assert content.width() <= page.parts.viewport().width()
    for name in ("executions", "artifacts", "per_day_card", "running_card", "slowest_card", "pictures"):
        card = getattr(page.parts, name)
        right = card.mapTo(content, QPoint(card.width(), 0)).x()
        assert 0 < right <= content.width(), name


def test_f6_finds_every_part(page: OverviewPage) -> None:
    panes = page.panes()
    assert len(panes) == 7
    assert all(pane is stop or pane.isAncestorOf(stop) for pane, stop in panes)


def test_updates_are_gathered(qtbot: QtBot, page: OverviewPage) -> None:
    seen: list[int] = []
    page.running.dataChanged.connect(lambda *_: seen.append(1))
    run = data.churn().execution
    for progress in range(50):
        update = Update(execution=replace(run, progress=float(progress), seq=20 + progress))
        page.bridge_of_test.updated.emit([update])  # type: ignore[attr-defined]
    assert len(seen) == 1
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert page.running.index(page.running.row_of(run.id)).data(Qt.ItemDataRole.UserRole + 1).progress == 49.0


def test_a_page_that_is_dressed_anew_looks_like_one_made_so(qtbot: QtBot, engine: OverviewEngine) -> None:
    def made(theme: Theme) -> OverviewPage:
        theme.pulse.set_reduced_motion(True)
        page = OverviewPage(theme, data.FakeBridge(engine), data.FixedClock())  # type: ignore[arg-type]
        qtbot.addWidget(page)
        page.resize(1356, 820)
        page.show()
        qtbot.waitUntil(lambda: page.parts.pictures.tiles[0].image is not None)
        return page

    theme = Theme("light")
    switched = made(theme)
    theme.set_mode("dark")
    theme.pulse.set_reduced_motion(True)
    fresh = made(Theme("dark"))
    for name in ("executions", "per_day_card", "slowest_card", "pictures"):
        one, other = (getattr(page.parts, name).grab().toImage() for page in (switched, fresh))
        assert one == other, name
    assert switched.parts.durations.picture() == fresh.parts.durations.picture()


def test_midnight_and_a_window_that_comes_back_are_noticed(page: OverviewPage, engine: OverviewEngine) -> None:
    asked = len(engine.asked)
    page._clock.late_s = 86_400  # type: ignore[attr-defined]
    page._minute.timeout.emit()
    assert len(engine.asked) > asked
    page.feed._is_stale = True
    asked = len(engine.asked)
    page.window().windowHandle().windowStateChanged.emit(Qt.WindowState.WindowNoState)
    assert len(engine.asked) > asked


def test_the_lines_of_a_row_of_narrow_cards_lie_beside_the_figures(theme: Theme, qtbot: QtBot) -> None:
    """All of them or none: whether there is room goes by the card, not by its words."""
    for width, beside, shown in ((300, True, True), (200, False, True), (170, False, False)):
        for words in ("short", "words that need more room than any card has, and more"):
            card = FigureCard(theme, "timer", "Median duration", "chart2")
            qtbot.addWidget(card)
            card.show_figure(Figure("9m 31s", words, (1.0, 2.0, 3.0)))
            card.resize(width, card.height())
            card.show()
            assert card.line.isVisible() is shown
            assert (card.line.height() > card.height() / 2) is beside
            assert problems(card) == []
