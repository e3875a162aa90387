"""``stepflow doctor``: looks at everything that StepFlow needs of this computer and says what to do about the rest.

It changes nothing and may be run at any time, beside a running window as well. ``bad`` is what keeps StepFlow from
working as it should, ``note`` what is worth knowing.
"""

from __future__ import annotations

import json as json_module
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from typing import TextIO

from stepflow_desktop import __version__
from stepflow_desktop.settings import Settings
from stepflow_desktop.verbs.check import Check

_COLOURS = {"ok": "32", "note": "33", "bad": "31"}


def doctor(settings: Settings, problem: str, *, json: bool) -> int:
    """``problem`` is what is wrong with the settings, which are then the defaults. 1 when anything is bad, else 0."""
    from stepflow_desktop.verbs import doctor_computer, doctor_storage

    looks: tuple[Callable[[], Iterable[Check]], ...] = (
        lambda: doctor_computer.python(),
        lambda: doctor_computer.settings_file(settings, problem),
        lambda: doctor_storage.storage(settings.storage_path),
        lambda: doctor_storage.database(settings.storage_path),
        lambda: doctor_computer.ports(settings),
        lambda: doctor_computer.supervisor(),
        lambda: doctor_computer.window(),
    )
    found: list[Check] = []
    for look in looks:
        for check in look():
            found.append(check)
            if not json:
                print_check(check, sys.stdout)
    bad = sum(check.state == "bad" for check in found)
    if json:
        print(json_module.dumps({"version": __version__, "checks": [asdict(check) for check in found]}, indent=2))
    else:
        print(summary(found))
    return 1 if bad else 0


def print_check(check: Check, stream: TextIO) -> None:
    state = f"{check.state.upper() if check.state == 'bad' else check.state:<5}"
    if stream.isatty():
        state = f"\x1b[{_COLOURS[check.state]}m{state}\x1b[0m"
    stream.write(f"{state} {check.name:<15} {check.text}\n")
    if check.remedy:
        stream.write(f"{'':<22}→ {check.remedy}\n")
    stream.flush()


def summary(found: Sequence[Check]) -> str:
    bad = sum(check.state == "bad" for check in found)
    notes = sum(check.state == "note" for check in found)
    if not bad and not notes:
        return "Everything is as it should be."
    parts = [f"{bad} to mend" if bad else "Nothing to mend", *([f"{notes} to know"] if notes else [])]
    return ", ".join(parts) + "."
