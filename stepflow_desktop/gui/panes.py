"""Getting about the window by keyboard: which *panes* there are, F6 from one to the next, and the order of Tab.

A pane is a part of the window with one *stop*: the widget in it that F6 goes to.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

Pane = tuple[QWidget, QWidget]


def hop(panes: Sequence[Pane], focused: QWidget | None, direction: int) -> QWidget | None:
    """Put the keyboard into the next (1) or previous (-1) pane in sight; answers where it is now."""
    here = -1
    for number, (pane, stop) in enumerate(panes):
        # The last one that fits is the innermost.
        if focused is not None and (focused in (pane, stop) or pane.isAncestorOf(focused)):
            here = number
    if here < 0 and direction < 0:
        here = 0
    for away in range(1, len(panes) + 1):
        stop = panes[(here + direction * away) % len(panes)][1]
        if stop.isVisible() and stop.isEnabled():
            stop.setFocus(Qt.FocusReason.TabFocusReason)
            return stop
    return None


def order_tab(window: QWidget, first: QWidget, then: Sequence[QWidget], last: Sequence[QWidget]) -> None:
    """Have Tab go from ``first`` through ``then``, and through ``last`` after everything else."""
    before = first
    for widget in then:
        QWidget.setTabOrder(before, widget)
        before = widget
    end = window.previousInFocusChain()
    while end is not None and end is not window and (end in last or end.focusPolicy() is Qt.FocusPolicy.NoFocus):
        end = end.previousInFocusChain()
    if end is None or end is window:
        return
    for widget in last:
        QWidget.setTabOrder(end, widget)
        end = widget
