"""Whatever a log holds and however it is paged, each of its lines comes once and in order."""

from __future__ import annotations

import shutil
import struct
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stepflow_desktop.core import reducer
from stepflow_desktop.core.ansi_text import LINE_LIMIT
from stepflow_desktop.core.log_reader import MAX_PAGE_ENTRIES, line_number, read_page
from stepflow_desktop.core.markers import MarkerParser
from stepflow_desktop.core.model import ExecutionDetails, ExecutionStatus, Level
from stepflow_desktop.core.run_dir import RunDir
from tests.core.made_runs import FakeClock, an_execution

STAMP = FakeClock.stamp(10.0)


class Log:
    """A log in a folder, and what is known of it once its first bytes have been folded."""

    def __init__(self, folder: Path) -> None:
        self.run = RunDir(folder)
        folder.mkdir(parents=True, exist_ok=True)
        self._parser = MarkerParser(0, None)
        execution = replace(an_execution(folder), status=ExecutionStatus.RUNNING)
        self._state = reducer.begin(execution)

    def grow(self, data: bytes) -> None:
        with self.run.log.open("ab") as log:
            log.write(data)
        self._fold(self._parser.feed(data))

    def end(self) -> None:
        self._fold(self._parser.finish())
        ended = replace(self._state.execution, status=ExecutionStatus.COMPLETED)
        self._state = replace(self._state, execution=ended)

    def _fold(self, happened) -> None:
        self._state = reducer.reduce_all(self._state, [(event, STAMP) for event in happened])

    @property
    def details(self) -> ExecutionDetails:
        execution = replace(self._state.execution, log_size=self._parser.offset)
        return ExecutionDetails(
            execution, tuple(self._state.steps), (), (), masks=self._state.masks, literal=self._state.literal
        )

    def page(self, after=None, limit=MAX_PAGE_ENTRIES, level=None, step_id=None):
        return read_page(self.run, self.details, after=after, limit=limit, level=level, step_id=step_id)

    def pages(self, limits, resume="next_offset", after=None, **filters):
        """All entries, read with one limit after the other; ``resume`` says where the next page begins."""
        entries, number = [], 0
        while True:
            page = self.page(after, limits[number % len(limits)], **filters)
            assert len(page.entries) <= limits[number % len(limits)]
            entries += page.entries
            if page.at_end:
                return entries
            assert page.next_offset > (-1 if after is None else after), "no progress"
            after = page.entries[-1].offset if resume == "last" and page.entries else page.next_offset
            number += 1


@pytest.fixture
def log(tmp_path):
    return Log(tmp_path / "run")


def ended(log: Log, data: bytes) -> Log:
    log.grow(data)
    log.end()
    return log


# -- tables


def test_without_a_log_there_is_an_empty_page(log):
    page = log.page()
    assert (page.entries, page.next_offset, page.at_end) == ((), -1, True)
    assert log.page(after=7).next_offset == 7


def test_markers_and_commands_are_left_out_and_the_rest_is_whole(log):
    ended(
        log,
        b"before\nSTEP_START:A\n\none\r\n10%\r20%\rtwo\n::error file=a.py,line=3::bad\n::add-mask::s3cret\n"
        b"the s3cret word\n::group::Fold\nSTEP_COMPLETE:A\n\x1b[31mred\x1b[0m\nlast",
    )
    step = log.details.steps[0].id
    assert [(e.content, e.level, e.step_id) for e in log.page().entries] == [
        ("before", Level.INFO, None),
        ("", Level.INFO, step),
        ("one", Level.INFO, step),
        ("two", Level.INFO, step),
        ("bad", Level.ERROR, step),
        ("the *** word", Level.INFO, step),
        ("Fold", Level.INFO, step),
        ("red", Level.INFO, None),
        ("last", Level.INFO, None),
    ]


def test_stopped_commands_are_plain_lines_on_every_page(log):
    ended(
        log, b"a\n::stop-commands::tok\nSTEP_START:no\n::warning::no\nb\n::tok::\nSTEP_START:yes\nc\n::warning::yes\n"
    )
    wanted = [
        ("a", Level.INFO),
        ("STEP_START:no", Level.INFO),
        ("::warning::no", Level.INFO),
        ("b", Level.INFO),
        ("c", Level.INFO),
        ("yes", Level.WARNING),
    ]
    for limits in ([100], [1], [2], [3]):
        for resume in ("next_offset", "last"):
            assert [(e.content, e.level) for e in log.pages(limits, resume)] == wanted
    assert [s.name for s in log.details.steps] == ["yes"]


def test_levels_and_steps_are_chosen_without_losing_the_place(log):
    data = b"".join(
        b"STEP_START:S%d\nplain\n::debug::d%d\n::notice::n%d\n::warning::w%d\n::error::e%d\n" % (n, n, n, n, n)
        for n in range(50)
    )
    ended(log, data)
    for level, letters in ((Level.DEBUG, "pdnwe"), (Level.INFO, "pnwe"), (Level.WARNING, "we"), (Level.ERROR, "e")):
        found = log.pages([7], level=level)
        assert "".join(entry.content[0] for entry in found) == letters * 50
    step = log.details.steps[17]
    assert [e.content for e in log.pages([2], step_id=step.id)] == ["plain", "d17", "n17", "w17", "e17"]
    assert [e.content for e in log.pages([2], "last", step_id=step.id, level=Level.ERROR)] == ["e17"]
    assert log.pages([5], step_id="nobody") == []


def test_a_filter_that_finds_nothing_reads_on_beyond_one_chunk(log):
    ended(log, b"x" * 99 + b"\n")
    with log.run.log.open("ab") as file:
        file.write((b"x" * 99 + b"\n") * 30_000 + b"::error::there\n")
    assert [e.content for e in log.page(limit=1, level=Level.ERROR).entries] == ["there"]


def test_a_running_log_is_shown_as_far_as_it_is_folded(log):
    log.grow(b"one\ntwo")
    page = log.page()
    assert ([e.content for e in page.entries], page.next_offset, page.at_end) == (["one"], 3, True)
    log.grow(b" more\n")
    assert [e.content for e in log.page(page.next_offset).entries] == ["two more"]
    log.grow(b"unfinished")
    assert log.page(page.next_offset + 9).entries == ()
    log.end()
    assert [e.content for e in log.page(page.next_offset + 9).entries] == ["unfinished"]


def test_what_a_background_process_adds_after_the_end_can_be_read(log):
    ended(log, b"one\n")
    with log.run.log.open("ab") as file:
        file.write(b"afterwards\n")
    assert [e.content for e in log.page().entries] == ["one", "afterwards"]


def test_a_page_has_an_upper_limit(log):
    ended(log, b"x\n" * (MAX_PAGE_ENTRIES + 5))
    page = log.page(limit=10**9)
    assert (len(page.entries), page.at_end) == (MAX_PAGE_ENTRIES, False)
    assert len(log.page(page.next_offset).entries) == 5


def test_lines_have_the_times_at_which_they_were_written(log):
    ended(log, b"one\ntwo\nthree\n")
    log.run.index.write_bytes(struct.pack("<qqqqqq", 4, 1_000_000, 1, 8, 2_000_000, 2))
    at = [entry.at for entry in log.page().entries]
    # The third is not recorded yet; it is no older than the last that is.
    assert at == [datetime.fromtimestamp(s, UTC) for s in (1, 2, 2)]


@pytest.mark.parametrize("after", [-5, -1, 0, 3, 4, 9, 10, 1000])
def test_any_place_can_be_read_from(log, after):
    ended(log, b"one\ntwo\nthree")
    wanted = [content for start, content in ((0, "one"), (4, "two"), (8, "three")) if start > after]
    assert [e.content for e in log.page(after).entries] == wanted


# -- any log at all

LINE = st.one_of(
    st.sampled_from(
        [
            b"",
            b"plain text",
            b"\r",
            b"10%\r20%\rdone",
            b"ends with\r",
            b"\xff\xfe invalid \xc3",
            "späte Zeichen 漢字".encode(),
            b"\x1b[31mred\x1b[0m",
            b"\x1b]0;title\x07x",
            b"STEP_START:A",
            b"STEP_START:B[parallel=true]",
            b"STEP_COMPLETE:A",
            b"STEP_ERROR:no",
            b"STEP_SKIP:C",
            b"META:PROGRESS:50",
            b"ARTIFACT:x:y",
            b"::group::G",
            b"::endgroup::",
            b"::error::bad",
            b"::warning file=a,line=1::careful",
            b"::debug::",
            b"::add-mask::text",
            b"::stop-commands::tok",
            b"::tok::",
            b"\0\0",
        ]
    ),
    st.binary(max_size=30).map(lambda data: data.replace(b"\n", b" ")),
    # Long lines, some of which are rewritten, hold blanks to be cut at, or a character across the limit.
    st.tuples(
        st.sampled_from([b"y", "ä".encode(), b"word ", b"y\r", b"\x1b[1m", b"STEP_START:"]),
        st.integers(LINE_LIMIT - 5, 2 * LINE_LIMIT + 9),
    ).map(lambda parts: (parts[0] * parts[1])[: parts[1]]),
)
LINES = st.lists(LINE, max_size=25)
END = st.sampled_from([b"", b"\n"])
LIMITS = st.lists(st.integers(1, 9), min_size=1, max_size=4)
ANY = settings(
    max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow], database=None
)


class _Folder:
    """A fresh folder for each example."""

    def __enter__(self) -> Log:
        self.path = Path(tempfile.mkdtemp())
        return Log(self.path / "run")

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.path)


def check_order(entries) -> None:
    assert all(entry.offset < entry.end for entry in entries)
    assert all(one.end <= two.offset for one, two in pairwise(entries))


@ANY
@given(lines=LINES, end=END, limits=LIMITS, resume=st.sampled_from(["next_offset", "last"]))
def test_paging_gives_every_line_once(lines, end, limits, resume):
    with _Folder() as log:
        ended(log, b"\n".join(lines) + end)
        whole = log.page()
        assert whole.at_end
        check_order(whole.entries)
        assert log.pages(limits, resume) == list(whole.entries)


@ANY
@given(lines=LINES, end=END, limits=LIMITS, level=st.sampled_from([None, *Level]), number=st.integers(0, 5))
def test_filters_choose_from_the_same_lines(lines, end, limits, level, number):
    with _Folder() as log:
        ended(log, b"\n".join(lines) + end)
        steps = log.details.steps
        step_id = steps[number].id if number < len(steps) else None
        ranks = list(Level)
        wanted = [
            entry
            for entry in log.page().entries
            if (level is None or ranks.index(entry.level) >= ranks.index(level)) and step_id in (None, entry.step_id)
        ]
        for resume in ("next_offset", "last"):
            assert log.pages(limits, resume, level=level, step_id=step_id) == wanted


@ANY
@given(lines=LINES, end=END, limits=LIMITS, after=st.integers(-2, 400_000))
def test_a_reader_may_begin_anywhere(lines, end, limits, after):
    with _Folder() as log:
        data = b"\n".join(lines) + end
        ended(log, data)
        after = min(after, len(data) + 1)
        assert log.pages(limits, after=after) == [entry for entry in log.page().entries if entry.offset > after]


@ANY
@given(data=st.data(), lines=LINES, end=END, limits=LIMITS)
def test_a_reader_of_a_growing_log_misses_and_repeats_nothing(data, lines, end, limits):
    # A mask hides what comes after it from a reader that follows, and all of it from one that comes later.
    lines = [line for line in lines if b"add-mask" not in line]
    whole = b"\n".join(lines) + end
    cuts = sorted(data.draw(st.lists(st.integers(0, len(whole)), max_size=6)))
    with _Folder() as log:
        seen, after, at = [], None, 0
        for cut in [*cuts, len(whole)]:
            log.grow(whole[at:cut])
            at = cut
            for limit in limits:
                page = log.page(after, limit)
                seen += page.entries
                after = page.next_offset
        log.end()
        seen += log.pages(limits, after=after)
        shown = [(entry.offset, entry.end, entry.content, entry.level) for entry in seen]
        assert shown == [(entry.offset, entry.end, entry.content, entry.level) for entry in log.page().entries]


@ANY
@given(lines=st.lists(st.text("abc \t", min_size=0, max_size=12), max_size=40), limits=LIMITS)
def test_a_log_of_plain_lines_is_its_lines(lines, limits):
    """Compared with nothing of ours."""
    with _Folder() as log:
        ended(log, "".join(f"{line}\n" for line in lines).encode())
        assert [entry.content for entry in log.pages(limits)] == lines


def test_a_line_has_a_number(tmp_path):
    log = tmp_path / "output.log"
    log.write_bytes(b"one\ntwo\nthree\n")
    assert [line_number(log, offset) for offset in (0, 4, 8)] == [1, 2, 3]
    assert line_number(tmp_path / "gone.log", 4) == 0
    assert line_number(log, 2**40) == 0
