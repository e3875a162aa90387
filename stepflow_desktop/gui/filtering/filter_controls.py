"""What executions are filtered with, in the list and in the table: field, status chips, saved views, and what it found.

The owner lays the widgets out; here they work together.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from stepflow_desktop.core.clock import Clock
from stepflow_desktop.core.model import ExecutionStatus
from stepflow_desktop.core.query import COUNTED, MOST_ROWS, NEWEST, Order
from stepflow_desktop.gui.filtering.execution_chips import StatusChips
from stepflow_desktop.gui.filtering.saved_view_chips import SavedViewChips
from stepflow_desktop.gui.models.execution_filter import ExecutionFilter, parse, problem_text
from stepflow_desktop.gui.models.saved_views import ListState, SavedViews
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import Label
from stepflow_desktop.gui.widgets.filter_field import FilterField

TYPING_MS = 200


class FilterControls(QObject):
    """``changed`` asks to show what ``wanted`` says in ``order``; ``confirmed`` that Enter was pressed in the field."""

    changed = Signal()
    confirmed = Signal()

    def __init__(
        self,
        theme: Theme,
        clock: Clock,
        user_name: str,
        views: SavedViews | None = None,
        parent: QObject | None = None,
        *,
        is_table: bool = False,
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._is_table = is_table
        self._user_name = user_name
        self.order = NEWEST
        self.field = FilterField(theme, self.tr('Filter — status:failed tag:ml "train"'))
        self.field.setObjectName("filter")
        self.field.setAccessibleName(self.tr("Filter executions"))
        self.note = Label(theme, "", "small", "text2")
        self.note.setObjectName("filter_note")
        self.note.setWordWrap(True)
        self.note.hide()
        self.chips = StatusChips(theme, words=is_table)
        self.views = views or SavedViews(parent=self)
        self.view_chips = SavedViewChips(theme, self.views, self.state)
        self._typing = QTimer(self, interval=TYPING_MS, singleShot=True)
        self._typing.timeout.connect(self.review)
        self.field.textChanged.connect(lambda: self._typing.start())
        self.field.returnPressed.connect(self._on_confirmed)
        self.chips.changed.connect(lambda _chosen: self.review())
        self.view_chips.chosen.connect(self.take_state)

    # -- what is asked

    def wanted(self) -> ExecutionFilter:
        found = parse(self.field.text(), self._clock, me=self._user_name)
        return found.with_statuses(self.chips.chosen)

    def state(self) -> ListState:
        return ListState(self.field.text().strip(), self.chips.chosen, self.order)

    def take_state(self, state: ListState) -> None:
        """Put field, chips and order like this and ask once."""
        self._set(state.text)
        self.chips.choose(state.statuses, quietly=True)
        self.order = state.order
        self.review()

    def set_text(self, text: str) -> None:
        self._set(text)
        self.review()

    def set_order(self, order: Order) -> None:
        self.order = order
        self.review()

    def clear(self) -> None:
        self.take_state(ListState(order=self.order))

    def _set(self, text: str) -> None:
        self.field.blockSignals(True)
        self.field.setText(text)
        self.field.blockSignals(False)

    def focus(self) -> None:
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def review(self) -> None:
        """Take what the field, the chips and the order say now."""
        self._typing.stop()
        wanted = self.wanted()
        problems = wanted.problems
        message = " ".join(problem_text(each) for each in problems)
        self.field.show_problems([(each.start, each.end) for each in problems], message)
        self._say(message, "failed")
        self.view_chips.mark(self.state())
        self.changed.emit()

    def _on_confirmed(self) -> None:
        if self._typing.isActive():
            self.review()
        self.confirmed.emit()

    # -- what was found

    def set_counts(self, counts: Mapping[ExecutionStatus, int]) -> None:
        self.chips.set_counts(counts)

    def show_found(self, total: int, is_least: bool, *, aloud: bool = True) -> None:
        """Say how many match, where a filter says more than the chips do; and say it to who cannot see it."""
        wanted = self.wanted()
        if not self.field.text().strip() or wanted.problems:
            return
        words = found_words(total, is_least)
        if not self._is_table or is_least:
            # The table has its number beside its title.
            self._say(words, "text2")
        if aloud and self.field.isVisible():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.field, words))

    def nothing_words(self, *, searched_all: bool) -> str:
        """What was asked, in the words in which it was typed; where not all was looked at, how far."""
        shown = self.field.text().strip()
        if not shown:
            return ""
        if searched_all:
            return self.tr("No execution with {filter}.").format(filter=shown)
        words = self.tr("No execution with {filter} among the newest {most}.")
        return words.format(filter=shown, most=f"{MOST_ROWS:,}")

    def _say(self, text: str, token: str) -> None:
        self.note.set_token(token)
        self.note.setText(text)
        self.note.setVisible(bool(text))


def found_words(total: int, is_least: bool) -> str:
    """``27 found``, ``10,000 or more found``, ``27 found among the newest 50,000``."""
    translate = QCoreApplication.translate
    if not is_least:
        return translate("Filter", "{n} found").format(n=f"{total:,}")
    if total >= COUNTED:
        return translate("Filter", "{n} or more found").format(n=f"{total:,}")
    return translate("Filter", "{n} found among the newest {most}").format(n=f"{total:,}", most=f"{MOST_ROWS:,}")
