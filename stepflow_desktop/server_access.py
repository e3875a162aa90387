"""Who may use the servers, as the window changes it: the new settings, and what of them is written to the file.

Each function answers a ``Change`` and does nothing else; ``AppServers`` keeps it and acts on it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from stepflow_desktop import access
from stepflow_desktop.core.server_protocol import ServerAccess
from stepflow_desktop.errors import SettingsError
from stepflow_desktop.settings import Settings

EVERYWHERE = "::"
_HERE = Settings().http_host


@dataclass(frozen=True, slots=True)
class Change:
    """``written`` goes into the settings file; None there means the default."""

    settings: Settings
    written: Mapping[str, Any]


def opened(settings: Settings, *, read_only: bool) -> Change:
    """Both servers on every address; the token is asked for because they are."""
    # An explicit "false" would stop the next start.
    asking = settings.auth_enabled or None
    return Change(
        replace(
            settings,
            http_host=EVERYWHERE,
            websocket_host=EVERYWHERE,
            auth_enabled=asking,
            clients_may_start_commands=not read_only,
        ),
        {
            "http_host": EVERYWHERE,
            "websocket_host": EVERYWHERE,
            "auth_enabled": asking,
            "clients_may_start_commands": False if read_only else None,
        },
    )


def closed(settings: Settings) -> Change:
    """Both servers on this computer's own addresses."""
    return Change(replace(settings, http_host=_HERE, websocket_host=_HERE), {"http_host": None, "websocket_host": None})


def asking_for_token(settings: Settings, on: bool) -> Change:
    """Raises SettingsError for servers that others reach: they always ask for it."""
    if settings.wide and not on:
        raise SettingsError("Clients from other computers always need the token.")
    return Change(replace(settings, auth_enabled=on or None), {"auth_enabled": on or None})


def letting_clients_start(settings: Settings, on: bool) -> Change:
    return Change(
        replace(settings, clients_may_start_commands=on), {"clients_may_start_commands": None if on else False}
    )


def switched(settings: Settings, name: str, on: bool) -> Change:
    """The server ``name`` (``REST`` or ``WebSocket``) on or off."""
    kept = None if on else False
    if name == "REST":
        return Change(replace(settings, http_enabled=on), {"http_enabled": kept})
    return Change(replace(settings, websocket_enabled=on), {"websocket_enabled": kept})


def as_shown(settings: Settings) -> ServerAccess:
    """How it stands, for the window. ``settings`` have the token in them that clients need. Reads the token's file."""
    token = settings.token if settings.token_required else ""
    return ServerAccess(
        open_to_network=bool(settings.wide),
        token_required=settings.token_required,
        token=token,
        token_file=str(access.token_file(settings)) if token and access.is_kept(settings) else "",
        clients_may_start_commands=settings.clients_may_start_commands,
    )
