"""Every byte a command writes is in the log, once, in order, and soon."""

import errno
import os
import shutil
import subprocess
import sys

import pytest

from stepflow_desktop import supervisor
from tests.supervisor.runs import alive, python
from tests.waiting import wait_until


def test_reopening_the_standard_files_loses_nothing(new_run):
    run = new_run("echo a; echo b > /dev/stderr; echo c > /dev/stdout; echo d >> /dev/stderr; echo e >&2; echo f")
    run.finish()
    assert run.log == b"a\nb\nc\nd\ne\nf\n"


HOSTILE = (
    "import os\n"
    "def out(data):\n"
    "    while data: data = data[os.write(1, data):]\n"
    "out(bytes(range(256)) * 40)\n"
    "out(b'\\xff\\xfe\\x00' * 1000)\n"
    "out(b'x' * 20_000_000)\n"
    "out(b'\\r\\n\\x1b[0m\\x00no newline at the end')\n"
)


def hostile_bytes():
    return bytes(range(256)) * 40 + b"\xff\xfe\x00" * 1000 + b"x" * 20_000_000 + b"\r\n\x1b[0m\x00no newline at the end"


@pytest.mark.parametrize("patch", ["", "del os.splice"], ids=["splice", "read and write"])
def test_hostile_output_is_kept_to_the_byte(new_run, patch):
    run = new_run(python(HOSTILE))
    end = run.finish(patch)
    assert run.log == hostile_bytes()
    assert end["log_size"] == len(run.log)


def test_a_file_system_without_splice_is_written_to(new_run):
    run = new_run("seq 50000")
    run.finish(
        f"def refused(*a, **k): raise OSError({errno.EINVAL}, 'Invalid argument')\nos.splice = refused",
    )
    assert run.log == b"".join(b"%d\n" % n for n in range(1, 50001))


def test_the_index_tells_when_bytes_came(new_run):
    run = new_run("for n in 1 2 3 4 5 6 7 8; do echo $n; sleep 0.02; done")
    end, child = run.finish(), run.json("child")
    ends, walls, boots = zip(*run.index, strict=True)
    assert list(ends) == sorted(set(ends))
    assert ends[-1] == end["log_size"] == len(run.log)
    assert len(ends) >= 4
    assert list(boots) == sorted(boots)
    assert child["started_boot_us"] <= boots[0] <= boots[-1] <= supervisor.boot_us()
    assert child["started_at_us"] <= walls[0] <= walls[-1] <= supervisor.wall_us()


def test_a_torn_index_is_mended_and_continued(new_run):
    run = new_run("echo more")
    (run.path / "output.log").write_bytes(b"before\n")
    (run.path / "output.idx").write_bytes(supervisor.INDEX_RECORD.pack(3, 1, 1) + b"torn")
    run.finish()
    assert run.log == b"before\nmore\n"
    assert [record[0] for record in run.index] == [3, 7, 12]


def test_a_quiet_print_appears_at_once(new_run):
    """Python's own time of each print against the time at which it was in the log."""
    run = new_run(
        [sys.executable, "-c", "import time\nfor _ in range(9): print(time.time_ns() // 1000); time.sleep(0.05)"]
    )
    run.finish()
    printed, offset, delays = run.log.split(), 0, []
    for line in printed:
        came = next(wall for end, wall, _ in run.index if end > offset)
        delays.append(came - int(line))
        offset += len(line) + 1
    assert len(delays) == 9
    assert sorted(delays)[4] < 100_000


@pytest.mark.parametrize("terminal", [False, True])
def test_what_stays_is_plain_files(new_run, terminal):
    run = new_run("echo hi", terminal=terminal)
    run.finish()
    wait_until(lambda: not any(each.is_fifo() for each in run.path.iterdir()), "the pipes are gone")
    shutil.copytree(run.path, run.path.parent / "copy")


def test_a_pipe_stays_as_long_as_somebody_writes_into_it(new_run, tmp_path):
    run = new_run(f"(while [ ! -e {tmp_path}/go ]; do sleep 0.05; done; echo late) & echo done")
    run.supervise()
    wait_until(lambda: run.json("exit"))
    assert (run.path / "output.fifo").is_fifo()
    (tmp_path / "go").touch()
    wait_until(lambda: not run.locked)
    assert run.log == b"done\nlate\n"
    wait_until(lambda: not (run.path / "output.fifo").exists())


def test_use_of_the_machine_is_sampled(new_run, tmp_path):
    os.mkfifo(tmp_path / "gate")
    burn = "import time\nwhile time.process_time() < 0.3: pass\nopen('gate').read(1)"
    run = new_run(python(f"import os\nif os.fork() == 0: os.setsid()\n{burn}"))
    run.supervise()
    wait_until(lambda: len(run.usage) >= 2, "two samples")
    (tmp_path / "gate").write_text("\n\n")
    wait_until(lambda: run.carriers() == [])
    run.wait_for_end()
    boots, cpus, memories, counts = zip(*run.usage, strict=True)
    assert list(boots) == sorted(boots)
    assert list(cpus) == sorted(cpus)
    assert counts[-1] == 2
    assert memories[-1] > 1_000_000
    assert 500_000 < cpus[-1] < 3_000_000


def test_a_process_in_the_background_is_drained_after_the_end(new_run, tmp_path):
    os.mkfifo(tmp_path / "gate")
    run = new_run("(read line < gate; seq 30000; echo late) & echo now")
    run.supervise()
    end = wait_until(lambda: run.json("exit"))
    assert (end["code"], end["log_size"]) == (0, 4)
    wait_until(lambda: not alive(run.keeper()), "the keeper leaves")
    assert run.locked
    (tmp_path / "gate").write_text("\n")
    wait_until(lambda: not run.locked, "the worker leaves")
    assert run.log == b"now\n" + b"".join(b"%d\n" % n for n in range(1, 30001)) + b"late\n"
    assert run.json("exit") == end


def test_a_flood_from_the_background_does_not_delay_the_end(new_run):
    run = new_run("yes & echo $! > pid; sleep 0.1")
    run.supervise()
    end = wait_until(lambda: run.json("exit"))
    assert end["code"] == 0
    run.cancel("deleted", force=True)
    wait_until(lambda: not run.locked)
    assert run.log[: end["log_size"]].strip(b"y\n") == b""
    assert run.carriers() == []


def test_a_daemon_that_writes_elsewhere_is_not_waited_for(new_run, tmp_path):
    os.mkfifo(tmp_path / "gate")
    run = new_run("(read line < gate) > /dev/null 2>&1 & echo done")
    run.finish()
    assert len(run.carriers()) == 1
    (tmp_path / "gate").write_text("\n")


def test_a_holder_without_a_writer_is_not_waited_for(new_run):
    run = new_run("echo done; read line < gate")
    os.mkfifo(run.path.parent / "gate")
    run.supervise()
    holder = run.hold_pipe()
    (run.path.parent / "gate").write_text("\n")
    run.wait_for_end()
    os.close(holder)
    assert run.log == b"done\n"


# A full disk


def test_output_waits_for_room_in_the_log(new_run):
    """The worker's own limit on the size of a file stands for a full disk, until it is lifted."""
    run = new_run("seq 100000; echo end")
    end = run.finish(
        "import resource\n"
        "class Output(s.Output):\n"
        "    refused = 0\n"
        "    def __init__(self, channel):\n"
        "        super().__init__(channel)\n"
        "        resource.setrlimit(resource.RLIMIT_FSIZE, (100_001, resource.RLIM_INFINITY))\n"
        "    def move(self, limit=s.LARGE_PIPE_BYTES):\n"
        "        super().move(limit)\n"
        "        self.refused += self.blocked\n"
        "        if self.refused == 3:\n"
        "            open('refused', 'w').close()\n"
        "            resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)\n"
        "s.Output = Output"
    )
    assert (run.path / "refused").exists()
    assert end["code"] == 0
    assert run.log == b"".join(b"%d\n" % n for n in range(1, 100001)) + b"end\n"


@pytest.fixture
def small_disk(tmp_path):
    place = tmp_path / "disk"
    place.mkdir()
    mount = shutil.which("mount")
    command = [mount or "mount", "-t", "tmpfs", "-o", "size=1m,mode=700", "tmpfs", str(place)]
    if mount is None or os.geteuid() != 0 or subprocess.run(command, capture_output=True).returncode:
        pytest.skip("a file system can be mounted by root only")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_loses_nothing(small_disk, new_run, tmp_path):
    ballast = small_disk / "ballast"
    run = new_run("seq 100000; echo end", base=small_disk, cwd=str(tmp_path))
    ballast.write_bytes(bytes(600_000))
    run.supervise()
    wait_until(lambda: os.statvfs(small_disk).f_bavail == 0, "a full disk")
    worker = run.worker()
    assert run.json("exit") is None
    assert alive(worker)
    ballast.unlink()
    assert run.wait_for_end()["code"] == 0
    assert run.log == b"".join(b"%d\n" % n for n in range(1, 100001)) + b"end\n"
    run.clean_up()


def test_a_deleted_run_does_not_wait_for_room(small_disk, new_run, tmp_path):
    run = new_run("seq 1000000", base=small_disk, cwd=str(tmp_path))
    with open(run.path / ".cancel", "w") as order:  # room for the order, kept for it
        order.write("x" * 100)
    run.supervise()
    wait_until(lambda: os.statvfs(small_disk).f_bavail == 0, "a full disk")
    run.cancel("deleted", force=True)
    wait_until(lambda: not run.locked, "the supervisor leaves")
    assert run.carriers() == []


def test_idle_costs_next_to_nothing(new_run, tmp_path):
    os.mkfifo(tmp_path / "gate")
    run = new_run("echo up; read line < gate")
    run.supervise()
    run.wait_for_log(b"up")
    status = f"/proc/{run.worker()}/status"

    def switches():
        with open(status) as file:
            return int(dict(line.split(":") for line in file)["voluntary_ctxt_switches"])

    wait_until(lambda: len(run.usage) >= 1)
    before, began = switches(), supervisor.boot_us()
    wait_until(lambda: len(run.usage) >= 2)
    assert switches() - before <= 2 + 2 * (supervisor.boot_us() - began) / 1e6
    (tmp_path / "gate").write_text("\n")
    assert run.wait_for_end()["code"] == 0
