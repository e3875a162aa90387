"""A chart as a file: PNG, SVG and CSV, and the word about it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from stepflow_desktop.gui.charts.bar_list import Bar, BarList
from stepflow_desktop.gui.charts.exporting import ask_to_export, export_chart, file_name
from stepflow_desktop.gui.theme import Theme


@pytest.fixture
def chart(qtbot: QtBot, theme: Theme) -> BarList:
    chart = BarList(theme, "Slowest steps", ("Step", "Median"))
    qtbot.addWidget(chart)
    chart.resize(300, 120)
    chart.show_bars([Bar("Übersetzen", 1.0, "4.8 m")])
    return chart


@pytest.mark.parametrize(
    ("kind", "begins"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("csv", b"\xef\xbb\xbfStep,Median\r\n")]
)
def test_every_kind_is_written_and_told(qtbot: QtBot, chart: BarList, tmp_path: Path, kind: str, begins: bytes) -> None:
    path = tmp_path / f"steps.{kind}"
    with qtbot.waitSignal(chart.said) as told:
        export_chart(chart, kind, path)
    assert told.args == ["success", f"Saved as steps.{kind}"]
    assert path.read_bytes().startswith(begins)


def test_the_picture_is_twice_as_fine_as_the_screen(qtbot: QtBot, chart: BarList, tmp_path: Path) -> None:
    with qtbot.waitSignal(chart.said):
        export_chart(chart, "png", tmp_path / "a.png")
    assert QImage(str(tmp_path / "a.png")).width() == 600


def test_what_cannot_be_written_is_said(qtbot: QtBot, chart: BarList, tmp_path: Path) -> None:
    with qtbot.waitSignal(chart.said) as told:
        export_chart(chart, "csv", tmp_path / "missing" / "a.csv")
    kind, words = told.args
    assert kind == "error" and words.startswith("a.csv could not be written")


def test_the_dialog_proposes_the_title_as_name(qtbot: QtBot, chart: BarList, tmp_path: Path) -> None:
    ask_to_export(chart, "csv")
    dialog = chart.findChild(QFileDialog, "export_chart")
    assert isinstance(dialog, QFileDialog)
    with qtbot.waitSignal(chart.said):
        dialog.fileSelected.emit(str(tmp_path / "x.csv"))
    dialog.reject()
    assert (tmp_path / "x.csv").exists()


@pytest.mark.parametrize(
    ("title", "name"), [("Slowest steps", "slowest-steps"), ("运行 / 时间", "运行-时间"), ("../..", "chart")]
)
def test_a_title_becomes_a_harmless_file_name(title: str, name: str) -> None:
    assert file_name(title) == name
