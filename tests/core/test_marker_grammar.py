"""Values and groups of parameters; whole lines are tested with the markers themselves."""

from __future__ import annotations

import pytest

from stepflow_desktop.core.events import Parameter
from stepflow_desktop.core.marker_grammar import ARTIFACT_PARAMETERS, STEP_PARAMETERS, read_value, split_parameters


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true", True),
        (" YES ", True),
        ("on", True),
        ("False", False),
        ("no", False),
        ("off", False),
        ("0", 0),
        ("-12", -12),
        ("+3", 3),
        ("007", "007"),
        ("1" * 18, int("1" * 18)),
        ("1" * 19, "1" * 19),
        ("1.5", 1.5),
        (".5", 0.5),
        ("-0.25", -0.25),
        ("5.", "5."),
        ("1e3", "1e3"),
        ("٣", "٣"),
        ("", ""),
        ('""', ""),
        ('"', '"'),
        ("'", "'"),
        ('"12"', "12"),
        ("'true'", "true"),
        ("\"a'", "\"a'"),
        ('"a', '"a'),
        ('a"', 'a"'),
        ("xax", "xax"),
    ],
)
def test_values(text: str, value: Parameter) -> None:
    found = read_value(text)
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    ("body", "name", "parameters"),
    [
        ("Build", "Build", {}),
        ("Build[timeout=3]", "Build", {"timeout": 3}),
        ("Build [timeout=3]", "Build", {"timeout": 3}),
        ("Build [timeout=3] ", "Build [timeout=3] ", {}),
        ("Build{timeout:3}", "Build", {"timeout": 3}),
        ("Build[timeout:3]", "Build[timeout:3]", {}),
        ("Build{timeout=3}", "Build{timeout=3}", {}),
        ("Build[]", "Build[]", {}),
        ("Build[=3]", "Build[=3]", {}),
        ("Build[1=3]", "Build[1=3]", {}),
        ("Build[[a=3]]", "Build[[a=3]]", {}),
        ("Build]", "Build]", {}),
        ("Build}", "Build}", {}),
        ("Build[a=1][b=2]", "Build", {"a": 1, "b": 2}),
        ("Build[a=1][a=2]", "Build", {"a": 2}),
        ("Build[a=1;b=2,c]", "Build", {"a": 1, "b": "2,c"}),
        ("Build[Stop-On-Error=yes]", "Build", {"stop_on_error": True}),
        ("Build[id=a]{weight:2} --timeout=3", "Build", {"id": "a", "weight": 2, "timeout": 3}),
        ("Build --timeout=3", "Build", {"timeout": 3}),
        ("Build\t--timeout=3", "Build", {"timeout": 3}),
        ("Build --Stop-on-error=on", "Build", {"stop_on_error": True}),
        ('Build --description="a b"', "Build", {"description": "a b"}),
        ("Build --timeout=", "Build --timeout=", {}),
        ("Build --timeout", "Build --timeout", {}),
        ("Build --mode=fast", "Build --mode=fast", {}),
        ("Build -timeout=3", "Build -timeout=3", {}),
        ("Build --timeout=3 --mode=fast", "Build --timeout=3 --mode=fast", {}),
        ("--timeout=3", "--timeout=3", {}),
        ("[timeout=3]", "", {"timeout": 3}),
        ("", "", {}),
    ],
)
def test_groups_of_parameters(body: str, name: str, parameters: dict[str, Parameter]) -> None:
    assert split_parameters(body, STEP_PARAMETERS) == (name, parameters)


def test_options_are_known_for_each_kind_of_marker() -> None:
    assert split_parameters("a --type=image", ARTIFACT_PARAMETERS) == ("a", {"type": "image"})
    assert split_parameters("a --type=image", STEP_PARAMETERS) == ("a --type=image", {})
    assert split_parameters("a --weight=2", ARTIFACT_PARAMETERS) == ("a --weight=2", {})
