"""Whether a chunk of a log may hold a word, told much faster than by looking for each word in all of it.

The *bones* of a text are a dozen of its consonants, in lower case, with everything else left out. They are a small part
of it, and a text that holds a word has the word's bones in its own. The other way round it need not be so.
"""

from __future__ import annotations

from collections.abc import Iterable

_KEPT = b"bcdfglnprtw"
_DROPPED = bytes(set(range(256)) - set(_KEPT) - set(_KEPT.upper()))
_LOWERED = bytes.maketrans(_KEPT.upper(), _KEPT)


def bones(text: bytes) -> bytes:
    return text.translate(_LOWERED, _DROPPED)


def with_bones(words: Iterable[bytes]) -> tuple[tuple[bytes, bytes], ...]:
    """Each word with its bones, for ``possible``."""
    return tuple((word, bones(word)) for word in words)


def possible(words: Iterable[tuple[bytes, bytes]], text_bones: bytes) -> list[bytes]:
    """The words that may be in the text of ``text_bones``, whatever their case."""
    return [word for word, word_bones in words if word_bones in text_bones]
