"""The log as a file for others: plain text, text with its colour sequences, or a page. Secrets are masked in each."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from stepflow_desktop.gui import tokens
from stepflow_desktop.gui.log.ansi import CUBE, Color, Style
from stepflow_desktop.gui.log.line_index import BLOCK
from stepflow_desktop.gui.log.line_text import MASKED, shown_spans, shown_text

KINDS = ("text", "ansi", "html")

_HEAD = '<!DOCTYPE html>\n<html lang="en"><meta charset="utf-8"><title>{title}</title>\n<pre>\n'
_TAIL = "</pre></html>\n"


def export_log(
    log_path: Path,
    target: Path,
    kind: str,
    masks: Sequence[str],
    is_cancelled: Callable[[], bool],
    part: tuple[int, int | None] = (0, None),
) -> None:
    """Write the log as ``kind`` to ``target``, which appears when it is whole. Blocking; OSError if it cannot.

    ``part`` are the offsets of the first byte and of the one after the last, None for all that follows.
    """
    if kind not in KINDS:
        raise ValueError(f"there is no kind {kind!r}")
    unfinished = target.with_name(f"{target.name}.part")
    try:
        with unfinished.open("w", encoding="utf-8", newline="\n") as out:
            if kind == "html":
                out.write(_HEAD.format(title=html.escape(target.stem)))
            for number, line in enumerate(_lines(log_path, *part)):
                if number % 1000 == 0 and is_cancelled():
                    return
                out.write(_as(kind, line, masks) + "\n")
            if kind == "html":
                out.write(_TAIL)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


def _lines(path: Path, start: int, end: int | None) -> Iterator[bytes]:
    with path.open("rb") as log:
        at = log.seek(start)
        while (end is None or at < end) and (line := log.readline(16 * BLOCK)):
            at += len(line)
            yield line.removesuffix(b"\n")


def _as(kind: str, line: bytes, masks: Sequence[str]) -> str:
    if kind == "text":
        return shown_text(line, masks)
    if kind == "html":
        return "".join(_marked_up(text, style) for text, style in shown_spans(line, masks))
    text = line.decode("utf-8", "replace")
    for mask in masks:
        text = text.replace(mask, MASKED) if mask else text
    return text


def _marked_up(text: str, style: Style) -> str:
    foreground, background = style.foreground, style.background
    rules = []
    if style.inverse:
        rules.append(f"color:{_css(background) or 'white'};background:{_css(foreground) or '#2A3142'}")
    else:
        if foreground is not None:
            rules.append(f"color:{_css(foreground)}")
        if background is not None:
            rules.append(f"background:{_css(background)}")
    if style.bold:
        rules.append("font-weight:bold")
    if style.dim:
        rules.append("opacity:.7")
    if style.underline:
        rules.append("text-decoration:underline")
    escaped = html.escape(text)
    return f'<span style="{";".join(rules)}">{escaped}</span>' if rules else escaped


def _css(color: Color | None) -> str:
    """The colour as a page writes it, empty for none."""
    if color is None:
        return ""
    if isinstance(color, tuple):
        return "#{:02x}{:02x}{:02x}".format(*color)
    if color < 16:
        return tokens.ANSI_LIGHT[color]
    if color >= 232:
        return "#" + f"{8 + 10 * (color - 232):02x}" * 3
    cube = color - 16
    return f"#{CUBE[cube // 36]:02x}{CUBE[cube // 6 % 6]:02x}{CUBE[cube % 6]:02x}"
