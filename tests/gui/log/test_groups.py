"""Groups that fold, also inside one another and inside steps, and how they share rows with everything else."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from stepflow_desktop.gui.log.groups import MOST_GROUPS, Groups, hidden_ranges
from stepflow_desktop.gui.log.piece_sets import AllBut, Hidden, Without
from stepflow_desktop.gui.log.rows import RowKind, RowMap
from tests.gui.log.log_samples import SampleLog
from tests.gui.log.test_worker import worked


def groups_of(text: str) -> Groups:
    """``(`` opens a group, ``)`` ends one, anything else is a line; ``!`` is one with an error."""
    groups, last_error = Groups(), -1
    for piece, sign in enumerate(text):
        if sign == "(":
            groups.open(piece)
        elif sign == ")":
            groups.close(piece, last_error)
        elif sign == "!":
            last_error = piece
    return groups


@pytest.mark.parametrize(
    ("text", "firsts", "ends", "quiet"),
    [
        ("a(b)c", [1], [3], [1]),
        ("(a(b)c)", [0, 2], [6, 4], [1, 1]),
        ("(a(!)c)", [0, 2], [6, 4], [0, 0]),
        ("(a", [0], [0], [0]),
        ("a)b", [], [], []),
    ],
)
def test_where_groups_are(text: str, firsts: list[int], ends: list[int], quiet: list[int]) -> None:
    groups = groups_of(text)
    assert (list(groups.first), list(groups.end), list(groups.quiet)) == (firsts, ends, quiet)


def test_groups_beyond_the_most_stay_as_they_are() -> None:
    groups = groups_of("()" * MOST_GROUPS + "(a)" + "b")
    assert len(groups.first) == MOST_GROUPS and groups.end[-1] == 2 * MOST_GROUPS - 1


def test_a_group_ends_with_its_step() -> None:
    groups = groups_of("(abcdef")
    assert hidden_ranges(groups, {0}, [0, 4], 7) == (hidden_ranges(groups, {0}, [0, 4], 9))
    firsts, ends = hidden_ranges(groups, {0}, [0, 4], 7)
    assert (list(firsts), list(ends)) == ([1], [4])


def test_pieces_without_folded_ones_are_counted_and_found_as_if_one_by_one() -> None:
    chance = random.Random(7)
    for _ in range(200):
        text = "".join(chance.choice("(((aaaaab)))") for _ in range(60))
        groups = groups_of(text)
        folded = {number for number in range(len(groups.first)) if chance.random() < 0.5}
        markers = [piece for piece, sign in enumerate(text) if sign == ")"]
        shown = AllBut(markers)
        hidden = Hidden(shown, *hidden_ranges(groups, folded, [0], len(text)))
        without = Without(shown, hidden)
        gone = {piece for first, end in zip(hidden.first, hidden.end, strict=True) for piece in range(first, end)}
        left = [piece for piece in range(len(text)) if piece not in gone and piece not in markers]
        start = chance.randrange(len(text))
        after = [piece for piece in left if piece >= start]
        assert without.count(start, len(text)) == len(after)
        assert [without.nth(start, number) for number in range(len(after))] == after


@pytest.fixture
def log(tmp_path: Path) -> SampleLog:
    log = SampleLog(tmp_path)
    log.lines("before")
    log.start("One")
    log.lines("a", "::group::Outer", "b", "::group::Inner", "c", "::endgroup::", "d", "::endgroup::", "e")
    log.artifact("report.txt")
    log.lines("::group::Wrong", "ERROR f", "::endgroup::", "g", "::group::Open", "h")
    return log


@pytest.fixture
def rows_with(log: SampleLog) -> Callable[..., list[str]]:
    _, snapshots = worked(log)
    layout = snapshots[-1].layout
    lines = log.path.read_text().split("\n")

    def rows_with(folded: set[int] | None = None, steps: frozenset[int] = frozenset()) -> list[str]:
        hidden = None
        if folded is not None:
            hidden = Hidden(layout.shown, *hidden_ranges(layout.groups, folded, layout.first, layout.end))
        rows = RowMap(layout, steps, hidden)
        words = []
        for number in range(rows.total):
            row = rows.row(number)
            if row.kind is RowKind.LINE:
                assert rows.of_piece(row.item) == number
                words.append(lines[row.item].removeprefix("::group::"))
            else:
                words.append("[]" if row.kind is RowKind.STEP else "<>")
        return words

    return rows_with


def test_ended_groups_without_errors_are_folded_by_rule(rows_with: Callable[..., list[str]]) -> None:
    assert rows_with() == ["before", "[]", "a", "Outer", "e", "<>", "Wrong", "ERROR f", "g", "Open", "h"]


def test_any_groups_can_be_folded(rows_with: Callable[..., list[str]]) -> None:
    assert rows_with({1}) == [
        *("before", "[]", "a", "Outer", "b", "Inner", "d", "e", "<>", "Wrong", "ERROR f", "g", "Open", "h"),
    ]
    assert rows_with({0, 1, 2, 3}) == ["before", "[]", "a", "Outer", "e", "<>", "Wrong", "g", "Open"]
    assert rows_with({0, 3}, frozenset({0})) == ["before", "[]"]


def test_a_folded_line_leads_to_the_title_of_its_group(log: SampleLog) -> None:
    _, snapshots = worked(log)
    rows = RowMap(snapshots[-1].layout, frozenset())
    assert rows.row(rows.of_piece(6)).item == 3  # "c" is in Inner, which is in Outer
