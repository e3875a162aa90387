"""Two habits of the whole window, kept at the application, as its language is: how times are told, and single keys.

Set once by ``take_habits`` and asked for where a cell is written or a key is pressed.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from stepflow_desktop.settings import Settings

_RELATIVE, _PLAIN_KEYS = "stepflow_relative_times", "stepflow_no_single_keys"


def take_habits(settings: Settings) -> None:
    app = QCoreApplication.instance()
    if app is not None:
        app.setProperty(_RELATIVE, settings.times == "relative")
        app.setProperty(_PLAIN_KEYS, not settings.single_keys)


def times_are_relative() -> bool:
    """Whether lists say ``5 min ago`` instead of ``14:45``."""
    return _is_on(_RELATIVE)


def single_keys_work() -> bool:
    """Whether ``/``, ``[`` and ``]`` do something by themselves in lists and logs."""
    return not _is_on(_PLAIN_KEYS)


def _is_on(name: str) -> bool:
    app = QCoreApplication.instance()
    return app is not None and bool(app.property(name))
