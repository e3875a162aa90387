"""Looking for artifacts gives what plain filtering of all of them gives, page by page, in bounded slices."""

from __future__ import annotations

import random
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from stepflow_desktop.core import store_artifact_search, store_changes
from stepflow_desktop.core.artifact_search import ArtifactSearch, ArtifactTerm
from stepflow_desktop.core.filter_match import holds
from stepflow_desktop.core.model import Artifact, ArtifactType, Execution, ExecutionStatus, Step, StepStatus
from stepflow_desktop.core.query import Key, Term
from stepflow_desktop.core.store_artifact_search import earlier_artifacts, search_artifacts
from stepflow_desktop.core.store_connection import open_writer, transaction
from stepflow_desktop.core.store_rows import RunStateRow, Saved

BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)
STEPS = ("Train model", "Write report")


def artifact(number: int, at: int) -> Artifact:
    chance = random.Random(1000 * number + at)
    name = chance.choice(["curve.png", "rows.csv", "Report.PDF", "100%_done.txt"])
    return Artifact(
        id=f"a{number}-{at}",
        execution_id=f"e{number}",
        step_id=chance.choice([None, f"s{number}-0", f"s{number}-1"]),
        name=chance.choice([name, "Learning curve"]),
        description=chance.choice(["", "kept for the audit"]),
        file_path=f"artifacts/{number}/{at}/{name}",
        file_name=name,
        file_size=10,
        mime_type="text/plain",
        artifact_type=ArtifactType.IMAGE if name.endswith("png") else ArtifactType.DOCUMENT,
        created_at=BEGINNING + timedelta(hours=number, minutes=at),
        tags=tuple(chance.sample(["plot", "Report"], chance.randrange(3))),
    )


def execution(number: int) -> Execution:
    return Execution(
        id=f"e{number}", name=f"Run {number}", command="python train.py" if number % 2 else "make", user="ann",
        working_directory="/" if number % 3 else "/srv/fit", created_at=BEGINNING + timedelta(hours=number),
        status=ExecutionStatus.FAILED if number % 4 == 0 else ExecutionStatus.COMPLETED, exit_code=number % 4 == 0,
        tags=("nightly",) if number % 5 == 0 else (),
    )  # fmt: skip


def step(number: int, at: int) -> Step:
    return Step(
        id=f"s{number}-{at}", execution_id=f"e{number}", name=STEPS[at], index=at, created_at=BEGINNING,
        status=StepStatus.COMPLETED,
    )  # fmt: skip


EVERY = [artifact(number, at) for number in range(60) for at in range(3)]


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    with closing(open_writer(tmp_path_factory.mktemp("search") / "stepflow.db")) as connection:
        with transaction(connection):
            for number in range(60):
                saved = Saved(
                    execution=execution(number),
                    steps=(step(number, 0), step(number, 1)),
                    artifacts=tuple(each for each in EVERY if each.execution_id == f"e{number}"),
                    run_state=RunStateRow(log_offset=0, extra={"masks": ["s3cret"]}),
                    new=True,
                )
                store_changes.insert(connection, saved)
        yield connection


@pytest.fixture(autouse=True)
def small_slices(monkeypatch):
    monkeypatch.setattr(store_artifact_search, "LOOKED_AT", 25)


def all_pages(database, **search):
    found, row, pages = [], None, 0
    while True:
        hits = search_artifacts(database, ArtifactSearch(limit=7, before_row=row, **search))
        assert len(hits.found) <= 7
        found.extend(each.artifact.id for each in hits.found)
        row, pages = hits.next_row, pages + 1
        assert pages < 200
        if row is None:
            return found


def term(key, *values, wanted=True):
    return ArtifactTerm(key=key, values=values, wanted=wanted)


def text_of(each):
    return " ".join((each.name, each.file_name, each.description, *each.tags)).lower()


def step_of(each):
    return STEPS[int(each.step_id[-1])] if each.step_id else ""


CASES = {
    "everything": ((), lambda each: True),
    "a type": ((term("type", "image"),), lambda each: each.artifact_type is ArtifactType.IMAGE),
    "two types": ((term("type", "image", "document"),), lambda each: True),
    "not a type": ((term("type", "image", wanted=False),), lambda each: each.artifact_type is not ArtifactType.IMAGE),
    "a suffix": ((term("suffix", ".pdf", ".csv"),), lambda each: each.file_name.lower()[-4:] in (".pdf", ".csv")),
    "words": ((term("text", "LEARNING"),), lambda each: "learning" in text_of(each)),
    "a percent sign": ((term("text", "100%"),), lambda each: "100%" in text_of(each)),
    "an underscore": ((term("text", "%_d"),), lambda each: "%_d" in text_of(each)),
    "not words": ((term("text", "audit", wanted=False),), lambda each: "audit" not in text_of(each)),
    "a tag": ((term("tag", "report"),), lambda each: "Report" in each.tags),
    "not a tag": ((term("tag", "plot", wanted=False),), lambda each: "plot" not in each.tags),
    "a step": ((term("step", "train"),), lambda each: "Train" in step_of(each)),
    "not a step": ((term("step", "train", wanted=False),), lambda each: "Train" not in step_of(each)),
    "several": (
        (term("type", "image"), term("tag", "plot"), term("text", "audit", wanted=False)),
        lambda each: each.artifact_type is ArtifactType.IMAGE and "plot" in each.tags and "audit" not in text_of(each),
    ),
}


def run_of(each):
    return execution(int(each.execution_id[1:]))


RUNS = {
    "failed": ((Term(Key.STATUS, ("failed",)),), ()),
    "not failed": ((Term(Key.STATUS, ("failed",), negated=True),), ()),
    "in a folder": ((Term(Key.CWD, ("/srv",)),), ()),
    "of nobody": ((Term(Key.USER, ("ben",)),), ()),
    "by its code, and pictures": ((Term(Key.EXIT, (1,)),), (term("type", "image"),)),
    "by two": ((Term(Key.ID, ("e1",)), Term(Key.HAS, ("warning",), negated=True)), ()),
    "nothing asked, pictures": ((), (term("type", "image"),)),
}


@pytest.mark.parametrize("name", RUNS)
def test_what_is_asked_of_the_execution(database, name):
    runs, terms = RUNS[name]
    expected = [
        each.id
        for each in reversed(EVERY)
        if all(holds(asked, run_of(each)) for asked in runs) and (not terms or each.artifact_type is ArtifactType.IMAGE)
    ]
    assert all_pages(database, runs=runs, terms=terms) == expected
    assert bool(expected) is (name != "of nobody")


def test_a_tag_of_its_execution_counts_too(database):
    found = all_pages(database, terms=(term("tag", "NIGHTLY", "plot"),))
    expected = [each.id for each in reversed(EVERY) if "plot" in each.tags or "nightly" in run_of(each).tags]
    assert found == expected
    assert all_pages(database, terms=(term("tag", "nightly", wanted=False),)) == [
        each.id for each in reversed(EVERY) if "nightly" not in run_of(each).tags
    ]


@pytest.mark.parametrize("name", CASES)
def test_every_search_finds_what_plain_filtering_finds(database, name):
    terms, holds = CASES[name]
    assert all_pages(database, terms=terms) == [each.id for each in reversed(EVERY) if holds(each)]


def test_a_time_range(database):
    since, before = BEGINNING + timedelta(hours=10), BEGINNING + timedelta(hours=20)
    expected = [each.id for each in reversed(EVERY) if since <= each.created_at < before]
    assert all_pages(database, since=since, before=before) == expected


def test_nothing_older_than_asked_for_is_walked_through(database):
    hits = search_artifacts(database, ArtifactSearch(since=BEGINNING + timedelta(hours=58), limit=50))
    pages = 1
    while hits.next_row is not None:
        hits = search_artifacts(
            database, ArtifactSearch(since=BEGINNING + timedelta(hours=58), limit=50, before_row=hits.next_row)
        )
        pages += 1
    assert pages <= 5, "of eight slices"


def test_what_is_found_says_where_it_comes_from(database):
    hits = search_artifacts(database, ArtifactSearch(terms=(term("step", "report"),), limit=1))
    [found] = hits.found
    assert found.execution_name == f"Run {found.artifact.execution_id[1:]}"
    assert (found.step_name, found.step_index, found.masks) == ("Write report", 1, ("s3cret",))


def test_the_same_file_in_earlier_runs(database):
    newest = next(each for each in reversed(EVERY) if each.execution_id == "e59")
    run = Execution(**{field: getattr(execution(59), field) for field in ("id", "name", "command", "created_at")},
                    working_directory="/", user="ann", row_id=60)  # fmt: skip
    found = earlier_artifacts(database, newest, run, 4)
    assert 0 < len(found) <= 4
    assert {each.artifact.file_name for each in found} == {newest.file_name}
    numbers = [int(each.artifact.execution_id[1:]) for each in found]
    assert numbers == sorted(set(numbers), reverse=True)
    assert all(number % 2 and number < 59 for number in numbers), "runs of the same command only"
