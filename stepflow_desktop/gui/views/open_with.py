"""Opening a file with a program of one's choice: those of the desktop that say they open its type, or any other."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QLocale, QMimeDatabase, QObject, QProcess, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QListWidget, QListWidgetItem, QWidget

from stepflow_desktop.gui.desktop_programs import Places, Program, programs_for
from stepflow_desktop.gui.preview.work import Work
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import Button, Label
from stepflow_desktop.gui.widgets.framed_dialog import SmallDialog

ROWS_SHOWN = 6
ROW = 34
Start = Callable[[str, Sequence[str]], bool]


def start_program(program: str, arguments: Sequence[str]) -> bool:
    """Start it beside us; it goes on when we end. Answers whether it started."""
    started = QProcess.startDetached(program, list(arguments))
    return bool(started[0] if isinstance(started, tuple) else started)


def mime_types_of(path: Path) -> list[str]:
    """What the name says the file is, and the more general types that this one is a case of."""
    exact = QMimeDatabase().mimeTypeForFile(str(path), QMimeDatabase.MatchMode.MatchExtension)
    return [each for each in (exact.name(), *exact.allAncestors()) if each != "application/octet-stream"]


class OpenWith(QObject):
    """``said`` carries kind, title and text of a message."""

    said = Signal(str, str, str)

    def __init__(
        self,
        theme: Theme,
        widget: QWidget,
        *,
        start: Start = start_program,
        platform: str = sys.platform,
        places: Places | None = None,
    ) -> None:
        super().__init__(widget)
        self._theme, self._widget = theme, widget
        self._start, self._platform = start, platform
        self._places = places
        self._work = Work(self)

    def ask(self, path: Path, name: str, *, may_run: bool) -> None:
        """Let a program be chosen for the file; of one that may run it is said so."""
        if self._platform == "win32":
            self._begin(["rundll32.exe", "shell32.dll,OpenAs_RunDLL", str(path)])
            return
        if self._platform == "darwin":
            self._show(path, name, (), may_run)
            return
        places, types = self._places or Places.of(os.environ), mime_types_of(path)
        language = QLocale().name()
        self._work.begin(
            "look-for-programs",
            lambda: programs_for(types, places, language),
            lambda programs: self._show(path, name, programs or (), may_run),
        )

    def _show(self, path: Path, name: str, programs: Sequence[Program], may_run: bool) -> None:
        dialog = OpenWithDialog(self._theme, self._widget, name, programs, may_run=may_run)
        dialog.chosen.connect(lambda program: self._begin(program.words(path)))
        dialog.other_wanted.connect(lambda: self._ask_other(path))
        dialog.open()

    def _ask_other(self, path: Path) -> None:
        dialog = QFileDialog(self._widget, self.tr("Choose a program"))
        dialog.setObjectName("program_dialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setDirectory("/Applications" if self._platform == "darwin" else "/usr/bin")
        dialog.fileSelected.connect(lambda program: self._open_with_other(program, path))
        dialog.open()

    def _open_with_other(self, program: str, path: Path) -> None:
        if self._platform == "darwin":
            self._begin(["open", "-a", program, str(path)])
        elif os.access(program, os.X_OK):
            self._begin([program, str(path)])
        else:
            self.said.emit("warning", self.tr("This is no program"), program)

    def _begin(self, words: Sequence[str]) -> None:
        if not self._start(words[0], words[1:]):
            self.said.emit("warning", self.tr("The program could not be started"), words[0])


class OpenWithDialog(SmallDialog):
    """``chosen`` carries a Program; ``other_wanted`` asks for one that is not in the list."""

    chosen = Signal(object)
    other_wanted = Signal()

    def __init__(
        self, theme: Theme, parent: QWidget, name: str, programs: Sequence[Program], *, may_run: bool = False
    ) -> None:
        super().__init__(theme, parent, self.tr("Open with…"))
        self.setObjectName("open_with_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._programs = list(programs)
        about = Label(theme, name, "body", "text2")
        about.setWordWrap(True)
        self.column.addWidget(about)
        self.list = self._made_list(theme)
        if programs:
            self.column.addWidget(self.list)
        else:
            nothing = Label(theme, self.tr("No program says that it opens files like this."), "body_medium")
            nothing.setWordWrap(True)
            self.column.addWidget(nothing)
        if may_run:
            warning = Label(theme, self.tr("It is a program or script. Opening it may run it."), "small", "warning")
            warning.setWordWrap(True)
            self.column.addWidget(warning)
        self._make_buttons(theme)

    def _made_list(self, theme: Theme) -> QListWidget:
        programs = QListWidget(self)
        programs.setObjectName("open_with_programs")
        programs.setAccessibleName(self.tr("Programs"))
        programs.setProperty("look", "popup")
        programs.setFont(theme.font("body"))
        for program in self._programs:
            words = self.tr("{name} (usual)").format(name=program.name) if program.is_default else program.name
            programs.addItem(QListWidgetItem(theme.icon("app-window"), words))
        programs.setCurrentRow(0 if self._programs else -1)
        programs.setFixedHeight(min(ROWS_SHOWN, max(1, len(self._programs))) * theme.px(ROW) + 16)
        programs.itemActivated.connect(lambda _item: self._choose())
        programs.setVisible(bool(self._programs))
        return programs

    def _make_buttons(self, theme: Theme) -> None:
        other = Button(theme, self.tr("Other program…"))
        other.setObjectName("open_with_other")
        other.clicked.connect(self._on_other)
        cancel = Button(theme, self.tr("Cancel"))
        cancel.setObjectName("cancel")
        cancel.clicked.connect(self.reject)
        self.open_button = Button(theme, self.tr("Open"), kind="primary")
        self.open_button.setObjectName("open")
        self.open_button.setDefault(True)
        self.open_button.setEnabled(bool(self._programs))
        self.open_button.clicked.connect(self._choose)
        self.row.insertWidget(0, other)
        self.row.addWidget(cancel)
        self.row.addWidget(self.open_button)
        (self.list if self._programs else other).setFocus()

    def _on_other(self) -> None:
        self.accept()
        self.other_wanted.emit()

    def _choose(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._programs):
            self.accept()
            self.chosen.emit(self._programs[row])
