"""One frozen value for everything that can be set: defaults < config.toml < STEPFLOW_* < command line.

A value that cannot be used raises ``SettingsError`` naming where it came from.
"""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import platformdirs

from stepflow_desktop.errors import SettingsError
from stepflow_desktop.settings_values import parsed

APP = "stepflow"
FILE_NAME = "config.toml"


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
    loopback. ``shell`` is the program that runs shell lines, empty for ``/bin/sh``. ``retention_days`` and
    ``artifact_retention_days`` 0 keep for ever, ``log_limit_bytes`` 0 is no limit. ``interface_size`` is a percentage,
    ``log_size`` pixels; an empty font is the built-in one. ``reduce_motion`` None does as the desktop says.

    ``fixed_by`` is no setting: it names, for settings that the environment or the command line decide, what does.
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
    artifact_retention_days: int = 0
    terminal: bool = False
    shell: str = ""
    log_limit_bytes: int = 0
    log_limit_action: str = "warn"
    keep_awake: bool = False
    start_page: str = "last"
    language: str = "system"
    close_to_tray: bool = False
    theme: str = "system"
    system_accent: bool = False
    dark_log: bool = False
    reduce_motion: bool | None = None
    status_colours: str = "standard"
    interface_font: str = ""
    interface_size: int = 100
    log_font: str = ""
    log_size: int = 12
    row_height: str = "comfortable"
    times: str = "clock"
    log_timestamps: str = "clock"
    log_wrap: bool = False
    log_follow: bool = True
    log_guess_levels: bool = True
    log_caret: bool = False
    notify_failed: bool = True
    notify_completed: bool = True
    notify_completed_after_s: int = 60
    notify_server: bool = True
    do_not_disturb: bool = False
    notify_rules: tuple[str, ...] = ()
    tray_icon: bool = True
    shortcuts: tuple[str, ...] = ()
    single_keys: bool = True
    config_path: Path = Path()
    fixed_by: Mapping[str, str] = field(
        default_factory=lambda: MappingProxyType({}), repr=False, compare=False, hash=False, metadata={"setting": False}
    )

    @property
    def wide(self) -> tuple[str, ...]:
        """The addresses, of the two that are bound, that are reached from elsewhere than this computer."""
        hosts = dict.fromkeys((self.http_host, self.websocket_host))
        return tuple(host for host in hosts if not is_loopback(host.lower()))

    @property
    def token_required(self) -> bool:
        """Whether clients have to show the token; a server that is reached from elsewhere always asks for it."""
        return bool(self.auth_enabled) or bool(self.wide)


# What may stand in the settings file.
NAMES = frozenset(f.name for f in fields(Settings) if f.metadata.get("setting", True)) - {"config_path"}

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
    fixed_by: dict[str, str] = {}
    for variable, name in _VARIABLES.items():
        if environ.get(variable):
            settings = _with_value(settings, name, environ[variable], variable)
            fixed_by[name] = variable
    for name, value in (overrides or {}).items():
        if value is not None:
            fixed_by[name] = "--" + name.replace("_", "-")
            settings = _with_value(settings, name, value, fixed_by[name])
    path = settings.storage_path.absolute()
    return replace(settings, storage_path=path, fixed_by=MappingProxyType(fixed_by))


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
        raise SettingsError(
            "The settings file {path} cannot be read: {reason}", path=path, reason=str(error)
        ) from error
    # Most people have no settings file, and a start without one need not wait for the import.
    import tomllib

    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise SettingsError(
            "The settings file {path} cannot be read: {reason}", path=path, reason=str(error)
        ) from error
    return _with_table(settings, table, str(path))


def check_table(table: Mapping[str, Any], source: str) -> None:
    """Raises SettingsError when a settings file with these values would stop the next start."""
    _with_table(Settings(), table, source)


def _with_table(settings: Settings, table: Mapping[str, Any], source: str) -> Settings:
    for name, value in table.items():
        if name not in NAMES:
            raise SettingsError("{source}: there is no setting {name!r}.", source=source, name=name)
        settings = _with_value(settings, name, value, f"{source}: {name}")
    return settings


def _with_value(settings: Settings, name: str, value: Any, source: str) -> Settings:
    return replace(settings, **{name: parsed(name, value, source)})
