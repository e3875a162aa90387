from __future__ import annotations

import pytest

from stepflow_desktop.api.byte_range import Unsatisfiable, requested


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("bytes=0-0", (0, 1)),
        ("bytes=0-4", (0, 5)),
        ("bytes=5-9", (5, 10)),
        ("bytes=5-10", (5, 10)),
        ("bytes=5-" + "9" * 100, (5, 10)),
        ("bytes=9-", (9, 10)),
        ("bytes=0-", (0, 10)),
        ("bytes= 2-3 ", (2, 4)),
        ("bytes=-1", (9, 10)),
        ("bytes=-10", (0, 10)),
        ("bytes=-11", (0, 10)),
    ],
)
def test_a_part_of_ten_bytes(header: str, part: tuple[int, int]) -> None:
    assert requested(header, 10) == part


@pytest.mark.parametrize(
    "header",
    [None, "", "bytes=", "bytes=-", "bytes=5-4", "bytes=a-b", "bytes=0-1,3-4", "items=0-1", "bytes 0-1", "bytes=٣-٤"],
)
def test_what_is_no_range_means_everything(header: str | None) -> None:
    assert requested(header, 10) is None


@pytest.mark.parametrize(
    ("header", "size"),
    [("bytes=10-", 10), ("bytes=10-12", 10), ("bytes=-0", 10), ("bytes=0-", 0), ("bytes=-5", 0), ("bytes=0-0", 0)],
)
def test_a_part_beyond_the_end(header: str, size: int) -> None:
    with pytest.raises(Unsatisfiable):
        requested(header, size)
