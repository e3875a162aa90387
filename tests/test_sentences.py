"""What the core says can be said in every language: each sentence is a template, and its values stand apart."""

from __future__ import annotations

import ast
import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from stepflow_desktop.errors import InvalidRequest, NotFound, StepFlowError, StorageInUse
from stepflow_desktop.sentences import said

ROOT = Path(__file__).parent.parent
SENTENCE = re.compile(r"[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}")
# Lines for the log, names of tasks and what SQLite reads; words of an Enum are not shown.
UNSEEN = {
    "ValueError",
    "write",
    "debug",
    "info",
    "warning",
    "error",
    "exception",
    "execute",
    "executemany",
    "create_task",
    "to_thread",
}
SQL = re.compile(r"\b(SELECT|FROM|WHERE|JOIN|INDEXED|ORDER BY|DESC|NULL|CASE|TABLE|CREATE)\b")
NOT_SHOWN = {"waits for a slot", "waits for a word from the user", "its supervisor was started", "its command runs"} | {
    "its log is read, its artifacts are being copied",
    "its end is folded, to be saved",
}


@pytest.fixture(scope="module")
def collector() -> ModuleType:
    spec = importlib.util.spec_from_file_location("collected", ROOT / "packaging" / "sentences.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_sentence_is_its_template_with_the_values_in_it() -> None:
    assert said("{n:,} of {name!r}", n=1200, name="a") == "1,200 of 'a'"
    assert said("{n} is left alone without values") == "{n} is left alone without values"


def test_an_error_is_english_and_keeps_what_it_is_made_of() -> None:
    error = InvalidRequest("Shorten name to {most} characters.", most=9, parameter="name")
    assert str(error) == "Shorten name to 9 characters."
    assert (error.template, error.values, error.parameter) == (
        "Shorten name to {most} characters.",
        {"most": 9},
        "name",
    )
    assert str(NotFound("A {brace} of somebody else")) == "A {brace} of somebody else"
    held = StorageInUse("In use by {pid}.", pid=7, address="http://localhost:8080")
    assert (str(held), held.pid, held.address) == ("In use by 7.", 7, "http://localhost:8080")
    assert str(StepFlowError("50 % {done}", done="so far")) == "50 % so far"


def test_everything_that_is_said_has_a_template(collector: ModuleType) -> None:
    assert collector.nameless() == []
    templates = [text for _context, text in collector.templates()]
    assert len(templates) > 100
    assert {"Errors", "Sentences"} == {context for context, _text in collector.templates()}


def test_a_template_names_its_places(collector: ModuleType) -> None:
    """A place without a name cannot move where another language wants it."""
    assert [text for _context, text in collector.templates() if "{}" in text or re.search(r"\{\d", text)] == []


def test_the_core_says_nothing_past_the_templates(collector: ModuleType) -> None:
    speakers = {ast.dump(call.func) for _path, call in collector.calls()}
    found = [
        f"{path.relative_to(ROOT)}:{line}: {text}"
        for path in [*(ROOT / "stepflow_desktop" / "core").rglob("*.py"), ROOT / "stepflow_desktop" / "supervisor.py"]
        for line, text in _bare_sentences(ast.parse(path.read_text("utf-8")), speakers)
    ]
    assert not found, "\n".join(found)


def _bare_sentences(tree: ast.Module, speakers: set[str]) -> Iterator[tuple[int, str]]:
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        text = _text(node)
        if (
            not SENTENCE.search(text)
            or SQL.search(text)
            or text in NOT_SHOWN
            or isinstance(parents[node], ast.JoinedStr)
        ):
            continue
        if not any(_excuses(above, speakers) for above in _above(node, parents)):
            yield node.lineno, text  # type: ignore[attr-defined]


def _text(node: ast.AST) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _above(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> Iterator[ast.AST]:
    while node in parents:
        node = parents[node]
        yield node


def _excuses(node: ast.AST, speakers: set[str]) -> bool:
    if isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        return name in UNSEEN or ast.dump(node.func) in speakers
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    return isinstance(node, ast.Assert) or (isinstance(node, ast.keyword) and node.arg == "name")
