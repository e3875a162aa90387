"""What commands print, however they print it, arrives whole: in the log, over REST and as steps."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import requests

from tests.waiting import wait_until

ROOT = Path(__file__).parent.parent.parent


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def entries_of(server, execution_id: str) -> list[dict]:
    entries, after = [], -1
    while page := server.get(f"/executions/{execution_id}/logs", after=after, limit=10_000)["entries"]:
        entries += page
        after = page[-1]["offset"]
    return entries


def test_plain_prints_without_flush_appear_within_a_second(server):
    execution_id = server.create(python("import time; print('now'); time.sleep(30)"))
    start = time.monotonic()
    wait_until(lambda: entries_of(server, execution_id), "the first line")
    # Generous for a busy machine, and far below the 30 s that a buffered print would take.
    assert time.monotonic() - start < 15
    server.post(f"/executions/{execution_id}/cancel?force=true")
    assert server.wait_for_end(execution_id)["execution"]["status"] == "cancelled"


def test_a_marker_split_across_writes_is_one_marker(server):
    code = (
        "import os, time\n"
        "for part in (b'STEP_ST', b'ART:Sp', b'lit \\xc3', b'\\xa4', b'\\nSTEP_COMPLETE:', b'Split \\xc3\\xa4\\n'):\n"
        "    os.write(1, part); time.sleep(0.08)\n"
    )
    found = server.wait_for_end(server.create(python(code)))
    assert [(s["name"], s["status"]) for s in found["steps"]] == [("Split ä", "completed")]


def test_bytes_that_are_no_text_stay_as_they_are(server):
    code = "import os; os.write(1, bytes(range(256)) * 3 + b'\\nSTEP_START:After\\nlast without newline')"
    execution_id = server.create(python(code))
    found = server.wait_for_end(execution_id)
    assert server.log(execution_id) == bytes(range(256)) * 3 + b"\nSTEP_START:After\nlast without newline"
    assert [s["name"] for s in found["steps"]] == ["After"]
    assert entries_of(server, execution_id)[-1]["content"] == "last without newline"
    raw = requests.get(f"{server.address}/api/executions/{execution_id}/logs", params={"format": "raw"}, timeout=30)
    assert raw.content == server.log(execution_id)


def test_a_line_of_twenty_megabytes(server):
    code = "print('STEP_START:Long'); print('y' * 20_000_000); print('STEP_COMPLETE:Long'); print('end', end='')"
    execution_id = server.create(python(code))
    found = server.wait_for_end(execution_id)
    assert found["execution"]["log_size"] == len(server.log(execution_id))
    assert [s["status"] for s in found["steps"]] == ["completed"]
    entries = entries_of(server, execution_id)
    assert sum(len(e["content"]) for e in entries[:-1]) == 20_000_000
    assert entries[-1]["content"] == "end"


def test_ten_thousand_steps(server):
    code = "\n".join(("for n in range(10_000):", "    print(f'STEP_START:{n}')", "    print(f'STEP_COMPLETE:{n}')"))
    found = server.wait_for_end(server.create(python(code)))
    assert [s["index"] for s in found["steps"]] == list(range(10_000))
    assert found["execution"]["completed_steps"] == 10_000
    assert found["execution"]["progress_percentage"] == 100


def test_writing_to_the_name_of_the_output_loses_nothing(server):
    command = "echo one; echo two > /dev/stderr; echo three > /dev/stdout; echo four >> /dev/stderr; echo five"
    execution_id = server.create(command)
    server.wait_for_end(execution_id)
    assert server.log(execution_id) == b"one\ntwo\nthree\nfour\nfive\n"


def test_a_progress_bar_moves_its_step(server):
    code = (
        "import sys, time\nfrom tqdm import tqdm\n"
        "print('STEP_START:Bar', flush=True)\n"
        "for _ in tqdm(range(20), mininterval=0, ascii=False): time.sleep(0.03)\n"
        "print('STEP_COMPLETE:Bar')\n"
    )
    execution_id = server.create(python(code))

    def moved():
        found = server.get(f"/executions/{execution_id}")
        return [s["progress"] for s in found["steps"] if s["progress"]] or found["execution"]["exit_code"] is not None

    assert wait_until(moved, "progress of the bar") is not True
    found = server.wait_for_end(execution_id)
    assert [s["status"] for s in found["steps"]] == ["completed"]


def test_the_demo_runs_through(server):
    command = [sys.executable, str(ROOT / "resources" / "demo" / "pipeline.py"), "--speed", "40"]
    found = server.wait_for_end(server.create(command, name="Demo"))
    assert found["execution"]["status"] == "completed"
    assert [s["status"] for s in found["steps"]] == ["completed"] * 5 + ["failed"]
    kinds = {Path(a["file_name"]).suffix for a in found["artifacts"]}
    assert {".png", ".csv", ".json", ".md", ".html", ".zip"} <= kinds
    for artifact in found["artifacts"]:
        answer = requests.get(f"{server.address}{artifact['download_url']}", timeout=30)
        assert answer.status_code == 200
        assert len(answer.content) == artifact["file_size"]


def test_a_second_server_on_the_same_storage_says_why_not(server):
    shown = subprocess.run(
        [sys.executable, "-m", "stepflow_desktop", "serve", "--storage-path", str(server.storage)],
        capture_output=True,
        text=True,
        timeout=30,
    )
    assert shown.returncode == 2
    assert str(server.process.pid) in shown.stderr
