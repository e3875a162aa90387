"""The log as a file for others: plain text, text with its colour sequences, or a page. Secrets are masked in each."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from stepflow_desktop.gui.log.ansi import Style
from stepflow_desktop.gui.log.line_index import BLOCK
from stepflow_desktop.gui.log.line_text import MASKED, shown_spans, shown_text

KINDS = ("text", "ansi", "html")

_HEAD = '<!DOCTYPE html>\n<html lang="en"><meta charset="utf-8"><title>{title}</title>\n<pre>\n'
_TAIL = "</pre></html>\n"
_NAMES = ("#2A3142", "#B3261E", "#08755A", "#8A5A00", "#1F5FCC", "#8A3FA0", "#0B7285", "#5A6377")


def export_log(log_path: Path, target: Path, kind: str, masks: Sequence[str], is_cancelled: Callable[[], bool]) -> None:
    """Write the log as ``kind`` to ``target``, which appears when it is whole. Blocking; OSError if it cannot."""
    if kind not in KINDS:
        raise ValueError(f"there is no kind {kind!r}")
    part = target.with_name(f"{target.name}.part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as out:
            if kind == "html":
                out.write(_HEAD.format(title=html.escape(target.stem)))
            for number, line in enumerate(_lines(log_path)):
                if number % 1000 == 0 and is_cancelled():
                    return
                out.write(_as(kind, line, masks) + "\n")
            if kind == "html":
                out.write(_TAIL)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _lines(path: Path) -> Iterator[bytes]:
    with path.open("rb") as log:
        while line := log.readline(16 * BLOCK):
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
    rules = []
    if isinstance(style.foreground, tuple):
        rules.append("color:#{:02x}{:02x}{:02x}".format(*style.foreground))
    elif style.foreground is not None and style.foreground < 16:
        rules.append(f"color:{_NAMES[style.foreground % 8]}")
    if style.bold:
        rules.append("font-weight:bold")
    if style.underline:
        rules.append("text-decoration:underline")
    escaped = html.escape(text)
    return f'<span style="{";".join(rules)}">{escaped}</span>' if rules else escaped
