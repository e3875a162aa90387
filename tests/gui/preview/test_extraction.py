"""Unpacking stays in the folder, writes over nothing, and stops when there is no room or nobody wants it."""

from __future__ import annotations

import io
import os
import tarfile
import threading
import zipfile
from pathlib import Path

import pytest

from stepflow_desktop.errors import StorageProblem
from stepflow_desktop.gui.preview import extraction
from stepflow_desktop.gui.preview.extraction import extract, free_name
from tests.gui.preview.conftest import archive


def written(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir())


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def test_names_that_lead_out_are_left_out(tmp_path: Path, out: Path) -> None:
    path = archive(tmp_path / "a.zip", {"a/b.txt": b"1", "../evil": b"2", "/abs.txt": b"3", "..\\evil2": b"4"})
    assert extract(path, out, threading.Event()) == 2
    assert written(out) == ["a/b.txt", "abs.txt"]
    assert written(tmp_path) == ["a.zip", "out/a/b.txt", "out/abs.txt"]


def test_links_and_devices_are_left_out(tmp_path: Path, out: Path) -> None:
    path = tmp_path / "a.tar"
    with tarfile.open(path, "w") as opened:
        link = tarfile.TarInfo("link")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        opened.addfile(link)
        fifo = tarfile.TarInfo("fifo")
        fifo.type = tarfile.FIFOTYPE
        opened.addfile(fifo)
        file = tarfile.TarInfo("file")
        file.size = 2
        opened.addfile(file, io.BytesIO(b"ok"))
    assert extract(path, out, threading.Event()) == 1
    assert written(out) == ["file"]


def test_a_link_in_a_zip_is_left_out(tmp_path: Path, out: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as opened:
        link = zipfile.ZipInfo("link")
        link.external_attr = 0o120777 << 16
        opened.writestr(link, "/etc")
    assert extract(path, out, threading.Event()) == 0


def test_a_folder_that_is_a_link_is_not_followed(tmp_path: Path, out: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    os.symlink(elsewhere, out / "sub")
    path = archive(tmp_path / "a.zip", {"sub/x.txt": b"1"})
    with pytest.raises(StorageProblem):
        extract(path, out, threading.Event())
    assert written(elsewhere) == []


def test_nothing_is_written_over(tmp_path: Path, out: Path) -> None:
    (out / "a.txt").write_text("mine")
    assert extract(archive(tmp_path / "a.zip", {"a.txt": b"theirs"}), out, threading.Event()) == 1
    assert (out / "a.txt").read_text() == "mine"
    assert (out / "a (2).txt").read_bytes() == b"theirs"
    assert free_name(out / "a.txt").name == "a (3).txt"


def test_a_bomb_stops_where_the_room_ends(tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extraction, "MOST_BYTES", 2_000_000)
    path = archive(tmp_path / "bomb.zip", {"zeros": bytes(50_000_000)})
    with pytest.raises(StorageProblem, match="not enough room"):
        extract(path, out, threading.Event())
    assert written(out) == []


def test_too_many_files_and_a_broken_archive_are_told(
    tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extraction, "MOST_FILES", 2)
    with pytest.raises(StorageProblem, match="more than 2 files"):
        extract(archive(tmp_path / "a.zip", {f"{n}": b"" for n in range(5)}), out, threading.Event())
    (tmp_path / "b.tar").write_bytes(b"nothing")
    with pytest.raises(StorageProblem, match="could not be unpacked"):
        extract(tmp_path / "b.tar", out, threading.Event())


def test_it_stops_when_nobody_wants_it_any_more(tmp_path: Path, out: Path) -> None:
    stop = threading.Event()
    stop.set()
    assert extract(archive(tmp_path / "a.zip", {"a": b"1"}), out, stop) == 0
