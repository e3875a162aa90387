"""The left side of the form: templates, the demo and past commands, any of which fills the form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QListWidgetItem, QVBoxLayout, QWidget

from stepflow_desktop.core.engine import request_of
from stepflow_desktop.core.model import Execution
from stepflow_desktop.core.run_keys import TEMPLATE
from stepflow_desktop.gui import wording
from stepflow_desktop.gui.demo import demo
from stepflow_desktop.gui.models.execution_text import first_line
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.translation import translate
from stepflow_desktop.gui.views.new_execution_draft import draft_of
from stepflow_desktop.gui.views.new_execution_entries import ENTRY, Entry, EntryList
from stepflow_desktop.gui.views.new_execution_memory import Template
from stepflow_desktop.gui.widgets import SearchField
from stepflow_desktop.gui.widgets.menu import Menu

WIDTH = 263
MOST_RECENT, MOST_FOUND = 8, 40


def template_entry(template: Template) -> Entry:
    metadata = {**template.draft.metadata, TEMPLATE: template.name}
    draft = replace(template.draft, name=template.draft.name or template.name, metadata=metadata)
    return Entry(template.name, first_line(draft.command), draft, icon="bookmark", is_template=True)


def demo_entries() -> list[Entry]:
    told = (
        (translate("SourcesPane", "Demo: data pipeline"), translate("SourcesPane", "Built in, takes about 40 s")),
        (translate("SourcesPane", "Demo that fails"), translate("SourcesPane", "Built in, ends with an error")),
    )
    return [
        Entry(title, text, draft_of(demo(failing=failing)), icon="flask-conical")
        for (title, text), failing in zip(told, (False, True), strict=True)
    ]


def recent_entries(found: Iterable[Execution], most: int) -> list[Entry]:
    """The newest run of each command in each folder."""
    entries: dict[tuple[str, str], Entry] = {}
    for run in found:
        key = (run.command, run.working_directory)
        if key not in entries and len(entries) < most:
            at = wording.moment(run.started_at or run.created_at, datetime.now(UTC))
            text = f"{at} · {first_line(run.command)}"
            entries[key] = Entry(first_line(run.name), text, draft_of(request_of(run)), status=str(run.status))
    return list(entries.values())


class SourcesPane(QWidget):
    """``chosen`` carries the draft to fill in, ``searched`` what past commands are asked for, ``removed`` a name."""

    chosen = Signal(object)  # Draft
    searched = Signal(str)
    removed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._templates: list[Entry] = []
        self._demos = demo_entries()
        self._recent: list[Entry] = []
        self.setFixedWidth(WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 14, 0, 8)
        column.setSpacing(6)
        self.search = SearchField(theme, self.tr("Search past commands"))
        self.search.setObjectName("search_commands")
        self.search.textChanged.connect(self._on_searched)
        self.search.installEventFilter(self)
        self.list = EntryList(theme)
        self.list.itemActivated.connect(self._on_activated)
        self.list.itemClicked.connect(self._on_activated)
        self.list.customContextMenuRequested.connect(self._on_menu)
        self.list.remove_requested.connect(self._remove_current)
        field = QVBoxLayout()
        field.setContentsMargins(0, 0, 11, 0)
        field.addWidget(self.search)
        column.addLayout(field)
        column.addWidget(self.list, 1)
        theme.changed.connect(self.update)

    def show_templates(self, templates: Sequence[Template]) -> None:
        self._templates = [template_entry(template) for template in templates]
        self._fill()

    def show_recent(self, found: Sequence[Execution]) -> None:
        self._recent = recent_entries(found, MOST_FOUND if self.search.text().strip() else MOST_RECENT)
        self._fill()

    def select_template(self, name: str) -> None:
        for item in self.list.rows():
            entry = item.data(ENTRY)
            if entry.is_template and entry.title == name:
                self.list.setCurrentItem(item)

    def entries(self) -> list[Entry]:
        """The rows that are shown, titles too."""
        return [item.data(ENTRY) for item in self.list.rows()]

    def _fill(self) -> None:
        words = self.search.text().strip()
        current = self.list.currentItem()
        kept = current.data(ENTRY).title if current is not None else None
        self.list.clear()
        first = [entry for entry in (*self._templates, *self._demos) if entry.matches(words)]
        for title, entries in (
            (self.tr("Templates") if self._templates else self.tr("Demo"), first),
            (self.tr("Recent"), self._recent),
        ):
            if entries:
                self.list.add(Entry(title))
                for entry in entries:
                    self.list.add(entry)
        if not first and not self._recent:
            self.list.add(Entry(self.tr("Nothing matches")))
        for item in self.list.rows():
            if kept is not None and item.data(ENTRY).draft is not None and item.data(ENTRY).title == kept:
                self.list.setCurrentItem(item)
                break

    def _on_searched(self, text: str) -> None:
        self._fill()
        self.searched.emit(text.strip())

    def _on_activated(self, item: QListWidgetItem) -> None:
        entry = item.data(ENTRY)
        if entry.draft is not None:
            self.list.setCurrentItem(item)
            self.chosen.emit(entry.draft)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if event.key() == Qt.Key.Key_Down:
                self.list.setFocus()
                self.list.select_first()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
                first = next((item for item in self.list.rows() if item.data(ENTRY).draft is not None), None)
                if first is not None:
                    self._on_activated(first)
                return True
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
        return super().eventFilter(watched, event)

    def _on_menu(self, point: QPoint) -> None:
        item = self.list.itemAt(point)
        entry = item.data(ENTRY) if item is not None else None
        if entry is None or entry.draft is None:
            return
        menu = Menu(self._theme, self)
        menu.setObjectName("entry_menu")
        fill = menu.addAction(self.tr("Fill in"))
        fill.triggered.connect(lambda: self.chosen.emit(entry.draft))
        menu.setDefaultAction(fill)
        if entry.is_template:
            remove = menu.addAction(self.tr("Remove template"))
            remove.setObjectName("remove_template")
            remove.triggered.connect(lambda: self.removed.emit(entry.title))
        menu.popup(self.list.viewport().mapToGlobal(point))

    def _remove_current(self) -> None:
        item = self.list.currentItem()
        if item is not None and item.data(ENTRY).is_template:
            self.removed.emit(item.data(ENTRY).title)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._theme.color("bg"))
