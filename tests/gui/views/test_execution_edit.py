"""Names and tags are changed through the engine."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from stepflow_desktop.errors import InvalidRequest
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.execution_edit import ExecutionEdit, tags_of
from stepflow_desktop.gui.widgets.text_dialog import TextDialog
from tests.gui import sample_data as data

pytestmark = pytest.mark.qt_log_ignore("does not support", extend=True)


@pytest.mark.parametrize(
    ("text", "tags"),
    [("", ()), ("ml, nightly", ("ml", "nightly")), ("b a  b", ("b", "a")), (",,", ())],
)
def test_tags_of(text: str, tags: tuple[str, ...]) -> None:
    assert tags_of(text) == tags


def test_rename_and_tags(theme: Theme, fake_bridge: data.FakeBridge, qtbot: Any) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    edit = ExecutionEdit(theme, fake_bridge, widget)  # type: ignore[arg-type]
    run = data.churn().execution
    edit.rename(run)
    dialog = widget.findChild(TextDialog)
    assert isinstance(dialog, TextDialog)
    assert dialog.field.text() == "Train churn model"
    dialog.field.setText("  Better name ")
    dialog.accept()
    assert fake_bridge.engine.calls[-1] == ("edit", run.id, {"name": "Better name"})
    fake_bridge.engine.refuse = InvalidRequest("tags use letters.")
    edit.edit_tags(run)
    dialog = widget.findChildren(TextDialog)[-1]
    with qtbot.waitSignal(edit.said) as said:
        dialog.accept()
    assert said.args == ["error", "It was not changed", "tags use letters."]
