"""The line at the bottom: what runs at the left, how servers and computer are at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from stepflow_desktop.core.model import ServerState
from stepflow_desktop.gui import wording
from stepflow_desktop.gui.machine_load import MachineLoad
from stepflow_desktop.gui.status_shapes import paint_status
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.translation import our_words, translate
from stepflow_desktop.gui.widgets.painting import paint_box, paint_focus

HEIGHT = 28
LOW_DISK_BYTES = 1_000_000_000
_MARK = 14
_GAP, _EDGES = 4, 22


class StatusItem(QAbstractButton):
    """A mark and a few words that can be clicked. The mark is a status shape or an icon."""

    def __init__(
        self, theme: Theme, mark: str = "", *, status: bool = False, tip: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._mark = mark
        self._is_status = status
        self._token = "text"
        self.setFont(theme.font("small_medium" if status else "small"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedHeight(HEIGHT - 2)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setToolTip(tip)
        if status and mark == "running":
            theme.pulse.watch(self)
        theme.changed.connect(self.update)

    def show_text(self, text: str, token: str = "text") -> None:
        if (text, token) != (self.text(), self._token):
            self._token = token
            self.setText(text)
            self.setAccessibleName(text)
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        width = QFontMetrics(self.font()).horizontalAdvance(self.text()) + 13
        return QSize(width + ((_MARK + 6) if self._mark else 0), HEIGHT - 2)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.underMouse():
            paint_box(painter, self.rect().adjusted(0, 2, 0, -2), 5, self._theme.color("border"))
        x, top = 6, (self.height() - _MARK) // 2
        if self._mark and self._is_status:
            place = QRectF(x, top, _MARK, _MARK)
            paint_status(painter, place, self._mark, self._theme, self._theme.pulse.phase)
            x += _MARK + 6
        elif self._mark:
            token = "text2" if self._token == "text" else self._token
            painter.drawPixmap(x, top, self._theme.pixmap(self._mark, token, _MARK, self.devicePixelRatioF()))
            x += _MARK + 6
        painter.setFont(self.font())
        painter.setPen(self._theme.color(self._token))
        painter.drawText(QRect(x, 0, self.width() - x, self.height()), Qt.AlignmentFlag.AlignVCenter, self.text())
        paint_focus(painter, self, self._theme, 5)


class StatusBar(QWidget):
    """``filter_requested`` carries a filter text for the list, ``server_requested`` asks for the server page."""

    filter_requested = Signal(str)
    server_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("status_bar")
        self.setFixedHeight(HEIGHT)
        self.idle = StatusItem(theme)
        self.running = StatusItem(theme, "running", status=True, tip=self.tr("Show what runs"))
        self.queued = StatusItem(theme, "queued", status=True, tip=self.tr("Show what waits"))
        self.failed = StatusItem(theme, "failed", status=True, tip=self.tr("Show what failed"))
        self.rest = StatusItem(theme, "globe")
        self.websocket = StatusItem(theme, "radio")
        self.clients = StatusItem(theme, "users")
        self.shield = StatusItem(theme, "shield", tip=self.tr("Other computers can reach StepFlow"))
        self.shield.setAccessibleName(self.shield.toolTip())
        self.cpu = StatusItem(theme, "cpu", tip=self.tr("Processor load of this computer"))
        self.memory = StatusItem(theme, "memory-stick", tip=self.tr("Memory in use on this computer"))
        self.disk = StatusItem(theme, "hard-drive", tip=self.tr("Free where executions are kept"))
        for name in ("idle", "running", "queued", "failed", "rest", "websocket", "clients", "cpu", "memory", "disk"):
            getattr(self, name).setObjectName(f"status_{name}")
        self._wanted: set[StatusItem] = set()
        self._lay_out()
        self.show_counts(0, 0, 0)
        theme.changed.connect(self.update)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 1, _EDGES - 8, 0)
        row.setSpacing(_GAP)
        row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        filters = {self.running: "status:running", self.queued: "status:pending", self.failed: "status:failed since:1d"}
        for item in (self.idle, self.running, self.queued, self.failed):
            row.addWidget(item)
            if item in filters:
                item.clicked.connect(lambda _c=False, text=filters[item]: self.filter_requested.emit(text))
        self.idle.setEnabled(False)
        row.addStretch(1)
        for item in (self.shield, self.rest, self.websocket, self.clients, self.cpu, self.memory, self.disk):
            item.clicked.connect(lambda _c=False: self.server_requested.emit())
            item.setVisible(False)
            row.addWidget(item)

    def _show(self, item: StatusItem, shown: bool) -> None:
        (self._wanted.add if shown else self._wanted.discard)(item)
        self._make_room()

    def _make_room(self) -> None:
        """Where not everything fits, the load of the computer and the number of clients stay away."""
        wanted = set(self._wanted)
        room = self.width() - _EDGES
        for item in (self.memory, self.cpu, self.clients):
            if sum(each.sizeHint().width() + _GAP for each in wanted) <= room:
                break
            wanted.discard(item)
        for item in self.items:
            item.setVisible(item in wanted)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    @property
    def items(self) -> tuple[StatusItem, ...]:
        """From left to right."""
        left = (self.idle, self.running, self.queued, self.failed)
        return (*left, self.shield, self.rest, self.websocket, self.clients, self.cpu, self.memory, self.disk)

    def first_in_sight(self) -> StatusItem:
        """The first one that can be pressed."""
        return next((item for item in self.items if item.isVisible() and item.isEnabled()), self.rest)

    def show_counts(self, running: int, queued: int, failed_today: int) -> None:
        self.running.show_text(self.tr("{n} running").format(n=running))
        self.queued.show_text(self.tr("{n} queued").format(n=queued))
        self.failed.show_text(self.tr("{n} failed today").format(n=failed_today))
        self.idle.show_text(self.tr("Nothing running"))
        for item, shown in (
            (self.running, running > 0),
            (self.queued, queued > 0),
            (self.failed, failed_today > 0),
            (self.idle, running + queued == 0),
        ):
            self._show(item, shown)

    def show_servers(self, states: Sequence[ServerState]) -> None:
        for item, state in zip((self.rest, self.websocket), states, strict=False):
            item.show_text(_server_words(state), "failed" if state.state == "failed" else "text")
            item.setToolTip(our_words(state.problem) or state.address or state.name)
            self._show(item, True)
        self._show(self.shield, any(state.network_address for state in states))
        clients = sum(state.clients for state in states)
        words = wording.count(clients, "client", "clients") if clients else self.tr("no clients")
        self.clients.show_text(words)
        self._show(self.clients, any(state.state == "listening" for state in states))

    def show_load(self, load: MachineLoad) -> None:
        self.cpu.show_text(f"CPU {load.cpu_percent:.0f} %")
        used, total = load.memory_used_bytes / 1e9, load.memory_total_bytes / 1e9
        self.memory.show_text(f"RAM {used:.1f} / {total:.0f} GB")
        low = load.disk_free_bytes < LOW_DISK_BYTES
        self.disk.show_text(
            self.tr("{size} free").format(size=wording.size(load.disk_free_bytes)), "warning" if low else "text"
        )
        for item in (self.cpu, self.memory, self.disk):
            self._show(item, True)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("side"))
        painter.fillRect(0, 0, self.width(), 1, self._theme.color("border"))


def _server_words(state: ServerState) -> str:
    if state.state == "listening":
        authority = state.address.split("//")[-1].split("/")[0]
        return f"{state.name} :{authority.rpartition(':')[2]}"
    words = {
        "off": translate("ServerWords", "{server} off"),
        "starting": translate("ServerWords", "{server} starting"),
        "failed": translate("ServerWords", "{server} not listening"),
    }
    return words.get(state.state, "{server}").format(server=state.name)
