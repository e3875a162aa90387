import json
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stepflow_desktop.core.ansi_text import LINE_LIMIT
from stepflow_desktop.core.events import (
    Annotated,
    ArtifactDeclared,
    CommandsResumed,
    CommandsStopped,
    Event,
    GroupEnded,
    GroupStarted,
    MaskAdded,
    MetaGiven,
    ProgressSeen,
    StepCompleted,
    StepErrored,
    StepSkipped,
    StepStarted,
)
from stepflow_desktop.core.markers import MarkerParser, candidates
from stepflow_desktop.core.model import Level

VECTORS = json.loads((Path(__file__).parent.parent / "data" / "marker_vectors.json").read_text(encoding="utf-8"))
KINDS = {
    StepStarted: "STEP_START",
    StepCompleted: "STEP_COMPLETE",
    StepErrored: "STEP_ERROR",
    StepSkipped: "STEP_SKIP",
    ArtifactDeclared: "ARTIFACT",
    MetaGiven: "META",
}


def parse(data: bytes | str, **options) -> list[Event]:
    parser = MarkerParser(**options)
    return parser.feed(data.encode() if isinstance(data, str) else data) + parser.finish()


def parse_line(line: str) -> Event | None:
    found = parse(line + "\n", implicit_progress=False)
    assert len(found) <= 1
    return found[0] if found else None


def described(event: Event | None) -> dict:
    if event is None:
        return {"kind": "LOG"}
    told = {"kind": KINDS[type(event)]}
    for name in ("name", "key", "value", "path", "description"):
        if hasattr(event, name):
            told[name] = getattr(event, name)
    if isinstance(event, StepErrored):
        return told | {"name": event.message, "parameters": {}}
    return told | ({"parameters": dict(event.parameters)} if hasattr(event, "parameters") else {})


@pytest.mark.parametrize("vector", VECTORS, ids=[vector["line"] for vector in VECTORS])
def test_the_classified_lines(vector):
    assert {"line": vector["line"], **described(parse_line(vector["line"]))} == vector


@pytest.mark.parametrize(
    "prefix",
    [
        "",
        "  ",
        "\t",
        "//",
        "// ",
        "# ",
        "## ",
        "-- ",
        "; ",
        "> ",
        "* ",
        "\ufeff",
        "12:00 ",
        "12:00:01,123 ",
        "2024-01-01T10:00:00.5Z ",
        "2024-01-01 10:00:00 +0200 ",
        "2024/01/02 10:00:00 ",
        "10:00:00 AM ",
        "#5 0.123 ",
        "+0.5s ",
        "17 ",
        "INFO ",
        "INFO: ",
        "WARN - ",
        "CRITICAL|",
        "DEBUG:",
        "[main] ",
        "[12:00] - ",
        "(worker) ",
        "user@host> ",
        "web-1  | ",
        "INFO:root:",
        "10:00 INFO:app.db:",
        "2024-01-01 INFO root: ",
        "12:00:00.123 [main] INFO  com.foo.Bar - ",
        "2024-05-01 12:00:00.123 | INFO     | __main__:<module>:12 - ",
        "2024-05-01 12:00:00,123 - root - INFO - ",
        "Jan 12 10:00:00 host app[123]: ",
    ],
)
@pytest.mark.parametrize("body", ["STEP_START:Build", "META:k:v", "ARTIFACT:a.txt"])
def test_a_marker_may_follow_blanks_a_comment_leader_or_a_log_prefix(prefix, body):
    assert parse_line(prefix + body) is not None


@pytest.mark.parametrize(
    "prefix",
    [
        "Running ",
        "INFO Running ",
        "INFO Running tests: ",
        "x",
        "_",
        "é",
        "7",
        "My_",
        "- ",
        ": ",
        "info ",
        "app: ",
        "Exit ",
        '"',
        "'",
        "`",
        "<b>",
        "[x]",
        "<!-- ",
        "echo ",
        "@echo ",
        "\techo ",
        "C:\\w>echo ",
        "C:\\w>echo 5 ",
        "$ echo [x] ",
        "#8 [2/3] RUN echo 5 ",
        "printf 5 ",
        "print(5) ",
        "Write-Host (x) ",
        "+ echo ",
        "+ log [x] ",
        "++ log [x] ",
        "a.sh:12:",
        "word " * 200 + "12:00 ",
    ],
)
@pytest.mark.parametrize("body", ["STEP_START:Build", "META:k:v", "ARTIFACT:a.txt"])
def test_prose_and_the_source_of_a_marker_are_ordinary_lines(prefix, body):
    assert parse_line(prefix + body) is None


@pytest.mark.parametrize(
    "line", ["step_start:x", "Meta:a:b", "artifact: x", "STEP_START x", "STEP_STARTED:x", "STEP:x"]
)
def test_keywords_are_upper_case_and_end_in_a_colon(line):
    assert parse_line(line) is None


@pytest.mark.parametrize(
    "line",
    ["STEP_START:", "STEP_START:  ", "STEP_SKIP:", "STEP_ERROR: ", "META:", "META::v", "ARTIFACT:", "ARTIFACT: :x"],
)
def test_a_blank_body_is_no_marker(line):
    assert parse_line(line) is None


@pytest.mark.parametrize("line", ["STEP_COMPLETE:", "STEP_COMPLETE:  ", "STEP_COMPLETE:\r"])
def test_a_blank_step_complete_means_the_current_step(line):
    event = parse_line(line)
    assert isinstance(event, StepCompleted)
    assert event.name == ""


def test_the_leftmost_keyword_wins():
    assert parse_line("STEP_START:META:a:b").name == "META:a:b"
    assert parse_line("META:STEP_START:x").key == "STEP_START"
    assert parse_line("My_STEP_START:x [1] META:a:b").key == "a"
    assert parse_line("STEP_START: [INFO] META:a:b").name == "[INFO] META:a:b"


@pytest.mark.parametrize(
    ("body", "name", "parameters"),
    [
        ("Build [a=1]", "Build", {"a": 1}),
        ("Build[a=1;b=2]", "Build", {"a": 1, "b": 2}),
        ("Build[ a = x y , b = z ]", "Build", {"a": "x y", "b": "z"}),
        ("Build[Stop-On-Error=YES]", "Build", {"stop_on_error": True}),
        ("Build[a=true,b=no,c=on,d=Off]", "Build", {"a": True, "b": False, "c": True, "d": False}),
        ("Build[a=-3,b=0.5,c=.5,d=007,e=1e5]", "Build", {"a": -3, "b": 0.5, "c": 0.5, "d": "007", "e": "1e5"}),
        ("Build[a=1][a=2]", "Build", {"a": 2}),
        ("Build[a=1] --timeout=3 {b:2}", "Build", {"a": 1, "timeout": 3, "b": 2}),
        ("Build --weight=2", "Build", {"weight": 2}),
        ('Build --description="two words"', "Build", {"description": "two words"}),
        ("Build --stop-on-error=true", "Build", {"stop_on_error": True}),
        ('Build[id="7"]', "Build", {"id": "7"}),
        ("Build[description=compile, link,id=b]", "Build", {"description": "compile, link", "id": "b"}),
        ("Build[a=http://x/y?z=1]", "Build", {"a": "http://x/y?z=1"}),
        ("Build{a:b:c}", "Build", {"a": "b:c"}),
        ("Build[a=" + "9" * 30 + "]", "Build", {"a": "9" * 30}),
        ("Build[a=1] more", "Build[a=1] more", {}),
        ("Build [x]", "Build [x]", {}),
        ("Build[a[0]=1]", "Build[a[0]=1]", {}),
        ("Build[=1]", "Build[=1]", {}),
        ("Build --unknown=1", "Build --unknown=1", {}),
        ("Build --timeout", "Build --timeout", {}),
        ("Build --timeout=", "Build --timeout=", {}),
        ("Build--timeout=3", "Build--timeout=3", {}),
        ("Deploy {prod}", "Deploy {prod}", {}),
        ("  Build  ", "Build", {}),
    ],
)
def test_parameters(body, name, parameters):
    event = parse_line(f"STEP_START:{body}")
    assert (event.name, dict(event.parameters)) == (name, parameters)


def test_parameters_alone_name_no_step():
    assert parse_line("STEP_START:[a=1]") is None
    assert parse_line("STEP_COMPLETE:[id=b]") == StepCompleted(offset=0, end=21, name="", parameters={"id": "b"})


def test_an_error_is_free_text():
    assert parse_line("STEP_ERROR: no [a=1] --timeout=3 ").message == "no [a=1] --timeout=3"


@pytest.mark.parametrize(
    ("body", "path", "description"),
    [
        ("a.txt", "a.txt", ""),
        (" a b.txt : the file ", "a b.txt", "the file"),
        ("a:b:c", "a", "b:c"),
        (r"C:\out\a.txt:desc", r"C:\out\a.txt", "desc"),
        ("c:/a.txt", "c:/a.txt", ""),
        ("C:desc", "C", "desc"),
        ("https://x.org/r.html", "https://x.org/r.html", ""),
        ("http://x.org:8080/r:Link: it", "http://x.org:8080/r", "Link: it"),
        ("http://x.org:8080", "http://x.org:8080", ""),
        ("http://u:p@x.org/r:d", "http://u:p@x.org/r", "d"),
        ("http://[::1]:80/r:d", "http://[::1]:80/r", "d"),
        ("s3://bucket/key:d", "s3://bucket/key", "d"),
        ("out/**/[ab].png:d", "out/**/[ab].png", "d"),
        ("/abs/a.txt:", "/abs/a.txt", ""),
    ],
)
def test_artifacts(body, path, description):
    event = parse_line(f"ARTIFACT:{body}")
    assert (event.path, event.description, dict(event.parameters)) == (path, description, {})


def test_artifact_parameters():
    assert parse_line("ARTIFACT:a.txt[type=data] --name=A") == ArtifactDeclared(
        offset=0, end=35, path="a.txt", parameters={"type": "data", "name": "A"}
    )


@pytest.mark.parametrize(
    ("body", "key", "value"), [("Key: a:b ", "Key", "a:b"), ("k:", "k", ""), ("a b:c", "a b", "c"), ("k::v", "k", ":v")]
)
def test_meta(body, key, value):
    event = parse_line(f"META:{body}")
    assert (event.key, event.value) == (key, value)


@pytest.mark.parametrize(
    ("line", "event"),
    [
        ("::group::Install", GroupStarted(offset=0, end=17, title="Install")),
        ("::endgroup::", GroupEnded(offset=0, end=13)),
        ("::error::no", Annotated(offset=0, end=12, level=Level.ERROR, message="no")),
        (
            "::error file=a.py,line=3,title=T%2C U::m%0An",
            Annotated(offset=0, end=45, level=Level.ERROR, message="m\nn", title="T, U", file="a.py", line=3),
        ),
        ("::warning file=a,line=x::m", Annotated(offset=0, end=27, level=Level.WARNING, message="m", file="a")),
        ("::notice::m", Annotated(offset=0, end=12, level=Level.INFO, message="m")),
        ("  ::debug::m", Annotated(offset=0, end=13, level=Level.DEBUG, message="m")),
        ("\x1b[31m::error::m\x1b[0m", Annotated(offset=0, end=20, level=Level.ERROR, message="m")),
        ("::add-mask::secret", MaskAdded(offset=0, end=19, value="secret")),
        ("::stop-commands::tok", CommandsStopped(offset=0, end=21, token="tok")),
        ("::group::Phase 1 META:a:b", GroupStarted(offset=0, end=26, title="Phase 1 META:a:b")),
    ],
)
def test_commands(line, event):
    assert parse_line(line) == event


@pytest.mark.parametrize(
    "line",
    [
        "x ::error::m",
        "::error::",
        "::errors::m",
        "::ERROR::m",
        "::set-output::x",
        "::add-mask::",
        "std::error::m",
        "::",
    ],
)
def test_what_is_no_command(line):
    assert parse_line(line) is None


def test_stopped_commands_make_everything_plain_until_the_token():
    lines = ["::stop-commands::tok", "STEP_START:a", "::error::x", "x ::tok::", "::tok::", "STEP_START:b"]
    found = parse("\n".join(lines))
    assert [type(event) for event in found] == [CommandsStopped, CommandsResumed, StepStarted]
    assert found[2].name == "b"


def test_the_token_is_known_after_a_restart():
    first = MarkerParser()
    first.feed(b"::stop-commands::tok\nSTEP_START:a\n")
    again = MarkerParser(first.offset, json.loads(json.dumps(first.snapshot())))
    assert [type(event) for event in again.feed(b"STEP_START:b\n::tok::\nSTEP_START:c\n")] == [
        CommandsResumed,
        StepStarted,
    ]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ("\x1b[1;32mSTEP_START:a\x1b[0m\n", "a"),
        ("STEP_\x1b[1mSTART\x1b[0m:a\n", "a"),
        ("S\x1b[mTEP_START:a\n", "a"),
        ("STEP_START\x1b[K:a\n", "a"),
        ("\x1b]8;;http://x\x1b\\STEP_START:a\x1b]8;;\x1b\\\n", "a"),
        ("\x1b(BSTEP_START:a\n", "a"),
        ("STEP_START:a\r\n", "a"),
        ("STEP_START:a\r\r\n", "a"),
        ("50%\rSTEP_START:a\n", "a"),
        ("STEP_START:x\rSTEP_START:a\n", "a"),
        ("STEP_START:a", "a"),
        ("STEP_START:a\r", "a"),
        (b"STEP_START:a\xff\n", "a\ufffd"),
    ],
)
def test_sequences_and_rewritten_parts_do_not_count(data, name):
    (found,) = parse(data, implicit_progress=False)
    assert isinstance(found, StepStarted)
    assert found.name == name


def test_a_keyword_in_a_title_or_before_a_rewrite_is_no_marker():
    assert parse("\x1b]0;STEP_START:x\x07done\n") == []
    assert parse("STEP_START:x\rdone\n") == []


def test_offsets():
    found = parse("plain\nSTEP_START:a\nx\rSTEP_COMPLETE:a\r\n\nMETA:k:v")
    assert [(event.offset, event.end) for event in found] == [(6, 19), (21, 38), (39, 47)]


@pytest.mark.parametrize(
    ("data", "fractions"),
    [
        ("42%\n", [0.42]),
        ("  7 % \n", [0.07]),
        ("12.5%\r", [0.125]),
        ("250%\n", [1.0]),
        ("\x1b[32m42%\x1b[0m\n", [0.42]),
        ("42%", [0.42]),
        ("42% done\n", []),
        ("cpu 42%\n", []),
        ("x\r10%\r20%\rdone\n", [0.1, 0.2]),
        ("Train:  62%|###  | 62/100 [00:01<00:01, 9it/s]\n", [0.62]),
        ("\r 5%|█    | 1/20\r10%|██   | 2/20", [0.05, 0.1]),
        ("a | 42%|b\n", []),
        ("STEP_START:x 42%|#| 1/2\n", []),
        ("\x1b]9;4;1;42\x07", [0.42]),
        ("\x1b]9;4;4;7\x1b\\", [0.07]),
        ("\x1b]9;4;3;0\x07\x1b]9;4;0;0\x07", []),
        ("x\x1b]9;4;1;10\x07y 5%\n", [0.1]),
    ],
)
def test_implicit_progress(data, fractions):
    assert [e.fraction for e in parse(data) if isinstance(e, ProgressSeen)] == fractions
    assert not any(isinstance(e, ProgressSeen) for e in parse(data, implicit_progress=False))


def test_a_bar_tells_what_it_counts():
    assert parse("Train: 49%|##  | 148/300 [00:10<00:20]\r") == [
        ProgressSeen(offset=0, end=39, fraction=0.49, text="148 of 300")
    ]


def test_progress_is_told_as_soon_as_its_piece_has_ended_and_once():
    parser = MarkerParser()
    assert parser.feed(b" 10%|#  | 1/10") == []
    assert [e.fraction for e in parser.feed(b"\r")] == [0.1]
    assert parser.feed(b" 20%|## | 2/1") == []
    assert [e.fraction for e in parser.feed(b"0\r 30%|")] == [0.2]
    assert [e.fraction for e in parser.feed(b"### | 3/10\n")] == [0.3]


def test_a_marker_ends_in_time_after_a_long_rewritten_line():
    bars = b"".join(b"\r%3d%%|####    | %d/1000 [00:10<00:20]" % (n // 10, n) for n in range(4000))
    found = parse(bars + b"\r          \rSTEP_COMPLETE:Train\r\n", implicit_progress=False)
    assert [event.name for event in found] == ["Train"]


@pytest.mark.parametrize(
    ("length", "known"),
    [(LINE_LIMIT - 1, True), (LINE_LIMIT, False), (LINE_LIMIT + 1, False), (3 * LINE_LIMIT, False)],
)
def test_a_line_beyond_the_limit_is_no_marker(length, known):
    line = b"STEP_START:" + b"x" * (length - 11)
    assert bool(parse(line + b"\n")) is known
    assert bool(parse(line)) is known


def test_the_rest_of_a_long_line_is_no_marker():
    assert parse(b"x" * LINE_LIMIT + b"STEP_START:a\nSTEP_START:b\n") == parse(
        b"STEP_START:b\n", offset=LINE_LIMIT + 13
    )


def test_at_most_one_segment_is_held():
    parser = MarkerParser()
    fed = 0
    for _ in range(50):
        parser.feed(b"y" * 100_000)
        fed += 100_000
        assert fed - parser.offset < LINE_LIMIT


def test_every_keyword_is_searched_for():
    for line in (b"STEP_START:", b"STEP_COMPLETE:", b"STEP_ERROR:", b"STEP_SKIP:", b"ARTIFACT:", b"META:", b"::error "):
        assert candidates(b"x\n" + line) == [2]


PIECES = st.sampled_from(
    [
        b"STEP_START:a",
        b"STEP_COMPLETE:a",
        b"STEP_ERROR:x",
        b"META:PROGRESS:5",
        b"ARTIFACT:f",
        b"STEP_",
        b"START:b",
        b"::error::e",
        b"::stop-commands::t",
        b"::t::",
        b"\n",
        b"\n",
        b"\n",
        b"\r",
        b"\r",
        b"\r\n",
        b"\x1b[31m",
        b"\x1b",
        b"[0m",
        b"\x1b]9;4;1;42\x07",
        b"\x1b]0;t",
        b"\x07",
        b"42%",
        b" 7%|#| 1/9",
        b" ",
        b"x",
        b"\xc3",
        b"\xa9",
        b"\xe2\x82\xac",
        b"\x00",
        b"12:00 ",
        b"y" * 30_000,
        b"z" * (LINE_LIMIT - 12),
        b"\xe2\x82\xac" * 21_843,
    ]
)
NASTY = st.lists(PIECES, max_size=40).map(b"".join)


def fed_in_parts(data: bytes, cuts: list[int]) -> tuple[list[Event], list[tuple[int, int, dict]]]:
    parser = MarkerParser()
    found: list[Event] = []
    checkpoints = []
    edges = sorted({0, len(data), *(cut % (len(data) + 1) for cut in cuts)})
    for start, end in pairwise(edges):
        found += parser.feed(data[start:end])
        checkpoints.append((len(found), parser.offset, parser.snapshot()))
    return found + parser.finish(), checkpoints


@given(NASTY, st.lists(st.integers(0, 10**6), max_size=12))
def test_any_split_gives_the_same_events_in_order(data, cuts):
    whole = parse(data)
    assert fed_in_parts(data, cuts)[0] == whole
    assert [event.end for event in whole] == sorted(event.end for event in whole)
    assert all(0 <= event.offset < event.end <= len(data) for event in whole)


@given(st.lists(PIECES.filter(lambda piece: len(piece) < 100), max_size=12).map(b"".join))
def test_byte_by_byte_gives_the_same_events(data):
    assert fed_in_parts(data, list(range(len(data))))[0] == parse(data)


@given(NASTY, st.lists(st.integers(0, 10**6), min_size=1, max_size=4))
def test_a_restart_repeats_no_more_than_progress(data, cuts):
    found, checkpoints = fed_in_parts(data, cuts)
    for count, offset, snapshot in checkpoints:
        again = MarkerParser(offset, json.loads(json.dumps(snapshot)))
        later = again.feed(data[offset:]) + again.finish()
        told = found[:count]
        fresh = [event for event in later if not (isinstance(event, ProgressSeen) and event in told)]
        assert told + fresh == found


def test_events_can_be_compared_whatever_holds_their_parameters():
    assert parse_line("STEP_START:a[b=1]") == StepStarted(
        offset=0, end=18, name="a", parameters=MappingProxyType({"b": 1})
    )
