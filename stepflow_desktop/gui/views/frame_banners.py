"""Banners under the header that concern the whole window, worst first: today, servers that do not listen."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from stepflow_desktop.core.model import ServerState
from stepflow_desktop.gui import wording
from stepflow_desktop.gui.machine_load import MachineLoad
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.translation import our_words, translate
from stepflow_desktop.gui.widgets import Banner

_RANK = {"error": 0, "warning": 1, "info": 2, "success": 3}
LOW_DISK_BYTES = 1_000_000_000
FULL_DISK_BYTES = 100_000_000


class BannerArea(QWidget):
    """One banner per cause, known by a key; it goes when the cause goes."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._banners: dict[str, tuple[int, Banner]] = {}
        self._said: dict[str, tuple[str, ...]] = {}
        self._folded: set[str] = set()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(14, 14, 14, 14)
        self._column.setSpacing(8)
        self.hide()

    @property
    def keys(self) -> list[str]:
        return list(self._banners)

    def put(
        self,
        key: str,
        kind: str,
        title: str,
        text: str,
        actions: Sequence[tuple[str, Callable[[], None]]] = (),
        *,
        dismissible: bool = False,
    ) -> None:
        """Show the banner ``key``, or change its words. One that tells of something over can be dismissed."""
        said = (kind, title, text, *(word for word, _act in actions))
        if self._said.get(key) == said:
            return
        self.drop(key)
        banner = Banner(self._theme, kind, title, text, actions, dismissible=dismissible, foldable=not dismissible)
        if key in self._folded:
            banner.set_folded(True)
        banner.folded.connect(lambda folded: (self._folded.add if folded else self._folded.discard)(key))
        banner.dismissed.connect(lambda: self.drop(key))
        self._said[key] = said
        self._banners[key] = (_RANK[kind], banner)
        self._arrange()

    def drop(self, key: str) -> None:
        found = self._banners.pop(key, None)
        self._said.pop(key, None)
        if found is not None:
            found[1].hide()
            self._column.removeWidget(found[1])
            found[1].deleteLater()
            self._arrange()

    def _arrange(self) -> None:
        for index, (_rank, banner) in enumerate(sorted(self._banners.values(), key=lambda entry: entry[0])):
            self._column.insertWidget(index, banner)
            banner.show()
        self.setVisible(bool(self._banners))


def show_servers(
    area: BannerArea,
    states: Sequence[ServerState],
    retry: Callable[[str], None],
    use_port: Callable[[str, int], None],
) -> None:
    """A banner for every server that failed to listen, with a way to another port if there is one."""
    for state in states:
        key = f"server {state.name}"
        if state.state == "failed":
            effect = translate(
                "Banners", "Executions run normally. Remote clients cannot connect until this is solved."
            )
            acts = [(translate("Banners", "Retry"), partial(retry, state.name))]
            if state.free_port:
                other = translate("Banners", "Use {port}").format(port=state.free_port)
                acts.insert(0, (other, partial(use_port, state.name, state.free_port)))
            # The cause; what it means is told below it.
            cause = re.split(r"\. |。", our_words(state.problem))[0].rstrip(".")
            title = cause or translate("Banners", "{name} does not listen").format(name=state.name)
            area.put(key, "error", title, effect, acts)
        else:
            area.drop(key)


def show_disk(area: BannerArea, load: MachineLoad, clean_up: Callable[[], None]) -> None:
    """A banner while the disk that keeps executions is almost full."""
    free = load.disk_free_bytes
    acts = [(translate("Banners", "Clean up…"), clean_up)]
    if free < FULL_DISK_BYTES:
        text = translate("Banners", "No execution starts below 100 MB. Running ones go on and nothing is trimmed.")
        area.put(
            "disk", "error", translate("Banners", "Disk full: {size} left").format(size=wording.size(free)), text, acts
        )
    elif free < LOW_DISK_BYTES:
        text = translate(
            "Banners",
            "Uploads and copies of artifacts are refused when they do not fit. Below 100 MB no execution starts.",
        )
        area.put(
            "disk",
            "warning",
            translate("Banners", "Disk almost full: {size} left").format(size=wording.size(free)),
            text,
            acts,
        )
    else:
        area.drop("disk")
