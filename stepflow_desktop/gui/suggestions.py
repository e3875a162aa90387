"""What a person probably wants to run: the tasks of a folder, a name for a command, the variables of a file.

Suggestions only fill the form; nothing is run because of them.
"""

from __future__ import annotations

import json
import re
import shlex
from dataclasses import dataclass
from pathlib import Path

MAX_TASKS = 24
MAX_FILE_BYTES = 512 * 1024
MAX_NAME_LENGTH = 60
_TARGET = re.compile(r"^([A-Za-z0-9][\w.\-]*)\s*:(?![=:])")
_VARIABLE = re.compile(r"^\s*(?:export\s+)?([^\s=#]+)\s*=\s*(.*)$")
_RUNNERS = frozenset(
    [
        "python",
        "python3",
        "pypy3",
        "bash",
        "sh",
        "zsh",
        "node",
        "Rscript",
        "ruby",
        "perl",
        "julia",
        "uv",
        "run",
        "env",
        "time",
        "nice",
    ]
)


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that a folder says it can do."""

    command: str
    source: str


# -- folders


def tasks_of(folder: Path) -> list[Task]:
    """What a folder's Makefile and package.json offer, in the order in which they stand."""
    return [*_make_tasks(folder), *_package_tasks(folder)][:MAX_TASKS]


def _make_tasks(folder: Path) -> list[Task]:
    for name in ("GNUmakefile", "makefile", "Makefile"):
        text = _text_of(folder / name)
        if text:
            targets = dict.fromkeys(m.group(1) for line in text.splitlines() if (m := _TARGET.match(line)))
            return [Task(f"make {target}", name) for target in targets]
    return []


def _package_tasks(folder: Path) -> list[Task]:
    text = _text_of(folder / "package.json")
    try:
        package = json.loads(text) if text else None
    except (ValueError, RecursionError):
        return []
    scripts = package.get("scripts") if isinstance(package, dict) else None
    if not isinstance(scripts, dict):
        return []
    runner = _package_runner(folder)
    return [Task(f"{runner} run {shlex.quote(name)}", "package.json") for name in scripts if isinstance(name, str)]


def _package_runner(folder: Path) -> str:
    for lock, runner in (("pnpm-lock.yaml", "pnpm"), ("yarn.lock", "yarn"), ("bun.lock", "bun")):
        if (folder / lock).is_file():
            return runner
    return "npm"


def _text_of(path: Path) -> str:
    """The file's text; nothing if it is not there, not text, or too big to be what it is called."""
    try:
        if path.is_file() and path.stat().st_size <= MAX_FILE_BYTES:
            return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        pass
    return ""


# -- names


def name_of(command: str) -> str:
    """The script and its arguments without paths, options and numbers: ``train.py churn_v7``, ``make docs``."""
    try:
        words = shlex.split(command.strip().split("\n", 1)[0])
    except ValueError:
        words = command.split()
    while words and (re.match(r"[A-Za-z_]\w*=", words[0]) or _is_runner(words)):
        words = words[1:]
    if not words:
        return command.strip()[:MAX_NAME_LENGTH]
    telling = (word for word in words[1:] if not re.fullmatch(r"-.*|\.+|[\d.]+", word, re.DOTALL))
    parts = [Path(words[0]).name, *(_short(word) for word in telling)]
    return _cut(" ".join(part for part in parts if part))


def _is_runner(words: list[str]) -> bool:
    """An interpreter says nothing about the work as long as something follows that does."""
    if words[0].startswith("-"):
        return len(words) > 1
    return Path(words[0]).name in _RUNNERS and any(not word.startswith("-") for word in words[1:])


def _short(word: str) -> str:
    """A file as its name without ending; an address or a plain word as it is."""
    if "://" in word:
        return word
    word = Path(word).name if "/" in word else word
    stem, dot, ending = word.rpartition(".")
    return stem if dot and stem and re.fullmatch(r"[A-Za-z]\w{0,4}", ending) else word


def _cut(text: str) -> str:
    if len(text) <= MAX_NAME_LENGTH:
        return text
    return text[: MAX_NAME_LENGTH - 1].rsplit(" ", 1)[0] + "…"


# -- variables


def variables_of(text: str) -> list[tuple[str, str]]:
    """The entries of a ``.env`` file: comments and ``export`` are left out, quotes taken off, the last of a name wins.

    Values in single quotes stand as they are; in double quotes ``\\n`` is a new line.
    """
    found: dict[str, str] = {}
    for line in text.splitlines():
        match = _VARIABLE.match(line)
        if match and not line.lstrip().startswith("#"):
            found[match.group(1)] = _value(match.group(2).strip())
    return list(found.items())


def _value(text: str) -> str:
    quote = text[:1]
    if quote in ("'", '"'):
        end = re.search(rf"(?<!\\){quote}", text[1:]) if quote == '"' else re.search("'", text[1:])
        inside = text[1 : 1 + end.start()] if end else text[1:]
        if quote == "'":
            return inside
        return re.sub(r"\\(.)", lambda m: {"n": "\n", "t": "\t"}.get(m.group(1), m.group(1)), inside)
    return re.split(r"\s#", text, maxsplit=1)[0].strip()
