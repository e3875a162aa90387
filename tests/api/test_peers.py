"""Who is a stranger; the owners are made up here, test_socket_owner asks the system."""

from __future__ import annotations

import os
from typing import Any

import pytest

from stepflow_desktop.api import peers
from stepflow_desktop.api.peers import Peers

ENDS = (("127.0.0.1", 40000), ("127.0.0.1", 8080))


class Transport:
    """Something to remember a connection by."""


def known_to_be(uid: int | None, trusted: Any = None) -> Peers:
    return Peers(trusted, lambda local, remote: uid)


def test_we_and_root_are_no_strangers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    verdicts = {uid: known_to_be(uid).stranger(Transport(), *ENDS)() for uid in (1000, 0, 1001, 65534, None)}
    assert verdicts == {1000: False, 0: False, 1001: True, 65534: True, None: True}


def test_it_is_the_clients_end_that_is_looked_up() -> None:
    asked: list[Any] = []
    Peers([0], lambda local, remote: asked.append((local, remote))).stranger(
        Transport(), ("::1", 40000, 0, 0), ("::1", 8080, 0, 0)
    )()
    assert asked == [(("::1", 40000), ("::1", 8080))]


def test_a_connection_is_looked_up_once() -> None:
    uids = iter((1000, 1001))
    known, transport, other = Peers([1000], lambda local, remote: next(uids)), Transport(), Transport()
    assert not known.stranger(transport, *ENDS)()
    assert not known.stranger(transport, *ENDS)()
    assert known.stranger(other, *ENDS)()
    assert known.stranger(other, *ENDS)()


def test_what_is_not_known_is_a_stranger() -> None:
    known = known_to_be(0)
    assert known.stranger(Transport(), ("192.168.1.9", 1), ("192.168.1.5", 2))()
    assert known.stranger(Transport(), None, None)()
    assert known.stranger(None, *ENDS)()


def test_where_the_system_does_not_tell_nobody_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(peers, "best_owner", lambda: None)
    assert not Peers([]).stranger(Transport(), *ENDS)()
