"""What is known about a file: facts, tags, where it lies, and the same file in earlier runs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from stepflow_desktop.core.artifact_search import FoundArtifact
from stepflow_desktop.core.clock import Clock
from stepflow_desktop.core.model import Artifact
from stepflow_desktop.gui import wording
from stepflow_desktop.gui.delegates.file_delegates import paint_file_picture
from stepflow_desktop.gui.models.artifacts import kind
from stepflow_desktop.gui.models.execution_text import full_time, plain_tip
from stepflow_desktop.gui.preview.words import bytes_words
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import Button, Card, IconButton, Label, Pill, ThemedIcon
from stepflow_desktop.gui.widgets.painting import paint_focus

WIDTH = 262
MOST_TAGS = 12
SHOWN_EARLIER = 3
LINK_HEIGHT = 17
_DAY = timedelta(days=1)
_ID = re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")


class FileDetails(Card):
    """``wished``: rename, edit_tags, retention, show_in_folder, copy_path, execution. ``compared`` an earlier file.

    ``compared`` carries None when the comparison shall end, ``left`` says that nobody wants them.
    """

    wished = Signal(str)
    compared = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent, padding=0)
        self._clock = clock
        self.setObjectName("file_details")
        self.setFixedWidth(WIDTH)
        self.header(self.tr("Details"))
        edit = IconButton(theme, "pencil", self.tr("Rename…"), shortcut="F2", side=30, icon_size=16)
        edit.setObjectName("artifact_rename")
        edit.clicked.connect(lambda: self.wished.emit("rename"))
        close = IconButton(theme, "x", self.tr("Hide the details"), side=30, icon_size=16)
        close.setObjectName("file_details_close")
        close.clicked.connect(self.left)
        self.header_actions.addWidget(edit)
        self.header_actions.addWidget(close)
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(12)
        self._facts.setVerticalSpacing(7)
        self._facts.setColumnMinimumWidth(0, 64)
        self._facts.setColumnStretch(1, 1)
        self._tags = QHBoxLayout()
        self._tags.setSpacing(6)
        self._path = Label(theme, "", "mono", "text2")
        self._path.setWordWrap(True)
        self._earlier = QWidget()
        self._thumbs = QHBoxLayout()
        self._thumbs.setSpacing(8)
        self._more: list[tuple[str, str]] = []
        self._base: list[tuple[str, str]] = []
        self._story: list[tuple[str, str]] = []
        self._build()

    def _build(self) -> None:
        theme = self._theme
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(16, 2, 16, 14)
        column.setSpacing(10)
        column.addLayout(self._facts)
        column.addLayout(self._tags)
        column.addWidget(_Line(theme))
        column.addWidget(Label(theme, self.tr("File"), "small_strong"))
        column.addWidget(self._path)
        row = QHBoxLayout()
        row.setSpacing(6)
        folder = Button(theme, self.tr("Show in folder"), "folder-open")
        folder.setObjectName("artifact_show_in_folder")
        folder.clicked.connect(lambda: self.wished.emit("show_in_folder"))
        copy = IconButton(theme, "copy", self.tr("Copy path"), side=32)
        copy.setObjectName("artifact_copy_path")
        copy.clicked.connect(lambda: self.wished.emit("copy_path"))
        row.addWidget(folder)
        row.addWidget(copy)
        row.addStretch(1)
        column.addLayout(row)
        inner = QVBoxLayout(self._earlier)
        inner.setContentsMargins(0, 6, 0, 0)
        inner.setSpacing(4)
        inner.addWidget(Label(theme, self.tr("Compare"), "small_strong"))
        inner.addWidget(Label(theme, self.tr("Same file in earlier runs"), "small", "text2"))
        inner.addLayout(self._thumbs)
        column.addWidget(self._earlier)
        column.addStretch(1)
        column.addLayout(self._hint())
        scroll = QScrollArea()
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(content)
        # The card is the ground; a scroll area would paint one of its own.
        scroll.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(scroll, 1)
        self._earlier.hide()

    def _hint(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        words = Label(self._theme, self.tr("Drag a file from the list to your file manager or another app"), "micro")
        words.set_token("text2")
        words.setWordWrap(True)
        row.addWidget(ThemedIcon(self._theme, "grip", side=16))
        row.addWidget(words, 1)
        return row

    # -- in

    def show_artifact(self, artifact: Artifact, path: Path, step: str, execution: str = "") -> None:
        """``step`` and ``execution`` are names, empty for none; an execution's name is a way to it."""
        # What the preview found out, and earlier runs, still hold for a file of which only the name is another.
        other = artifact.id != self._artifact_id
        if other:
            self._more = []
        self._base = self._facts_of(artifact)
        self._story = self._story_of(artifact, step)
        self._execution = execution
        self._artifact_id = artifact.id
        self._fill_facts()
        self._show_tags(artifact.tags)
        self._path.setText(_breakable(_short_path(path)))
        self._path.setToolTip(plain_tip(str(path)))
        if other:
            self.show_earlier((), {})

    def show_more(self, facts: Sequence[tuple[str, str]]) -> None:
        """What the preview found out."""
        self._more = list(facts)
        self._fill_facts()

    def show_earlier(self, found: Sequence[FoundArtifact], images: dict[str, QImage]) -> None:
        _clear(self._thumbs)
        for each in found[:SHOWN_EARLIER]:
            day = wording.clock(each.artifact.created_at, self._clock.now().at)
            thumb = EarlierFile(self._theme, each.artifact, day, images.get(each.artifact.id))
            thumb.clicked.connect(lambda on, each=each: self._on_compare(each if on else None))
            self._thumbs.addWidget(thumb)
        self._thumbs.addStretch(1)
        self._earlier.setVisible(bool(found))

    def set_earlier_image(self, artifact_id: str, image: QImage) -> None:
        for thumb in self.findChildren(EarlierFile):
            if thumb.artifact.id == artifact_id:
                thumb.set_image(image)

    def _on_compare(self, found: FoundArtifact | None) -> None:
        for thumb in self.findChildren(EarlierFile):
            thumb.setChecked(found is not None and thumb.artifact.id == found.artifact.id)
        self.compared.emit(found)

    def _facts_of(self, artifact: Artifact) -> list[tuple[str, str]]:
        facts = [(self.tr("Name"), artifact.name or artifact.file_name)]
        if artifact.description:
            facts.append((self.tr("About"), artifact.description))
        suffix = Path(artifact.file_name).suffix.lstrip(".").upper()
        sort = kind(artifact)
        facts.append((self.tr("Type"), f"{sort}, {suffix}" if suffix and suffix != sort.upper() else sort))
        facts.append((self.tr("Size"), bytes_words(artifact.file_size)))
        return facts

    def _story_of(self, artifact: Artifact, step: str) -> list[tuple[str, str]]:
        facts = [(self.tr("Created"), self._created_words(artifact.created_at))]
        if step:
            facts.append((self.tr("Step"), step))
        return facts

    def _created_words(self, created_at: datetime) -> str:
        local, today = created_at.astimezone(), self._clock.now().at.astimezone().date()
        time = f"{local:%H:%M:%S}"
        if local.date() == today:
            return self.tr("Today {time}").format(time=time)
        if today - local.date() == _DAY:
            return self.tr("Yesterday {time}").format(time=time)
        return full_time(created_at)

    def kept_words(self, artifact: Artifact) -> str:
        if artifact.retention_days is None:
            return self.tr("for good")
        until = (artifact.created_at + artifact.retention_days * _DAY).astimezone()
        day = f"{until.day} {until:%b}"
        if artifact.retention_days == 1:
            return self.tr("1 day, until {day}").format(day=day)
        return self.tr("{days} days, until {day}").format(days=artifact.retention_days, day=day)

    def show_kept(self, artifact: Artifact) -> None:
        self._kept = self.kept_words(artifact)
        self._fill_facts()

    _kept = ""
    _execution = ""
    _artifact_id = ""

    def rows(self) -> list[tuple[str, str]]:
        """What is told of the file, as pairs of words."""
        return [*self._base, *self._more, *self._story]

    def _fill_facts(self) -> None:
        _clear(self._facts)
        rows = self.rows()
        for at, (word, value) in enumerate(rows):
            self._put(at, word, self._value(value))
        at = len(rows)
        kept = QPushButtonLink(self._theme, self._kept, self.tr("Change how long it is kept"))
        kept.setObjectName("artifact_retention")
        kept.clicked.connect(lambda: self.wished.emit("retention"))
        self._put(at, self.tr("Kept"), kept)
        if self._execution:
            link = QPushButtonLink(self._theme, self._execution, self.tr("Go to this execution"), accent=True)
            link.setObjectName("artifact_execution")
            link.clicked.connect(lambda: self.wished.emit("execution"))
            self._put(at + 1, self.tr("Execution"), link)

    def _value(self, text: str) -> QWidget:
        label = Label(self._theme, _breakable(" ".join(text.split())[:400]), "small_medium")
        label.setWordWrap(True)
        return label

    def _put(self, row: int, word: str, value: QWidget) -> None:
        top = Qt.AlignmentFlag.AlignTop
        self._facts.addWidget(Label(self._theme, word, "small", "text2"), row, 0, top)
        self._facts.addWidget(value, row, 1, top)

    def _show_tags(self, tags: Sequence[str]) -> None:
        _clear(self._tags)
        room = WIDTH - 76
        for tag in tags[:MOST_TAGS]:
            pill = Pill(self._theme, tag[:18], icon="tag")
            room -= pill.sizeHint().width() + 6
            if room < 0:
                pill.deleteLater()
                break
            self._tags.addWidget(pill)
        add = IconButton(self._theme, "plus", self.tr("Edit tags…"), shortcut="Ctrl+T", side=28, icon_size=14)
        add.setObjectName("artifact_tags")
        add.clicked.connect(lambda: self.wished.emit("edit_tags"))
        self._tags.addWidget(add)
        self._tags.addStretch(1)


class QPushButtonLink(QPushButton):
    """A value that can be pressed."""

    def __init__(self, theme: Theme, text: str, tip: str, *, accent: bool = False) -> None:
        super().__init__(" ".join(text.split())[:60])
        self._theme = theme
        self._accent = accent
        self.setFont(theme.font("small_medium"))
        self.setToolTip(tip)
        self.setAccessibleDescription(tip)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(LINK_HEIGHT)
        theme.changed.connect(self.update)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, LINK_HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        font = self.font()
        font.setUnderline(self.underMouse())
        painter.setFont(font)
        painter.setPen(self._theme.color("accent" if self._accent or self.underMouse() else "text"))
        shown = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, shown)
        paint_focus(painter, self, self._theme, 4)


class EarlierFile(QToolButton):
    """A small picture of the file in an earlier run, and the day; pressed it is compared."""

    def __init__(self, theme: Theme, artifact: Artifact, day: str, image: QImage | None) -> None:
        super().__init__()
        self._theme = theme
        self._image = image
        self._day = day
        self.artifact = artifact
        self.setObjectName(f"earlier_{artifact.id}")
        self.setCheckable(True)
        self.setFixedSize(70, 66)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        words = self.tr("Compare with the file of {day}").format(day=day)
        self.setToolTip(words)
        self.setAccessibleName(words)

    def set_image(self, image: QImage) -> None:
        self._image = image
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        place = self.rect().adjusted(1, 1, -1, -19)
        paint_file_picture(painter, place, self.artifact, self._image, self._theme)
        if self.isChecked() or self.underMouse():
            painter.setPen(self._theme.color("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(place, 7, 7)
        painter.setFont(self._theme.font("micro"))
        painter.setPen(self._theme.color("text2"))
        painter.drawText(self.rect().adjusted(0, 50, 0, 0), Qt.AlignmentFlag.AlignCenter, self._day)
        paint_focus(painter, self, self._theme)


class _Line(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedHeight(1)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._theme.color("border"))


def _clear(layout: QGridLayout | QHBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def _short_path(path: Path) -> str:
    """With ``~`` for the home folder and the beginning of each id: ``~/artifacts/4f1c…/9b2e…/roc.png``."""
    text, home = str(path), str(Path.home())
    text = f"~{text[len(home) :]}" if text.startswith(f"{home}/") else text
    return _ID.sub(lambda found: f"{found[0][:4]}…", text)


def _breakable(text: str) -> str:
    """Long words may be broken where a path or name has a joint."""
    for joint in "/_-.":
        text = text.replace(joint, f"{joint}\u200b")
    return text
