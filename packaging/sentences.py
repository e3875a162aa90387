"""Prints what the core and the window's errors say, as a source for lupdate: each template once.

A *template* is the literal first argument of an error of ours or of ``said``. ``nameless`` finds the calls that have
none, for the tests.
"""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent / "stepflow_desktop"
SOURCES = (
    *("core", "gui"),
    *("errors.py", "settings.py", "settings_values.py", "settings_file.py", "access.py", "server_access.py"),
    *("servers.py", "app.py", "supervisor.py", "api/binding.py"),
)
_BASE = "StepFlowError"
# Answers what ``said`` has made.
_PASSED_ON = "problem_text"


def sources() -> list[Path]:
    return [path for name in SOURCES for path in (sorted((ROOT / name).rglob("*.py")) or [ROOT / name])]


@cache
def calls() -> list[tuple[Path, ast.Call]]:
    """Every call that says something, with the file it is in."""
    trees = {path: ast.parse(path.read_text("utf-8")) for path in sources()}
    speakers = {"said", *_errors(trees)}
    return [
        (path, node)
        for path, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and _name(node.func) in speakers and node.args
    ]


def templates() -> list[tuple[str, str]]:
    """Contexts, as ``gui/sentences.py`` names them, and templates."""
    found = ((_context(call), _literal(call.args[0])) for _path, call in calls())
    return list(dict.fromkeys((context, text) for context, text in found if text))


def nameless() -> list[str]:
    """Where something is said that is no template; ``said`` may stand inside an error."""
    return [
        f"{path.relative_to(ROOT)}:{call.lineno}: {ast.unparse(call)}"
        for path, call in calls()
        if _literal(call.args[0]) is None and not _is_said(call)
    ]


def _errors(trees: dict[Path, ast.Module]) -> set[str]:
    """The names of all classes of errors that a user can cause or mend."""
    classes = [node for tree in trees.values() for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    known = {_BASE}
    while more := {c.name for c in classes if c.name not in known and known & {_name(base) for base in c.bases}}:
        known |= more
    return known


def _context(call: ast.Call) -> str:
    return "Sentences" if _name(call.func) == "said" else "Errors"


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def _literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _is_said(call: ast.Call) -> bool:
    """Whether ``said`` makes the sentence: inside the call, before it, or this is ``said`` at work."""
    first = ast.unparse(call.args[0])
    return first.startswith("said(") or _PASSED_ON in first or first == "template"


if __name__ == "__main__":
    for context, template in templates():
        print(f"QT_TRANSLATE_NOOP({context!r}, {template!r})")
