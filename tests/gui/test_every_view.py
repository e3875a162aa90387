"""Every view, with real runs, in both themes and all languages, small and large: all text can be read."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio
from PySide6.QtCore import QLocale, QSize, Qt
from PySide6.QtGui import QFontDatabase, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QTabBar,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from stepflow_desktop.app import opened_engine
from stepflow_desktop.core.engine import Engine
from stepflow_desktop.core.model import NewExecution
from stepflow_desktop.core.server_protocol import ServerAccess
from stepflow_desktop.gui.application import our_parts
from stepflow_desktop.gui.bridge import EngineBridge
from stepflow_desktop.gui.look import Look
from stepflow_desktop.gui.main_window import MainWindow
from stepflow_desktop.gui.server import questions
from stepflow_desktop.gui.server.clean_up_dialog import CleanUpDialog
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.translation import LANGUAGES, Catalogue, catalogue_path, read_catalogue
from stepflow_desktop.gui.views import frame_dialogs
from stepflow_desktop.gui.views.compare_dialog import CompareDialog
from stepflow_desktop.gui.views.executions_page import ExecutionsPage
from stepflow_desktop.gui.views.new_execution import NewExecutionDialog
from stepflow_desktop.gui.views.new_execution_draft import Draft
from stepflow_desktop.gui.widgets import IconButton
from stepflow_desktop.gui.widgets.framed_dialog import SmallDialog
from stepflow_desktop.gui.window_memory import WindowMemory
from stepflow_desktop.settings import Settings
from tests.gui.fake_engine import FakeServers
from tests.gui.legibility import problems
from tests.waiting import PATIENCE_S, until

MODES = ("light", "dark")
SIZES = (QSize(960, 600), QSize(1440, 900))
TURNS = 20
# Those of the design, or what the system has instead; and a wide one.
OWN, WIDE = ("", ""), ("DejaVu Sans", "DejaVu Sans Mono")
LOOKS = [*((language, OWN) for language in sorted(LANGUAGES)), ("en", WIDE)]
IN_EVERY_LOOK = pytest.mark.parametrize(
    ("language", "typefaces"),
    LOOKS,
    indirect=True,
    ids=lambda part: part if isinstance(part, str) else part[0] or "own",
)
IN_ENGLISH = pytest.mark.parametrize(("language", "typefaces"), [("en", OWN)], indirect=True, ids=["en"])
RUNS = {
    "Integration tests": """
print("STEP_START:Check out the repository and everything it needs")
print("STEP_COMPLETE:Check out the repository and everything it needs")
print("STEP_START:Type check[stop_on_error=false]")
print("STEP_ERROR:21 problems in 7 files, allowed for now")
print("STEP_START:Run pytest")
print("::group::collected 415 items")
print("tests/test_auth.py ............... [ 91%]")
print("::endgroup::")
print("::warning file=tests/test_orders.py,line=118::Two tests were skipped because the ledger is away")
print("E   AssertionError: assert 409 == 201")
open("a rather long name of a results file.csv", "w").write("a,b\\n1,2\\n")
print("ARTIFACT:a rather long name of a results file.csv:What the tests measured")
print("STEP_ERROR:3 failed, 412 passed")
raise SystemExit(1)
""",
    "Build documentation": "print('STEP_START:Build');print('META:PROGRESS:7/7');print('STEP_COMPLETE:Build')",
    "A run without a single step, but with a name that is longer than any place for it": "print('done')",
    "Train churn model": """
import time
print("META:STEPS:Load|Train gradient boosting|Export", flush=True)
print("STEP_START:Load[duration=300]", flush=True)
print("META:PROGRESS:148/300", flush=True)
time.sleep(600)
""",
}


@pytest.fixture
def language(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    """Each language in turn; the application is as it was afterwards."""
    before, translator = QLocale(), Catalogue({})
    if catalogue_path(request.param).exists():
        translator = Catalogue(read_catalogue(catalogue_path(request.param)))
    QLocale.setDefault(QLocale(request.param))
    qapp.installTranslator(translator)
    yield request.param
    qapp.removeTranslator(translator)
    QLocale.setDefault(before)
    qapp.setStyleSheet("")
    qapp.setPalette(QPalette())


@pytest.fixture
def typefaces(request: pytest.FixtureRequest, qapp: QApplication) -> tuple[str, str]:
    pair: tuple[str, str] = request.param
    if not set(filter(None, pair)) <= set(QFontDatabase.families()):
        pytest.skip(f"needs the typeface {pair[0]}")
    return pair


@pytest_asyncio.fixture
async def window(
    language: str, typefaces: tuple[str, str], settings: Settings, tmp_path: Path, qapp: QApplication
) -> AsyncIterator[MainWindow]:
    """The real window over a real engine that has run everything in ``RUNS``."""
    async with opened_engine(settings) as engine:
        ids = [(await engine.create(_request(name, code, tmp_path))).id for name, code in RUNS.items()]
        for execution_id in ids[:-1]:
            await until(lambda each=execution_id: _has_ended(engine, each))
        await until(lambda: _is_under_way(engine, ids[-1]))
        theme = Theme(look=Look(mode="light", reduce_motion=True, font=typefaces[0], log_font=typefaces[1]))
        theme.apply(qapp)
        bridge = EngineBridge(engine)
        window = MainWindow(theme, bridge, FakeServers(), settings, WindowMemory(tmp_path / "memory"), our_parts())
        bridge.start()
        await window.counts.load()
        window.complete()
        window.show_page("executions")
        window.show()
        window.open_execution(ids[0])
        page = window.executions
        assert isinstance(page, ExecutionsPage)
        await until(lambda: page.current_id == ids[0])
        yield window
        await engine.cancel(ids[-1], force=True)
        window.leave()
        await bridge.close()
        window.deleteLater()


def _request(name: str, code: str, folder: Path) -> NewExecution:
    tags = ("nightly", "api-service", "integration")
    return NewExecution(command=(sys.executable, "-c", code), name=name, working_directory=str(folder), tags=tags)


async def _has_ended(engine: Engine, execution_id: str) -> bool:
    return (await engine.get(execution_id)).execution.status.is_final


async def _is_under_way(engine: Engine, execution_id: str) -> bool:
    return any(step.progress for step in (await engine.get(execution_id)).steps)


def _scenes(window: MainWindow) -> Iterator[tuple[str, Callable[[], None]]]:
    """Every place of the window by name, and what brings it up."""
    page = window.executions
    assert isinstance(page, ExecutionsPage)
    for tab in range(page.pane.tabs.count()):
        title = page.pane.tabs.tabText(tab)
        yield f"tab {title}", lambda tab=tab: (window.show_page("executions"), page.show_tab(tab))  # type: ignore[misc]
    for key in window.rail.buttons:
        if key != "executions":
            yield key, lambda key=key: window.show_page(key)  # type: ignore[misc]


@IN_EVERY_LOOK
async def test_all_text_of_every_view_can_be_read(window: MainWindow, language: str) -> None:
    found: list[str] = []
    for mode in MODES:
        window._theme.set_mode(mode)
        for name, bring_up in _scenes(window):
            bring_up()
            found.extend(await _looked_over(window, f"{name}, {language}, {mode}"))
    assert not found, "\n".join(found)


@IN_EVERY_LOOK
async def test_all_text_of_the_table_can_be_read(window: MainWindow, language: str) -> None:
    """With rows chosen, so that the bar is there, with a filter that cannot be used, and with all columns."""
    page = window.executions
    assert isinstance(page, ExecutionsPage)
    window.show_page("executions")
    page.toggle_table()
    table = page.layouts.table
    assert table is not None
    found: list[str] = []
    for mode in MODES:
        window._theme.set_mode(mode)
        for text in ("", "staus:failed tag:nightly"):
            table.controls.set_text(text)
            await until(lambda: table.model.rowCount() > 1)
            table.view.selectAll()
            found.extend(await _looked_over(window, f"table “{text}”, {language}, {mode}"))
    assert not found, "\n".join(found)


@IN_EVERY_LOOK
async def test_all_text_of_the_form_can_be_read(window: MainWindow, language: str, tmp_path: Path) -> None:
    """With nothing in it, and with something wrong in every field, as large as it opens and as small as it gets."""
    (tmp_path / "churn").mkdir()
    window.new_execution()
    dialog = window._dialog
    assert isinstance(dialog, NewExecutionDialog)
    large, found = dialog.size(), []
    for percent, mode in ((100, "dark"), (150, "light")):
        window._theme.set_look(replace(window._theme.look, percent=percent, mode=mode))
        for draft in (Draft(folder=str(tmp_path)), _wrong(tmp_path)):
            dialog.form.set_draft(draft)
            dialog.checks.begin()
            if draft.command:
                dialog.focus_first_problem()
            for size in (large, dialog.minimumSize()):
                dialog.resize(size)
                await _settled(window)
                where = f"{draft.command!r}, {language}, {mode}, {percent} %, {size.width()}×{size.height()}"
                found.extend(f"{where}: {problem}" for problem in problems(dialog))
    dialog.reject()
    assert not found, "\n".join(found)


def _wrong(folder: Path) -> Draft:
    return Draft(
        command="pyhton train.py --config churn_v7.yaml",
        shell=False,
        folder=str(folder / "chrun"),
        name="x" * 121,
        tags=("ml", "nightly", "a/b"),
        variables=(("OMP_NUM_THREADS", "8"), ("2ND_STAGE", "calibrate"), ("S3_SECRET_KEY", "x"), ("S3_SECRET_KEY", "")),
        time_limit="45 minutes",
    )


def _questions(window: MainWindow) -> Iterator[tuple[str, Callable[[], object]]]:
    """Every small dialog by name, and what brings it up."""
    theme, page = window._theme, window.executions
    assert isinstance(page, ExecutionsPage)
    access = ServerAccess(token="a-token-of-the-length-that-they-have-0123456789", token_file="/home/you/token")
    yield "delete", page.delete
    run = page.execution
    assert run is not None
    yield "rename", lambda: page.verbs.editing.rename(run)
    yield "tags", page.edit_tags
    yield "quit", lambda: frame_dialogs.ask_to_quit(theme, window, 12, lambda: None, lambda: None)
    yield "network", lambda: questions.ask_to_open(theme, window, lambda _read_only: None)
    yield "new token", lambda: questions.ask_to_renew(theme, window, lambda: None)
    yield "token", lambda: questions.TokenDialog(theme, access, window).open()
    yield "clean up", lambda: CleanUpDialog(theme, window).open()
    yield "line", page.pane.log.go_to_line
    yield "view", lambda: page.list.controls.view_chips.ask_name()


@IN_EVERY_LOOK
async def test_all_text_of_the_small_dialogs_can_be_read(window: MainWindow, language: str) -> None:
    found: list[str] = []
    for mode in MODES:
        window._theme.set_mode(mode)
        for percent in (100, 150):
            window._theme.set_look(replace(window._theme.look, percent=percent))
            for name, bring_up in _questions(window):
                bring_up()
                await until(lambda: _small_dialog(window) is not None)
                dialog = _small_dialog(window)
                assert dialog is not None
                await _settled(window)
                where = f"{name}, {language}, {mode}, {percent} %"
                found.extend(f"{where}: {problem}" for problem in problems(dialog))
                if window.frameGeometry().contains(dialog.frameGeometry()) is False:
                    found.append(f"{where}: {dialog.geometry()} is not within its window")
                if dialog.focusWidget() is None:
                    found.append(f"{where}: nothing has the keyboard")
                dialog.reject()
                await until(lambda: _small_dialog(window) is None)
    window._theme.set_look(replace(window._theme.look, percent=100))
    assert not found, "\n".join(found)


def _small_dialog(window: MainWindow) -> SmallDialog | None:
    return next((each for each in window.findChildren(SmallDialog) if each.isVisible()), None)


async def _looked_over(window: MainWindow, place: str) -> list[str]:
    """What is wrong with what the window shows, small and large."""
    found: list[str] = []
    for size in SIZES:
        window.resize(size)
        await _settled(window)
        where = f"{place}, {size.width()}×{size.height()}"
        found.extend(f"{where}: {problem}" for problem in problems(window))
        assert _is_painted(window), f"{where}: nothing is painted"
    return found


async def _settled(window: MainWindow) -> None:
    """Until everything that the views asked of the engine has come and is laid out."""
    turns = 0
    async with asyncio.timeout(PATIENCE_S):
        while turns < TURNS:
            QApplication.sendPostedEvents()
            await asyncio.sleep(0.001)
            turns = 0 if window._bridge._tasks else turns + 1


def _is_painted(window: MainWindow) -> bool:
    """Whether a picture of the page has more than its background in it."""
    image = window.pages.grab().toImage()
    colours = {image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)}
    return len(colours) > 8


@IN_EVERY_LOOK
async def test_all_text_of_a_comparison_can_be_read(window: MainWindow, language: str) -> None:
    runs = (await window._bridge.engine.list()).executions
    window.compare_executions([run.id for run in runs[:4]])
    dialog = window.findChild(CompareDialog)
    assert dialog is not None
    found: list[str] = []
    for mode in MODES:
        window._theme.set_mode(mode)
        for size in (dialog.minimumSize(), QSize(1080, 680)):
            dialog.resize(size)
            for tab in range(dialog.view.tabs.count()):
                dialog.view.tabs.setCurrentIndex(tab)
                await _settled(window)
                found.extend(f"{tab}, {language}, {mode}: {problem}" for problem in problems(dialog))
    dialog.close()
    assert not found, "\n".join(found)


@IN_ENGLISH
async def test_every_control_says_what_it_is_and_is_reached_by_the_keyboard(window: MainWindow, language: str) -> None:
    found: dict[str, None] = {}
    for name, bring_up in _scenes(window):
        bring_up()
        window.resize(SIZES[1])
        await _settled(window)
        found |= dict.fromkeys(f"{name}: {problem}" for problem in _unclear_controls(window))
    assert not found, "\n".join(found)


def _unclear_controls(window: MainWindow) -> Iterator[str]:
    for control in window.findChildren(QWidget):
        if not control.isVisible() or control.objectName().startswith("qt_"):
            continue
        is_button = isinstance(control, QAbstractButton)
        if isinstance(control, QHeaderView):
            continue  # belongs to its table, which says and sorts by keyboard what it shows
        if not is_button and not isinstance(control, QLineEdit | QComboBox | QAbstractItemView | QTabBar):
            continue
        if is_button and isinstance(control.parentWidget(), QLineEdit):
            continue  # the marks that Qt paints into a field
        place = f"{type(control).__name__} {control.accessibleName()!r} in {type(control.parentWidget()).__name__}"
        words = control.text().strip() if isinstance(control, QAbstractButton) else ""
        if not control.objectName():
            yield f"no object name: {place} {words!r}"
        if not (words or control.accessibleName()):
            yield f"no accessible name: {place}"
        if isinstance(control, IconButton | QToolButton) and not words and not control.toolTip():
            yield f"no tooltip: {place}"
        if control.focusPolicy() == Qt.FocusPolicy.NoFocus and not control.focusProxy():
            yield f"not reached by the keyboard: {place} {words!r}"


def _controls(window: MainWindow) -> Iterator[QWidget]:
    """What Tab has to come to: of buttons of which one is chosen only that one, the others by arrow keys."""
    for each in window.findChildren(QWidget):
        if not isinstance(each, QAbstractButton | QLineEdit | QComboBox | QAbstractItemView):
            continue
        one_of_many = isinstance(each, QAbstractButton) and each.group() is not None and each.group().exclusive()
        inside = isinstance(each, QLineEdit) and isinstance(each.parent(), QComboBox | QAbstractSpinBox)
        reached = each.isVisible() and each.isEnabled() and bool(each.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if reached and not one_of_many and not inside:
            yield each


@IN_ENGLISH
async def test_tab_goes_round_every_view_and_back_without_a_trap(
    window: MainWindow, language: str, qtbot: QtBot
) -> None:
    window.activateWindow()
    await until(window.isActiveWindow)
    window.resize(SIZES[1])
    found: list[str] = []
    for name, bring_up in _scenes(window):
        bring_up()
        await _settled(window)
        window.rail.buttons[window.page_key].setFocus(Qt.FocusReason.TabFocusReason)
        met: list[QWidget] = []
        while (here := window.focusWidget()) not in met and here is not None:
            met.append(here)
            qtbot.keyClick(here, Qt.Key.Key_Tab)
        if here is not met[0]:
            found.append(f"{name}: Tab never leaves {type(here).__name__} {here and here.objectName()!r}")
        missed = {window.rail.buttons[window.page_key], window.status_bar.first_in_sight()} - set(met)
        missed.update(each for each in _controls(window) if each not in met)
        found.extend(f"{name}: Tab does not come to {type(each).__name__} {each.objectName()!r}" for each in missed)
    assert not found, "\n".join(found)


@IN_ENGLISH
async def test_f6_goes_round_every_view_and_back(window: MainWindow, language: str, qtbot: QtBot) -> None:
    window.activateWindow()
    await until(window.isActiveWindow)
    for name, bring_up in _scenes(window):
        bring_up()
        await _settled(window)
        window.rail.buttons[window.page_key].setFocus(Qt.FocusReason.TabFocusReason)
        stops: list[QWidget | None] = []
        while (here := window.focusWidget()) not in stops:
            stops.append(here)
            window.next_pane()
        assert here is stops[0] and len(stops) >= 3, f"{name}: {stops}"
        for stop in reversed(stops):
            window.previous_pane()
            assert window.focusWidget() is stop, name


@IN_ENGLISH
async def test_each_part_of_an_execution_has_its_key(window: MainWindow, language: str, qtbot: QtBot) -> None:
    page = window.executions
    assert isinstance(page, ExecutionsPage)
    window.activateWindow()
    await until(window.isActiveWindow)
    for tab in reversed(range(page.pane.tabs.count())):
        qtbot.keyClick(window, Qt.Key(Qt.Key.Key_1 + tab), Qt.KeyboardModifier.AltModifier)
        assert page.pane.tabs.currentIndex() == tab
