"""What the window shows while there are no executions: three ways to begin, the markers, the servers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from stepflow_desktop.core.model import ServerState
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.translation import our_words, translate
from stepflow_desktop.gui.views.frame_header import Logo
from stepflow_desktop.gui.widgets import Button, Card, Label
from stepflow_desktop.gui.widgets.painting import paint_box

CARD_WIDTH, CARD_HEIGHT, GAP = 281, 205, 17
SIDE_WIDTH = 281
LINE_HEIGHT = 24
MOST_WIDENING = 1.25
# Each line of the snippet in pieces: (text, colour), where a number is a terminal colour and a word a token.
SNIPPET: tuple[tuple[tuple[str, int | str], ...], ...] = (
    (("echo ", "log_dim"), ('"STEP_START:', 5), ('Train model [duration=300]"', "log_text")),
    (("echo ", "log_dim"), ('"META:', 5), ('progress:62"', "log_text")),
    (("echo ", "log_dim"), ('"ARTIFACT:', 3), ('plots/curve.png:Learning curve"', "log_text")),
    (("echo ", "log_dim"), ('"STEP_COMPLETE:', 5), ('Train model"', "log_text")),
)


def snippet_text() -> str:
    return "\n".join("".join(text for text, _color in line) for line in SNIPPET) + "\n"


class FirstRun(QScrollArea):
    """Sends what was asked for; the window does it."""

    demo_requested = Signal()
    new_requested = Signal()
    file_requested = Signal()
    server_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sized: list[tuple[QWidget, int]] = []
        self.setObjectName("first_run")
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setSpacing(0)
        column.setContentsMargins(24, 20, 24, 20)
        column.addStretch(4)
        for widget, space in (
            (Logo(56), 15),
            (Label(theme, self.tr("Run something and watch each step"), "hero"), 5),
            (
                Label(
                    theme,
                    self.tr(
                        "Any script or program works as it is. Add one-line markers to see steps, progress and files."
                    ),
                    "lead",
                    "text2",
                ),
                25,
            ),
        ):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
            column.addSpacing(space)
        column.addLayout(self._cards())
        column.addSpacing(20)
        column.addWidget(self._markers(), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(19)
        self._take_widths()
        theme.changed.connect(self._take_widths)
        self._server_line = ServerLine(theme)
        self._server_line.button.clicked.connect(lambda: self.server_requested.emit())
        column.addWidget(self._server_line, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(5)
        self.setWidget(page)

    def show_servers(self, states: Sequence[ServerState]) -> None:
        self._server_line.show_states(states)

    def _take_widths(self) -> None:
        """As wide as the design has it, wider for larger text as far as a window of usual size has room."""
        for widget, width in self._sized:
            widget.setFixedWidth(max(width, min(self._theme.px(width), round(width * MOST_WIDENING))))

    def _cards(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addStretch(1)
        for icon, title, text, word, kind, keys, signal in (
            (
                "flask-conical",
                self.tr("Try the demo"),
                self.tr("A safe 40-second pipeline with steps, a warning, a plot, a table and a report."),
                self.tr("Run the demo"),
                "primary",
                "Ctrl+D",
                self.demo_requested,
            ),
            (
                "terminal",
                self.tr("Run a command"),
                self.tr("Type a command, choose the folder and start. Output appears live."),
                self.tr("New execution…"),
                "outline",
                "Ctrl+N",
                self.new_requested,
            ),
            (
                "file-down",
                self.tr("Drop a script"),
                self.tr("Drag a .py, .sh, .R or .js file, or a folder, anywhere onto this window."),
                self.tr("Choose a file…"),
                "outline",
                "Ctrl+O",
                self.file_requested,
            ),
        ):
            button = Button(self._theme, word, kind=kind)
            button.clicked.connect(lambda _c=False, s=signal: s.emit())
            row.addWidget(self._card(icon, title, text, button, keys))
        row.addStretch(1)
        return row

    def _card(self, icon: str, title: str, text: str, button: Button, keys: str) -> Card:
        card = Card(self._theme, padding=20)
        card.setMinimumHeight(CARD_HEIGHT)
        self._sized.append((card, CARD_WIDTH))
        card.setAccessibleName(title)
        words = Label(self._theme, text, "body", "text2")
        words.setWordWrap(True)
        words.setAlignment(Qt.AlignmentFlag.AlignTop)
        foot = QHBoxLayout()
        foot.addWidget(button)
        foot.addStretch(1)
        shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        foot.addWidget(Label(self._theme, shown, "small", "text3"))
        card.body.setSpacing(0)
        card.body.addWidget(IconTile(self._theme, icon))
        card.body.addSpacing(10)
        card.body.addWidget(Label(self._theme, title, "card_title"))
        card.body.addSpacing(3)
        card.body.addWidget(words, 1)
        card.body.addLayout(foot)
        return card

    def _markers(self) -> Card:
        card = Card(self._theme)
        self._sized.append((card, 3 * CARD_WIDTH + 2 * GAP))
        card.setAccessibleName(self.tr("Markers"))
        row = QHBoxLayout()
        row.setSpacing(18)
        side = QWidget()
        self._sized.append((side, SIDE_WIDTH))
        left = QVBoxLayout(side)
        left.setContentsMargins(4, 0, 0, 4)
        left.setSpacing(4)
        left.addWidget(Label(self._theme, self.tr("Markers"), "card_title"))
        words = Label(
            self._theme,
            self.tr("Print these from any language. Without markers the whole run is one step."),
            "small",
            "text2",
        )
        words.setWordWrap(True)
        left.addWidget(words)
        left.addStretch(1)
        copy = Button(self._theme, self.tr("Copy snippet"), "copy", "link")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(snippet_text()))
        left.addWidget(copy)
        row.addWidget(side)
        row.addWidget(Snippet(self._theme), 1)
        card.body.addLayout(row)
        return card


class IconTile(QWidget):
    """An icon on a soft square."""

    def __init__(self, theme: Theme, icon: str, token: str = "accent", side: int = 40) -> None:
        super().__init__()
        self._theme, self._icon_name, self._token = theme, icon, token
        self.setFixedSize(side, side)
        theme.changed.connect(self.update)

    def set_token(self, token: str) -> None:
        self._token = token
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_box(painter, self.rect(), 8, self._theme.color(f"{self._token}_soft"))
        pixmap = self._theme.pixmap(self._icon_name, self._token, 20, self.devicePixelRatioF())
        painter.drawPixmap((self.width() - 20) // 2, (self.height() - 20) // 2, pixmap)


class Snippet(QWidget):
    """The four lines, coloured as the log would be."""

    keeps_height = True

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFont(theme.font("log"))
        self.setAccessibleName(snippet_text())
        theme.changed.connect(self._take_height)
        self._take_height()

    def _take_height(self) -> None:
        self.setFixedHeight(len(SNIPPET) * self._theme.px(LINE_HEIGHT) + 22)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_box(painter, self.rect(), 7, self._theme.color("log_bg"), self._theme.color("border"))
        font = self._theme.font("log")
        font.setPixelSize(self._theme.px(13))
        high = self._theme.px(LINE_HEIGHT)
        painter.setFont(font)
        metrics = painter.fontMetrics()
        for number, line in enumerate(SNIPPET):
            x, y = 16, 11 + number * high + (high + metrics.ascent() - metrics.descent()) // 2
            for text, color in line:
                painter.setPen(self._theme.ansi(color) if isinstance(color, int) else self._theme.color(color))
                painter.drawText(x, y, text)
                x += metrics.horizontalAdvance(text)


class ServerLine(QWidget):
    """One line that says whether programs can reach the servers."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._dot = Dot(theme)
        self._text = Label(theme, "", "small", "text2")
        self.button = Button(theme, self.tr("Change"), kind="link")
        row.addWidget(self._dot)
        row.addWidget(self._text)
        row.addWidget(self.button)

    def show_states(self, states: Sequence[ServerState]) -> None:
        token, text = server_words(states)
        self._dot.set_token(token)
        self._text.setText(text)


class Dot(QWidget):
    def __init__(self, theme: Theme, token: str = "queued", side: int = 8) -> None:
        super().__init__()
        self._theme, self._token = theme, token
        self.setFixedSize(side, side)
        theme.changed.connect(self.update)

    def set_token(self, token: str) -> None:
        self._token = token
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        color: QColor = self._theme.color(self._token)
        paint_box(QPainter(self), self.rect(), self.width() / 2, color)


def server_words(states: Sequence[ServerState]) -> tuple[str, str]:
    """The colour token of the dot and the sentence beside it."""
    failed = [state for state in states if state.state == "failed"]
    if failed:
        silent = translate("ServerWords", "{name} does not listen.")
        return "failed", " ".join(our_words(state.problem) or silent.format(name=state.name) for state in failed)
    listening = [state for state in states if state.state == "listening"]
    if states and all(state.state == "off" for state in states):
        return "queued", translate("ServerWords", "The servers are off.")
    if not listening or any(state.state == "starting" for state in states):
        return "queued", translate("ServerWords", "The servers are starting.")
    first, *others = ((s.network_address or s.address).split("//")[-1].split("/")[0] for s in listening)
    places = translate("ServerWords", " and ").join((first, *(f":{other.rpartition(':')[2]}" for other in others)))
    if not any(state.network_address for state in states):
        return "completed", translate("ServerWords", "Server ready on {places}, this computer only.").format(
            places=places
        )
    return "warning", translate("ServerWords", "Server ready on {places}, open to the network.").format(places=places)
