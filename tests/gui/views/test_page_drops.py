"""Files dropped on rows and on the shown execution reach it, at its current step."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtWidgets import QApplication, QWidget

from stepflow_desktop.gui.models.executions import ID_ROLE
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views import execution_rows
from stepflow_desktop.gui.views.executions_page import ExecutionsPage
from stepflow_desktop.gui.views.tag_pill import TagPill
from stepflow_desktop.settings import Settings
from tests.gui import sample_data as data
from tests.gui.dragging import drop_event, enter_event

pytestmark = pytest.mark.qt_log_ignore("does not support", extend=True)


@pytest.fixture
def page(theme: Theme, settings: Settings, fake_bridge: data.FakeBridge, qtbot: Any) -> ExecutionsPage:
    page = ExecutionsPage(theme, fake_bridge, settings, clock=data.FixedClock())  # type: ignore[arg-type]
    qtbot.addWidget(page)
    page.resize(1356, 822)
    page.show()
    qtbot.waitExposed(page)
    return page


def drop(widget: QWidget, at: QPoint, *paths: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    QApplication.sendEvent(widget, enter_event(at, mime))
    QApplication.sendEvent(widget, drop_event(at, mime))


def attached(engine: data.FakeEngine) -> list[tuple[str, str]]:
    return [(call[1], call[3]) for call in engine.calls if call[0] == "attach"]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "notes.txt"
    path.write_text("notes")
    return path


def test_on_a_row_of_the_list(page: ExecutionsPage, afternoon: data.FakeEngine, file: Path) -> None:
    run = data.sweep().execution
    at = page.list.rows.visualRect(page.list.model.index_of(run.id)).center()
    drop(page.list.rows.viewport(), at, file)
    assert attached(afternoon) == [(run.id, "notes.txt")]


def test_on_a_row_of_the_table(page: ExecutionsPage, afternoon: data.FakeEngine, file: Path) -> None:
    page.toggle_table()
    table = page.layouts.table
    assert table is not None
    at = table.view.visualRect(table.model.index(5, 2)).center()
    drop(table.view.viewport(), at, file)
    assert attached(afternoon) == [(data.integration().execution.id, "notes.txt")]
    drop(table.view.viewport(), QPoint(10, table.view.viewport().height() - 4), file)


def test_on_the_execution_that_is_shown(page: ExecutionsPage, afternoon: data.FakeEngine, file: Path) -> None:
    drop(page.pane, page.pane.rect().center(), file)
    assert attached(afternoon) == [(data.churn().execution.id, "notes.txt")]


def test_a_script_on_the_left_starts(page: ExecutionsPage, tmp_path: Path, qtbot: Any) -> None:
    script = tmp_path / "sweep.sh"
    script.write_text("true\n")
    with qtbot.waitSignal(page.draft_requested) as wanted:
        drop(page.pane, QPoint(60, 300), script)
    assert wanted.args[0].working_directory == str(tmp_path)


def test_what_is_gone_meanwhile_is_told(
    page: ExecutionsPage, afternoon: data.FakeEngine, file: Path, qtbot: Any
) -> None:
    run = data.sweep().execution
    del afternoon.details[run.id]
    at = page.list.rows.visualRect(page.list.model.index_of(run.id)).center()
    with qtbot.waitSignal(page.said) as said:
        drop(page.list.rows.viewport(), at, file)
    assert said.args[1] == "The file was not attached"


def test_a_row_dropped_on_a_tag_gets_it(page: ExecutionsPage, afternoon: data.FakeEngine) -> None:
    pill = next(pill for pill in page.pane.head.findChildren(TagPill) if pill.text() == "nightly")
    run = data.integration().execution
    mime = page.list.model.mimeData([page.list.model.index_of(run.id)])
    assert mime.text() == run.command
    enter = enter_event(QPoint(5, 5), mime)
    QApplication.sendEvent(pill, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(pill, drop_event(QPoint(5, 5), mime))
    assert [call for call in afternoon.calls if call[0] == "edit"] == [
        ("edit", run.id, {"tags": ("ci", "api-service", "nightly")})
    ]


def test_text_dropped_on_a_tag_is_nothing(page: ExecutionsPage) -> None:
    pill = page.pane.head.findChildren(TagPill)[0]
    mime = QMimeData()
    mime.setText("ls -l")
    enter = enter_event(QPoint(5, 5), mime)
    QApplication.sendEvent(pill, enter)
    assert not enter.isAccepted()


def test_a_row_that_is_pulled_is_not_opened(page: ExecutionsPage, qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """It may be meant for a tag of the one that is shown."""
    qtbot.waitUntil(lambda: page.pane.details is not None)
    pulled: list[list[str]] = []
    monkeypatch.setattr(
        execution_rows, "drag_rows", lambda _view, indexes: pulled.append([index.data(ID_ROLE) for index in indexes])
    )
    rows, shown, other = page.list.rows, page.current_id, data.integration().execution.id
    at = rows.visualRect(page.list.model.index_of(other)).center()
    qtbot.mousePress(rows.viewport(), Qt.MouseButton.LeftButton, pos=at)
    rows.startDrag(Qt.DropAction.CopyAction)
    assert pulled == [[other]]
    assert page.current_id == shown and rows.currentIndex().data(ID_ROLE) == shown
    qtbot.mouseRelease(rows.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert page.current_id == shown
    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert page.current_id == other
