from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from stepflow_desktop.core.server_protocol import ConnectedClient
from stepflow_desktop.gui.server.clients_model import CLIENT, ClientsModel
from stepflow_desktop.gui.theme import Theme

BROWSER = ConnectedClient(
    id=1,
    name="Chrome, Windows",
    kind="desktop",
    address="192.168.1.31",
    watching=("aaaaaaaa-1",),
    connected_s=7860,
    delay_ms=2.7,
    messages=18204,
)
SCRIPT = replace(BROWSER, id=2, name="", kind="program", watching=None, delay_ms=None, messages=1)
PHONE = replace(BROWSER, id=3, name="Safari, iPhone", kind="phone", watching=("a", "b"), delay_ms=0.2)


def texts(model: ClientsModel, row: int) -> list[str]:
    return [str(model.data(model.index(row, column))) for column in range(6)]


def test_every_client_is_a_row_in_words(qtbot: QtBot, theme: Theme) -> None:
    model = ClientsModel(theme)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_clients([BROWSER, SCRIPT, PHONE], {"aaaaaaaa-1": "Train churn model"})
    assert texts(model, 0) == ["Chrome, Windows", "192.168.1.31", "Train churn model", "2h 11m", "3 ms", "18,204"]
    assert texts(model, 1) == ["A program", "192.168.1.31", "All executions", "2h 11m", "–", "1"]
    assert texts(model, 2)[2:5] == ["2 executions", "2h 11m", "1 ms"]
    model.show_clients([replace(BROWSER, watching=())], {})
    assert texts(model, 0)[2] == "Nothing"
    model.show_clients([BROWSER], {})
    assert texts(model, 0)[2] == "aaaaaaaa"
    read = model.data(model.index(0, CLIENT), Qt.ItemDataRole.AccessibleTextRole)
    assert read == "Chrome, Windows, 192.168.1.31, aaaaaaaa, 2h 11m, 3 ms, 18,204"
    heads = [model.headerData(each, Qt.Orientation.Horizontal) for each in range(6)]
    assert heads == ["Client", "Address", "Watching", "Connected", "Delay", "Messages"]
    del tester


def test_a_row_stays_with_its_client(qtbot: QtBot, theme: Theme) -> None:
    model = ClientsModel(theme)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_clients([BROWSER, SCRIPT], {})
    kept = QPersistentModelIndex(model.index(1, 0))
    model.show_clients([replace(SCRIPT, messages=9), PHONE], {})
    assert kept.isValid() and kept.row() == 0
    assert [model.client(row).id for row in range(2)] == [2, 3]
    assert model.client(0).messages == 9
    model.show_clients([], {})
    assert model.rowCount() == 0 and not kept.isValid()
    assert model.data(QModelIndex()) is None
    del tester
