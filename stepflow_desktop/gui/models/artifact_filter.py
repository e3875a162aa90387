"""What is typed into a filter of files: words, ``type:``, ``tag:``, ``step:``, ``since:``, ``before:``, ``-`` for not.

The same filter asks the store for a page of all artifacts and decides about the files of one execution.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from stepflow_desktop.core.artifact_search import TYPES, ArtifactSearch, ArtifactTerm
from stepflow_desktop.core.filter_words import Token, moment_of, tokens
from stepflow_desktop.core.model import Artifact

KEYS = ("type", "tag", "step", "since", "before")
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
    since: datetime | None = None
    before: datetime | None = None
    problem: str = ""

    @property
    def is_empty(self) -> bool:
        return not self.terms and self.since is None and self.before is None

    def search(self, *, limit: int, before_row: int | None = None) -> ArtifactSearch:
        return ArtifactSearch(
            terms=self.terms, since=self.since, before=self.before, limit=limit, before_row=before_row
        )

    def accepts(self, artifact: Artifact, step_name: str) -> bool:
        """The same decision as the store's, for one artifact at hand."""
        if self.since is not None and artifact.created_at < self.since:
            return False
        if self.before is not None and artifact.created_at >= self.before:
            return False
        return all(_holds(term, artifact, step_name) is term.wanted for term in self.terms)


def parse(text: str, now: datetime) -> ArtifactFilter:
    """The filter that ``text`` describes. A key still being typed (``type:``) is not used yet."""
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
    return ArtifactFilter(terms=tuple(terms), since=since, before=before, problem=problem)


def _type_term(token: Token) -> ArtifactTerm:
    """Types of the model in one term; anything else is taken for the end of a file name."""
    names = tuple(name.lower() for name in token.values)
    if all(name in TYPES for name in names):
        return ArtifactTerm(key="type", values=names, wanted=not token.negated)
    suffixes: list[str] = []
    for name in names:
        suffixes.extend(_SUFFIXES.get(name, (f".{name.lstrip('.')}",)))
    return ArtifactTerm(key="suffix", values=tuple(suffixes), wanted=not token.negated)


def _holds(term: ArtifactTerm, artifact: Artifact, step_name: str) -> bool:
    values = [value.lower() for value in term.values]
    match term.key:
        case "type":
            return artifact.artifact_type.value in values
        case "suffix":
            return artifact.file_name.lower().endswith(tuple(values))
        case "tag":
            return any(tag.lower() in values for tag in artifact.tags)
        case "step":
            return any(value in step_name.lower() for value in values)
    places = [place.lower() for place in (artifact.name, artifact.file_name, artifact.description, *artifact.tags)]
    return any(value in place for value in values for place in places)
