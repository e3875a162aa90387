"""Files that were made to do harm: nothing is fetched, nothing hangs, and somebody says why there is no preview."""

from __future__ import annotations

import socket
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer

from stepflow_desktop.gui.preview import archive_view
from stepflow_desktop.gui.preview.page_view import PageView
from stepflow_desktop.gui.preview.picture_view import PictureView
from stepflow_desktop.gui.preview.preview_pane import PreviewPane
from stepflow_desktop.gui.theme import Theme
from tests.gui.preview.conftest import Shower, archive, shown

LATE_S = 0.35
pytestmark = pytest.mark.qt_log_ignore("does not support", extend=True)


class Listener:
    """Counts who knocks."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self.knocks = 0
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        while True:
            try:
                knocked, _ = self._socket.accept()
            except OSError:
                return
            self.knocks += 1
            knocked.close()

    def close(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join()


class Heart:
    """The longest time that the window did not come round."""

    def __init__(self) -> None:
        self.worst_s = 0.0
        self._last = time.monotonic()
        self._timer = QTimer(interval=5)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = time.monotonic()
        self.worst_s = max(self.worst_s, now - self._last)
        self._last = now

    def restart(self) -> None:
        self.worst_s, self._last = 0.0, time.monotonic()

    def stop(self) -> None:
        self._timer.stop()


@pytest.fixture
def listener() -> Iterator[Listener]:
    listener = Listener()
    yield listener
    listener.close()


@pytest.fixture
def heart(qapp: Any) -> Iterator[Heart]:
    heart = Heart()
    yield heart
    heart.stop()


@pytest.fixture
def pane(theme: Theme, qtbot: Any) -> Iterator[PreviewPane]:
    pane = PreviewPane(theme)
    qtbot.addWidget(pane)
    pane.resize(800, 600)
    pane.show()
    yield pane
    pane.close_all()


def test_the_listener_counts() -> None:
    listener = Listener()
    socket.create_connection(("127.0.0.1", listener.port)).close()
    deadline = time.monotonic() + 5
    while not listener.knocks and time.monotonic() < deadline:
        threading.Event().wait(0.01)
    listener.close()
    assert listener.knocks == 1


def _page(port: int, secret: Path) -> str:
    outside = f"http://127.0.0.1:{port}"
    return f"""<html><head><link rel="stylesheet" href="{outside}/a.css"><meta http-equiv="refresh" content="0">
    <style>@import url({outside}/b.css); body {{ background: url({outside}/c.png) }}</style></head>
    <body background="{outside}/d.png"><h1>Page</h1><img src="{outside}/e.png"><img src="{secret.as_uri()}">
    <img src="{secret}"><iframe src="{outside}/f"></iframe><object data="{outside}/g"></object>
    <script src="{outside}/h.js"></script><video src="{outside}/i"></video></body></html>"""


@pytest.mark.parametrize("name", ["a.html", "a.md"])
def test_pages_fetch_nothing(
    name: str, pane: PreviewPane, listener: Listener, write: Shower, tmp_path: Path, qtbot: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    picture = tmp_path / "secret.png"
    picture.write_bytes(b"secret")
    source = _page(listener.port, picture)
    if name == "a.md":
        source = f"# Page\n\n![x](http://127.0.0.1:{listener.port}/a.png) ![y]({picture})\n\n{source}"
    pane.show_file(write(name, source))
    view = pane.stack.currentWidget()
    assert isinstance(view, PageView)
    asked: list[object] = []
    monkeypatch.setattr(type(view.page), "loadResource", lambda _self, _kind, name: asked.append(name))
    qtbot.waitUntil(lambda: "Page" in view.page.toPlainText())
    view.page.grab()
    assert asked, "it was asked for, so the page would have loaded it"
    assert listener.knocks == 0


def test_a_drawing_fetches_nothing(pane: PreviewPane, listener: Listener, write: Shower, qtbot: Any) -> None:
    outside = f"http://127.0.0.1:{listener.port}/a.svg"
    svg = f"""<?xml version="1.0"?><?xml-stylesheet href="{outside}" type="text/css"?>
    <!DOCTYPE svg SYSTEM "{outside}">
    <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="40" height="40">
    <style>@import url({outside});</style><image xlink:href="{outside}" width="9" height="9"/>
    <use href="{outside}#a"/><rect width="40" height="40" fill="url({outside}#b)"/></svg>"""
    pane.show_file(write("a.svg", svg))
    view = pane.stack.currentWidget()
    assert isinstance(view, PictureView)
    qtbot.waitUntil(lambda: view.canvas.image is not None)
    assert listener.knocks == 0


def _nested_tables() -> str:
    return "<table><tr><td>" * 120 + "x" + "</td></tr></table>" * 120


def _nested_uses() -> str:
    parts = ['<g id="a0"><rect width="1" height="1"/></g>']
    parts += [f'<g id="a{n}">' + f'<use xlink:href="#a{n - 1}"/>' * 12 + "</g>" for n in range(1, 12)]
    head = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">'
    return f"{head}<defs>{''.join(parts)}</defs><use xlink:href='#a11'/></svg>"


def _aliases() -> str:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    return "\n".join(lines)


HOSTILE = {
    "tables.html": _nested_tables,
    "quotes.md": lambda: ">" * 20_000 + " x\n" + "- " * 5_000,
    "rows.html": lambda: "<table>" + "<tr><td>x</td></tr>" * 50_000 + "</table>",
    "uses.svg": _nested_uses,
    "entities.svg": lambda: (
        '<!DOCTYPE s [<!ENTITY a "aaaaaaaaaa">'
        + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12))
        + ']><svg xmlns="http://www.w3.org/2000/svg"><text>&m;</text></svg>'
    ),
    "deep.json": lambda: "[" * 500_000,
    "open.json": lambda: '{"a":' * 300_000,
    "bomb.yaml": _aliases,
    "flow.yaml": lambda: "[" * 100_000,
    "line.csv": lambda: "a," * 1_500_000,
    "quote.csv": lambda: '"' + "x" * 3_000_000,
    "broken.pdf": lambda: (
        "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]/Count 99999999>>endobj\ntrailer<</Root 1 0 R>>"
    ),
    "regex.py": lambda: "'''" + "\\" * 200_000,
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_the_window_goes_on_whatever_the_file_is(
    name: str, pane: PreviewPane, heart: Heart, write: Shower, qtbot: Any
) -> None:
    file = write(name, HOSTILE[name]())
    heart.restart()
    pane.show_file(file)

    def settled() -> bool:
        failed = pane.stack.currentWidget() is pane._message
        return failed or bool(pane._told.text())

    qtbot.waitUntil(settled)
    pane.grab()
    qtbot.wait(50)
    assert heart.worst_s < LATE_S + 0.15, f"{name} held the window up"


def test_a_bomb_of_zeros_is_listed_but_not_unpacked(pane: PreviewPane, tmp_path: Path, qtbot: Any) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as opened, opened.open("zeros.bin", "w") as member:
        for _ in range(100):
            member.write(bytes(1_000_000))
    pane.show_file(shown(path))
    view = pane.stack.currentWidget()
    assert isinstance(view, archive_view.ArchivePreview)
    qtbot.waitUntil(lambda: view.model.rowCount() == 1)
    with qtbot.waitSignal(view.said) as said:
        view.view.activated.emit(view.view.model().index(0, 0))
    assert said.args[1] == "Too large to open here"


def test_a_list_without_end_is_given_up(
    pane: PreviewPane, tmp_path: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive_view, "LIST_PATIENCE_S", 0.001)
    pane.show_file(shown(archive(tmp_path / "a.zip", {"a": b""})))
    qtbot.waitUntil(lambda: pane.stack.currentWidget() is pane._message)
    assert pane._message.empty.accessibleName().startswith("It took too long")
