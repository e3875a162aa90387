"""Text: encodings and colours."""

from __future__ import annotations

from array import array
from pathlib import Path

import pytest

from stepflow_desktop.gui.preview.readers.text import CLASSES, SAMPLE_BYTES, TextReader, decoded, guessed_encoding


@pytest.mark.parametrize(
    ("data", "text", "name"),
    [
        (b"plain", "plain", "UTF-8"),
        ("žluťoučký".encode(), "žluťoučký", "UTF-8"),
        ("\ufeffmark".encode(), "mark", "UTF-8"),
        ("sixteen".encode("utf-16"), "sixteen", "UTF-16"),
        ("sixteen".encode("utf-16-le"), "sixteen", "UTF-16"),
        ("sixteen".encode("utf-16-be"), "sixteen", "UTF-16"),
        ("café".encode("cp1252"), "café", "Windows-1252"),
        (b"", "", "UTF-8"),
    ],
)
def test_the_encoding_is_found(data: bytes, text: str, name: str) -> None:
    assert decoded(data) == (text, name)


def test_a_sample_may_end_inside_a_character() -> None:
    sample = ("é" * SAMPLE_BYTES).encode()[1:][: SAMPLE_BYTES - 1]
    assert guessed_encoding(b"a" + sample) == ("cp1252", "Windows-1252"), "it begins inside one"
    assert guessed_encoding(("aé" * SAMPLE_BYTES).encode()[:SAMPLE_BYTES]) == ("utf-8", "UTF-8")


def test_what_cannot_be_read_is_replaced() -> None:
    text, _name = decoded(b"a\x00\xff\xfeb" * 3)
    assert "a" in text


def spans_of(path: Path) -> tuple[str, list[tuple[str, str]]]:
    reader = TextReader(str(path), 100_000)
    told, payload = reader.about()
    _none, data = reader.colours()
    spans = array("I")
    spans.frombytes(data)
    text = payload.decode()
    units = text.encode("utf-16-le")
    found = []
    for start, length, number in zip(spans[0::3], spans[1::3], spans[2::3], strict=True):
        found.append((units[2 * start : 2 * (start + length)].decode("utf-16-le"), CLASSES[number]))
    return str(told["language"]), found


def test_words_of_a_program_get_classes(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_text("def f():\n    return '🎈', 1  # note\n")
    language, spans = spans_of(path)
    assert language == "Python"
    assert ("def", "keyword") in spans
    assert ("1", "number") in spans, "places count in the units of the window, also after a balloon"
    assert ("# note", "comment") in spans


def test_a_text_of_no_language_has_no_colours(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("def f(): pass\r\nsecond\rthird")
    assert spans_of(path) == ("", [])
    told, payload = TextReader(str(path), 100).about()
    assert payload == b"def f(): pass\nsecond\nthird"
    assert told["lines"] == 3
