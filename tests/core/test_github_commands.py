"""Commands one by one; what they do to a run is tested with the reducer."""

from __future__ import annotations

import pytest

from stepflow_desktop.core.events import Annotated, CommandsStopped, Event, GroupEnded, GroupStarted, MaskAdded
from stepflow_desktop.core.github_commands import read_command, resumes
from stepflow_desktop.core.model import Level


def annotated(level: Level, message: str, **more: object) -> Annotated:
    return Annotated(offset=3, end=9, level=level, message=message, **({"title": "", "file": "", "line": None} | more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("line", "event"),
    [
        ("::error::Broken", annotated(Level.ERROR, "Broken")),
        ("  ::warning:: a ", annotated(Level.WARNING, "a")),
        ("\ufeff::notice::a::b", annotated(Level.INFO, "a::b")),
        ("::debug::50%25%0Amore%2C", annotated(Level.DEBUG, "50%\nmore,")),
        (
            "::error file=a%3Ab.py,Line=12, title=Oh%2C no::x",
            annotated(Level.ERROR, "x", file="a:b.py", line=12, title="Oh, no"),
        ),
        ("::error line=999999999::x", annotated(Level.ERROR, "x", line=999_999_999)),
        ("::error line=1000000000::x", annotated(Level.ERROR, "x")),
        ("::error line=-1::x", annotated(Level.ERROR, "x")),
        ("::error line=²::x", annotated(Level.ERROR, "x")),
        ("::error line=::x", annotated(Level.ERROR, "x")),
        ("::group::Tests", GroupStarted(offset=3, end=9, title="Tests")),
        ("::group::", GroupStarted(offset=3, end=9, title="")),
        ("::endgroup::", GroupEnded(offset=3, end=9)),
        ("::add-mask::secret", MaskAdded(offset=3, end=9, value="secret")),
        ("::stop-commands::token", CommandsStopped(offset=3, end=9, token="token")),
    ],
)
def test_commands(line: str, event: Event) -> None:
    assert read_command(line, 3, 9) == event


@pytest.mark.parametrize(
    "line",
    [
        "",
        "plain",
        ":error::x",
        "say ::error::x",
        "::",
        "::::",
        "::group",
        "::endgroup",
        "::stop-commands token",
        "::set-output name=a::b",
        "::Error::x",
        "::error ::",
        "::error::  ",
        "::add-mask::",
        "::stop-commands::",
    ],
)
def test_what_is_none(line: str) -> None:
    assert read_command(line, 3, 9) is None


def test_only_the_token_by_itself_brings_commands_back() -> None:
    assert resumes("\ufeff ::token:: ", "token")
    for line in ("::token", "::token::x", "::TOKEN::", "token", "::other::"):
        assert not resumes(line, "token")
