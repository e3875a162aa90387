"""Sequences by table: what is kept, what is dropped."""

from __future__ import annotations

import pytest

from stepflow_desktop.gui.log.ansi import PLAIN, Span, Style, plain, plain_bytes, shown_part, spans

RED = Style(foreground=1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("plain", [Span("plain", PLAIN)]),
        ("\x1b[31mred\x1b[0m not", [Span("red", RED), Span(" not", PLAIN)]),
        ("\x1b[31mred\x1b[m not", [Span("red", RED), Span(" not", PLAIN)]),
        ("\x1b[1;91mx", [Span("x", Style(foreground=9, bold=True))]),
        ("\x1b[38;5;208mx", [Span("x", Style(foreground=208))]),
        ("\x1b[48;2;1;2;300mx", [Span("x", Style(background=(1, 2, 255)))]),
        ("\x1b[38:2:1:2:3mx", [Span("x", Style(foreground=(1, 2, 3)))]),
        ("\x1b[38;5mx", [Span("x", PLAIN)]),
        ("\x1b[2;4;7mx", [Span("x", Style(dim=True, underline=True, inverse=True))]),
        ("\x1b[1;2m\x1b[22mx", [Span("x", PLAIN)]),
        ("\x1b[31;42m\x1b[39;49mx", [Span("x", PLAIN)]),
        ("\x1b[4m\x1b[24m\x1b[7m\x1b[27mx", [Span("x", PLAIN)]),
        ("a\x1b[31m\x1b[0mb", [Span("ab", PLAIN)]),
        ("\x1b]8;;http://a/\x1b\\link\x1b]8;;\x1b\\ x", [Span("link", Style(link="http://a/")), Span(" x", PLAIN)]),
        ("\x1b]8;id=1;http://a/\x07l\x1b[0mm\x1b]8;;\x07", [Span("lm", Style(link="http://a/"))]),
        ("\x1b]0;a title\x07x", [Span("x", PLAIN)]),
        ("\x1b]52;c;c2VjcmV0\x07x", [Span("x", PLAIN)]),
        ("\x1b[2K\x1b[1A\x1b[?25lx", [Span("x", PLAIN)]),
        ("\x1bP1$r0m\x1b\\x\x1b(B\x1bc\x1b", [Span("x", PLAIN)]),
        ("x\x1b[3", [Span("x", PLAIN)]),
        ("a\x00\x07\x08b\u202ec\u2028", [Span("abc", PLAIN)]),
        ("\x1b[99999999999999999mx", [Span("x", PLAIN)]),
        ("a\tb", [Span("a\tb", PLAIN)]),
    ],
)
def test_spans(text: str, expected: list[Span]) -> None:
    assert spans(text) == expected
    assert plain(text) == "".join(span.text for span in expected)


def test_garbage_takes_time_in_proportion_to_its_length() -> None:
    for part in ("\x1b", "\x1b[", "\x1b]8;", "\x1b[1;", "\x1bP"):
        assert len(spans(part * 20_000 + "x")) <= 1


@pytest.mark.parametrize(
    ("text", "shown"),
    [("a\n", "a"), ("a\r\n", "a"), ("10%\r20%\r30%", "30%"), ("10%\r20%\r\r\n", "20%"), ("\r", ""), ("", "")],
)
def test_only_the_part_after_the_last_carriage_return_is_shown(text: str, shown: str) -> None:
    assert shown_part(text) == shown


def test_dropping_sequences_from_many_lines_leaves_their_number() -> None:
    data = b"\x1b[31ma\x1b[0m\n\x1b]0;open\nb\x1b\n\x1b[\nc"
    assert plain_bytes(data).count(b"\n") == data.count(b"\n")
    assert plain_bytes(b"\x1b[1;31mE\x1b[0m x") == b"E x"


@pytest.mark.parametrize(
    "text", ["\x1b[31mred\x1b[mplain\tx", "a\x1b[1m\x1b[22mb", "\x1b[32m", "\x1b[38;5;9mx\x1b[0my"]
)
def test_lines_of_nothing_but_colours_are_read_as_others_are(text: str) -> None:
    """The others take a longer way: a device query at the end shows nothing and sends them there."""
    assert spans(text) == spans(text + "\x1b[6n")
