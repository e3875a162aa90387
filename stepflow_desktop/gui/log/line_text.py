"""A line of the log as it is shown: decoded, overwritten parts cut, secrets masked, tabs spread, in spans."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from stepflow_desktop.gui.log import ansi
from stepflow_desktop.gui.log.ansi import PLAIN, Span

MASKED = "***"
TAB = 8
_COMMAND = re.compile(r"::(error|warning|notice|debug|group)(?: [^\n]*?)?::", re.IGNORECASE)


def shown_spans(raw: bytes, masks: Sequence[str] = ()) -> list[Span]:
    """The spans of the piece ``raw``."""
    text = _masked(ansi.shown_part(raw.decode("utf-8", "replace")), masks)
    command = _COMMAND.match(text)
    if command:
        word = command.group(1).lower()
        text = text[command.end() :] if word == "group" else f"{word.capitalize()}: {text[command.end() :]}"
    found = ansi.spans(text)
    if command and command.group(1).lower() == "group":
        # The title of what folds.
        found = [Span(part, style._replace(bold=True)) for part, style in found]
    if any(mask and mask in "".join(span.text for span in found) for mask in masks):
        # Sequences inside a secret: its colours are not worth showing it.
        found = [Span(_masked(ansi.plain(text), masks), PLAIN)]
    return _tabs_spread(found) if "\t" in text else found


def shown_text(raw: bytes, masks: Sequence[str] = ()) -> str:
    return "".join(span.text for span in shown_spans(raw, masks))


def cells(text: str) -> int:
    """How many columns ``text`` takes: two for wide characters, none for combining ones."""
    return len(text) if text.isascii() else sum(map(_width, text))


def cell_starts(text: str) -> list[int]:
    """The column of each character of ``text``, and the column after the last."""
    starts, column = [], 0
    for char in text:
        starts.append(column)
        column += _width(char)
    return [*starts, column]


def _width(char: str) -> int:
    if char < "\u0300":
        return 1
    if unicodedata.combining(char) or char in "\u200b\u200c\u200d\ufe0e\ufe0f":
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _masked(text: str, masks: Sequence[str]) -> str:
    for mask in masks:
        if mask:
            text = text.replace(mask, MASKED)
    return text


def _tabs_spread(found: list[Span]) -> list[Span]:
    spread, column = [], 0
    for text, style in found:
        parts = []
        for index, part in enumerate(text.split("\t")):
            if index:
                gap = TAB - column % TAB
                parts.append(" " * gap)
                column += gap
            parts.append(part)
            column += cells(part)
        spread.append(Span("".join(parts), style))
    return spread
