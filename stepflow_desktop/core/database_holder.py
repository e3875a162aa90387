"""Which other program has the database open, to be named when it holds the lock."""

from __future__ import annotations

import os
from pathlib import Path

PROCESSES = Path("/proc")


def holder_of(database: Path, processes: Path = PROCESSES) -> str:
    """The name and number of another process of ours that has ``database`` open; empty where none can be found.

    Looks through the system's list of open files: for a thread, not for the loop.
    """
    wanted = {str(database.resolve()) + suffix for suffix in ("", "-wal", "-shm")}
    try:
        numbers = [each.name for each in processes.iterdir() if each.name.isdigit() and int(each.name) != os.getpid()]
    except OSError:
        return ""
    for number in numbers:
        try:
            files = {str(entry.readlink()) for entry in (processes / number / "fd").iterdir()}
            if files & wanted:
                return f"{(processes / number / 'comm').read_text().strip()} (PID {number})"
        except OSError:
            continue  # not ours, or gone meanwhile
    return ""
