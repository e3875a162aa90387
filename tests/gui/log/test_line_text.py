"""Lines as they are shown."""

from __future__ import annotations

import pytest

from stepflow_desktop.gui.log.ansi import Span, Style
from stepflow_desktop.gui.log.line_text import cell_starts, cells, shown_spans, shown_text


@pytest.mark.parametrize(
    ("raw", "masks", "shown"),
    [
        (b"plain\n", (), "plain"),
        (b"\xff\xfe ok\r\n", (), "\ufffd\ufffd ok"),
        (b" 10%\r 20%\n", (), " 20%"),
        (b"a\tb", (), "a       b"),
        (b"12345678\tb", (), "12345678        b"),
        (b"\x1b[31mred\tx\x1b[0m\ty", (), "red     x       y"),
        (b"token=hunter2 end", ("hunter2",), "token=*** end"),
        (b"hun\x1b[31mter2", ("hunter2",), "***"),
        (b"::error file=a.py,line=1::broken", (), "Error: broken"),
        (b"::group::Build", (), "Build"),
    ],
)
def test_shown_text(raw: bytes, masks: tuple[str, ...], shown: str) -> None:
    assert shown_text(raw, masks) == shown


def test_colours_stay_beside_a_mask() -> None:
    assert shown_spans(b"\x1b[31mkey s3cret\x1b[0m", ("s3cret",)) == [Span("key ***", Style(foreground=1))]


def test_columns() -> None:
    assert cells("abc") == 3
    assert cells("漢字") == 4
    assert cells("e\u0301") == 1
    assert cell_starts("a漢b") == [0, 1, 3, 4]
