"""The artifacts card: open, menu, delete by key, drag in and out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QMenu, QToolButton

from stepflow_desktop.gui.models.artifacts import NEW_ROLE, ArtifactsModel
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.execution_artifacts import ArtifactsCard, DropButton
from stepflow_desktop.gui.widgets import EmptyState
from tests.gui import sample_data as data
from tests.gui.dragging import drop_event, enter_event

LEFT = Qt.MouseButton.LeftButton
# What the offscreen platform says of every popup.
pytestmark = pytest.mark.qt_log_ignore("does not support", extend=True)


@pytest.fixture
def model(clock: data.FixedClock) -> ArtifactsModel:
    return ArtifactsModel(clock, lambda artifact: Path("/store") / artifact.file_path)


@pytest.fixture
def card(theme: Theme, model: ArtifactsModel, qtbot: Any) -> ArtifactsCard:
    card = ArtifactsCard(theme, model)
    qtbot.addWidget(card)
    card.resize(290, 300)
    card.show()
    return card


def test_empty_until_there_is_a_file(card: ArtifactsCard, model: ArtifactsModel) -> None:
    empty = card.findChild(EmptyState)
    assert empty is not None
    assert empty.isVisible()
    model.show(data.churn().artifacts)
    assert not empty.isVisible()
    assert card.view.isVisible()


def test_a_double_click_shows_it_and_is_seen(card: ArtifactsCard, model: ArtifactsModel, qtbot: Any) -> None:
    model.apply(data.churn().artifacts)
    center = card.view.visualRect(model.index(0)).center()
    with qtbot.waitSignal(card.wished) as wished:
        qtbot.mouseClick(card.view.viewport(), LEFT, pos=center)
        qtbot.mouseDClick(card.view.viewport(), LEFT, pos=center)
    assert wished.args == ["preview", data.churn().artifacts[0]]
    assert not model.index(0).data(NEW_ROLE)


def test_del_asks_to_delete(card: ArtifactsCard, model: ArtifactsModel, qtbot: Any) -> None:
    model.show(data.churn().artifacts)
    card.view.setCurrentIndex(model.index(1))
    with qtbot.waitSignal(card.wished) as wished:
        qtbot.keyClick(card.view, Qt.Key.Key_Delete)
    assert wished.args == ["delete", data.churn().artifacts[1]]


def test_del_is_kept_from_the_menu_bar(card: ArtifactsCard) -> None:
    event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier)
    event.ignore()
    QApplication.sendEvent(card.view, event)
    assert event.isAccepted()


@pytest.mark.parametrize(("key", "wish"), [(Qt.Key.Key_F2, "rename"), (Qt.Key.Key_Space, "full_screen")])
def test_keys_are_about_the_file(
    card: ArtifactsCard, model: ArtifactsModel, qtbot: Any, key: Qt.Key, wish: str
) -> None:
    model.show(data.churn().artifacts)
    card.view.setCurrentIndex(model.index(0))
    with qtbot.waitSignal(card.wished) as wished:
        qtbot.keyClick(card.view, key)
    assert wished.args == [wish, data.churn().artifacts[0]]


def test_the_menu(card: ArtifactsCard, model: ArtifactsModel, qtbot: Any) -> None:
    model.show(data.churn().artifacts)
    card.view.customContextMenuRequested.emit(card.view.visualRect(model.index(0)).center())
    menu = card.view.findChild(QMenu)
    assert menu is not None
    assert [action.objectName() for action in menu.actions() if not action.isSeparator()] == [
        *("preview", "open", "open_with", "show_in_folder", "save_as", "copy_files", "copy_path", "copy_link"),
        *("rename", "edit_tags", "retention", "delete"),
    ]
    with qtbot.waitSignal(card.wished) as wished:
        next(action for action in menu.actions() if action.objectName() == "save_as").trigger()
    assert wished.args[0] == "save_as"
    menu.close()


def test_files_dropped_here_are_attached(card: ArtifactsCard, tmp_path: Path, qtbot: Any) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.txt")), QUrl("http://host/b.txt")])
    QApplication.sendEvent(card, enter_event(QPoint(9, 9), mime))
    with qtbot.waitSignal(card.attach_wanted) as wanted:
        drop = drop_event(QPoint(9, 9), mime)
        QApplication.sendEvent(card, drop)
    assert wanted.args == [[tmp_path / "a.txt"]]
    assert drop.isAccepted()


def test_text_is_not_taken(card: ArtifactsCard) -> None:
    mime = QMimeData()
    mime.setText("just text")
    event = enter_event(QPoint(9, 9), mime)
    event.ignore()
    QApplication.sendEvent(card, event)
    assert not event.isAccepted()


def test_buttons(card: ArtifactsCard, qtbot: Any) -> None:
    with qtbot.waitSignal(card.attach_wanted) as wanted:
        qtbot.mouseClick(card.findChild(QToolButton, "attach_files"), LEFT)
    assert wanted.args == [[]]
    with qtbot.waitSignal(card.attach_wanted):
        qtbot.mouseClick(card.findChild(DropButton), LEFT)
    with qtbot.waitSignal(card.folder_wanted):
        qtbot.mouseClick(card.findChild(QToolButton, "open_artifacts_folder"), LEFT)
