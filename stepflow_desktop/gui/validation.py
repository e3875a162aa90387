"""What is wrong with a form for a new execution, in words and with what would mend it.

A *problem* belongs to a field. An ``error`` keeps the run from starting, a ``warning`` only says what will likely
happen. A *remedy* is a button beside the message. Everything in here looks at text only; what has to be looked up on
the disk is in ``lookups``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from stepflow_desktop.core.requests import MAX_COMMAND_BYTES, MAX_TAGS, MAX_VARIABLES
from stepflow_desktop.gui import shell_words
from stepflow_desktop.gui.translation import translate

MAX_NAME_LENGTH = 120
MAX_TAG_LENGTH = 40
MAX_TIME_LIMIT_S = 10**9
_TAG = re.compile(rf"[\w.-]{{1,{MAX_TAG_LENGTH}}}")
_ORDINAL = re.compile(r"(\d+)(?:(?:ST|ND|RD|TH)(?=_|$))?_?(.*)", re.IGNORECASE)
_LIMIT = re.compile(r"(?:(\d+(?:\.\d+)?)\s*h)?\s*(?:(\d+(?:\.\d+)?)\s*m)?\s*(?:(\d+(?:\.\d+)?)\s*s)?", re.IGNORECASE)


class Field(StrEnum):
    """The fields that can be wrong, in the order in which they stand; ``STORAGE`` is no field but the whole form."""

    STORAGE = "storage"
    COMMAND = "command"
    FOLDER = "working_folder"
    NAME = "name"
    TAGS = "tags"
    VARIABLES = "variables"
    TIME_LIMIT = "time_limit"


class Remedy(StrEnum):
    USE_PROGRAM = "use_program"
    USE_SHELL = "use_shell"
    RUN_WITH = "run_with"
    MAKE_EXECUTABLE = "make_executable"
    USE_FOLDER = "use_folder"
    CREATE_FOLDER = "create_folder"
    CHOOSE_FOLDER = "choose_folder"
    RENAME_VARIABLE = "rename_variable"


@dataclass(frozen=True, slots=True)
class Offer:
    """One remedy with the word on its button; ``value`` is the text it puts in, or the path it acts on."""

    remedy: Remedy
    word: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """``row`` is the number of the variable it is about."""

    field: Field
    message: str
    offers: tuple[Offer, ...] = ()
    is_error: bool = True
    row: int | None = None


def check_command(text: str, *, shell: bool) -> Problem | None:
    """What the text alone tells about a command."""
    if not text.strip():
        return Problem(Field.COMMAND, translate("Validation", "Enter a command, for example python train.py"))
    if "\0" in text:
        return Problem(Field.COMMAND, translate("Validation", "A command cannot contain NUL characters"))
    if len(text.encode(errors="replace")) > MAX_COMMAND_BYTES:
        return Problem(
            Field.COMMAND,
            translate("Validation", "Shorten the command to {limit} KiB").format(limit=MAX_COMMAND_BYTES // 1024),
        )
    position = shell_words.unclosed_quote(text, shell=shell)
    if position is not None:
        return Problem(
            Field.COMMAND,
            translate("Validation", "A quote opened at position {position} is not closed").format(position=position),
        )
    if shell:
        return None
    if shell_words.ends_in_escape(text):
        return Problem(Field.COMMAND, translate("Validation", "The backslash at the end has nothing to escape"))
    return _check_shell_use(text)


def _check_shell_use(text: str) -> Problem | None:
    use = shell_words.shell_use(text)
    if use is None:
        return None
    turn_on = Offer(Remedy.USE_SHELL, translate("Validation", "Turn on the system shell"))
    return Problem(
        Field.COMMAND,
        translate("Validation", "This uses {words}.").format(words=use.words),
        (turn_on,),
        is_error=use.certain,
    )


def check_name(name: str) -> Problem | None:
    if len(name.strip()) > MAX_NAME_LENGTH:
        return Problem(
            Field.NAME, translate("Validation", "Shorten the name to {limit} characters").format(limit=MAX_NAME_LENGTH)
        )
    return None


def is_tag(tag: str) -> bool:
    return _TAG.fullmatch(tag) is not None


def check_tags(tags: Sequence[str]) -> Problem | None:
    if not all(is_tag(tag) for tag in tags):
        return Problem(
            Field.TAGS,
            translate("Validation", "Tags use letters, digits, -, _, ., up to {limit}").format(limit=MAX_TAG_LENGTH),
        )
    if len(tags) > MAX_TAGS:
        return Problem(Field.TAGS, translate("Validation", "Use at most {limit} tags").format(limit=MAX_TAGS))
    return None


def check_variables(rows: Sequence[tuple[str, str]]) -> list[Problem]:
    """At most one problem per row; rows with neither name nor value count as not there."""
    problems: list[Problem] = []
    seen: set[str] = set()
    for number, (name, value) in enumerate(rows):
        message, better = _variable_problem(name, value, seen)
        if message:
            rename = (
                (Offer(Remedy.RENAME_VARIABLE, translate("Validation", "Use {better}").format(better=better), better),)
                if better
                else ()
            )
            problems.append(Problem(Field.VARIABLES, message, rename, row=number))
        seen.add(name)
    if len([name for name, _ in rows if name]) > MAX_VARIABLES:
        problems.append(
            Problem(
                Field.VARIABLES,
                translate("Validation", "Use at most {limit} variables").format(limit=MAX_VARIABLES),
                row=len(rows) - 1,
            )
        )
    return problems


def _variable_problem(name: str, value: str, seen: Iterable[str]) -> tuple[str, str]:
    """The message and a better name; both are empty where nothing is wrong."""
    if not name:
        return (translate("Validation", "Name this variable") if value else ""), ""
    if name[0].isdigit():
        better = better_variable(name)
        return translate("Validation", "A variable name cannot start with a digit. Try {better}.").format(
            better=better
        ), better
    if "=" in name or any(c.isspace() or unicodedata.category(c) in ("Cc", "Cs") for c in name):
        return translate("Validation", "A variable name cannot contain blanks or ="), ""
    if "\0" in value:
        return translate("Validation", "The value of {name} contains NUL").format(name=name), ""
    if name in seen:
        return translate("Validation", "{name} is set twice").format(name=name), ""
    return "", ""


def better_variable(name: str) -> str:
    """``2ND_STAGE`` as ``STAGE_2``: the digits go to the end, an ordinal's ending goes away."""
    match = _ORDINAL.fullmatch(name)
    assert match is not None, "only names that start with a digit are mended"
    digits, rest = match.groups()
    rest = re.sub(r"\W+", "_", rest).strip("_")
    return f"{rest}_{digits}" if rest and not rest[0].isdigit() else f"_{name}"


def seconds_of(text: str) -> float | None:
    """``45m`` or ``1h30m`` in seconds; None for anything else, nothing, or zero."""
    match = _LIMIT.fullmatch(text.strip())
    if match is None:
        return None
    hours, minutes, seconds = (float(part) if part else 0.0 for part in match.groups())
    total = hours * 3600 + minutes * 60 + seconds
    return total if 0 < total < MAX_TIME_LIMIT_S else None


def time_limit_text(seconds: float | None) -> str:
    """Seconds as a person would type them: ``45m``, ``1h30m``, ``2.5s``."""
    if seconds is None:
        return ""
    hours, rest = divmod(seconds, 3600)
    minutes, rest = divmod(rest, 60)
    parts = ((hours, "h"), (minutes, "m"), (round(rest, 3), "s"))
    return "".join(f"{amount:g}{unit}" for amount, unit in parts if amount)


def check_time_limit(text: str) -> Problem | None:
    if text.strip() and seconds_of(text) is None:
        return Problem(
            Field.TIME_LIMIT, translate("Validation", "Use a number with s, m or h, for example 45m or 1h30m")
        )
    return None
