"""The page of all artifacts: gallery, filter, a file looked at, the way to its execution."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QListView

from stepflow_desktop.core.artifact_search import ArtifactTerm, FoundArtifact
from stepflow_desktop.core.model import ArtifactType
from stepflow_desktop.errors import StorageProblem
from stepflow_desktop.gui.delegates.file_delegates import TILE_WIDTH
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.artifacts_page import ArtifactsPage
from tests.gui import sample_data as data
from tests.gui.preview.conftest import picture

LEFT = Qt.MouseButton.LeftButton
RUN = data.churn()
pytestmark = pytest.mark.qt_log_ignore("does not support", extend=True)


def found(number: int) -> FoundArtifact:
    artifact = data.artifact(RUN.execution.id, number, f"file{number}.png", 10, ArtifactType.IMAGE, made_ago=60)
    return FoundArtifact(artifact, "Train churn model", "Load dataset", 1)


@pytest.fixture
def page(
    theme: Theme, fake_bridge: data.FakeBridge, afternoon: data.FakeEngine, clock: data.FixedClock, qtbot: Any
) -> Iterator[ArtifactsPage]:
    afternoon.everything = [found(number) for number in range(300)]
    for number in range(3):
        path = afternoon.artifact_path(found(number).artifact)
        path.parent.mkdir(parents=True, exist_ok=True)
        picture(path)
    page = ArtifactsPage(theme, fake_bridge, clock)  # type: ignore[arg-type]
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show()
    yield page
    page.viewer.close_all()
    page._thumbnails.close()


def searches(engine: data.FakeEngine) -> list[Any]:
    return [call[1] for call in engine.calls if call[0] == "search_artifacts"]


def press(page: ArtifactsPage, name: str, qtbot: Any) -> None:
    qtbot.mouseClick(next(b for b in page.findChildren(QAbstractButton, name) if b.isVisible()), LEFT)


def test_all_files_come_in_pages_as_somebody_scrolls(
    page: ArtifactsPage, afternoon: data.FakeEngine, qtbot: Any
) -> None:
    assert page.model.rowCount() == 120
    assert page._told.text() == "The newest 120 files, more when you scroll"
    page.view.scrollToBottom()
    qtbot.waitUntil(lambda: page.model.rowCount() == 240)
    assert [search.before_row for search in searches(afternoon)] == [None, 120]


def test_the_filter_is_asked_of_the_store(page: ArtifactsPage, afternoon: data.FakeEngine, qtbot: Any) -> None:
    afternoon.everything = []
    qtbot.keyClicks(page.field, "type:image -tag:old")
    qtbot.waitUntil(lambda: len(searches(afternoon)) == 2)
    assert searches(afternoon)[-1].terms == (
        ArtifactTerm(key="type", values=("image",)),
        ArtifactTerm(key="tag", values=("old",), wanted=False),
    )
    assert page._nothing.accessibleName() == "Nothing matches. No file is like that."
    press(page, "artifacts_clear_filter", qtbot)
    qtbot.waitUntil(lambda: len(searches(afternoon)) == 3)
    assert page._nothing.accessibleName().startswith("No artifacts yet")


def test_a_double_click_looks_at_it_and_esc_leads_back(page: ArtifactsPage, qtbot: Any) -> None:
    at = page.view.visualRect(page.model.index(1)).center()
    qtbot.mouseDClick(page.view.viewport(), LEFT, pos=at)
    qtbot.mouseClick(page.view.viewport(), LEFT, pos=at)
    page.show_artifact(found(1).artifact.id)
    assert page.viewer.isVisible()
    assert page.viewer.pane.shown is not None and page.viewer.pane.shown.name == "file1.png"
    assert page.viewer.pane._badge.text() == "2 of 120"
    page.viewer.step(1)
    assert page.viewer.pane.shown.name == "file2.png"
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert page.view.isVisible()
    assert page.viewer.pane.shown is None


def test_enter_looks_at_it(page: ArtifactsPage, qtbot: Any) -> None:
    page.view.setCurrentIndex(page.model.index(0))
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    assert page.viewer.isVisible()
    press(page, "artifacts_back", qtbot)
    assert page.view.isVisible()


def test_the_name_of_the_execution_leads_there(page: ArtifactsPage, qtbot: Any) -> None:
    page.show_artifact(found(0).artifact.id)
    for button in ("artifacts_execution", "artifact_execution"):
        qtbot.waitUntil(lambda name=button: any(b.isVisible() for b in page.findChildren(QAbstractButton, name)))
        with qtbot.waitSignal(page.execution_wanted) as wanted:
            press(page, button, qtbot)
        assert wanted.args == [RUN.execution.id]


def test_a_list_instead_of_the_grid_is_remembered(page: ArtifactsPage, qtbot: Any) -> None:
    with qtbot.waitSignal(page.layout_changed) as changed:
        press(page, "artifacts_grid", qtbot)
    assert changed.args == ["list"]
    assert page.view.viewMode() == QListView.ViewMode.ListMode


def test_news_appear_while_it_is_looked_at_and_are_asked_for_later_if_not(
    page: ArtifactsPage, fake_bridge: data.FakeBridge, afternoon: data.FakeEngine, qtbot: Any
) -> None:
    fake_bridge.updated.emit([data.update_of(RUN, artifacts=(found(999).artifact,))])
    qtbot.waitUntil(lambda: page.model.index(0).data() == "file999.png")
    page.hide()
    fake_bridge.updated.emit([data.update_of(RUN, artifacts=(found(1000).artifact,))])
    assert len(searches(afternoon)) == 1
    page.show()
    assert len(searches(afternoon)) == 2


def test_a_store_that_does_not_answer_is_told(page: ArtifactsPage, afternoon: data.FakeEngine) -> None:
    afternoon.refuse = StorageProblem("The disk is gone.")
    page.search()
    assert page._nothing.accessibleName() == "The files could not be read. The disk is gone."


def test_files_are_changed_from_here_too(page: ArtifactsPage, afternoon: data.FakeEngine, qtbot: Any) -> None:
    page.view.selectAll()
    page.view.wished.emit("delete", [found(0).artifact, found(1).artifact])
    box = page.findChild(QAbstractButton, "delete")
    assert box is not None
    box.click()
    assert [call[1] for call in afternoon.calls if call[0] == "delete_artifact"] == [
        found(0).artifact.id,
        found(1).artifact.id,
    ]


def test_tiles_share_the_width(page: ArtifactsPage, qtbot: Any) -> None:
    page.grid_button.setChecked(True)
    for width in (900, 1187):
        page.resize(width, 600)
        qtbot.waitUntil(lambda: page.view.viewport().width() % page.view.gridSize().width() < 30)
        assert page.view.gridSize().width() >= TILE_WIDTH
