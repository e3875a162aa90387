"""What has to be looked up on the disk before a command can start: its program, its folder, room for its output.

A slow disk must not hold up the window, so these run in a thread. Of Qt they know the language only.
"""

from __future__ import annotations

import difflib
import os
import shlex
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from stepflow_desktop.core.storage import FULL_BYTES
from stepflow_desktop.gui import scripts, shell_words, wording
from stepflow_desktop.gui.program_versions import Versions
from stepflow_desktop.gui.translation import reason_words, translate
from stepflow_desktop.gui.validation import Field, Offer, Problem, Remedy

CLOSE_ENOUGH = 0.72


@dataclass(frozen=True, slots=True)
class Question:
    """What is looked up: the command line, its folder, and the ``PATH`` its programs are found on."""

    command: str
    shell: bool
    folder: str
    search_path: str
    storage: Path


@dataclass(frozen=True, slots=True)
class Answer:
    """``program`` is what the command's first word stands for, ``resolved`` the file that is, in its ``version``."""

    problems: tuple[Problem, ...] = ()
    program: str = ""
    resolved: str = ""
    version: str = ""


def look_up(question: Question, versions: Versions | None = None) -> Answer:
    """Everything at once. Raises nothing: what cannot be looked at is a problem in words."""
    folder = _folder(question.folder)
    found = (check_storage(question.storage), check_folder(question.folder))
    program = shell_words.program_of(question.command, shell=question.shell)
    if program is None or not folder.is_absolute():
        return Answer(tuple(problem for problem in found if problem))
    problem, resolved = check_program(program, question, folder)
    # A path that was typed may lead to anything; it is not started to be asked.
    asks = versions is not None and bool(resolved) and "/" not in program
    version = versions.of(resolved, question.search_path, folder) if versions is not None and asks else ""
    return Answer(tuple(p for p in (*found, problem) if p), program, resolved, version)


def _folder(text: str) -> Path:
    """An empty path where the text is none."""
    try:
        return Path(text).expanduser()
    except RuntimeError:
        return Path()


def search_path(environment: Mapping[str, str]) -> str:
    """The folders of programs as the command will see them."""
    return environment.get("PATH") or os.environ.get("PATH") or os.defpath


# -- folder and storage


def _choose() -> Offer:
    return Offer(Remedy.CHOOSE_FOLDER, translate("Validation", "Choose…"))


def check_folder(text: str) -> Problem | None:
    if not text.strip():
        return Problem(Field.FOLDER, translate("Validation", "Choose a working folder"), (_choose(),))
    try:
        path = Path(text).expanduser()
        if not path.is_absolute():
            return Problem(Field.FOLDER, translate("Validation", "Start the folder with / or ~"), (_choose(),))
        if path.is_dir():
            usable = os.access(path, os.R_OK | os.X_OK)
            return (
                None
                if usable
                else Problem(Field.FOLDER, translate("Validation", "You may not read this folder"), (_choose(),))
            )
        if path.exists():
            return Problem(Field.FOLDER, translate("Validation", "This is a file, not a folder."), (_choose(),))
    except (OSError, RuntimeError, ValueError):
        return Problem(Field.FOLDER, translate("Validation", "You may not read this folder"), (_choose(),))
    create = Offer(Remedy.CREATE_FOLDER, translate("Validation", "Create it"), str(path))
    offers = (*_near_folder(path), create, _choose())
    return Problem(Field.FOLDER, translate("Validation", "This folder does not exist."), offers)


def _near_folder(path: Path) -> tuple[Offer, ...]:
    """The folder beside it that was probably meant."""
    names = (name for name in _names_in(path.parent) if (path.parent / name).is_dir())
    better = closest(path.name, names)
    if not better:
        return ()
    words = translate("Validation", "Use {better}").format(better=better)
    return (Offer(Remedy.USE_FOLDER, words, str(path.parent / better)),)


def check_storage(storage: Path) -> Problem | None:
    try:
        free = shutil.disk_usage(storage).free
    except OSError as error:
        return Problem(
            Field.STORAGE,
            translate("Validation", "The storage folder cannot be read: {reason}").format(reason=reason_words(error)),
        )
    if not os.access(storage, os.W_OK):
        return Problem(
            Field.STORAGE,
            translate("Validation", "The storage folder {storage} is read-only, so nothing can be recorded").format(
                storage=storage
            ),
        )
    if free < FULL_BYTES:
        return Problem(
            Field.STORAGE,
            translate(
                "Validation", "Only {free} are free on the disk of {storage}. Free some space to start executions"
            ).format(free=wording.size(free), storage=storage),
        )
    return None


# -- the program


def check_program(program: str, question: Question, folder: Path) -> tuple[Problem | None, str]:
    """What is wrong with the first word, and the file it stands for."""
    try:
        if "/" in program:
            return _check_path(program, question, folder)
        resolved = shutil.which(program, path=question.search_path)
        if resolved:
            return None, resolved
        if (folder / program).is_file():
            return _check_in_folder(program, question, folder), ""
        return _missing(program, question, programs_on(question.search_path)), ""
    except OSError:
        return _missing(program, question, ()), ""


def _check_path(program: str, question: Question, folder: Path) -> tuple[Problem | None, str]:
    path = folder / (Path(program).expanduser() if question.shell else Path(program))
    if path.is_dir():
        return Problem(
            Field.COMMAND,
            translate("Validation", "{program} is a folder, not a program").format(program=program),
            is_error=not question.shell,
        ), ""
    if not path.exists():
        prefix = program[: program.rindex("/") + 1]
        names = (prefix + name for name in _names_in(path.parent))
        return _missing(program, question, names), ""
    if not os.access(path, os.X_OK):
        return _not_executable(program, path, question), ""
    return None, str(path)


def _check_in_folder(program: str, question: Question, folder: Path) -> Problem:
    """A file of that name lies in the folder, where programs are not looked for."""
    if not os.access(folder / program, os.X_OK):
        return _not_executable(program, folder / program, question)
    return _missing(program, question, (), better=f"./{program}")


def _not_executable(program: str, path: Path, question: Question) -> Problem:
    offers = []
    interpreter = scripts.interpreter_of(path)
    if interpreter:
        run_with = shlex.join((*interpreter, program))
        offers.append(
            Offer(
                Remedy.RUN_WITH,
                translate("Validation", "Run with {name}").format(name=Path(interpreter[0]).name),
                run_with,
            )
        )
    offers.append(Offer(Remedy.MAKE_EXECUTABLE, translate("Validation", "Make executable"), str(path)))
    return Problem(
        Field.COMMAND, translate("Validation", "{program} is not executable.").format(program=program), tuple(offers)
    )


def _missing(program: str, question: Question, names: Iterable[str], better: str = "") -> Problem:
    better = better or closest(program, names)
    message = translate("Validation", "{program} was not found.").format(program=program)
    offers: tuple[Offer, ...] = ()
    if better:
        message += " " + translate("Validation", "Did you mean {better}?").format(better=better)
        offers = (Offer(Remedy.USE_PROGRAM, translate("Validation", "Use {better}").format(better=better), better),)
    return Problem(Field.COMMAND, message, offers, is_error=not question.shell)


def closest(program: str, names: Iterable[str]) -> str:
    """The name most like ``program``, or nothing. Two letters swapped count as close."""
    near = difflib.get_close_matches(program, set(names), n=1, cutoff=CLOSE_ENOUGH)
    return near[0] if near else ""


def programs_on(path: str) -> set[str]:
    return {name for folder in path.split(os.pathsep) if folder for name in _names_in(Path(folder))}


def _names_in(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)  # noqa: PTH208  # names only: a thousand Path objects would be made for nothing
    except OSError:
        return []
