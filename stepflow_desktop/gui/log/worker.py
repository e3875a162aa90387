"""The thread that works for one log: it scans in slices and tells the window at most ten times a second.

The window hands in what it wants (steps, what to show, what to find); a ``Snapshot`` comes back through ``publish``,
called in the thread. Of a log that grows faster than anybody reads it tells twice a second: what is shown then was
never read anyway, and nothing is left out.

The arrays in a snapshot only ever grow, so they may be read while the thread goes on.
"""

from __future__ import annotations

import logging
import threading
import time
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from stepflow_desktop.core.ansi_text import visible_text
from stepflow_desktop.core.events import Annotated, GroupStarted, ProgressSeen
from stepflow_desktop.core.markers import read_line
from stepflow_desktop.core.model import Artifact, Level, Step
from stepflow_desktop.gui.log.layout import Filtered, LayoutBuilder, Showing
from stepflow_desktop.gui.log.levels import LevelOf, level_of
from stepflow_desktop.gui.log.line_index import LineIndex
from stepflow_desktop.gui.log.log_file import LogFile
from stepflow_desktop.gui.log.rows import Layout
from stepflow_desktop.gui.log.scanner import Courtesy, LogScanner
from stepflow_desktop.gui.log.search import Query, Search

log = logging.getLogger(__name__)

PUBLISH_EVERY_S = 0.1
PUBLISH_MARKS_EVERY_S = 0.3
PUBLISH_FAST_EVERY_S = 0.5
FAST_LINES_PER_S = 20_000
_SLICE_S = 0.02
_LONGEST_MARKER = 65_536


@dataclass(frozen=True)
class Wanted:
    """What the window wants. ``final``: the log will not grow any more."""

    steps: Sequence[Step] = ()
    artifacts: Sequence[Artifact] = ()
    showing: Showing = field(default_factory=Showing)
    query: Query | None = None
    masks: tuple[str, ...] = ()
    final: bool = False

    @property
    def asked(self) -> tuple[object, ...]:
        """What a user waits for: everything but what the run does by itself."""
        return self.showing, self.query, self.masks, self.final


@dataclass(frozen=True)
class Snapshot:
    """How far the work is. ``scanned`` is the share of the log whose lines have been marked, 0 to 1.

    ``whole`` of the pieces will not grow any more. ``fast`` says that the log grows so fast that news come less often.
    """

    wanted: Wanted = field(default_factory=Wanted)
    layout: Layout = field(default_factory=Layout)
    size: int = 0
    lines: int = 0
    pieces: int = 0
    whole: int = 0
    warnings: Sequence[int] = ()
    errors: Sequence[int] = ()
    matches: Sequence[int] = ()
    match_count: int = 0
    searching: bool = False
    scanned: float = 1.0
    fast: bool = False


def is_marker(line: bytes) -> bool:
    """Whether this line is a marker or a command that is not to be shown as text."""
    if len(line) >= _LONGEST_MARKER:
        return False
    event = read_line(visible_text(line), 0, len(line))
    return event is not None and not isinstance(event, Annotated | GroupStarted | ProgressSeen)


class LogWorker:
    """``want`` and ``look`` return at once. ``publish`` gets snapshots, in the thread; ``stop`` ends it.

    ``publish`` must not touch Qt (see ``job``): it puts the snapshot where the window finds it. ``idle`` says that
    everything is done and told.
    """

    def __init__(
        self,
        file: LogFile,
        publish: Callable[[Snapshot], None],
        hides: Callable[[bytes], bool] = is_marker,
        level_of: LevelOf = level_of,
    ) -> None:
        """``hides`` says which lines are not shown as text, ``level_of`` which are warnings and errors."""
        self._file = file
        self._publish = publish
        self._hides = hides
        self.courtesy = Courtesy()
        self._scanner = LogScanner(file, hides, self.courtesy, level_of)
        self._builder = LayoutBuilder(self._scanner.pieces)
        self._wanted = Wanted()
        self._searched: tuple[object, ...] = (None, ())
        self._filtered: tuple[object, ...] = (("", ""), ())
        self._filters: dict[str, Search] = {}
        self._told: tuple[object, ...] = ()
        self._told_at = 0.0
        self._told_lines = 0
        self._fast = False
        self._asked: tuple[object, ...] = ()
        self._stopped = False
        self.idle = False
        self._poked = threading.Event()
        self._thread = threading.Thread(target=self._run, name="log-worker", daemon=True)

    @property
    def wanted(self) -> Wanted:
        return self._wanted

    @property
    def index(self) -> LineIndex:
        return self._scanner.index

    def start(self) -> None:
        self._thread.start()

    def want(self, **changes: object) -> None:
        """Change what is wanted, by the names of ``Wanted``."""
        self._wanted = replace(self._wanted, **changes)  # type: ignore[arg-type]
        self._poked.set()

    def look(self) -> None:
        """The log may have grown."""
        self._poked.set()

    def stop(self) -> None:
        """Let the thread end after its slice; it closes the file."""
        self._stopped = True
        self._poked.set()

    def join(self) -> None:
        self._thread.join()

    def _run(self) -> None:
        try:
            while not self._stopped:
                self._poked.clear()
                more = self.work(_SLICE_S)
                if not more:
                    self.idle = not self._poked.is_set()
                    self._poked.wait()
                    self.idle = False
        except OSError:
            log.exception("the log %s cannot be read", self._file.path)
        finally:
            self._file.close()

    def work(self, budget_s: float) -> bool:
        """One turn: take what is wanted, work for ``budget_s``, tell about it. Whether there is more to do."""
        wanted = self._wanted
        self._take(wanted)
        more = self._scanner.advance(budget_s)
        scanner = self._scanner
        state = (scanner.index.size, scanner.marks.next_piece, wanted, self._search_state())
        # Marks alone are no hurry.
        hurry = not self._told or state[0] != self._told[0] or state[2:] != self._told[2:]
        pace_s = PUBLISH_EVERY_S if hurry else PUBLISH_MARKS_EVERY_S
        fast = self._fast and wanted.asked == self._asked
        passed_s = time.monotonic() - self._told_at
        due = passed_s >= (PUBLISH_FAST_EVERY_S if fast else pace_s)
        if state != self._told and (due or not (more or fast) or not self._told):
            self._review_speed(wanted, passed_s)
            self._asked = wanted.asked
            self._told, self._told_at = state, time.monotonic()
            self._publish(self._snapshot(wanted))
        return more or wanted is not self._wanted

    def _review_speed(self, wanted: Wanted, passed_s: float) -> None:
        """Whether the log has grown fast since news were told the last time."""
        lines = self._scanner.index.lines
        grown, self._told_lines = lines - self._told_lines, lines
        self._fast = not wanted.final and bool(self._told) and grown > FAST_LINES_PER_S * max(passed_s, PUBLISH_EVERY_S)

    def _take(self, wanted: Wanted) -> None:
        self._scanner.final = wanted.final
        if (wanted.query, wanted.masks) != self._searched:
            self._searched = (wanted.query, wanted.masks)
            query = wanted.query
            usable = query is not None and query.text and not query.problem()
            self._scanner.search = Search(query, wanted.masks, self._hides) if query is not None and usable else None
        filters = (wanted.showing.only, wanted.showing.without)
        if (filters, wanted.masks) != self._filtered:
            self._filtered = (filters, wanted.masks)
            self._filters = {
                each: Search(Query(each, regex=True, case=True), wanted.masks, self._hides) for each in filters if each
            }
            self._scanner.filters = tuple(self._filters.values())

    def _search_state(self) -> tuple[int, ...]:
        search = self._scanner.search
        filters = tuple(each.next_piece for each in self._scanner.filters)
        return (search.next_piece, id(search), *filters) if search is not None else (0, 0, *filters)

    def _found_by_filters(self, showing: Showing) -> Filtered | None:
        if not self._filters:
            return None
        only, without = self._filters.get(showing.only), self._filters.get(showing.without)
        return Filtered(
            only.pieces if only is not None else (),
            without.pieces if without is not None else (),
            min(each.next_piece for each in self._filters.values()),
        )

    def _snapshot(self, wanted: Wanted) -> Snapshot:
        scanner = self._scanner
        index, marks, search = scanner.index, scanner.marks, scanner.search
        ready = index.pieces if wanted.final else index.complete_pieces
        return Snapshot(
            wanted=wanted,
            layout=self._builder.build(
                wanted.steps, wanted.artifacts, marks, wanted.showing, self._found_by_filters(wanted.showing)
            ),
            size=index.size,
            lines=index.lines,
            pieces=index.pieces,
            whole=ready,
            warnings=marks.by_level[Level.WARNING],
            errors=marks.by_level[Level.ERROR],
            matches=search.pieces if search is not None else array("I"),
            match_count=search.count if search is not None else 0,
            searching=search is not None and search.next_piece < ready,
            scanned=marks.next_piece / ready if ready else 1.0,
            fast=self._fast,
        )
