"""Conditional requests: what a client has already, and whether a range of it still fits.

https://www.rfc-editor.org/rfc/rfc9110#section-13 has the rules. An ``ETag`` here is strong: two answers with the same
one are the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from stepflow_desktop.errors import StepFlowError

_ETAG = re.compile(r'(W/)?("[^"]*")')


class PreconditionFailed(StepFlowError):
    """It is another version than the one that the client means."""

    code = "PRECONDITION_FAILED"
    http_status = 412


@dataclass(frozen=True, slots=True)
class Version:
    """What is there now. ``etag`` with its quotes; ``modified_s`` in whole seconds since 1970, None if not told."""

    etag: str
    modified_s: int | None = None

    def require(self, headers: Mapping[str, str]) -> None:
        """Raises PreconditionFailed when the client asks for another version only."""
        wanted = headers.get("If-Match")
        if wanted is not None:
            if not self._is_named(wanted, weak=False):
                raise PreconditionFailed("It is not the one with this ETag any more.")
        elif self._changed_since(headers.get("If-Unmodified-Since")):
            raise PreconditionFailed("It has changed since then.")

    def is_known(self, headers: Mapping[str, str]) -> bool:
        """Whether the client has it already."""
        known = headers.get("If-None-Match")
        return known is not None and self._is_named(known, weak=True)

    def fits_range(self, headers: Mapping[str, str]) -> bool:
        """Whether a range may be answered: a client that has a part of another version needs the whole."""
        validator = headers.get("If-Range")
        if validator is None:
            return True
        if '"' in validator:
            return validator.strip() == self.etag
        return self.modified_s is not None and _seconds(validator) == self.modified_s

    def _is_named(self, header: str, *, weak: bool) -> bool:
        if header.strip() == "*":
            return True
        return any(tag == self.etag and (weak or not mark) for mark, tag in _ETAG.findall(header))

    def _changed_since(self, date: str | None) -> bool:
        since = _seconds(date) if date is not None else None
        return since is not None and self.modified_s is not None and self.modified_s > since


def _seconds(date: str) -> int | None:
    try:
        return int(parsedate_to_datetime(date).timestamp())
    except (ValueError, OverflowError):
        return None
