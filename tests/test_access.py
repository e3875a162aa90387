"""The token: when one is needed, where it is kept, who can read it."""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from stepflow_desktop import access, app, cli
from stepflow_desktop.errors import SettingsError
from stepflow_desktop.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(storage_path=tmp_path / "storage", config_path=tmp_path / "config" / "config.toml")


def test_on_this_computer_nobody_needs_a_token_and_none_is_made(settings: Settings) -> None:
    for host in ("127.0.0.1", "localhost", "::1", "127.3.2.1", "LocalHost"):
        local = replace(settings, http_host=host, websocket_host=host)
        assert access.for_servers(local) == local
        assert not local.token_required
    assert not access.token_file(settings).exists()


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "fd00::1", "studio.lan", "127.0.0.1.evil.example"])
@pytest.mark.parametrize("server", ["http_host", "websocket_host"])
def test_binding_either_server_wider_makes_a_token(settings: Settings, server: str, host: str) -> None:
    secured = access.for_servers(replace(settings, **{server: host}))
    assert secured.token_required
    assert len(secured.token) >= 43  # 32 bytes in base64
    assert access.token_file(settings).read_text() == secured.token + "\n"
    assert access.for_servers(replace(settings, **{server: host})).token == secured.token


def test_asking_for_a_token_on_this_computer_makes_one(settings: Settings) -> None:
    asking = replace(settings, auth_enabled=True)
    assert access.for_servers(asking).token
    assert access.for_clients(settings).token == access.for_servers(asking).token


def test_two_tokens_are_not_alike(settings: Settings, tmp_path: Path) -> None:
    one = access.for_servers(replace(settings, auth_enabled=True))
    other = access.for_servers(replace(settings, auth_enabled=True, config_path=tmp_path / "other" / "config.toml"))
    assert one.token != other.token


def test_only_its_owner_can_read_the_token(settings: Settings) -> None:
    umask = os.umask(0)
    try:
        access.for_servers(replace(settings, auth_enabled=True))
    finally:
        os.umask(umask)
    path = access.token_file(settings)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert list(path.parent.iterdir()) == [path]


def test_a_wide_server_without_a_token_is_refused(settings: Settings) -> None:
    for server in ("http_host", "websocket_host"):
        with pytest.raises(SettingsError, match="STEPFLOW_AUTH_ENABLED") as refused:
            access.for_servers(replace(settings, auth_enabled=False, **{server: "0.0.0.0"}))
        assert "\n" not in str(refused.value)
    assert not access.token_file(settings).exists()
    assert access.for_servers(replace(settings, auth_enabled=False)).auth_enabled is False


@pytest.mark.parametrize("verb", ["serve", "window"])
def test_the_command_line_says_so_in_one_line_and_ends_with_2(
    verb: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "config.toml").touch()
    monkeypatch.setenv("STEPFLOW_CONFIG_PATH", str(tmp_path / "config.toml"))
    monkeypatch.setenv("STEPFLOW_AUTH_ENABLED", "false")
    for step in ("set_up_logging", "serve", "open_window"):
        monkeypatch.setattr(app, step, lambda *_: 0)
    code = cli.main([verb, "--http-host", "0.0.0.0", "--storage-path", str(tmp_path / "storage")])
    assert code == 2
    told = capsys.readouterr().err
    assert "STEPFLOW_AUTH_ENABLED" in told
    assert told.count("\n") == 1
    assert not (tmp_path / "storage").exists()


def test_a_token_of_ones_own_is_used_and_not_written_down(settings: Settings) -> None:
    given = replace(settings, auth_enabled=True, token="a-token-of-my-own-making")
    assert access.for_servers(given) == given
    assert access.for_clients(given) == given
    assert not access.token_file(settings).exists()


def test_a_short_token_is_warned_of_but_not_shown(
    settings: Settings, expected_log: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    expected_log.append("short enough to be guessed")
    access.for_servers(replace(settings, auth_enabled=True, token="mouse"))
    assert "mouse" not in caplog.text


def test_without_a_file_a_client_has_no_token(settings: Settings) -> None:
    assert access.for_clients(settings).token == ""


def written(settings: Settings, text: str, mode: int = 0o600) -> Path:
    path = access.token_file(settings)
    path.parent.mkdir()
    path.write_text(text)
    path.chmod(mode)
    return path


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o620])
def test_a_token_that_others_can_reach_is_not_used(settings: Settings, mode: int) -> None:
    written(settings, "a-token-that-others-know\n", mode)
    for use in (access.for_servers, access.for_clients):
        with pytest.raises(SettingsError, match=r"config/token.*others can read it") as refused:
            use(replace(settings, auth_enabled=True))
        assert "a-token-that" not in str(refused.value)


@pytest.mark.parametrize("text", ["", "\n", "two words", "gr\u00f6\u00dfe"])
def test_a_file_without_a_token_is_told(settings: Settings, text: str) -> None:
    written(settings, text)
    with pytest.raises(SettingsError, match="holds no token"):
        access.for_servers(replace(settings, auth_enabled=True))


def test_a_link_or_a_folder_is_no_token_file(settings: Settings, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere"
    target.write_text("somebody-elses-secret\n")
    target.chmod(0o600)
    path = access.token_file(settings)
    path.parent.mkdir()
    path.symlink_to(target)
    with pytest.raises(SettingsError, match="cannot be used"):
        access.for_clients(settings)
    path.unlink()
    path.mkdir()
    with pytest.raises(SettingsError, match="not a file of yours"):
        access.for_clients(settings)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_a_file_of_somebody_else_is_not_used(settings: Settings) -> None:
    os.chown(written(settings, "a-token-of-a-neighbour\n"), 65534, 65534)
    with pytest.raises(SettingsError, match="not a file of yours"):
        access.for_servers(replace(settings, auth_enabled=True))


def test_a_folder_that_cannot_be_written_is_told(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "config").write_text("a file where the folder should be")
    with pytest.raises(SettingsError, match="STEPFLOW_TOKEN"):
        access.for_servers(replace(settings, auth_enabled=True))


def test_of_two_that_make_one_at_the_same_time_the_first_wins(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = os.link

    def beaten(source: Path, target: Path) -> None:
        target.write_text("the-token-of-the-other\n")
        target.chmod(0o600)
        link(source, target)

    monkeypatch.setattr(os, "link", beaten)
    assert access.for_servers(replace(settings, auth_enabled=True)).token == "the-token-of-the-other"
    assert [path.name for path in access.token_file(settings).parent.iterdir()] == ["token"]


def test_what_is_started_does_not_inherit_the_token() -> None:
    environ = {"STEPFLOW_TOKEN": "secret", "PATH": "/bin"}
    access.hide_from_children(environ)
    assert environ == {"PATH": "/bin"}


def test_a_renewed_token_replaces_the_one_in_the_file(settings: Settings) -> None:
    old = access.for_servers(replace(settings, auth_enabled=True))
    new = access.renewed(old)
    assert new == replace(old, token=new.token) and new.token != old.token
    path = access.token_file(settings)
    assert path.read_text() == new.token + "\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    assert access.for_servers(replace(settings, auth_enabled=True)).token == new.token


def test_a_token_that_comes_from_elsewhere_is_not_renewed(settings: Settings) -> None:
    given = replace(settings, auth_enabled=True, token="a-token-from-a-variable")
    with pytest.raises(SettingsError, match="where it comes from"):
        access.renewed(given)
    assert not access.token_file(settings).exists()
    access.for_servers(replace(settings, auth_enabled=True))
    assert not access.is_kept(given)
