"""Any file as bytes: the first of them, in lines of sixteen."""

from __future__ import annotations

from pathlib import Path

from stepflow_desktop.gui.preview.readers.answers import Answer

ROW = 16


def hex_lines(data: bytes) -> str:
    """``00000010  48 65 6c 6c 6f …  |Hello…|``"""
    lines = []
    for start in range(0, len(data), ROW):
        row = data[start : start + ROW]
        left, right = row[:8].hex(" "), row[8:].hex(" ")
        shown = "".join(chr(byte) if 32 <= byte < 127 else "." for byte in row)
        lines.append(f"{start:08x}  {left:<23}  {right:<23}  |{shown}|")
    return "\n".join(lines)


class BytesReader:
    def __init__(self, path: str, most_bytes: int) -> None:
        file = Path(path)
        self._size = file.stat().st_size
        with file.open("rb") as opened:
            self._data = opened.read(most_bytes)

    def about(self) -> Answer:
        return {"size": self._size, "shown": len(self._data)}, hex_lines(self._data).encode()
