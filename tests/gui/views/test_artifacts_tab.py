"""The Artifacts tab: list, filter, grid, preview, strip, details, keys, wishes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QWidget

from stepflow_desktop.core.artifact_search import FoundArtifact
from stepflow_desktop.core.model import Artifact, ArtifactType
from stepflow_desktop.gui.models.artifacts import NEW_ROLE, ArtifactsModel
from stepflow_desktop.gui.preview.picture_view import PictureView
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.artifacts_tab import ArtifactsTab
from stepflow_desktop.gui.views.file_details import EarlierFile
from stepflow_desktop.gui.widgets import Pill
from tests.gui import sample_data as data
from tests.gui.dragging import drop_event, enter_event
from tests.gui.preview.conftest import picture

LEFT = Qt.MouseButton.LeftButton
RUN = data.churn()
pytestmark = pytest.mark.qt_log_ignore("does not support", extend=True)


def file(number: int, name: str, kind: ArtifactType = ArtifactType.IMAGE, **fields: Any) -> Artifact:
    made = data.artifact(RUN.execution.id, number, name, 10, kind, made_ago=100 - number, step_id=RUN.steps[4].id)
    return replace(made, **fields)


FILES = (
    file(0, "curve.png", tags=("plot", "report"), retention_days=30),
    file(1, "notes.txt", ArtifactType.DOCUMENT),
    file(2, "roc.png", step_id=None),
)


@pytest.fixture
def model(clock: data.FixedClock, tmp_path: Path) -> ArtifactsModel:
    picture(tmp_path / "curve.png")
    picture(tmp_path / "roc.png")
    (tmp_path / "notes.txt").write_text("some notes")
    return ArtifactsModel(clock, lambda artifact: tmp_path / artifact.file_name)


@pytest.fixture
def tab(theme: Theme, clock: data.FixedClock, model: ArtifactsModel, tmp_path: Path, qtbot: Any) -> Iterator[Any]:
    tab = ArtifactsTab(theme, clock, model, lambda artifact: tmp_path / artifact.file_name)
    qtbot.addWidget(tab)
    tab.resize(1300, 700)
    tab.show_steps(RUN.steps)
    tab.show()
    yield tab
    tab.close_all()


def name_shown(tab: ArtifactsTab) -> str:
    shown = tab.viewer.pane.shown
    return shown.name if shown is not None else ""


def press(root: QWidget, name: str, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: any(b.isVisible() for b in root.findChildren(QAbstractButton, name)))
    qtbot.mouseClick(next(b for b in root.findChildren(QAbstractButton, name) if b.isVisible()), LEFT)


def test_without_files_it_says_how_to_get_some(tab: ArtifactsTab, qtbot: Any) -> None:
    assert tab._empty.isVisible()
    with qtbot.waitSignal(tab.attach_wanted) as wanted:
        qtbot.mouseClick(tab._empty.button, LEFT)
    assert wanted.args == [[]]


def test_the_first_file_is_shown_and_others_by_click_keys_and_strip(
    tab: ArtifactsTab, model: ArtifactsModel, qtbot: Any
) -> None:
    model.show(FILES)
    assert name_shown(tab) == "curve.png"
    assert tab.viewer.pane._badge.text() == "1 of 3"
    index = tab.files.index_of(FILES[2].id)
    qtbot.mouseClick(tab.view.viewport(), LEFT, pos=tab.view.visualRect(index).center())
    assert name_shown(tab) == "roc.png"
    qtbot.keyClick(tab.view, Qt.Key.Key_Left)
    assert name_shown(tab) == "notes.txt", "headers are stepped over"
    press(tab, "previous_file", qtbot)
    assert name_shown(tab) == "curve.png"
    strip = tab.viewer.strip.view
    qtbot.mouseClick(strip.viewport(), LEFT, pos=strip.visualRect(strip.model().index(1, 0)).center())
    assert name_shown(tab) == "notes.txt"


def test_a_new_file_is_new_until_it_is_shown(tab: ArtifactsTab, model: ArtifactsModel) -> None:
    model.show(FILES[:1])
    model.apply(FILES[1:2])
    index = tab.files.index_of(FILES[1].id)
    assert index.data(NEW_ROLE)
    assert name_shown(tab) == "curve.png", "what is looked at stays"
    tab.show_artifact(FILES[1].id)
    assert not tab.files.index_of(FILES[1].id).data(NEW_ROLE)


def test_the_filter_narrows_and_a_wanted_file_opens_it(tab: ArtifactsTab, model: ArtifactsModel, qtbot: Any) -> None:
    model.show(FILES)
    qtbot.keyClicks(tab.field, "type:document")
    assert [each.file_name for each in tab.files.files()] == ["notes.txt"]
    assert name_shown(tab) == "notes.txt"
    tab.field.setText("nothing at all")
    assert tab._nothing.isVisible()
    qtbot.mouseClick(tab._nothing.button, LEFT)
    assert len(tab.files.files()) == 3
    tab.field.setText("type:document")
    tab.show_artifact(FILES[2].id)
    assert tab.field.text() == ""
    assert name_shown(tab) == "roc.png"


def test_a_grid_instead_of_the_list(tab: ArtifactsTab, model: ArtifactsModel, qtbot: Any) -> None:
    model.show(FILES)
    before = tab.card.width()
    press(tab, "files_grid", qtbot)
    assert tab.files.rowCount() == 3
    assert tab.card.width() > before
    assert tab.view.visualRect(tab.files.index(0)).top() == tab.view.visualRect(tab.files.index(1)).top()


def test_details_tell_what_is_known(tab: ArtifactsTab, model: ArtifactsModel, qtbot: Any) -> None:
    model.show(FILES)
    view = tab.viewer.pane.stack.currentWidget()
    assert isinstance(view, PictureView)
    qtbot.waitUntil(lambda: view.canvas.image is not None)
    rows = dict(tab.viewer.details.rows())
    assert rows["Type"] == "Image, PNG"
    assert rows["Pixels"] == "64 × 40"
    assert rows["Step"] == "5  Train gradient boosting"
    kept = tab.viewer.details.findChildren(QAbstractButton, "artifact_retention")[-1]
    assert kept.text() == "30 days, until 3 Dec"
    assert [pill.text() for pill in tab.viewer.details.findChildren(Pill) if pill.isVisibleTo(tab)] == [
        "plot",
        "report",
    ]


@pytest.mark.parametrize(
    ("button", "wish"),
    [
        ("artifact_rename", "rename"),
        ("artifact_tags", "edit_tags"),
        ("artifact_retention", "retention"),
        ("artifact_show_in_folder", "show_in_folder"),
        ("artifact_copy_path", "copy_path"),
        ("preview_open", "open"),
        ("preview_save_as", "save_as"),
    ],
)
def test_buttons_wish(button: str, wish: str, tab: ArtifactsTab, model: ArtifactsModel, qtbot: Any) -> None:
    model.show(FILES)
    with qtbot.waitSignal(tab.wished) as wished:
        press(tab, button, qtbot)
    assert wished.args == [wish, FILES[0]]


@pytest.mark.parametrize(
    ("key", "wish"), [(Qt.Key.Key_F2, "rename"), (Qt.Key.Key_Delete, "delete"), (Qt.Key.Key_Return, "open")]
)
def test_keys_wish(key: Qt.Key, wish: str, tab: ArtifactsTab, model: ArtifactsModel, qtbot: Any) -> None:
    model.show(FILES)
    with qtbot.waitSignal(tab.wished) as wished:
        qtbot.keyClick(tab.view, key)
    assert wished.args == [wish, FILES[0]]


@pytest.mark.parametrize(("key", "wish"), [(Qt.Key.Key_T, "edit_tags"), (Qt.Key.Key_S, "save_as")])
def test_keys_with_control_wish(key: Qt.Key, wish: str, tab: ArtifactsTab, model: ArtifactsModel, qtbot: Any) -> None:
    model.show(FILES)
    for widget in (tab.view, tab.viewer):
        with qtbot.waitSignal(tab.wished) as wished:
            qtbot.keyClick(widget, key, Qt.KeyboardModifier.ControlModifier)
        assert wished.args == [wish, FILES[0]]


@pytest.mark.parametrize("key", [Qt.Key.Key_F2, Qt.Key.Key_Delete, Qt.Key.Key_Space])
def test_keys_are_kept_from_the_menu_bar(key: Qt.Key, tab: ArtifactsTab) -> None:
    for widget in (tab.view, tab.viewer):
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.NoModifier)
        event.ignore()
        QApplication.sendEvent(widget, event)
        assert event.isAccepted()


def test_the_menu_of_one_and_of_several(tab: ArtifactsTab, model: ArtifactsModel, qtbot: Any) -> None:
    model.show(FILES)
    at = tab.view.visualRect(tab.files.index_of(FILES[0].id)).center()
    tab.view.customContextMenuRequested.emit(at)
    menu = tab.view.findChildren(QMenu)[-1]
    names = [action.objectName() for action in menu.actions() if not action.isSeparator()]
    assert names[0] == "open"
    assert {"save_as", "copy_path", "copy_link", "rename", "edit_tags", "retention", "delete"} < set(names)
    menu.close()
    tab.view.selectAll()
    tab.view.customContextMenuRequested.emit(at)
    menu = tab.view.findChildren(QMenu)[-1]
    with qtbot.waitSignal(tab.wished_many) as wished:
        next(action for action in menu.actions() if action.objectName() == "save_all").trigger()
    assert wished.args[0] == "save_all"
    assert {each.id for each in wished.args[1]} == {each.id for each in FILES}
    menu.close()


def test_space_shows_it_on_the_whole_screen(tab: ArtifactsTab, model: ArtifactsModel, qtbot: Any) -> None:
    model.show(FILES)
    qtbot.keyClick(tab.view, Qt.Key.Key_Space)
    full = tab.viewer._full
    assert full is not None
    assert full.isVisible()
    assert full.pane.shown is not None and full.pane.shown.name == "curve.png"
    qtbot.keyClick(full, Qt.Key.Key_Right)
    assert full.pane.shown.name == "notes.txt"
    qtbot.keyClick(full, Qt.Key.Key_Escape)
    assert not full.isVisible()
    assert name_shown(tab) == "notes.txt"


def test_an_earlier_picture_is_laid_beside(
    tab: ArtifactsTab, model: ArtifactsModel, tmp_path: Path, qtbot: Any
) -> None:
    picture(tmp_path / "old.png", colour="red")
    with qtbot.waitSignal(tab.viewer.earlier_wanted):
        model.show(FILES)
    old = replace(FILES[0], id="old", file_name="old.png")
    tab.viewer.show_earlier(FILES[0], (FoundArtifact(old, "Train churn model"),))
    [thumb] = tab.viewer.details.findChildren(EarlierFile)
    view = tab.viewer.pane.stack.currentWidget()
    assert isinstance(view, PictureView)
    qtbot.waitUntil(lambda: thumb.isVisible() and view.canvas.image is not None)
    qtbot.mouseClick(thumb, LEFT)
    qtbot.waitUntil(lambda: view.canvas.compares)
    qtbot.mouseClick(thumb, LEFT)
    assert not view.canvas.compares


def test_an_answer_about_another_file_is_dropped(tab: ArtifactsTab, model: ArtifactsModel) -> None:
    model.show(FILES)
    tab.viewer.show_earlier(FILES[1], (FoundArtifact(FILES[1], "x"),))
    assert tab.viewer.details.findChildren(EarlierFile) == []


def test_in_little_room_details_come_when_asked_for(tab: ArtifactsTab, model: ArtifactsModel, qtbot: Any) -> None:
    model.show(FILES)
    assert tab.viewer.details.isVisible()
    tab.resize(900, 600)
    assert not tab.viewer.details.isVisible()
    qtbot.waitUntil(lambda: tab.viewer.width() > 600)
    press(tab, "file_details_button", qtbot)
    assert tab.viewer.details.isVisible()


def test_files_dropped_here_are_attached(tab: ArtifactsTab, tmp_path: Path, qtbot: Any) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.txt")), QUrl("http://host/b.txt")])
    QApplication.sendEvent(tab, enter_event(QPoint(9, 9), mime))
    with qtbot.waitSignal(tab.attach_wanted) as wanted:
        drop = drop_event(QPoint(9, 9), mime)
        QApplication.sendEvent(tab, drop)
    assert wanted.args == [[tmp_path / "a.txt"]]
    assert drop.isAccepted()


def test_nothing_is_read_while_nobody_looks(tab: ArtifactsTab, model: ArtifactsModel) -> None:
    tab.hide()
    model.show(FILES)
    assert name_shown(tab) == ""
    tab.show()
    assert name_shown(tab) == "curve.png"


def test_the_step_of_a_file_is_told_when_it_is_known(tab: ArtifactsTab, model: ArtifactsModel) -> None:
    tab.show_steps(())
    model.show(FILES)
    assert "Step" not in dict(tab.viewer.details.rows())
    shown = tab.viewer.artifact
    assert shown is not None
    tab.viewer.details.show_more([("Pixels", "64 × 40")])
    tab.viewer.show_earlier(shown, (FoundArtifact(shown, "x"),))
    tab.show_steps(data.churn().steps)
    tab.show_artifact(shown.id)
    rows = dict(tab.viewer.details.rows())
    assert "Step" in rows and rows["Pixels"] == "64 × 40"
    assert len(tab.viewer.details.findChildren(EarlierFile)) == 1
