import errno
import os
import shutil
import stat

import pytest

from stepflow_desktop.core.storage import FULL_BYTES, Storage
from stepflow_desktop.errors import StorageInUse, StorageProblem


@pytest.fixture
def storage(tmp_path):
    storage = Storage(tmp_path / "storage")
    storage.open()
    yield storage
    storage.close()


def test_everything_in_it_is_private(storage):
    for path in (storage.path, *storage.path.iterdir()):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0


def test_a_second_owner_is_told_who_the_first_is(storage):
    storage.announce("http://127.0.0.1:8080")
    with pytest.raises(StorageInUse) as caught:
        Storage(storage.path).open()
    assert caught.value.pid == os.getpid()
    assert caught.value.address == "http://127.0.0.1:8080"


def test_the_lock_ends_with_its_owner(storage):
    storage.close()
    second = Storage(storage.path)
    second.open()
    second.close()


def test_a_folder_that_cannot_be_made_is_a_clear_problem(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageProblem, match="STEPFLOW_STORAGE_PATH"):
        Storage(tmp_path / "file" / "storage").open()


def test_a_folder_too_deep_for_a_database_is_refused_by_name(tmp_path):
    deep = Storage(tmp_path.joinpath(*["d" * 100] * 5))
    with pytest.raises(StorageProblem, match="File name too long"):
        deep.open()


def test_a_disk_without_a_byte_left_is_a_clear_problem_and_nothing_is_held(tmp_path, monkeypatch):
    def full(*_args):
        raise OSError(errno.ENOSPC, "No space left on device")

    storage = Storage(tmp_path / "storage")
    with monkeypatch.context() as patch:
        patch.setattr(os, "pwrite", full)
        with pytest.raises(StorageProblem, match="No space left"):
            storage.open()
    storage.open()
    storage.close()


@pytest.mark.parametrize("addresses", [("http://localhost:8080", None), (None, "http://localhost:8080")])
def test_the_owner_is_told_anew(storage, addresses):
    for address in addresses:
        storage.announce(address)
        assert storage.owner() == {"pid": os.getpid()} | ({"address": address} if address else {})


def test_a_full_disk_refuses_new_work(storage, monkeypatch):
    storage.require_space()
    usage = shutil.disk_usage(storage.path)._replace(free=FULL_BYTES - 1)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    with pytest.raises(StorageProblem, match="full"):
        storage.require_space()


def test_deleted_folders_lie_in_the_trash_until_it_is_emptied(storage):
    (storage.path / "executions" / "one").mkdir()
    (storage.path / "artifacts" / "one").mkdir()
    (storage.path / "executions" / "one" / "output.log").write_text("log")
    assert storage.run_ids() == {"one"}
    storage.discard("one")
    assert storage.run_ids() == set()
    storage.empty_trash(older_than_s=60)
    assert storage.bring_back("one")
    assert storage.run("one").log.read_text() == "log"
    storage.discard("one")
    storage.empty_trash(older_than_s=-1)
    assert not storage.bring_back("one")
    assert list((storage.path / "trash").iterdir()) == []
