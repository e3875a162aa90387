"""What nobody expected is logged and told with its details, and everything goes on."""

from __future__ import annotations

import asyncio
import sys

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from stepflow_desktop.gui.unexpected import place_of, watch


def _broken() -> None:
    raise RuntimeError("no such thing")


async def test_a_slot_a_task_and_a_callback_are_told(qtbot: QtBot, expected_log: list[str]) -> None:
    expected_log.append("Unexpected in the window")
    told: list[tuple[str, str]] = []
    loop = asyncio.get_running_loop()
    before, handler = sys.excepthook, loop.get_exception_handler()
    undo = watch(loop, lambda title, details: told.append((title, details)), lambda place: f"Wrong: {place}")
    try:
        button = QPushButton()
        qtbot.addWidget(button)
        button.clicked.connect(_broken)
        button.click()
        loop.call_soon(_broken)
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert [title for title, _details in told] == ["Wrong: program", "Wrong: program"]
        assert all("RuntimeError: no such thing" in details for _title, details in told)
    finally:
        undo()
        loop.set_exception_handler(handler)
    assert sys.excepthook is before


def test_leaving_the_program_is_not_unexpected(monkeypatch: pytest.MonkeyPatch) -> None:
    passed: list[type] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, _error, _trace: passed.append(kind))
    loop = asyncio.new_event_loop()
    told: list[str] = []
    undo = watch(loop, lambda title, _details: told.append(title), str)
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    undo()
    loop.close()
    assert (told, passed) == ([], [KeyboardInterrupt])


def test_the_place_is_the_last_part_of_the_window_on_the_way() -> None:
    from stepflow_desktop.gui.wording import count

    try:
        count(None, "a", "b")  # type: ignore[arg-type]
    except TypeError as error:
        assert place_of(error.__traceback__) == "wording"
    assert place_of(None) == "program"
