"""Links in a line of the log: addresses, places in files, and the links that programs mark as such.

A link is never followed by itself, and never leads anywhere but to the web or to a file in the working directory.
"""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from stepflow_desktop.gui.log.document import ShownLine

WEB_SCHEMES = ("http", "https")
LONGEST = 2_000
_ADDRESS = re.compile(r"https?://[^\s<>\"'`]+[^\s<>\"'`.,;:!?)\]}]", re.IGNORECASE)
_PLACE = re.compile(
    r"(?:^|(?<=[\s\"'(\[<=,]))(?P<path>(?:[A-Za-z]:)?[\w./\\~@+-]*[\w-]\.\w{1,10}):(?P<line>\d{1,9})(?::\d{1,9})?(?!\w)"
)
_PYTHON_PLACE = re.compile(r"File \"(?P<path>[^\"\n]{1,1000})\", line (?P<line>\d{1,9})")


class LinkKind(StrEnum):
    WEB = "web"
    FILE = "file"


class Link(NamedTuple):
    """Characters ``start`` to before ``end`` lead to ``target``, an address or a path as it stands in the log.

    ``line`` is the line in the file, 0 if none is named.
    """

    start: int
    end: int
    kind: LinkKind
    target: str
    line: int = 0


def link_at(line: ShownLine, index: int) -> Link | None:
    """The link that character ``index`` belongs to."""
    return next((link for link in links_of(line) if link.start <= index < link.end), None)


def links_of(line: ShownLine) -> list[Link]:
    """All links; what a program marked goes before what only looks like one."""
    found = _marked(line)
    text = line.text[: 4 * LONGEST]
    for match in _ADDRESS.finditer(text):
        found.append(Link(*match.span(), LinkKind.WEB, match.group()))
    for expression in (_PYTHON_PLACE, _PLACE):
        for match in expression.finditer(text):
            found.append(Link(*match.span(), LinkKind.FILE, match["path"], int(match["line"])))
    taken: list[Link] = []
    for link in found:
        if len(link.target) <= LONGEST and not any(link.start < each.end and each.start < link.end for each in taken):
            taken.append(link)
    return sorted(taken)


def _marked(line: ShownLine) -> list[Link]:
    """The links of OSC 8 sequences, if they lead where links may lead."""
    found, start = [], 0
    for text, style in line.spans:
        if style.link:
            scheme = style.link.partition(":")[0].lower()
            end = start + len(text)
            if scheme in WEB_SCHEMES:
                found.append(Link(start, end, LinkKind.WEB, style.link))
            elif scheme == "file":
                parts = urlsplit(style.link)
                line_number = re.fullmatch(r"L?(\d{1,9})(?:[:,C].*)?", parts.fragment)
                found.append(
                    Link(start, end, LinkKind.FILE, unquote(parts.path), int(line_number[1]) if line_number else 0)
                )
        start += len(text)
    return found


def file_of(link: Link, folder: Path) -> Path | None:
    """The file that a link leads to, if it is there and lies in ``folder``; a few looks at the disk."""
    if link.kind is not LinkKind.FILE or "\0" in link.target:
        return None
    try:
        root = folder.resolve()
        path = (root / link.target).resolve()
        inside = path.is_relative_to(root) and root != Path(root.anchor)
        return path if inside and path.is_file() else None
    except (OSError, ValueError, RuntimeError):
        return None
