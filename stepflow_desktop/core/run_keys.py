"""When two executions are runs of the same thing: keys that are equal then, small enough for an index.

The *same* key stands for a template, else for the command and its folder; the *alike* key for the program and the
script it is given. What the second finds is of use only where the name is the same too.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise
from typing import Any

TEMPLATE = "template_id"
"""The metadata key under which an execution says which template it was made from."""

LOOKED_AT = 4096


def same_key(command: str, folder: str, metadata: Mapping[str, Any]) -> int:
    template = template_of(metadata)
    return _hashed("template", template) if template else _hashed("command", command, folder)


def alike_key(command: str) -> int:
    return _hashed("program", *program_and_script(command))


def template_of(metadata: Mapping[str, Any]) -> str:
    found = metadata.get(TEMPLATE)
    return found if isinstance(found, str) else ""


@lru_cache(maxsize=512)
def program_and_script(command: str) -> tuple[str, str]:
    """``python -u train.py --fast`` is ``python`` with ``train.py``; ``python -m pytest -x`` is it with ``-m pytest``.

    Quotes and variables are not understood: the same text gives the same answer, and that is all that is needed.
    """
    words = command[:LOOKED_AT].split()
    while words and "=" in words[0] and not words[0].startswith("="):
        words.pop(0)
    if not words:
        return command, ""
    program = words[0].rsplit("/", 1)[-1]
    for before, word in pairwise(words):
        if before == "-m":
            return program, f"-m {word}"
        if before == "-c":
            return program, command
        if not word.startswith("-"):
            return program, word.removeprefix("./")
    return program, ""


def _hashed(*parts: str) -> int:
    text = "\0".join(parts).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "big", signed=True)
