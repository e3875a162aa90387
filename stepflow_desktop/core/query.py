"""What a list of executions can be asked for beyond REST's parameters: further conditions, and another order.

A *term* is one condition of the filter language (``filter_language`` reads it from text, ``filter_match`` decides for
an execution at hand, ``store_filters`` asks SQLite the same). All three agree; a test holds them to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

MOST_ROWS = 50_000
"""So many rows are looked at for one question; what lies beyond is said not to have been looked at."""

COUNTED = 10_000
"""Matches are counted up to here."""


class Key(StrEnum):
    """What a term is about. ``TEXT`` is any of name, command, tags, folder and error message."""

    TEXT = "text"
    STATUS = "status"
    TAG = "tag"
    USER = "user"
    STEP = "step"
    HAS = "has"
    EXIT = "exit"
    DURATION = "duration"
    CWD = "cwd"
    ID = "id"


class Has(StrEnum):
    """Values of ``has:``."""

    ARTIFACT = "artifact"
    WARNING = "warning"
    ERROR = "error"
    TAG = "tag"


@dataclass(frozen=True, slots=True)
class Term:
    """One condition: any of ``values`` will do. ``op`` compares the numbers of ``exit`` (code) and ``duration`` (s).

    ``TEXT``, ``STEP`` and ``CWD`` values are compared without regard to case; a ``CWD`` value that begins with ``/``
    is a folder with everything below it, any other a part of the path.
    """

    key: Key
    values: tuple[str | float, ...]
    op: str = "="
    negated: bool = False


class SortKey(StrEnum):
    """What a list can be sorted by. ``CREATED`` is the order of creation, ``ESTIMATE`` how long it usually takes."""

    CREATED = "created"
    NAME = "name"
    DURATION = "duration"
    STATUS = "status"
    USER = "user"
    EXIT = "exit"
    FOLDER = "folder"
    FILES = "files"
    TAGS = "tags"
    ORIGIN = "origin"
    PROGRESS = "progress"
    ESTIMATE = "estimate"


@dataclass(frozen=True, slots=True)
class Order:
    """Executions that are equal in ``key`` come newest first, whichever way the key runs."""

    key: SortKey = SortKey.CREATED
    descending: bool = True


NEWEST = Order()
