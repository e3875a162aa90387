"""Who can do what here, in a sentence or two."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from stepflow_desktop.core.model import ServerState
from stepflow_desktop.core.server_protocol import ServerAccess
from stepflow_desktop.gui import wording
from stepflow_desktop.gui.translation import our_words


def summary(states: Sequence[ServerState], access: ServerAccess, up_s: float) -> str:
    """Whole sentences, beside each other."""
    translate = QCoreApplication.translate
    failed = [state for state in states if state.state == "failed"]
    if failed:
        silent = translate("ServerSummary", "{name} does not listen.")
        return " ".join(our_words(state.problem) or silent.format(name=state.name) for state in failed)
    if all(state.state == "off" for state in states):
        return translate("ServerSummary", "Both servers are off. Executions run normally.")
    if any(state.state == "starting" for state in states):
        return translate("ServerSummary", "The servers are starting.")
    sentences = [_who(access)]
    if not access.clients_may_start_commands:
        sentences.append(translate("ServerSummary", "Starting commands is off."))
    if up_s >= 1:
        sentences.append(translate("ServerSummary", "Up for {time}.").format(time=wording.duration(up_s)))
    return " ".join(sentences)


def _who(access: ServerAccess) -> str:
    translate = QCoreApplication.translate
    may_start = access.clients_may_start_commands
    if access.open_to_network and may_start:
        return translate("ServerSummary", "Programs and browsers on this network can watch and start executions here.")
    if access.open_to_network:
        return translate("ServerSummary", "Programs and browsers on this network can watch executions here.")
    if may_start:
        return translate("ServerSummary", "Programs on this computer can watch and start executions here.")
    return translate("ServerSummary", "Programs on this computer can watch executions here.")
