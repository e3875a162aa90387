"""The pages tell all that there is, and nothing else: what the code offers and a page leaves out fails here."""

from __future__ import annotations

import argparse
import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from websockets.frames import CloseCode

from stepflow_desktop import cli, settings
from stepflow_desktop.api import client, commands, message_words
from stepflow_desktop.api.openapi import document
from stepflow_desktop.api.openapi_schemas import SCHEMAS
from stepflow_desktop.core import github_commands, marker_grammar, reducer
from stepflow_desktop.core.model import ArtifactType, ErrorCode, ExecutionStatus
from stepflow_desktop.errors import NotFound
from stepflow_desktop.settings import Settings

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "stepflow_desktop"
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.glob("*.md")])

ROUTE = re.compile(r'web\.(get|post|put|patch|delete)\(\s*"(/[^"]*)"')
MESSAGE = re.compile(r'\b(?:State|answer|message)\(\s*"([a-z_]+)"')
FRAME = re.compile(r'"type":"([a-z_]+)","data"')
VARIABLE = re.compile(r"\bSTEPFLOW_[A-Z_]+\b")


def page(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


def sources(room: str = ".") -> str:
    return "\n".join(path.read_text("utf-8") for path in sorted((PACKAGE / room).rglob("*.py")))


def rows(text: str) -> Iterator[list[str]]:
    """The cells of every table row of a page."""
    for line in text.splitlines():
        if line.startswith("|") and not set(line) <= set("|-: "):
            yield [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


def coded(text: str) -> set[str]:
    """Everything that stands in back quotes."""
    return set(re.findall(r"`([^`\n]+)`", text))


def first_column(text: str, heading: str) -> set[str]:
    """The words in back quotes of the first column of the table under a column ``heading``."""
    found: set[str] = set()
    inside = False
    for line in text.splitlines():
        cells = next(rows(line), None)
        if cells is not None and cells[0] == heading:
            inside = True
        elif not line.startswith("|"):
            inside = False
        elif inside and cells is not None:
            found |= coded(cells[0])
    return found


# Settings


def settings_rows() -> dict[str, list[str]]:
    return {
        cells[0].strip("`"): cells for cells in rows(page("settings.md")) if len(cells) == 4 and cells[0] != "Setting"
    }


def test_every_setting_is_described_and_no_other() -> None:
    assert set(settings_rows()) == settings.NAMES | {"config_path"}


def test_every_setting_is_described_with_its_variable() -> None:
    described = {name: cells[2].strip("`") for name, cells in settings_rows().items() if cells[2] != "–"}
    known = {name: variable for variable, name in settings._VARIABLES.items()}
    assert described == known | {"config_path": "STEPFLOW_CONFIG_PATH"}


NOT_ONE_VALUE = {"storage_path", "working_directory", "config_path"}
IN_WORDS = {
    "allowed_hosts": "none",
    "allowed_origins": "none",
    "artifact_roots": "none",
    "notify_rules": "none",
    "shortcuts": "none",
    "interface_font": "built in",
    "log_font": "built in",
    "reduce_motion": "not set",
    "shell": "`/bin/sh`",
    "token": "none",
    "auth_enabled": "not set",
    "upload_limit_bytes": "512 MiB",
    "artifact_limit_bytes": "512 MiB",
}


def test_every_default_is_the_one_in_the_code() -> None:
    defaults = Settings()
    for name, cells in settings_rows().items():
        value = getattr(defaults, name)
        if name in NOT_ONE_VALUE:
            assert value == Path()
        elif name in IN_WORDS:
            assert cells[1] == IN_WORDS[name]
            assert value in ((), "", None, 512 * 1024 * 1024)
        else:
            assert cells[1].strip("`") == (str(value).lower() if isinstance(value, bool) else str(value))


def test_every_variable_in_the_code_is_described_and_no_other() -> None:
    in_code, in_page = set(VARIABLE.findall(sources())), set(VARIABLE.findall(page("settings.md")))
    assert len(in_code) > 12
    assert in_page == in_code


# Command line


def verbs() -> dict[str, argparse.ArgumentParser]:
    (action,) = (a for a in cli.parser()._actions if isinstance(a, argparse._SubParsersAction))
    return dict(action.choices)


def options(parser: argparse.ArgumentParser) -> set[str]:
    return {option for action in parser._actions for option in action.option_strings}


def test_every_verb_is_described_and_no_other() -> None:
    described = {
        match[1]
        for text in first_column(page("command-line.md"), "Verb")
        if (match := re.match(r"stepflow (\w+)", text))
    }
    assert described == set(verbs())


def test_every_option_of_a_verb_is_described_with_it_and_no_other() -> None:
    common = options(cli.parser())
    described = {
        (verb, option)
        for cells in rows(page("command-line.md"))
        if len(cells) == 3
        for verb in coded(cells[0])
        for text in coded(cells[1])
        for option in re.findall(r"(?<!\S)--?[a-z-]+", text)
    }
    assert described == {(verb, option) for verb, parser in verbs().items() for option in options(parser) - common}


def test_every_common_option_is_described() -> None:
    told = page("command-line.md").split("## Options of all verbs")[1].split("##")[0]
    assert {option for text in coded(told) for option in re.findall(r"^--?[a-z-]+", text)} == options(cli.parser())


# Markers


def test_every_keyword_and_command_is_described() -> None:
    text = page("markers.md")
    keywords = re.findall(r"[A-Z_]{4,}", marker_grammar._KEYWORD.pattern)
    assert len(keywords) == 6
    for keyword in keywords:
        assert f"`{keyword}:" in text, keyword
    for command in github_commands.COMMANDS:
        assert re.search(rf"`::{command}(::| )", text), command


@pytest.mark.parametrize(
    ("heading", "known"),
    [
        ("Parameter of `STEP_START`", set(marker_grammar.STEP_PARAMETERS)),
        ("Parameter of `ARTIFACT`", set(marker_grammar.ARTIFACT_PARAMETERS)),
        ("Key", set(reducer.META_KEYS)),
    ],
)
def test_every_parameter_and_key_is_described_and_no_other(heading: str, known: set[str]) -> None:
    assert known
    assert first_column(page("markers.md"), heading) == known


def test_every_artifact_type_is_described() -> None:
    (row,) = (cells for cells in rows(page("markers.md")) if cells[0] == "`type`")
    assert coded(row[1]) == set(ArtifactType)


# REST and WebSocket


def test_every_route_is_described_and_no_other() -> None:
    in_code = {f"{method.upper()} {path}" for method, path in ROUTE.findall(sources("api"))}
    in_page = {text for text in coded(page("rest.md")) if re.match(r"[A-Z]+ /api[^?]*$", text)}
    assert len(in_code) >= 15
    assert in_page == in_code


# What no operation of the description answers by itself: another method, a body that does not arrive, and an Expect
# that nobody knows.
FOR_ANY_PATH = {405, 408, 417}


def test_every_status_is_described_with_when_it_comes_and_no_other() -> None:
    paths = document()["paths"].values()
    answered = {int(status) for path in paths for operation in path.values() for status in operation["responses"]}
    told = {
        int(status)
        for cells in rows(page("rest.md"))
        if len(cells) == 2 and re.fullmatch(r"\d{3}(, \d{3})*", cells[0])
        for status in cells[0].split(", ")
    }
    assert told == answered | FOR_ANY_PATH


def test_every_parameter_of_a_route_is_described() -> None:
    text = coded(page("rest.md")) | coded(page("security.md"))
    named = {word for each in text for word in re.findall(r"[A-Za-z_-]+", each)}
    for path, operations in document()["paths"].items():
        for operation in operations.values():
            for parameter in operation.get("parameters", ()):
                assert parameter["name"] in named or parameter["in"] == "path", (path, parameter["name"])


def test_every_field_of_every_shape_is_described() -> None:
    text = " ".join(coded(page("rest.md")))
    described = set(re.findall(r"\w+", text))
    for shape in (
        "Execution",
        "Step",
        "Artifact",
        "Annotation",
        "LogEntry",
        "LogPage",
        "NewExecution",
        "Upload",
        "Health",
    ):
        missing = set(SCHEMAS[shape]["properties"]) - described
        assert not missing, (shape, missing)


def test_every_close_code_is_described() -> None:
    used = {client.TRY_AGAIN_LATER, client.POLICY_VIOLATION, CloseCode.GOING_AWAY, CloseCode.MESSAGE_TOO_BIG}
    told = page("websocket.md") + page("security.md")
    assert {int(code) for code in re.findall(r"\b1\d{3}\b", told)} >= {int(code) for code in used}


def test_every_message_is_described_and_no_other() -> None:
    text = page("websocket.md")
    answers = {match[1] for cells in rows(text) if len(cells) == 2 and (match := re.match(r"`(\w+)`:", cells[1]))}
    in_code = set(MESSAGE.findall(sources("api"))) | set(FRAME.findall(sources()))
    in_page = first_column(text, "Message") | answers
    assert {"connection_established", "execution_started", "step_update", "log_entry", "pong", "lagged"} <= in_page
    assert in_page == in_code


def test_the_readable_page_names_every_message_and_command_and_no_other() -> None:
    in_code = set(MESSAGE.findall(sources("api"))) | set(FRAME.findall(sources()))
    assert {name for name, _words in message_words.HEARD} == in_code
    assert {name for name, _words in message_words.SAID} == set(commands.KINDS)


def test_every_command_of_a_client_is_described_and_no_other() -> None:
    told = {json.loads(text)["type"] for text in first_column(page("websocket.md"), "Command")}
    assert told == set(commands.KINDS)


def test_every_error_code_is_described() -> None:
    assert {*ErrorCode, commands.BadMessage.code, NotFound.code} <= coded(page("websocket.md"))


def test_every_status_is_described() -> None:
    assert set(ExecutionStatus) <= coded(page("command-line.md"))


# Messages


def raised(path: str, *names: str) -> Iterator[str]:
    """The fixed parts of every message that these errors are raised with, or these functions return."""
    for node in ast.walk(ast.parse((PACKAGE / path).read_text("utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in names and node.args:
            yield fixed_parts(node.args[0])
        elif isinstance(node, ast.FunctionDef) and node.name in names:
            for inner in ast.walk(node):
                if isinstance(inner, ast.Return) and inner.value is not None:
                    yield fixed_parts(inner.value)


def fixed_parts(node: ast.expr) -> str:
    return "…".join(n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str))


MESSAGES = {
    *raised("core/storage.py", "StorageProblem", "StorageInUse"),
    *raised("core/store_connection.py", "StorageProblem", "Unavailable", "DamagedDatabase"),
    *raised("core/migrating.py", "Unavailable"),
    *raised("api/binding.py", "problem_text"),
    *raised("gui/application.py", "Unavailable"),
    *raised("access.py", "SettingsError", "_unusable"),
    *raised("verbs/client.py", "Unavailable"),
}
# Told only while the program is ending, or to whoever asks for something that cannot be.
NOT_FOR_PEOPLE = {"The database is closed."}


def test_every_message_that_a_start_can_end_with_is_explained() -> None:
    assert len(MESSAGES) > 15
    explained = {text for text in first_column(page("troubleshooting.md"), "Message") for text in text.split("…")}
    unknown = [
        message
        for message in sorted(MESSAGES - NOT_FOR_PEOPLE)
        if len(message) > 8 and not any(text.strip() and text.strip() in message for text in explained)
    ]
    assert not unknown


def test_every_message_that_is_explained_is_one_of_ours() -> None:
    everything = re.sub(r"\s+", " ", sources()) + "".join(p.read_text("utf-8") for p in ROOT.glob("packaging/*.sh"))
    everything = re.sub(r'" f?"|"\s*\+\s*f?"', "", everything)
    for text in first_column(page("troubleshooting.md"), "Message"):
        for part in text.split("…"):
            assert part.strip() in everything, text


# All pages


def anchors(path: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", path.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading).strip().lower().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_link_and_picture_of_a_page_is_there(path: Path) -> None:
    for target in re.findall(r"\]\(([^)]+)\)", path.read_text("utf-8")):
        if not target.startswith(("http://", "https://")):
            file, _, anchor = target.partition("#")
            linked = (path.parent / file) if file else path
            assert linked.exists(), target
            assert not anchor or anchor in anchors(linked), target


def test_every_page_is_in_the_list_of_pages() -> None:
    listed = set(re.findall(r"\]\(([^)#]+)\)", page("README.md")))
    assert listed == {path.name for path in DOCS.glob("*.md")} - {"README.md"}


def blocks(language: str) -> list[str]:
    return [
        block
        for path in PAGES
        for block in re.findall(rf"^```{language}\n(.*?)^```", path.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    ]


def test_the_examples_in_python_json_and_toml_can_be_read(tmp_path: Path) -> None:
    assert blocks("python")
    for block in blocks("python"):
        ast.parse(block)
    for block in blocks("json"):
        json.loads(block)
    for block in blocks("toml"):
        (tmp_path / "config.toml").write_text(block, "utf-8")
        settings.load({"STEPFLOW_CONFIG_PATH": str(tmp_path / "config.toml")})


def test_every_make_target_and_script_that_a_page_names_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for path in PAGES:
        text = path.read_text("utf-8")
        named = re.findall(r"(?:`|^)make ([a-z-]+)", text, re.MULTILINE)
        assert set(named) <= targets, path.name
        for script in re.findall(r"\b((?:packaging|resources)/[\w/.-]+\.(?:sh|py))", text):
            assert (ROOT / script).is_file(), script
