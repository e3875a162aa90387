"""What is left, and how a run stood to what is usual."""

from __future__ import annotations

from typing import Any

import pytest

from stepflow_desktop.core.estimates import NO_OUTLOOK, Outlook
from stepflow_desktop.core.model import ExecutionStatus as Status
from stepflow_desktop.gui.models.estimate_text import estimate_text
from tests.gui import sample_data as data


@pytest.mark.parametrize(
    ("status", "fields", "outlook", "words"),
    [
        (Status.RUNNING, {}, Outlook(420.0), "7 min left"),
        (Status.RUNNING, {}, NO_OUTLOOK, "no estimate yet"),
        (Status.COMPLETED, {"took": 100, "usual_s": 101.0}, NO_OUTLOOK, "as usual"),
        (Status.COMPLETED, {"took": 30, "usual_s": 40.0}, NO_OUTLOOK, "10 s faster"),
        (Status.COMPLETED, {"took": 165, "usual_s": 40.0}, NO_OUTLOOK, "2m 05s slower"),
        (Status.COMPLETED, {}, NO_OUTLOOK, ""),
        (Status.FAILED, {"usual_s": 400.0}, NO_OUTLOOK, "usually 6m 40s"),
        (Status.PENDING, {"usual_s": 400.0}, NO_OUTLOOK, "usually 6m 40s"),
        (Status.PENDING, {}, NO_OUTLOOK, ""),
    ],
)
def test_the_words(status: Status, fields: dict[str, Any], outlook: Outlook, words: str, qapp: Any) -> None:
    assert estimate_text(data.execution(1, "a", "a", status, **fields), outlook) == words


def test_a_queued_one_says_when_it_starts(qapp: Any) -> None:
    assert estimate_text(data.queued(), NO_OUTLOOK, 130.0) == "starts in ≈ 2 min"
