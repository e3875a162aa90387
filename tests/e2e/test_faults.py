"""The disk fills up, and a run prints a million lines: what was promised holds all the same."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from tests.e2e.harness import Server
from tests.e2e.test_start import serve
from tests.waiting import wait_until

MIB = 1 << 20
VOLUME_MIB = 130  # the program keeps its last 100 MiB free


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    volume = tmp_path / "volume"
    volume.mkdir()
    if os.getuid() != 0 or not shutil.which("mount"):
        pytest.skip("a small volume can be made by root only")
    mount = ["mount", "-t", "tmpfs", "-o", f"size={VOLUME_MIB}m", "none", str(volume)]
    if subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("this machine lets nobody mount a volume")
    yield volume
    subprocess.run(["umount", "-l", str(volume)], check=True)


def free_bytes(volume: Path) -> int:
    told = os.statvfs(volume)
    return told.f_bavail * told.f_frsize


def fill(volume: Path, leave_bytes: int) -> Path:
    ballast = volume / "ballast"
    with ballast.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, free_bytes(volume) - leave_bytes)
    return ballast


@pytest.fixture
def crowded(small_disk: Path) -> Iterator[Server]:
    """A server on a volume of which the test takes all the space."""
    server = Server(small_disk / "storage")
    server.start()
    yield server
    if server.process is not None and server.process.poll() is None:
        assert server.stop() == 0, server.own_log()


WRITER = """
import os, sys, time
print("STEP_START:Before", flush=True)
while not os.path.exists(sys.argv[1]):
    time.sleep(0.02)
print("STEP_START:While full", flush=True)
for number in range(300):
    print(f"{number:05} " + "x" * 1000)
print("STEP_START:After", flush=True)
sys.exit(7)
"""


def test_a_full_disk_refuses_what_is_new_and_loses_nothing_of_what_runs(crowded, small_disk, tmp_path):
    execution_id = crowded.create([sys.executable, "-u", "-c", WRITER, str(tmp_path / "go")])
    wait_until(lambda: crowded.get(f"/executions/{execution_id}")["steps"], "the first step")
    ballast = fill(small_disk, 50 * MIB)
    refused = requests.post(f"{crowded.address}/api/executions", json={"command": "true"}, timeout=30)
    assert refused.status_code == 507, refused.text
    assert "full" in refused.json()["error"]
    upload = requests.post(
        f"{crowded.address}/api/artifacts",
        data={"execution_id": execution_id, "name": "x"},
        files={"file": ("x.txt", b"x" * MIB)},
        timeout=30,
    )
    assert upload.status_code == 507, upload.text
    assert crowded.get("/executions")["total_count"] == 1
    # Now nothing at all is left: neither log nor database can grow.
    ballast.unlink()
    ballast = fill(small_disk, 0)
    (tmp_path / "go").touch()
    log = crowded.storage / "executions" / execution_id / "output.log"
    wait_until(lambda: free_bytes(small_disk) == 0 and log.stat().st_size > 0, "a full disk")
    assert crowded.execution(execution_id)["status"] == "running"
    ballast.unlink()
    found = crowded.wait_for_end(execution_id)
    assert found["execution"]["exit_code"] == 7
    assert [s["name"] for s in found["steps"]] == ["Before", "While full", "After"]
    lines = b"".join(b"%05d " % number + b"x" * 1000 + b"\n" for number in range(300))
    assert crowded.log(execution_id) == (b"STEP_START:Before\nSTEP_START:While full\n" + lines + b"STEP_START:After\n")
    assert crowded.wait_for_end(crowded.create("exit 3"))["execution"]["exit_code"] == 3
    assert crowded.stop() == 0
    crowded.start()
    assert crowded.get("/executions")["total_count"] == 2


def test_a_program_killed_on_a_full_disk_starts_again_when_there_is_space(crowded, small_disk, tmp_path):
    execution_id = crowded.create([sys.executable, "-u", "-c", WRITER, str(tmp_path / "go")])
    wait_until(lambda: crowded.get(f"/executions/{execution_id}")["steps"], "the first step")
    ballast = fill(small_disk, 0)
    (tmp_path / "go").touch()
    crowded.kill()
    ballast.unlink()
    crowded.start()
    found = crowded.wait_for_end(execution_id)
    assert [s["name"] for s in found["steps"]] == ["Before", "While full", "After"]
    assert found["execution"]["exit_code"] == 7
    assert crowded.log(execution_id).count(b"\n") == 303


def test_a_start_on_a_full_disk_says_so_and_keeps_everything(crowded, small_disk):
    execution_id = crowded.create("echo STEP_START:Kept; exit 4")
    crowded.wait_for_end(execution_id)
    assert crowded.stop() == 0
    ballast = fill(small_disk, 0)
    for storage in (crowded.storage, small_disk / "another"):
        refused = serve(storage)
        assert refused.returncode == 2
        assert re.search("is full|No space left", refused.stderr), refused.stderr
        assert "Traceback" not in refused.stderr
    ballast.unlink()
    crowded.start()
    found = crowded.get(f"/executions/{execution_id}")
    assert (found["execution"]["exit_code"], [step["name"] for step in found["steps"]]) == (4, ["Kept"])


@pytest.mark.long
@pytest.mark.timeout(600)
def test_a_million_lines(server):
    code = (
        "import sys\n"
        "for step in range(1000):\n"
        "    print(f'STEP_START:{step}')\n"
        "    sys.stdout.write(''.join(f'{step}:{line}\\n' for line in range(1000)))\n"
        "    print(f'STEP_COMPLETE:{step}')\n"
    )
    execution_id = server.create([sys.executable, "-c", code])
    found = wait_until(
        lambda: (d := server.get(f"/executions/{execution_id}"))["execution"]["status"] == "completed" and d,
        "the end",
        patience_s=300,
    )
    assert [s["index"] for s in found["steps"]] == list(range(1000))
    seen, after = 0, -1
    while page := server.get(f"/executions/{execution_id}/logs", after=after, limit=10_000)["entries"]:
        for entry in page:
            assert entry["content"] == f"{seen // 1000}:{seen % 1000}"
            seen += 1
        after = page[-1]["offset"]
    assert seen == 1_000_000
    step = found["steps"][777]
    one = server.get(f"/executions/{execution_id}/logs", step_id=step["id"], limit=10_000)["entries"]
    assert [entry["content"] for entry in one] == [f"777:{line}" for line in range(1000)]
