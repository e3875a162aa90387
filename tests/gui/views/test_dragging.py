"""What is dragged out looks as it does in its list, and is only ever copied."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QDrag, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView

from stepflow_desktop.gui.views.dragging import WIDEST, drag_rows


def test_a_row_is_carried_as_it_looks(qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    view, model = QListView(), QStandardItemModel()
    model.setParent(view)
    for name in ("first", "second"):
        item = QStandardItem(name)
        item.setBackground(QColor("#ff0000"))
        model.appendRow(item)
    view.setModel(model)
    qtbot.addWidget(view)
    view.resize(600, 200)
    view.show()
    carried: list[tuple[QDrag, Qt.DropAction]] = []

    def exec_(drag: QDrag, actions: Qt.DropAction) -> Qt.DropAction:
        carried.append((drag, actions))
        return actions

    monkeypatch.setattr(QDrag, "exec", exec_)
    assert drag_rows(view, [model.index(0, 0)]) == Qt.DropAction.CopyAction
    ((drag, actions),) = carried
    picture = drag.pixmap().toImage()
    assert actions == Qt.DropAction.CopyAction
    assert drag.pixmap().width() == WIDEST
    assert picture.pixelColor(WIDEST - 10, picture.height() // 2).red() > 200
    assert drag.mimeData().formats() == model.mimeData([model.index(0, 0)]).formats()
