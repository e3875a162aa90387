"""Which parts of a line are links, where they lead, and where they never lead."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from stepflow_desktop.gui.log.document import ShownLine
from stepflow_desktop.gui.log.line_text import shown_spans
from stepflow_desktop.gui.log.links import Link, LinkKind, file_of, link_at, links_of


def line_of(raw: str) -> ShownLine:
    spans = shown_spans(raw.encode())
    return ShownLine(0, 0, 1, spans, "".join(span.text for span in spans), None, ())


def targets(raw: str) -> list[tuple[str, str, int]]:
    return [(link.kind.value, link.target, link.line) for link in links_of(line_of(raw))]


def marked(target: str, text: str = "here") -> str:
    return f"\x1b]8;;{target}\x1b\\{text}\x1b]8;;\x1b\\"


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("see https://example.org/a?b=1.", [("web", "https://example.org/a?b=1", 0)]),
        ("(http://example.org)", [("web", "http://example.org", 0)]),
        ("tests/test_orders.py:118: AssertionError", [("file", "tests/test_orders.py", 118)]),
        ("src/main.c:12:4: error: no", [("file", "src/main.c", 12)]),
        ("./run.sh:3", [("file", "./run.sh", 3)]),
        ('  File "/work/my dir/a.py", line 7, in f', [("file", "/work/my dir/a.py", 7)]),
        ("at (lib/x.js:10:5)", [("file", "lib/x.js", 10)]),
        ("12:30:45 and 10.0.0.1:8080", [("file", "10.0.0.1", 8080)]),
        ("nothing: here", []),
        (marked("https://example.org/x"), [("web", "https://example.org/x", 0)]),
        (marked("https://example.org/x", "http://bank.example"), [("web", "https://example.org/x", 0)]),
        (marked("file:///work/a%20b.py#L12"), [("file", "/work/a b.py", 12)]),
        (marked("file://host/work/a.py"), [("file", "/work/a.py", 0)]),
        (marked("javascript:alert(1)"), []),
        (marked("vscode://file/x"), []),
        (marked("HTTPS://example.org"), [("web", "HTTPS://example.org", 0)]),
        ("javascript:alert(1) data:text/html,x ftp://x", []),
        ("https://" + "a" * 3000, []),
    ],
)
def test_what_is_a_link(raw: str, wanted: list[tuple[str, str, int]]) -> None:
    assert targets(raw) == wanted


def test_a_link_is_where_its_text_is() -> None:
    line = line_of("see https://example.org now")
    assert [link_at(line, at) is not None for at in (3, 4, 22, 23)] == [False, True, True, False]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "work"
    (folder / "src").mkdir(parents=True)
    (folder / "src" / "a.py").write_text("")
    (tmp_path / "secret.txt").write_text("")
    os.symlink(tmp_path / "secret.txt", folder / "link.txt")
    return folder


def to(target: str) -> Link:
    return Link(0, 1, LinkKind.FILE, target)


def test_a_file_in_the_working_directory_can_be_opened(folder: Path) -> None:
    path = (folder / "src" / "a.py").resolve()
    assert file_of(to("src/a.py"), folder) == path
    assert file_of(to(str(path)), folder) == path
    assert file_of(to("src/../src/a.py"), folder) == path


@pytest.mark.parametrize(
    "target", ["../secret.txt", "/etc/passwd", "link.txt", "src", "src/none.py", "a\0b", "x" * 5000, "~/x.py", ""]
)
def test_nothing_else_can(folder: Path, target: str) -> None:
    assert file_of(to(target), folder) is None


def test_the_whole_disk_is_no_working_directory(folder: Path) -> None:
    assert file_of(to(str(folder / "src" / "a.py")), Path("/")) is None


def test_an_address_is_no_file(folder: Path) -> None:
    assert file_of(Link(0, 1, LinkKind.WEB, "src/a.py"), folder) is None
