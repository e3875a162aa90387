"""What earlier runs tell about the time a command takes. Where there are none, nothing is said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stepflow_desktop.core.history import RunHistory
from stepflow_desktop.gui import wording
from stepflow_desktop.gui.models.execution_text import first_line
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.translation import translate
from stepflow_desktop.gui.widgets import ElidedLabel, Ribbon, Segment
from stepflow_desktop.gui.widgets.painting import paint_box

if TYPE_CHECKING:
    from stepflow_desktop.core.engine import Engine

HEIGHT = 56
RIBBON_FROM_WIDTH = 540


@dataclass(frozen=True, slots=True)
class Estimate:
    """``seconds`` is the median of ``runs`` runs; ``steps`` those of the newest, each with its usual share."""

    seconds: float
    runs: int
    steps: tuple[Segment, ...]


async def estimate(engine: Engine, command: str, folder: str, name: str) -> Estimate | None:
    """From the last completed runs of this command, as the core tells them apart."""
    history = await engine.history_for(command, folder, name)
    if history.usual_s is None:
        return None
    return Estimate(history.usual_s, history.runs, segments_of(history))


def segments_of(history: RunHistory) -> tuple[Segment, ...]:
    """The steps of the newest run, each as wide as it usually takes."""
    return tuple(
        Segment(
            first_line(step.name),
            "running",
            max(0.01, step.usual_s),
            1.0,
            QCoreApplication.translate("EstimateStrip", "usually {duration}").format(
                duration=wording.duration(step.usual_s)
            ),
        )
        for step in history.steps
    )


def about(seconds: float) -> str:
    """``19 minutes``, ``48 seconds``, ``1 h 20 min``: a time that is known roughly."""
    if seconds < 90:
        return wording.count(max(1, round(seconds)), "second", "seconds")
    if seconds < 3570:
        return wording.count(round(seconds / 60), "minute", "minutes")
    hours, minutes = divmod(round(seconds / 60), 60)
    return translate("Estimate", "{hours} h {minutes} min").format(hours=hours, minutes=minutes)


def in_words(found: Estimate) -> tuple[str, str]:
    """The title and what it rests on."""
    title = translate("Estimate", "Usually takes about {time}")
    if found.steps:
        title = translate("Estimate", "Usually takes about {time}, {steps}")
    title = title.format(time=about(found.seconds), steps=wording.count(len(found.steps), "step", "steps"))
    if found.runs == 1:
        return title, translate("Estimate", "From one successful run of this command")
    basis = translate("Estimate", "Median of the last {n} successful runs of this command")
    return title, basis.format(n=found.runs)


class EstimateStrip(QWidget):
    """One line at the foot of the form; hidden while nothing is known."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("estimate")
        self.setFixedHeight(HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(45, 0, 16, 0)
        row.setSpacing(20)
        words = QVBoxLayout()
        words.setSpacing(1)
        self._title, self._text = ElidedLabel(theme, role="body_strong"), ElidedLabel(theme, "", "small", "text2")
        words.addStretch(1)
        words.addWidget(self._title)
        words.addWidget(self._text)
        words.addStretch(1)
        self._ribbon = Ribbon(theme, 8)
        self._ribbon.setFixedWidth(190)
        self._has_steps = False
        row.addLayout(words, 1)
        row.addWidget(self._ribbon, 0, Qt.AlignmentFlag.AlignVCenter)
        theme.changed.connect(self.update)
        self.hide()

    def show_estimate(self, found: Estimate | None) -> None:
        self.setVisible(found is not None)
        if found is None:
            return
        title, text = in_words(found)
        self._title.set_text(title)
        self._text.set_text(text)
        self.setAccessibleName(f"{title}. {text}")
        self._ribbon.set_segments(found.steps)
        self._ribbon.setAccessibleName(wording.count(len(found.steps), "expected step", "expected steps"))
        self._has_steps = bool(found.steps)
        self._review()

    def _review(self) -> None:
        """The words go before the ribbon where there is no room for both."""
        self._ribbon.setVisible(self._has_steps and self.width() >= RIBBON_FROM_WIDTH)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._review()

    def text(self) -> str:
        return "" if self.isHidden() else f"{self._title.text()}. {self._text.text()}"

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_box(painter, QRect(self.rect()), 7, self._theme.color("running_soft"))
        watch = self._theme.pixmap("timer", "running", 18, self.devicePixelRatioF())
        painter.drawPixmap(15, (self.height() - 18) // 2, watch)
