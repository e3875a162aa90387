"""Who sits at the window."""

from __future__ import annotations

import getpass


def user_name() -> str:
    """What ``user:me`` stands for; nothing where the system does not tell."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""
