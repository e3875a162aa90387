"""Pieces of text that every match of a regular expression holds, so that most lines need no look at all.

The walk is careful rather than clever: what it does not understand yields no literal, never a wrong one.
"""

from __future__ import annotations

_CLASSES = "dDwWsSbBAZ"
_OPTIONAL = "*?{"


def required_literals(pattern: str) -> list[str]:
    """For each alternative of ``pattern`` its longest literal; empty if one of them has none."""
    if "(?" in pattern.replace("(?:", "("):
        return []
    longest = [max(_literals(branch), key=len, default="") for branch in branches(pattern)]
    return longest if all(longest) else []


def branches(pattern: str) -> list[str]:
    """``pattern`` cut at the bars that stand outside groups and classes."""
    found, start, depth, at = [], 0, 0, 0
    while at < len(pattern):
        char = pattern[at]
        if char == "\\":
            at += 1
        elif char == "[":
            at = class_end(pattern, at)
        elif char in "()":
            depth += 1 if char == "(" else -1
        elif char == "|" and depth == 0:
            found.append(pattern[start:at])
            start = at + 1
        at += 1
    return [*found, pattern[start:]]


def class_end(pattern: str, at: int) -> int:
    """Where the class that opens at ``at`` closes."""
    at += 1
    if pattern[at : at + 1] == "^":
        at += 1
    if pattern[at : at + 1] == "]":
        at += 1
    while at < len(pattern) and pattern[at] != "]":
        at += 2 if pattern[at] == "\\" else 1
    return at


def _literals(branch: str) -> list[str]:
    """Runs of plain characters outside groups, none of them optional."""
    runs, run, depth, at = [], "", 0, 0
    while at < len(branch):
        char, literal = branch[at], ""
        if char == "\\":
            at += 1
            escaped = branch[at : at + 1]
            # Letters and digits after a backslash have meanings of their own.
            literal = "" if escaped.isalnum() else escaped
        elif char == "[":
            at = class_end(branch, at)
        elif char in "()":
            depth += 1 if char == "(" else -1
        elif char not in ".^$+*?{}|":
            literal = char
        elif char == "{":
            at = branch.find("}", at) if "}" in branch[at:] else len(branch)
        at += 1
        follows = branch[at : at + 1]
        if literal and depth == 0 and (not follows or follows not in _OPTIONAL):
            run += literal
            if follows != "+":
                continue
        runs.append(run)
        run = ""
    return [each for each in [*runs, run] if each]
