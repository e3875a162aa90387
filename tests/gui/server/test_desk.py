"""The desk asks when the page is seen, and does what the cards ask for."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from stepflow_desktop.core.model import NewExecution
from stepflow_desktop.core.server_protocol import ServerFigures
from stepflow_desktop.core.store_usage import Ended
from stepflow_desktop.errors import SettingsError, StorageProblem
from stepflow_desktop.gui.bridge import EngineBridge
from stepflow_desktop.gui.server.clean_up_dialog import CleanUpDialog
from stepflow_desktop.gui.server.desk import ServerDesk
from stepflow_desktop.gui.server.load_history import LoadHistory
from stepflow_desktop.gui.server.questions import TokenDialog
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.question import Question
from stepflow_desktop.settings import Settings
from tests.gui.fake_engine import FakeEngine, FakeServers
from tests.gui.server.test_clients_model import BROWSER, PHONE
from tests.waiting import until

LEFT = Qt.MouseButton.LeftButton
Said = list[tuple[str, str, str]]


@pytest.fixture
def said() -> Said:
    return []


@pytest_asyncio.fixture
async def desk(
    theme: Theme, bridge: EngineBridge, servers: FakeServers, settings: Settings, said: Said
) -> AsyncIterator[ServerDesk]:
    desk = ServerDesk(theme, bridge, servers, settings, LoadHistory(), lambda *words: said.append(words))
    desk.page.resize(1300, 820)
    yield desk
    desk.page.close()
    await bridge.close()
    desk.page.deleteLater()


async def test_a_page_that_is_not_seen_asks_nothing(desk: ServerDesk, servers: FakeServers) -> None:
    servers.shown_clients = (BROWSER,)
    desk.refresh()
    assert desk.page.clients.model.rowCount() == 0
    desk.page.show()
    assert desk.page.clients.model.rowCount() == 1
    desk.page.hide()
    servers.shown_clients = ()
    desk.refresh()
    assert desk.page.clients.model.rowCount() == 1


async def test_everything_is_shown(desk: ServerDesk, servers: FakeServers, engine: FakeEngine) -> None:
    execution = await engine.create(NewExecution(command="true", name="Train churn model"))
    servers.shown_clients = (
        BROWSER.__class__(
            **{name: getattr(BROWSER, name) for name in BROWSER.__slots__ if name != "watching"},
            watching=(execution.id,),
        ),
        PHONE,
    )
    servers.shown_figures = ServerFigures(
        requests_a_minute=38, median_reply_ms=6.2, errors_today=1, messages_a_minute=412, dropped=7, up_s=70
    )
    page = desk.page
    page.show()
    assert [figure.value.text() for figure in page.rest.figures] == ["38", "6.2 ms", "1"]
    assert [figure.value.text() for figure in page.websocket.figures] == ["2", "412", "7"]
    assert page.summary.text().endswith("Up for 1m 10s.")
    model = page.clients.model
    await until(lambda: model.data(model.index(0, 2)) == "Train churn model")
    await until(lambda: page.storage.logs.accessibleName() == "Logs: 2.1 GB")
    assert page.database.facts.texts()[2] == "1,250 executions · 8,500 steps"
    assert "free" in page.storage.disk.amount.text()


async def test_the_network_is_opened_after_one_question_and_the_token_shown(
    desk: ServerDesk, servers: FakeServers, qtbot: QtBot, said: Said
) -> None:
    page = desk.page
    page.show()
    qtbot.mouseClick(page.access.network.switch, LEFT)
    box = page.findChild(Question, "ask_to_open_network")
    assert box is not None and servers.asked == []
    button = box.findChild(QPushButton, "open_read_only")
    assert button is not None
    qtbot.mouseClick(button, LEFT)
    await until(lambda: page.findChild(TokenDialog) is not None)
    assert servers.asked == [("open", True)]
    assert page.access.network.switch.isChecked() and not page.access.commands.switch.isChecked()
    dialog = page.findChild(TokenDialog)
    assert dialog is not None and dialog.field.text() == "a-token-to-show"
    qtbot.mouseClick(dialog.copy, LEFT)
    assert QGuiApplication.clipboard().text() == "a-token-to-show"
    assert said == [("success", "Token copied", "")]
    qtbot.mouseClick(dialog.renew, LEFT)
    renew = dialog.findChild(QPushButton, "renew_token_now")
    assert renew is not None
    qtbot.mouseClick(renew, LEFT)
    await until(lambda: dialog.field.text() == "another-token")
    dialog.accept()
    await until(lambda: page.findChild(TokenDialog) is None)
    qtbot.mouseClick(page.access.network.switch, LEFT)
    await until(lambda: servers.asked[-1] == ("close",))
    await until(lambda: not page.access.network.switch.isChecked())


async def test_switches_and_buttons_reach_the_servers(desk: ServerDesk, servers: FakeServers, qtbot: QtBot) -> None:
    page = desk.page
    servers.shown_clients = (BROWSER,)
    page.show()
    for press, asked in (
        (lambda: qtbot.mouseClick(page.access.token.switch, LEFT), ("token", True)),
        (lambda: qtbot.mouseClick(page.access.commands.switch, LEFT), ("commands", False)),
        (lambda: qtbot.mouseClick(page.rest.switch, LEFT), ("switch", "REST", False)),
        (lambda: qtbot.mouseClick(page.websocket.switch, LEFT), ("switch", "WebSocket", False)),
        (lambda: qtbot.mouseClick(page.restart, LEFT), ("restart",)),
        (lambda: page.clients.disconnect_requested.emit(BROWSER.id), ("disconnect", BROWSER.id)),
    ):
        press()
        await until(lambda asked=asked: servers.asked and servers.asked[-1] == asked)
    await until(lambda: page.clients.model.rowCount() == 0)
    assert page.rest.word.text() == "Off" and page.access.token.switch.isChecked()


async def test_what_cannot_be_kept_is_told_and_the_switch_stays(
    desk: ServerDesk, servers: FakeServers, qtbot: QtBot, said: Said
) -> None:
    servers.failure = SettingsError("The settings file cannot be changed.")
    desk.page.show()
    qtbot.mouseClick(desk.page.access.commands.switch, LEFT)
    await until(lambda: said)
    assert said == [("error", "The settings file cannot be changed.", "")]
    assert desk.page.access.commands.switch.isChecked()


async def test_the_database_is_optimised_and_backed_up(
    desk: ServerDesk, engine: FakeEngine, qtbot: QtBot, said: Said, tmp_path: Path
) -> None:
    page = desk.page
    page.show()
    qtbot.mouseClick(page.database.optimise, LEFT)
    assert not page.database.optimise.isEnabled()
    await until(lambda: said)
    assert page.database.optimise.isEnabled()
    qtbot.mouseClick(page.database.back_up, LEFT)
    picker = page.findChild(QFileDialog, "back_up_picker")
    assert picker is not None
    picker.fileSelected.emit(str(tmp_path / "copy.db"))
    picker.close()
    await until(lambda: len(said) == 2)
    engine.store.failure = OSError(28, "No space left on device")
    picker.fileSelected.emit(str(tmp_path / "copy.db"))
    await until(lambda: len(said) == 3)
    engine.store.failure = StorageProblem("The disk is full.")
    qtbot.mouseClick(page.database.optimise, LEFT)
    await until(lambda: len(said) == 4)
    assert engine.store.done[:2] == ["optimize", tmp_path / "copy.db"]
    assert said == [
        ("success", "Database optimised", ""),
        ("success", "Database backed up", str(tmp_path / "copy.db")),
        ("error", "The backup could not be written", "No space left on device"),
        ("error", "The database was not optimised", "The disk is full."),
    ]


async def test_a_clean_up_deletes_what_it_said(desk: ServerDesk, engine: FakeEngine, qtbot: QtBot, said: Said) -> None:
    ids = [(await engine.create(NewExecution(command="true"))).id for _ in range(2)]
    engine.store.goes = Ended(tuple(ids), 0, 1000)
    page = desk.page
    page.show()
    qtbot.mouseClick(page.storage.clean_up, LEFT)
    dialog = page.findChild(CleanUpDialog)
    assert dialog is not None
    await until(dialog.delete.isEnabled)
    qtbot.mouseClick(dialog.delete, LEFT)
    await until(lambda: said)
    assert said == [("success", "2 executions deleted", "")]
    assert engine.storage_folder.purged == ids and engine.executions == {}


async def test_the_largest_executions_lead_to_themselves(desk: ServerDesk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.execution_chosen) as chosen:
        desk.page.storage.execution_chosen.emit("e1")
    assert chosen.args == ["e1"]
