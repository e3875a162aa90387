"""Sentences that the window says in its own language: an English template, and what stands in its places.

Everybody else, REST, logs and the terminal, has them in English. The window knows a sentence again by its template,
which therefore is a literal where it is said: ``packaging/sentences.py`` collects all of them for the translators.
"""

from __future__ import annotations


def said(template: str, /, **values: object) -> str:
    """The sentence in English. A place named ``reason`` takes another sentence, one named ``limit`` a duration."""
    return template.format(**values) if values else template
