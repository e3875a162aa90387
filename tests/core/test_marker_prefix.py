"""What may stand before a keyword; whole lines are tested with the markers themselves."""

from __future__ import annotations

import pytest

from stepflow_desktop.core.marker_prefix import LONGEST_PREFIX, allows_marker


@pytest.mark.parametrize(
    "prefix",
    [
        "",
        "\t ",
        "#",
        "//// ",
        "\ufeff",
        "\ufeffINFO ",
        "INFO\t",
        "INFO - ",
        "INFO root - ",
        "INFO:root: ",
        "[a] root: ",
        "10:00 - root - ",
        "10:00 app.py:12: ",
        "root INFO ",
        "a] ",
        "a) ",
        "a> ",
        "a| ",
        "|",
        "5 ",
        "-1,5ms ",
        "01.02.2024 ",
        "10:00 UTC - ",
        "10:00:00 GMT ",
        "my_echo 5 ",
        "echoes 5 ",
    ],
)
def test_nothing_a_comment_leader_or_the_head_of_a_log_line(prefix: str) -> None:
    assert allows_marker(prefix)


@pytest.mark.parametrize(
    "prefix",
    [
        "-",
        ": ",
        " - ",
        "x]",
        "INFO",
        "INFO root",
        "INFO root ",
        "INFO foo bar: ",
        "foo bar: ",
        "root: ",
        "root - - ",
        '[a] "x": ',
        "- root: ",
        "PM ",
        "noon PM ",
        "30 UTC ",
        "10:00 root ",
        "10% ",
        "v1.2 ",
        "1.5.2 ",
        "echo 5 ",
        "x;echo 5 ",
        "printf 5: ",
        "print(5) ",
        "console.log(5) ",
        "+ [a] ",
        "  ++ INFO ",
    ],
)
def test_prose_and_sources(prefix: str) -> None:
    assert not allows_marker(prefix)


def test_a_prefix_is_no_longer_than_that_of_any_logger() -> None:
    assert LONGEST_PREFIX == 512
    assert allows_marker("[" + "x" * 509 + "] ")
    assert not allows_marker("[" + "x" * 510 + "] ")
    assert allows_marker(" " * 10_000 + "// ")
