"""Settings: where values come from, which one wins, and what is said about those that cannot be used."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from stepflow_desktop import settings
from stepflow_desktop.errors import SettingsError
from stepflow_desktop.settings import Settings


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def loaded(config: Path, text: str = "", variables: dict[str, str] | None = None, **overrides: Any) -> Settings:
    config.write_text(text, "utf-8")
    return settings.load({"STEPFLOW_CONFIG_PATH": str(config), **(variables or {})}, overrides)


def test_without_anything_the_defaults_of_the_contract_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "config_dir", lambda: tmp_path / "config")
    monkeypatch.setattr(settings, "data_dir", lambda: tmp_path / "data")
    result = settings.load({})
    assert (result.http_host, result.http_port) == ("127.0.0.1", 8080)
    assert (result.websocket_host, result.websocket_port) == ("127.0.0.1", 8765)
    assert result.storage_path == tmp_path / "data"
    assert result.config_path == tmp_path / "config" / "config.toml"
    assert result.working_directory == Path.home()
    assert result.slots == 128
    assert result.auth_enabled is None
    assert not result.development


def test_the_environment_wins_over_the_file_and_the_command_line_over_both(config: Path) -> None:
    text = "http_port = 1001\nwebsocket_port = 1002\nslots = 3\n"
    result = loaded(config, text, {"STEPFLOW_WEBSOCKET_PORT": "2002", "STEPFLOW_HTTP_PORT": "2001"}, http_port="3001")
    assert (result.slots, result.websocket_port, result.http_port) == (3, 2002, 3001)


def test_an_option_that_was_not_given_and_an_empty_variable_change_nothing(config: Path) -> None:
    assert loaded(config, "slots = 7", {"STEPFLOW_HTTP_PORT": ""}, slots=None) == loaded(config, "slots = 7")


def test_every_variable_of_the_contract_reaches_its_setting(config: Path, tmp_path: Path) -> None:
    result = loaded(
        config,
        variables={
            "STEPFLOW_LOG_LEVEL": "debug",
            "STEPFLOW_STORAGE_PATH": str(tmp_path / "storage"),
            "STEPFLOW_WEBSOCKET_HOST": "::1",
            "STEPFLOW_WEBSOCKET_PORT": "0",
            "STEPFLOW_AUTH_ENABLED": "true",
            "STEPFLOW_HTTP_HOST": "0.0.0.0",
            "STEPFLOW_HTTP_PORT": "65535",
            "STEPFLOW_TOKEN": " secret ",
            "STEPFLOW_ALLOWED_HOSTS": "box.lan, other.lan,",
            "STEPFLOW_ALLOWED_ORIGINS": "https://a.example",
            "STEPFLOW_ENV": "development",
        },
    )
    assert result == Settings(
        log_level="DEBUG",
        storage_path=tmp_path / "storage",
        websocket_host="::1",
        websocket_port=0,
        auth_enabled=True,
        http_host="0.0.0.0",
        http_port=65535,
        token="secret",
        allowed_hosts=("box.lan", "other.lan"),
        allowed_origins=("https://a.example",),
        development=True,
        working_directory=Path.home(),
        config_path=config,
    )


VALUES: dict[str, tuple[str, Any]] = {
    "log_level": ('"warning"', "WARNING"),
    "storage_path": ('"/srv/stepflow"', Path("/srv/stepflow")),
    "http_host": ('"localhost"', "localhost"),
    "http_port": ("8081", 8081),
    "websocket_host": ('"localhost"', "localhost"),
    "websocket_port": ("8766", 8766),
    "auth_enabled": ("false", False),
    "token": ('"abc"', "abc"),
    "allowed_hosts": ('["a", "b"]', ("a", "b")),
    "allowed_origins": ('["http://a"]', ("http://a",)),
    "development": ("true", True),
    "clients_may_start_commands": ("false", False),
    "http_enabled": ("false", False),
    "websocket_enabled": ("false", False),
    "slots": ("2", 2),
    "queue_limit": ("5", 5),
    "grace_s": ("0.5", 0.5),
    "working_directory": ('"/srv"', Path("/srv")),
    "upload_limit_bytes": ("1000", 1000),
    "artifact_limit_bytes": ("1000", 1000),
    "artifact_limit_count": ("10", 10),
    "artifact_roots": ('["/srv/out"]', ("/srv/out",)),
    "implicit_progress": ("false", False),
    "retention_days": ("30", 30),
    "artifact_retention_days": ("90", 90),
    "shell": ('"/bin/bash"', "/bin/bash"),
    "terminal": ("true", True),
    "log_limit_bytes": ("1000000", 1_000_000),
    "log_limit_action": ('"stop"', "stop"),
    "keep_awake": ("true", True),
    "start_page": ('"server"', "server"),
    "language": ('"zh_CN"', "zh_CN"),
    "close_to_tray": ("true", True),
    "theme": ('"dark"', "dark"),
    "system_accent": ("true", True),
    "dark_log": ("true", True),
    "reduce_motion": ("true", True),
    "status_colours": ('"blue_orange"', "blue_orange"),
    "interface_font": ('"Inter"', "Inter"),
    "interface_size": ("150", 150),
    "log_font": ('"JetBrains Mono"', "JetBrains Mono"),
    "log_size": ("14", 14),
    "row_height": ('"compact"', "compact"),
    "log_timestamps": ('"step"', "step"),
    "log_wrap": ("true", True),
    "log_follow": ("false", False),
    "log_guess_levels": ("false", False),
    "log_caret": ("true", True),
    "single_keys": ("false", False),
    "times": ('"relative"', "relative"),
    "notify_failed": ("false", False),
    "notify_completed": ("false", False),
    "notify_completed_after_s": ("5", 5),
    "notify_server": ("false", False),
    "do_not_disturb": ("true", True),
    "notify_rules": ('["nightly=never"]', ("nightly=never",)),
    "tray_icon": ("false", False),
    "shortcuts": ('["stop=Ctrl+J", "kill="]', ("stop=Ctrl+J", "kill=")),
}


def test_a_shell_is_a_whole_path_that_need_not_be_there(config: Path) -> None:
    assert loaded(config, 'shell = ""').shell == ""
    assert loaded(config, 'shell = "~/bin/fish"').shell == str(Path.home() / "bin" / "fish")
    for shell in ("bash", "~nobody-of-that-name/bash"):
        with pytest.raises(SettingsError, match="whole path of a shell, such as /bin/bash"):
            loaded(config, f'shell = "{shell}"')


def test_the_home_folder_of_nobody_is_no_path(config: Path) -> None:
    with pytest.raises(SettingsError, match="storage_path is empty or not a path"):
        loaded(config, 'storage_path = "~nobody-of-that-name/runs"')


def test_the_table_of_values_names_every_setting() -> None:
    assert set(VALUES) | {"config_path", "fixed_by"} == {field.name for field in fields(Settings)}


def test_what_decides_a_value_from_outside_the_file_is_known(config: Path) -> None:
    result = loaded(config, "slots = 3", {"STEPFLOW_HTTP_PORT": "1", "STEPFLOW_WEBSOCKET_PORT": "2"}, http_port="3")
    assert result.fixed_by == {"http_port": "--http-port", "websocket_port": "STEPFLOW_WEBSOCKET_PORT"}
    with pytest.raises(SettingsError, match="fixed_by"):
        loaded(config, "fixed_by = 1")


@pytest.mark.parametrize("name", VALUES)
def test_every_setting_can_stand_in_the_file(config: Path, name: str) -> None:
    text, value = VALUES[name]
    assert getattr(loaded(config, f"{name} = {text}"), name) == value


def test_the_home_folder_may_be_written_as_a_tilde_and_the_storage_path_becomes_absolute(config: Path) -> None:
    assert loaded(config, 'working_directory = "~/work"').working_directory == Path.home() / "work"
    assert loaded(config, storage_path="here").storage_path == Path("here").absolute()


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("STEPFLOW_LOG_LEVEL", "loud"),
        ("STEPFLOW_STORAGE_PATH", "  "),
        ("STEPFLOW_HTTP_HOST", "two hosts"),
        ("STEPFLOW_HTTP_PORT", "eighty"),
        ("STEPFLOW_HTTP_PORT", "65536"),
        ("STEPFLOW_WEBSOCKET_PORT", "-1"),
        ("STEPFLOW_AUTH_ENABLED", "perhaps"),
        ("STEPFLOW_ENV", "staging"),
    ],
)
def test_a_variable_that_cannot_be_used_is_named(config: Path, variable: str, value: str) -> None:
    with pytest.raises(SettingsError, match=variable):
        loaded(config, variables={variable: value})


@pytest.mark.parametrize(
    "line",
    [
        "log_level = 3",
        'storage_path = ""',
        "http_host = 1",
        "http_port = true",
        "http_port = 80.5",
        'auth_enabled = "maybe"',
        "token = 12",
        "allowed_hosts = [1]",
        "slots = 0",
        "grace_s = -1",
        "grace_s = nan",
        'theme = "pink"',
        "interface_size = 79",
        "log_size = 25",
        'language = "de"',
        'notify_rules = ["nightly"]',
        'shortcuts = ["Ctrl+J"]',
        "upload_limit_bytes = 0",
    ],
)
def test_a_line_that_cannot_be_used_is_named_with_its_file(config: Path, line: str) -> None:
    with pytest.raises(SettingsError) as caught:
        loaded(config, line)
    assert str(config) in str(caught.value)
    assert line.split(" ")[0] in str(caught.value)


@pytest.mark.parametrize("token", ["two words", "größe", "tab\there", "nul\0"])
def test_a_token_that_no_header_can_carry_is_refused_and_not_shown(config: Path, token: str) -> None:
    with pytest.raises(SettingsError, match="STEPFLOW_TOKEN") as caught:
        loaded(config, variables={"STEPFLOW_TOKEN": token})
    assert token not in str(caught.value)


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        *(
            ("STEPFLOW_ALLOWED_ORIGINS", bad)
            for bad in ("*", "null", "https://a.example/", "a.example", "https://*.a.b")
        ),
        *(("STEPFLOW_ALLOWED_HOSTS", bad) for bad in ("*", "http://a.lan", "a.lan/x", "*.lan", "a b", "fd00::1")),
    ],
)
def test_a_name_that_can_never_match_is_refused(config: Path, variable: str, value: str) -> None:
    with pytest.raises(SettingsError, match=variable):
        loaded(config, variables={variable: f"localhost,{value}" if "HOSTS" in variable else value})


def test_names_that_can_match_are_taken(config: Path) -> None:
    names = "studio.lan, STUDIO.LAN:8080, 192.168.1.5, [fd00::1], [fd00::1]:8080"
    origins = "https://a.example, http://localhost:3000, http://[::1]:3000, chrome-extension://abc"
    result = loaded(config, variables={"STEPFLOW_ALLOWED_HOSTS": names, "STEPFLOW_ALLOWED_ORIGINS": origins})
    assert result.allowed_hosts == tuple(names.split(", "))
    assert result.allowed_origins == tuple(origins.split(", "))


@pytest.mark.parametrize(
    ("http", "websocket", "auth", "wide", "required"),
    [
        ("127.0.0.1", "localhost", None, (), False),
        ("127.0.0.1", "::1", False, (), False),
        ("127.0.0.1", "::1", True, (), True),
        ("0.0.0.0", "127.0.0.1", None, ("0.0.0.0",), True),
        ("127.0.0.1", "::", None, ("::",), True),
        ("box.lan", "box.lan", None, ("box.lan",), True),
        ("0.0.0.0", "::", False, ("0.0.0.0", "::"), True),  # refused at the start; never open if it is not
    ],
)
def test_what_is_bound_wide_needs_a_token(
    http: str, websocket: str, auth: bool | None, wide: tuple[str, ...], required: bool
) -> None:
    settings = Settings(http_host=http, websocket_host=websocket, auth_enabled=auth)
    assert (settings.wide, settings.token_required) == (wide, required)


def test_an_option_that_cannot_be_used_is_named(config: Path) -> None:
    with pytest.raises(SettingsError, match="--http-port"):
        loaded(config, http_port="x")


def test_a_misspelt_setting_is_not_ignored(config: Path) -> None:
    with pytest.raises(SettingsError, match="htpt_port"):
        loaded(config, "htpt_port = 1")
    with pytest.raises(SettingsError, match="config_path"):
        loaded(config, 'config_path = "x"')


def test_a_file_that_is_no_toml_is_named(config: Path) -> None:
    with pytest.raises(SettingsError, match=r"config\.toml"):
        loaded(config, "this is = = no toml")
    with pytest.raises(SettingsError, match=r"config\.toml"):
        loaded(config, "slots = " + "[" * 100_000)


def test_the_settings_file_need_not_be_there(tmp_path):
    given = {
        "absent.toml": tmp_path / "absent.toml",
        "absent": tmp_path / "absent" / "config.toml",
        ".": tmp_path / "config.toml",
    }
    for name, path in given.items():
        assert settings.load({"STEPFLOW_CONFIG_PATH": str(tmp_path / name)}).config_path == path
    (tmp_path / "settings").write_text("slots = 3\n")
    assert settings.load({"STEPFLOW_CONFIG_PATH": str(tmp_path / "settings")}).slots == 3


def test_the_resources_are_found_in_a_checkout_and_in_an_installed_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (settings.resources_dir() / "demo" / "pipeline.py").is_file()
    installed = tmp_path / "stepflow_desktop"
    (installed / "resources").mkdir(parents=True)
    monkeypatch.setattr(settings, "__file__", str(installed / "settings.py"))
    assert settings.resources_dir() == installed / "resources"
