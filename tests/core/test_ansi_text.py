import pytest
from hypothesis import given
from hypothesis import strategies as st

from stepflow_desktop.core.ansi_text import LINE_LIMIT, cut_point, goes_on, next_start, visible_text
from stepflow_desktop.core.markers import segments


def window(tail: bytes) -> bytes:
    return b"x" * (LINE_LIMIT - len(tail)) + tail


@pytest.mark.parametrize(
    ("tail", "kept"),
    [
        (b"", 0),
        (b"ab cd", 2),
        (b'{"k":"value', 5),
        (b"bar\rbar2", 4),
        (b"bar\r\r", 0),
        (b"\xe2\x82", 2),
        (b"\xc3", 1),
        (b"\xf0\x9f\x98", 3),
        (b"\xe2\x82\xac", 0),
        (b"\x80\x80\x80\x80", 0),
        (b"\x1b[31", 4),
        (b"\x1b]9;4;1;4", 9),
        (b"\x1b[31m", 5),
        (b"\x1bM", 0),
        (b"\x1b", 1),
    ],
)
def test_a_segment_ends_before_what_must_stay_whole(tail, kept):
    assert cut_point(window(tail)) == LINE_LIMIT - kept


def test_what_goes_on():
    assert [goes_on(byte) for byte in (b"", b"\n", b"\r", b"x")] == [False, False, False, True]


def test_the_limit_counts_the_newline():
    assert list(segments(b"x" * (LINE_LIMIT - 1) + b"\n")) == [(0, LINE_LIMIT)]
    assert list(segments(b"x" * LINE_LIMIT + b"\n")) == [(0, LINE_LIMIT), (LINE_LIMIT, LINE_LIMIT + 1)]


@pytest.mark.parametrize(
    ("segment", "text"),
    [(b"a\rb\r\n", "b"), (b"a\r\r", "a"), (b"\n", ""), (b"", ""), (b"\x1bPq;\x1b\\x\x1b#8\x1b", "x")],
)
def test_visible_text(segment, text):
    assert visible_text(segment) == text


PIECES = st.sampled_from([b"a\n", b"\n", b"bc ", b"x" * 50_000, b"y z" * 30_000, b"\r", b"\xe2\x82\xac" * 22_000])


@given(st.lists(PIECES, max_size=12).map(b"".join), st.integers(0, 10**6))
def test_the_next_segment_is_found_from_any_byte(log, number):
    starts, base = [], 0
    for line in log.split(b"\n"):
        starts += [base + start for start, _ in segments(line + b"\n")]
        base += len(line) + 1
    after = number % (len(log) + 1)
    expected = min([start for start in starts if start > after], default=len(log))
    assert next_start(lambda at, count: log[at : at + count], after, len(log)) == min(expected, len(log))
