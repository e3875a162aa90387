"""Terminal sequences in a line: colours and links are kept, everything else is dropped.

A line becomes *spans* of text of one *style*. Colours are 0 to 255 of the terminal palette or an (r, g, b) triple.
Cursor movement, titles, clipboard access, device queries, control and direction characters never reach the screen.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

Color = int | tuple[int, int, int]

CUBE = (0, 95, 135, 175, 215, 255)
"""The steps of red, green and blue in the colours 16 to 231 of the palette."""

_TOKEN = re.compile(
    r"\x1b\]8;[^;\x07\x1b]*;(?P<link>[^\x07\x1b]*)(?:\x07|\x1b\\)"
    r"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?"
    r"|\x1b[PX^_][^\x1b]*(?:\x1b\\)?"
    r"|\x1b\[[0-?]*[ -/]*[@-~]?"
    r"|\x1b[ -/]+[0-~]?"
    r"|\x1b[0-~]?"
    r"|[\x00-\x08\x0a-\x1a\x1c-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]+"
)
_SGR = re.compile(r"\x1b\[([0-9;:]*)m")
_BYTES_TOKEN = re.compile(
    rb"\x1b(?:\[[0-?]*[ -/]*[@-~]?|\][^\x07\x1b\n]*(?:\x07|\x1b\\)?|[PX^_][^\x1b\n]*(?:\x1b\\)?|[ -/]+[0-~]?|[0-~]?)"
)


class Style(NamedTuple):
    """How a span looks. ``link`` is its address, if it has one."""

    foreground: Color | None = None
    background: Color | None = None
    bold: bool = False
    dim: bool = False
    underline: bool = False
    inverse: bool = False
    link: str = ""


PLAIN = Style()
_made = tuple.__new__  # in half the time of a call of the class


class Span(NamedTuple):
    text: str
    style: Style


def spans(text: str) -> list[Span]:
    """``text``, one line, as spans; neighbours differ in style and none is empty."""
    if text.isprintable():
        return [Span(text, PLAIN)] if text else []
    # Text and codes in turns: what nearly every line of colours is, and some have thousands.
    parts = _SGR.split(text)
    found: list[Span] = []
    style = _read(found, parts[0], PLAIN)
    for sgr, part in zip(parts[1::2], parts[2::2], strict=True):
        style = _read(found, part, _with_codes(style, sgr))
    return found


def _read(found: list[Span], text: str, style: Style) -> Style:
    """Add ``text``, which may hold any sequence but colours, in ``style``; which one holds on after it."""
    if text.isprintable():
        _add(found, text, style)
        return style
    at = 0
    for token in _TOKEN.finditer(text):
        _add(found, text[at : token.start()], style)
        at = token.end()
        link = token.group("link")
        if link is not None:
            style = style._replace(link=link)
    _add(found, text[at:], style)
    return style


def plain(text: str) -> str:
    """``text`` without any sequence or control character but tabs."""
    return text if text.isprintable() else _TOKEN.sub("", text)


def plain_bytes(data: bytes) -> bytes:
    """``data``, any number of lines, without sequences; the lines stay as many as they are."""
    return _BYTES_TOKEN.sub(b"", data) if b"\x1b" in data else data


def shown_part(text: str) -> str:
    """What a terminal leaves standing of a line: the part after the last carriage return, line end cut."""
    text = text.rstrip("\r\n")
    return text[text.rfind("\r") + 1 :] if "\r" in text else text


def _add(found: list[Span], text: str, style: Style) -> None:
    if not text:
        return
    if found and found[-1][1] == style:
        text = found.pop()[0] + text
    found.append(_made(Span, (text, style)))


@lru_cache(maxsize=1024)  # a line of many colours says the same few again and again
def _with_codes(style: Style, sgr: str) -> Style:
    codes = [int(code[:6]) if code.isdigit() else 0 for code in sgr.replace(":", ";").split(";")]
    at = 0
    while at < len(codes):
        code = codes[at]
        at += 1
        if code in (38, 48):
            color, at = _extended(codes, at)
            if color is not None:
                style = style._replace(foreground=color) if code == 38 else style._replace(background=color)
        else:
            style = _with_code(style, code)
    return style


def _extended(codes: list[int], at: int) -> tuple[Color | None, int]:
    """The colour after 38 or 48, and where the codes go on."""
    kind = codes[at] if at < len(codes) else None
    if kind == 5 and at + 1 < len(codes):
        return min(codes[at + 1], 255), at + 2
    if kind == 2 and at + 3 < len(codes):
        red, green, blue = (min(code, 255) for code in codes[at + 1 : at + 4])
        return (red, green, blue), at + 4
    return None, len(codes)


def _with_code(style: Style, code: int) -> Style:
    if code == 0:
        return Style(link=style.link)
    if 30 <= code <= 37 or 90 <= code <= 97:
        return style._replace(foreground=code - 30 if code < 40 else code - 82)
    if 40 <= code <= 47 or 100 <= code <= 107:
        return style._replace(background=code - 40 if code < 50 else code - 92)
    return _switched(style, code)


def _switched(style: Style, code: int) -> Style:
    match code:
        case 1:
            return style._replace(bold=True)
        case 2:
            return style._replace(dim=True)
        case 4 | 21:
            return style._replace(underline=True)
        case 7:
            return style._replace(inverse=True)
        case 22:
            return style._replace(bold=False, dim=False)
        case 24:
            return style._replace(underline=False)
        case 27:
            return style._replace(inverse=False)
        case 39:
            return style._replace(foreground=None)
        case 49:
            return style._replace(background=None)
    return style
