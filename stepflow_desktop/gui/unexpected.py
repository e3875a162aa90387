"""Exceptions that nobody expected: logged, told once in the window with their details, and the program goes on."""

from __future__ import annotations

import asyncio
import logging
import sys
import traceback
from collections.abc import Callable
from types import TracebackType
from typing import Any

log = logging.getLogger(__name__)

Tell = Callable[[str, str], None]  # a title and the details


def watch(loop: asyncio.AbstractEventLoop, tell: Tell, title: Callable[[str], str]) -> Callable[[], None]:
    """Have ``tell`` hear of what slots, events and tasks raise; returns what undoes that.

    ``title`` makes the title of the place it happened in. Qt hands what a slot raises to ``sys.excepthook``.
    """
    before = sys.excepthook

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if not issubclass(kind, Exception):
            before(kind, error, trace)
            return
        log.error("Unexpected in the window", exc_info=(kind, error, trace))
        tell(title(place_of(trace)), "".join(traceback.format_exception(kind, error, trace)))

    def on_loop(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        if isinstance(error, Exception):
            hook(type(error), error, error.__traceback__)
        else:
            log.error("On the loop: %s", context.get("message"))

    sys.excepthook = hook
    loop.set_exception_handler(on_loop)

    def undo() -> None:
        if sys.excepthook is hook:
            sys.excepthook = before
        loop.set_exception_handler(None)

    return undo


def place_of(trace: TracebackType | None) -> str:
    """The part of the window that an exception came through last, in words: ``log view``, ``executions page``."""
    name = ""
    while trace is not None:
        module = str(trace.tb_frame.f_globals.get("__name__", ""))
        if module.startswith("stepflow_desktop.gui."):
            name = module.rpartition(".")[2]
        trace = trace.tb_next
    return name.replace("_", " ") or "program"
