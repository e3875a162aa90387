"""The log as a file: what each kind keeps, what none shows, and a part of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from stepflow_desktop.gui.log.exporting import KINDS, export_log

LOG = (
    "plain\n\x1b[31;1mred\x1b[0m <b>\n50 %\r100 % hunter2\n\x1b[38;5;196mx\x1b[48;2;1;2;3my\x1b[0;7mz\x1b[38;5;250mg\n"
)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "output.log"
    path.write_text(LOG, newline="")
    return path


def exported(log: Path, kind: str, part: tuple[int, int | None] = (0, None)) -> str:
    target = log.with_name("saved")
    export_log(log, target, kind, ("hunter2",), lambda: False, part)
    return target.read_bytes().decode()


def test_text_is_what_a_terminal_leaves_standing(log: Path) -> None:
    assert exported(log, "text") == "plain\nred <b>\n100 % ***\nxyzg\n"


def test_text_with_colours_keeps_the_sequences(log: Path) -> None:
    assert exported(log, "ansi") == LOG.replace("hunter2", "***")


def test_a_page_shows_colours_and_no_markup_of_the_log(log: Path) -> None:
    page = exported(log, "html")
    assert '<span style="color:#B3261E;font-weight:bold">red</span> &lt;b&gt;' in page
    assert '<span style="color:#ff0000">x</span><span style="color:#ff0000;background:#010203">y</span>' in page
    assert '<span style="color:white;background:#2A3142">z</span>' in page
    assert '<span style="color:white;background:#bcbcbc">g</span>' in page
    assert "hunter2" not in page and page.startswith("<!DOCTYPE html>") and page.endswith("</pre></html>\n")


def test_a_part_is_the_lines_that_begin_in_it(log: Path) -> None:
    assert exported(log, "text", (6, 7)) == "red <b>\n"
    assert exported(log, "text", (6, None)) == "red <b>\n100 % ***\nxyzg\n"


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_cancelled_leaves_nothing(log: Path, kind: str) -> None:
    export_log(log, log.with_name("saved"), kind, (), lambda: True)
    assert [path.name for path in log.parent.iterdir()] == ["output.log"]


def test_there_is_no_other_kind(log: Path) -> None:
    with pytest.raises(ValueError, match="no kind"):
        export_log(log, log.with_name("saved"), "pdf", (), lambda: False)
