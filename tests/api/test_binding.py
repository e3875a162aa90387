"""Ports are taken, and what stands in the way of one is told."""

from __future__ import annotations

import socket

import pytest

from stepflow_desktop.api import binding
from stepflow_desktop.errors import Unavailable


async def test_a_port_that_is_taken_is_told_with_the_name_of_the_server() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(Unavailable, match=rf"{port}[\s\S]*the REST server|the REST server[\s\S]*{port}"):
            await binding.sockets_for("REST", "127.0.0.1", port)


async def test_a_free_port_is_the_same_on_every_address() -> None:
    sockets = await binding.sockets_for("REST", "localhost", 0)
    try:
        assert len({each.getsockname()[1] for each in sockets}) == 1
    finally:
        for each in sockets:
            each.close()


def test_on_this_computer_only_there_is_no_address_for_others() -> None:
    state = binding.listening("WebSocket", "ws", "127.0.0.1", 8765)
    assert (state.state, state.address, state.network_address) == ("listening", "ws://localhost:8765", "")


def test_who_listens_everywhere_tells_what_others_use() -> None:
    state = binding.listening("REST", "http", "0.0.0.0", 8080)
    assert state.address == "http://localhost:8080"
    assert state.network_address.startswith("http://") and state.network_address.endswith(":8080")
