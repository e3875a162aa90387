"""When the form is checked: a field when it is left, everything when typing has stopped, all of it before a start.

Texts are checked at once; what lies on the disk is looked up in a thread, and an answer to an older question is
dropped.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal

from stepflow_desktop.gui import lookups, validation
from stepflow_desktop.gui.lookups import Answer, Question
from stepflow_desktop.gui.program_versions import Versions
from stepflow_desktop.gui.translation import error_words
from stepflow_desktop.gui.validation import Field, Problem
from stepflow_desktop.gui.views.new_execution_draft import Draft
from stepflow_desktop.gui.views.new_execution_form import ExecutionForm

if TYPE_CHECKING:
    from stepflow_desktop.gui.bridge import EngineBridge

IDLE_MS = 400
AGAIN_MS = 2_000
_ORDER = tuple(Field)


def text_problems(draft: Draft) -> list[Problem]:
    """Everything that the texts alone tell, in the order of the fields."""
    found = (
        validation.check_command(draft.command, shell=draft.shell),
        validation.check_name(draft.name),
        validation.check_tags(draft.tags),
        validation.check_time_limit(draft.time_limit),
    )
    return [*(problem for problem in found if problem), *validation.check_variables(draft.variables)]


class FormChecks(QObject):
    """``changed`` says that ``problems`` or ``answer`` may differ; ``settled`` that typing has stopped."""

    changed = Signal()
    settled = Signal()

    def __init__(self, bridge: EngineBridge, form: ExecutionForm) -> None:
        super().__init__(form)
        self._bridge, self._form = bridge, form
        self.touched: set[Field] = {Field.STORAGE}
        self.answer = Answer()
        self._versions = Versions()
        self._refused: tuple[Problem, ...] = ()
        self._asked: Question | None = None
        self._edited: set[Field] = set()
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE_MS)
        self._idle.timeout.connect(self._on_idle)
        # What hinders everything may end without anything being typed.
        self._again = QTimer(self, interval=AGAIN_MS)
        self._again.timeout.connect(self._look_anew)
        self.changed.connect(self._wait_for_storage)
        form.edited.connect(self._on_edited)
        form.left.connect(self._on_left)

    @property
    def problems(self) -> list[Problem]:
        """At most one for a field or row, the worst; in the order of the fields."""
        draft = self._form.draft()
        found = [*self._refused, *text_problems(draft), *self._of_database(), *self.answer.problems]
        found.sort(key=lambda problem: not problem.is_error)
        worst: dict[tuple[Field, int | None], Problem] = {}
        for problem in found:
            worst.setdefault((problem.field, problem.row), problem)
        return sorted(worst.values(), key=lambda problem: (_ORDER.index(problem.field), problem.row or 0))

    def _of_database(self) -> list[Problem]:
        """Nothing can be recorded while the database takes nothing."""
        problem = getattr(getattr(self._bridge.engine, "store", None), "problem", None)
        return [Problem(Field.STORAGE, error_words(problem))] if problem is not None else []

    @property
    def errors(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.is_error]

    def begin(self) -> None:
        """Forget what was found about an earlier content; nothing counts as touched."""
        self.touched = {Field.STORAGE}
        self._edited.clear()
        self._refused = ()
        self._idle.stop()
        self.look()
        self.settled.emit()

    def stop(self) -> None:
        """Nothing is looked up by itself any more; the form is closed. What is still on its way is not taken."""
        self._asked = None
        self._idle.stop()
        self._again.stop()

    def _wait_for_storage(self) -> None:
        hindered = any(problem.field is Field.STORAGE for problem in self.errors)
        if hindered != self._again.isActive():
            (self._again.start if hindered else self._again.stop)()

    def _look_anew(self) -> None:
        self._asked = None
        self.look()

    def refuse(self, problem: Problem) -> None:
        """It was not taken; said beside its field until that is edited."""
        if not shiboken6.isValid(self):
            return
        self._refused = (problem,)
        self.touched.add(problem.field)
        self.changed.emit()

    def touch_all(self) -> None:
        self.touched = set(Field)
        self.changed.emit()

    def look(self) -> None:
        """Look up what is new on the disk."""
        question = self._question()
        if question != self._asked:
            self._asked = question
            self._bridge.call(self._look_up(question), name="look up a command")
        self.changed.emit()

    async def look_again(self) -> list[Problem]:
        """Everything anew, as it is at this moment; returns the errors."""
        self._refused = ()
        self._asked = self._question()
        await self._look_up(self._asked)
        return self.errors

    async def _look_up(self, question: Question) -> None:
        answer = await asyncio.to_thread(lookups.look_up, question, self._versions)
        if shiboken6.isValid(self) and question == self._asked:
            self.answer = answer
            self.changed.emit()

    def _question(self) -> Question:
        draft = self._form.draft()
        return Question(
            command=draft.command,
            shell=draft.shell,
            folder=draft.folder,
            search_path=lookups.search_path(dict(draft.variables)),
            storage=self._bridge.engine.storage,
        )

    def _on_edited(self, field: Field) -> None:
        self._edited.add(field)
        self._refused = tuple(p for p in self._refused if p.field not in (field, Field.STORAGE))
        self._idle.start()

    def _on_left(self, field: Field) -> None:
        if field is not Field.VARIABLES:
            # Its rows know by themselves which of them were left.
            self.touched.add(field)
        self.look()

    def _on_idle(self) -> None:
        self.touched |= self._edited
        self._edited.clear()
        self.look()
        self.settled.emit()
