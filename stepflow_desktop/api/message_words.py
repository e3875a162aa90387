"""What goes over the WebSocket, as tables for people: a test holds them to the messages that are sent."""

from __future__ import annotations

HEARD: tuple[tuple[str, str], ...] = (
    ("connection_established", "The first message: your number, the time, how many are connected."),
    ("execution_created", "An execution waits for its turn."),
    ("execution_started", "Its command runs."),
    ("step_update", "A step began, got further or ended."),
    ("log_entry", "A line of the log, without markers and colours."),
    ("artifact_created", "A file was kept for it."),
    ("artifact_updated", "What is written about a file was changed."),
    ("artifact_deleted", "A file is gone."),
    ("error", "Why an execution failed, or what is wrong with what you said."),
    ("execution_completed", "The last message of a run, however it ended."),
    ("execution_updated", "Something else about it changed."),
    ("execution_deleted", "It is gone."),
    ("lagged", "Lines that you were too slow for: from which offset to read them over REST, and to which."),
    ("execution_status", "The answer to get_status with an id: the execution and its steps."),
    ("server_status", "The answer to get_status without an id."),
    ("pong", "The answer to ping."),
)
SAID: tuple[tuple[str, str], ...] = (
    ("subscribe", "From the first one on you hear only of executions that you subscribed to."),
    ("unsubscribe", "No more of this execution."),
    ("get_status", "How an execution is, or the server."),
    ("ping", "Answered in order: everything you said before is in force."),
)
SHAPE = '{"type": …, "data": {"execution_id": …}, "timestamp": …}'
