"""Answers what is typed into the search field.

Plain words find executions (by the filter language), files, settings and commands, or are run as a command. A first
sign looks elsewhere: ``>`` commands, ``#`` tags, ``@`` steps, ``/`` the text of recent logs. An answer to what is no
longer asked is dropped, and a search through logs for it is ended.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from stepflow_desktop.core.artifact_search import ArtifactSearch, ArtifactTerm
from stepflow_desktop.core.clock import Clock
from stepflow_desktop.core.model import Artifact, Execution, ExecutionQuery
from stepflow_desktop.core.query import Key, Term
from stepflow_desktop.gui.models.execution_filter import parse
from stepflow_desktop.gui.palette import hits
from stepflow_desktop.gui.palette.hit import Hit
from stepflow_desktop.gui.palette.log_search import Log, LogLine, search_logs
from stepflow_desktop.gui.who import user_name

if TYPE_CHECKING:
    from stepflow_desktop.gui.bridge import EngineBridge

MOST_RUNS = 6
MOST_STEPS_RUNS = 12
MOST_LOGS = 60
LEAST_LETTERS = 2
ALL_ACTIONS = 40


class Field(Protocol):
    """The search field."""

    def text(self) -> str: ...

    def show_hits(self, hits: Sequence[Hit], note: str = "") -> None: ...


class Places(Protocol):
    """Where the window goes for a line that was chosen."""

    def actions(self) -> Iterable[QAction]: ...
    def icon_of(self, name: str) -> str: ...
    def settings(self) -> Iterable[tuple[str, Callable[[], None]]]: ...
    def open_execution(self, execution_id: str) -> None: ...
    def open_artifact(self, artifact: Artifact) -> None: ...
    def open_step(self, execution_id: str, step_id: str) -> None: ...
    def open_line(self, execution_id: str, line: int) -> None: ...
    def show_tag(self, tag: str) -> None: ...
    def run(self, command: str) -> None: ...


class Palette(QObject):
    def __init__(
        self, bridge: EngineBridge, clock: Clock, field: Field, places: Places, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._clock = clock
        self._field = field
        self._places = places
        self._stop = threading.Event()

    def ask(self, text: str) -> None:
        """Show lines for ``text``, at once or when they are found."""
        self._stop.set()
        self._stop = threading.Event()
        sign, rest = text[:1], text[1:].strip()
        if not text:
            hint = self.tr("Commands – or type # for tags, @ for steps, / for text of logs")
            self._show(text, [replace(hit, group=hint) for hit in self._commands(text, ALL_ACTIONS)])
        elif sign == ">":
            self._show(text, self._commands(text, ALL_ACTIONS))
        elif sign == "#":
            self._look(text, self._tags(rest))
        elif sign == "@":
            self._look(text, self._steps(rest))
        elif sign == "/" and not self._is_path(text):
            self._look(text, self._lines(rest, self._stop))
        else:
            self._look(text, self._everything(text))

    def _is_path(self, text: str) -> bool:
        """``/usr/bin/make all`` is a command: another slash in its first word."""
        return "/" in text[1:].split(" ")[0]

    def _look(self, text: str, answer: object) -> None:
        self._bridge.call(
            answer,  # type: ignore[arg-type]
            name="search",
            done=lambda found: self._show(text, found),
        )

    def _show(self, text: str, found: Sequence[Hit]) -> None:
        if self._field.text().strip() == text:
            self._field.show_hits(found, "" if found else self._why_nothing(text))

    def _why_nothing(self, text: str) -> str:
        """What stands there in place of lines."""
        if text[:1] in ("@", "/") and len(text[1:].strip()) < LEAST_LETTERS:
            return self.tr("Type at least two letters")
        return self.tr("Nothing matches")

    def _commands(self, text: str, most: int = hits.MOST_ACTIONS) -> list[Hit]:
        return hits.action_hits(self._places.actions(), text, self._places.icon_of, most)

    # -- each kind

    async def _everything(self, text: str) -> list[Hit]:
        engine, places = self._bridge.engine, self._places
        wanted = parse(text, self._clock, me=user_name())
        runs: tuple[Execution, ...] = ()
        if not wanted.nothing and not wanted.problems:
            runs = (await engine.list(wanted.query(limit=MOST_RUNS))).executions
        found = hits.execution_hits(runs, places.open_execution, self._clock.now())
        if len(text) >= LEAST_LETTERS:
            terms = tuple(ArtifactTerm(key="text", values=(word,)) for word in text.split())
            files = await engine.store.search_artifacts(ArtifactSearch(terms=terms, limit=hits.MOST_OF_A_KIND))
            found += hits.artifact_hits(files.found, places.open_artifact)
            found += hits.setting_hits(places.settings(), text)
        words = self.tr("Run “{text}”").format(text=text)
        run = Hit(words, lambda: places.run(text), icon="play", group=self.tr("New execution"))
        return [*found, *self._commands(text), run]

    async def _tags(self, text: str) -> list[Hit]:
        return hits.tag_hits(await self._bridge.engine.names("tag"), text, self._places.show_tag)

    async def _steps(self, text: str) -> list[Hit]:
        if len(text) < LEAST_LETTERS:
            return []
        query = ExecutionQuery(limit=MOST_STEPS_RUNS, where=(Term(Key.STEP, (text,)),))
        runs = (await self._bridge.engine.list(query)).executions
        steps = await self._bridge.engine.steps_of([run.id for run in runs])
        return hits.step_hits(runs, steps, text, self._places.open_step, self._clock.now())

    async def _lines(self, text: str, stop: threading.Event) -> list[Hit]:
        """In the logs of the newest runs; what they mask is looked up first, so that it is never shown."""
        if len(text) < LEAST_LETTERS:
            return []
        engine = self._bridge.engine
        runs = [run for run in (await engine.list(ExecutionQuery(limit=MOST_LOGS))).executions if run.log_size]
        logs = []
        for run in runs:
            masks = tuple(mask for mask in (await engine.get(run.id)).masks if mask)
            logs.append(Log(run.id, engine.log_path(run.id), masks))
        lines: list[LogLine] = await asyncio.to_thread(search_logs, logs, text, stop)
        return hits.line_hits(lines, {run.id: run.name for run in runs}, self._places.open_line)
