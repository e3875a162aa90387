"""Stand-ins for the executions page and the form: they write down what they are asked."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from stepflow_desktop.core.model import NewExecution
from stepflow_desktop.gui.window_frame import Parts


class FakePage(QWidget):
    new_execution_requested = Signal()
    execution_opened = Signal(str)
    said = Signal(str, str, str, object)

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[str, ...]] = []
        self.current_id: str | None = None
        self.allowed = {"stop"}

    def can(self, name: str) -> bool:
        return name in self.allowed

    def open_execution(self, execution_id: str) -> None:
        self.current_id = execution_id
        self.asked.append(("open", execution_id))

    def set_filter(self, text: str) -> None:
        self.asked.append(("filter", text))

    def stop(self) -> None:
        self.asked.append(("stop",))

    def run_again(self) -> None:
        self.asked.append(("run_again",))


class FakeDialog(QDialog):
    started = Signal(str)

    def __init__(self, parent: QWidget, draft: NewExecution | None) -> None:
        super().__init__(parent)
        self.draft = draft


def fake_parts() -> Parts:
    return Parts(
        executions_page=lambda _theme, _bridge, _settings: FakePage(),
        new_execution_dialog=lambda _theme, _bridge, _settings, parent, draft: FakeDialog(parent, draft),
    )
