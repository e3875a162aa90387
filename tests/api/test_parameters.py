"""Query parameters one by one; what lists do with them is tested at the routes."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from stepflow_desktop.api import parameters
from stepflow_desktop.core.model import ArtifactQuery, ArtifactType, ExecutionQuery, ExecutionStatus
from stepflow_desktop.errors import InvalidRequest

FIRST, LAST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "number"),
    [(None, 7), ("0", 0), ("-1", -1), ("12", 12), ("007", 7), ("9" * 5000, 2**63 - 1), (str(2**63), 2**63 - 1)],
)
def test_whole_numbers(text: str | None, number: int) -> None:
    assert parameters.integer({} if text is None else {"n": text}, "n", 7, low=-1) == number


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "n is ''; use a whole number from -1 up."),
        ("x", "n is 'x'; use"),
        ("1.5", "n is '1.5'; use"),
        ("+5", "n is '+5'; use"),
        (" 5", "n is ' 5'; use"),
        ("1_0", "n is '1_0'; use"),
        ("--1", "n is '--1'; use"),
        ("-", "n is '-'; use"),
        ("٣", "n is '٣'; use"),
        ("²", "n is '²'; use"),
        ("-2", "n is -2; use a whole number from -1 up."),
        ("-" + "9" * 5000, "n is -9999"),
        ("x" * 5000, "n is 'xxxx"),
    ],
)
def test_what_is_no_whole_number_is_named(text: str, told: str) -> None:
    with pytest.raises(InvalidRequest) as error:
        parameters.integer({"n": text}, "n", 7, low=-1)
    assert str(error.value).startswith(told)
    assert len(str(error.value)) < 100
    assert error.value.parameter == "n"


@pytest.mark.parametrize(("text", "limit"), [(None, 100), ("1", 1), ("999", 999), ("1000", 1000), ("1001", 1000)])
def test_a_limit_is_clamped(text: str | None, limit: int) -> None:
    assert parameters.limit({} if text is None else {"limit": text}) == limit
    assert parameters.limit({}, default=500) == 500


@pytest.mark.parametrize("text", ["0", "-1"])
def test_a_limit_is_at_least_one(text: str) -> None:
    with pytest.raises(InvalidRequest, match=r"^limit is"):
        parameters.limit({"limit": text})


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (None, False),
        ("true", True),
        ("TRUE", True),
        ("1", True),
        ("yes", True),
        ("false", False),
        ("0", False),
        ("No", False),
    ],
)
def test_flags(text: str | None, value: bool) -> None:
    assert parameters.flag({} if text is None else {"f": text}, "f") is value


@pytest.mark.parametrize("text", ["", "2", "on", "truth", " true"])
def test_what_is_no_flag(text: str) -> None:
    with pytest.raises(InvalidRequest, match=r"f is .*; use true or false"):
        parameters.flag({"f": text}, "f")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-01-15T10:30:00Z", datetime(2024, 1, 15, 10, 30, tzinfo=UTC)),
        ("2024-01-15T10:30:00.123456Z", datetime(2024, 1, 15, 10, 30, 0, 123456, UTC)),
        ("2024-01-15T10:30:00+02:00", datetime(2024, 1, 15, 8, 30, tzinfo=UTC)),
        ("2024-01-15T10:30:00 02:00", datetime(2024, 1, 15, 8, 30, tzinfo=UTC)),
        ("2024-01-15T10:30:00-02:00", datetime(2024, 1, 15, 12, 30, tzinfo=UTC)),
        ("2024-01-15T10:30:00", datetime(2024, 1, 15, 10, 30, tzinfo=UTC)),
        ("2024-01-15 10:30:00", datetime(2024, 1, 15, 10, 30, tzinfo=UTC)),
        (" 2024-01-15 ", datetime(2024, 1, 15, tzinfo=UTC)),
        ("0001-01-01T00:00:00+05:00", FIRST),
        ("9999-12-31T23:59:59-05:00", LAST),
    ],
)
def test_moments(text: str, moment: datetime) -> None:
    assert parameters.moment({"since": text}, "since") == moment
    assert parameters.moment({}, "since") is None


@pytest.mark.parametrize("text", ["", "yesterday", "1705314600", "2024-13-01", "2024-01-15T25:00:00Z", "x" * 500])
def test_what_is_no_moment_is_told_one(text: str) -> None:
    with pytest.raises(InvalidRequest, match=r"since is .*; use a time such as 2024-01-15T10:30:00Z") as error:
        parameters.moment({"since": text}, "since")
    assert len(str(error.value)) < 120


def test_a_list_of_executions() -> None:
    assert parameters.execution_query({}) == ExecutionQuery(limit=100, offset=0, status=())
    given = {"status": "failed,running,failed", "limit": "5", "offset": "6", "user": "u", "tag": "t", "text": "x"}
    assert parameters.execution_query(given) == ExecutionQuery(
        limit=5,
        offset=6,
        status=(ExecutionStatus.FAILED, ExecutionStatus.RUNNING),
        user="u",
        tag="t",
        text="x",
    )


@pytest.mark.parametrize("status", ["", "RUNNING", "done", "failed,", "failed, running", "x" * 500])
def test_an_unknown_status_is_told_the_known_ones(status: str) -> None:
    with pytest.raises(
        InvalidRequest, match=r"status is .*; use one of pending, running, completed, failed, cancelled"
    ):
        parameters.execution_query({"status": status})


@pytest.mark.parametrize("offset", ["-1", "", "x"])
def test_an_offset_is_not_negative(offset: str) -> None:
    for query in (parameters.execution_query, parameters.artifact_query):
        with pytest.raises(InvalidRequest, match=r"^offset is"):
            query({"offset": offset})


def test_a_list_of_artifacts() -> None:
    assert parameters.artifact_query({}) == ArtifactQuery(limit=100, offset=0)
    given = {"execution_id": "e", "step_id": "s", "artifact_type": "image", "limit": "5", "offset": "6"}
    assert parameters.artifact_query(given) == ArtifactQuery(
        limit=5, offset=6, execution_id="e", step_id="s", artifact_type=ArtifactType.IMAGE
    )
    with pytest.raises(InvalidRequest, match="artifact_type is 'movie'; use one of document, image, data, log, arch"):
        parameters.artifact_query({"artifact_type": "movie"})
