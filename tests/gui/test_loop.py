"""The window's loop keeps asyncio's promises and lets Qt have its turn."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
import time

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from stepflow_desktop.gui.loop import FULL_PASS_S, BatchingEventLoop


async def test_callbacks_run_in_the_order_they_were_given() -> None:
    loop, seen = asyncio.get_running_loop(), []
    done = loop.create_future()
    for number in range(1000):
        loop.call_soon(seen.append, number)
    loop.call_soon(done.set_result, None)
    await done
    assert seen == list(range(1000))


async def test_a_cancelled_callback_does_not_run() -> None:
    loop, seen = asyncio.get_running_loop(), []
    loop.call_soon(seen.append, 1).cancel()
    loop.call_later(0, seen.append, 2).cancel()
    await asyncio.sleep(0.01)
    assert seen == []


async def test_timers_fire_by_due_time_and_never_early() -> None:
    loop, seen = asyncio.get_running_loop(), []
    done = loop.create_future()
    start = loop.time()
    for delay in (0.03, 0.01, 0.02, 0.0):
        loop.call_later(delay, lambda delay=delay: seen.append((delay, loop.time() - start)))
    loop.call_later(0.04, done.set_result, None)
    await done
    assert [delay for delay, _ in seen] == [0.0, 0.01, 0.02, 0.03]
    assert all(passed >= delay - 0.001 for delay, passed in seen)


async def test_many_cancelled_timers_leave_the_heap() -> None:
    loop = asyncio.get_running_loop()
    assert isinstance(loop, BatchingEventLoop)
    for handle in [loop.call_later(1000, print) for _ in range(500)]:
        handle.cancel()
    await asyncio.sleep(0)
    assert len(loop._scheduled) < 100


async def test_an_exception_in_a_callback_reaches_the_handler_and_the_loop_goes_on() -> None:
    loop, contexts, seen = asyncio.get_running_loop(), [], []
    loop.set_exception_handler(lambda _loop, context: contexts.append(context["exception"]))
    loop.call_soon(lambda: 1 / 0)
    loop.call_soon(seen.append, "after")
    await asyncio.sleep(0)
    assert isinstance(contexts[0], ZeroDivisionError)
    assert seen == ["after"]


async def test_a_thread_wakes_the_sleeping_loop() -> None:
    loop = asyncio.get_running_loop()
    done = loop.create_future()
    thread = threading.Thread(target=lambda: loop.call_soon_threadsafe(done.set_result, 7))
    thread.start()
    assert await asyncio.wait_for(done, 5) == 7
    thread.join()
    assert await asyncio.to_thread(threading.get_ident) != threading.get_ident()


async def test_a_signal_handler_runs_on_the_loop() -> None:
    loop = asyncio.get_running_loop()
    done = loop.create_future()
    loop.add_signal_handler(signal.SIGUSR1, done.set_result, "heard")
    os.kill(os.getpid(), signal.SIGUSR1)
    assert await asyncio.wait_for(done, 5) == "heard"
    assert loop.remove_signal_handler(signal.SIGUSR1)


async def test_a_subprocess_is_run_and_waited_for() -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", "print('out'); raise SystemExit(3)", stdout=asyncio.subprocess.PIPE
    )
    out, _ = await process.communicate()
    assert (out.strip(), process.returncode) == (b"out", 3)


async def test_sockets_echo_to_many_clients() -> None:
    async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(1000):
            writer.write(data)
            await writer.drain()
        writer.close()
        await writer.wait_closed()

    async def client(port: int, number: int) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for _ in range(20):
            writer.write(b"%03d" % number)
            answer = await reader.readexactly(3)
        writer.close()
        await writer.wait_closed()
        return answer

    server = await asyncio.start_server(echo, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        answers = await asyncio.gather(*(client(port, number) for number in range(32)))
    assert answers == [b"%03d" % number for number in range(32)]


async def test_qt_timers_fire_while_callbacks_never_run_out() -> None:
    loop, beats = asyncio.get_running_loop(), []
    going = True

    def again() -> None:
        if going:
            loop.call_soon(again)

    timer = QTimer()
    timer.timeout.connect(lambda: beats.append(time.monotonic()))
    timer.start(5)
    again()
    deadline = time.monotonic() + 5
    while len(beats) < 10 and time.monotonic() < deadline:
        await asyncio.sleep(0)
    going = False
    assert len(beats) >= 10


async def test_tasks_wait_while_a_callback_runs_a_qt_loop_of_its_own(qapp: QApplication) -> None:
    loop, seen = asyncio.get_running_loop(), []

    def nested() -> None:
        loop.call_soon(seen.append, "task step")
        qapp.processEvents()
        seen.append("nested loop over")

    loop.call_soon(nested)
    while len(seen) < 2:
        await asyncio.sleep(0)
    assert seen == ["nested loop over", "task step"]


async def test_a_keyboard_interrupt_ends_the_run() -> None:
    # In a process of its own: the loop of this test must go on to report.
    code = (
        "import asyncio, os; os.environ['QT_QPA_PLATFORM'] = 'offscreen'\n"
        "from PySide6.QtWidgets import QApplication\n"
        "from stepflow_desktop.gui.loop import new_event_loop\n"
        "app = QApplication([])\n"
        "def stop(): raise KeyboardInterrupt\n"
        "async def main():\n"
        "    asyncio.get_running_loop().call_soon(stop); await asyncio.sleep(60)\n"
        "try:\n"
        "    with asyncio.Runner(loop_factory=lambda: new_event_loop(app)) as r: r.run(main())\n"
        "except KeyboardInterrupt: print('interrupted')\n"
    )
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", code, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    out, err = await process.communicate()
    assert out.strip() == b"interrupted", err.decode()


async def test_none_keeps_its_references_over_many_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    """PySide6 6.12.0 on Python before 3.12 loses one reference to None per void call and aborts in the end."""
    loop = asyncio.get_running_loop()
    assert isinstance(loop, BatchingEventLoop)
    monkeypatch.setattr(loop, "slice_s", 0.0)  # Qt has its say after every callback
    turns = 50_000
    before = sys.getrefcount(None)
    for _ in range(turns):
        await asyncio.sleep(0)
    assert abs(sys.getrefcount(None) - before) < turns / 100


async def test_a_turn_waits_for_the_next_pass_of_qt_where_one_was_full_but_never_twice() -> None:
    """What is painted and what callbacks do must not add up to one long wait; nor may painting hold them back."""
    loop = asyncio.get_running_loop()
    assert isinstance(loop, BatchingEventLoop)
    full = loop._pass_began + FULL_PASS_S
    assert not loop._stands_back(full - 0.001)
    assert loop._stands_back(full)
    assert not loop._stands_back(full)
    assert loop._stands_back(full)
