"""What the doctor makes of what was found: lines, JSON and an exit code."""

from __future__ import annotations

import io
import json

import pytest

from stepflow_desktop import settings
from stepflow_desktop.verbs import doctor, doctor_computer, doctor_storage
from stepflow_desktop.verbs.doctor import Check, print_check, summary

OK, NOTE, BAD = Check("A", "ok", "fine"), Check("B", "note", "so so"), Check("C", "bad", "broken", "mend it")


@pytest.fixture
def finding(monkeypatch):
    """Have the looks at the computer find these."""

    def find(*checks: Check) -> None:
        for module, names in (
            (doctor_computer, ("python", "settings_file", "ports", "supervisor", "window")),
            (doctor_storage, ("storage", "database")),
        ):
            for name in names:
                monkeypatch.setattr(module, name, lambda *_: [])
        monkeypatch.setattr(doctor_computer, "python", lambda: checks)

    return find


@pytest.mark.parametrize(
    ("checks", "code", "last"),
    [
        ((OK,), 0, "Everything is as it should be."),
        ((OK, NOTE), 0, "Nothing to mend, 1 to know."),
        ((OK, NOTE, BAD, BAD), 1, "2 to mend, 1 to know."),
    ],
)
def test_only_what_is_bad_makes_the_exit_code(finding, capsys, checks, code, last):
    finding(*checks)
    assert doctor.doctor(settings.defaults({}), "", json=False) == code
    assert capsys.readouterr().out.splitlines()[-1] == last
    assert summary(checks) == last


def test_as_json_it_is_one_document(finding, capsys):
    finding(OK, BAD)
    assert doctor.doctor(settings.defaults({}), "", json=True) == 1
    told = json.loads(capsys.readouterr().out)
    assert [check["state"] for check in told["checks"]] == ["ok", "bad"]
    assert told["checks"][1] == {"name": "C", "state": "bad", "text": "broken", "remedy": "mend it"}


def test_a_line_says_the_state_and_below_what_to_do():
    stream = io.StringIO()
    print_check(BAD, stream)
    assert stream.getvalue() == "BAD   C               broken\n                      → mend it\n"


def test_on_a_terminal_the_state_has_a_colour():
    stream = io.StringIO()
    stream.isatty = lambda: True  # type: ignore[method-assign]
    print_check(OK, stream)
    assert stream.getvalue().startswith("\x1b[32mok")
