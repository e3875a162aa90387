from __future__ import annotations

import pytest

from stepflow_desktop.api.conditional import PreconditionFailed, Version

FILE = Version('"a1"', 1_000_000_000)
LOG = Version('"a1"')
DATE = "Sun, 09 Sep 2001 01:46:40 GMT"
LATER = "Sun, 09 Sep 2001 01:46:41 GMT"
EARLIER = "Sun, 09 Sep 2001 01:46:39 GMT"


@pytest.mark.parametrize(
    ("version", "headers", "fails"),
    [
        (FILE, {}, False),
        (FILE, {"If-Match": '"a1"'}, False),
        (FILE, {"If-Match": '"b", "a1"'}, False),
        (FILE, {"If-Match": " * "}, False),
        (FILE, {"If-Match": 'W/"a1"'}, True),
        (FILE, {"If-Match": '"b"'}, True),
        (FILE, {"If-Match": ""}, True),
        (FILE, {"If-Unmodified-Since": DATE}, False),
        (FILE, {"If-Unmodified-Since": EARLIER}, True),
        (FILE, {"If-Match": '"a1"', "If-Unmodified-Since": EARLIER}, False),
        (FILE, {"If-Unmodified-Since": "yesterday"}, False),
        (LOG, {"If-Unmodified-Since": EARLIER}, False),
    ],
)
def test_what_is_required(version: Version, headers: dict[str, str], fails: bool) -> None:
    if fails:
        with pytest.raises(PreconditionFailed):
            version.require(headers)
    else:
        version.require(headers)


@pytest.mark.parametrize(
    ("header", "known"),
    [(None, False), ('"a1"', True), ('W/"a1"', True), ('"b","a1"', True), ("*", True), ('"b"', False), ("a1", False)],
)
def test_what_is_known(header: str | None, known: bool) -> None:
    assert FILE.is_known({} if header is None else {"If-None-Match": header}) is known


@pytest.mark.parametrize(
    ("version", "header", "fits"),
    [
        (FILE, None, True),
        (FILE, '"a1"', True),
        (FILE, '"b"', False),
        (FILE, 'W/"a1"', False),
        (FILE, DATE, True),
        (FILE, LATER, False),
        (FILE, EARLIER, False),
        (FILE, "yesterday", False),
        (LOG, DATE, False),
        (LOG, '"a1"', True),
    ],
)
def test_what_a_range_fits(version: Version, header: str | None, fits: bool) -> None:
    assert version.fits_range({} if header is None else {"If-Range": header}) is fits
