"""The log in a file of each kind, and what is said when that fails."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from stepflow_desktop.gui.log.log_panel import LogPanel
from tests.gui.log.log_samples import finished_log


@pytest.mark.parametrize(("kind", "suffix"), [("text", ".txt"), ("ansi", ".ansi"), ("html", ".html")])
def test_saving(
    qtbot: QtBot, panel: LogPanel, show: Callable[..., None], tmp_path: Path, kind: str, suffix: str
) -> None:
    show(finished_log(tmp_path))
    getattr(panel.bar, f"save_{kind}").trigger()
    picker = panel.findChild(QFileDialog, "save_log_as")
    assert picker is not None and picker.selectedFiles()[0].endswith(f"Sample{suffix}")
    target = tmp_path / f"saved{suffix}"
    with qtbot.waitSignal(panel.said) as said:
        picker.fileSelected.emit(str(target))
    picker.close()
    assert said.args == ["success", "Log saved", str(target)]
    text = target.read_text()
    if kind == "html":
        assert text.startswith("<!DOCTYPE html>") and "three a" in text
    else:
        assert text == (tmp_path / "output.log").read_text()


def test_what_could_not_be_saved_is_said(
    qtbot: QtBot, panel: LogPanel, show: Callable[..., None], tmp_path: Path
) -> None:
    show(finished_log(tmp_path))
    with qtbot.waitSignal(panel.said) as said:
        panel.copies.save_to(tmp_path / "no" / "folder.txt", "text")
    assert said.args[0] == "error" and "No such file" in said.args[2]
