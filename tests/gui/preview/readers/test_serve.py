"""The loop of a reader: questions in, answers out, refusals as codes, limits of the system."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from stepflow_desktop.gui.preview.reader_process import reader_command
from stepflow_desktop.gui.preview.readers.serve import READERS, serve


def ask(*questions: dict[str, object]) -> list[tuple[dict[str, object], bytes]]:
    answers = io.BytesIO()
    serve(io.BytesIO(b"".join(json.dumps(each).encode() + b"\n" for each in questions)), answers)
    answers.seek(0)
    heard = []
    for _ in questions:
        head = json.loads(answers.readline())
        heard.append((head, answers.read(head["bytes"])))
    return heard


def test_questions_are_answered_in_turn(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one\ntwo\n")
    opened, coloured = ask(
        {"ask": "open", "with": {"kind": "text", "path": str(tmp_path / "a.txt"), "most_bytes": 100}},
        {"ask": "colours"},
    )
    assert opened[1] == b"one\ntwo\n"
    assert opened[0]["told"] == {"encoding": "UTF-8", "language": "", "lines": 2}
    assert coloured == ({"told": {}, "bytes": 0}, b"")


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    [(head, _)] = ask({"ask": "open", "with": {"kind": "tree", "path": str(tmp_path / "absent.json")}})
    assert head["refused"] == "unreadable"


def test_nothing_private_and_nothing_before_opening_can_be_asked() -> None:
    heard = ask({"ask": "_read", "with": {}}, {"ask": "rows", "with": {"start": 0, "count": 1}})
    assert [head["refused"] for head, _ in heard] == ["unreadable", "unreadable"]


def test_nesting_without_end_is_refused(tmp_path: Path) -> None:
    (tmp_path / "deep.json").write_text("[" * 200_000)
    [(head, _)] = ask({"ask": "open", "with": {"kind": "tree", "path": str(tmp_path / "deep.json")}})
    assert head["refused"] in ("too_deep", "damaged")


@pytest.mark.skipif(sys.platform == "win32", reason="limits of the system are those of POSIX")
def test_the_process_cannot_write_files_nor_take_all_memory(tmp_path: Path) -> None:
    code = (
        "from stepflow_desktop.gui.preview.readers.serve import limit_process; limit_process()\n"
        "try:\n  f = open('x', 'wb', buffering=0); f.write(b'1'); print('written')\nexcept OSError: print('no file')\n"
        "try:\n  bytearray(3_000_000_000); print('taken')\nexcept MemoryError: print('no memory')\n"
    )
    shown = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert shown.stdout.split("\n")[:2] == ["no file", "no memory"]


@pytest.mark.skipif(sys.platform == "win32", reason="limits of the system are those of POSIX")
def test_a_page_without_end_is_ended_by_the_system() -> None:
    code = (
        "import stepflow_desktop.gui.preview.readers.serve as s; s.QUICK['page'] = 1; s.limit_processor('page')\n"
        "while True: pass\n"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True).returncode == -24


def test_the_hidden_verb_serves(tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(b"\x00\x01")
    question = {"ask": "open", "with": {"kind": "bytes", "path": str(tmp_path / "a.bin"), "most_bytes": 10}}
    shown = subprocess.run(
        reader_command(), input=json.dumps(question).encode() + b"\n", capture_output=True, check=True
    )
    assert b"00 01" in shown.stdout


def test_every_reader_can_be_made() -> None:
    import importlib

    for module, name in READERS.values():
        assert getattr(importlib.import_module(f"stepflow_desktop.gui.preview.readers.{module}"), name)
