from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stepflow_desktop.core.ansi_text import LINE_LIMIT, goes_on
from stepflow_desktop.core.log_lines import mask_bytes, mask_overlap, mask_text, split_entries, step_at
from stepflow_desktop.core.markers import MarkerParser
from stepflow_desktop.core.model import Level, LogEntry, Step

NOW = datetime(2025, 1, 1, tzinfo=UTC)


def split(data, offset=0, *, steps=(), masks=(), at_end=True, stamp_at=lambda offset: NOW, **more):
    data = data.encode() if isinstance(data, str) else data
    return split_entries(data, offset, steps=steps, masks=masks, stamp_at=stamp_at, at_end=at_end, **more)


def contents(data, **more) -> list[str]:
    return [entry.content for entry in split(data, **more)[0]]


def step(number, start, end=None):
    return Step(
        id=f"s{number}",
        execution_id="e",
        name="x",
        index=number,
        created_at=NOW,
        start_offset=start,
        end_offset=end,
    )


def test_entries_say_where_they_stand():
    entries, end = split("one\n\ntwo\r\nthree", 100)
    assert entries == [
        LogEntry(offset=100, end=104, content="one", at=NOW),
        LogEntry(offset=104, end=105, content="", at=NOW),
        LogEntry(offset=105, end=110, content="two", at=NOW),
        LogEntry(offset=110, end=115, content="three", at=NOW),
    ]
    assert end == 115


@pytest.mark.parametrize(
    ("line", "content"),
    [
        ("\x1b[1;31mred\x1b[0m", "red"),
        ("\x1b]0;title\x07text", "text"),
        ("\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x1b]52;c;xyz", "52;c;xyz"),
        ("a\x1b", "a"),
        ("10%\r20%\r30%", "30%"),
        ("done\r", "done"),
        ("é\x00\t|", "é\x00\t|"),
        (b"a\xffb", "a\ufffdb"),
        ("a\x0bb\x85c\u2028d", "a\x0bb\x85c\u2028d"),
    ],
)
def test_content_is_what_a_terminal_shows(line, content):
    raw = line.encode() if isinstance(line, str) else line
    assert contents(raw + b"\n") == [content]
    assert contents(b"x\n" + raw) == ["x", content]


@pytest.mark.parametrize(
    "line",
    [
        "STEP_START:a",
        "12:00 STEP_COMPLETE:",
        "STEP_ERROR:x",
        "STEP_SKIP:a",
        "META:a:b",
        "ARTIFACT:a",
        "\x1b[1mSTEP_\x1b[0mSTART:a",
        "5%\rSTEP_START:a",
        "::add-mask::x",
        "::stop-commands::t\n::t::",
        "::endgroup::",
    ],
)
def test_marker_lines_are_left_out(line):
    assert contents(f"a\n{line}\nb\n") == ["a", "b"]
    assert contents(line) == []


@pytest.mark.parametrize(
    ("line", "level", "content"),
    [
        ("::error::x", Level.ERROR, "x"),
        ("::warning file=a,line=2::x", Level.WARNING, "x"),
        ("::notice::x", Level.INFO, "x"),
        ("::debug::x", Level.DEBUG, "x"),
        ("::error::x%0Ay", Level.ERROR, "x y"),
        ("::group::Title", Level.INFO, "Title"),
        ("ERROR x", Level.INFO, "ERROR x"),
        ("echo STEP_START:x", Level.INFO, "echo STEP_START:x"),
    ],
)
def test_levels_come_from_commands_alone(line, level, content):
    (before, entry, after), _ = split(f"a\n{line}\nb\n")
    assert (entry.level, entry.content) == (level, content)
    assert before.level == after.level == Level.INFO


def test_the_unfinished_line_waits():
    assert [e.content for e in split("a\nb", at_end=False)[0]] == ["a"]
    assert split("a\nb", 10, at_end=False)[1] == 12
    assert split("", 10, at_end=False) == ([], 10)


def test_a_limit_bounds_the_entries():
    data = "a\nMETA:k:v\nb\nMETA:k:v\nc\n"
    entries, end = split(data, limit=2)
    assert [e.content for e in entries] == ["a", "b"]
    assert end == data.index("b") + 2
    rest, end = split(data[end:], end, limit=2)
    assert ([e.content for e in rest], end) == (["c"], len(data))
    assert split(data, limit=0) == ([], 0)


def test_long_lines_come_in_segments_of_whole_characters():
    line = "€" * 50_000
    entries, end = split(f"{line}\nnext\n")
    assert "".join(e.content for e in entries) == f"{line}next"
    assert all(e.end - e.offset <= LINE_LIMIT for e in entries)
    assert [e.end for e in entries[:-1]] == [e.offset for e in entries[1:]]
    assert end == len(line.encode()) + 6


def test_segments_end_at_blanks_and_tear_no_sequence():
    words = "secretword " * 12_000
    assert all(e.content.endswith(" ") for e in split(words + "\n")[0])
    coloured = "\x1b[31mx\x1b[0m" * 20_000
    assert "".join(contents(coloured)) == "x" * 20_000


def test_a_segment_of_an_open_line_is_shown_when_it_is_full():
    entries, end = split("x" * (LINE_LIMIT + 5), at_end=False)
    assert [len(e.content) for e in entries] == [LINE_LIMIT]
    assert end == LINE_LIMIT


def test_the_rest_of_a_long_line_is_no_marker():
    assert contents("STEP_START:a\nSTEP_START:b\n", in_long_line=True) == ["STEP_START:a"]
    assert contents("\nx\n", in_long_line=True) == ["x"]
    assert contents("y\rSTEP_START:a\nx\n", in_long_line=True) == ["x"]


def test_stopped_commands_are_shown_as_they_are():
    assert contents("::stop-commands::t\nMETA:a:b\n::error::x\n::t::\nMETA:a:b\nz\n") == ["META:a:b", "::error::x", "z"]


def test_stopped_commands_are_known_in_later_pieces():
    data = b"::stop-commands::t\nMETA:a:b\n::t::\nMETA:a:b\nz\n"
    assert contents(data[19:], offset=19, literal=((19, 28),)) == ["META:a:b", "z"]
    assert contents(data[19:28], offset=19, literal=((19, None),)) == ["META:a:b"]


def test_masked_values_are_not_shown():
    assert contents("a secret b\n::error::secret\n::group::secret2\n", masks=("secret", "secret2")) == [
        "a *** b",
        "***",
        "***",
    ]
    assert contents("se\x1b[1mcret\n", masks=("secret",)) == ["***"]
    assert mask_text("x.y", ("x.",)) == "***y"
    assert mask_text("x", ()) == "x"


def test_masked_bytes_keep_their_number():
    assert mask_bytes("a sécret sec".encode(), ("sec", "sécret")) == b"a ******* ***"
    assert mask_bytes(b"abc", ()) == b"abc"


def test_the_overlap_is_enough_to_find_a_value_at_any_border():
    data, masks = b"xx-long secret-xx", ("long secret", "x")
    overlap = mask_overlap(masks)
    for border in range(len(data) + 1):
        left = mask_bytes(data[: border + overlap], masks)[:border]
        start = max(0, border - overlap)
        right = mask_bytes(data[start:], masks)[border - start :]
        assert left + right == mask_bytes(data, masks)


def test_lines_belong_to_the_step_around_them_that_started_last():
    steps = [step(0, 10, 50), step(1, 20, 30), step(2, 40), step(3, None)]
    data = "123456789\n" * 7
    ids = [e.step_id for e in split(data, steps=steps)[0]]
    assert ids == [None, "s0", "s1", "s0", "s2", "s2", "s2"]
    assert [getattr(step_at(steps, offset), "id", None) for offset in range(0, 70, 10)] == ids


@given(st.lists(st.tuples(st.integers(0, 120), st.none() | st.integers(0, 60)), max_size=8), st.integers(0, 60))
def test_steps_of_many_lines_are_those_of_each(spans, offset):
    starts = sorted({start for start, _ in spans})
    steps = [
        step(number, start, None if length is None else start + length)
        for number, (start, (_, length)) in enumerate(zip(starts, spans, strict=False))
    ]
    entries, _ = split("x\n" * 30, offset, steps=steps)
    assert [e.step_id for e in entries] == [getattr(step_at(steps, e.offset), "id", None) for e in entries]


def test_times_are_asked_for_seldom_and_right():
    asked = []

    def stamp_at(offset):
        asked.append(offset)
        return NOW + timedelta(seconds=offset // 1000)

    entries, _ = split("123456789\n" * 1000, stamp_at=stamp_at)
    assert [e.at for e in entries] == [NOW + timedelta(seconds=e.offset // 1000) for e in entries]
    assert len(asked) < 300


PIECES = st.sampled_from(
    [
        b"STEP_START:a\n",
        b"::error::e\n",
        b"::endgroup::",
        b"x",
        b"yy ",
        b"\n",
        b"\n",
        b"\r",
        b"\r\n",
        b"\x1b[31m",
        b"\xc3\xa9",
        b"\xc3",
        b"z" * 40_000,
        b"w " * 33_000,
    ]
)


@given(st.lists(PIECES, max_size=30).map(b"".join), st.lists(st.integers(0, 10**6), max_size=6), st.integers(1, 9))
def test_a_log_read_as_it_grows_gives_the_same_entries(data, cuts, limit):
    whole, end = split(data)
    assert end == len(data)
    edges = sorted({len(data), *(cut % (len(data) + 1) for cut in cuts)})
    entries, offset = [], 0
    for edge in edges:
        while True:
            found, offset_after = split(
                data[offset:edge],
                offset,
                at_end=edge == len(data),
                limit=limit,
                in_long_line=goes_on(data[max(0, offset - 1) : offset]),
            )
            entries += found
            if offset_after == offset:
                break
            offset = offset_after
    assert entries == whole


@given(st.lists(PIECES, max_size=30).map(b"".join), st.lists(st.integers(0, 10**6), max_size=6))
def test_the_marker_parser_stops_where_entries_start(data, cuts):
    starts = {entry.offset for entry in split(data + b"\n")[0]} | {0}
    shown_or_hidden = starts | {at + 1 for at in range(len(data)) if data[at : at + 1] == b"\n"}
    parser = MarkerParser()
    edges = sorted({0, len(data), *(cut % (len(data) + 1) for cut in cuts)})
    for start, end in pairwise(edges):
        parser.feed(data[start:end])
        assert parser.offset in shown_or_hidden
