"""The index against a list of all pieces, on logs of every kind."""

from __future__ import annotations

import random

import pytest

from stepflow_desktop.gui.log.line_index import BLOCK, LineIndex, Pieces


def naive_pieces(data: bytes) -> list[tuple[int, int, bool]]:
    """Start, line number and whether it continues a line, of every piece."""
    pieces = []
    start = 0
    for number, line in enumerate(data.split(b"\n"), 1):
        for cut in range(0, max(1, len(line)), BLOCK):
            if start + cut < len(data):
                pieces.append((start + cut, number, cut > 0))
        start += len(line) + 1
    return pieces


def indexed(data: bytes, chunk: int) -> Pieces:
    index = LineIndex()
    for at in range(0, len(data), chunk):
        index.extend(data[at : at + chunk])
    return Pieces(index, lambda offset, length: data[offset : offset + length])


def random_log(seed: int) -> bytes:
    rnd = random.Random(seed)
    lines = []
    for _ in range(rnd.randrange(1, 400)):
        kind = rnd.random()
        if kind < 0.3:
            lines.append(b"")
        elif kind < 0.97:
            lines.append(rnd.randbytes(rnd.randrange(200)).replace(b"\n", b"\r"))
        else:
            size = rnd.choice([BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK, 3 * BLOCK + 7, rnd.randrange(5 * BLOCK)])
            lines.append(b"x" * size)
    return b"\n".join(lines) + rnd.choice([b"", b"\n", b"tail"])


EDGES = [
    b"",
    b"\n",
    b"a",
    b"x" * BLOCK,
    b"x" * BLOCK + b"\n",
    b"x" * (BLOCK - 1) + b"\n" + b"y",
    b"x" * (BLOCK + 1),
    b"\n" * (2 * BLOCK + 3),
    b"x" * (4 * BLOCK),
    b"a\r\nb\r\n\xff\xfe\n",
]


@pytest.mark.parametrize("data", [*EDGES, *(random_log(seed) for seed in range(25))])
def test_it_finds_what_a_list_of_all_pieces_holds(data: bytes) -> None:
    expected = naive_pieces(data)
    for chunk in (len(data) or 1, 70_001, 1000 if len(data) < 400_000 else 30_011):
        pieces = indexed(data, chunk)
        index = pieces.index
        assert index.pieces == len(expected)
        assert index.lines == (expected[-1][1] if expected else 0)
        rnd = random.Random(1)
        for number in {0, len(expected) - 1, *(rnd.randrange(len(expected)) for _ in range(60))} if expected else ():
            start, line, continues = expected[number]
            end = expected[number + 1][0] if number + 1 < len(expected) else len(data)
            assert pieces.start(number) == start
            assert pieces.line(number) == (line, continues)
            assert pieces.read(number) == data[start:end]
            assert pieces.at(start) == pieces.at(end - 1) == number
            if not continues:
                assert pieces.of_line(line) == number


def test_only_the_last_line_may_still_grow() -> None:
    index = LineIndex()
    index.extend(b"one\ntwo")
    assert (index.pieces, index.complete_pieces, index.lines) == (2, 1, 2)
    index.extend(b"\n")
    assert (index.pieces, index.complete_pieces, index.lines) == (2, 2, 2)


def test_it_keeps_a_few_numbers_per_block() -> None:
    index = LineIndex()
    index.extend(b"a line of text\n" * 500_000)
    blocks = index.size // BLOCK
    assert len(index.pieces_before) == len(index.ends_before) == len(index.line_starts) == blocks + 1
