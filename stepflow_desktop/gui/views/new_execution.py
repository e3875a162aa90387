"""The form for a new execution: sources at the left, fields at the right, what keeps it from starting at the foot.

It stands beside the window and may stay open. What was typed survives closing; nothing is lost when the engine
refuses.
"""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QKeySequence,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stepflow_desktop.core.model import Execution, ExecutionQuery, NewExecution
from stepflow_desktop.gui.bridge import EngineBridge
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.validation import Field, Problem
from stepflow_desktop.gui.views.new_execution_checks import FormChecks
from stepflow_desktop.gui.views.new_execution_draft import Draft, draft_of, short_folder
from stepflow_desktop.gui.views.new_execution_footer import Footer
from stepflow_desktop.gui.views.new_execution_form import MARGIN, ExecutionForm
from stepflow_desktop.gui.views.new_execution_hints import FormHints
from stepflow_desktop.gui.views.new_execution_look import dialog_rules
from stepflow_desktop.gui.views.new_execution_memory import FormMemory
from stepflow_desktop.gui.views.new_execution_remedies import Remedies
from stepflow_desktop.gui.views.new_execution_sources import SourcesPane
from stepflow_desktop.gui.views.new_execution_start import Starter
from stepflow_desktop.gui.views.new_execution_taking import can_take, take_drop
from stepflow_desktop.gui.widgets import Banner, Button
from stepflow_desktop.gui.widgets.framed_dialog import FramedDialog, Line
from stepflow_desktop.settings import Settings

WIDTH, HEIGHT = 980, 742
LEAST_WIDTH, LEAST_HEIGHT = 760, 480
LOOKED_THROUGH = 60


class NewExecutionDialog(FramedDialog):
    """``started`` carries the id of each execution that was started from here."""

    started = Signal(str)

    def __init__(
        self,
        theme: Theme,
        bridge: EngineBridge,
        settings: Settings,
        parent: QWidget | None = None,
        *,
        draft: NewExecution | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self._bridge = bridge
        self._memory = FormMemory.of(parent, settings.config_path.parent)
        self._blank = Draft(folder=short_folder(str(settings.working_directory)), terminal=settings.terminal)
        self._filled = self._blank
        self._before: Draft | None = None
        self.setObjectName("new_execution_dialog")
        self.set_title(self.tr("New execution"))
        self.setAcceptDrops(True)
        self.resize(theme.px(WIDTH), theme.px(HEIGHT))
        self._build(theme)
        self._connect()
        self._take_look()
        self._begin(draft)

    # -- putting it together

    def _build(self, theme: Theme) -> None:
        self.sources, self.form, self.footer = SourcesPane(theme), ExecutionForm(theme), Footer(theme)
        self.checks = FormChecks(self._bridge, self.form)
        self.hints = FormHints(theme, self._bridge, self.form, self.checks)
        self.remedies = Remedies(self._bridge, self.form, self.checks)
        self.starter = Starter(self._bridge, self.form, self.checks)
        self.back = Button(theme, "", kind="link")
        self.back.setObjectName("fill_back")
        self.back.setAutoDefault(False)
        self.back.hide()
        self.header.addWidget(self.back)
        self.header.addWidget(self.cross)
        self.banner_place = QVBoxLayout()
        self.banner_place.setContentsMargins(MARGIN, 0, MARGIN, 0)
        self._banner: Banner | None = None
        self._told: Problem | None = None
        strip = QVBoxLayout()
        strip.setContentsMargins(MARGIN, 0, MARGIN, 10)
        strip.addWidget(self.hints.strip)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addLayout(self.banner_place)
        right.addWidget(self.form, 1)
        right.addLayout(strip)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.sources)
        middle.addWidget(Line(theme, upright=True))
        middle.addLayout(right, 1)
        self.body.addLayout(middle, 1)
        self.body.addWidget(Line(theme))
        self.body.addWidget(self.footer)

    def _connect(self) -> None:
        self.checks.changed.connect(self._show_problems)
        self.starter.busy_changed.connect(self._show_problems)
        self.starter.hindered.connect(self.focus_first_problem)
        self.starter.started.connect(self._on_started)
        self.form.edited.connect(lambda _field: self.footer.say(""))
        self.sources.chosen.connect(self._on_chosen)
        self.sources.searched.connect(self._find)
        self.sources.removed.connect(self._on_template_removed)
        self.back.clicked.connect(self._on_back)
        self.footer.template.clicked.connect(self.save_template)
        self.footer.problems.clicked.connect(self.focus_first_problem)
        self.footer.cancel.clicked.connect(self.reject)
        self.footer.start.clicked.connect(self._on_start)
        for keys, stay in (("Ctrl+Return", False), ("Ctrl+Enter", False), ("Ctrl+Shift+Return", True)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(lambda stay=stay: self.start(stay_open=stay))
        self._theme.changed.connect(self._take_look)
        parent = self.parentWidget()
        if parent is not None:
            parent.window().installEventFilter(self)

    def _begin(self, request: NewExecution | None) -> None:
        self.sources.show_templates(self._memory.templates)
        self.form.set_draft(self._blank)
        if request is not None:
            self.form.set_draft(draft_of(request))
            self._filled = self.form.draft()
        elif self._memory.draft is not None:
            self.form.set_draft(self._memory.draft)
            self._offer_back(self._blank, self.tr("Start afresh"))
        self.checks.begin()

    def _take_look(self) -> None:
        # With larger text less than this would lay one part over another.
        self.setMinimumSize(self._theme.px(LEAST_WIDTH), LEAST_HEIGHT)
        self.setStyleSheet(dialog_rules(self._theme))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self._find("")
            self.form.command.setFocus()

    # -- filling

    def _on_chosen(self, draft: Draft) -> None:
        """What was typed before can be had back, as long as it was more than nothing."""
        was = self.form.draft()
        self.form.set_draft(draft)
        if was not in (self._blank, self._filled):
            self._offer_back(was, self.tr("Undo filling in"))
        self._filled = self.form.draft()
        self.checks.begin()

    def _offer_back(self, draft: Draft, word: str) -> None:
        self._before = draft
        self.back.setText(word)
        self.back.updateGeometry()
        self.back.show()

    def _on_back(self) -> None:
        if self._before is not None:
            self.form.set_draft(self._before)
            self._before = None
            self.checks.begin()
        self.back.hide()
        self.form.command.setFocus()

    def _find(self, text: str) -> None:
        self._bridge.call(
            self._bridge.engine.list(ExecutionQuery(text=text or None, limit=LOOKED_THROUGH)),
            name="find past commands",
            done=lambda page: self._show_found(text, page.executions),
            error=lambda _message: None,
        )

    def _show_found(self, text: str, executions: tuple[Execution, ...]) -> None:
        if shiboken6.isValid(self) and self.isVisible() and text == self.sources.search.text().strip():
            self.sources.show_recent(executions)

    # -- templates

    def save_template(self) -> None:
        draft = self.form.draft()
        name = draft.name.strip() or self.hints.suggested_name
        if not name:
            self.checks.touch_all()
            self.form.command.setFocus()
            return
        saved = self._memory.save_template(name, draft)
        self.sources.show_templates(self._memory.templates)
        self.sources.select_template(name)
        said = self.tr("Saved as a template") if saved else self.tr("The template could not be written")
        self.footer.say(said, failed=not saved)

    def _on_template_removed(self, name: str) -> None:
        removed = self._memory.remove_template(name)
        self.sources.show_templates(self._memory.templates)
        said = self.tr("Template removed") if removed else self.tr("The template could not be removed")
        self.footer.say(said, failed=not removed)

    # -- problems

    def _show_problems(self) -> None:
        problems = self.checks.problems
        self.form.show_problems(problems, self.checks.touched, self.hints.program)
        errors = [problem for problem in problems if problem.is_error]
        self.footer.show_problems(errors, self.checks.touched, busy=self.starter.busy)
        self._show_banner(next((problem for problem in problems if problem.field is Field.STORAGE), None))

    def _show_banner(self, problem: Problem | None) -> None:
        if problem == self._told:
            return
        self._told = problem
        if self._banner is not None:
            self._banner.hide()
            self._banner.deleteLater()
            self._banner = None
        if problem is not None:
            title = self.tr("Nothing can start now") if problem.is_error else self.tr("It was not started")
            self._banner = Banner(self._theme, "error", title, problem.message)
            self._banner.setToolTip("")
            self.banner_place.addWidget(self._banner)
        self.banner_place.setContentsMargins(MARGIN, 14 if problem else 0, MARGIN, 0)

    def focus_first_problem(self) -> None:
        self.checks.touch_all()
        errors = self.checks.errors
        if errors:
            self.form.focus_field(errors[0])

    # -- starting

    def _on_start(self) -> None:
        shift = QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier
        self.start(stay_open=bool(shift))

    def start(self, *, stay_open: bool = False) -> None:
        """Check everything as it is now, then ask the engine."""
        self.starter.start(stay_open=stay_open)

    def _on_started(self, execution: Execution, stay_open: bool) -> None:
        self._memory.keep_draft(None)
        self._filled = self.form.draft()
        self.back.hide()
        if stay_open:
            self.footer.say(self.tr("Started {name}").format(name=execution.name))
            self._find(self.sources.search.text().strip())
            self.form.command.setFocus()
        else:
            self.accept()
        self.started.emit(execution.id)

    # -- closing

    def done(self, result: int) -> None:
        self.keep_draft()
        self.checks.stop()
        super().done(result)

    def keep_draft(self) -> None:
        """What was typed since the form was filled; a form that is blank again forgets the older draft."""
        draft = self.form.draft()
        if draft == self._blank:
            self._memory.keep_draft(None)
        elif draft != self._filled:
            self._memory.keep_draft(draft)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Close and self.isVisible():
            self.keep_draft()
        return super().eventFilter(watched, event)

    # -- dropping

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if can_take(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        take_drop(event.mimeData(), self.form, self.remedies)
