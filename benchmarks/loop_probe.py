"""In a process of its own: turns and answers a second of one kind of loop, printed as JSON."""

from __future__ import annotations

import asyncio
import json
import sys
import threading
import time
from http.client import HTTPConnection

from aiohttp import web

TURNS = 100_000
CLIENTS = 32
REQUESTS = 100


async def _turns() -> float:
    start = time.perf_counter()
    for _ in range(TURNS):
        await asyncio.sleep(0)
    return TURNS / (time.perf_counter() - start)


async def _answers() -> float:
    async def answer(_: web.Request) -> web.Response:
        return web.json_response({"ok": True})

    app = web.Application()
    app.router.add_get("/", answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    start = time.perf_counter()
    # The clients are processes of their own, so that only the server's side shares our interpreter.
    clients = [
        await asyncio.create_subprocess_exec(sys.executable, "-m", "benchmarks.loop_probe", "client", str(port))
        for _ in range(2)
    ]
    for client in clients:
        if await client.wait():
            raise RuntimeError("a client failed")
    seconds = time.perf_counter() - start
    await runner.cleanup()
    return CLIENTS * REQUESTS / seconds


async def _measure() -> None:
    print(json.dumps({"turns": await _turns(), "answers": await _answers()}))


def _client(port: int) -> None:
    def ask() -> None:
        connection = HTTPConnection("127.0.0.1", port)
        for _ in range(REQUESTS):
            connection.request("GET", "/")
            connection.getresponse().read()
        connection.close()

    threads = [threading.Thread(target=ask) for _ in range(CLIENTS // 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def main(arguments: list[str]) -> None:
    if arguments[0] == "client":
        _client(int(arguments[1]))
    elif arguments[0] == "plain":
        asyncio.run(_measure())
    else:
        from stepflow_desktop.gui import application

        app = application.make_application([])
        with asyncio.Runner(loop_factory=lambda: application.new_event_loop(app)) as runner:
            runner.run(_measure())


if __name__ == "__main__":
    main(sys.argv[1:])
