"""Files dropped on an execution: on its head or log they are kept with it, on a step with that step.

What will happen is said before the mouse is let go. A single script may also be meant to be started, so it is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QCursor, QDragMoveEvent, QDropEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QListView, QWidget

from stepflow_desktop.gui import wording
from stepflow_desktop.gui.models.execution_text import first_line
from stepflow_desktop.gui.models.steps import STEP_ROLE
from stepflow_desktop.gui.scripts import interpreter_of
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.execution_artifacts import dropped_files
from stepflow_desktop.gui.widgets.menu import Menu
from stepflow_desktop.gui.widgets.painting import paint_drop_place

SHOWN_AFTER_MS = 150


class AttachDrops(QObject):
    """``attach_wanted`` carries files, ``attach_to_step_wanted`` files and the id of a step, ``start_wanted`` a script.

    ``widgets`` belong to the execution as a whole, ``steps`` is the view of its steps.
    """

    attach_wanted = Signal(list)
    attach_to_step_wanted = Signal(list, str)
    start_wanted = Signal(object)

    def __init__(
        self, theme: Theme, owner: QWidget, widgets: Sequence[QWidget], steps: QListView, name_of: Callable[[], str]
    ) -> None:
        super().__init__(owner)
        self._theme = theme
        self._steps = steps
        self._name_of = name_of
        self._over: QWidget | None = None
        self._overlay = AttachOverlay(theme, owner)
        self._pause = QTimer(self, singleShot=True, interval=SHOWN_AFTER_MS)
        self._pause.timeout.connect(self._cover)
        self._widgets = (*widgets, steps.viewport())
        steps.setAcceptDrops(True)
        for widget in self._widgets:
            widget.setAcceptDrops(True)
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A drag leave is an event of its own kind; enter and move are drops that have not happened yet.
        if event.type() == QEvent.Type.DragLeave:
            self._end()
        elif isinstance(event, QDropEvent) and isinstance(watched, QWidget):
            files = [path for path in dropped_files(event) if path.is_file()]
            if files and event.source() is None:
                event.setDropAction(Qt.DropAction.CopyAction)
                event.accept()
                if isinstance(event, QDragMoveEvent):
                    self._tell(watched, files, event.position().toPoint())
                else:
                    self._drop(watched, files, event.position().toPoint())
                return True
        return super().eventFilter(watched, event)

    def _step_at(self, watched: QWidget, at: QPoint) -> tuple[str, str]:
        """Id and name of the step there, empty anywhere else."""
        if watched is not self._steps.viewport():
            return "", ""
        step = self._steps.indexAt(at).data(STEP_ROLE)
        return (step.id, step.name) if step is not None else ("", "")

    def _tell(self, watched: QWidget, files: Sequence[Path], at: QPoint) -> None:
        _step_id, step = self._step_at(watched, at)
        name = first_line(step or self._name_of())[:60]
        size = wording.size(sum(path.stat().st_size for path in files))
        what = files[0].name if len(files) == 1 else wording.count(len(files), "file", "files")
        self._overlay.describe(self.tr("Attach to “{name}”").format(name=name), f"{what}, {size}")
        self._over = watched
        if not self._overlay.isVisible() and not self._pause.isActive():
            self._pause.start()

    def _cover(self) -> None:
        if self._over is not None:
            self._overlay.cover(self._over)

    def _end(self) -> None:
        self._pause.stop()
        self._over = None
        self._overlay.hide()

    def _drop(self, watched: QWidget, files: list[Path], at: QPoint) -> None:
        self._end()
        step_id, _name = self._step_at(watched, at)
        if len(files) == 1 and not step_id and interpreter_of(files[0]):
            self._ask(watched, files[0])
        elif step_id:
            self.attach_to_step_wanted.emit(files, step_id)
        else:
            self.attach_wanted.emit(files)

    def _ask(self, watched: QWidget, script: Path) -> None:
        menu = Menu(self._theme, watched)
        menu.setObjectName("script_drop_menu")
        start = menu.addAction(self._theme.icon("play"), self.tr("Start a new execution"))
        start.setObjectName("start_script")
        start.triggered.connect(lambda: self.start_wanted.emit(script))
        name = first_line(self._name_of())[:60].replace("&", "&&")
        attach = menu.addAction(self._theme.icon("package-plus"), self.tr("Attach to “{name}”").format(name=name))
        attach.setObjectName("attach_script")
        attach.triggered.connect(lambda: self.attach_wanted.emit([script]))
        menu.popup(QCursor.pos())


class AttachOverlay(QWidget):
    """A dashed box over the place where the files would go."""

    def __init__(self, theme: Theme, owner: QWidget) -> None:
        super().__init__(owner)
        self._theme = theme
        self._title = self._text = ""
        # The drag must go on reaching what lies below.
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def describe(self, title: str, text: str) -> None:
        self._title, self._text = title, text
        self.update()

    def cover(self, widget: QWidget) -> None:
        owner = self.parentWidget()
        if owner is None:
            return
        self.setGeometry(widget.rect().translated(widget.mapTo(owner, QPoint())))
        self.show()
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        color = self._theme.color
        paint_drop_place(painter, self.rect(), self._theme)
        middle = self.height() // 2
        painter.setPen(color("text"))
        painter.setFont(self._theme.font("body_strong"))
        top = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.drawText(self.rect().adjusted(12, middle - 20, -12, 0), top, self._title)
        painter.setPen(color("text2"))
        painter.setFont(self._theme.font("small"))
        painter.drawText(self.rect().adjusted(12, middle + 2, -12, 0), top, self._text)
