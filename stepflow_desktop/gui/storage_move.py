"""Going on in another folder: what it means is told, everything is copied, and the next start uses the copy."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QProgressBar, QWidget

from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.translation import translate
from stepflow_desktop.gui.views.frame_banners import BannerArea
from stepflow_desktop.gui.widgets import Button, Label
from stepflow_desktop.gui.widgets.framed_dialog import SmallDialog
from stepflow_desktop.gui.widgets.question import Answer, ask

if TYPE_CHECKING:
    from stepflow_desktop.gui.bridge import EngineBridge
    from stepflow_desktop.gui.preferences import Preferences

SETTING = "storage_path"
MOVED = "moved"


class CopyDialog(SmallDialog):
    """How far the copy is. ``done_changed`` may be sent from any thread; closing it stops the copy."""

    done_changed = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget, target: Path) -> None:
        super().__init__(theme, parent, translate("StorageMove", "Copying the storage folder"))
        self.setObjectName("copy_storage_dialog")
        self.stop = threading.Event()
        words = Label(theme, translate("StorageMove", "To {path}").format(path=target), "body", "text2")
        words.setWordWrap(True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(8)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(self.windowTitle())
        self.column.addWidget(words)
        self.column.addWidget(self.bar)
        cancel = Button(theme, translate("StorageMove", "Cancel"))
        cancel.setObjectName("cancel")
        cancel.clicked.connect(self.reject)
        self.row.addWidget(cancel)
        self.done_changed.connect(self.bar.setValue)
        self.rejected.connect(self.stop.set)


class StorageMove(QObject):
    """``active`` counts what runs or waits, ``leave`` closes the program. ``banners`` tell of what was done."""

    def __init__(
        self,
        theme: Theme,
        window: QWidget,
        bridge: EngineBridge,
        preferences: Preferences,
        banners: BannerArea,
        active: Callable[[], int],
        leave: Callable[[], None],
    ) -> None:
        super().__init__(window)
        self._theme, self._window, self._bridge = theme, window, bridge
        self._preferences, self._banners = preferences, banners
        self._active, self._leave = active, leave

    @property
    def source(self) -> Path:
        return Path(self._bridge.engine.storage)

    def begin(self) -> None:
        """Ask for the folder, or say why it cannot be moved from here."""
        hindrance = self._hindrance()
        if hindrance:
            title = translate("StorageMove", "The storage folder cannot be moved now")
            self._ask("cannot_move_storage", title, hindrance, [])
            return
        text = translate(
            "StorageMove",
            "The database, logs and files in {path} are copied to an empty folder of your choice, which is used from"
            " the next start on. The present folder stays as it is.",
        )
        choose = Answer("choose_storage", translate("StorageMove", "Choose a folder…"), self._choose)
        title = translate("StorageMove", "Go on in another folder?")
        self._ask("move_storage", title, text.format(path=self.source), [choose], kind="info")

    def _hindrance(self) -> str:
        fixed = self._preferences.fixed_by(SETTING)
        if fixed:
            text = translate(
                "StorageMove",
                "{name} decides where it is. Close StepFlow, copy {path} to another folder, and name that one there.",
            )
            return text.format(name=fixed, path=self.source)
        active = self._active()
        if active:
            text = translate(
                "StorageMove",
                "What runs goes on writing into the present folder. Wait until everything has ended, or stop it"
                " ({n} not finished).",
            )
            return text.format(n=f"{active:,}")
        return ""

    def _ask(self, name: str, title: str, text: str, answers: list[Answer], *, kind: str = "warning") -> None:
        if not answers:
            answers = [Answer("understood", translate("StorageMove", "Close"), lambda: None)]
        ask(self._theme, self._window, name, title, text, answers, kind=kind)

    def _choose(self) -> None:
        picker = QFileDialog(self._window, translate("StorageMove", "Folder for the storage"), str(Path.home()))
        picker.setObjectName("storage_picker")
        picker.setFileMode(QFileDialog.FileMode.Directory)
        picker.setOption(QFileDialog.Option.ShowDirsOnly)
        picker.fileSelected.connect(lambda name: self.move_to(Path(name)))
        picker.finished.connect(picker.deleteLater)
        picker.open()

    def move_to(self, target: Path) -> None:
        """Copy everything there, then use it from the next start on."""
        dialog = CopyDialog(self._theme, self._window, target)
        dialog.open()
        self._bridge.call(
            self._copied(dialog, target),
            name="copy the storage folder",
            done=lambda whole: self._on_copied(dialog, target, whole),
            error=lambda words: self._on_refused(dialog, words),
        )

    async def _copied(self, dialog: CopyDialog, target: Path) -> bool:
        # Needed once in a long while: nobody else imports it.
        from stepflow_desktop.core.moving import check_target, copy_storage, size_of

        source = self.source
        try:
            await asyncio.to_thread(check_target, source, target)
            size = await asyncio.to_thread(size_of, source)
            dialog.bar.setRange(0, size.files)
            return await asyncio.to_thread(copy_storage, source, target, dialog.done_changed.emit, dialog.stop)
        finally:
            # When the program ends meanwhile it must not wait for the rest.
            dialog.stop.set()

    def _on_copied(self, dialog: CopyDialog, target: Path, whole: bool) -> None:
        dialog.accept()
        dialog.deleteLater()
        if not whole:
            return
        self._preferences.set(**{SETTING: target})
        self._banners.put(
            MOVED,
            "info",
            translate("StorageMove", "Everything was copied to {path}").format(path=target),
            translate("StorageMove", "It is used from the next start on. Until then nothing new should be run."),
            [(translate("StorageMove", "Quit now"), self._leave)],
        )

    def _on_refused(self, dialog: CopyDialog, words: str) -> None:
        dialog.accept()
        dialog.deleteLater()
        self._ask("storage_not_moved", translate("StorageMove", "The storage folder was not moved"), words, [])
