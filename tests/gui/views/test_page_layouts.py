"""From the list to the table and back, with the filter, and as it was at the next start."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QWidget

from stepflow_desktop.core.model import ExecutionStatus
from stepflow_desktop.core.query import Order, SortKey
from stepflow_desktop.gui.models.saved_views import ListState, SavedViews
from stepflow_desktop.gui.table.csv_export import export_csv
from stepflow_desktop.gui.table.table_page import ExecutionsTable
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.executions_page import ExecutionsPage
from stepflow_desktop.gui.widgets.question import Question
from stepflow_desktop.settings import Settings
from tests.gui import sample_data as data

LEFT = Qt.MouseButton.LeftButton
pytestmark = pytest.mark.qt_log_ignore("does not support", extend=True)


@pytest.fixture
def page(theme: Theme, settings: Settings, fake_bridge: data.FakeBridge, qtbot: Any) -> ExecutionsPage:
    return made(theme, settings, fake_bridge, qtbot)


def made(theme: Theme, settings: Settings, bridge: data.FakeBridge, qtbot: Any) -> ExecutionsPage:
    page = ExecutionsPage(theme, bridge, settings, clock=data.FixedClock())  # type: ignore[arg-type]
    qtbot.addWidget(page)
    page.resize(1356, 822)
    page.show()
    page.activateWindow()
    qtbot.waitExposed(page)
    return page


def table(page: ExecutionsPage) -> ExecutionsTable:
    assert page.layouts.table is not None
    return page.layouts.table


def choose(page: ExecutionsPage, *rows: int) -> None:
    view = table(page).view
    view.clearSelection()
    for row in rows:
        flags = view.selectionModel().SelectionFlag
        view.selectionModel().select(table(page).model.index(row, 0), flags.Select | flags.Rows)


def entry(page: ExecutionsPage, name: str) -> QAction:
    menu = page.findChildren(QMenu, "execution_menu")[-1]
    return next(action for action in menu.actions() if action.objectName() == name)


def test_the_filter_goes_along_both_ways(page: ExecutionsPage, qtbot: Any) -> None:
    page.set_filter("status:failed")
    qtbot.mouseClick(page.list.header.table_button, LEFT)
    assert page.layouts.is_table and not page.list.isVisible()
    assert table(page).controls.field.text() == "status:failed"
    assert len(table(page).rows) == 2
    page.set_filter("tag:ml")
    table(page).controls.chips.choose(frozenset({ExecutionStatus.CANCELLED}))
    qtbot.mouseClick(table(page).table_button, LEFT)
    assert page.list.isVisible()
    assert page.list.filter_field.text() == "tag:ml"
    assert len(page.list.model) == 1


def test_opening_one_shows_it_beside_the_list(page: ExecutionsPage, qtbot: Any) -> None:
    page.toggle_table()
    table(page).view.choose(6)
    qtbot.keyClick(table(page).view, Qt.Key.Key_Return)
    assert not page.layouts.is_table
    assert page.current_id == data.execution(311, "", "").id


def test_actions_concern_what_is_chosen_in_the_table(page: ExecutionsPage, afternoon: data.FakeEngine) -> None:
    page.toggle_table()
    assert not page.can("delete") and not page.can("stop") and page.can("toggle_table")
    choose(page, 5)
    assert page.can("delete") and page.can("rename") and not page.can("stop") and not page.can("go_to_line")
    choose(page, 0, 5)
    assert page.can("stop") and page.can("run_again") and not page.can("rename")
    page.stop()
    page.run_again()
    asked = {(call[0], call[1]) for call in afternoon.calls if call[0] in ("cancel", "rerun")}
    churn, integration = data.churn().execution.id, data.integration().execution.id
    assert asked == {("cancel", churn), ("rerun", churn), ("rerun", integration)}
    page.delete()
    asking = page.findChild(Question, "confirm_delete")
    assert isinstance(asking, Question)
    assert asking.words.startswith("Delete 2 executions")
    asking.reject()


def test_the_menu_of_the_table(page: ExecutionsPage, qtbot: Any) -> None:
    page.toggle_table()
    choose(page, 1)
    table(page).menu_wanted.emit(page.mapToGlobal(page.rect().center()))
    assert page.findChildren(QMenu, "execution_menu")[-1].defaultAction().objectName() == "open"
    entry(page, "open").trigger()
    assert page.current_id == data.sweep().execution.id


def test_it_compares_by_what_the_window_has(page: ExecutionsPage, monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[list[str]] = []
    page.toggle_table()
    choose(page, 5, 6)
    assert not table(page).bar.compare.isEnabled()
    page.compare_executions = compared.append  # type: ignore[attr-defined]
    choose(page, 5, 6)
    table(page).bar.compare.click()
    assert compared == [[data.integration().execution.id, data.execution(311, "", "").id]]


def test_table_filter_and_order_are_there_at_the_next_start(
    page: ExecutionsPage, theme: Theme, settings: Settings, fake_bridge: data.FakeBridge, qtbot: Any
) -> None:
    page.toggle_table()
    table(page).controls.set_text("user:me")
    table(page).controls.set_order(Order(SortKey.NAME, descending=False))
    again = made(theme, settings, fake_bridge, qtbot)
    assert again.layouts.is_table
    assert again.layouts.table is not None
    assert again.layouts.table.controls.state().text == "user:me"
    assert again.layouts.table.controls.order.key is SortKey.NAME


def test_updates_reach_only_what_is_in_sight(page: ExecutionsPage, fake_bridge: data.FakeBridge, qtbot: Any) -> None:
    page.toggle_table()
    new = data.execution(500, "Fresh", "true", ExecutionStatus.PENDING, started_ago=0)
    fake_bridge.updated.emit([data.Update(execution=new, created=True)])
    qtbot.waitUntil(lambda: table(page).model.row_of(new.id) >= 0)
    assert page.list.model.execution(new.id) is None


def test_escape_leaves_upwards_in_the_table(page: ExecutionsPage, qtbot: Any) -> None:
    page.toggle_table()
    page.focus_filter()
    assert table(page).controls.field.hasFocus()
    qtbot.keyClicks(table(page).controls.field, "x")
    qtbot.keyClick(table(page).controls.field, Qt.Key.Key_Escape)
    assert table(page).controls.field.text() == ""
    qtbot.keyClick(table(page).controls.field, Qt.Key.Key_Escape)
    assert table(page).view.hasFocus()
    assert [pane for pane, _stop in page.panes()] == [table(page).controls.field, table(page).view]


async def test_what_is_filtered_is_exported(page: ExecutionsPage, tmp_path: Path, qtbot: Any) -> None:
    page.set_filter("status:failed")
    query = page.list.controls.wanted().query(limit=1)
    written = await export_csv(page._bridge.engine, query, tmp_path / "a.csv")
    assert written == 2
    page.export_csv()
    dialog = page.findChild(QFileDialog, "export_dialog")
    assert isinstance(dialog, QFileDialog)
    dialog.close()


def test_in_a_narrow_window_the_list_goes_when_the_table_comes(page: ExecutionsPage, qtbot: Any) -> None:
    page.resize(1100, 700)
    qtbot.waitUntil(lambda: page.place.is_over)
    page.toggle_list()
    assert page.list.isVisible()
    page.toggle_table()
    assert page.layouts.is_table and not page.list.isVisible()
    page.toggle_table()
    assert not page.layouts.is_table


def test_nothing_flashes_up_as_a_window_of_its_own(
    theme: Theme, settings: Settings, fake_bridge: data.FakeBridge, qtbot: Any
) -> None:
    shown: list[str] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
                shown.append(type(watched).__name__)
            return False

    watch, app = Watch(), QApplication.instance()
    assert app is not None
    SavedViews(settings.config_path.parent / "views.json").save("One", ListState("tag:ml"))
    app.installEventFilter(watch)
    page = made(theme, settings, fake_bridge, qtbot)
    page.toggle_table()
    page.toggle_table()
    app.removeEventFilter(watch)
    assert shown == ["ExecutionsPage"]
