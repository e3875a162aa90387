"""One frozen value for everything that can be set: defaults < config.toml < STEPFLOW_* < command line.

A value that cannot be used raises ``SettingsError`` naming where it came from.
"""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

import platformdirs

from stepflow_desktop.errors import SettingsError

APP = "stepflow"
FILE_NAME = "config.toml"
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
_ORIGIN = re.compile(r"[a-z][a-z0-9+.-]*://[^\s/?#@*\\]+")
_NAME = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^\s/?#@*:\[\]\\]+)(:[0-9]{1,5})?")
_BOOLEANS = (
    "auth_enabled",
    "development",
    "implicit_progress",
    "clients_may_start_commands",
    "http_enabled",
    "websocket_enabled",
)
_TRUE = {"1", "true", "yes", "on"}
_FALSE = {"0", "false", "no", "off"}


def config_dir() -> Path:
    return Path(platformdirs.user_config_dir(APP))


def data_dir() -> Path:
    return Path(platformdirs.user_data_dir(APP))


def is_loopback(name: str) -> bool:
    """True for localhost, 127.0.0.0/8 and ::1; addresses are parsed, never compared as text."""
    if name == "localhost":
        return True
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return False
    return address == ipaddress.IPv6Address("::1") if address.version == 6 else address.is_loopback


def resources_dir() -> Path:
    """The folder of our own icons, demo and examples, in a checkout or inside the installed package."""
    installed = Path(__file__).parent / "resources"
    return installed if installed.is_dir() else Path(__file__).parent.parent / "resources"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that can be set.

    Ports are TCP ports, 0 takes a free one. ``*_s`` are seconds, ``*_bytes`` bytes. ``slots`` is the number of
    executions that run at the same time. ``auth_enabled`` None means: on as soon as a server is bound beyond
    loopback. ``retention_days`` 0 keeps executions for ever.
    """

    log_level: str = "INFO"
    storage_path: Path = Path()
    http_host: str = "127.0.0.1"
    http_port: int = 8080
    websocket_host: str = "127.0.0.1"
    websocket_port: int = 8765
    auth_enabled: bool | None = None
    token: str = field(default="", repr=False)
    allowed_hosts: tuple[str, ...] = ()
    allowed_origins: tuple[str, ...] = ()
    development: bool = False
    clients_may_start_commands: bool = True
    http_enabled: bool = True
    websocket_enabled: bool = True
    slots: int = 128
    queue_limit: int = 10_000
    grace_s: float = 10.0
    working_directory: Path = Path()
    upload_limit_bytes: int = 512 * 1024 * 1024
    artifact_limit_bytes: int = 512 * 1024 * 1024
    artifact_limit_count: int = 1_000
    artifact_roots: tuple[str, ...] = ()
    implicit_progress: bool = True
    retention_days: int = 0
    theme: str = "system"
    config_path: Path = Path()

    @property
    def wide(self) -> tuple[str, ...]:
        """The addresses, of the two that are bound, that are reached from elsewhere than this computer."""
        hosts = dict.fromkeys((self.http_host, self.websocket_host))
        return tuple(host for host in hosts if not is_loopback(host.lower()))

    @property
    def token_required(self) -> bool:
        """Whether clients have to show the token; a server that is reached from elsewhere always asks for it."""
        return bool(self.auth_enabled) or bool(self.wide)


_VARIABLES = {
    "STEPFLOW_LOG_LEVEL": "log_level",
    "STEPFLOW_STORAGE_PATH": "storage_path",
    "STEPFLOW_WEBSOCKET_HOST": "websocket_host",
    "STEPFLOW_WEBSOCKET_PORT": "websocket_port",
    "STEPFLOW_AUTH_ENABLED": "auth_enabled",
    "STEPFLOW_HTTP_HOST": "http_host",
    "STEPFLOW_HTTP_PORT": "http_port",
    "STEPFLOW_TOKEN": "token",
    "STEPFLOW_ALLOWED_HOSTS": "allowed_hosts",
    "STEPFLOW_ALLOWED_ORIGINS": "allowed_origins",
    "STEPFLOW_ENV": "development",
}


def defaults(environ: Mapping[str, str] | None = None) -> Settings:
    """What holds when nobody sets anything, and where the settings file is looked for."""
    environ = os.environ if environ is None else environ
    config_path = _config_path(environ.get("STEPFLOW_CONFIG_PATH")).absolute()
    return Settings(storage_path=data_dir(), working_directory=Path.home(), config_path=config_path)


def load(environ: Mapping[str, str] | None = None, overrides: Mapping[str, Any] | None = None) -> Settings:
    """Settings from the config file, then the environment, then ``overrides`` (from the command line).

    Raises SettingsError naming the variable, key or option whose value cannot be used.
    """
    environ = os.environ if environ is None else environ
    settings = defaults(environ)
    settings = _with_file(settings, settings.config_path)
    for variable, name in _VARIABLES.items():
        if environ.get(variable):
            settings = _with_value(settings, name, environ[variable], variable)
    for name, value in (overrides or {}).items():
        if value is not None:
            settings = _with_value(settings, name, value, "--" + name.replace("_", "-"))
    return replace(settings, storage_path=settings.storage_path.absolute())


def _config_path(given: str | None) -> Path:
    """The settings file that the variable names, or that lies in the folder it names; it may not be there yet."""
    if not given:
        return config_dir() / FILE_NAME
    path = Path(given).expanduser()
    is_folder = path.is_dir() or (path.suffix != ".toml" and not path.exists())
    return path / FILE_NAME if is_folder else path


def _with_file(settings: Settings, path: Path) -> Settings:
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        return settings
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"The settings file {path} cannot be read: {error}") from error
    # Most people have no settings file, and a start without one need not wait for the import.
    import tomllib

    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"The settings file {path} cannot be read: {error}") from error
    return _with_table(settings, table, str(path))


def check_table(table: Mapping[str, Any], source: str) -> None:
    """Raises SettingsError when a settings file with these values would stop the next start."""
    _with_table(Settings(), table, source)


def _with_table(settings: Settings, table: Mapping[str, Any], source: str) -> Settings:
    known = {f.name for f in fields(Settings)} - {"config_path"}
    for name, value in table.items():
        if name not in known:
            raise SettingsError(f"{source}: there is no setting {name!r}.")
        settings = _with_value(settings, name, value, f"{source}: {name}")
    return settings


def _with_value(settings: Settings, name: str, value: Any, source: str) -> Settings:
    return replace(settings, **{name: _parsed(name, value, source)})


def _parsed(name: str, value: Any, source: str) -> Any:
    if name == "log_level":
        level = str(value).upper()
        if level not in LOG_LEVELS:
            raise SettingsError(f"{source} is {value!r}; use one of {', '.join(LOG_LEVELS)}.")
        return level
    if name == "theme":
        if value not in ("system", "light", "dark"):
            raise SettingsError(f"{source} is {value!r}; use system, light or dark.")
        return value
    if name == "development" and isinstance(value, str):
        if value not in ("development", "production"):
            raise SettingsError(f"{source} is {value!r}; use development or production.")
        return value == "development"
    if name in _BOOLEANS:
        return _boolean(value, source)
    if name in ("http_port", "websocket_port"):
        return _number(value, source, int, 0, 65535)
    if name in ("slots", "queue_limit", "artifact_limit_count"):
        return _number(value, source, int, 1, 1_000_000)
    if name in ("upload_limit_bytes", "artifact_limit_bytes"):
        return _number(value, source, int, 1, 1 << 50)
    if name == "retention_days":
        return _number(value, source, int, 0, 999_999)
    if name == "grace_s":
        return _number(value, source, float, 0, 3600)
    if name in ("storage_path", "working_directory"):
        if not str(value).strip() or "\0" in str(value):
            raise SettingsError(f"{source} is empty or not a path.")
        return Path(str(value)).expanduser()
    if name in ("allowed_hosts", "allowed_origins", "artifact_roots"):
        items = value.split(",") if isinstance(value, str) else value
        if not isinstance(items, list | tuple) or not all(isinstance(item, str) for item in items):
            raise SettingsError(f"{source} must be a list of strings or a comma-separated text.")
        found = tuple(item.strip() for item in items if item.strip())
        _check_names(name, found, source)
        return found
    if not isinstance(value, str):
        raise SettingsError(f"{source} must be a text.")
    if name == "token" and not all("!" <= character <= "~" for character in value.strip()):
        # The value itself is not told: this text may end in a log.
        raise SettingsError(f"{source} must be letters, digits and punctuation of ASCII, without blanks.")
    if name in ("http_host", "websocket_host") and (not value.strip() or any(c.isspace() for c in value.strip())):
        raise SettingsError(f"{source} is {value!r}, which is not a host name or address.")
    return value.strip()


def _check_names(name: str, items: tuple[str, ...], source: str) -> None:
    """What can never match a request is a mistake, and one that looks like safety."""
    for item in items:
        if name == "allowed_origins" and not _ORIGIN.fullmatch(item):
            raise SettingsError(
                f"{source} has {item!r}; write each origin as https://name or http://name:port, without a path."
            )
        if name == "allowed_hosts" and not _NAME.fullmatch(item):
            raise SettingsError(f"{source} has {item!r}; write names of this computer, such as studio.lan.")


def _boolean(value: Any, source: str) -> bool:
    if isinstance(value, bool):
        return value
    text = str(value).strip().lower()
    if text in _TRUE or text in _FALSE:
        return text in _TRUE
    raise SettingsError(f"{source} is {value!r}; use true or false.")


def _number(value: Any, source: str, kind: type, low: float, high: float) -> Any:
    try:
        if isinstance(value, bool) or (kind is int and isinstance(value, float)):
            raise ValueError
        number = kind(value)
    except (TypeError, ValueError):
        raise SettingsError(f"{source} is {value!r}; use a number from {low} to {high}.") from None
    if not low <= number <= high:
        raise SettingsError(f"{source} is {value!r}; use a number from {low} to {high}.")
    return number
