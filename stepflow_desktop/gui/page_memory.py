"""What of the executions page comes back at the next start: its filter and the tab that was open."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QTabBar, QWidget

from stepflow_desktop.gui.window_memory import WindowMemory

FILTER, TAB = "executions_filter", "executions_tab"


def keep_page(memory: WindowMemory, page: QWidget | None) -> None:
    field, tabs = _parts(page)
    if field is not None:
        memory.keep_choice(FILTER, field.text().strip())
    if tabs is not None:
        memory.keep_choice(TAB, str(tabs.currentIndex()))


def restore_page(memory: WindowMemory, page: QWidget) -> None:
    field, tabs = _parts(page)
    wanted = memory.choice(FILTER)
    if field is not None and wanted:
        page.set_filter(wanted)  # type: ignore[attr-defined]
    tab = memory.choice(TAB)
    if tabs is not None and tab.isdigit() and int(tab) < tabs.count():
        tabs.setCurrentIndex(int(tab))


def _parts(page: QWidget | None) -> tuple[QLineEdit | None, QTabBar | None]:
    """The page's filter field and tabs; a page that stands in for it has none."""
    field = getattr(getattr(page, "list", None), "filter_field", None)
    tabs = getattr(getattr(page, "pane", None), "tabs", None)
    return (field if isinstance(field, QLineEdit) else None), (tabs if isinstance(tabs, QTabBar) else None)
