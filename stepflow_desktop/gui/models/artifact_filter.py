"""What is typed into a filter of files: words, ``type:``, ``tag:``, ``step:``, ``since:``, ``before:``, ``-`` for not.

All that the filter of executions asks of an execution, ``status:`` or ``cwd:`` say, can be asked of the one that a file
is of. The same filter asks the store for a page of all artifacts and decides about the files of one execution.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from stepflow_desktop.core import filter_language
from stepflow_desktop.core.artifact_search import TYPES, ArtifactSearch, ArtifactTerm
from stepflow_desktop.core.filter_match import holds
from stepflow_desktop.core.filter_words import Token, moment_of, tokens
from stepflow_desktop.core.model import Artifact, Execution
from stepflow_desktop.core.query import Key, Term
from stepflow_desktop.gui.models.execution_filter import problem_text

_OF_THE_RUN = ("status", "user", "has", "exit", "duration", "cwd", "id")
KEYS = ("type", "tag", "step", "since", "before", *_OF_THE_RUN)
# What people call a kind of file, beside the types that artifacts have.
_SUFFIXES = {
    "pdf": (".pdf",),
    "table": (".csv", ".tsv", ".parquet", ".xlsx"),
    "json": (".json",),
    "yaml": (".yaml", ".yml"),
    "text": (".txt", ".md", ".log"),
    "markdown": (".md",),
    "html": (".html", ".htm"),
    "web": (".html", ".htm"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ArtifactFilter:
    """``problem`` says in words what of the text could not be used."""

    terms: tuple[ArtifactTerm, ...] = ()
    runs: tuple[Term, ...] = ()
    since: datetime | None = None
    before: datetime | None = None
    problem: str = ""

    @property
    def is_empty(self) -> bool:
        return not self.terms and not self.runs and self.since is None and self.before is None

    def search(self, *, limit: int, before_row: int | None = None) -> ArtifactSearch:
        return ArtifactSearch(
            terms=self.terms,
            runs=self.runs,
            since=self.since,
            before=self.before,
            limit=limit,
            before_row=before_row,
        )

    def accepts(self, artifact: Artifact, step_name: str, execution: Execution | None = None) -> bool:
        """The same decision as the store's, for one artifact at hand.

        Among the files of one ``execution`` nothing is asked of it, and it need not be given.
        """
        if self.since is not None and artifact.created_at < self.since:
            return False
        if self.before is not None and artifact.created_at >= self.before:
            return False
        if execution is not None and not all(holds(term, execution) for term in self.runs):
            return False
        run_tags = execution.tags if execution is not None else ()
        return all(_holds(term, artifact, step_name, run_tags) is term.wanted for term in self.terms)


def parse(text: str, now: datetime, *, me: str = "") -> ArtifactFilter:
    """The filter that ``text`` describes; ``me`` is the name that ``user:me`` stands for.

    A key still being typed (``type:``) is not used yet.
    """
    of_the_run: list[str] = []
    terms: list[ArtifactTerm] = []
    since = before = None
    problem = ""
    for token in tokens(text, KEYS):
        key, value, wanted = token.key, token.value, not token.negated
        if not key:
            terms.append(ArtifactTerm(key="text", values=(value,), wanted=wanted))
        elif key == "type":
            terms.append(_type_term(token))
        elif key in ("tag", "step"):
            terms.append(ArtifactTerm(key=key, values=token.values, wanted=wanted))
        elif key in _OF_THE_RUN:
            of_the_run.append(text[token.start : token.end])
        elif key in ("since", "before"):
            moment = moment_of(value, now)
            if moment is None:
                problem = QCoreApplication.translate("ArtifactFilter", "Write a time as 7d, 12h or 2026-11-01")
            elif (key == "since") is wanted:
                since = moment
            else:
                before = moment
        else:
            near = difflib.get_close_matches(key, KEYS, n=1)
            hint = near[0] if near else KEYS[0]
            no_such = QCoreApplication.translate("ArtifactFilter", "No such filter: {name}. Did you mean {hint}?")
            problem = no_such.format(name=key, hint=hint)
    runs, unusable = _asked_of_the_run(" ".join(of_the_run), now, me)
    return ArtifactFilter(terms=tuple(terms), runs=runs, since=since, before=before, problem=problem or unusable)


def _asked_of_the_run(text: str, now: datetime, me: str) -> tuple[tuple[Term, ...], str]:
    """What must hold for the execution, and what of the text could not be used."""
    found = filter_language.parse(text, now=now, me=me, home=str(Path.home()))
    terms = list(found.where)
    if found.nothing or found.statuses:
        terms.append(Term(Key.STATUS, tuple(found.statuses) or ("none",)))
    if found.user is not None:
        terms.append(Term(Key.USER, (found.user,)))
    return tuple(terms), " ".join(problem_text(problem) for problem in found.problems)


def _type_term(token: Token) -> ArtifactTerm:
    """Types of the model in one term; anything else is taken for the end of a file name."""
    names = tuple(name.lower() for name in token.values)
    if all(name in TYPES for name in names):
        return ArtifactTerm(key="type", values=names, wanted=not token.negated)
    suffixes: list[str] = []
    for name in names:
        suffixes.extend(_SUFFIXES.get(name, (f".{name.lstrip('.')}",)))
    return ArtifactTerm(key="suffix", values=tuple(suffixes), wanted=not token.negated)


def _holds(term: ArtifactTerm, artifact: Artifact, step_name: str, run_tags: tuple[str, ...]) -> bool:
    values = [value.lower() for value in term.values]
    match term.key:
        case "type":
            return artifact.artifact_type.value in values
        case "suffix":
            return artifact.file_name.lower().endswith(tuple(values))
        case "tag":
            return any(tag.lower() in values for tag in (*artifact.tags, *run_tags))
        case "step":
            return any(value in step_name.lower() for value in values)
    places = [place.lower() for place in (artifact.name, artifact.file_name, artifact.description, *artifact.tags)]
    return any(value in place for value in values for place in places)
