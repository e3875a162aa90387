"""Text of another size in a window that stands: fonts are taken anew, and what has a fixed height grows with them.

Most controls are as high as the design says and not as their text asks. So that none has to know of sizes, a style
scales every fixed height once, when a control is polished, that is before it is first shown. At the usual size the
plain style is in place and nothing is asked of Python.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QProxyStyle,
    QStyleFactory,
    QTableView,
    QWidget,
)

SCALED = "scaled_percent"
USUAL_WIDTH = "usual_width"
LEAST, MOST = 16, 160

FontKey = tuple[str, int, int]


def font_key(font: QFont) -> FontKey:
    """What tells the fonts of two roles apart."""
    return font.family(), font.pixelSize(), int(font.weight())


class ScaledStyle(QProxyStyle):
    """Fusion, in which fixed heights are ``percent`` of what they were set to."""

    def __init__(self, percent: int) -> None:
        super().__init__(QStyleFactory.create("Fusion"))
        self._percent = percent

    def polish(self, target: object) -> None:
        super().polish(target)  # type: ignore[call-overload]
        if isinstance(target, QWidget):
            scale(target, self._percent)


def scale(widget: QWidget, percent: int) -> None:
    """Have the fixed height of ``widget`` be ``percent`` of what it is at 100, whatever it is at now.

    A class with ``keeps_height`` has room enough for the largest text.
    """
    now = widget.property(SCALED) or 100
    if now == percent or widget.isWindow() or getattr(widget, "keeps_height", False):
        return
    if isinstance(widget, QTableView):
        _scale_rows(widget, percent, now)
        return
    least, most = widget.minimumHeight(), widget.maximumHeight()
    usual = round(most * 100 / now)
    wide = widget.maximumWidth() if widget.minimumWidth() == widget.maximumWidth() else 0
    # What is square holds an icon, and icons stay as they are.
    if least == most and LEAST <= usual <= MOST and wide != most:
        widget.setProperty(SCALED, percent)
        widget.setFixedHeight(round(usual * percent / 100))
        if isinstance(widget, QComboBox):
            _scale_width(widget, percent, wide)


def _scale_width(box: QComboBox, percent: int, wide: int) -> None:
    """One of a fixed width may be wider; its words are cut where there is no room for more."""
    if wide:
        box.setProperty(USUAL_WIDTH, wide)
    usual = box.property(USUAL_WIDTH)
    if usual:
        box.setMinimumWidth(usual)
        box.setMaximumWidth(max(usual, round(usual * percent / 100)))


def _scale_rows(view: QTableView, percent: int, now: int) -> None:
    view.setProperty(SCALED, percent)
    rows = view.verticalHeader()
    rows.setDefaultSectionSize(round(rows.defaultSectionSize() / now * percent))


def set_scale(app: QApplication, percent: int) -> None:
    """Scale everything that stands and everything that comes."""
    if percent == (app.property(SCALED) or 100):
        return
    app.setProperty(SCALED, percent)
    app.setStyle(ScaledStyle(percent) if percent != 100 else QStyleFactory.create("Fusion"))
    for widget in app.allWidgets():
        scale(widget, percent)


def begin_scale(app: QApplication, percent: int) -> None:
    """Scale everything that comes, now that the plain style is in place again."""
    app.setProperty(SCALED, None)
    set_scale(app, percent)


def fonts_in_use(app: QApplication, roles: Mapping[FontKey, str]) -> list[tuple[QWidget, str]]:
    """Every control that has a font of its own, with the role that font has in ``roles``."""
    own = [widget for widget in app.allWidgets() if widget.testAttribute(Qt.WidgetAttribute.WA_SetFont)]
    return [(widget, role) for widget in own if (role := roles.get(font_key(widget.font()))) is not None]


def set_fonts(used: Sequence[tuple[QWidget, str]], font: Callable[[str], QFont]) -> None:
    """Give each of these the font of its role as it is now."""
    for widget, role in used:
        widget.setFont(font(role))
        widget.updateGeometry()


@contextmanager
def keeping_fonts(root: QWidget) -> Iterator[None]:
    """Around what gives ``root`` another parent: the style sheet would give it the fonts back it was made with."""
    own = [each for each in (root, *root.findChildren(QWidget)) if each.testAttribute(Qt.WidgetAttribute.WA_SetFont)]
    fonts = [(widget, widget.font()) for widget in own]
    yield
    for widget, font in fonts:
        widget.setFont(font)


def lay_rows_out(app: QApplication) -> None:
    """Have every list ask anew how high its rows are."""
    for widget in app.allWidgets():
        if isinstance(widget, QAbstractItemView):
            widget.scheduleDelayedItemsLayout()
