"""The owner of a socket, from tables written here and from the system itself."""

from __future__ import annotations

import errno
import os
import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from stepflow_desktop.api import socket_owner
from stepflow_desktop.api.socket_owner import best_owner, diagnostics_answer, owner_by_diagnostics, owner_by_table

HEAD = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n"
ROW = "  1: {local} {remote} 01 00000000:00000000 00:00000000 00000000 {uid:5}        0 {inode} 1 0000000000000000\n"
IPV4 = (("127.0.0.1", 0x9C40), ("127.0.0.1", 0x1F90))
IPV6 = (("::1", 0x9C40), ("::1", 0x1F90))
LOOPBACK6 = "00000000000000000000000001000000"
MAPPED = "0000000000000000FFFF00000100007F"

linux = pytest.mark.skipif(not socket_owner.PROC_NET.exists(), reason="only Linux tells the owner of a socket")
little = pytest.mark.skipif(sys.byteorder != "little", reason="the rows are written as a little-endian machine does")


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    (tmp_path / "tcp").write_text(HEAD)
    (tmp_path / "tcp6").write_text(HEAD)
    return tmp_path


def add(table: Path, local: str, remote: str, uid: int, inode: int = 4711) -> None:
    with table.open("a") as file:
        file.write(ROW.format(local=local, remote=remote, uid=uid, inode=inode))


@little
def test_the_owner_is_that_of_the_clients_end(tables: Path) -> None:
    add(tables / "tcp", "0100007F:1F90", "0100007F:9C40", 1000)  # ours
    add(tables / "tcp", "0100007F:9C41", "0100007F:1F90", 1002)  # another client
    assert owner_by_table(*IPV4, tables) is None
    add(tables / "tcp", "0100007F:9C40", "0100007F:1F90", 1001)
    assert owner_by_table(*IPV4, tables) == 1001


@little
def test_ipv6_and_ipv4_through_an_ipv6_socket(tables: Path) -> None:
    add(tables / "tcp6", f"{LOOPBACK6}:9C40", f"{LOOPBACK6}:1F90", 1001)
    assert owner_by_table(*IPV6, tables) == 1001
    assert owner_by_table(*IPV4, tables) is None
    add(tables / "tcp6", f"{MAPPED}:9C40", f"{MAPPED}:1F90", 1003)
    assert owner_by_table(*IPV4, tables) == 1003


@little
def test_a_closed_socket_says_it_is_roots_and_is_not_believed(tables: Path) -> None:
    add(tables / "tcp", "0100007F:9C40", "0100007F:1F90", 0, inode=0)
    assert owner_by_table(*IPV4, tables) is None


def test_tables_that_cannot_be_opened_tell_nothing(tmp_path: Path) -> None:
    assert owner_by_table(*IPV4, tmp_path) is None


def no_descriptors(*_: object) -> Any:
    raise OSError(errno.EMFILE, "too many open files")


def test_the_way_is_the_best_that_there_is(tables: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket_owner, "diagnostics_answer", lambda: False)
    assert best_owner(tmp_path / "absent") is None
    by_table = best_owner(tables)
    assert by_table is not None
    assert by_table(*IPV4) is None
    monkeypatch.setattr(socket_owner, "diagnostics_answer", lambda: True)
    monkeypatch.setattr(socket, "AF_NETLINK", 16, raising=False)
    assert best_owner(tables) is owner_by_diagnostics


@linux
def test_without_descriptors_nobody_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket_owner, "_ask", no_descriptors)
    assert owner_by_diagnostics(*IPV4) is None
    assert not diagnostics_answer()


@pytest.mark.parametrize(
    ("answer", "works"), [(-errno.ENOENT, True), (-errno.EOPNOTSUPP, False), (-errno.EPERM, False), (0, False)]
)
def test_a_kernel_that_knows_nobody_at_port_0_answers(
    answer: int, works: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket_owner, "_ask", lambda *_: answer)
    assert diagnostics_answer() is works


WAYS: dict[str, Callable[..., int | None]] = {"table": owner_by_table, "diagnostics": owner_by_diagnostics}


def connected(family: int, client: socket.socket) -> Iterator[socket.socket]:
    with socket.socket(family) as listener:
        listener.bind(("127.0.0.1" if family == socket.AF_INET else "::1", 0))
        listener.listen()
        host, port = listener.getsockname()[:2]
        client.connect((f"::ffff:{host}" if client.family != family else host, port))
        server, _ = listener.accept()
        with server:
            yield server


@linux
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("family", "client_family"),
    [(socket.AF_INET, socket.AF_INET), (socket.AF_INET6, socket.AF_INET6), (socket.AF_INET, socket.AF_INET6)],
    ids=["IPv4", "IPv6", "IPv4 through IPv6"],
)
def test_the_system_knows_this_process_until_it_closes(way: str, family: int, client_family: int) -> None:
    if way == "diagnostics" and not diagnostics_answer():
        pytest.skip("this kernel answers no questions about sockets")
    with socket.socket(client_family) as client:
        for server in connected(family, client):
            ends = server.getpeername()[:2], server.getsockname()[:2]
            assert WAYS[way](*ends) == os.geteuid()
            assert WAYS[way](ends[0], (ends[1][0], ends[1][1] ^ 1)) is None
            client.close()
            assert WAYS[way](*ends) is None
