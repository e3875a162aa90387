"""A word that is in a text is never missed; one that is not mostly needs no looking for."""

from __future__ import annotations

import pytest

from stepflow_desktop.gui.log.word_bones import bones, possible, with_bones

WORDS = with_bones((b"error", b"traceback", b"warn"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"an Error: 12", [b"error"]),
        (b"TRACEBACK (most recent call last)", [b"traceback"]),
        (b"[warning] 3 errors", [b"error", b"warn"]),
        (b"12:04:31 epoch 7 loss 0.25", []),
        (b"", []),
    ],
)
def test_words_that_are_there_are_possible(text: bytes, words: list[bytes]) -> None:
    assert possible(WORDS, bones(text)) == words


def test_a_word_may_be_possible_that_is_not_there() -> None:
    assert possible(WORDS, bones(b"a wire\nnine")) == [b"warn"]


def test_most_of_a_text_is_left_out() -> None:
    text = b"0000000042 epoch 12 batch 345 loss 0.04021 rate 0.0010 seen 18204 of 91377\n" * 100
    assert len(bones(text)) < len(text) / 4
