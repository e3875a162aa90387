from __future__ import annotations

from dataclasses import replace

from stepflow_desktop.core.model import ServerState
from stepflow_desktop.core.server_protocol import ServerAccess
from stepflow_desktop.gui.server.summary import summary

REST = ServerState(name="REST", state="listening")
HUB = ServerState(name="WebSocket", state="listening")
OPEN = ServerAccess(open_to_network=True, token_required=True)


def test_it_says_who_can_do_what() -> None:
    read_only = replace(OPEN, clients_may_start_commands=False)
    assert summary([REST, HUB], ServerAccess(), 0.0) == (
        "Programs on this computer can watch and start executions here."
    )
    assert summary([REST, HUB], OPEN, 7500) == (
        "Programs and browsers on this network can watch and start executions here. Up for 2h 05m."
    )
    assert summary([REST, HUB], read_only, 0.0) == (
        "Programs and browsers on this network can watch executions here. Starting commands is off."
    )
    assert "this computer can watch executions" in summary(
        [REST, HUB], ServerAccess(clients_may_start_commands=False), 0.0
    )


def test_it_says_what_is_wrong_first() -> None:
    failed = replace(HUB, state="failed", problem="Port 8765 is in use.")
    assert summary([REST, failed], OPEN, 99) == "Port 8765 is in use."
    assert summary([REST, replace(failed, problem="")], OPEN, 99) == "WebSocket does not listen."
    assert summary([replace(REST, state="starting"), HUB], OPEN, 0) == "The servers are starting."
    off = [replace(REST, state="off"), replace(HUB, state="off")]
    assert summary(off, OPEN, 0) == "Both servers are off. Executions run normally."
