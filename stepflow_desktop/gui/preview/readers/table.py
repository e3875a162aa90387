"""Tables: delimiter and types are guessed, rows are handed out in pages, sorted, filtered and summed up here."""

from __future__ import annotations

import csv
import io
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from stepflow_desktop.gui.preview.readers.answers import Answer, Refused
from stepflow_desktop.gui.preview.readers.text import SAMPLE_BYTES, guessed_encoding

MOST_ROWS = 500_000
MOST_CELLS = 5_000_000
MOST_COLUMNS = 1_000
CELL_CHARACTERS = 10_000
SHOWN_CHARACTERS = 1_000
TYPED_ROWS = 500
MOST_POINTS = 2_000
COMMON_VALUES = 8
DELIMITERS = ",;\t|"


def guessed_delimiter(sample: str, suffix: str = "") -> str:
    """The character that cuts the lines of ``sample`` into the same number of cells, more than one."""
    if suffix == ".tsv":
        return "\t"
    best, most = ",", (-1.0, 0)
    for delimiter in DELIMITERS:
        try:
            counts = [len(row) for row in islice(_rows(io.StringIO(sample), delimiter), 50) if row]
        except csv.Error:
            continue
        # The last line of a sample may be cut off.
        counts = counts[:-1] if len(counts) > 2 else counts
        if not counts:
            continue
        usual, times = Counter(counts).most_common(1)[0]
        score = (times / len(counts) if usual > 1 else 0.0, usual)
        if score > most:
            best, most = delimiter, score
    return best


def number_of(text: str) -> float | None:
    """The number that a cell says, None if it says none. Takes ``1,234.5`` and ``3,5 %`` for no number."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) and "_" not in text else None


def guessed_types(rows: Sequence[Sequence[str]], columns: int) -> list[str]:
    """``number`` or ``text`` for each column; empty cells say nothing."""
    types = []
    for column in range(columns):
        cells = [row[column] for row in rows if column < len(row) and row[column].strip()]
        types.append("number" if cells and all(number_of(cell) is not None for cell in cells) else "text")
    return types


def has_header(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row names the columns: all different, none a number, none empty but the first."""
    if len(rows) < 2 or not rows[0]:
        return False
    first = [cell.strip() for cell in rows[0]]
    return all(first[1:]) and len(set(first)) == len(first) and not any(number_of(cell) is not None for cell in first)


class TableReader:
    """Rows are read as far as somebody asks; sorting and filtering read all of them, up to a limit."""

    def __init__(self, path: str) -> None:
        file = Path(path)
        with file.open("rb") as opened:
            sample = opened.read(SAMPLE_BYTES)
        codec, self._encoding = guessed_encoding(sample)
        self._delimiter = guessed_delimiter(sample[:65_536].decode(codec, "replace"), file.suffix.lower())
        self._file = file.open(encoding=codec, errors="replace", newline="")
        self._source: Iterator[list[str]] | None = _rows(self._file, self._delimiter)
        self._rows: list[list[str]] = []
        self._cells = 0
        self._widest = 0
        self._cut = False
        self._order: list[int] | None = None
        self._read_to(TYPED_ROWS + 1)
        self._header: list[str] = []
        if has_header(self._rows[:20]):
            self._header = self._rows.pop(0)
        widest = max([len(self._header), *(len(row) for row in self._rows[:TYPED_ROWS])], default=0)
        self._columns = min(widest, MOST_COLUMNS)
        self._types = guessed_types(self._rows[:TYPED_ROWS], self._columns)

    def close(self) -> None:
        self._file.close()

    def about(self) -> Answer:
        names = [*self._header, *(f"{number + 1}" for number in range(len(self._header), self._columns))]
        told = {
            "names": [name[:SHOWN_CHARACTERS] for name in names[: self._columns]],
            "types": self._types,
            "delimiter": self._delimiter,
            "encoding": self._encoding,
            "rows": len(self._rows),
            "columns": max(self._columns, self._widest),
            "all": self._source is None,
        }
        return told, b""

    def rows(self, start: int, count: int) -> Answer:
        """``number`` is the place in the file, from 1; ``more`` whether others follow."""
        if self._order is None:
            self._read_to(start + count + 1)
            order: Sequence[int] = range(len(self._rows))
        else:
            order = self._order
        chosen = order[start : start + count]
        cells = [[cell[:SHOWN_CHARACTERS] for cell in self._rows[at][: self._columns]] for at in chosen]
        more = start + count < len(order) or (self._order is None and self._source is not None)
        return {"rows": cells, "numbers": [at + 1 for at in chosen], "more": more}, b""

    def count(self) -> Answer:
        """How many rows there are; ``cut`` says that there are more than are ever read."""
        self._read_to(MOST_ROWS)
        return {"rows": len(self._rows), "cut": self._cut}, b""

    def arrange(self, text: str = "", column: int = -1, descending: bool = False) -> Answer:
        """Show only rows that contain ``text``, ordered by ``column``; neither shows the file as it is."""
        self._order = None
        if text or column >= 0:
            self._read_to(MOST_ROWS)
            wanted = text.casefold()
            order = [at for at, row in enumerate(self._rows) if not wanted or any(wanted in c.casefold() for c in row)]
            if column >= 0:
                order.sort(key=lambda at: self._key(at, column), reverse=descending)
                # What is empty or of another type stays at the end either way.
                order.sort(key=lambda at: self._rank(at, column))
            self._order = order
        return {"rows": len(self._order) if self._order is not None else len(self._rows)}, b""

    def statistics(self, column: int) -> Answer:
        """Of the rows that are shown: count, empty, different, and what numbers come to or what is most common."""
        self._read_to(MOST_ROWS)
        cells = [self._cell(at, column) for at in self._shown()]
        filled = [cell for cell in cells if cell.strip()]
        numbers = [number for cell in filled if (number := number_of(cell)) is not None]
        told: dict[str, Any] = {"count": len(cells), "empty": len(cells) - len(filled), "different": len(set(filled))}
        if self._types[column] == "number" and numbers:
            ordered = sorted(numbers)
            mean = math.fsum(numbers) / len(numbers)
            spread = math.sqrt(math.fsum((number - mean) ** 2 for number in numbers) / len(numbers))
            told |= {"least": ordered[0], "most": ordered[-1], "mean": mean, "spread": spread}
            told |= {"median": _median(ordered), "bars": _bars(ordered)}
        else:
            common = Counter(filled).most_common(COMMON_VALUES)
            told["common"] = [[value[:SHOWN_CHARACTERS], times] for value, times in common]
        return told, b""

    def points(self, x: int, y: int) -> Answer:
        """Pairs of numbers of two columns, thinned out evenly; ``x`` -1 stands for the number of the row."""
        self._read_to(MOST_ROWS)
        pairs = []
        for at in self._shown():
            across = float(at + 1) if x < 0 else number_of(self._cell(at, x))
            up = number_of(self._cell(at, y))
            if across is not None and up is not None:
                pairs.append((across, up))
        step = max(1, math.ceil(len(pairs) / MOST_POINTS))
        return {"points": pairs[::step], "of": len(pairs)}, b""

    # -- inside

    def _shown(self) -> Sequence[int]:
        return range(len(self._rows)) if self._order is None else self._order

    def _cell(self, at: int, column: int) -> str:
        row = self._rows[at]
        return row[column] if column < len(row) else ""

    def _key(self, at: int, column: int) -> Any:
        cell = self._cell(at, column)
        if self._types[column] == "number":
            return number_of(cell) or 0.0
        return cell.casefold()

    def _rank(self, at: int, column: int) -> int:
        cell = self._cell(at, column).strip()
        odd = self._types[column] == "number" and cell and number_of(cell) is None
        return 2 if not cell else 1 if odd else 0

    def _read_to(self, count: int) -> None:
        if self._source is None:
            return
        try:
            while len(self._rows) < min(count, MOST_ROWS) and self._cells < MOST_CELLS:
                row = next(self._source)
                self._rows.append(row[:MOST_COLUMNS])
                self._cells += len(row)
                self._widest = max(self._widest, len(row))
        except StopIteration:
            self._source = None
        except csv.Error as error:
            raise Refused("damaged", str(error)) from error
        if self._source is not None and (len(self._rows) >= MOST_ROWS or self._cells >= MOST_CELLS):
            self._source, self._cut = None, True


def _rows(file: io.TextIOBase, delimiter: str) -> Iterator[list[str]]:
    """Rows with something in them. Cells longer than can be shown are cut, so that no line fills the memory."""
    csv.field_size_limit(50_000_000)
    lines = (line.replace("\0", "") for line in file)
    for row in csv.reader(lines, delimiter=delimiter):
        if row:
            yield [cell if len(cell) <= CELL_CHARACTERS else cell[:CELL_CHARACTERS] for cell in row]


def _median(ordered: Sequence[float]) -> float:
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def _bars(ordered: Sequence[float], count: int = 20) -> list[int]:
    """How many numbers fall into each of ``count`` equal ranges from the least to the greatest."""
    least, width = ordered[0], (ordered[-1] - ordered[0]) / count
    bars = [0] * count
    for number in ordered:
        bars[min(count - 1, int((number - least) / width)) if width > 0 else 0] += 1
    return bars
