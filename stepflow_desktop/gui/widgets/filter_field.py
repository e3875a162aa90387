"""The field of the filter language: what of its text cannot be used is underlined."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QInputMethodEvent, QTextCharFormat
from PySide6.QtWidgets import QApplication, QWidget

from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.fields import SearchField


class FilterField(SearchField):
    """``show_problems`` underlines stretches of the text and tells assistive technology why."""

    def __init__(self, theme: Theme, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, placeholder, parent, icon="list-filter")
        self._composing = False
        self._underlined: tuple[tuple[int, int], ...] = ()

    @property
    def underlined(self) -> tuple[str, ...]:
        """What is underlined now."""
        return tuple(self.text()[start:end] for start, end in self._underlined)

    def show_problems(self, places: Sequence[tuple[int, int]], message: str) -> None:
        self._underlined = tuple(places)
        self.setAccessibleDescription(message)
        self._underline()

    def _underline(self) -> None:
        """A line of text has formats only through the door of input methods."""
        if self._composing:
            return
        attributes = []
        for start, end in self._underlined:
            look = QTextCharFormat()
            look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            look.setUnderlineColor(self._theme.color("failed"))
            look.setForeground(self._theme.color("failed"))
            kind = QInputMethodEvent.AttributeType.TextFormat
            attributes.append(QInputMethodEvent.Attribute(kind, start - self.cursorPosition(), end - start, look))
        QApplication.sendEvent(self, QInputMethodEvent("", attributes))

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """While a word is being composed in an input method, its formats are those of the method."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def _take_icon(self) -> None:
        super()._take_icon()
        self._underline()
