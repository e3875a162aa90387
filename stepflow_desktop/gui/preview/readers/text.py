"""Text: which encoding, and which words are coloured how. Also decodes for the other readers."""

from __future__ import annotations

import codecs
from array import array
from pathlib import Path
from typing import Any

from stepflow_desktop.gui.preview.readers.answers import Answer

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
SAMPLE_BYTES = 1 << 20
# The classes that the window has colours for; their place in this list is what is told.
CLASSES = ("", "keyword", "name", "string", "number", "comment", "operator", "added", "removed", "heading", "error")
_BY_TOKEN = (
    ("Comment", "comment"),
    ("Keyword", "keyword"),
    ("Operator.Word", "keyword"),
    ("Name.Tag", "keyword"),
    ("Name.Function", "name"),
    ("Name.Class", "name"),
    ("Name.Decorator", "name"),
    ("Name.Attribute", "name"),
    ("Literal.String", "string"),
    ("Literal.Number", "number"),
    ("Generic.Inserted", "added"),
    ("Generic.Deleted", "removed"),
    ("Generic.Heading", "heading"),
    ("Generic.Subheading", "heading"),
    ("Error", "error"),
)


def guessed_encoding(sample: bytes) -> tuple[str, str]:
    """The codec for a text that begins with ``sample``, and its name for people."""
    for mark, codec, name in _MARKS:
        if sample.startswith(mark):
            return codec, name
    try:
        # A sample that is not the whole may end inside a character.
        codecs.getincrementaldecoder("utf-8")("strict").decode(sample, final=len(sample) < SAMPLE_BYTES)
    except UnicodeDecodeError:
        pass
    else:
        if b"\0" not in sample:
            return "utf-8", "UTF-8"
    nulls = sample[:4000].count(0)
    if nulls and nulls > len(sample[:4000]) // 4:
        return ("utf-16-le" if sample[1:2] == b"\0" else "utf-16-be"), "UTF-16"
    if nulls:
        return "utf-8", "UTF-8"
    return "cp1252", "Windows-1252"


def decoded(data: bytes) -> tuple[str, str]:
    """``data`` as text, what cannot be read replaced, and the name of its encoding."""
    codec, name = guessed_encoding(data[:SAMPLE_BYTES])
    return data.decode(codec, errors="replace"), name


class TextReader:
    """``about`` brings the text, ``colours`` where words of which class are."""

    def __init__(self, path: str, most_bytes: int) -> None:
        self._name = Path(path).name
        with Path(path).open("rb") as file:
            data = file.read(most_bytes)
        text, self._encoding = decoded(data)
        self._text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\N{SYMBOL FOR NULL}")

    def about(self) -> Answer:
        lexer = self._lexer()
        language = lexer.name if lexer is not None else ""
        lines = self._text.count("\n") + (not self._text.endswith("\n") if self._text else 0)
        told = {"encoding": self._encoding, "language": language, "lines": lines}
        return told, self._text.encode("utf-8", "replace")

    def colours(self) -> Answer:
        """Triples of start, length (both in UTF-16 units) and class, as unsigned 32-bit numbers."""
        spans = array("I")
        lexer = self._lexer()
        if lexer is None:
            return {}, b""
        place = 0
        for token, words in lexer.get_tokens(self._text):
            length = len(words) if words.isascii() else len(words.encode("utf-16-le", "surrogatepass")) // 2
            number = _class_of(str(token).removeprefix("Token."))
            if number:
                spans.extend((place, length, number))
            place += length
        return {}, spans.tobytes()

    def _lexer(self) -> Any:
        from pygments.lexers import get_lexer_for_filename
        from pygments.util import ClassNotFound

        try:
            lexer = get_lexer_for_filename(self._name, stripnl=False, ensurenl=False)
        except ClassNotFound:
            return None
        return None if lexer.name == "Text only" else lexer


def _class_of(token: str) -> int:
    for prefix, name in _BY_TOKEN:
        if token == prefix or token.startswith(f"{prefix}."):
            return CLASSES.index(name)
    return 0
