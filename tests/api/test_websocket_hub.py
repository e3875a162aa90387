from __future__ import annotations

import asyncio
import contextlib
from dataclasses import replace
from typing import Any

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from stepflow_desktop.api import websocket_hub
from stepflow_desktop.api.client import Limits
from stepflow_desktop.core.model import Execution, ExecutionStatus, StepStatus, Update
from tests.api.conftest import Api, Listener
from tests.api.fake_engine import EPOCH
from tests.waiting import until

NO_SUCH_ID = "00000000-0000-0000-0000-000000000000"


def running(api: Api, **fields: Any) -> Execution:
    return api.engine.add(status=ExecutionStatus.RUNNING, started_at=EPOCH, **fields)


def print_lines(api: Api, execution: Execution, data: bytes, **fields: Any) -> None:
    """The execution prints, the engine tells."""
    start, end = api.engine.write_log(execution, data)
    api.engine.tell(
        Update(
            execution=api.engine.executions[execution.id],
            log_start=start,
            log_end=end,
            seq_start=start + 1,
            all_steps=tuple(api.engine.steps.get(execution.id, ())),
            **fields,
        )
    )


def kinds(messages: list[dict[str, Any]]) -> list[str]:
    return [message["type"] for message in messages]


def contents(messages: list[dict[str, Any]]) -> list[str]:
    return [message["data"]["content"] for message in messages if message["type"] == "log_entry"]


async def test_a_client_is_greeted_with_its_number(api: Api) -> None:
    listeners = []
    for number in (1, 2):
        listener = Listener(await connect(api.websocket_url))
        greeting = await listener.next()
        assert greeting["type"] == "connection_established"
        assert list(greeting["data"]) == ["client_id", "server_time", "connected_clients"]
        assert greeting["data"]["client_id"] == greeting["data"]["connected_clients"] == number
        listeners.append(listener)
    assert api.hub.state.clients == 2
    for listener in listeners:
        await listener.close()
    await until(lambda: api.hub.state.clients == 0)
    assert api.hub.state.messages == 2


async def test_a_run_from_its_creation_to_its_end(api: Api, listener: Listener) -> None:
    await api.post("/api/executions", json={"command": "make"})
    (execution,) = api.engine.executions.values()
    execution = replace(execution, status=ExecutionStatus.RUNNING, started_at=EPOCH)
    api.engine.tell(Update(execution=execution, started=True, seq_start=2))
    log = b"before\nSTEP_START:Build\ninside\n"
    start = log.index(b"inside")
    step = api.engine.add_step(execution, start_offset=start, status=StepStatus.RUNNING, started_at=EPOCH)
    print_lines(api, execution, log, steps=(step,))
    ended = replace(api.engine.executions[execution.id], status=ExecutionStatus.COMPLETED, exit_code=0, duration_s=1.0)
    api.engine.tell(
        Update(
            execution=ended,
            steps=(replace(step, status=StepStatus.COMPLETED, end_offset=len(log)),),
            log_start=len(log),
            log_end=len(log),
            seq_start=100,
            all_steps=(step,),
            ended=True,
        )
    )
    messages = await listener.until("execution_completed")
    assert kinds(messages) == [
        "execution_created",
        "execution_started",
        "log_entry",
        "step_update",
        "log_entry",
        "step_update",
        "execution_completed",
    ]
    assert {message["data"]["execution_id"] for message in messages} == {execution.id}
    numbers = [message["data"]["seq"] for message in messages]
    assert numbers == sorted(set(numbers))
    assert contents(messages) == ["before", "inside"]
    line = messages[4]["data"]
    assert list(line) == ["execution_id", "step_id", "content", "timestamp", "level", "offset", "seq"]
    assert (line["step_id"], line["offset"], line["level"]) == (step.id, start, "info")
    assert messages[3]["data"]["step"]["status"] == "running"
    assert messages[5]["data"]["step"]["status"] == "completed"


async def test_everything_until_the_first_subscription(api: Api) -> None:
    one, two = running(api), running(api)
    everything, single, nothing = await api.connect(), await api.connect(), await api.connect()
    await single.say("subscribe", execution_id=one.id)
    await nothing.say("subscribe", execution_id=one.id)
    await nothing.say("unsubscribe", execution_id=one.id)
    assert await single.in_step() == await nothing.in_step() == []
    print_lines(api, one, b"one\n")
    print_lines(api, two, b"two\n")
    assert [(await everything.next())["data"]["content"] for _ in range(2)] == ["one", "two"]
    assert contents(await single.in_step()) == ["one"]
    assert await nothing.in_step() == []
    await single.say("subscribe", execution_id=two.id)
    await single.say("unsubscribe", execution_id=one.id)
    await single.in_step()
    print_lines(api, one, b"one more\n")
    print_lines(api, two, b"two more\n")
    assert [(await everything.next())["data"]["content"] for _ in range(2)] == ["one more", "two more"]
    assert contents(await single.in_step()) == ["two more"]
    for listener in (everything, single, nothing):
        await listener.close()


async def test_unsubscribing_before_any_subscription_changes_nothing(api: Api, listener: Listener) -> None:
    execution = running(api)
    await listener.say("unsubscribe", execution_id=execution.id)
    assert await listener.in_step() == []
    print_lines(api, execution, b"one\n")
    assert (await listener.next())["data"]["content"] == "one"


async def test_an_unknown_subscription_is_an_error_and_subscribes_to_nothing(api: Api, listener: Listener) -> None:
    for kind in ("subscribe", "unsubscribe", "get_status"):
        await listener.say(kind, execution_id=NO_SUCH_ID)
        message = await listener.next()
        assert message["type"] == "error"
        assert message["data"]["error_code"] == "NOT_FOUND"
        assert message["data"]["execution_id"] == NO_SUCH_ID
        assert NO_SUCH_ID in message["data"]["error_message"]
    print_lines(api, running(api), b"one\n")
    assert (await listener.next())["type"] == "log_entry"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("{", "not valid JSON"),
        ("", "empty"),
        ("[]", "object"),
        ('"subscribe"', "object"),
        ("{}", "type"),
        ('{"type":"dance"}', "dance"),
        ('{"type":[]}', "type"),
        ('{"type":"subscribe"}', "execution_id"),
        ('{"type":"subscribe","data":[]}', "data"),
        ('{"type":"subscribe","data":{"execution_id":7}}', "execution_id"),
        ('{"type":"unsubscribe","data":{"execution_id":null}}', "execution_id"),
        ('{"type":"ping","data":{"x":"\\ud800"}}', "Unicode"),
        (b'{"type":"ping"}', "binary"),
        ("[" * 20_000, "nested"),
    ],
)
async def test_a_bad_message_is_answered_and_the_connection_stays(
    listener: Listener, text: str | bytes, word: str
) -> None:
    await listener.connection.send(text)
    message = await listener.next()
    assert message["type"] == "error"
    assert list(message["data"]) == ["execution_id", "error_message", "error_code", "timestamp"]
    assert message["data"]["error_code"] == "BAD_MESSAGE"
    assert word in message["data"]["error_message"]
    assert await listener.in_step() == []


async def test_a_message_over_64_kib_ends_the_connection(api: Api) -> None:
    listener = await api.connect()
    await listener.connection.send("x" * (64 * 1024 + 1))
    with pytest.raises(ConnectionClosed) as closed:
        await listener.next()
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1009


async def test_status_of_an_execution(api: Api, listener: Listener) -> None:
    execution = running(api, environment={"KEY": "hush"}, seq=9)
    step = api.engine.add_step(execution)
    await listener.say("get_status", execution_id=execution.id)
    message = await listener.next()
    assert message["type"] == "execution_status"
    assert message["data"]["execution"]["environment"] == {"KEY": "***"}
    assert message["data"]["execution"]["seq"] == 9
    assert message["data"]["execution"]["duration_seconds"] > 0
    assert [each["id"] for each in message["data"]["steps"]] == [step.id]


async def test_status_of_the_server(api: Api, listener: Listener) -> None:
    running(api)
    await listener.connection.send('{"type":"get_status"}')
    data = (await listener.next())["data"]
    assert (data["status"], data["connected_clients"], data["executions"]["running"]) == ("running", 1, 1)


async def test_a_defect_in_a_command_keeps_the_connection(
    api: Api, listener: Listener, expected_log: list[str]
) -> None:
    expected_log.append("A WebSocket command failed")
    api.engine.failure = RuntimeError("secret")
    await listener.say("get_status", execution_id=NO_SUCH_ID)
    message = await listener.next()
    assert message["type"] == "error"
    assert "secret" not in message["data"]["error_message"]
    api.engine.failure = None
    assert await listener.in_step() == []


async def test_a_defect_in_an_update_keeps_the_others_coming(
    api: Api, listener: Listener, expected_log: list[str]
) -> None:
    expected_log.append("could not be told")
    execution = running(api)
    api.engine.tell(Update(execution=replace(execution, metadata={"x": object()}), edited=True))
    print_lines(api, running(api), b"still here\n")
    assert contents(await listener.until("log_entry")) == ["still here"]


async def test_a_log_that_is_gone_leaves_its_lines_out(api: Api, listener: Listener) -> None:
    execution = running(api)
    api.engine.tell(Update(execution=execution, log_start=0, log_end=50, deleted=True))
    assert kinds(await listener.in_step()) in ([], ["execution_deleted"])
    print_lines(api, running(api), b"next\n")
    assert kinds(await listener.until("log_entry"))[-1] == "log_entry"


async def test_many_lines_arrive_whole_and_in_order(api: Api) -> None:
    listeners = [await api.connect() for _ in range(3)]
    execution = running(api)
    lines = [f"line {number} {'x' * 60}" for number in range(5_000)]
    print_lines(api, execution, "\n".join(lines).encode() + b"\n")
    for listener in listeners:
        messages = [await listener.next() for _ in lines]
        assert contents(messages) == lines
        assert [message["data"]["seq"] for message in messages] == list(range(1, 5_001))
        await listener.close()


async def test_a_line_longer_than_a_frame_of_16_bits(api: Api, listener: Listener) -> None:
    word = "größe" * 20_000
    print_lines(api, running(api), word.encode() + b"\n")
    found = ""
    while len(found) < len(word):
        found += (await listener.next())["data"]["content"]
    assert found == word


async def test_updates_of_others_do_not_wait_for_a_long_log(api: Api, listener: Listener) -> None:
    long, short = running(api), running(api)
    print_lines(api, long, b"long\n" * 20_000)
    print_lines(api, short, b"short\n")
    first = contents([await listener.next() for _ in range(3_000)])
    assert "short" in first
    assert "long" in first


@pytest.mark.parametrize("limits", [Limits(outbox_bytes=64 * 1024)])
async def test_a_slow_client_loses_lines_only_and_is_told_which(api: Api, limits: Limits) -> None:
    slow = await connect(api.websocket_url, max_queue=1)
    slow.transport.pause_reading()
    execution = running(api)
    count = 60_000
    api.engine.tell(Update(execution=execution, started=True, seq_start=1))
    log = b"".join(b"line %08d %s\n" % (number, b"x" * 80) for number in range(count))
    start, end = api.engine.write_log(execution, log)
    ended = replace(api.engine.executions[execution.id], status=ExecutionStatus.COMPLETED)
    quick = await api.connect()
    api.engine.tell(Update(execution=ended, log_start=start, log_end=end, seq_start=2, ended=True))
    await quick.until("execution_completed")
    slow.transport.resume_reading()
    listener = Listener(slow)
    messages = await listener.until("execution_completed")
    assert kinds(messages)[:2] == ["connection_established", "execution_started"]
    lags = [message["data"] for message in messages if message["type"] == "lagged"]
    assert lags
    assert list(lags[0]) == ["execution_id", "dropped", "from_offset", "to_offset", "seq"]
    numbers = [message["data"]["seq"] for message in messages[1:]]
    assert numbers == sorted(set(numbers))
    got = [message["data"]["offset"] for message in messages if message["type"] == "log_entry"]
    assert len(got) + sum(lag["dropped"] for lag in lags) == count
    # REST has exactly what is missing.
    lag = lags[0]
    path = f"/api/executions/{execution.id}/logs?after={lag['from_offset'] - 1}&limit=2"
    page = (await api.get(path)).data["entries"]
    assert page[0]["offset"] == lag["from_offset"]
    assert lag["to_offset"] in {*got, end}
    await slow.close()
    await quick.close()


@pytest.mark.parametrize("limits", [Limits(outbox_bytes=64 * 1024, stall_s=0.2)])
async def test_a_stalled_client_is_closed_with_1013(api: Api, limits: Limits) -> None:
    stalled = await connect(api.websocket_url, max_queue=1)
    stalled.transport.pause_reading()
    execution = running(api)
    print_lines(api, execution, b"%s\n" % (b"x" * 1000) * 20_000)
    await until(lambda: any(c.connection.state.name != "OPEN" for c in api.hub._clients.values()))
    stalled.transport.resume_reading()
    with pytest.raises(ConnectionClosed) as closed:
        while True:
            await stalled.recv()
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1013
    await until(lambda: api.hub.state.clients == 0)


@pytest.mark.parametrize("limits", [Limits(outbox_bytes=10_000)])
async def test_a_client_that_cannot_be_told_all_states_is_closed_with_1013(api: Api, limits: Limits) -> None:
    listener = await api.connect()
    for _ in range(100):
        execution = running(api, command="x" * 1_000)
        api.engine.tell(Update(execution=execution, started=True))
    with pytest.raises(ConnectionClosed) as closed:
        while True:
            await listener.next()
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1013


@pytest.mark.parametrize("limits", [Limits(commands_per_s=5)])
async def test_who_talks_too_fast_is_heard_later(api: Api, limits: Limits) -> None:
    listener = await api.connect()
    loop = asyncio.get_running_loop()
    begun = loop.time()
    for _ in range(12):
        await listener.say("ping")
    for _ in range(12):
        assert (await listener.next())["type"] == "pong"
    assert loop.time() - begun > 1
    await listener.close()


@pytest.mark.parametrize("limits", [Limits(outbox_bytes=400_000, commands_per_s=10_000)])
async def test_a_client_that_asks_and_never_listens_can_leave(api: Api, limits: Limits) -> None:
    execution = running(api, command="x" * 60_000)
    asking = await api.connect(max_queue=1)
    asking.connection.transport.pause_reading()
    for _ in range(300):
        await asking.say("get_status", execution_id=execution.id)
    await until(lambda: any(not c.outbox.roomy.is_set() for c in api.hub._clients.values()))
    asking.connection.transport.abort()
    await asking.connection.wait_closed()
    await until(lambda: api.hub.state.clients == 0)


async def test_more_clients_than_allowed(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(websocket_hub, "MAX_CLIENTS", 1)
    listener = await api.connect()
    with pytest.raises(InvalidStatus) as refused:
        await connect(api.websocket_url)
    assert refused.value.response.status_code == 503
    await listener.close()


async def test_nothing_is_read_for_an_audience_of_none(api: Api) -> None:
    execution = running(api)
    api.engine.log_path(execution.id).parent.mkdir(parents=True)
    api.engine.log_path(execution.id).mkdir()  # reading it would raise
    api.engine.tell(Update(execution=execution, log_start=0, log_end=10))
    listener = await api.connect()
    other = running(api)
    print_lines(api, other, b"heard\n")
    assert contents([await listener.next()]) == ["heard"]
    await listener.close()


async def test_frames_of_the_library_fit_between_ours(api: Api, listener: Listener) -> None:
    """Pings go through the library, messages below it; neither breaks the other's frames."""
    execution = running(api)
    print_lines(api, execution, b"line\n" * 2_000)
    pongs = [await listener.connection.ping() for _ in range(20)]
    (client,) = api.hub._clients.values()
    pongs.append(await client.connection.ping())
    assert contents([await listener.next() for _ in range(2_000)]) == ["line"] * 2_000
    await asyncio.gather(*pongs)


async def test_stopping_says_goodbye(api: Api) -> None:
    listener = await api.connect()
    await api.hub.stop()
    with pytest.raises(ConnectionClosed) as closed:
        await listener.next()
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1001
    assert api.hub.state.state == "off"
    await api.hub.start()
    assert api.hub.state.state == "listening"
    again = await api.connect()
    await again.close()


async def test_stopping_does_not_wait_for_a_client_that_takes_nothing(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(websocket_hub, "STOP_S", 0.2)
    stalled = await connect(api.websocket_url, max_queue=1)
    stalled.transport.pause_reading()
    print_lines(api, running(api), b"%s\n" % (b"x" * 1000) * 10_000)
    await until(lambda: any(c.outbox.waiting_bytes for c in api.hub._clients.values()))
    async with asyncio.timeout(5):
        await api.hub.stop()
    stalled.transport.abort()
    await stalled.wait_closed()


async def test_stopping_does_not_wait_for_one_that_has_connected_and_says_nothing(api: Api) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", api.hub.port)
    await until(lambda: len(api.hub._connections) == 1)
    async with asyncio.timeout(websocket_hub.STOP_S):
        await api.hub.stop()
    with contextlib.suppress(ConnectionResetError):
        assert await reader.read() == b""
    writer.close()


async def test_nothing_is_compressed_whatever_a_client_offers(api: Api) -> None:
    listener = await api.connect(compression="deflate")
    assert listener.connection.protocol.extensions == []
    await listener.in_step()
    await listener.close()
