"""Lines of recent logs: found in any case, with their number, bounded, and never what is masked."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from stepflow_desktop.gui.palette import log_search
from stepflow_desktop.gui.palette.log_search import Log, LogLine, lines_with, search_logs


def log(tmp_path: Path, name: str, text: str, *masks: str) -> Log:
    path = tmp_path / f"{name}.log"
    path.write_text(text, encoding="utf-8", newline="")
    return Log(name, path, masks)


def found(logs: list[Log], text: str) -> list[LogLine]:
    return search_logs(logs, text, threading.Event())


def test_lines_come_with_their_number_and_without_escapes(tmp_path: Path) -> None:
    logs = [
        log(tmp_path, "a", "one\ntwo \x1b[31mERROR\x1b[0m here\nthree"),
        log(tmp_path, "b", "no error\r\nlast error"),
    ]
    assert found(logs, "error") == [
        LogLine("a", 2, "two ERROR here"),
        LogLine("b", 1, "no error"),
        LogLine("b", 2, "last error"),
    ]
    assert found(logs, "nothing") == []
    assert found(logs, "") == []


def test_what_is_masked_is_neither_found_nor_shown(tmp_path: Path) -> None:
    logs = [log(tmp_path, "a", "token s3cret\nuse token\n", "s3cret")]
    assert found(logs, "s3cret") == []
    assert [line.text for line in found(logs, "token")] == ["token ***", "use token"]


def test_an_escape_sequence_holds_no_text(tmp_path: Path) -> None:
    assert found([log(tmp_path, "a", "\x1b[31mred\x1b[0m\n")], "31m") == []


@pytest.mark.parametrize("chunk", [1, 3, 7, 4096])
def test_chunks_cut_no_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chunk: int) -> None:
    monkeypatch.setattr(log_search, "CHUNK", chunk)
    path = tmp_path / "a.log"
    path.write_text("".join(f"line {n}{' needle' if n % 5 == 0 else ''}\n" for n in range(1, 42)) + "needle")
    numbers = [number for number, raw in lines_with(path, b"needle", threading.Event())]
    if chunk > 3:
        assert numbers == [5, 10, 15, 20, 25, 30, 35, 40, 42]
    else:
        assert set(numbers) <= {5, 10, 15, 20, 25, 30, 35, 40, 42}


def test_few_lines_of_each_and_not_too_many_in_all(tmp_path: Path) -> None:
    logs = [log(tmp_path, f"log{n}", "hit\n" * 50) for n in range(30)]
    lines = found(logs, "hit")
    assert len(lines) == log_search.MOST
    assert [line.number for line in lines[:3]] == [1, 2, 3]
    assert lines[3].execution_id == "log1"


def test_a_long_line_is_shown_round_what_was_found(tmp_path: Path) -> None:
    (line,) = found([log(tmp_path, "a", "x" * 5000 + " needle " + "y" * 5000)], "needle")
    assert "needle" in line.text and len(line.text) <= log_search.LONGEST_LINE


def test_it_ends_when_it_is_no_longer_wanted_and_survives_what_is_gone(tmp_path: Path) -> None:
    logs = [Log("gone", tmp_path / "gone.log"), log(tmp_path, "a", "hit\n")]
    assert len(found(logs, "hit")) == 1
    stop = threading.Event()
    stop.set()
    assert search_logs(logs, "hit", stop) == []
