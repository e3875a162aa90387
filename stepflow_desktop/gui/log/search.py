"""Finding text in a log: fast over the bytes of the whole file, exact on each line that is shown.

A ``Query`` says where it matches in one line as it is shown. A ``Search`` goes over chunks of the file and notes the
piece of every match. Chunks are looked through as bytes for what a match must contain; only lines that have it are
decoded and matched, so both always count the same.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass

from stepflow_desktop.gui.log import ansi
from stepflow_desktop.gui.log.class_runs import ClassRun, required_run
from stepflow_desktop.gui.log.levels import line_starts
from stepflow_desktop.gui.log.literals import required_literals
from stepflow_desktop.gui.log.marks import IsMarker, marker_starts

MOST_MATCHES = 1_000_000
_CROSSES_LINES = re.compile(r"\\[sWDnrAZvfx0-9uUN]|\[\^|\(\?")
_DENSE_BYTES = 512
_DENSE_CHUNKS = 15
_CARRIAGE_RETURNS = re.compile(rb"\r+\n")


@dataclass(frozen=True, slots=True)
class Query:
    text: str
    regex: bool = False
    case: bool = False

    def problem(self) -> str:
        """Why this is no regular expression, or empty."""
        if not self.regex:
            return ""
        try:
            re.compile(self.text)
        except (re.error, OverflowError, RecursionError) as error:
            return str(error)
        return ""

    def compiled(self, *, multiline: bool = False) -> re.Pattern[str]:
        flags = (0 if self.case else re.IGNORECASE) | (re.MULTILINE if multiline else 0)
        return re.compile(self.text if self.regex else re.escape(self.text), flags)


class Matcher:
    """Where ``query`` matches in lines as they are shown."""

    def __init__(self, query: Query) -> None:
        self.query = query
        self._pattern = query.compiled()

    @property
    def flags(self) -> int:
        return self._pattern.flags

    def spans(self, text: str) -> list[tuple[int, int]]:
        return [match.span() for match in self._pattern.finditer(text) if match.end() > match.start()]


class Search:
    """The matches of ``query`` so far: ``pieces`` holds one piece number per match, in order.

    ``count`` is that of all, also of those beyond ``MOST_MATCHES``, which are not noted. Lines for which
    ``is_marker`` holds are not shown and so not searched. ``feed`` must get the chunks of the log in order.
    """

    def __init__(self, query: Query, masks: Sequence[str] = (), is_marker: IsMarker | None = None) -> None:
        self._is_marker = is_marker
        self.query = query
        self.matcher = Matcher(query)
        self.pieces = array("I")
        self.next_piece = 0
        self.count = 0
        self._masks = [mask.encode() for mask in masks if mask]
        self._needle = b""
        self._whole: re.Pattern[str] | None = None
        self._dense_chunks = 0
        self._run: ClassRun | None = None
        self._find = self._way()

    def feed(self, chunk: bytes, first_piece: int, pieces: int) -> None:
        """Take ``pieces`` whole pieces, the first of them ``first_piece``, each ending in a line end."""
        shown = self._shown(chunk)
        if self.count >= MOST_MATCHES and self._needle and not self._hidden(shown):
            self.count += self._cased(shown).count(self._needle)
        else:
            self._note(shown, first_piece)
        self.next_piece = first_piece + pieces

    def _note(self, shown: bytes, first_piece: int) -> None:
        hidden: Set[int] | None = None
        before, counted = 0, 0
        for at in self._find(shown):
            if hidden is None:
                # Only now: most chunks hold no match.
                hidden = self._hidden(shown)
            if hidden and shown.rfind(b"\n", 0, at) + 1 in hidden:
                continue
            self.count += 1
            if self.count <= MOST_MATCHES:
                counted += shown.count(b"\n", before, at)
                before = at
                self.pieces.append(first_piece + counted)

    def _hidden(self, shown: bytes) -> Set[int]:
        """Where the lines begin that are not shown as text."""
        return marker_starts(shown, self._is_marker) if self._is_marker is not None else set()

    def _cased(self, text: bytes) -> bytes:
        return text if self.query.case else text.lower()

    def _way(self) -> Callable[[bytes], Iterator[int]]:
        query = self.query
        if not query.regex and (query.case or query.text.isascii()):
            self._needle = self._cased(query.text.encode())
            return self._find_plain
        if not (query.regex and _CROSSES_LINES.search(query.text)):
            self._whole = query.compiled(multiline=True)
        literals = required_literals(query.text) if query.regex else []
        if literals and (query.case or all(each.isascii() for each in literals)):
            self._needles = [each.encode() if query.case else each.lower().encode() for each in literals]
            return self._find_by_literals
        self._run = required_run(query.text, self.matcher.flags) if query.regex else None
        return self._find_by_run if self._run is not None else self._find_in_text

    def _shown(self, chunk: bytes) -> bytes:
        """``chunk`` as it is shown, line for line."""
        if b"\r" in chunk:
            chunk = _CARRIAGE_RETURNS.sub(b"\n", chunk)
            if b"\r" in chunk:
                chunk = b"\n".join(line[line.rfind(b"\r") + 1 :] for line in chunk.split(b"\n"))
        chunk = ansi.plain_bytes(chunk)
        for mask in self._masks:
            chunk = chunk.replace(mask, b"***")
        return chunk

    def _find_plain(self, chunk: bytes) -> Iterator[int]:
        needle, chunk = self._needle, self._cased(chunk)
        at = chunk.find(needle)
        while at >= 0:
            yield at
            at = chunk.find(needle, at + len(needle))

    def _find_by_literals(self, chunk: bytes) -> Iterator[int]:
        return self._find_where(chunk, lambda: line_starts(self._cased(chunk), self._needles))

    def _find_by_run(self, chunk: bytes) -> Iterator[int]:
        run = self._run
        if run is None or not chunk.isascii():
            return self._find_in_text(chunk)
        return self._find_where(chunk, lambda: line_starts(chunk.translate(run.table), [run.needle]))

    def _find_where(self, chunk: bytes, promising: Callable[[], Set[int]]) -> Iterator[int]:
        """The matches in the lines that begin where ``promising`` says."""
        if self._dense_chunks:
            self._dense_chunks -= 1
            yield from self._find_in_text(chunk)
            return
        starts = promising()
        if self._whole is not None and len(starts) * _DENSE_BYTES > len(chunk):
            # Where most lines have it, looking at one after the other is slower than at all; so it will be for a while.
            self._dense_chunks = _DENSE_CHUNKS
            yield from self._find_in_text(chunk)
            return
        for start in sorted(starts):
            yield from self._in_line(chunk, start, chunk.find(b"\n", start))

    def _find_by_line(self, chunk: bytes) -> Iterator[int]:
        start, end = 0, chunk.find(b"\n")
        while end >= 0:
            yield from self._in_line(chunk, start, end)
            start, end = end + 1, chunk.find(b"\n", end + 1)

    def _in_line(self, chunk: bytes, start: int, end: int) -> Iterator[int]:
        for _ in self.matcher.spans(chunk[start:end].decode("utf-8", "replace")):
            yield start

    def _find_in_text(self, chunk: bytes) -> Iterator[int]:
        if self._whole is not None and chunk.isascii():
            text = chunk.decode("ascii")
            for match in self._whole.finditer(text):
                if match.end() > match.start():
                    yield match.start()
        else:
            yield from self._find_by_line(chunk)
