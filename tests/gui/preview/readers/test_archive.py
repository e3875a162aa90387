"""Archives are listed and opened in memory; names that lead out lead nowhere."""

from __future__ import annotations

import gzip
import io
import tarfile
from pathlib import Path

import pytest

from stepflow_desktop.gui.preview.readers import archive as module
from stepflow_desktop.gui.preview.readers.answers import Refused
from stepflow_desktop.gui.preview.readers.archive import ArchiveReader, safe_parts
from tests.gui.preview.conftest import archive


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("a/b.txt", ("a", "b.txt")),
        ("./a.txt", ("a.txt",)),
        ("/etc/passwd", ("etc", "passwd")),
        ("../evil", ()),
        ("a/../../evil", ()),
        ("..\\evil", ()),
        ("C:\\evil", ()),
        ("a\0b", ()),
    ],
)
def test_names_stay_inside(name: str, parts: tuple[str, ...]) -> None:
    assert safe_parts(name) == parts


def test_a_zip(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", {"p/a.txt": b"a" * 5000, "b.txt": b"bb"})
    told, _ = ArchiveReader(str(path)).about()
    assert [(entry["name"], entry["size"]) for entry in told["entries"]] == [("p/a.txt", 5000), ("b.txt", 2)]
    assert told["entries"][0]["packed"] < 100
    assert ArchiveReader(str(path)).member("b.txt") == ({"whole": True}, b"bb")


def test_a_tar(tmp_path: Path) -> None:
    path = tmp_path / "a.tar.gz"
    with tarfile.open(path, "w:gz") as opened:
        info = tarfile.TarInfo("x/y.txt")
        info.size = 3
        opened.addfile(info, io.BytesIO(b"abc"))
    told, _ = ArchiveReader(str(path)).about()
    assert told["entries"][0] == {"name": "x/y.txt", "size": 3, "packed": None, "folder": False}
    assert ArchiveReader(str(path)).member("x/y.txt")[1] == b"abc"


def test_a_single_compressed_file(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv.gz"
    path.write_bytes(gzip.compress(b"a,b\n1,2\n"))
    told, _ = ArchiveReader(str(path)).about()
    assert (told["entries"][0]["name"], told["size"]) == ("rows.csv", 8)
    assert ArchiveReader(str(path)).member("rows.csv")[1] == b"a,b\n1,2\n"


def test_a_member_is_read_only_so_far(tmp_path: Path) -> None:
    path = archive(tmp_path / "bomb.zip", {"zeros": bytes(50_000_000)})
    told, data = ArchiveReader(str(path)).member("zeros", most_bytes=1000)
    assert (told["whole"], len(data)) == (False, 1000)


def test_a_long_list_is_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_ENTRIES", 3)
    path = archive(tmp_path / "a.zip", {f"{n}.txt": b"" for n in range(10)})
    told, _ = ArchiveReader(str(path)).about()
    assert (len(told["entries"]), told["count"], told["all"]) == (3, 10, False)


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.gz", "a.xz"])
def test_what_is_no_archive_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"nothing of the kind")
    with pytest.raises((Refused, OSError)):
        ArchiveReader(str(tmp_path / name)).about()


def test_a_compressed_file_without_end_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_UNPACKED_BYTES", 1_000_000)
    path = tmp_path / "zeros.gz"
    path.write_bytes(gzip.compress(bytes(5_000_000)))
    with pytest.raises(Refused) as refusal:
        ArchiveReader(str(path)).about()
    assert refusal.value.code == "too_big"
