"""What of the executions page comes back at the next start: its filter, the tab that was open, and following."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtWidgets import QLineEdit, QTabBar, QWidget

from stepflow_desktop.gui.window_memory import WindowMemory

FILTER, TAB, FOLLOW = "executions_filter", "executions_tab", "log_follow"


class Log(Protocol):
    follows_from_start: bool


def keep_page(memory: WindowMemory, page: QWidget | None, *, follows: bool) -> None:
    """``follows`` is the setting."""
    field, tabs = _parts(page)
    if field is not None:
        memory.keep_choice(FILTER, field.text().strip())
    if tabs is not None:
        memory.keep_choice(TAB, str(tabs.currentIndex()))
    log = _log(page)
    if log is not None:
        # Only what was chosen against the setting: else that would count no more.
        chosen = "on" if log.follows_from_start else "off"
        memory.keep_choice(FOLLOW, "" if log.follows_from_start == follows else chosen)


def restore_page(memory: WindowMemory, page: QWidget) -> None:
    field, tabs = _parts(page)
    wanted = memory.choice(FILTER)
    if field is not None and wanted:
        page.set_filter(wanted)  # type: ignore[attr-defined]
    tab = memory.choice(TAB)
    if tabs is not None and tab.isdigit() and int(tab) < tabs.count():
        tabs.setCurrentIndex(int(tab))
    log, follow = _log(page), memory.choice(FOLLOW)
    if log is not None and follow:
        log.follows_from_start = follow == "on"


def _parts(page: QWidget | None) -> tuple[QLineEdit | None, QTabBar | None]:
    """The page's filter field and tabs; a page that stands in for it has none."""
    field = getattr(getattr(page, "list", None), "filter_field", None)
    tabs = getattr(getattr(page, "pane", None), "tabs", None)
    return (field if isinstance(field, QLineEdit) else None), (tabs if isinstance(tabs, QTabBar) else None)


def _log(page: QWidget | None) -> Log | None:
    log: Log | None = getattr(getattr(page, "pane", None), "log", None)
    return log
