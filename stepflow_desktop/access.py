"""The token: who needs one, where it is kept, and how it stays out of sight.

A server that is reached only from this computer asks for none. One that is bound beyond it always does: the token is
made at the first start and kept in a file beside the settings file that nobody else can read, unless
``STEPFLOW_TOKEN`` brings one. The verbs read the same file to talk to a running StepFlow.
"""

from __future__ import annotations

import logging
import os
import secrets
import stat
from collections.abc import MutableMapping
from dataclasses import replace
from pathlib import Path

from stepflow_desktop.errors import SettingsError
from stepflow_desktop.sentences import said
from stepflow_desktop.settings import Settings

TOKEN_BYTES = 32
FILE_NAME = "token"
_VARIABLE = "STEPFLOW_TOKEN"
_SHORT = 16
_MOST_BYTES = 4096

log = logging.getLogger(__name__)


def token_file(settings: Settings) -> Path:
    return settings.config_path.parent / FILE_NAME


def for_servers(settings: Settings) -> Settings:
    """The settings with the token in them that clients have to show, if they have to show one.

    Raises SettingsError when a server is to be reached from elsewhere without a token, or the token cannot be kept.
    """
    if settings.wide and settings.auth_enabled is False:
        raise SettingsError(
            "STEPFLOW_AUTH_ENABLED is false, but {hosts} is reached from other computers, and"
            " everyone there could run commands as you. Leave STEPFLOW_AUTH_ENABLED out, or bind to 127.0.0.1.",
            hosts=" and ".join(settings.wide),
        )
    if not settings.token_required:
        return settings
    if settings.token:
        if len(settings.token) < _SHORT:
            log.warning("The token is short enough to be guessed; use one of %d characters or more.", _SHORT)
        return settings
    path = token_file(settings)
    token = _read(path) or _make(path)
    log.info("Clients need the token in %s", path)
    return replace(settings, token=token)


def for_clients(settings: Settings) -> Settings:
    """The settings with the token that a running StepFlow may ask for, if there is one."""
    return settings if settings.token else replace(settings, token=_read(token_file(settings)))


def renewed(settings: Settings) -> Settings:
    """The settings with a new token, which replaces the one in the file.

    Raises SettingsError when the token is not kept there, or the file cannot be written.
    """
    path = token_file(settings)
    if not is_kept(settings):
        raise SettingsError("This token is not the one in {path}; change it where it comes from.", path=path)
    return replace(settings, token=_make(path, again=True))


def is_kept(settings: Settings) -> bool:
    """Whether the token is the one in our file, and not brought by a variable or the settings file."""
    return bool(settings.token) and settings.token == _read(token_file(settings))


def hide_from_children(environ: MutableMapping[str, str] = os.environ) -> None:
    """What we start inherits our environment, and none of it needs the token."""
    environ.pop(_VARIABLE, None)


def _read(path: Path) -> str:
    """The token in a file that only its owner can read; empty without a file."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise _unusable(path, error.strerror or str(error)) from error
    try:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode) or found.st_uid not in (os.geteuid(), 0):
            raise _unusable(path, said("it is not a file of yours"))
        if stat.S_IMODE(found.st_mode) & 0o077:
            raise _unusable(path, said("others can read it, so it is no secret any more"))
        token = os.read(descriptor, _MOST_BYTES).decode("ascii", "replace").strip()
    finally:
        os.close(descriptor)
    if not token or not all("!" <= character <= "~" for character in token):
        raise _unusable(path, said("it holds no token"))
    return token


def _make(path: Path, *, again: bool = False) -> str:
    """A new token, in its file before anyone can ask for it. Another process may be quicker, then its token counts,
    unless the one that is there is to be replaced."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        try:
            with os.fdopen(descriptor, "w", encoding="ascii") as file:
                file.write(token + "\n")
                file.flush()
                os.fsync(descriptor)
            if again:
                unfinished.replace(path)
            else:
                os.link(unfinished, path)
        finally:
            unfinished.unlink(missing_ok=True)
    except FileExistsError:
        return _read(path)
    except OSError as error:
        raise _unusable(path, error.strerror or str(error)) from error
    return token


def _unusable(path: Path, reason: str) -> SettingsError:
    return SettingsError(
        "The token file {path} cannot be used: {reason}. Delete it to have a new token made, or set {variable}.",
        path=path,
        reason=reason,
        variable=_VARIABLE,
    )
