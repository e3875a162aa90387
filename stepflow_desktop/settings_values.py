"""What each setting may be: turns what stands in a file, a variable or an option into the value itself.

Everything raises ``SettingsError`` naming the source and what could be used instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from stepflow_desktop.errors import SettingsError

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
CHOICES: dict[str, tuple[str, ...]] = {
    "theme": ("system", "light", "dark"),
    "start_page": ("last", "overview", "executions", "artifacts", "server"),
    "language": ("system", "en", "zh_CN"),
    "status_colours": ("standard", "blue_orange", "high_contrast"),
    "row_height": ("compact", "comfortable", "large"),
    "times": ("clock", "relative"),
    "log_timestamps": ("clock", "start", "step", "off"),
    "log_limit_action": ("warn", "stop"),
}
BOOLEANS = frozenset(
    {
        *("clients_may_start_commands", "http_enabled", "websocket_enabled"),
        *("auth_enabled", "development", "implicit_progress", "terminal", "keep_awake", "close_to_tray", "dark_log"),
        "system_accent",
        *("reduce_motion", "log_wrap", "log_follow", "notify_failed", "notify_completed"),
        *("notify_server", "do_not_disturb", "tray_icon", "log_guess_levels", "log_caret", "single_keys"),
    }
)
# name: (least, most)
NUMBERS: dict[str, tuple[int, int]] = {
    "http_port": (0, 65_535),
    "websocket_port": (0, 65_535),
    "slots": (1, 1_000_000),
    "queue_limit": (1, 1_000_000),
    "artifact_limit_count": (1, 1_000_000),
    "upload_limit_bytes": (1, 1 << 50),
    "artifact_limit_bytes": (1, 1 << 50),
    "log_limit_bytes": (0, 1 << 50),
    "retention_days": (0, 999_999),
    "artifact_retention_days": (0, 999_999),
    "interface_size": (80, 200),
    "log_size": (8, 24),
    "notify_completed_after_s": (0, 86_400),
}
PATHS = frozenset({"storage_path", "working_directory"})
LISTS = frozenset({"allowed_hosts", "allowed_origins", "artifact_roots", "notify_rules", "shortcuts"})
RULES = ("always", "failed", "never")
_PAIR = re.compile(r"([a-z_]+)=(.*)")
_RULE = re.compile(rf"(.+)=({'|'.join(RULES)})")
_ORIGIN = re.compile(r"[a-z][a-z0-9+.-]*://[^\s/?#@*\\]+")
_NAME = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^\s/?#@*:\[\]\\]+)(:[0-9]{1,5})?")
_TRUE = {"1", "true", "yes", "on"}
_FALSE = {"0", "false", "no", "off"}


def parsed(name: str, value: Any, source: str) -> Any:
    """The value of the setting ``name``; ``source`` is what an error names. Raises SettingsError."""
    if name in _SPECIAL:
        return _SPECIAL[name](value, source)
    if name in CHOICES:
        if value not in CHOICES[name]:
            raise SettingsError(
                "{source} is {value!r}; use {choices}.", source=source, value=value, choices=_either(CHOICES[name])
            )
        return value
    if name in BOOLEANS:
        return _boolean(value, source)
    if name in NUMBERS:
        return _number(value, source, int, *NUMBERS[name])
    if name in PATHS:
        return _path(value, source)
    if name in LISTS:
        return _list(name, value, source)
    return _text(value, source)


def _level(value: Any, source: str) -> str:
    level = str(value).upper()
    if level not in LOG_LEVELS:
        raise SettingsError(
            "{source} is {value!r}; use one of {choices}.", source=source, value=value, choices=", ".join(LOG_LEVELS)
        )
    return level


def _development(value: Any, source: str) -> bool:
    if isinstance(value, str):
        if value not in ("development", "production"):
            raise SettingsError("{source} is {value!r}; use development or production.", source=source, value=value)
        return value == "development"
    return _boolean(value, source)


def _grace(value: Any, source: str) -> float:
    return float(_number(value, source, float, 0, 3600))


def _token(value: Any, source: str) -> str:
    text = _text(value, source)
    if not all("!" <= character <= "~" for character in text):
        # The value itself is not told: this text may end in a log.
        raise SettingsError("{source} must be letters, digits and punctuation of ASCII, without blanks.", source=source)
    return text


def _shell(value: Any, source: str) -> str:
    """Whether it is there is asked when it is to run something: a shell that is gone stops no start."""
    text = _text(value, source)
    if not text:
        return ""
    path = _at_home(text)
    if path is None or not path.is_absolute():
        raise SettingsError(
            "{source} is {value!r}; write the whole path of a shell, such as /bin/bash.", source=source, value=value
        )
    return str(path)


def _host(value: Any, source: str) -> str:
    text = _text(value, source)
    if not text or any(c.isspace() for c in text):
        raise SettingsError("{source} is {value!r}, which is not a host name or address.", source=source, value=value)
    return text


def _path(value: Any, source: str) -> Path:
    path = _at_home(str(value))
    if path is None or not str(value).strip() or "\0" in str(value):
        raise SettingsError("{source} is empty or not a path.", source=source)
    return path


def _at_home(text: str) -> Path | None:
    """With ``~`` replaced by the home folder of that user; None when there is no such user."""
    try:
        return Path(text).expanduser()
    except RuntimeError:
        return None


def _list(name: str, value: Any, source: str) -> tuple[str, ...]:
    items = value.split(",") if isinstance(value, str) else value
    if not isinstance(items, list | tuple) or not all(isinstance(item, str) for item in items):
        raise SettingsError("{source} must be a list of strings or a comma-separated text.", source=source)
    found = tuple(item.strip() for item in items if item.strip())
    _check_items(name, found, source)
    return found


def _check_items(name: str, items: tuple[str, ...], source: str) -> None:
    """What can never match is a mistake, and one that may look like safety."""
    for item in items:
        if name == "allowed_origins" and not _ORIGIN.fullmatch(item):
            raise SettingsError(
                "{source} has {item!r}; write each origin as https://name or http://name:port, without a path.",
                source=source,
                item=item,
            )
        if name == "allowed_hosts" and not _NAME.fullmatch(item):
            raise SettingsError(
                "{source} has {item!r}; write names of this computer, such as studio.lan.", source=source, item=item
            )
        if name == "notify_rules" and not _RULE.fullmatch(item):
            raise SettingsError(
                "{source} has {item!r}; write a tag, =, and one of {choices}.",
                source=source,
                item=item,
                choices=", ".join(RULES),
            )
        if name == "shortcuts" and not _PAIR.fullmatch(item):
            raise SettingsError(
                "{source} has {item!r}; write the name of an action, = and its keys: stop=Ctrl+J.",
                source=source,
                item=item,
            )


def _text(value: Any, source: str) -> str:
    if not isinstance(value, str):
        raise SettingsError("{source} must be a text.", source=source)
    return value.strip()


def _boolean(value: Any, source: str) -> bool:
    if isinstance(value, bool):
        return value
    text = str(value).strip().lower()
    if text in _TRUE or text in _FALSE:
        return text in _TRUE
    raise SettingsError("{source} is {value!r}; use true or false.", source=source, value=value)


def _number(value: Any, source: str, kind: type, low: float, high: float) -> Any:
    try:
        if isinstance(value, bool) or (kind is int and isinstance(value, float)):
            raise ValueError
        number = kind(value)
    except (TypeError, ValueError):
        raise _out_of_range(value, source, low, high) from None
    if not low <= number <= high:
        raise _out_of_range(value, source, low, high)
    return number


def _out_of_range(value: Any, source: str, low: float, high: float) -> SettingsError:
    return SettingsError(
        "{source} is {value!r}; use a number from {low} to {high}.", source=source, value=value, low=low, high=high
    )


def _either(words: tuple[str, ...]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}"


_SPECIAL: dict[str, Callable[[Any, str], Any]] = {
    "log_level": _level,
    "development": _development,
    "grace_s": _grace,
    "token": _token,
    "shell": _shell,
    "http_host": _host,
    "websocket_host": _host,
}
