import os
import sys

import pytest

from stepflow_desktop.core import beneath
from stepflow_desktop.core.beneath import Outside, open_beneath


@pytest.fixture
def tree(tmp_path):
    root = tmp_path / "root"
    (root / "sub").mkdir(parents=True)
    (root / "sub" / "file").write_text("inside")
    (tmp_path / "secret").write_text("outside")
    (root / "good").symlink_to("sub/file")
    (root / "bad").symlink_to("../secret")
    (root / "absolute").symlink_to(tmp_path / "secret")
    (root / "folder").symlink_to("..")
    return root


def kernel(root, relative):
    return open_beneath(root, relative)


def checked(root, relative):
    return beneath._checked_open(root, relative)


WAYS = [checked] + ([kernel] if sys.platform == "linux" else [])


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("relative", ["sub/file", "good", "sub/../sub/file"])
def test_what_lies_beneath_is_opened(tree, way, relative):
    descriptor = way(tree, relative)
    assert os.read(descriptor, 100) == b"inside"
    os.close(descriptor)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "relative", ["../secret", "bad", "absolute", "folder/secret", "sub/../../secret", "/etc/passwd"]
)
def test_what_leads_out_is_refused(tree, way, relative):
    with pytest.raises(Outside):
        way(tree, relative)


@pytest.mark.parametrize("way", WAYS)
def test_what_is_not_there_is_missing(tree, way):
    with pytest.raises(FileNotFoundError):
        way(tree, "sub/nothing")


def test_a_pipe_does_not_block(tree):
    os.mkfifo(tree / "pipe")
    os.close(open_beneath(tree, "pipe"))
