"""What the page Server changes: the settings that come of it and what is written into the file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from stepflow_desktop import access, server_access
from stepflow_desktop.errors import SettingsError
from stepflow_desktop.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(config_path=tmp_path / "config.toml")


def test_opening_asks_for_a_token_whatever_was_set(settings: Settings) -> None:
    for before in (None, False, True):
        change = server_access.opened(replace(settings, auth_enabled=before), read_only=False)
        assert (change.settings.http_host, change.settings.websocket_host) == ("::", "::")
        assert access.for_servers(change.settings).token
        assert change.written["auth_enabled"] is (True if before else None)
        assert change.settings.clients_may_start_commands
        assert change.written["clients_may_start_commands"] is None


def test_opening_for_reading_lets_nobody_start_anything(settings: Settings) -> None:
    change = server_access.opened(settings, read_only=True)
    assert not change.settings.clients_may_start_commands
    assert change.written["clients_may_start_commands"] is False


def test_closing_leads_back_to_this_computer(settings: Settings) -> None:
    change = server_access.closed(server_access.opened(settings, read_only=True).settings)
    assert change.settings.wide == () and not change.settings.token_required
    assert change.written == {"http_host": None, "websocket_host": None}


def test_the_token_is_asked_for_here_or_not_but_elsewhere_always(settings: Settings) -> None:
    asking = server_access.asking_for_token(settings, True)
    assert asking.settings.token_required and asking.written == {"auth_enabled": True}
    not_asking = server_access.asking_for_token(asking.settings, False)
    assert not not_asking.settings.token_required and not_asking.written == {"auth_enabled": None}
    with pytest.raises(SettingsError, match="always need the token"):
        server_access.asking_for_token(server_access.opened(settings, read_only=False).settings, False)


@pytest.mark.parametrize(("name", "field"), [("REST", "http_enabled"), ("WebSocket", "websocket_enabled")])
def test_one_server_is_switched_and_the_other_left(settings: Settings, name: str, field: str) -> None:
    off = server_access.switched(settings, name, False)
    assert off.settings == replace(settings, **{field: False})
    assert off.written == {field: False}
    assert server_access.switched(off.settings, name, True) == server_access.Change(settings, {field: None})


def test_the_window_is_told_the_token_only_while_it_is_asked_for(settings: Settings) -> None:
    with_token = replace(settings, token="a-token-from-a-variable")
    assert server_access.as_shown(with_token).token == ""
    shown = server_access.as_shown(replace(with_token, auth_enabled=True))
    assert (shown.token, shown.token_file) == ("a-token-from-a-variable", "")
    kept = access.for_servers(replace(settings, auth_enabled=True))
    shown = server_access.as_shown(kept)
    assert (shown.token, shown.token_file) == (kept.token, str(access.token_file(settings)))
    assert kept.token not in repr(shown)
