"""The line under the bar of the log that says which lines are shown, and shows all of them again."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from stepflow_desktop.gui.log.likeness import pattern_like, pattern_of_any
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.buttons import Button
from stepflow_desktop.gui.widgets.labels import ElidedLabel

HEIGHT = 34
ICON = 14
MOST_HIDDEN = 20


@dataclass(frozen=True, slots=True)
class LineFilter:
    """Lines that serve as examples: of those to show, if there is one, and of those to leave out."""

    like: str = ""
    unlike: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.like or self.unlike)

    def with_hidden(self, line: str) -> LineFilter:
        """One more example to leave out."""
        known = [each for each in self.unlike if each != line]
        return LineFilter(self.like, (*known, line)[-MOST_HIDDEN:])

    @property
    def only(self) -> str:
        """The regular expression of the lines to show, empty for all."""
        return pattern_like(self.like)

    @property
    def without(self) -> str:
        return pattern_of_any([pattern for line in self.unlike if (pattern := pattern_like(line))])


class FilterStrip(QWidget):
    """Hidden while nothing is filtered. ``cleared`` asks to show all lines."""

    cleared = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedHeight(HEIGHT)
        self._icon = QLabel()
        self.words = ElidedLabel(theme, "", "small_medium", "text2")
        self.button = Button(theme, self.tr("Show all lines"), kind="link")
        self.button.setObjectName("clear_line_filter")
        self.button.clicked.connect(lambda: self.cleared.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 10, 0)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self.words, 1)
        row.addWidget(self.button)
        theme.changed.connect(self._take_icon)
        self._take_icon()
        self.show_filter(LineFilter())

    def show_filter(self, wanted: LineFilter) -> None:
        self.setVisible(bool(wanted))
        self.words.set_text(self._words(wanted))

    def _words(self, wanted: LineFilter) -> str:
        like, unlike = " ".join(wanted.like.split()), " ".join((wanted.unlike or ("",))[-1].split())
        more = len(wanted.unlike) - 1
        if like and unlike:
            return self.tr("Only lines like “{line}”, without some").format(line=like)
        if like:
            return self.tr("Only lines like “{line}”").format(line=like)
        if more > 0:
            return self.tr("Without lines like “{line}” and {count} more").format(line=unlike, count=more)
        return self.tr("Without lines like “{line}”").format(line=unlike) if unlike else ""

    def _take_icon(self) -> None:
        self._icon.setPixmap(self._theme.pixmap("funnel", "accent", ICON, self.devicePixelRatioF()))
