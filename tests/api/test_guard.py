from __future__ import annotations

import hmac
from dataclasses import replace
from typing import Any

import pytest

from stepflow_desktop.api.guard import (
    Asked,
    Guard,
    Policy,
    Refused,
    TooManyAttempts,
    Unauthorized,
    host_allowed,
    host_name,
    origin_allowed,
    site_allowed,
)
from stepflow_desktop.api.rate_limits import WRONG_TOKENS
from stepflow_desktop.settings import Settings, is_loopback


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
    assert host_allowed(hosts, ("studio.lan",)) is allowed


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


def test_a_page_without_a_port_is_one_on_port_80() -> None:
    assert origin_allowed(["http://localhost"], "studio.lan", own_ports={80})
    assert not origin_allowed(["http://localhost"], "studio.lan", own_ports={81, 443})


@pytest.mark.parametrize(
    ("sites", "allowed"),
    [
        ([], True),
        (["none"], True),
        (["same-origin"], True),
        (["same-site"], False),
        (["cross-site"], False),
        ([""], False),
        (["none", "cross-site"], False),
    ],
)
def test_site_allowed(sites: list[str], allowed: bool) -> None:
    assert site_allowed(sites) is allowed


def asked(**fields: Any) -> Asked:
    return Asked(**{"hosts": ["localhost"], "path": "/api/executions", "peer": "127.0.0.1", **fields})


def test_the_guard_says_what_to_set() -> None:
    guard = Guard(Policy(hosts=frozenset({"studio.lan"}), origins=frozenset({"https://dash.example"})))
    guard.own_ports.add(8080)
    guard.check(asked(hosts=["studio.lan"]))
    guard.check(asked(origins=["http://localhost:8080"], sites=["same-origin"]))
    guard.check(asked(origins=["https://dash.example"], sites=["cross-site"]))
    with pytest.raises(Refused, match="STEPFLOW_ALLOWED_HOSTS"):
        guard.check(asked(hosts=["evil.example"]))
    with pytest.raises(Refused, match="STEPFLOW_ALLOWED_ORIGINS"):
        guard.check(asked(origins=["null"]))
    with pytest.raises(Refused, match="other sites"):
        guard.check(asked(sites=["cross-site"]))
    with pytest.raises(Refused, match="STEPFLOW_AUTH_ENABLED"):
        guard.check(asked(stranger=lambda: True))


def test_the_policy_is_made_of_the_settings() -> None:
    policy = Policy.of(
        Settings(
            http_host="192.168.1.5",
            websocket_host="fd00::5",
            allowed_hosts=("Studio.lan:8080", "not a host"),
            allowed_origins=("https://dash.example", "*", "null"),
            token="secret",
        )
    )
    # An address chosen by hand is a name of ours; what is no name and what means everyone is left out.
    assert policy.hosts == {"studio.lan", "192.168.1.5", "fd00::5"}
    assert policy.origins == {"https://dash.example"}
    assert policy.token_required
    assert not Policy.of(Settings(token="secret")).token_required
    assert Policy.of(Settings(http_host="0.0.0.0")).hosts == frozenset()


def test_a_server_without_a_token_lets_nobody_in_who_needs_one() -> None:
    guard = Guard(Policy(token_required=True, token=""))
    for tokens in ([], [""], ["", ""], ["x"]):
        with pytest.raises(Unauthorized):
            guard.check(asked(tokens=tokens))


@pytest.mark.parametrize("tokens", [["secret"], ["wrong", "secret"], ["secret", ""]])
def test_one_right_token_is_enough(tokens: list[str]) -> None:
    Guard(Policy(token_required=True, token="secret")).check(asked(tokens=tokens))


def test_tokens_are_compared_in_constant_time(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[tuple[bytes, bytes]] = []
    monkeypatch.setattr(hmac, "compare_digest", lambda given, right: compared.append((given, right)) or given == right)
    assert Policy(token="secret").knows(["secret", "wrong", "größe"])
    assert compared == [(b"secret", b"secret"), (b"wrong", b"secret"), ("größe".encode(), b"secret")]


def test_wrong_tokens_again_and_again_are_429_while_the_right_one_passes() -> None:
    guard = Guard(Policy(token_required=True, token="secret"))
    for _ in range(WRONG_TOKENS):
        with pytest.raises(Unauthorized, match="wrong"):
            guard.check(asked(tokens=["guess"]))
    with pytest.raises(TooManyAttempts) as refused:
        guard.check(asked(tokens=["guess"]))
    assert refused.value.http_status == 429
    assert 0 < int(refused.value.headers["Retry-After"]) <= 60
    guard.check(asked(tokens=["secret"]))
    with pytest.raises(Unauthorized, match="Authorization: Bearer"):
        guard.check(asked())  # none at all is no guess
    with pytest.raises(Unauthorized, match="wrong"):
        guard.check(asked(tokens=["guess"], peer="192.168.1.9"))


def test_neither_policy_nor_question_shows_a_token() -> None:
    shown = repr(Policy(token="secret")) + repr(asked(tokens=["secret"])) + repr(Settings(token="secret"))
    assert "secret" not in shown


def test_another_user_needs_the_token() -> None:
    guard = Guard(Policy(token="secret"))
    with pytest.raises(Refused):
        guard.check(asked(stranger=lambda: True))
    guard.check(asked(stranger=lambda: True, tokens=["secret"]))
    Guard(Policy(token_required=True, token="secret")).check(asked(stranger=lambda: True, tokens=["secret"]))


def test_the_address_that_a_connection_was_made_to_may_stand_as_host() -> None:
    guard = Guard(Policy(token="t", token_required=True))
    asked = Asked(hosts=["192.168.1.24:8080"], arrived_at="192.168.1.24", tokens=["t"])
    guard.check(asked)
    guard.check(replace(asked, hosts=["[fd00::5]"], arrived_at="fd00::5"))
    for arrived_at in ("127.0.0.1", "192.168.1.2", "192.168.1.240", ""):
        with pytest.raises(Refused):
            guard.check(replace(asked, arrived_at=arrived_at))
    with pytest.raises(Refused):
        guard.check(replace(asked, hosts=["0.0.0.0"], arrived_at="127.0.0.1"))


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "MKCOL"])
def test_who_may_only_read_starts_and_changes_nothing(method: str) -> None:
    guard = Guard(Policy.of(Settings(clients_may_start_commands=False)))
    asked = Asked(method=method, path="/api/executions", hosts=["localhost"])
    with pytest.raises(Refused, match="clients_may_start_commands"):
        guard.check(asked)
    for reading in ("GET", "HEAD", "OPTIONS"):
        guard.check(replace(asked, method=reading))
    guard.check(Asked(websocket=True, hosts=["localhost"]))
    guard.let_clients_write(True)
    guard.check(asked)
    guard.let_clients_write(False)
    with pytest.raises(Refused):
        guard.check(asked)


PAGE = "https://dash.example"
QUESTION = Asked(method="OPTIONS", path="/api/executions", preflight=True, hosts=["localhost"], origins=[PAGE])
LISTED = Policy(origins=frozenset({PAGE}), token_required=True, token="secret")


def test_the_answer_is_for_listed_pages_and_in_development_for_all() -> None:
    assert LISTED.readable_by(PAGE) == PAGE
    assert LISTED.readable_by("https://other.example") is None
    assert Policy().readable_by(PAGE) is None
    assert Policy(development=True).readable_by("null") == "*"


@pytest.mark.parametrize(
    ("question", "answered"),
    [
        (QUESTION, True),
        (replace(QUESTION, preflight=False), False),
        (replace(QUESTION, origins=[]), False),
        (replace(QUESTION, origins=["https://other.example"]), False),
        (replace(QUESTION, origins=[PAGE, PAGE]), False),
    ],
)
def test_only_a_listed_page_that_asks_whether_it_may_is_answered_without_a_token(
    question: Asked, answered: bool
) -> None:
    guard = Guard(LISTED)
    assert guard.answers_preflight(question) is answered
    if answered:
        guard.check(question)
    else:
        with pytest.raises((Unauthorized, Refused)):
            guard.check(question)
        assert not Guard(Policy()).answers_preflight(question)


@pytest.mark.parametrize(
    ("question", "open_to_all"),
    [
        (Asked(path="/api/health"), True),
        (Asked(path="/api/health", method="HEAD"), True),
        (Asked(path="/api/health", method="POST"), False),
        (Asked(path="/api/health", method="OPTIONS"), False),
        (Asked(path="/api/health", websocket=True), False),
        (Asked(path="/api/health/status"), False),
        (Asked(path="/api/health/"), False),
        (Asked(path="/API/HEALTH"), False),
        (Asked(path="/api/executions"), False),
        (Asked(path="/"), False),
    ],
)
def test_only_the_health_needs_no_token(question: Asked, open_to_all: bool) -> None:
    guard = Guard(Policy(token_required=True, token="secret"))
    question = replace(question, hosts=["localhost"])
    guard.check(replace(question, tokens=["secret"]))
    if open_to_all:
        guard.check(question)
        return
    with pytest.raises(Unauthorized):
        guard.check(question)


@pytest.mark.parametrize(
    ("origin", "may_write"),
    [
        ("http://localhost:3000", True),
        ("https://127.0.0.1", True),
        ("http://[::1]:1", True),
        ("https://dash.example", False),
        ("http://localhost.evil.example", False),
        ("ftp://localhost:8080", False),
        ("chrome-extension://localhost", False),
        ("localhost:3000", False),
        ("file://", False),
        ("null", False),
    ],
)
def test_in_development_any_page_reads_and_pages_of_this_computer_write(origin: str, may_write: bool) -> None:
    guard = Guard(Policy(development=True, token="secret"))
    question = Asked(path="/api/executions", hosts=["localhost"], origins=[origin])
    guard.check(question)
    guard.check(replace(question, method="POST", websocket=True))
    writing = replace(question, method="POST")
    guard.check(replace(writing, tokens=["secret"]))
    if may_write:
        guard.check(writing)
    else:
        with pytest.raises(Refused):
            guard.check(writing)
    with pytest.raises(Refused):
        guard.check(replace(question, origins=[origin, origin]))
    with pytest.raises(Refused):
        Guard(Policy(token="secret")).check(question)
