from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from stepflow_desktop.api import peers
from stepflow_desktop.api.peers import Peers

HEAD = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n"
ROW = (
    "  1: {local} {remote} 01 00000000:00000000 00:00000000 00000000 {uid:5}        0 {inode} 1 0000000000000000\n"
)
IPV4 = (("127.0.0.1", 0x9C40), ("127.0.0.1", 0x1F90))
IPV6 = (("::1", 0x9C40), ("::1", 0x1F90))


class Transport:
    """Something to remember a connection by."""


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    (tmp_path / "tcp").write_text(HEAD)
    (tmp_path / "tcp6").write_text(HEAD)
    return tmp_path


def add(table: Path, local: str, remote: str, uid: int, inode: int = 4711) -> None:
    with table.open("a") as file:
        file.write(ROW.format(local=local, remote=remote, uid=uid, inode=inode))


little = pytest.mark.skipif(sys.byteorder != "little", reason="the rows are written as a little-endian machine does")
LOOPBACK6 = "00000000000000000000000001000000"
MAPPED = "0000000000000000FFFF00000100007F"


@little
def test_the_owner_is_that_of_the_clients_end(tables: Path) -> None:
    add(tables / "tcp", "0100007F:1F90", "0100007F:9C40", 1000)  # ours
    add(tables / "tcp", "0100007F:9C41", "0100007F:1F90", 1002)  # another client
    assert Peers([], tables=tables).owner(*IPV4) is None
    add(tables / "tcp", "0100007F:9C40", "0100007F:1F90", 1001)
    assert Peers([], tables=tables).owner(*IPV4) == 1001


@little
def test_ipv6_and_ipv4_through_an_ipv6_socket(tables: Path) -> None:
    add(tables / "tcp6", f"{LOOPBACK6}:9C40", f"{LOOPBACK6}:1F90", 1001)
    assert Peers([], tables=tables).owner(*IPV6) == 1001
    assert Peers([], tables=tables).owner(*IPV4) is None
    add(tables / "tcp6", f"{MAPPED}:9C40", f"{MAPPED}:1F90", 1003)
    assert Peers([], tables=tables).owner(*IPV4) == 1003


@little
def test_a_closed_socket_says_it_is_roots_and_is_not_believed(tables: Path) -> None:
    add(tables / "tcp", "0100007F:9C40", "0100007F:1F90", 0, inode=0)
    known = Peers([0], tables=tables)
    assert known.owner(*IPV4) is None
    assert known.stranger(Transport(), *IPV4)()


@little
def test_we_and_root_are_no_strangers(tables: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    verdicts = {}
    for uid in (1000, 0, 1001, 65534):
        (tables / "tcp").write_text(HEAD)
        add(tables / "tcp", "0100007F:9C40", "0100007F:1F90", uid)
        verdicts[uid] = Peers(tables=tables).stranger(Transport(), *IPV4)()
    assert verdicts == {1000: False, 0: False, 1001: True, 65534: True}


@little
def test_a_connection_is_looked_up_once(tables: Path) -> None:
    add(tables / "tcp", "0100007F:9C40", "0100007F:1F90", 1000)
    known, transport, other = Peers([1000], tables=tables), Transport(), Transport()
    assert not known.stranger(transport, *IPV4)()
    (tables / "tcp").write_text(HEAD)
    assert not known.stranger(transport, *IPV4)()
    assert known.stranger(other, *IPV4)()


def test_what_is_not_known_is_a_stranger(tables: Path) -> None:
    known = Peers([os.geteuid()], tables=tables)
    assert known.stranger(Transport(), *IPV4)()  # no such row
    assert known.stranger(Transport(), ("192.168.1.9", 1), ("192.168.1.5", 2))()
    assert known.stranger(Transport(), None, None)()
    assert known.stranger(None, *IPV4)()
    (tables / "tcp").unlink()  # as when there are no descriptors left to open it with
    assert known.stranger(Transport(), *IPV4)()


def test_without_the_table_nothing_is_known_of_anyone(tmp_path: Path) -> None:
    assert not Peers([], tables=tmp_path).stranger(Transport(), *IPV4)()


@pytest.fixture(params=[socket.AF_INET, socket.AF_INET6])
def connected(request: pytest.FixtureRequest) -> Iterator[tuple[socket.socket, socket.socket]]:
    with socket.socket(request.param) as listener:
        listener.bind(("127.0.0.1" if request.param == socket.AF_INET else "::1", 0))
        listener.listen()
        with socket.create_connection(listener.getsockname()[:2]) as client:
            server, _ = listener.accept()
            with server:
                yield client, server


@pytest.mark.skipif(not peers.PROC_NET.exists(), reason="only Linux tells the owner of a socket")
def test_the_real_table_knows_this_process(connected: tuple[socket.socket, socket.socket]) -> None:
    client, server = connected
    ends = server.getpeername(), server.getsockname()
    assert Peers().owner(ends[0][:2], ends[1][:2]) == os.geteuid()
    assert not Peers().stranger(Transport(), *ends)()
    assert Peers([12345]).stranger(Transport(), *ends)()
    client.close()
    assert Peers().stranger(Transport(), *ends)()
