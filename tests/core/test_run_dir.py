import fcntl
import os
import stat

import pytest

from stepflow_desktop.core.run_dir import RunDir, write_json


@pytest.fixture
def run(tmp_path):
    run = RunDir(tmp_path / "executions" / "one")
    run.create({"version": 1, "id": "one"})
    return run


def test_creating_makes_a_private_folder_with_its_specification(run):
    assert run.spec() == {"version": 1, "id": "one"}
    assert stat.S_IMODE(run.path.stat().st_mode) == 0o700
    assert stat.S_IMODE((run.path / "spec.json").stat().st_mode) == 0o600
    assert run.artifacts_dir.is_dir()
    assert run.child() is None
    assert run.exit() is None


def test_creating_twice_fails_and_keeps_the_first(run):
    with pytest.raises(FileExistsError):
        run.create({"id": "two"})
    assert run.spec()["id"] == "one"


def test_a_file_that_cannot_be_written_leaves_the_old_one(run, monkeypatch):
    path = run.path / "spec.json"

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_json(path, {"id": "changed"})
    monkeypatch.undo()
    assert run.spec() == {"version": 1, "id": "one"}
    assert [p.name for p in run.path.iterdir() if p.name.startswith(".")] == []


def test_half_a_file_is_no_file(run):
    (run.path / "exit.json").write_text('{"code": 0')
    assert run.exit() is None
    (run.path / "exit.json").write_text("[]")
    assert run.exit() is None


def test_a_held_lock_means_a_living_supervisor(run):
    assert not run.supervised()
    lock = os.open(run.path / "lock", os.O_RDWR | os.O_CREAT)
    assert not run.supervised()
    fcntl.flock(lock, fcntl.LOCK_EX)
    assert run.supervised()
    os.close(lock)
    assert not run.supervised()


def test_a_request_to_end_pokes_whoever_listens(run):
    run.request_end("cancelled", message=None, force=False, at_us=5)
    os.mkfifo(run.path / "control.fifo")
    run.poke()
    listener = os.open(run.path / "control.fifo", os.O_RDONLY | os.O_NONBLOCK)
    run.request_end("cancelled", message="now", force=True, at_us=6)
    assert os.read(listener, 10) == b"!"
    os.close(listener)
    assert run.end_request() == {"reason": "cancelled", "message": "now", "force": True, "at_us": 6}


def test_actions_are_kept_in_order_and_a_torn_line_is_left_out(run):
    assert list(run.actions()) == []
    run.append_action({"verb": "edit", "name": "ä"})
    run.append_action({"verb": "upload"})
    with (run.path / "actions.jsonl").open("ab") as file:
        file.write(b'{"verb": "del')
    assert [a["verb"] for a in run.actions()] == ["edit", "upload"]


def test_the_pipe_is_held_when_there_is_one(run):
    assert run.hold_fifo() is None
    os.mkfifo(run.fifo)
    held = run.hold_fifo()
    writer = os.open(run.fifo, os.O_WRONLY | os.O_NONBLOCK)
    os.write(writer, b"kept")
    os.close(writer)
    assert os.read(held, 10) == b"kept"
    os.close(held)


def test_another_bound_on_the_log_does_not_wait_for_the_disk_and_is_never_half_there(run, monkeypatch):
    def slow(_):
        raise AssertionError("the window would wait for it")

    monkeypatch.setattr(os, "fsync", slow)
    run.limit_log({"bytes": 5})
    with (run.path / "limit.json").open() as read_meanwhile:
        run.limit_log(None)
        assert read_meanwhile.read() == '{"bytes": 5}'
    assert run.log_limit() is None
    assert [p.name for p in run.path.iterdir() if p.name.startswith(".")] == []


def test_a_description_of_an_older_version_sets_no_bound_on_the_log(run):
    assert run.log_limit() is None
    (run.path / "limit.json").write_text('{"byt')
    assert run.log_limit() is None
