"""Tables: guessing, pages, order, filter, figures."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from stepflow_desktop.gui.preview.readers import table as module
from stepflow_desktop.gui.preview.readers.table import TableReader, guessed_delimiter, has_header, number_of

CSV = "name,score,note\n" + "".join(f"n{i},{i * 1.5},{'even' if i % 2 == 0 else ''}\n" for i in range(2500))


Maker = Callable[..., TableReader]


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Maker]:
    made: list[TableReader] = []

    def make(text: str = CSV) -> TableReader:
        (tmp_path / "a.csv").write_text(text)
        made.append(TableReader(str(tmp_path / "a.csv")))
        return made[-1]

    yield make
    for each in made:
        each.close()


def told(answer: tuple[Any, bytes]) -> dict[str, Any]:
    return dict(answer[0])


@pytest.mark.parametrize(
    ("sample", "delimiter"),
    [
        ("a,b,c\n1,2,3\n", ","),
        ("a;b\n1,5;2\n2,5;3\n", ";"),
        ("a\tb\n1\t2\n", "\t"),
        ("a|b|c\n1|2|3\n", "|"),
        ('"x, y";1\n"z, w";2\n', ";"),
        ("only\none\ncolumn\n", ","),
    ],
)
def test_the_separator_is_guessed(sample: str, delimiter: str) -> None:
    assert guessed_delimiter(sample) == delimiter


@pytest.mark.parametrize(
    ("text", "number"), [("1", 1.0), (" 2.5e3 ", 2500.0), ("1_000", None), ("nan", None), ("x", None)]
)
def test_numbers(text: str, number: float | None) -> None:
    assert number_of(text) == number


def test_a_header_names_columns() -> None:
    assert has_header([["a", "b"], ["1", "2"]])
    assert not has_header([["1", "2"], ["3", "4"]])
    assert not has_header([["a", "a"], ["1", "2"]])


def test_what_is_known_at_first(table: Maker) -> None:
    about = told(table().about())
    assert about["names"] == ["name", "score", "note"]
    assert about["types"] == ["text", "number", "text"]
    assert not about["all"], "the rest is read when it is asked for"


def test_rows_come_in_pages_with_their_numbers(table: Maker) -> None:
    reader = table()
    page = told(reader.rows(2000, 1000))
    assert (page["numbers"][0], len(page["rows"]), page["more"]) == (2001, 500, False)
    assert told(reader.count()) == {"rows": 2500, "cut": False}


def test_order_and_filter(table: Maker) -> None:
    reader = table()
    assert told(reader.arrange(text="EVEN", column=1, descending=True)) == {"rows": 1250}
    page = told(reader.rows(0, 2))
    assert [row[0] for row in page["rows"]] == ["n2498", "n2496"]
    reader.arrange()
    assert told(reader.rows(0, 1))["rows"][0][0] == "n0"


def test_empty_cells_come_last_either_way(table: Maker) -> None:
    reader = table("k,v\na,\nb,2\nc,10\n")
    for descending, first in ((False, "b"), (True, "c")):
        reader.arrange(column=1, descending=descending)
        rows = told(reader.rows(0, 3))["rows"]
        assert (rows[0][0], rows[-1][0]) == (first, "a")


def test_figures_of_numbers_and_of_words(table: Maker) -> None:
    reader = table("k,v\na,1\nb,2\na,6\n,3\n")
    numbers = told(reader.statistics(1))
    assert (numbers["least"], numbers["most"], numbers["mean"], numbers["median"]) == (1, 6, 3, 2.5)
    assert sum(numbers["bars"]) == 4
    words = told(reader.statistics(0))
    assert (words["empty"], words["different"], words["common"][0]) == (1, 2, ["a", 2])


def test_points_are_thinned_out(table: Maker) -> None:
    points = told(table().points(-1, 1))
    assert points["of"] == 2500
    assert len(points["points"]) <= module.MOST_POINTS
    assert points["points"][0] == (1.0, 0.0)


def test_ragged_rows_and_long_cells_do_no_harm(table: Maker) -> None:
    reader = table(f"a,b\n1\n2,3,4,5\n{'x' * 2_000_000},1\n")
    rows = told(reader.rows(0, 10))["rows"]
    assert [len(row) for row in rows] == [1, 4, 2]
    assert len(rows[2][0]) == module.SHOWN_CHARACTERS


def test_only_so_many_rows_are_kept(table: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_ROWS", 1000)
    assert told(table().count()) == {"rows": 1000, "cut": True}


def test_more_columns_than_are_shown_are_counted(table: Maker) -> None:
    told, _ = table(",".join(str(n) for n in range(1_500)) + "\n1,2\n").about()
    assert (len(told["names"]), told["columns"]) == (1_000, 1_500)


def test_bytes_that_are_no_table_do_not_end_the_reader(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(random.Random("csv").randbytes(3_000))
    reader = TableReader(str(tmp_path / "a.csv"))
    assert reader.about()[0]["columns"] >= 1
    reader.close()
