"""Matches over a whole log against matching every shown line, for each way of looking."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from stepflow_desktop.gui.log import search as search_module
from stepflow_desktop.gui.log.line_text import shown_text
from stepflow_desktop.gui.log.log_file import LogFile
from stepflow_desktop.gui.log.scanner import Courtesy, LogScanner
from stepflow_desktop.gui.log.search import Matcher, Query, Search


def some_log() -> bytes:
    rnd = random.Random(5)
    words = [b"error", b"Error", b"warn", b"batch 17", b"caf\xc3\xa9", b"CAF\xc3\x89", b"\x1b[31mred\x1b[0m", b"x\ry"]
    lines = [b" ".join(rnd.choices([*words, b"ok", b"12 ms", b"\xff"], k=rnd.randrange(12))) for _ in range(3000)]
    lines[100] = b"long " + b"z" * 200_000 + b" batch 17"
    return b"\r\n".join(lines[:1500]) + b"\n" + b"\n".join(lines[1500:]) + b"\nlast error"


QUERIES = [
    Query("error"),
    Query("error", case=True),
    Query("ERROR w"),
    Query("café"),
    Query("café", case=True),
    Query("red ok"),
    Query(r"batch \d+", regex=True),
    Query(r"error|warn$", regex=True),
    Query(r"^(error|ok)\b", regex=True, case=True),
    Query(r"\d+ ms", regex=True),
    Query(r"[^a-z]ms", regex=True),
    Query(r"r\s+e", regex=True),
    Query("*", regex=False),
    Query("k.*k", regex=True),
    Query(r"[a-z]{5,}", regex=True, case=True),
    Query(r"[A-Z]{4}", regex=True),
    Query(r"\b[a-f0-9]{2}", regex=True),
    Query(r"\w{4}[^a-z]", regex=True),
]


@pytest.mark.parametrize("query", QUERIES)
def test_it_counts_what_matching_each_line_counts(tmp_path: Path, query: Query) -> None:
    data = some_log()
    path = tmp_path / "output.log"
    path.write_bytes(data)
    scanner = LogScanner(LogFile(path), lambda _line: False, Courtesy())
    scanner.final = True
    scanner.search = Search(query)
    while scanner.advance(1):
        pass
    matcher, expected = Matcher(query), []
    for piece in range(scanner.index.pieces):
        expected += [piece] * len(matcher.spans(shown_text(scanner.pieces.read(piece))))
    assert list(scanner.search.pieces) == expected
    assert expected or query.text == "*"


@pytest.mark.parametrize(
    "pattern", [r"loss 0\.[1-3]", r"^step \d*7 ", r"0\.\d+$|step 1 ", r"step\s+\d+5", r"ok.loss", r"(1|2)3 loss"]
)
@pytest.mark.parametrize("case", [True, False])
def test_it_counts_the_same_where_every_line_has_what_a_match_must_hold(pattern: str, case: bool) -> None:
    """So dense, rare, dense again, with letters that are none of ASCII here and there."""
    query = Query(pattern, regex=True, case=case)
    search, matcher, expected, piece = Search(query), Matcher(query), [], 0
    for number in range(40):
        texts = [f"step {n} ok loss 0.{n % 7}" for n in range(60)] if number % 30 < 18 else ["plain", "loss 0.25"] * 300
        if number % 5 == 0:
            texts[3] = "café loss 0.1"
        search.feed("\n".join([*texts, ""]).encode(), piece, len(texts))
        for at, text in enumerate(texts):
            expected += [piece + at] * len(matcher.spans(text))
        piece += len(texts)
    assert list(search.pieces) == expected


def test_it_goes_on_as_the_log_grows(tmp_path: Path) -> None:
    path = tmp_path / "output.log"
    path.write_bytes(b"a match\nno\na mat")
    scanner = LogScanner(LogFile(path), lambda _line: False, Courtesy())
    scanner.search = Search(Query("match"))
    while scanner.advance(1):
        pass
    assert list(scanner.search.pieces) == [0]
    with path.open("ab") as log:
        log.write(b"ch\nmatch match\n")
    while scanner.advance(1):
        pass
    assert list(scanner.search.pieces) == [0, 2, 3, 3]


def test_it_notes_no_more_than_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_module, "MOST_MATCHES", 3)
    search = Search(Query("x"))
    search.feed(b"x\nx\nx\nx\n", 0, 4)
    assert (list(search.pieces), search.count, search.next_piece) == ([0, 1, 2], 4, 4)


def test_a_secret_is_not_found() -> None:
    search = Search(Query("hunter2"), masks=("hunter2",))
    search.feed(b"the hunter2\nhunter3\n", 0, 2)
    assert list(search.pieces) == []


def test_a_pattern_that_is_none_says_why() -> None:
    assert Query("(", regex=True).problem()
    assert not Query("(").problem()
    assert re.escape("(") == Query("(").compiled().pattern


def test_empty_matches_are_no_matches() -> None:
    assert Matcher(Query("x*", regex=True)).spans("axxa") == [(1, 3)]


@pytest.mark.parametrize("query", [Query("x"), Query("X", case=True), Query("x+", regex=True)])
def test_every_match_is_counted_also_where_no_more_are_noted(monkeypatch: pytest.MonkeyPatch, query: Query) -> None:
    monkeypatch.setattr(search_module, "MOST_MATCHES", 2)
    search = Search(query, (), lambda line: line.startswith(b"META"))
    for number in range(5):
        search.feed(b"x X\nMETA:x\n" if number % 2 else b"x X\nno\n", 2 * number, 2)
    assert search.count == {"x": 10, "X": 5, "x+": 10}[query.text]
    assert len(search.pieces) == 2
