"""Bytes in lines of sixteen."""

from __future__ import annotations

from pathlib import Path

from stepflow_desktop.gui.preview.readers.plain_bytes import BytesReader, hex_lines


def test_lines_of_sixteen_with_what_can_be_read() -> None:
    lines = hex_lines(b"Hello, world 1234\x00\xff").split("\n")
    assert lines[0] == "00000000  48 65 6c 6c 6f 2c 20 77  6f 72 6c 64 20 31 32 33  |Hello, world 123|"
    assert lines[1].startswith("00000010  34 00 ff") and lines[1].endswith("|4..|")


def test_only_the_first_bytes_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(bytes(100))
    told, payload = BytesReader(str(path), 32).about()
    assert told == {"size": 100, "shown": 32}
    assert payload.count(b"\n") == 1
