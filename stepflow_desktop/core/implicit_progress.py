"""Progress that programs show by themselves: ``42%`` alone on a line, a tqdm bar, the OSC 9;4 sequence of terminals.

A *piece* is what a carriage return or newline ends. OSC 9;4 needs no such end.
"""

from __future__ import annotations

import re

from stepflow_desktop.core.ansi_text import strip_sequences

PIECE_HINT = re.compile(rb"%(?:\||[ \t]*[\r\n\x1b])")
"""Finds every piece that may show progress, and few others."""

OSC_PROGRESS = re.compile(rb"\x1b\]9;4;[124];([0-9]{1,3})(?:\x07|\x1b\\)")
LONGEST_OSC = 16
"""Bytes."""

_ALONE = re.compile(r"\s*([0-9]{1,3}(?:\.[0-9]{1,6})?)\s?%\s*", re.ASCII)
_BAR = re.compile(r"(.*?)\b([0-9]{1,3})%\|[^|]*\|\s*([0-9][^\s/]*)/([0-9][^\s/]*)(?:\s.*)?", re.ASCII)
_KEYWORD = re.compile(r"STEP_|META:|ARTIFACT:")
_LONGEST_PIECE = 4_096


def read_piece(piece: bytes) -> tuple[float, str] | None:
    """The fraction and words such as ``148 of 300`` that a piece shows, or None."""
    if len(piece) > _LONGEST_PIECE:
        return None
    text = strip_sequences(piece.decode("utf-8", "replace"))
    if alone := _ALONE.fullmatch(text):
        return min(float(alone[1]) / 100, 1.0), ""
    bar = _BAR.fullmatch(text.rstrip())
    if bar and not _KEYWORD.search(bar[1]):
        return min(int(bar[2]) / 100, 1.0), f"{bar[3]} of {bar[4]}"
    return None


def fraction_of(osc: re.Match[bytes]) -> float:
    return min(int(osc[1]) / 100, 1.0)
