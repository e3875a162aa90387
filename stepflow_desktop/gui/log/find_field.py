"""The field to find text in the log, with its count and the switches for case and regular expressions inside it."""

from __future__ import annotations

import html

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from stepflow_desktop.gui.log.finding import Finding
from stepflow_desktop.gui.log.search import Query
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.buttons import IconButton
from stepflow_desktop.gui.widgets.fields import SearchField
from stepflow_desktop.gui.widgets.labels import Label

_IDLE_MS = 200


class FindField(SearchField):
    """``query_changed`` has a ``Query`` or None, a moment after typing; ``stepped`` 1 or -1; ``left`` is Esc."""

    query_changed = Signal(object)
    stepped = Signal(int)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, QCoreApplication.translate("FindField", "Find in log"), parent)
        self.setObjectName("find_in_log_field")
        self.setClearButtonEnabled(False)
        self.setFixedHeight(32)
        self._problem = ""
        self._count = Label(theme, "", "small", "text3")
        self.case = IconButton(theme, "case-sensitive", self.tr("Match case"), True, side=24, icon_size=16)
        self.regex = IconButton(theme, "regex", self.tr("Regular expression"), True, side=24, icon_size=16)
        self.case.setObjectName("match_case")
        self.regex.setObjectName("match_pattern")
        self._inside = QWidget(self)
        row = QHBoxLayout(self._inside)
        row.setContentsMargins(0, 0, 4, 0)
        row.setSpacing(0)
        row.addWidget(self._count)
        row.addSpacing(4)
        row.addWidget(self.case)
        row.addWidget(self.regex)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(_IDLE_MS)
        self._idle.timeout.connect(self._tell)
        self.textChanged.connect(lambda _text: self._idle.start())
        for switch in (self.case, self.regex):
            switch.setCursor(Qt.CursorShape.ArrowCursor)
            switch.toggled.connect(lambda _on: self._tell())
        self._fit()

    def query(self) -> Query | None:
        text = self.text()
        return Query(text, self.regex.isChecked(), self.case.isChecked()) if text else None

    def show_count(self, finding: Finding) -> None:
        """``7 / 13``, or how many so far while the search goes on."""
        if self._problem:
            words = self.tr("not a pattern")
        elif not self.text() or finding.matcher is None:
            words = ""
        elif not finding.count:
            words = "…" if finding.searching else self.tr("none")
        else:
            total = f"{max(finding.count, finding.total):,}" + ("+" if finding.searching else "")
            words = f"{finding.current + 1:,} / {total}" if finding.current >= 0 else total
        if words != self._count.text():
            self._count.setText(words)
            self._count.setAccessibleName(self.tr("Matches: {count}").format(count=words))
            self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._idle.isActive():
                self._idle.stop()
                self._tell()
            else:
                self.stepped.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
            else:
                self.left.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _tell(self) -> None:
        query = self.query()
        self._problem = query.problem() if query is not None else ""
        self.set_problem(self._problem)
        self.setToolTip(f"<p>{html.escape(self._problem)}</p>" if self._problem else "")
        self.query_changed.emit(query)

    def _fit(self) -> None:
        self._inside.adjustSize()
        width = self._inside.sizeHint().width()
        self._inside.setGeometry(self.width() - width - 2, 0, width, self.height())
        self.setTextMargins(0, 0, width + 2, 0)
