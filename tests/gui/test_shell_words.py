"""Command lines are read as a shell would read them."""

from __future__ import annotations

import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stepflow_desktop.gui import shell_words


@pytest.mark.parametrize(
    ("text", "program"),
    [
        ("python train.py", "python"),
        ("  ./run.sh", "./run.sh"),
        ("A=1 B=2 make all", "make"),
        ("A='x y' make", None),
        ("cat a|wc", "cat"),
        ("cd /tmp && make", None),
        ("for x in a; do echo; done", None),
        ("$PYTHON x", None),
        ("(make)", None),
        ("'my tool' x", None),
        ("", None),
    ],
)
def test_the_program_of_a_shell_line(text: str, program: str | None) -> None:
    assert shell_words.program_of(text, shell=True) == program


@pytest.mark.parametrize(
    ("text", "program"), [("'my tool' x", "my tool"), ("cd x", "cd"), ("a 'b", None), ("'' x", None), ("", None)]
)
def test_the_program_without_a_shell(text: str, program: str | None) -> None:
    assert shell_words.program_of(text, shell=False) == program


def test_a_program_is_replaced_where_it_stands_first() -> None:
    assert shell_words.with_program("A=1 pyhton x pyhton", "pyhton", "python") == "A=1 python x pyhton"
    assert shell_words.with_program("ls", "cat", "dog") == "ls"


@given(st.text(alphabet="ab '\"\\", max_size=12))
def test_what_is_said_of_quotes_is_what_the_splitter_says(text: str) -> None:
    amiss = shell_words.unclosed_quote(text, shell=False) is not None or shell_words.ends_in_escape(text)
    try:
        shlex.split(text)
    except ValueError:
        assert amiss
    else:
        assert not amiss
