"""What is dragged over an execution is told what will become of it, and becomes just that."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QRect, QUrl
from PySide6.QtGui import QColor, QDragLeaveEvent
from PySide6.QtWidgets import QApplication, QWidget

from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.drop_choice import ATTACH, START, DropPlace, DropZone, targets_of
from tests.gui.dragging import drop_event, enter_event

PLACE = DropPlace(QRect(0, 0, 400, 64), "one", "Train churn model")


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "sweep.py"
    path.write_text("print()\n")
    return path


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "data.csv"
    path.write_bytes(b"x" * 4_000)
    return path


def wishes(paths: list[Path], place: DropPlace | None) -> list[str]:
    return [target.wish for target in targets_of(paths, place)]


def test_what_could_become_of_it(script: Path, table: Path, tmp_path: Path, qapp: Any) -> None:
    assert wishes([script], PLACE) == [START, ATTACH]
    assert wishes([table], PLACE) == [ATTACH]
    assert wishes([script, table], PLACE) == [ATTACH]
    assert wishes([tmp_path], PLACE) == [START]
    assert wishes([script], None) == [START]
    assert wishes([script, table], None) == []
    assert wishes([table], None) == []
    program = tmp_path / "tool"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    assert wishes([program], PLACE) == [START, ATTACH]


def test_the_words(script: Path, table: Path, qapp: Any) -> None:
    start, attach = targets_of([script], PLACE)
    assert (start.title, start.text) == ("Start a new execution", "sweep.py, opens the form filled in")
    assert (attach.title, attach.text) == ("Attach to “Train churn model”", "sweep.py, 8 B")
    (both,) = targets_of([script, table], PLACE)
    assert both.text == "2 files, 4.0 KB"
    (running,) = targets_of([table], replace(PLACE, step_number=5))
    assert running.text == "data.csv, 4.0 KB, added to step 5"
    (folder,) = targets_of([table.parent], PLACE)
    assert folder.text == f"{table.parent.name} becomes the working folder"


def test_a_step_only_takes_files(script: Path, table: Path, qapp: Any) -> None:
    step = DropPlace(QRect(0, 0, 400, 40), "s", "Load", only_attach=True)
    assert wishes([script], step) == [ATTACH]
    assert wishes([table.parent], step) == []


class Dragged:
    """A widget with one execution in its upper half, and something dragged over it."""

    def __init__(self, theme: Theme, qtbot: Any, *paths: Path) -> None:
        self.widget = QWidget()
        self.widget.resize(400, 128)
        qtbot.addWidget(self.widget)
        self.widget.show()
        self.zone = DropZone(theme, self.widget, lambda at: PLACE if at.y() < 64 else None)
        self.mime = QMimeData()
        self.mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        self.chosen: list[tuple[str, str, Any]] = []
        self.zone.chosen.connect(lambda *what: self.chosen.append(what))

    def enter(self, x: int, y: int) -> bool:
        event = enter_event(QPoint(x, y), self.mime)
        QApplication.sendEvent(self.widget, event)
        return event.isAccepted()

    def drop(self, x: int, y: int) -> None:
        self.enter(x, y)
        QApplication.sendEvent(self.widget, drop_event(QPoint(x, y), self.mime))


def test_the_side_of_the_mouse_decides(theme: Theme, qtbot: Any, script: Path) -> None:
    drag = Dragged(theme, qtbot, script)
    assert drag.enter(60, 20)
    qtbot.waitUntil(drag.zone.choice.isVisible)
    assert drag.zone.choice.pointed == 0
    drag.enter(350, 20)
    assert drag.zone.choice.pointed == 1
    drag.drop(350, 20)
    drag.drop(60, 20)
    assert drag.chosen == [(ATTACH, "one", [script]), (START, "one", [script])]
    assert not drag.zone.choice.isVisible()


def test_beside_the_rows_a_script_starts_and_other_things_do_nothing(
    theme: Theme, qtbot: Any, script: Path, table: Path
) -> None:
    drag = Dragged(theme, qtbot, script)
    drag.drop(60, 100)
    assert drag.chosen == [(START, "", [script])]
    two = Dragged(theme, qtbot, script, table)
    two.drop(60, 100)
    assert two.chosen == []


def test_leaving_puts_the_targets_away_and_text_is_nothing_for_them(theme: Theme, qtbot: Any, table: Path) -> None:
    drag = Dragged(theme, qtbot, table)
    drag.enter(60, 20)
    qtbot.waitUntil(drag.zone.choice.isVisible)
    QApplication.sendEvent(drag.widget, QDragLeaveEvent())
    assert not drag.zone.choice.isVisible()
    drag.mime = QMimeData()
    drag.mime.setText("ls -l")
    assert not drag.enter(60, 20)


def test_the_pointed_target_is_edged(theme: Theme, qtbot: Any, script: Path) -> None:
    drag = Dragged(theme, qtbot, script)
    drag.enter(350, 20)
    qtbot.waitUntil(drag.zone.choice.isVisible)
    image = drag.zone.choice.grab().toImage()
    accent = theme.color("accent")
    middle = image.height() // 2

    def edged(left: int, right: int) -> bool:
        return any(QColor(image.pixel(x, middle)) == accent for x in range(left, right))

    assert edged(image.width() // 2 + 4, image.width() - 4)
