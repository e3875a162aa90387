"""Saved views as chips under the status chips: a click shows one, its menu renames, renews or deletes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QWidget

from stepflow_desktop.gui.models.saved_views import ListState, SavedViews
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import Chip
from stepflow_desktop.gui.widgets.flow_row import FlowRow
from stepflow_desktop.gui.widgets.menu import Menu
from stepflow_desktop.gui.widgets.text_dialog import TextDialog, text_dialog


class SavedViewChips(FlowRow):
    """``chosen`` carries the state to show. ``state_now`` is what a view is saved from."""

    chosen = Signal(object)  # ListState

    def __init__(
        self, theme: Theme, views: SavedViews, state_now: Callable[[], ListState], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._views = views
        self._state_now = state_now
        self._chips: dict[str, Chip] = {}
        views.changed.connect(self._make)
        self._make()

    def flowing(self) -> Sequence[QWidget]:
        return tuple(self._chips.values())

    def mark(self, state: ListState) -> None:
        """The chip of the view that is shown is down."""
        for name, chip in self._chips.items():
            view = self._views.find(name)
            chip.setChecked(view is not None and view.state == state)

    def ask_name(self) -> None:
        """Save what is shown under a name that is asked for."""
        state = self._state_now()
        dialog = self._dialog(self.tr("Save view"), state.text, self.tr("Save"))
        dialog.text_chosen.connect(lambda name: self._views.save(name, state))
        dialog.open()

    def _make(self) -> None:
        for chip in self._chips.values():
            chip.hide()
            chip.deleteLater()
        self._chips = {view.name: self._chip(view.name) for view in self._views.all()}
        # Shown before it has its place, it would be a window.
        if not self._chips or self.parentWidget() is not None:
            self.setVisible(bool(self._chips))
        self.mark(self._state_now())
        self.arrange()

    def _chip(self, name: str) -> Chip:
        chip = Chip(self._theme, name, parent=self, icon="bookmark")
        chip.setObjectName(f"view_{name}")
        view = self._views.find(name)
        if view is not None and view.state.text:
            chip.setToolTip(view.state.text)
        chip.clicked.connect(lambda down: self._on_clicked(name, down))
        chip.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        chip.customContextMenuRequested.connect(lambda at: self._show_menu(name, chip.mapToGlobal(at)))
        chip.show()
        return chip

    def _on_clicked(self, name: str, down: bool) -> None:
        view = self._views.find(name)
        if view is not None:
            self.chosen.emit(view.state if down else ListState())

    def _show_menu(self, name: str, at: QPoint) -> None:
        menu = Menu(self._theme, self)
        menu.setObjectName("view_menu")
        for wish, icon, words, act in (
            ("show_view", "bookmark", self.tr("Show"), lambda: self._on_clicked(name, True)),
            (
                "renew_view",
                "save",
                self.tr("Save what is shown now"),
                lambda: self._views.save(name, self._state_now()),
            ),
            ("rename_view", "pencil", self.tr("Rename…"), lambda: self._rename(name)),
            ("delete_view", "trash-2", self.tr("Delete"), lambda: self._views.delete(name)),
        ):
            action = menu.add(wish, icon, words, danger=wish == "delete_view")
            action.triggered.connect(lambda _checked=False, act=act: act())
        menu.setDefaultAction(menu.actions()[0])
        menu.popup(at)

    def _renew(self, name: str) -> None:
        self._views.save(name, self._state_now())

    def _rename(self, name: str) -> None:
        dialog = self._dialog(self.tr("Rename view"), name, self.tr("Rename"))
        dialog.text_chosen.connect(lambda new: self._views.rename(name, new))
        dialog.open()

    def _dialog(self, title: str, text: str, word: str) -> TextDialog:
        dialog = text_dialog(self._theme, self, title, self.tr("Name of the view"), text, word=word, needed=True)
        dialog.setObjectName("view_dialog")
        return dialog
