"""The cards of the Details tab: facts with masked values, remarks, and what the run wrote about itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QGridLayout, QTextBrowser, QVBoxLayout, QWidget

from stepflow_desktop.core.model import Annotation, Level
from stepflow_desktop.gui.models.detail_rows import Fact, FactGroup
from stepflow_desktop.gui.preview.page_dress import dress_markdown
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import Card, IconButton, Label
from stepflow_desktop.gui.widgets.banner import StateIcon

LABEL_WIDTH = 150
SHORT_LABEL_WIDTH = 110
MOST_WIDTH = 980
MOST_REMARKS = 100
MOST_SUMMARY_HEIGHT = 600
SUMMARY_HEADINGS = ("pane_title", "card_title", "body_strong")
_KINDS = {Level.ERROR: "error", Level.WARNING: "warning"}
_FLAGS = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard


class FactsCard(Card):
    """Labels at the left, values at the right; values that change are changed in their places."""

    def __init__(self, theme: Theme, group: FactGroup) -> None:
        super().__init__(theme)
        self._group = group
        self._values: list[Label] = []
        self.header(group.title)
        self.setMaximumWidth(MOST_WIDTH)
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(7)
        grid.setColumnMinimumWidth(0, SHORT_LABEL_WIDTH if group.is_short else LABEL_WIDTH)
        grid.setColumnStretch(1, 1)
        for row, fact in enumerate(group.facts):
            label = Label(theme, fact.label, "small", "text2")
            label.setWordWrap(True)
            label.setMaximumWidth(2 * LABEL_WIDTH)
            value = _value(theme, fact)
            self._values.append(value)
            beside = Qt.AlignmentFlag.AlignVCenter if fact.secret else Qt.AlignmentFlag.AlignTop
            grid.addWidget(label, row, 0, beside)
            grid.addWidget(value, row, 1)
            if fact.secret:
                grid.addWidget(Eye(theme, fact, value), row, 2, beside)
        self.body.addLayout(grid)
        self.body.addStretch(1)

    @property
    def is_short(self) -> bool:
        return self._group.is_short

    @property
    def lines(self) -> int:
        """About how high it is."""
        return len(self._group.facts) + 2

    def take(self, group: FactGroup) -> bool:
        """Show the values of ``group`` if they fit here: the same labels under the same title."""
        if _frame(group) != _frame(self._group):
            return False
        for value, old, new in zip(self._values, self._group.facts, group.facts, strict=True):
            if old != new:
                value.setText(new.value)
                value.setAccessibleName(f"{new.label}: {new.value}")
        self._group = group
        return True


def _frame(group: FactGroup) -> tuple[object, ...]:
    """What cannot be changed without making the card anew."""
    return group.title, tuple((fact.label, fact.mono, fact.secret) for fact in group.facts)


def _value(theme: Theme, fact: Fact) -> Label:
    value = Label(theme, fact.value, "mono" if fact.mono else "body")
    value.setWordWrap(True)
    value.setTextInteractionFlags(_FLAGS)
    value.setAccessibleName(f"{fact.label}: {fact.value}")
    return value


class Eye(IconButton):
    """Shows what stands behind a masked value, for as long as it is down."""

    def __init__(self, theme: Theme, fact: Fact, value: Label) -> None:
        super().__init__(theme, "eye", "", True, side=28, icon_size=16)
        self.setObjectName(f"reveal_{fact.label}")
        self._fact = fact
        self._value = value
        self.toggled.connect(self._on_toggled)
        self._say()

    def _on_toggled(self, shown: bool) -> None:
        self._value.setText(self._fact.secret if shown else self._fact.value)
        self.set_icon("eye-off" if shown else "eye")
        self._say()

    def _say(self) -> None:
        words = self.tr("Hide the value of {name}") if self.isChecked() else self.tr("Show the value of {name}")
        self.set_tooltip(words.format(name=self._fact.label))


def remarks_card(theme: Theme, title: str, remarks: Sequence[Annotation], more: str) -> Card:
    """``more`` is said under the last one that is shown."""
    card = Card(theme)
    card.header(title, len(remarks))
    card.setMaximumWidth(MOST_WIDTH)
    grid = QGridLayout()
    grid.setHorizontalSpacing(10)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(1, 1)
    for row, remark in enumerate(remarks[:MOST_REMARKS]):
        grid.addWidget(StateIcon(theme, _KINDS.get(remark.level, "info"), 16), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(_remark(theme, remark), row, 1)
    card.body.addLayout(grid)
    if len(remarks) > MOST_REMARKS:
        card.body.addWidget(Label(theme, more, "small", "text2"))
    return card


def _remark(theme: Theme, remark: Annotation) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(1)
    words = Label(theme, ": ".join(part for part in (remark.title, remark.message) if part), "body")
    place = f"{remark.file}:{remark.line}" if remark.file and remark.line else remark.file
    where = Label(theme, place, "small", "text2")
    for label in (words, where):
        label.setWordWrap(True)
        label.setTextInteractionFlags(_FLAGS)
        column.addWidget(label)
    where.setVisible(bool(place))
    return holder


class SummaryView(QTextBrowser):
    """Markdown as it is meant to look. It loads nothing; a link asks for a browser with ``link_wanted``."""

    link_wanted = Signal(object)

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__()
        self._theme, self._text = theme, text
        self.setObjectName("summary")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFont(theme.font("body"))
        self.document().setDocumentMargin(0)
        self.viewport().setAutoFillBackground(False)
        self.anchorClicked.connect(self._on_link)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())
        theme.changed.connect(self._render)
        self._render()

    def loadResource(self, _kind: int, _name: QUrl | str) -> Any:
        return None

    def _render(self) -> None:
        self.setMarkdown(self._text)
        dress_markdown(self.document(), self._theme, SUMMARY_HEADINGS)
        self._fit()

    def _fit(self) -> None:
        height = int(self.document().size().height()) + 6
        self.setFixedHeight(min(MOST_SUMMARY_HEIGHT, max(24, height)))

    def _on_link(self, url: QUrl) -> None:
        if url.scheme() in ("http", "https"):
            self.link_wanted.emit(url)


def summary_card(theme: Theme, title: str, text: str, open_url: Any = QDesktopServices.openUrl) -> Card:
    card = Card(theme)
    card.header(title)
    card.setMaximumWidth(MOST_WIDTH)
    view = SummaryView(theme, text)
    view.setAccessibleName(title)
    view.link_wanted.connect(open_url)
    card.body.addWidget(view)
    return card
