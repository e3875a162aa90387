"""Every word of the window goes through Qt, and every catalogue knows all of them."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import pytest

from stepflow_desktop import gui
from stepflow_desktop.gui.translation import LANGUAGES, SOURCE, catalogue_path

GUI = Path(gui.__file__).parent
ROOT = GUI.parent.parent
TRANSLATED = {"tr", "translate", "QT_TRANSLATE_NOOP"}
# Calls whose words nobody reads: names of things, of tasks and of fields, keys of settings, lines for the log.
UNSEEN = {
    *("setObjectName", "findChild", "setProperty", "property", "setValue", "value", "getLogger", "Tag", "TypeVar"),
    *("debug", "info", "warning", "error", "exception", "setStyleSheet", "setStyle", "create", "create_task"),
    *("count", "get", "get_all", "_report", "_each", "_change", "call", "compile"),
}
WORDS = re.compile(r"[A-Za-z]{2,} [A-Za-z]{2,}|^[A-Z][a-z]+[….?]?$")
PLACEHOLDER = re.compile(r"\{\w*[^}]*\}")
# Texts that look like words and are none, or are the same in every language.
SAME_EVERYWHERE = re.compile(
    r"StepFlow|Inter|JetBrains Mono|Fusion|Markdown|Pygments|Python|Qt$|English|Rscript|Makefile|python train"
    r"|(Enter|Esc|Del|End|Home|Space|Left|Right|High|Cc|Cs|Comment|Keyword|Error|Problem|Wording)$|status:|<"
    r"|\[Desktop|Reduced|Token|Text only|Train model|plots/curve|--why|restart of the computer"
    r"|executions that ended together|Version$|Demo|Stopped because step '"
)
# Modules that hold no words: looks, tables whose words are marked, and processes that show nothing.
WITHOUT_WORDS = {
    *("style_sheet.py", "new_execution_look.py", "command_table.py", "wording.py", "icons.py", "autostart.py"),
    *(
        "sentences.py",
        "reader_process.py",
        "diagnostics.py",
        "window_facts.py",
        "dbus_session.py",
        "notes.py",
        "setting_names.py",
        "desktop_programs.py",
    ),
}


def _messages(path: Path) -> Iterator[tuple[tuple[str, str], ElementTree.Element]]:
    for context in ElementTree.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            yield (context.findtext("name", ""), message.findtext("source", "")), translation


def test_no_words_to_translate_stand_inside_of_others() -> None:
    """The tool that collects the words does not look into the braces of an f-string."""
    found = []
    for path in GUI.rglob("*.py"):
        for outer in ast.walk(ast.parse(path.read_text())):
            if not isinstance(outer, ast.JoinedStr):
                continue
            for inner in ast.walk(outer):
                called = getattr(inner, "func", None)
                if getattr(called, "attr", getattr(called, "id", "")) in TRANSLATED:
                    found.append(f"{path.relative_to(ROOT)}:{outer.lineno}")
    assert found == []


@pytest.fixture(params=sorted(set(LANGUAGES) - {SOURCE}))
def catalogue(request: pytest.FixtureRequest) -> Path:
    return catalogue_path(request.param)


def test_a_catalogue_is_up_to_date_with_the_source(catalogue: Path, tmp_path: Path) -> None:
    fresh = tmp_path / catalogue.name
    shutil.copy(catalogue, fresh)
    done = subprocess.run(
        [ROOT / "packaging" / "translations.sh"],
        env={**os.environ, "CATALOGUE": str(fresh), "BIN": str(Path(sys.executable).parent)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert dict.fromkeys(key for key, _ in _messages(fresh)) == dict.fromkeys(key for key, _ in _messages(catalogue)), (
        "run make translations"
    )


def test_a_catalogue_is_complete(catalogue: Path) -> None:
    unfinished = [key for key, translation in _messages(catalogue) if translation.get("type") or not translation.text]
    assert not unfinished, "translate these, or run make translations if they are gone"


def test_a_translation_keeps_the_places_of_values(catalogue: Path) -> None:
    wrong = [
        (key, translation.text)
        for key, translation in _messages(catalogue)
        if sorted(PLACEHOLDER.findall(key[1])) != sorted(PLACEHOLDER.findall(translation.text or ""))
    ]
    assert not wrong


def test_a_context_is_the_name_of_a_class_or_of_a_group_of_words(catalogue: Path) -> None:
    """``box.tr(…)`` would be looked up under the class of the box and found under its variable's name."""
    assert [key for key, _ in _messages(catalogue) if not key[0].lstrip("_")[:1].isupper()] == []


def test_no_word_of_the_window_passes_by_the_catalogues() -> None:
    found = [
        f"{path.relative_to(GUI)}:{node.lineno}: {node.value!r}"
        for path in sorted(GUI.rglob("*.py"))
        if path.name not in WITHOUT_WORDS and path.name != "__init__.py"
        for node in _bare_words(ast.parse(path.read_text("utf-8")))
    ]
    assert not found, "\n".join(found)


def _bare_words(tree: ast.Module) -> Iterator[ast.Constant]:
    """Constants that read like words, outside docstrings and of everything that is translated or not shown."""
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or not WORDS.search(node.value):
            continue
        if not SAME_EVERYWHERE.search(node.value.strip()) and not _is_unseen(node, parents):
            yield node


def _is_unseen(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> bool:
    below = node
    while below in parents:
        above = parents[below]
        if isinstance(above, ast.Expr) and isinstance(below, ast.Constant):
            return True  # a docstring
        if isinstance(above, ast.Call) and below is not above.func and _name(above.func) in TRANSLATED | UNSEEN:
            return True
        if isinstance(above, ast.Raise | ast.Assert) or (isinstance(above, ast.keyword) and above.arg == "name"):
            return True
        below = above
    return False


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
