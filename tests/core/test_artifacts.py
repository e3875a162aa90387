import os
import stat
import uuid
import zipfile

import pytest

from stepflow_desktop.core.artifacts import (
    ArtifactFolder,
    Missing,
    Refused,
    artifact_type_of,
    clean_file_name,
)
from stepflow_desktop.core.model import ArtifactType
from stepflow_desktop.errors import TooLarge

RUN = str(uuid.UUID(int=1))


@pytest.fixture
def work(tmp_path):
    folder = tmp_path / "work"
    folder.mkdir()
    return folder


@pytest.fixture
def left(tmp_path):
    folder = tmp_path / "left"
    folder.mkdir()
    return folder


@pytest.fixture
def artifacts(tmp_path):
    return ArtifactFolder(tmp_path / "storage", limit_bytes=1000)


@pytest.fixture
def take(artifacts, work, left):
    def take(path, key="0", room=100):
        return artifacts.take(RUN, key, path, working_directory=work, artifacts_dir=left, room=room)

    return take


def test_a_file_is_copied_privately_and_later_changes_do_not_matter(take, artifacts, work):
    (work / "a.txt").write_text("first")
    (stored,) = take("a.txt").files
    (work / "a.txt").write_text("second")
    copy = artifacts.path_of(stored.path)
    assert copy.read_text() == "first"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert (stored.file_name, stored.size) == ("a.txt", 5)
    assert stored.path.startswith(f"artifacts/{RUN}/")
    assert len(stored.sha256) == 64


def test_asking_twice_copies_once_with_the_same_id(take, artifacts, work):
    (work / "a.txt").write_text("first")
    (one,) = take("a.txt").files
    (work / "a.txt").write_text("second")
    (two,) = take("a.txt").files
    assert one.artifact_id == two.artifact_id
    assert artifacts.path_of(two.path).read_text() == "first"


def test_a_file_with_wildcards_in_its_name_is_that_file(take, work):
    (work / "a[1].txt").write_text("x")
    (work / "a1.txt").write_text("y")
    (stored,) = take("a[1].txt").files
    assert stored.file_name == "a[1].txt"


def test_a_pattern_takes_its_files_in_order_and_no_more_than_there_is_room_for(take, work):
    (work / "out" / "deep").mkdir(parents=True)
    for name in ("b.png", "a.png", "deep/c.png", "d.txt"):
        (work / "out" / name).write_text(name)
    assert [f.file_name for f in take("out/*.png").files] == ["a.png", "b.png"]
    assert [f.file_name for f in take("out/**/*.png").files] == ["a.png", "b.png", "c.png"]
    taken = take("out/**", room=2)
    assert len(taken.files) == 2
    assert "left out" in taken.remarks[0]


def test_a_folder_becomes_one_archive_without_links(take, artifacts, work, tmp_path):
    (work / "dist" / "sub").mkdir(parents=True)
    (work / "dist" / "one").write_text("1")
    (work / "dist" / "sub" / "two").write_text("2")
    (tmp_path / "secret").write_text("secret")
    (work / "dist" / "link").symlink_to(tmp_path / "secret")
    (stored,) = take("dist/").files
    assert stored.file_name == "dist.zip"
    with zipfile.ZipFile(artifacts.path_of(stored.path)) as archive:
        assert archive.namelist() == ["one", "sub/two"]


@pytest.mark.parametrize("path", ["../secret", "link", "/etc/passwd", "sub/../../secret"])
def test_what_lies_outside_is_refused_and_said(take, work, tmp_path, path):
    (tmp_path / "secret").write_text("secret")
    (work / "link").symlink_to(tmp_path / "secret")
    (work / "sub").mkdir()
    with pytest.raises(Refused, match="outside"):
        take(path)


def test_the_artifact_folder_of_the_run_is_allowed(take, left, work):
    (left / "report.md").write_text("#")
    (stored,) = take(str(left / "report.md")).files
    assert stored.file_name == "report.md"
    assert stored.source == str(left / "report.md")


def test_missing_special_and_large_files(take, work):
    with pytest.raises(Missing):
        take("nothing.txt")
    with pytest.raises(Missing):
        take("*.nothing")
    os.mkfifo(work / "pipe")
    with pytest.raises(Refused, match="regular"):
        take("pipe")
    (work / "large").write_bytes(b"x" * 1001)
    with pytest.raises(Refused, match="limit"):
        take("large")
    (work / "folder").mkdir()
    (work / "folder" / "large").write_bytes(b"x" * 1001)
    with pytest.raises(Refused, match="more than"):
        take("folder")


def test_what_is_left_in_the_artifact_folder_is_taken_once(artifacts, left):
    (left / "sub").mkdir()
    (left / "a").write_text("a")
    (left / "sub" / "b").write_text("b")
    taken = artifacts.take_left(RUN, left, taken={str(left / "a")}, room=10)
    assert [f.file_name for f in taken.files] == ["b"]
    assert artifacts.take_left(RUN, left / "none", taken=(), room=10).files == ()


def test_a_file_handed_over_is_copied_or_moved(artifacts, tmp_path):
    source = tmp_path / "upload"
    source.write_text("bytes")
    copied = artifacts.keep(RUN, "id-1", source, "../../evil\u202e.txt", move=False)
    assert copied.file_name == "evil.txt"
    assert source.exists()
    moved = artifacts.keep(RUN, "id-2", source, "b.txt", move=True)
    assert not source.exists()
    assert artifacts.path_of(moved.path).read_text() == "bytes"
    artifacts.remove(moved.path)
    assert not artifacts.path_of(moved.path).parent.exists()
    artifacts.remove(moved.path)
    large = tmp_path / "large"
    large.write_bytes(b"x" * 1001)
    with pytest.raises(TooLarge):
        artifacts.keep(RUN, "id-3", large, "large", move=False)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("plot.png", ArtifactType.IMAGE),
        ("report.html", ArtifactType.DOCUMENT),
        ("REPORT.MD", ArtifactType.DOCUMENT),
        ("paper.pdf", ArtifactType.DOCUMENT),
        ("table.csv", ArtifactType.DATA),
        ("result.json", ArtifactType.DATA),
        ("server.log", ArtifactType.LOG),
        ("all.zip", ArtifactType.ARCHIVE),
        ("all.tar.gz", ArtifactType.ARCHIVE),
        ("model.bin", ArtifactType.OTHER),
        ("Makefile", ArtifactType.DOCUMENT),
    ],
)
def test_types_follow_the_name(name, kind):
    assert artifact_type_of(name) is kind


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("a/b/c.txt", "c.txt"),
        ("C:\\x\\y.txt", "y.txt"),
        ("", "file"),
        ("..", "file"),
        ("a\x00\nb.txt", "ab.txt"),
        ("x" * 300 + ".csv", "x" * 196 + ".csv"),
    ],
)
def test_file_names_from_outside_are_cleaned(given, kept):
    assert clean_file_name(given) == kept
