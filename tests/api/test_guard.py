from __future__ import annotations

import pytest

from stepflow_desktop.api.guard import (
    Guard,
    Refused,
    host_allowed,
    host_name,
    is_loopback,
    origin_allowed,
    site_allowed,
)


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("localhost", "localhost"),
        ("LOCALHOST:8080", "localhost"),
        ("127.0.0.1:1", "127.0.0.1"),
        ("[::1]:8080", "::1"),
        ("[::1]", "::1"),
        ("::1", None),
        ("", None),
        ("localhost:", None),
        ("localhost:http", None),
        ("localhost:123456", None),
        ("local host", None),
        ("user@localhost", None),
        ("localhost/x", None),
        ("localhost, evil.example", None),
        ("[::1]x", None),
    ],
)
def test_host_name(host: str, name: str | None) -> None:
    assert host_name(host) == name


@pytest.mark.parametrize(
    ("name", "loopback"),
    [
        ("localhost", True),
        ("127.0.0.1", True),
        ("127.255.255.254", True),
        ("::1", True),
        ("0:0:0:0:0:0:0:1", True),
        ("0.0.0.0", False),
        ("128.0.0.1", False),
        ("127.0.0.1.evil.example", False),
        ("127.1", False),
        ("0177.0.0.1", False),
        ("2130706433", False),
        ("::", False),
        ("::ffff:127.0.0.1", False),
        ("localhost.evil.example", False),
        ("evil.localhost", False),
    ],
)
def test_is_loopback(name: str, loopback: bool) -> None:
    assert is_loopback(name) is loopback


@pytest.mark.parametrize(
    ("hosts", "allowed"),
    [
        (["localhost:8080"], True),
        (["localhost:9999"], True),  # the far end of ssh -L
        (["studio.lan"], True),
        (["STUDIO.LAN:8080"], True),
        (["evil.example"], False),
        (["studio.lan.evil.example"], False),
        ([], False),
        (["localhost", "localhost"], False),
        (["localhost", "evil.example"], False),
    ],
)
def test_host_allowed(hosts: list[str], allowed: bool) -> None:
    assert host_allowed(hosts, ("studio.lan:8080",)) is allowed


@pytest.mark.parametrize(
    ("origins", "allowed"),
    [
        (["http://localhost:8080"], True),
        (["http://127.0.0.1:8765"], True),
        (["http://[::1]:8080"], True),
        (["http://studio.lan:8080"], True),  # the page of the asked host
        (["https://dash.example"], True),  # listed
        (["https://dash.example:444"], False),
        (["http://dash.example"], False),
        (["http://localhost:3000"], False),
        (["http://localhost"], False),
        (["https://localhost:8080"], False),
        (["null"], False),
        ([""], False),
        (["file://"], False),
        (["http://evil.example"], False),
        (["http://localhost.evil.example:8080"], False),
        (["http://studio.lan:8080.evil.example"], False),
        (["http://localhost:8080/"], False),
        (["http://localhost:8080", "http://localhost:8080"], False),
    ],
)
def test_origin_allowed(origins: list[str], allowed: bool) -> None:
    assert (
        origin_allowed(origins, "studio.lan:8080", own_ports={8080, 8765}, allowed={"https://dash.example"}) is allowed
    )


@pytest.mark.parametrize(
    ("site", "allowed"),
    [(None, True), ("none", True), ("same-origin", True), ("same-site", False), ("cross-site", False), ("", False)],
)
def test_site_allowed(site: str | None, allowed: bool) -> None:
    assert site_allowed(site) is allowed


def test_the_guard_says_what_to_set() -> None:
    guard = Guard(allowed_hosts=("studio.lan",), allowed_origins=("https://dash.example",))
    guard.own_ports.add(8080)
    guard.check(["studio.lan"], [], None)
    guard.check(["localhost"], ["http://localhost:8080"], "same-origin")
    guard.check(["localhost"], ["https://dash.example"], "cross-site")
    with pytest.raises(Refused, match="STEPFLOW_ALLOWED_HOSTS"):
        guard.check(["evil.example"], [], None)
    with pytest.raises(Refused, match="STEPFLOW_ALLOWED_ORIGINS"):
        guard.check(["localhost"], ["null"], None)
    with pytest.raises(Refused, match="other sites"):
        guard.check(["localhost"], [], "cross-site")
