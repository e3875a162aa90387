"""Reads command lines as a shell would, far enough to tell a person what is amiss: quotes, operators, first word."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP

from stepflow_desktop.gui.translation import translate

_ASSIGNMENT = re.compile(r"[A-Za-z_]\w*\+?=")
# With these inside, quotes nest or stand for themselves, and only the shell can tell.
_NESTING = ("$(", "`", "<<", "${", "$'", '$"')
_NO_PROGRAMS = frozenset(
    [
        ".",
        ":",
        "!",
        "[",
        "[[",
        "{",
        "}",
        "alias",
        "bg",
        "break",
        "builtin",
        "case",
        "cd",
        "command",
        "continue",
        "coproc",
        "declare",
        "do",
        "done",
        "echo",
        "elif",
        "else",
        "enable",
        "esac",
        "eval",
        "exec",
        "exit",
        "export",
        "false",
        "fg",
        "fi",
        "for",
        "function",
        "getopts",
        "hash",
        "if",
        "in",
        "jobs",
        "kill",
        "let",
        "local",
        "mapfile",
        "popd",
        "printf",
        "pushd",
        "pwd",
        "read",
        "readonly",
        "return",
        "select",
        "set",
        "shift",
        "shopt",
        "source",
        "test",
        "then",
        "time",
        "times",
        "trap",
        "true",
        "type",
        "typeset",
        "ulimit",
        "umask",
        "unalias",
        "unset",
        "until",
        "wait",
        "while",
    ]
)
_OPERATORS: dict[str, object] = {
    "|": QT_TRANSLATE_NOOP("ShellUse", "a pipe"),
    "||": "||",
    "&&": "&&",
    ";": QT_TRANSLATE_NOOP("ShellUse", "a semicolon"),
    "&": "&",
    ">": QT_TRANSLATE_NOOP("ShellUse", "a redirection"),
    "<": QT_TRANSLATE_NOOP("ShellUse", "a redirection"),
}


@dataclass(frozen=True, slots=True)
class ShellUse:
    """Something that means nothing without a shell. ``certain`` if it can hardly be meant as it stands."""

    words: str
    certain: bool


@dataclass(frozen=True, slots=True)
class Char:
    """One character with what quotes it: a quote sign, a backslash, or nothing."""

    at: int
    text: str
    quote: str


def _chars(text: str, *, comments: bool) -> Iterator[Char]:
    """Every character with its quoting. A quote that stays open quotes the rest."""
    quote, at = "", 0
    while at < len(text):
        char = text[at]
        if char == "\\" and quote != "'" and at + 1 < len(text):
            yield Char(at, char, "\\")
            yield Char(at + 1, text[at + 1], "\\")
            at += 2
            continue
        if comments and char == "#" and not quote and (at == 0 or text[at - 1] in " \t\n;&|("):
            end = text.find("\n", at)
            at = len(text) if end < 0 else end
            continue
        if char in "'\"" and quote in ("", char):
            yield Char(at, char, char)
            quote = "" if quote else char
        else:
            yield Char(at, char, quote)
        at += 1


def unclosed_quote(text: str, *, shell: bool) -> int | None:
    """The position, counted from 1, of a quote that is never closed."""
    if shell and any(sign in text for sign in _NESTING):
        return None
    opened: tuple[int, str] | None = None
    for char in _chars(text, comments=shell):
        if char.text in "'\"" and char.quote == char.text:
            opened = None if opened else (char.at, char.text)
    return None if opened is None else opened[0] + 1


def ends_in_escape(text: str) -> bool:
    """Whether a backslash at the very end escapes nothing."""
    chars = list(_chars(text, comments=False))
    return bool(chars) and chars[-1].text == "\\" and chars[-1].quote == ""


def shell_use(text: str) -> ShellUse | None:
    """The first thing in ``text`` that only a shell understands; what is quoted is meant as it stands."""
    free = "".join(" " if char.quote else char.text for char in _chars(text, comments=False))
    operator = re.search(r"&&|\|\||[|;&<>]", free)
    if operator:
        return ShellUse(translate("ShellUse", str(_OPERATORS[operator.group()])), certain=_stands_alone(free, operator))
    if _ASSIGNMENT.match(free.lstrip()):
        return ShellUse(translate("ShellUse", "a variable set in front"), certain=True)
    if "`" in free or "$(" in free or _dollar(text):
        return ShellUse(translate("ShellUse", "a variable or command in $"), certain=False)
    if re.search(r"[*?]|\[[^\]\s]+\]", free):
        return ShellUse(translate("ShellUse", "a pattern such as *"), certain=False)
    if re.search(r"(?:^|\s)~(?=/|\s|$)", free):
        return ShellUse(translate("ShellUse", "~ for the home folder"), certain=False)
    return None


def _stands_alone(free: str, operator: re.Match[str]) -> bool:
    """An operator beside a blank is one; in the middle of a word it may be part of an address or expression."""
    before, after = free[: operator.start()], free[operator.end() :]
    return not before or before[-1].isspace() or not after or after[0].isspace()


def _dollar(text: str) -> bool:
    """A variable stands in double quotes too."""
    live = "".join(" " if char.quote in ("'", "\\") else char.text for char in _chars(text, comments=False))
    return re.search(r"\$[A-Za-z_{(]", live) is not None


def program_of(text: str, *, shell: bool) -> str | None:
    """The program that a command starts with, or None where only the shell can tell."""
    if not shell:
        try:
            words = shlex.split(text)
        except ValueError:
            return None
        return words[0] if words and words[0].strip() else None
    match = re.match(r"\s*(\S+)", _without_assignments(text))
    word = match.group(1) if match else ""
    word = re.split(r"[;|&<>()\n]", word, maxsplit=1)[0]
    if not word or word in _NO_PROGRAMS or re.search(r"[$`*?\[\]{}\\'\"#!=]", word):
        return None
    return word


def _without_assignments(text: str) -> str:
    while True:
        match = re.match(r"\s*[A-Za-z_]\w*\+?=[^\s'\"$`\\;|&<>()]*\s+", text)
        if match is None:
            return text
        text = text[match.end() :]


def with_program(text: str, old: str, new: str) -> str:
    """``text`` with the program ``old`` at its beginning replaced, everything else as it was typed."""
    at = text.find(old)
    return text if at < 0 else text[:at] + new + text[at + len(old) :]
