"""What is dragged over an execution is told what will become of it: one labelled target for each thing it could be.

A script can start a new execution or be attached, any other file is attached, a folder starts something in it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from stepflow_desktop.gui import wording
from stepflow_desktop.gui.models.execution_text import first_line
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.painting import paint_box, paint_drop_place
from stepflow_desktop.gui.widgets.row_painting import line_rect, paint_text

SHOWN_AFTER_MS = 150
NARROW = 220
WIDEST = 460
SCRIPTS = frozenset((".py", ".sh", ".bash", ".zsh", ".r", ".js", ".mjs", ".rb", ".pl", ".jl", ".ps1", ".bat"))
START, ATTACH = "start", "attach"


@dataclass(frozen=True, slots=True)
class DropPlace:
    """What can take files, and where it is in the widget: an execution, or a step (``only_attach``).

    ``key`` is its id. Files go to the step of this ``step_number`` (from 1), 0 where they go to no single one.
    """

    rect: QRect
    key: str
    name: str
    step_number: int = 0
    only_attach: bool = False


@dataclass(frozen=True, slots=True)
class Target:
    wish: str
    icon: str
    title: str
    text: str
    short: str


PlaceAt = Callable[[QPoint], DropPlace | None]


def dropped_paths(mime: QMimeData) -> list[Path]:
    """The files and folders of this computer that are dragged."""
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile() and url.toLocalFile()]
    return [path for path in paths if path.exists()]


def _paths_from_outside(event: QDropEvent) -> list[Path]:
    return dropped_paths(event.mimeData()) if event.source() is None else []


def is_script(path: Path) -> bool:
    return path.is_file() and (path.suffix.lower() in SCRIPTS or os.access(path, os.X_OK))


def targets_of(paths: Sequence[Path], place: DropPlace | None) -> list[Target]:
    """What could be done with ``paths`` here; nothing where they have no meaning."""
    translate = QCoreApplication.translate
    targets = []
    may_start = len(paths) == 1 and (place is None or not place.only_attach)
    if may_start and (paths[0].is_dir() or is_script(paths[0])):
        title, short = translate("DropChoice", "Start a new execution"), translate("DropChoice", "Start new")
        text = translate("DropChoice", "{name}, opens the form filled in")
        if paths[0].is_dir():
            text = translate("DropChoice", "{name} becomes the working folder")
        text = text.format(name=paths[0].name)
        targets.append(Target(START, "play", title, text, short))
    files = [path for path in paths if path.is_file()]
    if place is not None and files:
        title = translate("DropChoice", "Attach to “{name}”").format(name=first_line(place.name)[:40])
        text = translate("DropChoice", "{files}, {size}")
        if place.step_number:
            text = translate("DropChoice", "{files}, {size}, added to step {number}")
        what = files[0].name if len(files) == 1 else wording.count(len(files), "file", "files")
        total = wording.size(sum(path.stat().st_size for path in files))
        text = text.format(files=what, size=total, number=place.step_number)
        targets.append(Target(ATTACH, "package-plus", title, text, translate("DropChoice", "Attach here")))
    return targets


class DropZone(QObject):
    """Takes drops on ``widget``. ``chosen`` carries START or ATTACH, the key of the place, and the paths.

    ``place_at`` says what is at a point; where there is nothing, only something to start is taken. What is dragged out
    of a window of ours is no new file.
    """

    chosen = Signal(str, str, object)

    def __init__(self, theme: Theme, widget: QWidget, place_at: PlaceAt) -> None:
        super().__init__(widget)
        self._widget = widget
        self._place_at = place_at
        self._place: DropPlace | None = None
        self.choice = DropChoice(theme, widget)
        self._pause = QTimer(self, interval=SHOWN_AFTER_MS, singleShot=True)
        self._pause.timeout.connect(self.choice.cover)
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._widget:
            return False
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            return self._drop(event)
        if isinstance(event, QDragEnterEvent | QDragMoveEvent):
            return self._drag(event)
        if event.type() == QEvent.Type.DragLeave:
            self._end()
        return False

    def _drag(self, event: QDragMoveEvent) -> bool:
        paths = _paths_from_outside(event)
        if not paths:
            return False
        at = event.position().toPoint()
        self._place = self._place_at(at)
        targets = targets_of(paths, self._place)
        if not targets:
            self._end()
            # What comes in is taken even here, or Qt would not say where it goes on to.
            event.setAccepted(event.type() == QEvent.Type.DragEnter)
            return True
        self.choice.offer(targets, self._place.rect if self._place is not None else self._widget.rect())
        self.choice.point(at)
        if not self.choice.isVisible() and not self._pause.isActive():
            self._pause.start()
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        return True

    def _drop(self, event: QDropEvent) -> bool:
        paths = _paths_from_outside(event)
        at = event.position().toPoint()
        place = self._place_at(at)
        targets = targets_of(paths, place)
        if targets:
            self.choice.offer(targets, place.rect if place is not None else self._widget.rect())
            self.choice.point(at)
            target = targets[self.choice.pointed]
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self._end()
            self.chosen.emit(target.wish, place.key if place is not None else "", paths)
            return True
        self._end()
        return bool(paths)

    def _end(self) -> None:
        self._pause.stop()
        self.choice.hide()


class DropChoice(QWidget):
    """Dashed boxes over what is dragged on, side by side; the one under the mouse is the one that counts."""

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(host)
        self._theme = theme
        self.targets: Sequence[Target] = ()
        self._place = QRect()
        self.pointed = 0
        # The drag must go on reaching the host below.
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def offer(self, targets: Sequence[Target], place: QRect) -> None:
        margin = 6 if place.height() < 200 else 16
        self.targets = targets
        self._place = place.adjusted(margin, 2 if margin == 6 else margin, -margin, -2 if margin == 6 else -margin)
        if self.isVisible():
            self.setGeometry(self._place)
            self.update()

    def cover(self) -> None:
        self.setGeometry(self._place)
        self.show()
        self.raise_()

    def point(self, at: QPoint) -> None:
        """The mouse is here, in the host."""
        share = (at.x() - self._place.left()) / max(1, self._place.width())
        self.pointed = min(len(self.targets) - 1, max(0, int(share * len(self.targets))))
        self.update()

    def _boxes(self) -> list[QRect]:
        """Side by side; in a large place they are in its middle and no higher than need be."""
        large = self.height() >= 120
        inner = self.rect().adjusted(14, 14, -14, -14) if large else self.rect().adjusted(4, 4, -4, -4)
        if large and inner.height() > 110:
            inner.setTop(inner.center().y() - 55)
            inner.setHeight(110)
        count, gap = max(1, len(self.targets)), 14 if large else 6
        width = (inner.width() - gap * (count - 1)) // count
        if large:
            width = min(width, self._theme.px(WIDEST))
        left = inner.center().x() - (count * width + gap * (count - 1)) // 2
        return [QRect(left + n * (width + gap), inner.top(), width, inner.height()) for n in range(count)]

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_drop_place(painter, self.rect(), self._theme)
        for number, (target, box) in enumerate(zip(self.targets, self._boxes(), strict=True)):
            self._paint_target(painter, box, target, pointed=number == self.pointed)

    def _paint_target(self, painter: QPainter, box: QRect, target: Target, *, pointed: bool) -> None:
        color, font = self._theme.color, self._theme.font
        paint_box(painter, box, 8, color("surface"), color("accent" if pointed else "border"))
        size = 24 if box.width() > 300 else 18
        left, middle = box.left() + 12, box.center().y()
        ratio = self.devicePixelRatioF()
        token = "accent" if pointed else "text2"
        painter.drawPixmap(left, middle - size // 2, self._theme.pixmap(target.icon, token, size, ratio))
        left += size + 10
        right = box.right() - 8
        title = font("body_strong" if size == 24 else "small_strong")
        words = target.title if box.width() >= NARROW else target.short
        if box.height() < 40:
            paint_text(painter, line_rect(left, right, middle), words, title, color("text"))
            return
        paint_text(painter, line_rect(left, right, middle - self._theme.px(9)), words, title, color("text"))
        paint_text(
            painter, line_rect(left, right, middle + self._theme.px(10)), target.text, font("small"), color("text2")
        )
