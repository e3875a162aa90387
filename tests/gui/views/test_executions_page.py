"""The Executions page as a person uses it: choosing, stopping, running again, deleting, and living with updates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QMenu

from stepflow_desktop.core.model import ExecutionDetails, ExecutionStatus, LogEntry, Update
from stepflow_desktop.gui.models.artifacts import NEW_ROLE
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.executions_page import ExecutionsPage
from stepflow_desktop.gui.widgets import ElidedLabel, EmptyState, Label
from stepflow_desktop.gui.widgets.question import Question
from stepflow_desktop.settings import Settings
from tests.gui import sample_data as data

LEFT = Qt.MouseButton.LeftButton
pytestmark = pytest.mark.qt_log_ignore("does not support", extend=True)
MakePage = Callable[[data.FakeBridge], ExecutionsPage]


@pytest.fixture
def make_page(theme: Theme, settings: Settings, clock: data.FixedClock, qtbot: Any) -> MakePage:
    def make(bridge: data.FakeBridge) -> ExecutionsPage:
        page = ExecutionsPage(theme, bridge, settings, clock=clock, open_url=lambda _url: True)  # type: ignore[arg-type]
        qtbot.addWidget(page)
        page.resize(1356, 822)
        page.show()
        qtbot.waitExposed(page)
        return page

    return make


@pytest.fixture
def page(make_page: MakePage, fake_bridge: data.FakeBridge) -> ExecutionsPage:
    return make_page(fake_bridge)


def texts(page: ExecutionsPage) -> list[str]:
    labels = [*page.findChildren(Label), *page.findChildren(ElidedLabel)]
    return [label.text() for label in labels if label.isVisible()]


def tell(bridge: data.FakeBridge, *updates: Update) -> None:
    bridge.updated.emit(list(updates))


def click_row(page: ExecutionsPage, execution_id: str, qtbot: Any) -> None:
    index = page.list.model.index_of(execution_id)
    page.list.rows.scrollTo(index)
    qtbot.mouseClick(page.list.rows.viewport(), LEFT, pos=page.list.rows.visualRect(index).center())


def button(page: ExecutionsPage, name: str) -> QAbstractButton:
    found = page.findChild(QAbstractButton, name)
    assert isinstance(found, QAbstractButton)
    return found


def test_the_newest_is_shown_at_first(page: ExecutionsPage) -> None:
    assert page.execution == data.churn().execution
    assert page.list.rows.currentIndex().data() == "Train churn model"
    assert "Train churn model" in texts(page)


def test_a_click_shows_another(page: ExecutionsPage, qtbot: Any) -> None:
    click_row(page, data.integration().execution.id, qtbot)
    assert page.execution == data.integration().execution
    assert page.pane.error.isVisible()
    assert page.pane.error.title.text() == "Run pytest failed with exit code 1"
    assert page.pane.steps.model.rowCount() == 6
    assert page.pane.files.rowCount() == 2


def test_nothing_there_yet(make_page: MakePage, qtbot: Any) -> None:
    page = make_page(data.FakeBridge(data.FakeEngine([])))
    empty = next(each for each in page.findChildren(EmptyState) if each.button.text() == "New execution…")
    assert empty.isVisible()
    with qtbot.waitSignal(page.new_execution_requested):
        qtbot.mouseClick(empty.button, LEFT)
    for verb in (page.stop, page.kill, page.run_again, page.edit_and_run, page.copy_command, page.delete):
        verb()
    for verb in (page.open_folder, page.save_log, page.attach_files, page.rename, page.edit_tags):
        verb()
    assert page.execution is None


def test_updates_reach_list_head_steps_and_files(
    page: ExecutionsPage, fake_bridge: data.FakeBridge, qtbot: Any
) -> None:
    churn = data.churn()
    step = replace(churn.steps[4], progress_text="Round 900 of 1000", progress=0.9)
    steps = (*churn.steps[:4], step, *churn.steps[5:])
    file = data.artifact(churn.execution.id, 7, "late.csv", 10, data.ArtifactType.DATA, made_ago=1)
    run = replace(churn.execution, progress=88.0, artifacts_count=3, seq=11)
    tell(fake_bridge, Update(execution=run, steps=(step,), all_steps=steps, artifacts=(file,)))
    qtbot.waitUntil(lambda: page.pane.files.rowCount() == 3)
    assert page.pane.files.index(0).data(NEW_ROLE)
    assert page.pane.tabs.accessibleTabName(2) == "Artifacts, 3"
    qtbot.waitUntil(lambda: page.pane.steps.model.all() == steps)
    assert "Step 5 of 7" in texts(page)
    assert page.list.model.execution(run.id) == run
    assert page.execution == run


def test_an_edit_without_steps_keeps_them(page: ExecutionsPage, fake_bridge: data.FakeBridge) -> None:
    run = replace(data.churn().execution, name="Renamed", seq=11)
    tell(fake_bridge, Update(execution=run, edited=True))
    assert "Renamed" in texts(page)
    assert page.pane.steps.model.rowCount() == 7


def test_updates_are_gathered(page: ExecutionsPage, fake_bridge: data.FakeBridge, qtbot: Any) -> None:
    seen: list[int] = []
    page.list.model.dataChanged.connect(lambda *_: seen.append(1))
    run = data.backup().execution
    for progress in range(50):
        tell(fake_bridge, Update(execution=replace(run, progress=float(progress), seq=20 + progress)))
    assert len(seen) == 1
    qtbot.waitUntil(lambda: len(seen) == 2)
    shown = page.list.model.execution(run.id)
    assert shown is not None
    assert shown.progress == 49.0


def test_an_answer_older_than_an_update_does_not_win(
    page: ExecutionsPage, fake_bridge: data.FakeBridge, qtbot: Any
) -> None:
    sweep = data.sweep()
    fake_bridge.hold = True
    page.open_execution(sweep.execution.id)
    ended = replace(
        sweep.execution, status=ExecutionStatus.COMPLETED, completed_at=data.NOW, duration_s=1510.0, exit_code=0, seq=99
    )
    tell(fake_bridge, Update(execution=ended, all_steps=sweep.steps, ended=True))
    fake_bridge.release()
    assert page.execution == ended


def test_only_the_last_click_counts(page: ExecutionsPage, fake_bridge: data.FakeBridge) -> None:
    fake_bridge.hold = True
    page.open_execution(data.sweep().execution.id)
    page.open_execution(data.feed().execution.id)
    fake_bridge.release()
    assert page.execution == data.feed().execution


def test_a_failure_brings_the_error_card_with_the_first_error_line(
    page: ExecutionsPage, fake_bridge: data.FakeBridge, afternoon: data.FakeEngine
) -> None:
    churn = data.churn()
    afternoon.lines = (
        LogEntry(offset=0, end=9, content="ValueError: bad rounds", at=data.NOW, step_id=churn.steps[4].id),
    )
    failed = replace(
        churn.execution,
        status=ExecutionStatus.FAILED,
        exit_code=2,
        failed_step_name="Train gradient boosting",
        completed_at=data.NOW,
        duration_s=761.0,
        seq=12,
    )
    assert not page.pane.error.isVisible()
    tell(fake_bridge, Update(execution=failed, all_steps=churn.steps, ended=True))
    assert page.pane.error.isVisible()
    assert page.pane.error.title.text() == "Train gradient boosting failed with exit code 2"
    assert page.pane.error.line.text() == "ValueError: bad rounds"
    page.open_execution(data.sweep().execution.id)
    assert not page.pane.error.isVisible()


def test_stop_then_kill(page: ExecutionsPage, afternoon: data.FakeEngine, qtbot: Any) -> None:
    run = data.churn().execution
    qtbot.mouseClick(page.pane.head.stop_button, LEFT)
    assert page.pane.head.is_stopping
    page.stop()
    assert [call for call in afternoon.calls if call[0] == "cancel"] == [
        ("cancel", run.id, False),
        ("cancel", run.id, True),
    ]


def test_run_again_shows_the_new_one(page: ExecutionsPage, fake_bridge: data.FakeBridge, qtbot: Any) -> None:
    qtbot.mouseClick(page.pane.head.again_button, LEFT)
    assert page.execution is not None
    assert page.execution.status is ExecutionStatus.PENDING
    tell(fake_bridge, Update(execution=page.execution, created=True))
    assert page.list.rows.currentIndex().data() == "Train churn model"


def test_edit_and_run_drafts(page: ExecutionsPage, qtbot: Any) -> None:
    page.open_execution(data.integration().execution.id)
    with qtbot.waitSignal(page.draft_requested) as drafted:
        qtbot.mouseClick(page.pane.head.edit_button, LEFT)
    assert drafted.args[0].command == data.integration().execution.command


def test_delete_with_the_key_asks_and_can_be_undone(
    page: ExecutionsPage, afternoon: data.FakeEngine, qtbot: Any
) -> None:
    run = data.integration().execution
    said: list[tuple[Any, ...]] = []
    page.said.connect(lambda *message: said.append(message))
    click_row(page, run.id, qtbot)
    qtbot.keyClick(page.list.rows, Qt.Key.Key_Delete)
    box = page.findChild(Question)
    assert isinstance(box, Question)
    delete = box.findChild(QAbstractButton, "delete")
    assert isinstance(delete, QAbstractButton)
    delete.click()
    assert run.id not in afternoon.details
    assert page.execution is None
    [(_kind, title, _text, [(word, undo)])] = said
    assert (title, word) == ("Deleted “Integration tests”", "Undo")
    undo()
    assert afternoon.calls[-1] == ("undelete", run.id)


def test_one_deleted_elsewhere_goes(page: ExecutionsPage, fake_bridge: data.FakeBridge) -> None:
    run = data.churn().execution
    tell(fake_bridge, Update(execution=run, deleted=True))
    assert page.execution is None
    assert page.list.model.execution(run.id) is None


def test_only_what_applies_can_be_done(page: ExecutionsPage, fake_bridge: data.FakeBridge, qtbot: Any) -> None:
    assert page.can("stop") and page.can("toggle_list")
    ended = replace(data.churn().execution, status=ExecutionStatus.COMPLETED, seq=11)
    with qtbot.waitSignal(page.abilities_changed):
        tell(fake_bridge, Update(execution=ended, ended=True))
    assert not page.can("stop") and page.can("run_again")
    with qtbot.waitSignal(page.abilities_changed):
        tell(fake_bridge, Update(execution=ended, deleted=True))
    assert not page.can("run_again")
    page.hide()
    assert not page.can("toggle_list")


def test_one_held_since_an_earlier_session_runs_at_a_word(
    make_page: MakePage, fake_bridge: data.FakeBridge, afternoon: data.FakeEngine, qtbot: Any
) -> None:
    waiting = data.queued()
    afternoon.held.add(waiting.id)
    page = make_page(fake_bridge)
    click_row(page, waiting.id, qtbot)
    assert "Waits since an earlier session" in texts(page)
    row = page.list.model.index_of(waiting.id)
    assert row.data(Qt.ItemDataRole.AccessibleDescriptionRole) == "Waits since an earlier session"
    assert page.can("run_now")
    qtbot.mouseClick(button(page, "run_now"), LEFT)
    assert afternoon.calls[-1] == ("release", waiting.id)
    assert not button(page, "run_now").isVisible() and not page.can("run_now")
    assert "Waiting" in texts(page)
    assert row.data(Qt.ItemDataRole.AccessibleDescriptionRole) == "Starts when a slot is free"


def test_the_menu_of_a_row_shows_that_row(page: ExecutionsPage) -> None:
    page.list.menu_wanted.emit(data.integration().execution.id, QPoint(10, 10))
    menu = page.findChild(QMenu, "execution_menu")
    assert isinstance(menu, QMenu)
    assert page.execution == data.integration().execution
    next(action for action in menu.actions() if action.objectName() == "copy_command").trigger()
    assert QGuiApplication.clipboard().text() == data.integration().execution.command
    menu.close()


def test_a_click_on_a_step_takes_the_log_there(
    page: ExecutionsPage, monkeypatch: pytest.MonkeyPatch, qtbot: Any
) -> None:
    view = page.pane.steps.view
    asked: list[str] = []
    page.pane.steps.step_chosen.connect(asked.append)
    qtbot.mouseClick(view.viewport(), LEFT, pos=view.visualRect(page.pane.steps.model.index(1)).center())
    assert asked == [data.churn().steps[1].id]


def test_tabs_show_files_and_details(page: ExecutionsPage, qtbot: Any) -> None:
    page.show_tab(2)
    assert page.pane.artifacts_tab.isVisible()
    page.show_tab(3)
    assert page.pane.facts.isVisible()
    qtbot.waitUntil(lambda: data.churn().execution.id in texts(page))
    assert "s3cret" not in " ".join(texts(page))


def test_copies(page: ExecutionsPage, qtbot: Any) -> None:
    page.open_execution(data.integration().execution.id)
    qtbot.mouseClick(button(page, "copy_report"), LEFT)
    assert QGuiApplication.clipboard().text().startswith("Name: Integration tests\n")
    page.show_tab(3)
    qtbot.mouseClick(button(page, "copy_as_json"), LEFT)
    assert '"name": "Integration tests"' in QGuiApplication.clipboard().text()
    qtbot.mouseClick(button(page, "copy_as_curl"), LEFT)
    assert QGuiApplication.clipboard().text().startswith("curl -X POST http://127.0.0.1:8080/api/executions")


def test_dropped_files_are_attached(page: ExecutionsPage, afternoon: data.FakeEngine, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    page.pane.artifacts.attach_wanted.emit([tmp_path / "a.txt"])
    assert afternoon.calls[-1] == ("attach", data.churn().execution.id, tmp_path / "a.txt", "a.txt")


def test_a_tag_filters_the_list(page: ExecutionsPage) -> None:
    page.pane.head.tag_clicked.emit("nightly")
    assert page.list.filter_field.text() == 'tag:"nightly"'
    assert len(page.list.model) == 1


def test_the_number_of_running_ones_is_told(make_page: MakePage, fake_bridge: data.FakeBridge, qtbot: Any) -> None:
    fake_bridge.hold = True
    page = make_page(fake_bridge)
    with qtbot.waitSignal(page.count_changed) as changed:
        fake_bridge.release()
    assert changed.args == [4]


def test_masked_words_are_shown_nowhere(make_page: MakePage) -> None:
    churn = data.churn()
    run = replace(churn.execution, name="login hunter2", command="run hunter2")
    step = replace(churn.steps[4], progress_text="as hunter2")
    details = ExecutionDetails(run, (*churn.steps[:4], step), churn.artifacts, masks=("hunter2",))
    page = make_page(data.FakeBridge(data.FakeEngine([details])))
    assert "login ***" in texts(page)
    assert "hunter2" not in " ".join(texts(page))


def test_a_narrow_pane_folds_the_steps(page: ExecutionsPage) -> None:
    page.pane.fold(True)
    assert not page.pane.steps.isVisible()
    menu_button = button(page, "steps_menu")
    menu_button.click()
    menu = next(each for each in page.pane.findChildren(QMenu) if len(each.actions()) == 7)
    assert menu.actions()[4].text() == "Train gradient boosting"
    menu.close()
    page.show_timeline()
    assert not menu_button.isVisible(), "it belongs to the log"
    page.show_work()
    assert menu_button.isVisible()
    page.pane.fold(False)
    assert page.pane.steps.isVisible() and not menu_button.isVisible()


def test_the_filter_takes_the_keyboard_even_when_the_list_is_hidden(page: ExecutionsPage) -> None:
    page.toggle_list()
    assert not page.list.isVisible()
    page.focus_filter()
    assert page.list.isVisible()
    assert page.focusWidget() is page.list.filter_field


def test_the_theme_can_change(page: ExecutionsPage, theme: Theme) -> None:
    light = page.grab().toImage()
    theme.set_mode("dark")
    assert page.grab().toImage() != light
    assert page.grab().toImage().pixelColor(1, 1) == theme.color("surface")


def test_esc_goes_up_to_the_list(page: ExecutionsPage, qtbot: Any) -> None:
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.pane.steps.view.setFocus()
    qtbot.keyClick(page.pane.steps.view, Qt.Key.Key_Escape)
    assert page.list.rows.hasFocus()
    page.list.set_filter("churn")
    page.list.filter_field.setFocus()
    qtbot.keyClick(page.list.filter_field, Qt.Key.Key_Escape)
    assert page.list.filter_field.hasFocus() and not page.list.filter_field.text()
    qtbot.keyClick(page.list.filter_field, Qt.Key.Key_Escape)
    assert page.list.rows.hasFocus()


def test_the_panes_of_the_page(page: ExecutionsPage) -> None:
    stops = [stop for _pane, stop in page.panes() if stop.isVisible()]
    pane = page.pane
    assert stops[:5] == [page.list.rows, pane.head.again_button, pane.tabs, pane.steps.view, pane.artifacts.view]
    page.show_tab(1)
    assert [stop for _pane, stop in page.panes() if stop.isVisible()][-1] is page.pane.timeline.stop
    page.show_tab(2)
    assert [stop for _pane, stop in page.panes() if stop.isVisible()][-1] is page.pane.artifacts_tab.view


def test_a_name_is_changed_in_the_head(page: ExecutionsPage, fake_bridge: data.FakeBridge, qtbot: Any) -> None:
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    run = page.execution
    assert run is not None
    page.rename()
    field = page.pane.head.name_field
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, "Better name")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert fake_bridge.engine.calls[-1] == ("edit", run.id, {"name": "Better name"})
    name = next(label for label in page.pane.head.findChildren(ElidedLabel) if label.text() == run.name)
    qtbot.mouseDClick(page.pane.head, LEFT, pos=name.geometry().center())
    assert field.isVisible()
    other = next(each for each in fake_bridge.engine.details if each != run.id)
    page.open_execution(other)
    assert not field.isVisible(), "another execution is not renamed by mistake"
